#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Intake
import Redaction

/// A file that is packed as it is written.
enum GzipFile {
  /// Why it could not be written.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Writes what `content` gives, where nothing else stands yet.
  static func write(_ content: (ReportFile.Sink) throws -> Void, to path: String) throws {
    guard let file = unsafe fopen(path, "w"), let encoder = GzipEncoder(GzipHeader()) else { throw failure }
    var isWritten = encoder.begin { bytes in
      unsafe bytes.withUnsafeBytes { unsafe fwrite($0.baseAddress, 1, $0.count, file) == $0.count }
    }
    do {
      try content { text in
        isWritten = isWritten && encoder.write(text.utf8.span)
        guard isWritten else { throw failure }
      }
    } catch {
      _ = unsafe fclose(file)
      throw error
    }
    isWritten = isWritten && encoder.finish()
    guard unsafe fclose(file) == 0, isWritten else { throw failure }
  }

  private static var failure: Failure { Failure(description: unsafe String(cString: strerror(errno))) }
}
