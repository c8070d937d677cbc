import Evidence
import Intake
import Redaction

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Replaces one word by a longer one everywhere, leaves `.blog` out, and calls all owners the same.
final class WordPolicy: RedactionPolicy {
  var beginnings: [String: Int] = [:]

  func treatment(ofArtifactAt path: String, beginning: [UInt8]) -> Treatment {
    beginnings[path] = beginning.count
    return path.hasSuffix(".blog") ? .leaveOut(reason: "binary") : .rewrite(WordRewriter())
  }

  func name(for component: String, in parent: String?) -> String {
    String(decoding: WordRewriter.rewritten(Array(component.utf8)), as: UTF8.self)
  }

  func owner(for name: String) -> String { "somebody" }
}

final class WordRewriter: ContentRewriter {
  static let word = Array("secret".utf8)
  static let standIn = Array("stand-in!".utf8)
  private var held: [UInt8] = []

  func rewrite(_ bytes: Span<UInt8>, appendingTo output: inout [UInt8]) {
    unsafe bytes.withUnsafeBufferPointer { unsafe held.append(contentsOf: $0) }
    held = WordRewriter.rewritten(held, keeping: WordRewriter.word.count - 1, appendingTo: &output)
  }

  func finish(appendingTo output: inout [UInt8]) {
    output += held
    held = []
  }

  static func rewritten(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    let rest = rewritten(bytes, keeping: 0, appendingTo: &output)
    return output + rest
  }

  private static func rewritten(_ bytes: [UInt8], keeping: Int, appendingTo output: inout [UInt8]) -> [UInt8]
  {
    var index = 0
    while let place = find(in: bytes, from: index) {
      output += bytes[index..<place] + standIn
      index = place + word.count
    }
    let end = max(index, bytes.count - keeping)
    output += bytes[index..<end]
    return Array(bytes[end...])
  }

  private static func find(in bytes: [UInt8], from start: Int) -> Int? {
    unsafe bytes.withUnsafeBytes { bytes in
      var start = start
      while let base = bytes.baseAddress, start + word.count <= bytes.count,
        let found = unsafe memchr(base + start, Int32(word[0]), bytes.count - start - word.count + 1)
      {
        if unsafe memcmp(found, word, word.count) == 0 { return unsafe UnsafeRawPointer(found) - base }
        start = unsafe UnsafeRawPointer(found) - base + 1
      }
      return nil
    }
  }
}

/// Lines with the word in one of seven.
func someLog(lines: Int, seed: UInt64 = 1) -> [UInt8] {
  var generator = SeededGenerator(seed: seed)
  var log: [UInt8] = []
  for line in 0..<lines {
    let value = generator.next()
    log += Array("line \(line) \(value % 7 == 0 ? "secret" : "value") \(value % 1_000_000_007)\n".utf8)
  }
  return log
}

/// More than is held in memory of a member, or read at a time.
func largeLog(seed: UInt64) -> [UInt8] {
  let part = someLog(lines: 4_000, seed: seed)
  var log: [UInt8] = []
  for _ in 0..<40 { log += part }
  return log
}

func masked(_ content: [UInt8]) -> [UInt8] { WordRewriter.rewritten(content) }

/// What the system says about a file.
func status(_ path: String) -> (permissions: Int, seconds: Int, nanoseconds: Int)? {
  var status = stat()
  guard unsafe lstat(path, &status) == 0 else { return nil }
  #if canImport(Glibc)
    let time = status.st_mtim
  #else
    let time = status.st_mtimespec
  #endif
  return (Int(status.st_mode) & 0o7777, time.tv_sec, time.tv_nsec)
}

func setTime(_ path: String, seconds: Int, nanoseconds: Int = 0) {
  var times = [timespec(tv_sec: 1, tv_nsec: 0), timespec(tv_sec: seconds, tv_nsec: nanoseconds)]
  _ = unsafe utimensat(AT_FDCWD, path, &times, 0)
}

/// A folder that is gone when the test is.
final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/redaction-tests-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else { throw TestFailure("mkdtemp") }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    remove(path)
  }

  @discardableResult
  func write(_ name: String, _ content: [UInt8]) throws -> String {
    let file = "\(path)/\(name)"
    guard let stream = unsafe fopen(file, "w") else { throw TestFailure(file) }
    let written = unsafe fwrite(content, 1, content.count, stream)
    guard unsafe fclose(stream) == 0, written == content.count else { throw TestFailure(file) }
    return file
  }

  @discardableResult
  func write(_ name: String, _ content: String) throws -> String {
    try write(name, Array(content.utf8))
  }

  @discardableResult
  func makeFolder(_ name: String) throws -> String {
    guard unsafe mkdir("\(path)/\(name)", 0o755) == 0 else { throw TestFailure(name) }
    return "\(path)/\(name)"
  }

  @discardableResult
  func link(_ name: String, to target: String) throws -> String {
    guard unsafe symlink(target, "\(path)/\(name)") == 0 else { throw TestFailure(name) }
    return "\(path)/\(name)"
  }

  @discardableResult
  func makeFIFO(_ name: String) throws -> String {
    guard unsafe mkfifo("\(path)/\(name)", 0o600) == 0 else { throw TestFailure(name) }
    return "\(path)/\(name)"
  }

  /// Nil where there is no such file.
  func read(_ name: String) -> [UInt8]? {
    guard let stream = unsafe fopen("\(path)/\(name)", "r") else { return nil }
    defer { unsafe fclose(stream) }
    var content: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe fread(&block, 1, block.count, stream)
      if count == 0 { return content }
      content += block[..<count]
    }
  }

  /// All files and folders below a folder, in order; folders end with a slash.
  func list(_ name: String) -> [String] {
    guard let stream = unsafe opendir("\(path)/\(name)") else { return [] }
    defer { unsafe closedir(stream) }
    var all: [String] = []
    while let entry = unsafe readdir(stream) {
      let found = unsafe withUnsafeBytes(of: entry.pointee.d_name) { field in
        unsafe String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard found != ".", found != ".." else { continue }
      var status = stat()
      _ = unsafe lstat("\(path)/\(name)/\(found)", &status)
      if status.st_mode & S_IFMT == S_IFDIR {
        all.append(found + "/")
        all += list("\(name)/\(found)").map { "\(found)/\($0)" }
      } else {
        all.append(found)
      }
    }
    return all.sorted()
  }

  private func remove(_ path: String) {
    if let stream = unsafe opendir(path) {
      while let entry = unsafe readdir(stream) {
        let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { field in
          unsafe String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name != "." && name != ".." { remove("\(path)/\(name)") }
      }
      unsafe closedir(stream)
      unsafe rmdir(path)
    } else {
      unsafe unlink(path)
    }
  }
}

struct TestFailure: Error {
  let what: String

  init(_ what: String) {
    self.what = what
  }
}

/// SplitMix64: the same numbers in every run.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
    return value ^ value >> 31
  }
}
