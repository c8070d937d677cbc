import Evidence
import Formats
import Foundation
import Intake

/// Writes evidence files: JSON, an object a line, as `Docs/schema/evidence.schema.json` describes it.
public struct EvidenceWriter {
  /// The version of the form that this writes and `EvidenceReader` reads.
  public static let schemaVersion = 1

  private let encoder = JSONEncoder()
  private var bytes: [UInt8] = []
  private var lines = 0

  private init() {
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  }

  /// Writes everything, a piece of text after the other.
  ///
  /// - Parameter version: The tool's.
  /// - Throws: What `sink` throws.
  public static func write<Failure: Error>(
    _ extract: Extract, version: String, to sink: (String) throws(Failure) -> Void
  ) throws(Failure) {
    var writer = EvidenceWriter()
    let tool = EvidenceLine.Beginning.Tool(name: "acs-logscan", version: version)
    writer.add(EvidenceLine(evidence: .init(schemaVersion: schemaVersion, tool: tool)))
    for artifact in extract.artifacts {
      writer.add(EvidenceLine(artifact: ExtractedHead(artifact)))
      let evidence = artifact.evidence
      for observation in evidence.observations {
        writer.add(EvidenceLine(observation: observation))
        try writer.flush(to: sink)
      }
      for mention in evidence.lastMentions {
        writer.add(EvidenceLine(mention: mention))
        try writer.flush(to: sink)
      }
      for operation in evidence.operations {
        writer.add(EvidenceLine(operation: operation))
        try writer.flush(to: sink)
      }
      for file in evidence.listing?.entries ?? [] {
        writer.add(EvidenceLine(listed: file))
        try writer.flush(to: sink)
      }
      try writer.flush(to: sink)
    }
    for range in extract.ranges {
      writer.add(EvidenceLine(range: range.head))
      for reading in range.range.elements {
        writer.add(EvidenceLine(reading: reading))
        try writer.flush(to: sink)
      }
      try writer.flush(to: sink)
    }
    for entry in extract.notRead {
      writer.add(EvidenceLine(notRead: entry))
      try writer.flush(to: sink)
    }
    writer.add(EvidenceLine(end: .init(lines: writer.lines)))
    try writer.flush(to: sink, atLeast: 0)
  }

  private mutating func add(_ line: EvidenceLine) {
    // Evidence has no number that JSON has no word for.
    guard let data = try? encoder.encode(line) else { return }
    bytes += data
    bytes.append(UInt8(ascii: "\n"))
    lines += 1
  }

  private mutating func flush<Failure: Error>(
    to sink: (String) throws(Failure) -> Void, atLeast size: Int = 1 << 18
  ) throws(Failure) {
    guard bytes.count > size else { return }
    try sink(String(decoding: bytes, as: UTF8.self))
    bytes.removeAll(keepingCapacity: true)
  }
}
