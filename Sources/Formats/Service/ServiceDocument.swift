import Evidence
import Intake

/// Reads a document of services' records: elements in whatever container, one after the other.
struct ServiceDocument: ~Copyable {
  private var window: TextWindow
  private let index: Int
  private let path: String
  private let keepsText: Bool

  init(_ window: consuming TextWindow, path: String, index: Int, keepsText: Bool) {
    self.window = window
    self.path = path
    self.index = index
    self.keepsText = keepsText
  }

  /// Whether a text that begins like this is such a document.
  static func recognises(head: ArraySlice<UInt8>) -> Bool {
    guard let first = head.first(where: { !$0.isJSONSpace }), first == .openBrace || first == .openBracket
    else { return false }
    let bytes = Array(head)
    return contains("articipantEndReason", bytes) || DocumentWords.all.contains { contains($0, bytes) }
  }

  /// Reads it to its end.
  mutating func read() -> ArtifactEvidence {
    while window.load() {}
    var evidence = ArtifactEvidence(artifact: Artifact(path: path, kind: .azureMonitor))
    var collector = ObservationCollector(artifact: index, keepsText: keepsText)
    var start = 0
    var records = 0
    while let reading = JSONReader.read(window.bytes[start...]) {
      let source = window.source(at: start, artifact: index)
      start = reading.end
      for element in elements(reading.value) {
        records += 1
        var source = source
        source.record = records
        var sink = ObservationSink(source: source)
        if let kind = ServiceRecords.read(element, into: &sink) { evidence.artifact.kind = kind }
        for observation in sink.observations {
          if let time = observation.time { evidence.clocks.note([time], source: source) }
          collector.take(observation)
        }
      }
    }
    evidence.observations = collector.finish().0
    evidence.artifact.records = records
    evidence.artifact.counts.recognised = records
    return evidence
  }

  private func elements(_ value: JSONValue) -> [JSONValue] {
    let held = value["records"] ?? value
    return held.elements.isEmpty ? [held] : held.elements
  }
}
