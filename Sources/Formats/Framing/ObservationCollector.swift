import Evidence

/// Gathers the observations of an artifact: fills in their words, counts noise, sums up media statistics, and
/// keeps each sighting of nothing but IDs once.
struct ObservationCollector: Sendable {
  private let artifact: Int
  private let keepsText: Bool
  private var observations = PackedList<Observation>()
  private var noise: [String: NoiseTally] = [:]
  private var pings = PingTracker()
  private var media = MediaSummary()
  private var sightings: Set<Observation> = []
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

  /// Takes what one record gave; false where it gave nothing.
  mutating func take(_ sink: ObservationSink, of record: Record) -> Bool {
    guard !sink.isEmpty else { return false }
    let words = LogWords.text(of: record)
    hash.combine(words)
    if let kind = sink.noise {
      noise[kind, default: NoiseTally(kind: kind, count: 0, first: record.source)].count += 1
    }
    if let mark = sink.ping, let unanswered = pings.note(mark, of: record, text: words) {
      append(unanswered)
    }
    let stamp = stamp(of: record)
    for var observation in sink.observations {
      if observation.text.isEmpty { observation.text = words }
      observation.stamp = stamp
      keep(observation)
    }
    return true
  }

  private mutating func keep(_ observation: Observation) {
    switch observation.claim {
    case .media(let samples):
      if let summary = media.add(samples, from: observation) { append(summary) }
      return
    case .mention:
      guard isNewSighting(observation) else { return }
    case .state, .end, .idChange, .start:
      if let summary = media.flush() { append(summary) }
    default: break
    }
    append(observation)
  }

  private mutating func append(_ observation: Observation) {
    var kept = observation
    if !keepsText { kept.text = "" }
    observations.append(kept)
  }

  private mutating func isNewSighting(_ observation: Observation) -> Bool {
    var key = observation
    key.time = nil
    key.text = ""
    key.stamp = nil
    key.source = Source(artifact: 0, offset: 0)
    guard sightings.count < ObservationCollector.longestMemory || sightings.contains(key) else { return true }
    return sightings.insert(key).inserted
  }

  /// A date, a zone and a fraction of a second: hardly two lines of one text have such a time by chance.
  private func isExact(_ time: WrittenTime) -> Bool {
    guard case .calendar = time.date, time.zoneOffset != nil else { return false }
    return time.text.contains { $0 == "." || $0 == "," }
  }

  /// Lines with a stamp of the SDK, or another exact one, are the same line wherever they were saved.
  private func stamp(of record: Record) -> UInt64? {
    guard let time = record.time, time.clock == .sdk || isExact(time) else { return nil }
    var hash = StableHash()
    hash.combine(time.text)
    hash.combine(record.component ?? "")
    hash.combine(record.message)
    return hash.value
  }

  /// Everything in the order of the log, and what is known to be noise by its kind.
  mutating func finish() -> (PackedList<Observation>, [NoiseTally]) {
    if let summary = media.flush() { append(summary) }
    return (observations, noise.values.sorted { $0.kind < $1.kind })
  }
}
