import Corpus
import Evidence
import Formats
import Foundation
import Intake
import Scan

/// Generated files in a temporary folder.
struct Samples {
  private let folder: URL

  /// Makes the folder.
  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "acs-micro-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func remove() {
    try? FileManager.default.removeItem(at: folder)
  }

  /// A log of about `size` bytes; made once.
  func file(_ name: String, _ shape: LogShape, size: Int, calls: Int? = nil) throws -> URL {
    let file = folder.appending(path: name)
    guard !FileManager.default.fileExists(atPath: file.path) else { return file }
    var plan = CorpusPlan(shapes: [shape], size: size)
    plan.calls = calls
    var corpus = Corpus(plan)
    let handle = try Samples.create(file)
    try corpus.write(log: 0, to: handle.fileDescriptor)
    try handle.close()
    return file
  }

  /// A file, compressed.
  func gzip(_ name: String, of file: URL) throws -> URL {
    let packed = folder.appending(path: name)
    let gzip = Process()
    gzip.executableURL = URL(filePath: "/usr/bin/env")
    gzip.arguments = ["gzip", "-n", "-c", file.path]
    gzip.standardOutput = try Samples.create(packed)
    try gzip.run()
    gzip.waitUntilExit()
    return packed
  }

  /// The lines of a file as an array of strings on one line, as loggers send them in batches.
  func batch(_ name: String, of file: URL) throws -> URL {
    let batch = folder.appending(path: name)
    let lines = String(decoding: try Data(contentsOf: file), as: UTF8.self).split(separator: "\n").map(
      String.init)
    try JSONEncoder().encode(lines).write(to: batch)
    return batch
  }

  private static func create(_ file: URL) throws -> FileHandle {
    try Data().write(to: file)
    return try FileHandle(forWritingTo: file)
  }

  /// The literals of the vocabularies, as the tool searches for them.
  var literals: [Literal] {
    Vocabularies.builtIn.literals
  }

  /// Bytes of a file's content, read to its end.
  static func contentLength(of file: URL) -> Int {
    var total = 0
    var buffer: [UInt8] = []
    Intake.open(Input(path: file.lastPathComponent, file: file.path)) { artifact in
      var count = 0
      repeat {
        buffer.removeAll(keepingCapacity: true)
        count = artifact.read(upTo: 256 << 10, appendingTo: &buffer)
        total += count
      } while count > 0
    }
    return total
  }

  /// What a file says.
  static func evidence(of file: URL) -> ArtifactEvidence {
    var evidence: ArtifactEvidence?
    Intake.open(Input(path: file.lastPathComponent, file: file.path)) { artifact in
      evidence = ArtifactReader.read(artifact, index: 0)
    }
    return evidence ?? ArtifactEvidence(artifact: Artifact(path: file.lastPathComponent))
  }
}
