import Evidence
import Intake

/// Reads an artifact of event XML to its end: each event is a record that every vocabulary sees.
struct EventXMLArtifact: ~Copyable {
  private var window: TextWindow
  private var reader: EventXMLReader
  private var evidence: ArtifactEvidence
  private var collector: ObservationCollector
  private var signature = StableHash()
  private var batches: RecordBatches

  /// Takes over the window, at whose start nothing was read yet.
  ///
  /// - Parameter readsPlainEvents: Whether plain events are read without a parser; what is found is the same.
  init(
    _ window: consuming TextWindow, path: String, kind: ArtifactKind, index: Int, keepsText: Bool,
    vocabularies: Vocabularies = .builtIn, threads: SpareThreads = .none, readsPlainEvents: Bool = true
  ) {
    reader = EventXMLReader(
      artifact: index, encoding: window.encoding, readsPlainEvents: readsPlainEvents)
    self.window = window
    evidence = ArtifactEvidence(artifact: Artifact(path: path, kind: kind))
    evidence.platform = "windows"
    collector = ObservationCollector(artifact: index, keepsText: keepsText)
    batches = RecordBatches(threads, vocabularies)
  }

  /// Reads to the end.
  mutating func read() -> ArtifactEvidence {
    repeat {
      let bytes = window.bytes
      reader.append(
        bytes[...], at: window.source(at: 0, artifact: 0).offset, encoding: window.firstEncoding)
      window.drop(bytes.count)
      while let record = reader.next() { take(record) }
    } while window.load()
    while let record = reader.next(isLast: true) { take(record) }
    take(batches.finish())
    reader.finish()
    return conclude()
  }

  private mutating func take(_ record: Record) {
    if !record.clocks.isEmpty { evidence.clocks.note(record.clocks, source: record.source) }
    if let level = record.level { evidence.levels.insert(level) }
    signature.combine(record.message)
    take(batches.add(record))
  }

  private mutating func take(_ found: [RecordSightings]) {
    for sightings in found { collector.take(sightings) }
    evidence.artifact.counts.recognised += found.count
  }

  private mutating func conclude() -> ArtifactEvidence {
    let (observations, noise) = collector.finish()
    evidence.observations = observations
    evidence.lastMentions = collector.lastMentions
    evidence.noise = noise
    evidence.artifact.records = reader.records
    evidence.artifact.counts.cut = reader.cutRecords
    evidence.artifact.counts.other = max(
      0, reader.records - evidence.artifact.counts.recognised - reader.cutRecords)
    evidence.artifact.problems = window.problems + reader.problems
    evidence.signature.ticks = signature.value
    evidence.signature.observations = collector.signature
    return evidence
  }
}
