import Evidence

/// A piece of a message, as the reading of labelled values sees it.
struct Token: Sendable {
  enum Kind: Sendable, Equatable {
    /// Letters, digits and underscores, lower-cased, underscores and leading `$` dropped: `_subCode` is `subcode`.
    case word(Word)
    case number(Int)
    case guid(GUID)
    /// Any other byte but white space.
    case mark(UInt8)
    case lineBreak
  }

  var kind: Kind
  /// The word's slot, or a number beyond all slots for what is no word.
  var slot: Int
  /// Where it stands in the message.
  var range: Range<Int>
  /// The token of the word before the innermost bracket that is open here: `call` in `Call(state=…, id=…)`.
  var encloser: Int?
  /// Which bracket is the innermost open one; 0 outside all.
  var group: Int

  var word: Word? {
    if case .word(let word) = kind { word } else { nil }
  }

  var guid: GUID? {
    // The length tells of most tokens that they are none, without a copy of their word.
    if range.count == GUID.length, case .guid(let id) = kind { id } else { nil }
  }
}

extension [Token] {
  /// The word before the innermost bracket that is open at a token.
  func enclosing(at index: Int) -> Word? {
    self[index].encloser.flatMap { self[$0].word }
  }
}

/// Splits a message into tokens, at most `limit` of them.
struct Tokenizer {
  private let bytes: [UInt8]
  private var index = 0
  private var tokens: [Token] = []
  private var open: [Bracket] = []
  private var innermost = Bracket()
  private var groups = 0
  private let folding = Tokenizer.folding

  private struct Bracket {
    var encloser: Int?
    var group = 0
  }

  /// Enough for a pretty-printed object of some hundred members; what follows is not read.
  static let limit = 20_000

  static func tokens(of message: [UInt8]) -> [Token] {
    var tokenizer = Tokenizer(bytes: message)
    tokenizer.run()
    return tokenizer.tokens
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
    tokens.reserveCapacity(min(Tokenizer.limit, bytes.count / 4 + 1))
  }

  private mutating func run() {
    while index < bytes.count, tokens.count < Tokenizer.limit {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\n") {
        append(.lineBreak, length: 1)
        skipFrame()
      } else if isSpace(byte) {
        index += 1
      } else if folding[Int(byte)] != Tokenizer.endsWord {
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

  private mutating func append(_ kind: Token.Kind, slot: Int = .max, length: Int) {
    tokens.append(
      Token(
        kind: kind, slot: slot, range: index..<index + length, encloser: innermost.encloser,
        group: innermost.group))
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
    if isDigit(bytes[index]), number() { return }
    var word = Word()
    let limit = index + Word.longest
    var end = index
    while end < bytes.count {
      let byte = folding[Int(bytes[end])]
      guard byte != Tokenizer.endsWord else { break }
      if byte != Tokenizer.isDropped, end < limit { word.append(byte) }
      end += 1
    }
    append(.word(word), slot: word.slot, length: end - index)
  }

  /// Appends a number of ten digits at most, if one stands here.
  private mutating func number() -> Bool {
    var value = 0
    var end = index
    while end < bytes.count, end - index <= 10, isDigit(bytes[end]) {
      value = value * 10 + Int(bytes[end] - UInt8(ascii: "0"))
      end += 1
    }
    let isWhole = end == bytes.count || folding[Int(bytes[end])] == Tokenizer.endsWord
    guard end - index <= 10, isWhole else { return false }
    append(.number(value), length: end - index)
    return true
  }

  /// What becomes of each byte in a word: a letter in lower case, a digit, or one of the two below.
  private static let folding: [UInt8] = (UInt8.min...UInt8.max).map { byte in
    if byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") { return isDropped }
    return isWordByte(byte) ? lowercased(byte) : endsWord
  }

  private static let endsWord: UInt8 = 0
  private static let isDropped: UInt8 = 1

  private mutating func mark(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "["):
      let encloser = lastWord()
      append(.mark(byte), length: 1)
      groups += 1
      if open.count < 64 {
        open.append(innermost)
        innermost = Bracket(encloser: encloser, group: groups)
      }
    case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"):
      innermost = open.popLast() ?? Bracket()
      append(.mark(byte), length: 1)
    default:
      append(.mark(byte), length: 1)
    }
  }

  /// The word that a bracket belongs to, over `:`, `=` and quotes.
  private func lastWord() -> Int? {
    for index in tokens.indices.suffix(4).reversed() {
      switch tokens[index].kind {
      case .word: return index
      case .mark(let byte) where isOne(byte, of: ":=\"'\\"): continue
      default: return nil
      }
    }
    return nil
  }
}
