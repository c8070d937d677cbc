import Evidence

/// The words of a record in order, for questions such as "does `call agent` stand here".
struct WordSequence: Sendable {
  private let tokens: [Token]
  private let words: [String]
  private let set: Set<String>

  init(_ tokens: [Token]) {
    self.tokens = tokens
    words = tokens.compactMap(\.word)
    set = Set(words)
  }

  func contains(_ word: String) -> Bool {
    set.contains(word)
  }

  func containsAny(_ candidates: [String]) -> Bool {
    candidates.contains { set.contains($0) }
  }

  /// Whether some word contains `part`.
  func containsPart(_ part: String) -> Bool {
    words.contains { $0.contains(part) }
  }

  /// Whether the words stand one after another, whatever marks between.
  func has(_ sequence: String...) -> Bool {
    guard let first = sequence.first, set.contains(first), words.count >= sequence.count else { return false }
    return words.indices.dropLast(sequence.count - 1).contains { start in
      words[start] == first && Array(words[start..<start + sequence.count]) == sequence
    }
  }

  /// The word that follows `word`.
  func following(_ word: String) -> String? {
    words.firstIndex(of: word).flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil }
  }

  /// The truth value that follows one of the words, over separators and linking words.
  func boolean(after candidates: [String]) -> Bool? {
    for candidate in candidates where set.contains(candidate) {
      guard let index = words.firstIndex(of: candidate) else { continue }
      for word in words[(index + 1)...].prefix(3) {
        if let value = Words.boolean(word) { return value }
        guard ["changed", "to", "is", "value", "now"].contains(word) else { break }
      }
    }
    return nil
  }

  /// The truth value that follows the words in this order.
  func boolean(afterSequence sequence: [String]) -> Bool? {
    guard let first = sequence.first, set.contains(first) else { return nil }
    for start in words.indices.dropLast(sequence.count)
    where Array(words[start..<start + sequence.count]) == sequence {
      return Words.boolean(words[start + sequence.count])
    }
    return nil
  }

  /// Whether `label=` is followed by anything before the next comma or end: `added=[object Object], removed=`.
  func valueFollows(_ label: String) -> Bool {
    guard let index = tokens.firstIndex(where: { $0.word == label }) else { return false }
    for token in tokens[(index + 1)...] {
      switch token.kind {
      case .mark(let byte) where isOne(byte, of: ":="): continue
      case .mark(UInt8(ascii: ",")), .lineBreak: return false
      default: return true
      }
    }
    return false
  }
}
