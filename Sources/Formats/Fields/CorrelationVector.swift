/// Correlation vectors (MS-CV): a base of 16 (version 1) or 22 characters of base64 (version 2) and numbers behind dots, at
/// last perhaps `!`; version 3, a draft, begins with `A.` and counts in hexadecimal digits behind `.-#_`.
enum CorrelationVector {
  /// Whether the text is one; a base alone is one where all of its 128 bits are there.
  static func matches(_ text: String) -> Bool {
    var cursor = ByteCursor(Array(text.utf8))
    return read(&cursor) != nil && cursor.isAtEnd
  }

  /// Reads one, in which `\u002B` may stand for `+`, as JSON may write it.
  static func read(_ cursor: inout ByteCursor) -> String? {
    var probe = cursor
    let isThird = probe.consume("A.")
    if let value = vector(&probe, isThird: isThird) {
      cursor = probe
      return (isThird ? "A." : "") + value
    }
    return nil
  }

  private static func vector(_ cursor: inout ByteCursor, isThird: Bool) -> String? {
    guard let base = base(&cursor) else { return nil }
    let start = cursor.index
    if isThird {
      guard cursor.peek().map({ isOne($0, of: ".-#_") }) ?? false else { return nil }
      _ = cursor.take(upTo: longest) { isHexadecimal($0) || isOne($0, of: ".-#_") }
    } else {
      while cursor.peek() == UInt8(ascii: "."), cursor.peek(1).map(isDigit) ?? false {
        cursor.skip()
        _ = cursor.take(upTo: longest, while: isDigit)
      }
      if cursor.index > start { _ = cursor.consume(UInt8(ascii: "!")) }
    }
    // Anonymised ones of documents have bases of other lengths, and no other sign than the numbers.
    guard cursor.index > start || isWhole(base) else { return nil }
    return base + cursor.text(start..<cursor.index)
  }

  private static func base(_ cursor: inout ByteCursor) -> String? {
    var base: [UInt8] = []
    while base.count <= 22, let byte = cursor.peek() {
      if isLetter(byte) || isDigit(byte) || isOne(byte, of: "+/") {
        base.append(byte)
        cursor.skip()
      } else if cursor.consume("\\u002B") || cursor.consume("\\u002b") {
        base.append(UInt8(ascii: "+"))
      } else {
        break
      }
    }
    return (16...22).contains(base.count) ? decodedText(base[...]) : nil
  }

  /// 128 bits leave two of the last character's six for use.
  private static func isWhole(_ base: String) -> Bool {
    base.utf8.count == 22 && base.utf8.last.map { isOne($0, of: "AQgw") } ?? false
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(byte)
  }

  private static let longest = 127
}
