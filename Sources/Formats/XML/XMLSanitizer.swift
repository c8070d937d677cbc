/// Makes bytes acceptable to an XML parser that stops at the first character XML 1.0 does not have, as logs
/// hold them: control characters, U+FFFE, lone surrogates, references to any of these (all become `?`), bytes
/// of a code page (read as Windows-1252), and ampersands that begin no reference (taken as written: a document
/// type, which alone could declare entities, is never read).
enum XMLSanitizer {
  /// The clean text; nil where `bytes` are clean as they are.
  static func cleaned(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    guard bytes.contains(where: { needsLook($0) }) else { return nil }
    var clean: [UInt8] = []
    clean.reserveCapacity(bytes.count + 16)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == UInt8(ascii: "&") {
        index = copyReference(bytes, from: index, to: &clean)
      } else if byte >= 0x80 {
        index = copyCharacter(bytes, from: index, to: &clean)
      } else {
        clean.append(needsLook(byte) ? replacement : byte)
        index += 1
      }
    }
    return clean
  }

  private static let replacement = UInt8(ascii: "?")
  /// `&#x0010FFFF;` and some leading zeros.
  private static let longestReference = 16

  @inline(__always)
  private static func needsLook(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "&") || byte < 0x20 && !isSpace(byte)
  }

  private static func copyReference(_ bytes: ArraySlice<UInt8>, from start: Int, to clean: inout [UInt8])
    -> Int
  {
    let window = bytes[start...].prefix(longestReference)
    guard let end = window.firstIndex(of: UInt8(ascii: ";")) else {
      clean += Array("&amp;".utf8)
      return start + 1
    }
    let name = bytes[(start + 1)..<end]
    if name.first == UInt8(ascii: "#") {
      guard let value = number(name.dropFirst()) else {
        clean += Array("&amp;".utf8)
        return start + 1
      }
      if isCharacter(value) {
        clean += bytes[start...end]
      } else {
        clean.append(replacement)
      }
      return end + 1
    }
    guard predefined.contains(where: { $0.elementsEqual(name) }) else {
      clean += Array("&amp;".utf8)
      return start + 1
    }
    clean += bytes[start...end]
    return end + 1
  }

  private static let predefined: [[UInt8]] = ["lt", "gt", "amp", "quot", "apos"].map { Array($0.utf8) }

  /// The value of `x41` or `65`; nil where it is no number.
  private static func number(_ digits: ArraySlice<UInt8>) -> UInt32? {
    let isHex = digits.first == UInt8(ascii: "x")
    let text = String(decoding: isHex ? digits.dropFirst() : digits, as: UTF8.self)
    guard text.utf8.first != UInt8(ascii: "+") else { return nil }
    return UInt32(text, radix: isHex ? 16 : 10)
  }

  /// XML 1.0, production 2.
  static func isCharacter(_ value: UInt32) -> Bool {
    switch value {
    case 0x09, 0x0a, 0x0d, 0x20...0xd7ff, 0xe000...0xfffd, 0x10000...0x10ffff: true
    default: false
    }
  }

  private static func copyCharacter(_ bytes: ArraySlice<UInt8>, from start: Int, to clean: inout [UInt8])
    -> Int
  {
    let (value, length) = scalar(bytes.span, at: start - bytes.startIndex)
    guard let value else {
      clean += Array(decodedText(CollectionOfOne(bytes[start])).utf8)
      return start + 1
    }
    if isCharacter(value) {
      clean += bytes[start..<start + length]
    } else {
      clean.append(replacement)
    }
    return start + length
  }

  /// The UTF-8 sequence that begins at `start`, those of surrogates included; no value where there is none.
  static func scalar(_ bytes: Span<UInt8>, at start: Int) -> (value: UInt32?, length: Int) {
    let lead = bytes[start]
    let length: Int
    let least: UInt32
    var value: UInt32
    switch lead {
    case 0xc2...0xdf: (length, least, value) = (2, 0x80, UInt32(lead & 0x1f))
    case 0xe0...0xef: (length, least, value) = (3, 0x800, UInt32(lead & 0x0f))
    case 0xf0...0xf4: (length, least, value) = (4, 0x10000, UInt32(lead & 0x07))
    default: return (nil, 1)
    }
    guard bytes.count - start >= length else { return (nil, 1) }
    for index in (start + 1)..<(start + length) {
      let byte = bytes[index]
      guard byte & 0xc0 == 0x80 else { return (nil, 1) }
      value = value << 6 | UInt32(byte & 0x3f)
    }
    return value < least || value > 0x10ffff ? (nil, 1) : (value, length)
  }
}
