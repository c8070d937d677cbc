/// The value that a label announces, in the writing of any language: `"label":"…"`, `label=…`, `<label>…</label>`,
/// `{"name":"label","value":"…"}`, `{"value":"…","name":"label"}`, `{"path":[…,"label"],"value":"…"}`,
/// `[label]: [value]`, `%22label%22%3A%22…`.
struct LabelledValue {
  var range: Range<Int>
  var isQuoted: Bool
  /// Set where the bytes end before the value does.
  var ending: ValueEnding?

  /// What stands between a label and its value begins with one of these.
  static let beginnings = [
    "\"", "'", "`", "\\", "&quot;", "%", "u0022", ":", "=", ">", " :", " =", "  ", "\t",
  ]

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
      guard LabelledValue.skipValueLabel(&cursor) else { return nil }
    case UInt8(ascii: "]"):
      cursor.skip()
      if cursor.consume(": [") {
        self.init(bracketedAt: cursor)
        return
      }
      guard labelQuote != nil, cursor.consume(UInt8(ascii: ",")), LabelledValue.skipValueLabel(&cursor) else {
        return nil
      }
    case UInt8(ascii: "."):
      // `Host Name . . . . . : …`
      guard cursor.take(upTo: 64, while: { isOne($0, of: ". ") }).count > 2, cursor.consume(UInt8(ascii: ":"))
      else { return nil }
    default: return nil
    }
    if separator == UInt8(ascii: "="), cursor.peek() == UInt8(ascii: ">") { cursor.skip() }
    cursor.skipSpaces()
    // Swift's way to print what may be missing.
    _ = cursor.consume("Optional(")
    if let quote = LabelledValue.quote(&cursor) {
      self.init(quoted: quote, at: cursor, longest: longest)
    } else {
      self.init(bareAt: cursor, isAssigned: separator == UInt8(ascii: "="))
    }
  }

  /// As Android lists its properties.
  private init?(bracketedAt start: ByteCursor) {
    var cursor = start
    range = cursor.take(upTo: 256) { $0 != UInt8(ascii: "]") && $0 >= 0x20 }
    isQuoted = true
    guard !range.isEmpty else { return nil }
  }

  /// The value of the pair whose name ends with the label at `range` and stands behind the value.
  init?(beforeNameAt range: Range<Int>, in bytes: [UInt8]) {
    var behind = ByteCursor(bytes, from: range.upperBound)
    guard let quote = LabelledValue.quote(&behind), quote.byte == UInt8(ascii: "\""), quote.word == nil else {
      return nil
    }
    var cursor = BackwardCursor(bytes, from: range.lowerBound, backslashes: quote.backslashes)
    _ = cursor.take(upTo: 64) { isWordByte($0) || isOne($0, of: "-. ") }
    guard cursor.consumeQuote(), cursor.consumeColon(),
      let name = cursor.string(upTo: 8), BackwardCursor.namesOfNames.contains(bytes[name].map(lowercased)),
      cursor.consumeComma(), let value = cursor.string(upTo: LabelledValue.longestBefore), !value.isEmpty,
      cursor.consumeColon(), let label = cursor.string(upTo: 8),
      bytes[label].map(lowercased).elementsEqual("value".utf8)
    else { return nil }
    self.range = value
    isQuoted = true
  }

  /// A value in front of its name is looked for no further back than surroundings are kept.
  private static let longestBefore = 512

  /// In XML: up to the next markup.
  private init?(elementAt start: ByteCursor, longest: Int) {
    var cursor = start
    let range = cursor.take(upTo: longest) { $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: "\n") }
    guard !range.isEmpty, cursor.peek() == UInt8(ascii: "<") || range.count == longest else { return nil }
    self.range = range
    isQuoted = true
    if range.count == longest { ending = .line }
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
      if range.count == longest { ending = .line }
    } else {
      let ending = ValueEnding.quote(quote.byte, backslashes: quote.backslashes)
      let end = ending.end(in: start.bytes, from: start.index)
      range = start.index..<(end ?? start.bytes.count)
      if end == nil { self.ending = ending }
    }
    guard !range.isEmpty else { return nil }
  }

  /// Without quotes: up to what cannot be in a value, two spaces, or the next label. Behind a `=`, words go on only where
  /// they are written as names are.
  private init?(bareAt start: ByteCursor, isAssigned: Bool) {
    var cursor = start
    var words = 1
    while let byte = cursor.peek(), cursor.index - start.index < 256 {
      if byte < 0x20 || isOne(byte, of: ",;&)}]<>|\"'\\") { break }
      if byte == UInt8(ascii: " ") {
        guard words < 5, let next = cursor.peek(1), next != UInt8(ascii: " ") else { break }
        var word = ByteCursor(start.bytes, from: cursor.index + 1)
        _ = word.take(upTo: 40) { isWordByte($0) || isOne($0, of: ".-") }
        if let end = word.peek(), isOne(end, of: "=:") { break }
        if isDigit(next) || isAssigned && lowercased(next) == next && next < 0x80 { break }
        words += 1
      }
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
  private static func skipValueLabel(_ cursor: inout ByteCursor) -> Bool {
    var probe = cursor
    _ = probe.take(upTo: 64) { isSpace($0) }
    guard quote(&probe) != nil, probe.consume("value") || probe.consume("Value"), quote(&probe) != nil else {
      return false
    }
    probe.skipSpaces()
    guard probe.consume(UInt8(ascii: ":")) else { return false }
    cursor = probe
    return true
  }

  /// Whether it is what loggers and documents write where there is nothing, or nothing to be shown.
  func isPlaceholder(in bytes: [UInt8]) -> Bool {
    let value = bytes[range]
    guard let first = value.first else { return true }
    // `<private>`, `${name}`
    if first == UInt8(ascii: "<"), value.last == UInt8(ascii: ">"), value.count < 40,
      !value.contains(where: isSpace)
    {
      return true
    }
    if value.starts(with: "${".utf8) || value.starts(with: "<%".utf8) { return true }
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
