import Evidence

/// Counts operations in windows of five minutes.
struct OperationTallies: Sendable {
  private struct Key: Hashable {
    var window: Int64
    var service: APIService
    var name: String
  }

  private var tallies: [Key: OperationTally] = [:]

  /// Windows that are kept. Beyond these, those without a failure go: no rate of errors can be told of them.
  private static let most = 50_000

  mutating func add(_ operation: Operation, at time: WrittenTime?, source: Source) {
    guard let instant = time.flatMap(OperationTallies.instant) else { return }
    let seconds = instant.nanoseconds / 1_000_000_000
    let length = Int64(OperationTally.seconds)
    let window = seconds / length - (seconds % length < 0 ? 1 : 0)
    let key = Key(window: window, service: operation.service, name: operation.name)
    let failures = OperationTallies.isServersFault(operation) ? 1 : 0
    if tallies[key] == nil {
      if tallies.count >= OperationTallies.most { makeRoom(for: failures) }
      guard tallies.count < OperationTallies.most else { return }
      let start = Instant(nanoseconds: window * length * 1_000_000_000)
      tallies[key] = OperationTally(
        start: start, service: operation.service, name: operation.name, requests: 0, failures: 0,
        first: source)
    }
    tallies[key]?.requests += 1
    tallies[key]?.failures += failures
  }

  private mutating func makeRoom(for failures: Int) {
    let before = tallies.count
    tallies = tallies.filter { $0.value.failures > 0 }
    // Every window has failed: those with the fewest requests say least.
    guard tallies.count > before / 2 else { return }
    let least = tallies.values.map(\.requests).sorted()[tallies.count / 2]
    tallies = tallies.filter { $0.value.requests > least }
  }

  /// In order of time, service and name.
  func all() -> [OperationTally] {
    tallies.values.sorted {
      ($0.start.nanoseconds, $0.service.rawValue, $0.name) < (
        $1.start.nanoseconds, $1.service.rawValue, $1.name
      )
    }
  }

  /// Without a zone it is taken for UTC: windows only have to follow each other.
  private static func instant(_ time: WrittenTime) -> Instant? {
    let day: CalendarDate
    switch time.date {
    case .calendar(let date): day = date
    case .ambiguous(let first, let second, let year):
      // The order is not decided before the artifact is complete; the portal's default is the month first.
      let (month, dayOfMonth) = first > 12 ? (second, first) : (first, second)
      day = CalendarDate(year: year, month: month, day: dayOfMonth)
    case .monthAndDay, .missing: return nil
    }
    return Instant(year: day.year, month: day.month, day: day.day, nanosecondOfDay: time.nanosecondOfDay)?
      .adding(seconds: -(time.zoneOffset ?? 0))
  }

  /// 5xx and what else the service failed; never 4xx.
  private static func isServersFault(_ operation: Operation) -> Bool {
    guard operation.result == .failed else { return false }
    guard let codes = operation.codes else { return false }
    if (400..<500).contains(codes.code) { return false }
    if codes.code >= 500 { return true }
    return codes.categories.contains { $0.lowercased().contains("servererror") }
  }
}
