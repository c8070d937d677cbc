public import Evidence

/// Parses times as logs write them: the one place where a written time is read.
///
/// Shapes: ISO 8601 with any fraction and offset, with `T` or a space; a locale's date with the SDK's clock
/// (`11/5/2020, 14:59:19:424`) or a plain one with or without AM/PM; year-first dates with `/`, `.` or 年月日;
/// logcat's month and day; a bare clock with milliseconds; names of months; Chromium's `MMDD/HHMMSS.ffffff`.
enum TimeParser {
  /// A time at the cursor; on success the cursor stands behind it.
  static func parse(_ cursor: inout ByteCursor, clock: ClockKind) -> WrittenTime? {
    guard let first = cursor.peek() else { return nil }
    if isLetter(first) { return monthName(&cursor, clock: clock) }
    guard isDigit(first) else { return nil }
    return yearFirst(&cursor, clock: clock) ?? localeDate(&cursor, clock: clock)
      ?? monthAndDay(&cursor, clock: clock) ?? bareClock(&cursor, clock: clock)
      ?? monthName(&cursor, clock: clock)
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
    return WrittenTime(
      text: cursor.text(start..<probe.index), date: date, nanosecondOfDay: time, zoneOffset: nil,
      clock: .console)
  }

  /// A count of seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by its size.
  static func epoch(_ number: Int64, text: String, clock: ClockKind) -> WrittenTime? {
    let nanoseconds: Int64
    switch number {
    case 1_000_000_000..<9_000_000_000: nanoseconds = number * 1_000_000_000
    case 1_000_000_000_000..<10_000_000_000_000: nanoseconds = number * 1_000_000
    case 1_000_000_000_000_000..<10_000_000_000_000_000: nanoseconds = number * 1000
    case 1_000_000_000_000_000_000...Int64.max: nanoseconds = number
    default: return nil
    }
    let instant = Instant(nanoseconds: nanoseconds)
    return WrittenTime(
      text: text, date: .calendar(instant.date), nanosecondOfDay: instant.nanosecondOfDay, zoneOffset: 0,
      clock: clock)
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

  private static func yearFirst(_ cursor: inout ByteCursor, clock: ClockKind) -> WrittenTime? {
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
    return WrittenTime(
      text: probe.text(start..<probe.index),
      date: .calendar(CalendarDate(year: year, month: month, day: day)),
      nanosecondOfDay: time, zoneOffset: offset, clock: clock)
  }

  private static func localeDate(_ cursor: inout ByteCursor, clock: ClockKind) -> WrittenTime? {
    var probe = cursor
    let start = probe.index
    guard let first = probe.digits(1, 2), dateSeparator(&probe, nil), let second = probe.digits(1, 2),
      dateSeparator(&probe, nil), let year = probe.digits(4, 4), (1970...2200).contains(year),
      (1...31).contains(first), (1...31).contains(second), min(first, second) <= 12
    else { return nil }
    guard dateEnds(&probe), let time = clockOfDay(&probe) else { return nil }
    let offset = zone(&probe)
    cursor = probe
    return WrittenTime(
      text: probe.text(start..<probe.index), date: .ambiguous(first: first, second: second, year: year),
      nanosecondOfDay: time, zoneOffset: offset, clock: clock)
  }

  private static func monthAndDay(_ cursor: inout ByteCursor, clock: ClockKind) -> WrittenTime? {
    var probe = cursor
    let start = probe.index
    guard let month = probe.digits(2, 2), probe.consume(UInt8(ascii: "-")), let day = probe.digits(2, 2),
      CalendarDate.exists(year: 2000, month: month, day: day), probe.consume(UInt8(ascii: " ")),
      let time = clockOfDay(&probe)
    else { return nil }
    let offset = zone(&probe)
    cursor = probe
    return WrittenTime(
      text: probe.text(start..<probe.index), date: .monthAndDay(month: month, day: day),
      nanosecondOfDay: time,
      zoneOffset: offset, clock: clock)
  }

  /// A clock without a date needs two-digit fields, so that durations and ports are not taken for one; only with
  /// AM or PM the hour may be a digit.
  private static func bareClock(_ cursor: inout ByteCursor, clock: ClockKind) -> WrittenTime? {
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
    return WrittenTime(
      text: probe.text(start..<probe.index), date: .missing, nanosecondOfDay: time, zoneOffset: nil,
      clock: clock)
  }

  /// `Jan 16 06:26:52` (syslog), `16 Jan 2024 06:26:52`, `Tue, 16 Jan 2024 06:26:52 GMT`,
  /// `Tue Jan 16 2024 06:26:52 GMT+0100`.
  private static func monthName(_ cursor: inout ByteCursor, clock: ClockKind) -> WrittenTime? {
    var probe = cursor
    let start = probe.index
    skipWeekday(&probe)
    var month: Int?
    var day: Int?
    if let leading = probe.digits(1, 2) {
      day = leading
      guard probe.consume(UInt8(ascii: " ")) || probe.consume(UInt8(ascii: "-")) else { return nil }
      month = monthNumber(&probe)
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
    if let four = probe.digits(4, 4), (1970...2200).contains(four), probe.peek() != UInt8(ascii: ":") {
      year = four
      _ = probe.consume(UInt8(ascii: ","))
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
    return WrittenTime(
      text: probe.text(start..<probe.index), date: date, nanosecondOfDay: time, zoneOffset: offset,
      clock: clock)
  }

  // MARK: Parts

  private static func dateSeparator(_ probe: inout ByteCursor, _ ideograph: StaticString?) -> Bool {
    if let ideograph, probe.consume(ideograph) { return true }
    guard let byte = probe.peek(),
      byte == UInt8(ascii: "/") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    else { return false }
    probe.skip()
    // Korean and Czech dates have a space behind the dot.
    if byte == UInt8(ascii: "."), probe.peek() == UInt8(ascii: " "), probe.peek(1).map(isDigit) ?? false {
      probe.skip()
    }
    return true
  }

  private static func dateEnds(_ probe: inout ByteCursor) -> Bool {
    if probe.consume(UInt8(ascii: "T")) || probe.consume(UInt8(ascii: "t")) { return true }
    _ = probe.consume(UInt8(ascii: ","))
    let end = probe.index
    skipAnySpace(&probe)
    return probe.index > end
  }

  /// `H:m`, `H:m:s`, with a fraction behind `.`, `,` or (as the SDK writes it) `:`, and AM or PM.
  private static func clockOfDay(_ probe: inout ByteCursor) -> Int64? {
    let half = halfOfDay(&probe)
    guard let hour = probe.digits(1, 2), probe.consume(UInt8(ascii: ":")), let minute = probe.digits(1, 2)
    else {
      return nil
    }
    var second = 0
    var fraction: Int64 = 0
    if probe.peek() == UInt8(ascii: ":"), probe.peek(1).map(isDigit) ?? false {
      probe.skip()
      second = probe.digits(1, 2) ?? 0
      if let mark = probe.peek(), [UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":")].contains(mark),
        probe.peek(1).map(isDigit) ?? false
      {
        probe.skip()
        fraction = mark == UInt8(ascii: ":") ? milliseconds(&probe) : nanoseconds(&probe)
      }
    }
    let isLate: Bool? = half ?? halfOfDay(&probe)
    guard let isLate, (1...12).contains(hour) else { return nanosecondOfDay(hour, minute, second, fraction) }
    return nanosecondOfDay(hour % 12 + (isLate ? 12 : 0), minute, second, fraction)
  }

  /// Whether the half of the day written here is the later one; nil where none is. Korean, Japanese and Chinese
  /// write it before the clock, others behind: ` PM`, ` p. m.`.
  private static func halfOfDay(_ probe: inout ByteCursor) -> Bool? {
    var marker = probe
    skipAnySpace(&marker)
    if marker.consume("\u{c624}\u{c804}") || marker.consume("\u{5348}\u{524d}")
      || marker.consume("\u{4e0a}\u{5348}")
    {
      return accept(marker, as: &probe, isLate: false)
    }
    if marker.consume("\u{c624}\u{d6c4}") || marker.consume("\u{5348}\u{5f8c}")
      || marker.consume("\u{4e0b}\u{5348}")
    {
      return accept(marker, as: &probe, isLate: true)
    }
    guard let letter = marker.peek().map(lowercased),
      letter == UInt8(ascii: "a") || letter == UInt8(ascii: "p")
    else { return nil }
    marker.skip()
    let hasDot = marker.consume(UInt8(ascii: "."))
    if hasDot { skipAnySpace(&marker) }
    guard marker.peek().map(lowercased) == UInt8(ascii: "m") else { return nil }
    marker.skip()
    if hasDot { _ = marker.consume(UInt8(ascii: ".")) }
    guard !(marker.peek().map(isWordByte) ?? false) else { return nil }
    probe = marker
    return letter == UInt8(ascii: "p")
  }

  private static func accept(_ marker: ByteCursor, as probe: inout ByteCursor, isLate: Bool) -> Bool {
    probe = marker
    skipAnySpace(&probe)
    return isLate
  }

  /// Spaces, also the no-break ones that browsers put into times.
  private static func skipAnySpace(_ probe: inout ByteCursor) {
    repeat { probe.skipSpaces() } while probe.consume("\u{202f}") || probe.consume("\u{a0}")
  }

  private static func nanosecondOfDay(_ hour: Int, _ minute: Int, _ second: Int, _ fraction: Int64) -> Int64?
  {
    guard (0..<24).contains(hour), (0..<60).contains(minute), (0...60).contains(second) else { return nil }
    let seconds: Int = hour * 3600 + minute * 60 + min(second, 59)
    return Int64(seconds) * Instant.nanosecondsPerSecond + fraction
  }

  /// Any number of decimal places; those beyond the ninth are passed over.
  private static func nanoseconds(_ probe: inout ByteCursor) -> Int64 {
    var value: Int64 = 0
    var scale: Int64 = 100_000_000
    for index in probe.take(while: isDigit) {
      value += Int64(probe.bytes[index] - UInt8(ascii: "0")) * scale
      scale /= 10
    }
    return value
  }

  /// The SDK's unpadded milliseconds behind a colon: `:5` is five milliseconds, not half a second.
  private static func milliseconds(_ probe: inout ByteCursor) -> Int64 {
    Int64(probe.digits(1, 3) ?? 0) * 1_000_000
  }

  /// `Z`, `+01:00`, `+0100`, `+01`, `GMT`, ` UTC`, ` GMT+0100`, and ` +0100` behind a space.
  private static func zone(_ probe: inout ByteCursor) -> Int? {
    if probe.peek() == UInt8(ascii: "Z") || probe.peek() == UInt8(ascii: "z"),
      !(probe.peek(1).map(isWordByte) ?? false)
    {
      probe.skip()
      return 0
    }
    var attempt = probe
    attempt.skipSpaces()
    let isSpaced = attempt.index != probe.index
    let isNamed = attempt.consume("GMT") || attempt.consume("UTC")
    if isNamed, attempt.peek().map({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }) ?? true {
      guard !(attempt.peek().map(isWordByte) ?? false) else { return nil }
      probe = attempt
      return 0
    }
    guard let offset = offset(&attempt, needsMinutes: isSpaced && !isNamed) else { return nil }
    probe = attempt
    return offset
  }

  /// A sign, hours and perhaps minutes. Behind a space a lone `-12` may be anything.
  private static func offset(_ probe: inout ByteCursor, needsMinutes: Bool) -> Int? {
    guard let sign = probe.peek(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
    probe.skip()
    guard let hours = probe.digits(2, 2), hours <= 14 else { return nil }
    var minutes = 0
    if probe.peek() == UInt8(ascii: ":") || probe.peek().map(isDigit) ?? false {
      _ = probe.consume(UInt8(ascii: ":"))
      guard let written = probe.digits(2, 2), written < 60 else { return nil }
      minutes = written
    } else if needsMinutes {
      return nil
    }
    // What goes on like a date, a GUID or an address is no zone.
    if let next = probe.peek() {
      if isWordByte(next) || "-/".utf8.contains(next) { return nil }
      if next == UInt8(ascii: ":"), probe.peek(1).map(isWordByte) ?? false { return nil }
    }
    let seconds: Int = hours * 3600 + minutes * 60
    return sign == UInt8(ascii: "-") ? -seconds : seconds
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  private static func monthNumber(_ probe: inout ByteCursor) -> Int? {
    let word = probe.take(while: isLetter)
    let letters = probe.bytes[word].map(lowercased)
    guard letters.count >= 3, letters.count <= 9 else { return nil }
    return months.firstIndex { Array($0.utf8) == Array(letters.prefix(3)) }.map { $0 + 1 }
  }

  private static func skipWeekday(_ probe: inout ByteCursor) {
    var attempt = probe
    let word = attempt.take(while: isLetter)
    guard word.count == 3,
      ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].contains(attempt.text(word).lowercased())
    else { return }
    _ = attempt.consume(UInt8(ascii: ","))
    guard attempt.consume(UInt8(ascii: " ")) else { return }
    probe = attempt
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
