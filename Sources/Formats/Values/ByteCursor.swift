import Scan

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
  @inline(__always)
  mutating func consume(_ text: StaticString) -> Bool {
    guard startsWith(text) else { return false }
    index += text.utf8CodeUnitCount
    return true
  }

  @inline(__always)
  func startsWith(_ text: StaticString) -> Bool {
    // Nearly always the first byte tells, and the compiler knows that of the text.
    let isPossible = text.withUTF8Buffer { text in
      guard let first = unsafe text.first else { return true }
      return end - index >= text.count && bytes[index] == first
    }
    return isPossible && goesOn(with: text)
  }

  /// Whether `text`, for which there is room, comes next.
  private func goesOn(with text: StaticString) -> Bool {
    text.withUTF8Buffer { text in
      for offset in 0..<text.count where unsafe text[offset] != bytes[index + offset] { return false }
      return true
    }
  }

  /// Whether the bytes in `range` end with `text`.
  func ends(_ range: Range<Int>, with text: StaticString) -> Bool {
    let start = range.upperBound - text.utf8CodeUnitCount
    return start >= range.lowerBound && ByteCursor(bytes, from: start, to: range.upperBound).startsWith(text)
  }

  /// Consumes one byte if it is next.
  mutating func consume(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    index += 1
    return true
  }

  /// Consumes `minimum` to `maximum` decimal digits (at most 18) and gives their value.
  mutating func digits(_ minimum: Int, _ maximum: Int) -> Int? {
    var position = index
    var value = 0
    while position < end, position - index < maximum, isDigit(bytes[position]) {
      value = value * 10 + Int(bytes[position] - UInt8(ascii: "0"))
      position += 1
    }
    guard position - index >= minimum else { return nil }
    index = position
    return value
  }

  /// How many decimal digits come next, counted no further than `limit`.
  func countDigits(upTo limit: Int) -> Int {
    var position = index
    while position < end, position - index < limit, isDigit(bytes[position]) { position += 1 }
    return position - index
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
    let start = index
    let limit = min(start + limit, end)
    while index < limit, predicate(bytes[index]) { index += 1 }
    return start..<index
  }

  /// The position of the next `byte`, if any.
  func find(_ byte: UInt8) -> Int? {
    Scan.firstIndex(of: byte, in: bytes.span.extracting(index..<end)).map { index + $0 }
  }

  /// The bytes in `range` as a word.
  func word(_ range: Range<Int>) -> Word {
    var word = Word()
    for index in range { word.append(lowercased(bytes[index])) }
    return word
  }

  func text(_ range: Range<Int>) -> String {
    decodedText(bytes[range.clamped(to: 0..<end)])
  }
}

/// The first position at or behind the cursor where `text` begins.
///
/// - Parameter offset: The byte of the text that is looked for; the rarer it is, the better.
func firstIndex(of text: StaticString, by offset: Int = 0, in cursor: ByteCursor) -> Int? {
  guard offset < text.utf8CodeUnitCount else { return nil }
  let rare = text.withUTF8Buffer { unsafe $0[offset] }
  var probe = cursor
  probe.skip(offset)
  while let candidate = probe.find(rare) {
    probe.index = candidate - offset
    if probe.startsWith(text) { return probe.index }
    probe.index = candidate + 1
  }
  return nil
}

/// Whether the byte is one of a few.
func isOne(_ byte: UInt8, of few: StaticString) -> Bool {
  few.withUTF8Buffer { unsafe $0.contains(byte) }
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
