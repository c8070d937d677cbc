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

/// Values by words; most words are none of the table's, and finding that out takes a few instructions.
struct WordTable<Value: Sendable>: Sendable {
  private struct Entry: Sendable {
    var word: Word
    var value: Value
  }

  /// In the order of their slots.
  private let entries: [Entry]
  /// Where the entries of each slot begin, and where the last one's end.
  private let starts: [Int]
  /// Tells without looking at a word that it is none of the table's.
  let slots: WordSlots

  /// The words in lower case, each once.
  init(_ values: some Sequence<(String, Value)>) {
    var bySlot = [[Entry]](repeating: [], count: Word.slots)
    var slots = WordSlots()
    for (text, value) in values {
      let entry = Entry(word: Word(text), value: value)
      bySlot[entry.word.slot].append(entry)
      slots.insert(entry.word.slot)
    }
    self.slots = slots
    entries = bySlot.flatMap(\.self)
    starts = bySlot.reduce(into: [0]) { starts, slot in starts.append(starts[starts.count - 1] + slot.count) }
  }

  subscript(_ word: Word) -> Value? {
    let slot = word.slot
    for index in starts[slot]..<starts[slot + 1] where entries[index].word == word {
      return entries[index].value
    }
    return nil
  }
}

extension WordTable: ExpressibleByDictionaryLiteral {
  init(dictionaryLiteral elements: (String, Value)...) {
    self.init(elements)
  }
}

/// A set of words of the source code.
struct WordSet: Sendable, ExpressibleByArrayLiteral {
  private let table: WordTable<Bool>

  init(arrayLiteral words: String...) {
    table = WordTable(words.map { ($0, true) })
  }

  func contains(_ word: Word) -> Bool {
    table[word] != nil
  }
}
