/// The tags and text of one element, as far as they are such that they can only be well-formed: what may be an
/// error, and what is rare in events (comments, CDATA, prefixes), is no plain markup, and for a parser to judge.
///
/// Whatever is accepted here libxml2 accepts too, and reads alike.
struct PlainMarkup: Sendable {
  /// A start tag. Ranges are those of the bytes it stands in.
  struct Tag: Sendable {
    var name = 0..<0
    var isEmpty = false
    /// Behind the `>`.
    var end = 0
  }

  /// Names and values of the attributes of the tag that was read last.
  private(set) var attributes: [(name: Range<Int>, value: Range<Int>)] = []

  /// Whether the text that was read last stands for itself: there are no references and carriage returns in it.
  private(set) var isVerbatim = true

  private static let mostAttributes = 16
  private static let longestName = 255

  private enum Kind: UInt8 {
    /// As it is in text and in quotes.
    case character
    /// White space that a parser changes in quotes.
    case lineOrTab
    /// Plain before a line feed only.
    case carriageReturn
    case bracket
    case reference
    case tag
    case multibyte
    /// Nothing that XML 1.0 has.
    case other
  }

  private static let kinds: [Kind] = (UInt8.min...UInt8.max).map { byte in
    switch byte {
    case 0x09, 0x0a: .lineOrTab
    case 0x0d: .carriageReturn
    case 0..<0x20: .other
    case UInt8(ascii: "]"): .bracket
    case UInt8(ascii: "&"): .reference
    case UInt8(ascii: "<"): .tag
    case 0x80...: .multibyte
    default: .character
    }
  }

  private static let nameBytes: [Bool] = (UInt8.min...UInt8.max).map { byte in
    isWordByte(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }

  private let kinds = PlainMarkup.kinds
  private let nameBytes = PlainMarkup.nameBytes

  /// The start tag at `start`, where a `<` stands.
  mutating func startTag(_ bytes: Span<UInt8>, at start: Int) -> Tag? {
    if !attributes.isEmpty { attributes.removeAll(keepingCapacity: true) }
    guard let name = name(bytes, at: start + 1) else { return nil }
    var tag = Tag(name: name)
    var index = name.upperBound
    while index < bytes.count {
      let isSeparated = isSpace(bytes[index])
      index = PlainMarkup.skipSpaces(bytes, from: index)
      guard index < bytes.count else { return nil }
      if bytes[index] == UInt8(ascii: "/") {
        tag.isEmpty = true
        index += 1
      }
      if index < bytes.count, bytes[index] == UInt8(ascii: ">") {
        tag.end = index + 1
        return tag
      }
      guard isSeparated, !tag.isEmpty, let end = attribute(bytes, at: index) else { return nil }
      index = end
    }
    return nil
  }

  /// The index behind the end tag at `start`, where a `</` stands; nil where it is not that of `name`.
  func endTag(_ bytes: Span<UInt8>, at start: Int, of name: Range<Int>) -> Int? {
    var index = start + 2
    guard bytes.count - index > name.count else { return nil }
    for place in name {
      guard bytes[index] == bytes[place] else { return nil }
      index += 1
    }
    index = PlainMarkup.skipSpaces(bytes, from: index)
    return index < bytes.count && bytes[index] == UInt8(ascii: ">") ? index + 1 : nil
  }

  /// Where the text that begins at `start` ends; nil where no `<` follows.
  mutating func endOfText(_ bytes: Span<UInt8>, from start: Int) -> Int? {
    isVerbatim = true
    var index = start
    while index < bytes.count {
      switch kinds[Int(bytes[index])] {
      case .character, .lineOrTab: index += 1
      case .carriageReturn:
        guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\n") else { return nil }
        isVerbatim = false
        index += 2
      case .tag: return index
      case .bracket:
        guard index + 1 < bytes.count, bytes[index + 1] != UInt8(ascii: "]") else { return nil }
        index += 1
      case .reference:
        guard let end = PlainMarkup.reference(bytes, at: index)?.end else { return nil }
        isVerbatim = false
        index = end
      case .multibyte:
        guard let length = PlainMarkup.characterLength(bytes, at: index) else { return nil }
        index += length
      case .other: return nil
      }
    }
    return nil
  }

  /// The character that the reference at `start` stands for, and the index behind it.
  static func reference(_ bytes: Span<UInt8>, at start: Int) -> (character: Unicode.Scalar, end: Int)? {
    var index = start + 1
    guard index < bytes.count else { return nil }
    if bytes[index] != UInt8(ascii: "#") { return named(bytes, at: index) }
    index += 1
    let isHex = index < bytes.count && bytes[index] == UInt8(ascii: "x")
    if isHex { index += 1 }
    var value: UInt32 = 0
    let first = index
    while index < bytes.count, index - first < 7, let digit = HexText.nibble(bytes[index]) {
      guard isHex || digit < 10 else { return nil }
      value = value * (isHex ? 16 : 10) + UInt32(digit)
      index += 1
    }
    guard index > first, index < bytes.count, bytes[index] == UInt8(ascii: ";"),
      XMLSanitizer.isCharacter(value), let character = Unicode.Scalar(value)
    else { return nil }
    return (character, index + 1)
  }

  private static func named(_ bytes: Span<UInt8>, at start: Int) -> (character: Unicode.Scalar, end: Int)? {
    for (name, character) in predefined where stands(name, in: bytes, at: start) {
      return (character, start + name.utf8CodeUnitCount)
    }
    return nil
  }

  private static let predefined: [(StaticString, Unicode.Scalar)] = [
    ("amp;", "&"), ("lt;", "<"), ("gt;", ">"), ("quot;", "\""), ("apos;", "'"),
  ]

  private static func stands(_ text: StaticString, in bytes: Span<UInt8>, at start: Int) -> Bool {
    guard bytes.count - start >= text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { text in
      for offset in text.indices {
        guard unsafe bytes[start + offset] == text[offset] else { return false }
      }
      return true
    }
  }
}

extension PlainMarkup {
  private func name(_ bytes: Span<UInt8>, at start: Int) -> Range<Int>? {
    guard start < bytes.count, isLetter(bytes[start]) || bytes[start] == UInt8(ascii: "_") else { return nil }
    var end = start + 1
    while end < bytes.count, nameBytes[Int(bytes[end])] { end += 1 }
    // A colon, or a letter beyond ASCII, would make it longer.
    guard end < bytes.count, bytes[end] < 0x80, bytes[end] != UInt8(ascii: ":") else { return nil }
    return end - start <= PlainMarkup.longestName ? start..<end : nil
  }

