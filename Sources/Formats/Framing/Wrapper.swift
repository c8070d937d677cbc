/// One kind of wrapper: a prefix that some host writes before a message.
struct Wrapper: Sendable {
  typealias Strip = @Sendable (_ cursor: inout ByteCursor, _ header: inout LineHeader) -> Bool

  /// The bytes with which the prefix can begin.
  let first: Set<UInt8>
  /// Strips the prefix at the cursor, notes in the header what it said, and answers whether it was there.
  let strip: Strip

  init(first: FirstBytes..., strip: @escaping Strip) {
    self.first = first.reduce(into: []) { $0.formUnion($1.bytes) }
    self.strip = strip
  }
}

/// A set of bytes with which something can begin.
struct FirstBytes: Sendable, ExpressibleByStringLiteral {
  let bytes: Set<UInt8>

  static let digit: FirstBytes = "0123456789"
  static let letter = FirstBytes(bytes: Set((UInt8.min...UInt8.max).filter(isLetter)))
  /// Of a time: a digit, or the name of a month or of a day of the week.
  static let time: FirstBytes = "0123456789JFMASONDTWjfmasondtw"
  static let blank: FirstBytes = " \t"
  static let any = FirstBytes(bytes: Set(UInt8.min...UInt8.max))

  init(stringLiteral text: String) {
    bytes = Set(text.utf8)
  }

  private init(bytes: Set<UInt8>) {
    self.bytes = bytes
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

  /// For lines of which only it counts whether they have a header: most that look as if they had none have this one,
  /// and it always tells a shape.
  static let loggerFirst = WrapperTable([SDKPrefixes.logger] + all.all)

  /// At most 64 wrappers.
  init(_ wrappers: [Wrapper]) {
    all = wrappers
    masks = (UInt8.min...UInt8.max).map { byte in
      wrappers.indices.reduce(into: 0) { mask, index in
        if wrappers[index].first.contains(byte) { mask |= 1 << UInt64(index) }
      }
    }
  }

  /// A bit for each wrapper whose prefix can begin with the byte.
  func thatBegin(with byte: UInt8) -> UInt64 { masks[Int(byte)] }
}
