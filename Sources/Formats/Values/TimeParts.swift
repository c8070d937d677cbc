import Evidence

/// The parts that the shapes of written times are made of: separators, clocks, halves of days, zones, names.
extension TimeParser {
  static func dateSeparator(_ probe: inout ByteCursor, _ ideograph: StaticString?) -> Bool {
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

  static func dateEnds(_ probe: inout ByteCursor) -> Bool {
    if probe.consume(UInt8(ascii: "T")) || probe.consume(UInt8(ascii: "t")) { return true }
    _ = probe.consume(UInt8(ascii: ","))
    let end = probe.index
    skipAnySpace(&probe)
    return probe.index > end
  }

  /// `H:m`, `H:m:s`, with a fraction behind `.`, `,` or (as the SDK writes it) `:`, and AM or PM.
  static func clockOfDay(_ probe: inout ByteCursor) -> Int64? {
    let half = probe.peek().map(isDigit) ?? true ? nil : halfOfDay(&probe)
    guard let hour = probe.digits(1, 2), probe.consume(UInt8(ascii: ":")), let minute = probe.digits(1, 2)
    else {
      return nil
    }
    var second = 0
    var fraction: Int64 = 0
    if probe.peek() == UInt8(ascii: ":"), probe.peek(1).map(isDigit) ?? false {
      probe.skip()
      second = probe.digits(1, 2) ?? 0
      if let mark = probe.peek(), isOne(mark, of: ".,:"),
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
  static func halfOfDay(_ probe: inout ByteCursor) -> Bool? {
    var marker = probe
    skipAnySpace(&marker)
    guard let first = marker.peek() else { return nil }
    if first >= 0x80 { return namedHalf(&marker).map { accept(marker, as: &probe, isLate: $0) } }
    let letter = lowercased(first)
    guard letter == UInt8(ascii: "a") || letter == UInt8(ascii: "p") else { return nil }
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

  /// `오전`, `午前`, `上午`; `오후`, `午後`, `下午`.
  private static func namedHalf(_ marker: inout ByteCursor) -> Bool? {
    if marker.consume("\u{c624}\u{c804}") || marker.consume("\u{5348}\u{524d}")
      || marker.consume("\u{4e0a}\u{5348}")
    {
      return false
    }
    if marker.consume("\u{c624}\u{d6c4}") || marker.consume("\u{5348}\u{5f8c}")
      || marker.consume("\u{4e0b}\u{5348}")
    {
      return true
    }
    return nil
  }

  private static func accept(_ marker: ByteCursor, as probe: inout ByteCursor, isLate: Bool) -> Bool {
    probe = marker
    skipAnySpace(&probe)
    return isLate
  }

  /// Spaces, also the no-break ones that browsers put into times.
  static func skipAnySpace(_ probe: inout ByteCursor) {
    probe.skipSpaces()
    while let byte = probe.peek(), byte >= 0x80, probe.consume("\u{202f}") || probe.consume("\u{a0}") {
      probe.skipSpaces()
    }
  }

  static func nanosecondOfDay(_ hour: Int, _ minute: Int, _ second: Int, _ fraction: Int64) -> Int64? {
    guard (0..<24).contains(hour), (0..<60).contains(minute), (0...60).contains(second) else { return nil }
    let seconds: Int = hour * 3600 + minute * 60 + min(second, 59)
    return Int64(seconds) * Instant.nanosecondsPerSecond + fraction
  }

  /// Any number of decimal places; those beyond the ninth are passed over.
  static func nanoseconds(_ probe: inout ByteCursor) -> Int64 {
    var value: Int64 = 0
    var scale: Int64 = 100_000_000
    while let byte = probe.peek(), isDigit(byte) {
      value += Int64(byte - UInt8(ascii: "0")) * scale
      scale /= 10
      probe.skip()
    }
    return value
  }

  /// The SDK's unpadded milliseconds behind a colon: `:5` is five milliseconds, not half a second.
  static func milliseconds(_ probe: inout ByteCursor) -> Int64 {
    Int64(probe.digits(1, 3) ?? 0) * 1_000_000
  }

  /// `Z`, `+01:00`, `+0100`, `+01`, `GMT`, ` UTC`, ` GMT+0100`, and ` +0100` behind a space.
  static func zone(_ probe: inout ByteCursor) -> Int? {
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
  static func offset(_ probe: inout ByteCursor, needsMinutes: Bool) -> Int? {
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
      if isWordByte(next) || isOne(next, of: "-/") { return nil }
      if next == UInt8(ascii: ":"), probe.peek(1).map(isWordByte) ?? false { return nil }
    }
    let seconds: Int = hours * 3600 + minutes * 60
    return sign == UInt8(ascii: "-") ? -seconds : seconds
  }

  static let months = abbreviations("janfebmaraprmayjunjulaugsepoctnovdec")
  static let weekdays = abbreviations("montuewedthufrisatsun")

  /// The words of three letters that `text` consists of, each as one number: nearly every line that begins with
  /// a letter is compared with all of them.
  static func abbreviations(_ text: String) -> [UInt32] {
    let letters = Array(text.utf8)
    return stride(from: 0, to: letters.count, by: 3).map { abbreviation(letters[$0..<$0 + 3]) }
  }

  static func abbreviation(_ letters: ArraySlice<UInt8>) -> UInt32 {
    letters.prefix(3).reduce(0) { $0 << 8 | UInt32(lowercased($1)) }
  }

  /// Whether a month's or a weekday's name may come next.
  static func beginsWithName(_ probe: ByteCursor) -> Bool {
    guard probe.end - probe.index >= 3 else { return false }
    let start = abbreviation(probe.bytes[probe.index..<probe.index + 3])
    return months.contains(start) || weekdays.contains(start)
  }

  static func monthNumber(_ probe: inout ByteCursor) -> Int? {
    let word = probe.take(upTo: 10, while: isLetter)
    guard word.count >= 3, word.count <= 9 else { return nil }
    return months.firstIndex(of: abbreviation(probe.bytes[word])).map { $0 + 1 }
  }

  static func skipWeekday(_ probe: inout ByteCursor) {
    var attempt = probe
    let word = attempt.take(upTo: 4, while: isLetter)
    guard word.count == 3, weekdays.contains(abbreviation(probe.bytes[word])) else { return }
    _ = attempt.consume(UInt8(ascii: ","))
    guard attempt.consume(UInt8(ascii: " ")) else { return }
    probe = attempt
  }
}
