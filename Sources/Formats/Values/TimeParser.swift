public import Evidence

/// A time that was recognised: where it stands and what it says. Its text is made only when the time counts.
struct RecognisedTime: Sendable {
  var range: Range<Int>
  var date: WrittenDate
  var nanosecondOfDay: Int64
  var zoneOffset: Int?

  /// The time with its text, which stands in the bytes of the cursor.
  func written(in cursor: ByteCursor, clock: ClockKind) -> WrittenTime {
    WrittenTime(
      text: cursor.text(range), date: date, nanosecondOfDay: nanosecondOfDay, zoneOffset: zoneOffset,
      clock: clock)
  }
}

/// Parses times as logs write them: the one place where a written time is read.
///
/// Shapes: ISO 8601 with any fraction and offset, with `T` or a space; a locale's date with the SDK's clock
/// (`11/5/2020, 14:59:19:424`) or a plain one with or without AM/PM; year-first dates with `/`, `.` or 年月日;
/// logcat's month and day; a bare clock with milliseconds; names of months, as web servers write them, too;
/// Chromium's `MMDD/HHMMSS.ffffff`; seconds since 1970 with a fraction.
enum TimeParser {
  /// A time at the cursor; on success the cursor stands behind it.
  static func parse(_ cursor: inout ByteCursor, clock: ClockKind) -> WrittenTime? {
    recognise(&cursor)?.written(in: cursor, clock: clock)
  }

  /// What the time at the cursor says; on success the cursor stands behind it. The number of digits it begins with
  /// tells which shapes are possible.
  static func recognise(_ cursor: inout ByteCursor) -> RecognisedTime? {
    guard let first = cursor.peek() else { return nil }
    if isLetter(first) { return beginsWithName(cursor) ? monthName(&cursor) : nil }
    switch cursor.countDigits(upTo: 9) {
    case 1, 2: return localeDate(&cursor) ?? monthAndDay(&cursor) ?? bareClock(&cursor) ?? monthName(&cursor)
    case 4: return yearFirst(&cursor)
    case 8: return basic(&cursor)
    default: return nil
    }
  }

  /// Chromium's log header: `0731/105707.911`, and `2024/0731/…` in some builds.
  static func chromium(_ cursor: inout ByteCursor) -> WrittenTime? {
    var probe = cursor
    let start = probe.index
    var year: Int?
    if let four = probe.digits(4, 4), probe.consume(UInt8(ascii: "/")), probe.peek(4) == UInt8(ascii: "/") {
      year = four
    } else {
      probe.index = start
    }
    var hasDate = false
    var month = 0
    var day = 0
    if let monthDay = probe.digits(4, 4), probe.consume(UInt8(ascii: "/")) {
      (month, day) = (monthDay / 100, monthDay % 100)
      hasDate = true
    } else {
      probe.index = start
    }
    guard let clock = probe.digits(6, 6), probe.consume(UInt8(ascii: ".")) else { return nil }
    let fraction = nanoseconds(&probe)
    guard let time = nanosecondOfDay(clock / 10_000, clock / 100 % 100, clock % 100, fraction) else {
      return nil
    }
    guard !hasDate || CalendarDate.exists(year: year ?? 2000, month: month, day: day) else { return nil }
    let date: WrittenDate
    switch (hasDate, year) {
    case (false, _): date = .missing
    case (true, let year?): date = .calendar(CalendarDate(year: year, month: month, day: day))
    case (true, nil): date = .monthAndDay(month: month, day: day)
    }
    cursor = probe
    return RecognisedTime(range: start..<probe.index, date: date, nanosecondOfDay: time, zoneOffset: nil)
      .written(in: cursor, clock: .console)
  }

  /// A count of seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by its size.
  static func epoch(_ number: Int64, text: String, clock: ClockKind) -> WrittenTime? {
    epoch(number, range: 0..<0).map {
      WrittenTime(
        text: text, date: $0.date, nanosecondOfDay: $0.nanosecondOfDay, zoneOffset: $0.zoneOffset,
        clock: clock)
    }
  }

