/// Which pairs of neighbouring bytes stand in a message: of nearly every text that is looked for, the first pairs tell
/// that it does not.
struct BytePairs: Sendable {
  private static let slots = 1024
  private var bits = InlineArray<16, UInt64>(repeating: 0)

  init(_ message: [UInt8]) {
    guard var previous = message.first else { return }
    for byte in message.dropFirst() {
      let slot = BytePairs.slot(previous, byte)
      bits[slot >> 6] |= 1 << UInt64(slot & 63)
      previous = byte
    }
  }

  /// False only where the text does not stand in the message.
  @inline(__always)
  func mayContain(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { text in
      for index in 1..<max(1, text.count) {
        let slot = unsafe BytePairs.slot(text[index - 1], text[index])
        if bits[slot >> 6] >> UInt64(slot & 63) & 1 == 0 { return false }
      }
      return true
    }
  }

  /// False only where the bytes do not stand in the message.
  func mayContain(_ bytes: [UInt8]) -> Bool {
    for index in 1..<max(1, bytes.count) {
      let slot = BytePairs.slot(bytes[index - 1], bytes[index])
      if bits[slot >> 6] >> UInt64(slot & 63) & 1 == 0 { return false }
    }
    return true
  }

  @inline(__always)
  private static func slot(_ first: UInt8, _ second: UInt8) -> Int {
    (Int(first) &* 37 &+ Int(second)) & (slots - 1)
  }
}
