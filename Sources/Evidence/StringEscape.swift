/// Decodes one backslash sequence after the other, byte by byte, so that it may be cut between any two bytes.
///
/// Knows JSON's escapes and `\'`, `` \` ``, `\v` and `\xHH` of JavaScript and Python. An unknown escape is kept
/// with its backslash. A surrogate without its other half becomes U+FFFD.
package struct StringEscape: Sendable {
  private enum State {
    case idle
    case backslash
    case digits(left: Int, value: UInt32, isUTF16: Bool)
  }

  private var state = State.idle
  /// The first half of a surrogate pair, while the second may still come.
  private var highSurrogate: UInt32?

  package init() {}

  /// Whether the next byte must go to `take`.
  package var isOpen: Bool {
    if case .idle = state { highSurrogate != nil } else { true }
  }

  /// Takes a byte that follows a backslash or an unfinished sequence; a sequence is opened by its backslash.
  ///
  /// - Returns: false where the byte is no part of a sequence and must be read as what it is.
  package mutating func take(_ byte: UInt8, into output: inout [UInt8]) -> Bool {
    switch state {
    case .idle:
      if byte == UInt8(ascii: "\\") {
        state = .backslash
        return true
      }
      finish(into: &output)
      return false
    case .backslash:
      state = .idle
      takeLetter(byte, into: &output)
      return true
    case .digits(let left, let value, let isUTF16):
      guard let digit = hexadecimalDigit(byte) else {
        state = .idle
        finish(into: &output)
        StringEscape.append(StringEscape.replacement, to: &output)
        // A backslash may open the next sequence.
        return byte == UInt8(ascii: "\\") ? take(byte, into: &output) : false
      }
      let total = value << 4 | UInt32(digit)
      if left > 1 {
        state = .digits(left: left - 1, value: total, isUTF16: isUTF16)
      } else {
        state = .idle
        takeUnit(total, isUTF16: isUTF16, into: &output)
      }
      return true
    }
  }

  /// Ends what is open where the string ends.
  package mutating func finish(into output: inout [UInt8]) {
    if highSurrogate != nil { StringEscape.append(StringEscape.replacement, to: &output) }
    highSurrogate = nil
    state = .idle
  }

  /// The byte that a letter after a backslash stands for; nil for `u`, `x` and unknown letters.
  package static func simple(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "'"), UInt8(ascii: "`"):
      letter
    case UInt8(ascii: "n"): 0x0a
    case UInt8(ascii: "r"): 0x0d
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0c
    case UInt8(ascii: "v"): 0x0b
    default: nil
    }
  }

  private mutating func takeLetter(_ letter: UInt8, into output: inout [UInt8]) {
    if letter == UInt8(ascii: "u") {
      state = .digits(left: 4, value: 0, isUTF16: true)
      return
    }
    finish(into: &output)
    if letter == UInt8(ascii: "x") {
      state = .digits(left: 2, value: 0, isUTF16: false)
    } else if let byte = StringEscape.simple(letter) {
      output.append(byte)
    } else {
      output.append(UInt8(ascii: "\\"))
      output.append(letter)
    }
  }

  private mutating func takeUnit(_ unit: UInt32, isUTF16: Bool, into output: inout [UInt8]) {
    if isUTF16, let high = highSurrogate, (0xdc00...0xdfff).contains(unit) {
      highSurrogate = nil
      let value = 0x10000 + (high - 0xd800) << 10 + (unit - 0xdc00)
      StringEscape.append(Unicode.Scalar(value) ?? StringEscape.replacement, to: &output)
      return
    }
    finish(into: &output)
    if isUTF16, (0xd800...0xdbff).contains(unit) {
      highSurrogate = unit
    } else {
      StringEscape.append(Unicode.Scalar(unit) ?? StringEscape.replacement, to: &output)
    }
  }

  private static let replacement: Unicode.Scalar = "\u{fffd}"

  private static func append(_ scalar: Unicode.Scalar, to output: inout [UInt8]) {
    output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }
}