  /// The same for a number that stands in a line.
  static func epoch(_ number: Int64, range: Range<Int>) -> RecognisedTime? {
    let unit: Int64
    switch number {
    case 1_000_000_000..<9_000_000_000: unit = 1_000_000_000
    case 1_000_000_000_000..<10_000_000_000_000: unit = 1_000_000
    case 1_000_000_000_000_000..<10_000_000_000_000_000: unit = 1000
    case 1_000_000_000_000_000_000...Int64.max: unit = 1
    default: return nil
    }
    let (nanoseconds, isTooLate) = number.multipliedReportingOverflow(by: unit)
    guard !isTooLate else { return nil }
    let instant = Instant(nanoseconds: nanoseconds)
    return RecognisedTime(
      range: range, date: .calendar(instant.date), nanosecondOfDay: instant.nanosecondOfDay, zoneOffset: 0)
  }

  /// Seconds since 1970 with a fraction and nothing else behind it: `1717574400.123`.
  static func decimalEpoch(_ cursor: inout ByteCursor) -> RecognisedTime? {
    var probe = cursor
    let start = probe.index
    guard let seconds = probe.digits(10, 10), probe.consume(UInt8(ascii: ".")),
      let places = probe.peek(), isDigit(places)
    else { return nil }
    let fraction = nanoseconds(&probe)
    if let next = probe.peek(), isWordByte(next) || next == UInt8(ascii: ".") { return nil }
    guard var time = epoch(Int64(clamping: seconds), range: start..<probe.index) else { return nil }
    time.nanosecondOfDay += fraction
    cursor = probe
    return time
  }

  /// A whole text that is a time, as a user writes it in an option; a date alone is its midnight.
  static func whole(_ text: String) -> WrittenTime? {
    for candidate in [text, text + "T00:00:00"] {
      var cursor = ByteCursor(Array(candidate.utf8))
      if let time = parse(&cursor, clock: .field), cursor.isAtEnd { return time }
    }
    return nil
  }

  // MARK: Shapes

  private static func yearFirst(_ cursor: inout ByteCursor) -> RecognisedTime? {
    var probe = cursor
    let start = probe.index
    guard let year = probe.digits(4, 4), (1970...2200).contains(year), dateSeparator(&probe, "年"),
      let month = probe.digits(1, 2), dateSeparator(&probe, "月"), let day = probe.digits(1, 2),
      CalendarDate.exists(year: year, month: month, day: day)
    else { return nil }
    _ = probe.consume("日") || probe.consume(UInt8(ascii: "."))
    guard dateEnds(&probe), let time = clockOfDay(&probe) else { return nil }
    let offset = zone(&probe)
    cursor = probe
    return RecognisedTime(
      range: start..<probe.index, date: .calendar(CalendarDate(year: year, month: month, day: day)),
      nanosecondOfDay: time, zoneOffset: offset)
  }

  /// ISO 8601's basic format: `20240615T100000Z`.
  private static func basic(_ cursor: inout ByteCursor) -> RecognisedTime? {
    var probe = cursor
    let start = probe.index
    guard let day = probe.digits(8, 8), (1970...2200).contains(day / 10_000),
      probe.consume(UInt8(ascii: "T")),
      CalendarDate.exists(year: day / 10_000, month: day / 100 % 100, day: day % 100),
      let clockDigits = probe.digits(6, 6)
    else { return nil }
    var fraction: Int64 = 0
    if let mark = probe.peek(), isOne(mark, of: ".,"), probe.peek(1).map(isDigit) ?? false {
      probe.skip()
      fraction = nanoseconds(&probe)
    }
    guard
      let time = nanosecondOfDay(clockDigits / 10_000, clockDigits / 100 % 100, clockDigits % 100, fraction)
    else { return nil }
    let offset = zone(&probe)
    if let next = probe.peek(), isWordByte(next) { return nil }
    cursor = probe
    return RecognisedTime(
      range: start..<probe.index,
      date: .calendar(CalendarDate(year: day / 10_000, month: day / 100 % 100, day: day % 100)),
      nanosecondOfDay: time, zoneOffset: offset)
  }

  private static func localeDate(_ cursor: inout ByteCursor) -> RecognisedTime? {
    var probe = cursor
    let start = probe.index
    guard let first = probe.digits(1, 2), dateSeparator(&probe, nil), let second = probe.digits(1, 2),
      dateSeparator(&probe, nil), let year = probe.digits(4, 4), (1970...2200).contains(year),
      (1...31).contains(first), (1...31).contains(second), min(first, second) <= 12
    else { return nil }
    guard dateEnds(&probe), let time = clockOfDay(&probe) else { return nil }
    let offset = zone(&probe)
    cursor = probe
    return RecognisedTime(
      range: start..<probe.index, date: .ambiguous(first: first, second: second, year: year),
      nanosecondOfDay: time, zoneOffset: offset)
  }

