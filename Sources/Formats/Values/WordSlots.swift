/// The slots of some words: tells of most words at once that they are none of them.
struct WordSlots: Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  mutating func insert(_ slot: Int) {
    if slot < 64 { low |= 1 << UInt64(slot) } else { high |= 1 << UInt64(slot - 64) }
  }

  /// Whether a word has this slot; `Token.slot` of what is no word never is one.
  func contains(_ slot: Int) -> Bool {
    slot < 64 ? low >> UInt64(slot) & 1 == 1 : slot < 128 && high >> UInt64(slot - 64) & 1 == 1
  }

  @inline(__always)
  func mayContain(_ word: StaticString) -> Bool {
    contains(Word.slot(of: word))
  }

  func intersects(_ other: WordSlots) -> Bool {
    low & other.low | high & other.high != 0
  }
}
