import Evidence

/// Counts requests over HTTP by operation and five minutes, and lets go of successes beyond those that a report may show.
struct RequestTallies: Sendable {
  private struct Key: Hashable {
    var start: Instant
    var service: APIService
    var name: String
  }

  private var counted: [Key: OperationTally] = [:]
  private var successes = 0

  /// Successful requests of one artifact that are kept one by one.
  private static let mostSuccesses = 20_000
  /// Operations in windows of time that are told apart.
  private static let mostTallies = 50_000

  /// What was counted, in the order of time.
  var tallies: [OperationTally] {
    counted.values.sorted {
      ($0.start, $0.service.rawValue, $0.name) < ($1.start, $1.service.rawValue, $1.name)
    }
  }

  /// Counts the observation if it is a request; false where it is not to be kept.
  mutating func keeps(_ observation: Observation) -> Bool {
    guard case .operation(let operation) = observation.claim,
      observation.testimony == HTTPExchange.testimony
    else { return true }
    if operation.service != .other, operation.result != .unknown { count(operation, observation) }
    guard operation.result == .succeeded else { return true }
    successes += 1
    return successes <= RequestTallies.mostSuccesses
  }

  private mutating func count(_ operation: Operation, _ observation: Observation) {
    guard let instant = observation.time.flatMap(RequestTallies.instant) else { return }
    let length = Int64(OperationTally.seconds) * Instant.nanosecondsPerSecond
    let rest = instant.nanoseconds % length
    let start = Instant(nanoseconds: instant.nanoseconds &- (rest < 0 ? rest + length : rest))
    let key = Key(start: start, service: operation.service, name: operation.name)
    guard counted[key] != nil || counted.count < RequestTallies.mostTallies else { return }
    counted[
      key,
      default: OperationTally(
        start: start, service: operation.service, name: operation.name, requests: 0, failures: 0,
        first: observation.source)
    ].add(failed: operation.result == .failed)
  }

  /// Only a time with a date and a zone counts.
  private static func instant(_ time: WrittenTime) -> Instant? {
    guard case .calendar(let day) = time.date, let offset = time.zoneOffset else { return nil }
    return Instant(year: day.year, month: day.month, day: day.day, nanosecondOfDay: time.nanosecondOfDay)?
      .adding(seconds: -offset)
  }
}

extension OperationTally {
  fileprivate mutating func add(failed: Bool) {
    requests += 1
    if failed { failures += 1 }
  }
}
