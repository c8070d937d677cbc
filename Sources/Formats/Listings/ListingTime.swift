import Evidence

/// Reads times as tools list them beside files: a locale's short date and clock in any language.
enum ListingTime {
  /// A time that stands in a listing; nil where its half of the day or its month is not understood.
  struct Reading {
    var written: WrittenTime?
  }

  /// A date and a clock at the cursor, which stands behind them on success.
  static func read(_ cursor: inout ByteCursor, clock: ClockKind = .host) -> Reading? {
    var probe = cursor
    skipWeekday(&probe)
    guard let time = recognise(&probe), time.date != .missing else { return nil }
    guard let written = half(time, &probe) else {
      cursor = probe
      return Reading(written: nil)
    }
    cursor = probe
    return Reading(written: written.written(in: probe, clock: clock))
  }

  /// A field that is a time and nothing else.
  static func whole(_ field: ArraySlice<UInt8>) -> Reading? {
    var cursor = ByteCursor(Array(field))
    cursor.skipSpaces()
    guard let time = read(&cursor) else { return nil }
    cursor.skipSpaces()
    return cursor.isAtEnd ? time : nil
  }

  private static func recognise(_ probe: inout ByteCursor) -> RecognisedTime? {
    guard let first = probe.peek(), isDigit(first) else { return nil }
    return TimeParser.recognise(&probe) ?? narrow(&probe)
  }

  /// What `TimeParser` has no use for, as no log has it: years of two digits, clocks with dots.
  private static func narrow(_ cursor: inout ByteCursor) -> RecognisedTime? {
    var probe = cursor
    let start = probe.index
    guard let first = probe.digits(1, 4), TimeParser.dateSeparator(&probe, nil),
      let second = probe.digits(1, 2), TimeParser.dateSeparator(&probe, nil), let third = probe.digits(1, 4),
      let date = date(first, second, third), TimeParser.dateEnds(&probe),
      let time = clock(&probe)
    else { return nil }
    cursor = probe
    return RecognisedTime(range: start..<probe.index, date: date, nanosecondOfDay: time, zoneOffset: nil)
  }

  private static func date(_ first: Int, _ second: Int, _ third: Int) -> WrittenDate? {
    if first > 31 {
      guard (1970...2200).contains(first), CalendarDate.exists(year: first, month: second, day: third) else {
        return nil
      }
      return .calendar(CalendarDate(year: first, month: second, day: third))
    }
    let year = third < 100 ? 2000 + third : third
    guard (1970...2200).contains(year), (1...31).contains(first), (1...31).contains(second),
      min(first, second) <= 12
    else { return nil }
    return .ambiguous(first: first, second: second, year: year)
  }

  private static func clock(_ probe: inout ByteCursor) -> Int64? {
    var attempt = probe
    if let time = TimeParser.clockOfDay(&attempt) {
      probe = attempt
      return time
    }
    guard let hour = probe.digits(1, 2), probe.consume(UInt8(ascii: ".")), let minute = probe.digits(2, 2)
    else { return nil }
    var second = 0
    if probe.peek() == UInt8(ascii: "."), probe.peek(1).map(isDigit) ?? false {
      probe.skip()
      second = probe.digits(1, 2) ?? 0
    }
    let isLate = TimeParser.halfOfDay(&probe)
    guard let isLate, (1...12).contains(hour) else {
      return TimeParser.nanosecondOfDay(hour, minute, second, 0)
    }
    return TimeParser.nanosecondOfDay(hour % 12 + (isLate ? 12 : 0), minute, second, 0)
  }

  /// `Fr, ` and `Di. ` before a date.
  private static func skipWeekday(_ probe: inout ByteCursor) {
    var attempt = probe
    let word = attempt.take(upTo: 24) { isLetter($0) || $0 >= 0x80 }
    guard !word.isEmpty else { return }
    _ = attempt.consume(UInt8(ascii: "."))
    _ = attempt.consume(UInt8(ascii: ","))
    guard attempt.peek() == .space else { return }
    attempt.skipSpaces()
    if attempt.peek().map(isDigit) ?? false { probe = attempt }
  }

  // MARK: Halves of the day

  /// The time with a marker behind it that `TimeParser` does not know; nil where the marker means nothing to us.
  private static func half(_ time: RecognisedTime, _ probe: inout ByteCursor) -> RecognisedTime? {
    var marker = probe
    TimeParser.skipAnySpace(&marker)
    guard marker.index - probe.index <= 3, marker.index > probe.index else { return time }
    let word = marker.take(upTo: 16) { $0 != .space && $0 != .lineFeed && !isDigit($0) }
    guard !word.isEmpty, marker.peek() == .space || marker.isAtEnd else { return time }
    let bytes = marker.bytes[word].map(lowercased)
    let isEarly = early.contains(bytes)
    guard isEarly || late.contains(bytes) else {
      // A name may follow a time; question marks and what no code page knows are a lost marker.
      guard bytes.count <= 6, bytes.allSatisfy({ $0 >= 0x80 || $0 == UInt8(ascii: "?") }),
        marker.peek() == .space
      else { return time }
      probe = marker
      return nil
    }
    probe = marker
    let hours = time.nanosecondOfDay / (3600 * Instant.nanosecondsPerSecond)
    guard (1...12).contains(hours) else { return time }
    var time = time
    time.nanosecondOfDay += (hours % 12 + (isEarly ? 0 : 12) - hours) * 3600 * Instant.nanosecondsPerSecond
    return time
  }

  private static let early = markers("πμ π.μ. vorm. vm. fm f.m. sa ص дп de. dop. öö")
  private static let late = markers("μμ μ.μ. nachm. nm. em e.m. ch م пп du. odp. ös")

  private static func markers(_ words: String) -> Set<[UInt8]> {
    Set(words.utf8.split(separator: .space).map(Array.init))
  }
}
