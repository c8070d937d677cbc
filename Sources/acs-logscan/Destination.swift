#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import ArgumentParser
import Formats

/// Where a report goes: standard output, a file, or a folder. A file is written beside its place and renamed when
/// it is whole, so that no half of a report is ever left behind.
struct Destination {
  /// The file or folder; nil for standard output.
  let path: String?
  let isFolder: Bool
  private let inputs: [String]

  /// Refuses a file that is to be read.
  init(_ path: String?, inputs: [String]) throws {
    self.path = path
    isFolder = path?.hasSuffix("/") ?? false
    self.inputs = inputs
    if let path, !isFolder, isToBeRead(path) {
      throw ValidationError("\(path) is to be read; name another file for the report.")
    }
  }

  /// Whether a file, and no device or pipe, is to be written.
  var isNewFile: Bool {
    path.map { !isFolder && Destination.isReplaceable(Destination.resolved($0)) } ?? false
  }

  /// Whether writing to a path would destroy what is to be read: an input, or what an input folder holds, unless this
  /// tool has written it.
  private func isToBeRead(_ path: String) -> Bool {
    if inputs.contains(where: { Destination.isSameFile(path, $0) }) { return true }
    guard let target = Destination.canonical(path), Destination.isRegular(target),
      inputs.contains(where: { Destination.canonical($0).map { target.hasPrefix($0 + "/") } ?? false })
    else { return false }
    return !OwnReport.isIn(file: target)
  }

  /// Writes one text, or the files of a folder.
  func write(_ files: [ReportFile]) throws {
    guard let path else {
      if Terminal.standardOutput.isInteractive, let pager = Pager() {
        defer { pager.close() }
        for file in files {
          try file.write { text in guard pager.write(text) else { throw failed("standard output") } }
        }
        return
      }
      for file in files {
        try file.write { text in
          guard Terminal.standardOutput.write(text) else { throw failed("standard output") }
        }
      }
      return
    }
    if isFolder {
      _ = unsafe mkdir(path, 0o777)
      for file in files { try replace(path + file.name, with: file) }
    } else {
      for file in files { try replace(path, with: file) }
    }
  }

  private func replace(_ path: String, with report: ReportFile) throws {
    guard !isToBeRead(path) else {
      Terminal.standardError.write("acs-logscan: \(path): was read and is not written over\n")
      throw Outcome.cannotWrite
    }
    // A device or a pipe stays what it is; a link goes on leading where it leads.
    let target = Destination.resolved(path)
    guard Destination.isReplaceable(target) else {
      return try unsafe write(report, into: fopen(target, "w"), named: path)
    }
    let beside = "\(target).\(getpid()).part"
    // Nothing that is there already is written over, nor is a link followed.
    let descriptor = unsafe open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else { throw failed(path) }
    do {
      if let make = report.make {
        _ = close(descriptor)
        do { try make(beside) } catch { throw failed(path, "\(error)") }
      } else {
        try unsafe write(report, into: fdopen(descriptor, "w"), named: path)
      }
      guard unsafe rename(beside, target) == 0 else { throw failed(path) }
    } catch {
      _ = unsafe unlink(beside)
      throw error
    }
  }

  private func write(
    _ report: ReportFile, into file: UnsafeMutablePointer<FILE>?, named path: String
  ) throws {
    guard let file = unsafe file else { throw failed(path) }
    do {
      try report.write { text in
        var text = text
        let written = text.withUTF8 { unsafe fwrite($0.baseAddress, 1, $0.count, file) == $0.count }
        guard written else { throw failed(path) }
      }
    } catch {
      _ = unsafe fclose(file)
      throw error
    }
    guard unsafe fclose(file) == 0 else { throw failed(path) }
  }

  /// The path behind all links; the path itself where nothing is there yet.
  private static func resolved(_ path: String) -> String { canonical(path) ?? path }

  /// The path behind all links; nil where nothing is there.
  private static func canonical(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  private static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Whether a file can take the place of what is there.
  private static func isReplaceable(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
  }

  private func failed(_ path: String) -> Outcome {
    failed(path, unsafe String(cString: strerror(errno)))
  }

  private func failed(_ path: String, _ reason: String) -> Outcome {
    Terminal.standardError.write("acs-logscan: \(path): cannot write the report: \(reason)\n")
    return .cannotWrite
  }

  private static func isSameFile(_ left: String, _ right: String) -> Bool {
    var first = stat()
    var second = stat()
    guard unsafe stat(left, &first) == 0, unsafe stat(right, &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }
}

/// The machine's cores.
enum Processors {
  static var count: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}

/// Passwords for archives.
enum Passwords {
  private static let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]

  /// The lines of a file; the last may lack its line break, the first may have the mark that editors on Windows write.
  static func read(_ path: String) throws -> [String] {
    var bytes = try SmallFile.read(path)[...]
    if bytes.starts(with: byteOrderMark) { bytes = bytes.dropFirst(byteOrderMark.count) }
    return bytes.split(separator: UInt8(ascii: "\n")).map {
      String(decoding: $0.filter { $0 != 13 }, as: UTF8.self)
    }
  }
}

/// A file that is named on the command line and read as a whole.
enum SmallFile {
  /// Its first mebibyte.
  static func read(_ path: String) throws -> [UInt8] {
    func failure() -> ValidationError {
      ValidationError("\(path): \(unsafe String(cString: strerror(errno)))")
    }
    guard let file = unsafe fopen(path, "r") else { throw failure() }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    while true {
      let byte = unsafe getc(file)
      guard byte != EOF, bytes.count < 1 << 20 else { break }
      bytes.append(UInt8(truncatingIfNeeded: byte))
    }
    // A folder can be opened, and nothing can be read of it.
    guard unsafe ferror(file) == 0 else { throw failure() }
    return bytes
  }
}
