/// Reads JSON on one level of quoting from the back.
struct BackwardCursor {
  private let bytes: [UInt8]
  private var index: Int
  /// How many stand before each quote.
  private let backslashes: Int

  /// What the member is called that has a pair's name.
  static let namesOfNames = ["name", "key", "header"].map { Array($0.utf8) }

  init(_ bytes: [UInt8], from index: Int, backslashes: Int) {
    self.bytes = bytes
    self.index = index
    self.backslashes = backslashes
  }

  /// Passes over bytes while `predicate` holds, but no more than `limit`, and gives the range.
  mutating func take(upTo limit: Int, while predicate: (UInt8) -> Bool) -> Range<Int> {
    let end = index
    while index > 0, end - index < limit, predicate(bytes[index - 1]) { index -= 1 }
    return index..<end
  }

  mutating func consumeQuote() -> Bool {
    guard index > backslashes, bytes[index - 1] == UInt8(ascii: "\"") else { return false }
    let start = index - 1 - backslashes
    guard bytes[start..<index - 1].allSatisfy({ $0 == UInt8(ascii: "\\") }),
      start == 0 || bytes[start - 1] != UInt8(ascii: "\\")
    else { return false }
    index = start
    return true
  }

  mutating func consumeColon() -> Bool { consume(UInt8(ascii: ":")) }

  mutating func consumeComma() -> Bool { consume(UInt8(ascii: ",")) }

  /// With the white space around it.
  private mutating func consume(_ byte: UInt8) -> Bool {
    skipSpaces()
    guard index > 0, bytes[index - 1] == byte else { return false }
    index -= 1
    skipSpaces()
    return true
  }

  private mutating func skipSpaces() {
    _ = take(upTo: 64, while: isSpace)
  }

  /// What stands between the quotes that end here.
  mutating func string(upTo limit: Int) -> Range<Int>? {
    guard consumeQuote() else { return nil }
    let end = index
    while index > 0, end - index <= limit {
      let closing = index
      if consumeQuote() { return closing..<end }
      index -= 1
    }
    return nil
  }
}
