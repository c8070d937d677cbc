/// The text inside a payload that a Windows tool could not decode and wrote as hexadecimal digits.
enum HexText {
  /// What `digits`, behind an optional `0x`, spell; nil where they are no whole bytes.
  static func bytes(_ digits: some Collection<UInt8>) -> [UInt8]? {
    var digits = digits[...]
    if digits.starts(with: "0x".utf8) { digits = digits.dropFirst(2) }
    // Most values are none, which the first bytes tell.
    guard !digits.isEmpty, digits.allSatisfy({ nibble($0) != nil }), digits.count.isMultiple(of: 2) else {
      return nil
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 2)
    var high: UInt8?
    for value in digits.lazy.compactMap(nibble) {
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    return bytes
  }

  /// The text in a payload, with a space between its runs; see `TextRuns`.
  static func runs(in payload: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    TextRuns.append(payload.span, to: &text)
    return text
  }

  /// The text of an ordinary value that is nothing but the digits of text; nil for numbers, hashes and the like.
  static func wholeText(of value: [UInt8]) -> [UInt8]? {
    guard value.count >= 4 * TextRuns.shortest, let payload = bytes(value) else { return nil }
    let text = runs(in: payload)
    let printed = text.count(where: { $0 != UInt8(ascii: " ") })
    let content = payload.count(where: { $0 != 0 && $0 != UInt8(ascii: " ") })
    return printed > 0 && printed * 4 >= content * 3 ? text : nil
  }

  /// The value of a hexadecimal digit in either case.
  static func nibble(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
