import Evidence

/// Gathers what the elements of a document say, in their order, in memory that grows with calls alone.
struct ServiceCollector: Sendable {
  private var collector: ObservationCollector
  private(set) var clocks = ClockEvidence()
  private var media = MediaSums()
  private var operations = OperationTallies()
  private var outside = OutsideCalls()
  private var kinds: [ArtifactKind: Int] = [:]
  private var signature = StableHash()
  private var lastBlock = -1
  private(set) var records = 0
  private(set) var recognised = 0
  private(set) var damage = BatchReading.Damage()

  init(artifact: Int, keepsText: Bool) {
    collector = ObservationCollector(artifact: artifact, keepsText: keepsText)
  }

  /// Takes what the next batch says.
  mutating func take(_ reading: BatchReading) {
    for element in reading.elements { take(element) }
    for var kind in reading.newKinds {
      if let source = kind.observation?.source { kind.observation?.source = numbered(source) }
      media.name(kind, of: reading.reader)
    }
    for (kind, numbers) in reading.measurements { media.add(numbers, to: kind, of: reading.reader) }
    if !reading.measurements.isEmpty { kinds[.azureMonitor, default: 0] += reading.measurements.count }
    for (kind, count) in reading.kinds { kinds[kind, default: 0] += count }
    for (block, hash) in reading.ticks where block != lastBlock {
      signature.combine(hash)
      lastBlock = block
    }
    records += reading.records
    recognised += reading.recognised
    damage.add(reading.damage)
  }

  private mutating func take(_ element: BatchReading.ElementReading) {
    if let time = element.time { clocks.note([time], source: numbered(element.source)) }
    for var sightings in element.sightings {
      sightings.source = numbered(sightings.source)
      for index in sightings.observations.indices {
        sightings.observations[index].source = sightings.source
      }
      if let time = sightings.time { clocks.note([time], source: sightings.source) }
      collector.take(sightings)
    }
    for var observation in element.observations {
      observation.source = numbered(observation.source)
      if let time = observation.time { clocks.note([time], source: observation.source) }
      if case .operation(let operation) = observation.claim {
        operations.add(operation, at: observation.time, source: observation.source)
      }
      if case .media(let samples) = observation.claim, observation.testimony != nil {
        media.add(samples, from: observation)
      } else if outside.keeps(observation) {
        collector.take(observation)
      }
    }
  }

  private func numbered(_ source: Source) -> Source {
    var source = source
    source.record = source.record.map { $0 + records }
    return source
  }

  /// The evidence of everything.
  mutating func finish(path: String) -> ArtifactEvidence {
    var evidence = ArtifactEvidence(artifact: Artifact(path: path, kind: kind))
    media.finish { collector.take(summary: $0) }
    let (observations, noise) = collector.finish()
    evidence.clocks = clocks
    evidence.observations = observations
    evidence.lastMentions = collector.lastMentions
    evidence.noise = noise
    evidence.operations = operations.all()
    evidence.identifiersNotKept = outside.identifiersNotKept
    evidence.artifact.records = records
    evidence.artifact.counts.cut = damage.cut
    evidence.artifact.counts.recognised = min(recognised, records - damage.cut)
    evidence.artifact.counts.other = records - damage.cut - evidence.artifact.counts.recognised
    evidence.artifact.problems = problems
    evidence.endsMidRecord = damage.truncated != nil
    signature.combine(UInt64(records))
    evidence.signature.ticks = signature.value
    evidence.signature.observations = collector.signature
    return evidence
  }

  /// The commonest; of several the first in the order of the report's words.
  private var kind: ArtifactKind {
    kinds.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }?.key ?? .azureMonitor
  }

  private var problems: [Problem] {
    var problems: [Problem] = []
    if let offset = damage.truncated {
      problems.append(Problem(.truncated, "the document ends inside its last record", offset: offset))
    }
    if damage.cut > 0 {
      problems.append(
        Problem(
          .recordCut,
          "\(damage.cut) \(damage.cut == 1 ? "record is" : "records are") longer than 1 MiB; only the beginning was read",
          offset: damage.firstCut))
    }
    if damage.damaged > 0 {
      problems.append(
        Problem(
          .corrupt,
          "\(damage.damaged) \(damage.damaged == 1 ? "record is" : "records are") damaged and only partly read",
          offset: damage.firstDamaged))
    }
    if damage.strayBytes > 0 {
      problems.append(
        Problem(
          .corrupt, "\(damage.strayBytes) bytes between records mean nothing there and were passed over",
          offset: damage.firstStray))
    }
    return problems
  }
}
