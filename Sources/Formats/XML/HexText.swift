/// The text inside a payload that a Windows tool could not decode and wrote as hexadecimal digits.
enum HexText {
  /// Shorter runs of printable characters are taken for chance.
  private static let shortestRun = 4

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

  /// The runs of printable ASCII in a payload, as UTF-16 and as single bytes, in order, with a space between.
  static func runs(in payload: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    var index = 0
    while index < payload.count {
      let (run, end) = longestRun(in: payload, at: index)
      if run.count >= shortestRun {
        if !text.isEmpty { text.append(UInt8(ascii: " ")) }
        text += run
      }
      index = max(end, index + 1)
    }
    return text
  }

  /// The text of an ordinary value that is nothing but the digits of text; nil for numbers, hashes and the like.
  static func wholeText(of value: [UInt8]) -> [UInt8]? {
    guard value.count >= 4 * shortestRun, let payload = bytes(value) else { return nil }
    let text = runs(in: payload)
    let printed = text.count(where: { $0 != UInt8(ascii: " ") })
    let content = payload.count(where: { $0 != 0 && $0 != UInt8(ascii: " ") })
    return printed > 0 && printed * 4 >= content * 3 ? text : nil
  }

  private static func longestRun(in payload: [UInt8], at start: Int) -> (run: [UInt8], end: Int) {
    guard isPrintable(payload[start]) else { return ([], start + 1) }
    let isWide = start + 1 < payload.count && payload[start + 1] == 0
    let step = isWide ? 2 : 1
    var run: [UInt8] = []
    var index = start
    while index + step <= payload.count, isPrintable(payload[index]), !isWide || payload[index + 1] == 0 {
      run.append(payload[index])
      index += step
    }
    return (run, index)
  }

  private static func isPrintable(_ byte: UInt8) -> Bool {
    (0x20...0x7e).contains(byte)
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
