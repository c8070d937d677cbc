/// A value for each kind of clock. Every line that is looked at asks for several, so this is no dictionary.
struct PerClock<Value> {
  private var sdk: Value?
  private var console: Value?
  private var host: Value?
  private var field: Value?

  /// No values.
  init() {}

  subscript(_ clock: ClockKind) -> Value? {
    get {
      switch clock {
      case .sdk: sdk
      case .console: console
      case .host: host
      case .field: field
      }
    }
    _modify {
      switch clock {
      case .sdk: yield &sdk
      case .console: yield &console
      case .host: yield &host
      case .field: yield &field
      }
    }
  }

  subscript(_ clock: ClockKind, default value: @autoclosure () -> Value) -> Value {
    get { self[clock] ?? value() }
    set { self[clock] = newValue }
  }
}

extension PerClock: Equatable where Value: Equatable {}
extension PerClock: Hashable where Value: Hashable {}
extension PerClock: Sendable where Value: Sendable {}
extension PerClock: Encodable where Value: Encodable {}
extension PerClock: Decodable where Value: Decodable {}

/// Candidates for the ends of a clock's span: its first and last time, the least and greatest in either order of a
/// date's fields.
struct ClockExtremes: Hashable, Sendable, Codable {
  private struct Bound: Hashable, Sendable, Codable {
    var time: WrittenTime
    var wall: Instant
  }

  /// In the order of the log.
  let first: WrittenTime
  private var last: WrittenTime
  private var leastDayFirst: Bound?
  private var leastMonthFirst: Bound?
  private var greatestDayFirst: Bound?
  private var greatestMonthFirst: Bound?

  /// Of one time.
  init(_ time: WrittenTime) {
    first = time
    last = time
    note(time)
  }

  /// Takes the next time in the order of the log into account.
  mutating func note(_ time: WrittenTime) {
    last = time
    ClockExtremes.note(time, .dayMonthYear, least: &leastDayFirst, greatest: &greatestDayFirst)
    ClockExtremes.note(time, .monthDayYear, least: &leastMonthFirst, greatest: &greatestMonthFirst)
  }

  /// All but the first.
  var others: [WrittenTime] {
    let bounds = [greatestDayFirst, greatestMonthFirst].compactMap { $0?.time } + [last]
    return bounds + [leastDayFirst, leastMonthFirst].compactMap { $0?.time }
  }

  private static func note(
    _ time: WrittenTime, _ order: DateOrder, least: inout Bound?, greatest: inout Bound?
  ) {
    guard let wall = time.wall(order: order) else { return }
    if least.map({ wall < $0.wall }) ?? true { least = Bound(time: time, wall: wall) }
    if greatest.map({ wall > $0.wall }) ?? true { greatest = Bound(time: time, wall: wall) }
  }
}
