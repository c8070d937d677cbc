/// Reads along the bytes of one line; never past its end.
struct ByteCursor: Sendable {
  let bytes: [UInt8]
  var index: Int
  let end: Int

  init(_ bytes: [UInt8], from index: Int = 0, to end: Int? = nil) {
    self.bytes = bytes
    self.end = min(end ?? bytes.count, bytes.count)
    self.index = min(max(index, 0), self.end)
  }

  var isAtEnd: Bool { index >= end }

  /// The byte `ahead` places further on; nil at the end.
  func peek(_ ahead: Int = 0) -> UInt8? {
    let position = index + ahead
    return position < end && position >= 0 ? bytes[position] : nil
  }

  mutating func skip(_ count: Int = 1) {
    index = min(index + count, end)
  }

  mutating func skipSpaces() {
    while let byte = peek(), byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") { index += 1 }
  }

  /// Consumes `text` if it comes next.
  mutating func consume(_ text: StaticString) -> Bool {
    guard startsWith(text) else { return false }
    index += text.utf8CodeUnitCount
    return true
  }

  func startsWith(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard end - index >= count else { return false }
    return text.withUTF8Buffer { buffer in
      unsafe buffer.elementsEqual(bytes[index..<index + count])
    }
  }

  /// Consumes one byte if it is next.
  mutating func consume(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    index += 1
    return true
  }

  /// Consumes `minimum` to `maximum` decimal digits (at most 18) and gives their value.
  mutating func digits(_ minimum: Int, _ maximum: Int) -> Int? {
    var cursor = self
    var value = 0
    var count = 0
    while count < maximum, let byte = cursor.peek(), isDigit(byte) {
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
      cursor.index += 1
      count += 1
    }
    guard count >= minimum else { return nil }
    self = cursor
    return value
  }

  /// Consumes bytes while `predicate` holds and gives the range.
  mutating func take(while predicate: (UInt8) -> Bool) -> Range<Int> {
    let start = index
    while let byte = peek(), predicate(byte) { index += 1 }
    return start..<index
  }

  /// Consumes bytes while `predicate` holds, but no more than `limit`, and gives the range: for values of bounded
  /// length that are looked for at many places of one line.
  mutating func take(upTo limit: Int, while predicate: (UInt8) -> Bool) -> Range<Int> {
    var window = ByteCursor(bytes, from: index, to: min(index + limit, end))
    let range = window.take(while: predicate)
    index = range.upperBound
    return range
  }

  /// The position of the next `byte`, if any.
  func find(_ byte: UInt8) -> Int? {
    index < end ? bytes[index..<end].firstIndex(of: byte) : nil
  }

  func text(_ range: Range<Int>) -> String {
    decodedText(bytes[range.clamped(to: 0..<end)])
  }
}

func isDigit(_ byte: UInt8) -> Bool {
  byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
}

func isLetter(_ byte: UInt8) -> Bool {
  (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
}

func isWordByte(_ byte: UInt8) -> Bool {
  isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_")
}

func isSpace(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
    || byte == UInt8(ascii: "\r")
}

func lowercased(_ byte: UInt8) -> UInt8 {
  byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
}
