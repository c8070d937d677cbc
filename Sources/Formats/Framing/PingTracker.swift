import Evidence

/// Pairs the pings of the signalling connection with their answers, so that only those without one are kept.
struct PingTracker: Sendable {
  /// One half of a ping.
  enum Mark: String, Sendable, Codable, PackableCase {
    case sent
    case answered
  }

  /// The ping of each client that still waits for its answer.
  private var waiting: [Int: Observation] = [:]

  /// Takes one half into account and gives the observation of a ping that stayed without an answer: the next
  /// one was sent before it came.
  mutating func note(_ mark: Mark, of sightings: RecordSightings) -> Observation? {
    let client = sightings.instance ?? 0
    switch mark {
    case .answered:
      waiting[client] = nil
      return nil
    case .sent:
      let unanswered = waiting[client]
      waiting[client] = Observation(
        .signalling(.pingUnanswered), time: sightings.time, instance: sightings.instance,
        text: sightings.words, source: sightings.source)
      return unanswered
    }
  }
}
