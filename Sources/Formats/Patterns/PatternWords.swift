public import Evidence

/// An application's own words, and what they mean.
public struct PatternWords: Hashable, Sendable {
  public var states: [String: CallState] = [:]
  public var events: [String: PatternEvent] = [:]
  public var directions: [String: Direction] = [:]
  /// `verbose`, `info`, `warning` or `error`.
  public var levels: [String: String] = [:]
  public var codes: [String: PatternCode] = [:]

  /// None: the words of the SDKs alone.
  public init() {}
}

/// A code that a word stands for.
public struct PatternCode: Hashable, Sendable {
  public var code: Int
  public var subCode: Int?

  /// `490` or `490/4502`; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ (1...9).contains($0.utf8.count) }),
      parts.allSatisfy({ $0.utf8.allSatisfy(isDigit) }), let code = Int(parts[0])
    else { return nil }
    self.code = code
    subCode = parts.count > 1 ? Int(parts[1]) : nil
  }
}

extension PatternWords {
  /// The state that a word means: as the file says, or in any spelling of the SDKs.
  func state(_ word: String) -> CallState? {
    states[word] ?? Words.callState(PatternWords.folded(word))
  }

  func event(_ word: String) -> PatternEvent? {
    events[word] ?? PatternEvent(rawValue: word)
  }

  func direction(_ word: String) -> Direction? {
    directions[word] ?? Direction(rawValue: word.lowercased())
  }

  func level(_ word: String) -> String? {
    levels[word] ?? ApplicationPrefixes.level(named: word) ?? StructuredLine.level(named: word)
  }

  private static func folded(_ word: String) -> Word {
    Word(folding: word, dropping: UInt8(ascii: "_"))
  }
}
