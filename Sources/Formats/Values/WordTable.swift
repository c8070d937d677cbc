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
    let bySlot = values.map { Entry(word: Word($0.0), value: $0.1) }.sorted { $0.word.slot < $1.word.slot }
    entries = bySlot
    slots = bySlot.reduce(into: WordSlots()) { $0.insert($1.word.slot) }
    starts = (0...Word.slots).map { slot in bySlot.firstIndex { $0.word.slot >= slot } ?? bySlot.count }
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
