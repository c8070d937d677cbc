package import Evidence

/// Makes the evidence of one text from what was read in it.
struct EvidenceBuilder: Sendable {
  private var evidence: ArtifactEvidence
  private var collector: ObservationCollector
  private var votes = KindVotes()
  private var ticks = StableHash()
  /// The last line, or element of a batch, that was counted as recognised.
  private var lastRecognised = 0

  /// - Parameter keepsText: Whether the words of the log are kept, as a timeline needs them.
  init(path: String, index: Int, keepsText: Bool) {
    evidence = ArtifactEvidence(artifact: Artifact(path: path))
    collector = ObservationCollector(artifact: index, keepsText: keepsText)
  }

  /// Takes what was read next, and leaves none of it.
  mutating func take(_ readings: inout [Reading]) {
    for reading in readings { take(reading) }
    readings.removeAll(keepingCapacity: true)
  }

  /// Takes what was read next.
  mutating func take(_ reading: Reading) {
    switch reading {
    case .header(let header, let hash):
      ticks.combine(hash)
      note(header)
    case .record(let record):
      note(record.header)
      guard let sightings = record.sightings else { return }
      if sightings.isOfHTTP, record.header.namespace == nil { votes.noteExchange() }
      collector.take(sightings)
      if let numbers = record.numbers { countRecognised(numbers) }
    case .cutLine(let problem):
      evidence.artifact.counts.cut += 1
      evidence.artifact.problems.append(problem)
    }
  }

  private mutating func note(_ header: HeaderReading) {
    if !header.clocks.isEmpty { evidence.clocks.note(header.clocks, source: header.source) }
    votes.note(shapes: header.shapes, namespace: header.namespace)
    if let level = header.level { evidence.levels.insert(level) }
    if let number = header.clientNumber { evidence.clientNumbers.insert(number) }
  }

  /// Counts each line, or element, once.
  private mutating func countRecognised(_ numbers: ClosedRange<Int>) {
    evidence.artifact.counts.recognised += max(
      0, numbers.upperBound - max(numbers.lowerBound - 1, lastRecognised))
    lastRecognised = max(lastRecognised, numbers.upperBound)
  }

  /// The evidence when everything was taken.
  mutating func finish(_ end: TextEnd) -> ArtifactEvidence {
    let (observations, noise) = collector.finish()
    evidence.observations = observations
    evidence.operations = collector.operations
    evidence.lastMentions = collector.lastMentions
    evidence.noise = noise
    evidence.endsMidRecord = end.isMidRecord
    evidence.artifact.records = end.records
    var counts = evidence.artifact.counts
    counts.cut += end.cutElements
    // An element that was cut may have been recognised by its beginning.
    counts.recognised = min(counts.recognised, evidence.artifact.records - counts.cut)
    counts.other = evidence.artifact.records - counts.recognised - counts.cut
    evidence.artifact.counts = counts
    evidence.artifact.problems += end.problems
    evidence.artifact.kind = votes.kind
    evidence.artifact.recognisedBy = votes.reason
    evidence.platform = KindVotes.platform(of: votes.kind)
    evidence.signature.ticks = ticks.value
    evidence.signature.observations = collector.signature
    return evidence
  }
}

/// What is known of a text when it was read to its end.
package struct TextEnd: Hashable, Sendable, Codable {
  /// Decoded bytes.
  package var offset = 0
  /// Lines, or elements of a batch.
  package var records = 0
  /// Elements of a batch that were longer than the cap.
  package var cutElements = 0
  /// Whether it ends without a line break.
  package var isMidRecord = false
  /// What decoding lost.
  package var problems: [Problem] = []
}
