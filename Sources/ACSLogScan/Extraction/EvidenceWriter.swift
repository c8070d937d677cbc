import Calls
import Evidence
import Formats

/// Writes evidence files: JSON, an object a line, as `Docs/schema/evidence.schema.json` describes it.
public struct EvidenceWriter {
  /// The version of the form that this writes and `EvidenceReader` reads.
  public static let schemaVersion = 1

  /// Takes a piece of text.
  typealias Sink<Failure: Error> = (String) throws(Failure) -> Void

  private let encoder = LineEncoder()
  private var lines = 0

  private init() {}

  /// Writes everything, a piece of text after the other.
  ///
  /// - Parameters:
  ///   - extract: What was extracted.
  ///   - version: The tool's.
  ///   - sink: Takes a piece of text.
  /// - Throws: What `sink` throws.
  public static func write<Failure: Error>(
    _ extract: Extract, version: String, to sink: (String) throws(Failure) -> Void
  ) throws(Failure) {
    try write(version: version, to: sink) { (writer: inout EvidenceWriter) throws(Failure) in
      try writer.put(extract, to: sink)
    }
  }

  /// Writes a first line, a body and a last line.
  static func write<Failure: Error>(
    version: String, to sink: Sink<Failure>, _ body: (inout EvidenceWriter) throws(Failure) -> Void
  ) throws(Failure) {
    var writer = EvidenceWriter()
    let tool = EvidenceLine.Beginning.Tool(name: "acs-logscan", version: version)
    try writer.put(EvidenceLine(evidence: .init(schemaVersion: schemaVersion, tool: tool)), to: sink)
    try body(&writer)
    try writer.put(EvidenceLine(end: .init(lines: writer.lines)), to: sink)
    try writer.flush(to: sink)
  }

  mutating func put<Failure: Error>(_ extract: Extract, to sink: Sink<Failure>) throws(Failure) {
    for artifact in extract.artifacts { try put(artifact, to: sink) }
    for range in extract.ranges {
      try put(EvidenceLine(range: range.head), to: sink)
      try put(range.range.elements, to: sink) { EvidenceLine(reading: $0) }
    }
    for entry in extract.notRead { try put(EvidenceLine(notRead: entry), to: sink) }
  }

  private mutating func put<Failure: Error>(
    _ artifact: ExtractedArtifact, to sink: Sink<Failure>
  ) throws(Failure) {
    try put(EvidenceLine(artifact: ExtractedHead(artifact)), to: sink)
    let evidence = artifact.evidence
    try put(evidence.observations, to: sink) { EvidenceLine(observation: $0) }
    try put(evidence.lastMentions, to: sink) { EvidenceLine(mention: $0) }
    try put(evidence.operations, to: sink) { EvidenceLine(operation: $0) }
    try put(evidence.listing?.entries ?? [], to: sink) { EvidenceLine(listed: $0) }
  }

  mutating func put<Failure: Error>(_ log: FoldedLog, to sink: Sink<Failure>) throws(Failure) {
    try put(EvidenceLine(folded: FoldedHead(log)), to: sink)
    try put(log.fragments, to: sink) { EvidenceLine(fragment: $0) }
    try put(log.accounts, to: sink) { EvidenceLine(account: $0) }
    try put(log.outside, to: sink) { EvidenceLine(outside: $0) }
    try put(log.sightings, to: sink) { EvidenceLine(sighting: $0) }
    try put(log.stampedLines, to: sink) { EvidenceLine(stampedLine: $0) }
  }

  mutating func put<Failure: Error>(_ part: JoinedPart, to sink: Sink<Failure>) throws(Failure) {
    try put(EvidenceLine(joined: JoinedHead(part)), to: sink)
    try put(part.joined.calls, to: sink) { EvidenceLine(call: $0) }
    try put(part.joined.outside, to: sink) { EvidenceLine(outside: $0) }
    try put(part.joined.sightings, to: sink) { EvidenceLine(joinedSighting: $0) }
  }

  private mutating func put<Element, Failure: Error>(
    _ elements: some Sequence<Element>, to sink: Sink<Failure>, _ line: (Element) -> EvidenceLine
  ) throws(Failure) {
    for element in elements { try put(line(element), to: sink) }
  }

  mutating func put<Failure: Error>(_ line: EvidenceLine, to sink: Sink<Failure>) throws(Failure) {
    // No value refuses to be written.
    try? encoder.append(line)
    encoder.put("\n")
    lines += 1
    if encoder.bytes.count > 1 << 18 { try flush(to: sink) }
  }

  private mutating func flush<Failure: Error>(to sink: Sink<Failure>) throws(Failure) {
    try sink(String(decoding: encoder.take(), as: UTF8.self))
  }
}
