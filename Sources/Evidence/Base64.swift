/// Base64 in both alphabets, padded or not.
public enum Base64 {
  /// What the text stands for; nil where it is no base64.
  public static func decode(_ text: some StringProtocol) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count / 4 * 3 + 3)
    var held: UInt32 = 0
    var digits = 0
    var padding = 0
    for character in text.utf8 {
      if character == UInt8(ascii: "=") {
        padding += 1
        continue
      }
      guard padding == 0, let value = value(of: character) else { return nil }
      held = held << 6 | UInt32(value)
      digits += 1
      if digits == 4 {
        for shift in [16, 8, 0] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: held >> shift)) }
        (held, digits) = (0, 0)
      }
    }
    guard padding <= 2 else { return nil }
    switch digits {
    case 0: break
    case 2: bytes.append(UInt8(truncatingIfNeeded: held >> 4))
    case 3:
      bytes.append(UInt8(truncatingIfNeeded: held >> 10))
      bytes.append(UInt8(truncatingIfNeeded: held >> 2))
    default: return nil
    }
    return bytes
  }

  /// The text that stands for the bytes, without padding.
  ///
  /// - Parameter isForURLs: With `-` and `_` in the place of `+` and `/` (RFC 4648 section 5).
  public static func encode(_ bytes: [UInt8], isForURLs: Bool) -> [UInt8] {
    let alphabet = standardAlphabet + (isForURLs ? Array("-_".utf8) : Array("+/".utf8))
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var held: UInt32 = 0
      for byte in group { held = held << 8 | UInt32(byte) }
      held <<= UInt32(3 - group.count) * 8
      for digit in 0...group.count { text.append(alphabet[Int(held >> UInt32(18 - 6 * digit) & 63)]) }
    }
    return text
  }

  private static let standardAlphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)

  private static func value(of character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): character - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): character - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
