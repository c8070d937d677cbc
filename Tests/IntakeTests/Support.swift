import Evidence
import Intake

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What one artifact gave.
struct ReadArtifact: Equatable {
  var path: String
  var isArchive: Bool
  var content: [UInt8]
  var problems: [Problem]

  var text: String { String(decoding: content, as: UTF8.self) }
  var kinds: [Problem.Kind] { problems.map(\.kind) }
}

/// Opens an input and reads everything in it, in blocks of `blockSize`.
func readAll(
  _ input: Input, options: IntakeOptions = IntakeOptions(), blockSize: Int = 100_000
) -> [ReadArtifact] {
  var opened: [(OpenedArtifact, [UInt8])] = []
  Intake.open(input, options: options) { artifact in
    var content: [UInt8] = []
    while artifact.read(upTo: blockSize, appendingTo: &content) > 0 {}
    opened.append((artifact, content))
  }
  return opened.map { artifact, content in
    ReadArtifact(
      path: artifact.path, isArchive: artifact.isArchive, content: content, problems: artifact.problems)
  }
}

/// A folder that is gone when the test is.
final class TemporaryFolder {
  let path: String

  init() throws {
    var template = Array("/tmp/intake-tests-XXXXXX".utf8CString)
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

  /// A name that may be anything but UTF-8.
  func write(rawName: [UInt8], _ content: [UInt8]) throws {
    let file = (Array(path.utf8) + [UInt8(ascii: "/")] + rawName + [0]).map { CChar(bitPattern: $0) }
    guard let stream = unsafe fopen(file, "w") else { throw TestFailure("raw name") }
    unsafe fwrite(content, 1, content.count, stream)
    unsafe fclose(stream)
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

  private func remove(_ path: String) {
    if let stream = unsafe opendir(path) {
      while let entry = unsafe readdir(stream) {
        // The field is declared longer than the entry is.
        guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { continue }
        let name = unsafe String(
          cString: (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: CChar.self))
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

/// Lines that look like a log and do not compress to nothing.
func someLog(lines: Int, seed: UInt64 = 1) -> [UInt8] {
  var generator = SeededGenerator(seed: seed)
  var log: [UInt8] = []
  for line in 0..<lines {
    log += Array("line \(line) value \(generator.next() % 1_000_000_007)\n".utf8)
  }
  return log
}
