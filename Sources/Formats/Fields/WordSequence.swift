import Evidence

/// The words of a record in order, for questions such as "does `call agent` stand here".
struct WordSequence: Sendable {
  private let tokens: [Token]
  /// The tokens that are words.
  private let positions: [Int]
  private let slots: WordSlots

  init(_ tokens: [Token]) {
    self.tokens = tokens
    var positions: [Int] = []
    var slots = WordSlots()
    positions.reserveCapacity(tokens.count)
    for index in tokens.indices {
      let slot = tokens[index].slot
      guard slot < Word.slots else { continue }
      positions.append(index)
      slots.insert(slot)
    }
    self.positions = positions
    self.slots = slots
  }

  @inline(__always)
  func contains(_ word: StaticString) -> Bool {
    slots.mayContain(word) && firstIndex(of: word) != nil
  }

  func containsAny(_ list: WordList) -> Bool {
    slots.intersects(list.slots) && list.words.contains { contains($0) }
  }

  /// Whether some word contains `part`.
  func containsPart(_ part: StaticString) -> Bool {
    positions.contains { tokens[$0].word?.contains(part) ?? false }
  }

  /// Whether two to five words stand one after another, whatever marks between.
  @inline(__always)
  func has(
    _ first: StaticString, _ second: StaticString, _ third: StaticString? = nil,
    _ fourth: StaticString? = nil, _ fifth: StaticString? = nil
  ) -> Bool {
    guard slots.mayContain(first), slots.mayContain(second), third.map(slots.mayContain) ?? true else {
      return false
    }
    return firstIndex(of: [first, second, third, fourth, fifth].compactMap(\.self)) != nil
  }

  /// The word that follows `word`.
  func following(_ word: StaticString) -> Word? {
    firstIndex(of: word).flatMap { self[$0 + 1] }
  }

  /// The truth value that follows a word, over separators and linking words.
  func boolean(after word: StaticString) -> Bool? {
    guard slots.mayContain(word), let index = firstIndex(of: word) else { return nil }
    for next in index + 1...index + 3 {
      guard let word = self[next] else { break }
      if let value = Words.boolean(word) { return value }
      guard WordSequence.linksTruth.contains(word) else { break }
    }
    return nil
  }

  private static let linksTruth: WordSet = ["changed", "to", "is", "value", "now"]

  /// The truth value that follows three words in this order.
  func boolean(after first: StaticString, _ second: StaticString, _ third: StaticString) -> Bool? {
    guard has(first, second, third), let start = firstIndex(of: [first, second, third]) else { return nil }
    return self[start + 3].flatMap(Words.boolean)
  }

  /// Whether `label=` is followed by anything before the next comma or end: `added=[object Object], removed=`.
  func valueFollows(_ label: StaticString) -> Bool {
    guard let index = firstIndex(of: label) else { return false }
    for token in tokens[(positions[index] + 1)...] {
      switch token.kind {
      case .mark(let byte) where isOne(byte, of: ":="): continue
      case .mark(UInt8(ascii: ",")), .lineBreak: return false
      default: return true
      }
    }
    return false
  }

  private subscript(_ index: Int) -> Word? {
    index < positions.count ? tokens[positions[index]].word : nil
  }

  private func firstIndex(of word: StaticString) -> Int? {
    let slot = Word.slot(of: word)
    return positions.firstIndex { tokens[$0].slot == slot && tokens[$0].word == word }
  }

  private func firstIndex(of sequence: [StaticString]) -> Int? {
    guard let first = sequence.first else { return nil }
    let slot = Word.slot(of: first)
    return positions.indices.dropLast(sequence.count - 1).first { start in
      tokens[positions[start]].slot == slot
        && sequence.indices.allSatisfy { self[start + $0] == sequence[$0] }
    }
  }
}

/// Some words of the source code, of which a record rarely has one.
struct WordList: Sendable, ExpressibleByArrayLiteral {
  fileprivate let words: [StaticString]
  fileprivate let slots: WordSlots

  init(arrayLiteral words: StaticString...) {
    self.words = words
    slots = words.reduce(into: WordSlots()) { $0.insert(Word.slot(of: $1)) }
  }
}
