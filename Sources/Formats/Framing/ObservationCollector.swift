import Evidence

/// Gathers the observations of an artifact: fills in their words, counts noise, sums up media statistics, and
/// keeps each sighting of nothing but IDs once.
struct ObservationCollector: Sendable {
  private let artifact: Int
  private let keepsText: Bool
  private var observations = PackedList<Observation>()
  private var noise: [String: NoiseTally] = [:]
  private var pings = PingTracker()
  private var exchanges = ExchangeTracker()
  private var credentials = CredentialMemory()
  private var requests = RequestTallies()
  private var media = MediaSummary()
  /// The number of each mention.
  private var mentions: [Observation: UInt32] = [:]
  private var repetitions = Repetitions()
  private var hash = StableHash()

  /// Sightings of IDs that are remembered in order not to keep them twice.
  private static let longestMemory = 50_000

  /// - Parameter keepsText: Whether the words of the log are kept, as a timeline needs them.
  init(artifact: Int, keepsText: Bool) {
    self.artifact = artifact
    self.keepsText = keepsText
  }

  /// A hash over everything taken so far that does not depend on the artifact's number.
  var signature: UInt64 { hash.value }

  /// Requests over HTTP by operation and time.
  var operations: [OperationTally] { requests.tallies }

  /// Takes what one record gave.
  mutating func take(_ sightings: RecordSightings) {
    hash.combine(sightings.words)
    if let kind = sightings.noise {
      noise[kind, default: NoiseTally(kind: kind, count: 0, first: sightings.source)].count += 1
    }
    if let mark = sightings.ping, let unanswered = pings.note(mark, of: sightings) {
      append(unanswered)
    }
    if let part = sightings.exchange {
      for observation in exchanges.note(part, of: sightings) { append(observation) }
    } else if !sightings.observations.isEmpty {
      for observation in exchanges.flush() { append(observation) }
    }
    for var observation in sightings.observations {
      if observation.text.isEmpty { observation.text = sightings.words }
      observation.stamp = sightings.stamp
      keep(observation, isMasked: true)
    }
  }

  /// Takes what a record that is no line of a log says.
  mutating func take(_ observation: Observation) {
    keep(observation)
  }

  /// Takes media statistics that are summed up already.
  mutating func take(summary: Observation) {
    append(summary)
  }

  /// - Parameter isMasked: Whether it has no secrets any more.
  private mutating func keep(_ observation: Observation, isMasked: Bool = false) {
    switch observation.claim {
    case .media(let samples):
      if let summary = media.add(samples, from: observation) { append(summary) }
      return
    case .mention:
      guard isNewMention(observation) else { return }
    case .token, .secret, .note(kind: "teams-sign-in-personal"):
      guard credentials.isNew(observation) else { return }
    case .state, .end, .idChange, .start:
      if let summary = media.flush() { append(summary) }
    default: break
    }
    append(observation, isMasked: isMasked)
  }

  private mutating func append(_ observation: Observation, isMasked: Bool = false) {
    guard requests.keeps(observation) else { return }
    var kept = observation
    if !isMasked { kept.maskSecrets() }
    if !keepsText { kept.text = "" }
    observations.append(kept)
  }

  private mutating func isNewMention(_ observation: Observation) -> Bool {
    var key = observation
    key.time = nil
    key.text = ""
    key.stamp = nil
    key.source = Source(artifact: 0, offset: 0)
    if let number = mentions[key] {
      if let time = observation.time { repetitions.repeated(Int(number), at: time) }
      return false
    }
    if mentions.count < ObservationCollector.longestMemory {
      mentions[key] = UInt32(truncatingIfNeeded: repetitions.add(observation: observations.count))
    }
    return true
  }

  /// When mentions that are kept once were written for the last time, in the order of the observations.
  var lastMentions: PackedList<LastMention> { repetitions.lastMentions }

  /// Everything in the order of the log, and what is known to be noise by its kind.
  mutating func finish() -> (PackedList<Observation>, [NoiseTally]) {
    if let summary = media.flush() { append(summary) }
    for observation in exchanges.finish() { append(observation) }
    return (observations, noise.values.sorted { $0.kind < $1.kind })
  }
}