  private static func monthAndDay(_ cursor: inout ByteCursor) -> RecognisedTime? {
    var probe = cursor
    let start = probe.index
    guard let month = probe.digits(2, 2), probe.consume(UInt8(ascii: "-")), let day = probe.digits(2, 2),
      CalendarDate.exists(year: 2000, month: month, day: day), probe.consume(UInt8(ascii: " ")),
      let time = clockOfDay(&probe)
    else { return nil }
    let offset = zone(&probe)
    cursor = probe
    return RecognisedTime(
      range: start..<probe.index, date: .monthAndDay(month: month, day: day),
      nanosecondOfDay: time,
      zoneOffset: offset)
  }

  /// A clock without a date needs two-digit fields, so that durations and ports are not taken for one; only with
  /// AM or PM the hour may be a digit.
  private static func bareClock(_ cursor: inout ByteCursor) -> RecognisedTime? {
    var probe = cursor
    let start = probe.index
    guard let hour = probe.digits(1, 2), hour < 24, probe.consume(UInt8(ascii: ":")),
      probe.digits(2, 2) != nil,
      probe.consume(UInt8(ascii: ":")), probe.digits(2, 2) != nil
    else { return nil }
    let needsHalf = probe.index - start < 8
    probe.index = start
    guard let time = clockOfDay(&probe) else { return nil }
    guard
      !needsHalf || isLetter(probe.bytes[probe.index - 1])
        || probe.bytes[probe.index - 1] == UInt8(ascii: ".")
    else { return nil }
    if let next = probe.peek(), isWordByte(next) { return nil }
    cursor = probe
    return RecognisedTime(
      range: start..<probe.index, date: .missing, nanosecondOfDay: time, zoneOffset: nil)
  }

  /// `Jan 16 06:26:52` (syslog), `16 Jan 2024 06:26:52`, `Tue, 16 Jan 2024 06:26:52 GMT`,
  /// `Tue Jan 16 2024 06:26:52 GMT+0100`, and web servers' `16/Jan/2024:06:26:52 +0000`.
  private static func monthName(_ cursor: inout ByteCursor) -> RecognisedTime? {
    var probe = cursor
    let start = probe.index
    skipWeekday(&probe)
    var month: Int?
    var day: Int?
    var hasSlashes = false
    if let leading = probe.digits(1, 2) {
      day = leading
      hasSlashes = probe.peek() == UInt8(ascii: "/")
      guard hasSlashes || probe.peek() == UInt8(ascii: " ") || probe.peek() == UInt8(ascii: "-") else {
        return nil
      }
      probe.skip()
      month = monthNumber(&probe)
      if hasSlashes, !probe.consume(UInt8(ascii: "/")) { return nil }
    } else {
      month = monthNumber(&probe)
      probe.skipSpaces()
      day = probe.digits(1, 2)
    }
    guard let month, let day else { return nil }
    _ = probe.consume(UInt8(ascii: ",")) || probe.consume(UInt8(ascii: "-"))
    probe.skipSpaces()
    var year: Int?
    let beforeYear = probe
    if let four = probe.digits(4, 4), (1970...2200).contains(four),
      hasSlashes || probe.peek() != UInt8(ascii: ":")
    {
      year = four
      _ = probe.consume(UInt8(ascii: ",")) || hasSlashes && probe.consume(UInt8(ascii: ":"))
      probe.skipSpaces()
    } else {
      probe = beforeYear
    }
    guard CalendarDate.exists(year: year ?? 2000, month: month, day: day), let time = clockOfDay(&probe)
    else {
      return nil
    }
    let offset = zone(&probe)
    cursor = probe
    let date: WrittenDate =
      year.map { .calendar(CalendarDate(year: $0, month: month, day: day)) }
      ?? .monthAndDay(month: month, day: day)
    return RecognisedTime(
      range: start..<probe.index, date: date, nanosecondOfDay: time, zoneOffset: offset)
  }
}

/// The instant that a user's text means: RFC 3339, or a date or time without a zone, which is UTC.
///
/// - Returns: The instant, and whether the text was a date alone; nil for anything else.
public func instant(_ text: String) -> (instant: Instant, isDateOnly: Bool)? {
  guard let time = TimeParser.whole(text), case .calendar(let day) = time.date,
    let wall = Instant(year: day.year, month: day.month, day: day.day, nanosecondOfDay: time.nanosecondOfDay)
  else { return nil }
  return (wall.adding(seconds: -(time.zoneOffset ?? 0)), !text.contains(":"))
}
