import Intake

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file open for writing, closed with its owner.
final class OutputFile {
  private var descriptor: Int32

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit {
    if descriptor >= 0 { _ = close(descriptor) }
  }

  /// False where it could not be written whole; the system's error number says why.
  func write(_ bytes: Span<UInt8>) -> Bool {
    unsafe bytes.withUnsafeBytes { bytes in
      var written = 0
      while written < bytes.count {
        let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[written...])
        #if canImport(Glibc)
          let count = unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
        #else
          let count = unsafe Darwin.write(descriptor, rest.baseAddress, rest.count)
        #endif
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        written += count
      }
      return true
    }
  }

  /// Appends at least one byte; false where that cannot be.
  func read(upTo count: Int, at offset: Int, appendingTo bytes: inout [UInt8]) -> Bool {
    let before = bytes.count
    bytes.append(addingCapacity: count) { span in
      unsafe span.withUnsafeMutableBufferPointer { buffer, initialized in
        var result = -1
        repeat {
          result = unsafe pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
        } while result < 0 && errno == EINTR
        initialized = max(result, 0)
      }
    }
    return bytes.count > before
  }

  /// Gives it the permissions and the time of the original, as far as the file system has such, and closes it.
  func complete(_ facts: FileFacts?) -> Bool {
    if let facts {
      _ = fchmod(descriptor, mode_t(facts.permissions))
      var times = [timespec(facts.modified), timespec(facts.modified)]
      _ = unsafe futimens(descriptor, &times)
    }
    let result = close(descriptor)
    descriptor = -1
    return result == 0
  }
}

extension timespec {
  init(_ time: FileTime) {
    self.init(tv_sec: time.seconds, tv_nsec: time.nanoseconds)
  }
}

/// What the system says went wrong last.
enum SystemWords {
  static var last: String {
    guard let words = unsafe strerror(errno) else { return "error \(errno)" }
    return unsafe String(cString: words)
  }
}
