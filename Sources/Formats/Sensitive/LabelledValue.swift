/// The value that a label announces, in the writing of any language: `"label":"…"`, `label=…`, `<label>…</label>`,
/// `{"name":"label","value":"…"}`, `%22label%22%3A%22…`.
struct LabelledValue {
  var range: Range<Int>
  var isQuoted: Bool
  /// Set where the bytes end before the value does.
  var ending: ValueEnding?

  /// A value whose place is known, such as a cell of a table.
  init(_ range: Range<Int>) {
    self.range = range
    isQuoted = true
  }

  /// The value of the label that ends at `end`; nil where what follows is no value.
  init?(behindLabelAt end: Int, in bytes: [UInt8], longest: Int) {
    var cursor = ByteCursor(bytes, from: end)
    let labelQuote = LabelledValue.quote(&cursor)
    cursor.skipSpaces()
    guard let separator = cursor.peek() else { return nil }
    switch separator {
    case UInt8(ascii: ":"), UInt8(ascii: "="): cursor.skip()
    case UInt8(ascii: ">"):
      cursor.skip()
      self.init(elementAt: cursor, longest: longest)
      return
    case UInt8(ascii: "%"):
      guard ["%3D", "%3d", "%3A", "%3a"].contains(where: { (text: StaticString) in cursor.consume(text) })
      else {
        return nil
      }
    case UInt8(ascii: ","):
      guard labelQuote != nil else { return nil }
      cursor.skip()
      LabelledValue.skipValueLabel(&cursor)
    default: return nil
    }
    if separator == UInt8(ascii: "="), cursor.peek() == UInt8(ascii: ">") { cursor.skip() }
    cursor.skipSpaces()
    if let quote = LabelledValue.quote(&cursor) {
      self.init(quoted: quote, at: cursor, longest: longest)
    } else {
      self.init(bareAt: cursor)
    }
  }

  /// In XML: up to the next markup.
  private init?(elementAt start: ByteCursor, longest: Int) {
    var cursor = start
    let range = cursor.take(upTo: longest) { $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: "\n") }
    guard !range.isEmpty, cursor.peek() == UInt8(ascii: "<") else { return nil }
    self.range = range
    isQuoted = true
  }

  private init?(quoted quote: Quote, at start: ByteCursor, longest: Int) {
    var cursor = start
    isQuoted = true
    if let word = quote.word {
      while !cursor.isAtEnd, cursor.index - start.index < longest {
        if cursor.startsWith(word) { break }
        cursor.skip()
      }
      range = start.index..<cursor.index
    } else {
      let ending = ValueEnding.quote(quote.byte, backslashes: quote.backslashes)
      let end = ending.end(in: start.bytes, from: start.index)
      range = start.index..<(end ?? start.bytes.count)
      if end == nil { self.ending = ending }
    }
    guard !range.isEmpty else { return nil }
  }

  /// Without quotes: up to what cannot be in a value, or two spaces.
  private init?(bareAt start: ByteCursor) {
    var cursor = start
    while let byte = cursor.peek(), cursor.index - start.index < 256 {
      if byte < 0x20 || isOne(byte, of: ",;&)}]<>|\"'") { break }
      if byte == UInt8(ascii: " "), cursor.peek(1) == UInt8(ascii: " ") { break }
      cursor.skip()
    }
    var end = cursor.index
    while end > start.index, start.bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
    guard end > start.index else { return nil }
    range = start.index..<end
    isQuoted = false
  }

  /// A quote as it is written.
  private struct Quote {
    var byte: UInt8
    var backslashes = 0
    /// Set where it is written as more than one character.
    var word: StaticString?
  }

  private static func quote(_ cursor: inout ByteCursor) -> Quote? {
    var probe = cursor
    var backslashes = 0
    while backslashes < 16, probe.consume(UInt8(ascii: "\\")) { backslashes += 1 }
    if let byte = probe.peek(), isOne(byte, of: "\"'`") {
      probe.skip()
      cursor = probe
      return Quote(byte: byte, backslashes: backslashes)
    }
    guard backslashes <= 1 else { return nil }
    for word: StaticString in ["&quot;", "%22", "u0022"] where probe.startsWith(word) {
      probe.skip(word.utf8CodeUnitCount)
      cursor = probe
      return Quote(byte: 0, word: backslashes == 0 ? word : "\\u0022")
    }
    return nil
  }

  /// `,"value":` behind a name.
  private static func skipValueLabel(_ cursor: inout ByteCursor) {
    var probe = cursor
    _ = probe.take(upTo: 64) { isSpace($0) }
    guard quote(&probe) != nil, probe.consume("value") || probe.consume("Value"), quote(&probe) != nil else {
      return
    }
    probe.skipSpaces()
    if probe.consume(UInt8(ascii: ":")) { cursor = probe }
  }

  /// Whether it is what loggers and documents write where there is nothing, or nothing to be shown.
  func isPlaceholder(in bytes: [UInt8]) -> Bool {
    let value = bytes[range]
    guard let first = value.first, !isOne(first, of: "<$*") else { return true }
    guard value.count <= 16 else { return false }
    let text = String(decoding: value.map { lowercased($0) }, as: UTF8.self)
    return LabelledValue.placeholders.contains(text) || text.hasPrefix("redacted")
      || value.allSatisfy { $0 == first }
  }

  private static let placeholders: Set<String> = [
    "null", "(null)", "nil", "none", "undefined", "unknown", "true", "false", "empty", "(empty)", "n/a",
    "private",
    "string", "sanitized", "hidden", "default", "anonymous", "{", "[", "[object object]",
  ]
}
