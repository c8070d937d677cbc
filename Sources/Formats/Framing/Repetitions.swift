import Evidence

/// When mentions that are kept once were written for the last time, in little room, for there may be tens of thousands.
struct Repetitions: Sendable {
  /// A written time without its words; 24 bytes.
  private struct Time {
    var nanosecondOfDay: Int64
    var zoneOffset: Int32
    var year: Int32
    var first: UInt8
    var second: UInt8
    var form: UInt8
    var clock: UInt8
  }

  /// Where each mention stands among the observations, in order.
  private var places: [UInt32] = []
  /// Parallel to `places`.
  private var times: [Time] = []
  /// The words of times that may have nothing else to show.
  private var texts: [Int: String] = [:]

  /// Adds a mention that stands for the first time, and gives its number.
  mutating func add(observation: Int) -> Int {
    places.append(UInt32(truncatingIfNeeded: observation))
    times.append(
      Time(nanosecondOfDay: 0, zoneOffset: 0, year: 0, first: 0, second: 0, form: Repetitions.none, clock: 0))
    return places.count - 1
  }

  /// Notes that a mention stands again.
  mutating func repeated(_ number: Int, at time: WrittenTime) {
    guard times.indices.contains(number), let compact = Repetitions.compact(time) else { return }
    times[number] = compact
    if compact.form != Repetitions.calendar { texts[number] = time.text }
  }

  /// In the order of the observations.
  var lastMentions: PackedList<LastMention> {
    var list = PackedList<LastMention>()
    for (number, time) in times.enumerated() where time.form != Repetitions.none {
      list.append(
        LastMention(
          observation: Int(places[number]), time: Repetitions.written(time, text: texts[number] ?? "")))
    }
    return list
  }

  private static let none: UInt8 = 0
  private static let calendar: UInt8 = 1
  private static let ambiguous: UInt8 = 2
  private static let monthAndDay: UInt8 = 3
  private static let missing: UInt8 = 4
  private static let noZone = Int32.min
  private static let clocks = ClockKind.allCases

  /// Nil for a date that no log has.
  private static func compact(_ time: WrittenTime) -> Time? {
    let (form, year, first, second): (UInt8, Int, Int, Int) =
      switch time.date {
      case .calendar(let day): (calendar, day.year, day.month, day.day)
      case .ambiguous(let first, let second, let year): (ambiguous, year, first, second)
      case .monthAndDay(let month, let day): (monthAndDay, 0, month, day)
      case .missing: (missing, 0, 0, 0)
      }
    guard let year = Int32(exactly: year), let first = UInt8(exactly: first),
      let second = UInt8(exactly: second), let zone = Int32(exactly: time.zoneOffset ?? Int(noZone)),
      let clock = clocks.firstIndex(of: time.clock)
    else { return nil }
    return Time(
      nanosecondOfDay: time.nanosecondOfDay, zoneOffset: zone, year: year, first: first, second: second,
      form: form, clock: UInt8(truncatingIfNeeded: clock))
  }

  private static func written(_ time: Time, text: String) -> WrittenTime {
    let (first, second, year) = (Int(time.first), Int(time.second), Int(time.year))
    let date: WrittenDate =
      switch time.form {
      case calendar: .calendar(CalendarDate(year: year, month: first, day: second))
      case ambiguous: .ambiguous(first: first, second: second, year: year)
      case monthAndDay: .monthAndDay(month: first, day: second)
      default: .missing
      }
    return WrittenTime(
      text: text, date: date, nanosecondOfDay: time.nanosecondOfDay,
      zoneOffset: time.zoneOffset == noZone ? nil : Int(time.zoneOffset), clock: clocks[Int(time.clock)])
  }
}