  private mutating func attribute(_ bytes: Span<UInt8>, at start: Int) -> Int? {
    guard let name = name(bytes, at: start) else { return nil }
    guard name.upperBound + 1 < bytes.count, bytes[name.upperBound] == UInt8(ascii: "=") else { return nil }
    let quote = bytes[name.upperBound + 1]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
    let first = name.upperBound + 2
    guard let end = quoted(bytes, from: first, until: quote), attributes.count < PlainMarkup.mostAttributes,
      !attributes.contains(where: { PlainMarkup.areEqual($0.name, name, in: bytes) })
    else { return nil }
    attributes.append((name, first..<end))
    return end + 1
  }

  private func quoted(_ bytes: Span<UInt8>, from start: Int, until quote: UInt8) -> Int? {
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte == quote { return index }
      switch kinds[Int(byte)] {
      case .character, .bracket: index += 1
      case .multibyte:
        guard let length = PlainMarkup.characterLength(bytes, at: index) else { return nil }
        index += length
      case .lineOrTab, .carriageReturn, .reference, .tag, .other: return nil
      }
    }
    return nil
  }

  private static func areEqual(_ one: Range<Int>, _ other: Range<Int>, in bytes: Span<UInt8>) -> Bool {
    guard one.count == other.count else { return false }
    for offset in 0..<one.count where bytes[one.lowerBound + offset] != bytes[other.lowerBound + offset] {
      return false
    }
    return true
  }

  private static func skipSpaces(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var index = start
    while index < bytes.count, isSpace(bytes[index]) { index += 1 }
    return index
  }

  private static func characterLength(_ bytes: Span<UInt8>, at index: Int) -> Int? {
    let (value, length) = XMLSanitizer.scalar(bytes, at: index)
    return value.map(XMLSanitizer.isCharacter) ?? false ? length : nil
  }
}
