import Evidence

/// The words that say what a value is: those before it, over separators, quotes and words that only link.
struct Label: Sendable {
  /// Nearest first, without the linking words: `["id", "call"]` for `Call id Changed  <value>`.
  var words: [String] = []
  /// Linking words that were passed over: `changed`, `to`, `from`, `new`, …
  var links: Set<String> = []
  /// Those of them that stand right before the value.
  var nearLinks: Set<String> = []
  /// Whether the value follows another value and only a link or an arrow stands between.
  var followsValue: Token.Kind?

  /// Whether a `/` stands right before the value and its label, as in a URL's path.
  var isPath = false

  /// The words from first to last in one: `callid`.
  var joined: String { words.reversed().joined() }

  var isEmpty: Bool { words.isEmpty }
}

extension [Token] {
  /// The label of the value at `index`.
  func label(at index: Int) -> Label {
    var label = Label()
    var position = index - 1
    label.isPath = index > 2 && self[index - 1].kind == .slash && self[index - 3].kind == .slash
    var sawArrow = false
    var sawWord = false
    while position >= 0, label.words.count < 4, index - position < 16 {
      switch self[position].kind {
      case .mark(let byte):
        // Only what stands between a label and its value; a comma or a closing bracket ends the search.
        if byte >= 0x80, !sawWord, let isArrow = isPunctuation(at: position) {
          sawArrow = sawArrow || isArrow
          break
        }
        if byte == UInt8(ascii: ")"), !sawWord, position > 0,
          self[position - 1].kind == .mark(UInt8(ascii: "("))
        {
          // A getter: `getCode() = 490`.
          position -= 1
          break
        }
        if sawWord, !isOne(byte, of: ".?-_") { return label }
        guard Label.separators.contains(byte) else { return label }
        if byte == UInt8(ascii: ">") { sawArrow = true }
      case .word(let text):
        if Label.linking.contains(text) {
          label.links.insert(text)
          if !sawWord { label.nearLinks.insert(text) }
        } else if !sawWord, Label.wrapping.contains(text) {
          break
        } else {
          sawWord = true
          label.words.append(text)
        }
      case .guid, .number:
        if !sawWord, sawArrow || !label.links.isEmpty { label.followsValue = self[position].kind }
        return label
      case .lineBreak:
        return label
      }
      position -= 1
    }
    return label
  }
}

extension [Token] {
  /// Whether the byte belongs to one of Unicode's arrows (true) or its quotes and dashes (false), which are E2 86
  /// or E2 87 and E2 80 in UTF-8; nil for anything else.
  private func isPunctuation(at position: Int) -> Bool? {
    for lead in [position, position - 1, position - 2] where lead >= 0 && lead + 1 < count {
      guard self[lead].kind == .mark(0xe2), case .mark(let second) = self[lead + 1].kind else { continue }
      return second == 0x80 ? false : (0x86...0x87).contains(second) ? true : nil
    }
    return nil
  }
}

extension Token.Kind {
  fileprivate static let slash = Token.Kind.mark(UInt8(ascii: "/"))
}

extension Label {
  fileprivate static let separators = Set(":=>-\"'([{<\\|#/.?@`*".utf8)

  /// Words that stand between a label and its value without meaning anything by themselves.
  fileprivate static let linking: Set<String> = [
    "changed", "change", "to", "is", "now", "from", "update", "updated", "value", "new", "current", "became",
    "received", "entered", "was", "with", "old", "previous", "prev", "added", "removed", "the", "of", "has",
    "been", "for", "set", "got", "transitioned", "moved", "into", "in", "event", "raised", "fired", "known",
    "as", "previously", "formerly", "replaced",
  ]

  /// Whether the word only links, or is a call's state itself.
  static func linksState(_ word: String) -> Bool {
    linking.contains(word) || Words.callState(word) != nil
  }

  /// Links that say of the value behind them that it was there before.
  static let past: Set<String> = ["was", "old", "previous", "previously", "prev", "formerly"]

  /// Types that printing wraps around a value: `Optional("…")` in Swift, `UUID('…')` in Python.
  fileprivate static let wrapping: Set<String> = ["optional", "some", "uuid", "guid", "string", "str"]
}
