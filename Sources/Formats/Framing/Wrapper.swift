/// One kind of wrapper: a prefix that some host writes before a message.
struct Wrapper: Sendable {
  /// The bytes with which the prefix can begin.
  let first: FirstBytes
  /// Strips the prefix at the cursor, notes in the header what it said, and answers whether it was there.
  let strip: @Sendable (_ cursor: inout ByteCursor, _ header: inout LineHeader) -> Bool
}

/// A set of bytes with which something can begin.
struct FirstBytes: OptionSet, Sendable {
  let rawValue: Int

  static let digit = FirstBytes(rawValue: 1 << 0)
  static let letter = FirstBytes(rawValue: 1 << 1)
  /// Space and tab.
  static let blank = FirstBytes(rawValue: 1 << 2)
  /// `[`
  static let bracket = FirstBytes(rawValue: 1 << 3)
  /// `(`, `<` and the quote.
  static let opener = FirstBytes(rawValue: 1 << 4)
  /// `-` and `*`
  static let rule = FirstBytes(rawValue: 1 << 5)
  static let any = FirstBytes(rawValue: ~0)

  /// The sets that a byte is in.
  init(holding byte: UInt8) {
    switch byte {
    case _ where isDigit(byte): self = .digit
    case _ where isLetter(byte): self = .letter
    case UInt8(ascii: " "), UInt8(ascii: "\t"): self = .blank
    case UInt8(ascii: "["): self = .bracket
    case UInt8(ascii: "("), UInt8(ascii: "<"), UInt8(ascii: "\""): self = .opener
    case UInt8(ascii: "-"), UInt8(ascii: "*"): self = .rule
    default: self = FirstBytes(rawValue: 1 << 6)
    }
  }

  init(rawValue: Int) {
    self.rawValue = rawValue
  }
}

/// The wrappers in the order in which they are tried at each position, found by the byte that stands there: nearly
/// every line begins like few of them.
struct WrapperTable: Sendable {
  let all: [Wrapper]
  /// For each byte the wrappers that can begin with it, a bit each.
  private let masks: [UInt64]

  static let all = WrapperTable(
    BrowserWrappers.all + LogcatWrappers.all + AppleWrappers.all + SDKPrefixes.all + ApplicationPrefixes.all)

  /// At most 64 wrappers.
  init(_ wrappers: [Wrapper]) {
    all = wrappers
    masks = (UInt8.min...UInt8.max).map { byte in
      let sets = FirstBytes(holding: byte)
      return wrappers.indices.reduce(into: 0) { mask, index in
        if !wrappers[index].first.isDisjoint(with: sets) { mask |= 1 << UInt64(index) }
      }
    }
  }

  /// A bit for each wrapper whose prefix can begin with the byte.
  func thatBegin(with byte: UInt8) -> UInt64 { masks[Int(byte)] }
}
