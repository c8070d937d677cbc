import Evidence

/// A piece of a message, as the reading of labelled values sees it.
struct Token: Sendable {
  enum Kind: Sendable, Equatable {
    /// Letters, digits and underscores, lower-cased, underscores and leading `$` dropped: `_subCode` is `subcode`.
    case word(String)
    case number(Int)
    case guid(GUID)
    /// Any other byte but white space.
    case mark(UInt8)
    case lineBreak
  }

  var kind: Kind
  /// Where it stands in the message.
  var range: Range<Int>
  /// The words before the innermost bracket that is open here: `call` in `Call(state=…, id=…)`.
  var enclosing: String?
  /// Which bracket is the innermost open one; 0 outside all.
  var group: Int

  var word: String? {
    if case .word(let text) = kind { text } else { nil }
  }
}

/// Splits a message into tokens, at most `limit` of them.
struct Tokenizer {
  private let bytes: [UInt8]
  private var index = 0
  private var tokens: [Token] = []
  private var open: [(label: String?, group: Int)] = []
  private var groups = 0

  /// Enough for a pretty-printed object of some hundred members; what follows is not read.
  static let limit = 20_000

  static func tokens(of message: [UInt8]) -> [Token] {
    var tokenizer = Tokenizer(bytes: message)
    tokenizer.run()
    return tokenizer.tokens
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private mutating func run() {
    while index < bytes.count, tokens.count < Tokenizer.limit {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\n") {
        append(.lineBreak, length: 1)
        skipFrame()
      } else if isSpace(byte) {
        index += 1
      } else if isWordByte(byte) || byte == UInt8(ascii: "$") {
        wordOrNumber()
      } else {
        mark(byte)
      }
    }
  }

  /// Passes over a line of a stack trace: the names of functions and files say nothing about a call.
  private mutating func skipFrame() {
    var cursor = ByteCursor(bytes, from: index)
    cursor.skipSpaces()
    guard cursor.consume("at ") else { return }
    let end = cursor.find(UInt8(ascii: "\n")) ?? bytes.count
    guard let last = bytes[cursor.index..<end].last(where: { !isSpace($0) }),
      last == UInt8(ascii: ")") || isDigit(last)
    else { return }
    index = end
  }

  private mutating func append(_ kind: Token.Kind, length: Int) {
    tokens.append(
      Token(
        kind: kind, range: index..<index + length, enclosing: open.last?.label, group: open.last?.group ?? 0))
    index += length
  }

  private mutating func wordOrNumber() {
    if index + GUID.length <= bytes.count, bytes[index + 8] == UInt8(ascii: "-"),
      let guid = GUID(ascii: bytes[index..<index + GUID.length]),
      index + GUID.length == bytes.count || !isWordByte(bytes[index + GUID.length])
    {
      append(.guid(guid), length: GUID.length)
      return
    }
    var end = index
    while end < bytes.count, isWordByte(bytes[end]) || bytes[end] == UInt8(ascii: "$") { end += 1 }
    let length = end - index
    if length <= 10, bytes[index..<end].allSatisfy(isDigit), let number = Int(decodedText(bytes[index..<end]))
    {
      append(.number(number), length: length)
    } else {
      let letters = bytes[index..<end].prefix(64).filter {
        $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "$")
      }
      append(.word(String(decoding: letters.map(lowercased), as: UTF8.self)), length: length)
    }
  }

  private mutating func mark(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "["):
      let label = lastWord()
      append(.mark(byte), length: 1)
      groups += 1
      if open.count < 64 { open.append((label, groups)) }
    case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"):
      if !open.isEmpty { open.removeLast() }
      append(.mark(byte), length: 1)
    default:
      append(.mark(byte), length: 1)
    }
  }

  /// The word that a bracket belongs to, over `:`, `=` and quotes.
  private func lastWord() -> String? {
    for token in tokens.suffix(4).reversed() {
      switch token.kind {
      case .word(let text): return text
      case .mark(let byte) where isOne(byte, of: ":=\"'\\"): continue
      default: return nil
      }
    }
    return nil
  }
}
