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
