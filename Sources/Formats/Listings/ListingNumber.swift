/// Reads counts and sizes as tools write them: with a locale's separators, or rounded and with a unit.
enum ListingNumber {
  /// A whole number at the cursor. Groups may be parted by `,` `.` `'` and no-break spaces; by plain blanks where
  /// `allowsBlanks`, which a number at the beginning of a name cannot be told from.
  static func read(_ cursor: inout ByteCursor, allowsBlanks: Bool = false) -> Int? {
    var probe = cursor
    guard var value = digits(&probe) else { return nil }
    let first = probe.index - cursor.index
    while first <= 3, probe.index - cursor.index <= 40 {
      var next = probe
      guard separator(&next, allowsBlanks) else { break }
      let count = next.countDigits(upTo: 4)
      // Indian groups have two digits but for the last.
      guard count == 2 || count == 3, let group = next.digits(2, 3) else { break }
      if count == 2 {
        var later = next
        guard separator(&later, false), later.countDigits(upTo: 4) >= 2 else { break }
      }
      let (product, overflows) = value.multipliedReportingOverflow(by: count == 2 ? 100 : 1000)
      let (sum, isOver) = product.addingReportingOverflow(group)
      guard !overflows, !isOver else { return nil }
      value = sum
      probe = next
    }
    cursor = probe
    return value
  }

  /// A size: bytes, or a rounded number and its unit, which stands for a range.
  static func size(_ cursor: inout ByteCursor) -> ClosedRange<Int>? {
    var probe = cursor
    guard let whole = digits(&probe) else { return nil }
    var tenths = 0
    var isRounded = false
    if let mark = probe.peek(), isOne(mark, of: ".,"), probe.peek(1).map(isDigit) ?? false {
      probe.skip()
      tenths = probe.digits(1, 1) ?? 0
      isRounded = true
    }
    var unit = probe
    _ = unit.consume(.space)
    if let letter = unit.peek(), let shift = shift(letter),
      !(unit.peek(1).map { isWordByte($0) || $0 >= 0x80 } ?? false)
    {
      unit.skip()
      guard whole < 1 << 20 else { return nil }
      cursor = unit
      // Tools round up, down or to the nearest; whole numbers are as coarse as they look.
      let places = isRounded ? 1 : 10
      let value = whole * 10 + tenths
      return max(0, value - places) * (1 << shift) / 10...(value + places) * (1 << shift) / 10
    }
    guard let exact = read(&cursor) else { return nil }
    return exact...exact
  }

  private static func shift(_ unit: UInt8) -> Int? {
    switch lowercased(unit) {
    case UInt8(ascii: "k"): 10
    case UInt8(ascii: "m"): 20
    case UInt8(ascii: "g"): 30
    default: nil
    }
  }

  private static func digits(_ probe: inout ByteCursor) -> Int? {
    guard let value = probe.digits(1, 18), !(probe.peek().map(isDigit) ?? false) else { return nil }
    return value
  }

  private static func separator(_ probe: inout ByteCursor, _ allowsBlanks: Bool) -> Bool {
    guard let byte = probe.peek() else { return false }
    if isOne(byte, of: ",.'") || allowsBlanks && byte == .space {
      probe.skip()
      return true
    }
    return probe.consume("\u{a0}") || probe.consume("\u{202f}") || probe.consume("\u{2019}")
  }
}

func isHexDigit(_ byte: UInt8) -> Bool {
  isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
}
