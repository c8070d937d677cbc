import Evidence

/// The words that say what a value is: those before it, over separators, quotes and words that only link.
struct Label: Sendable {
  /// The words from first to last in one: `callid`.
  typealias Joined = FoldedText<256>

  /// Words that were passed over although they mean something: `changed`, `to`, `from`, `new`, …
  struct Links: OptionSet, Sendable {
    let rawValue: Int

    static let old = Links(rawValue: 1 << 0)
    static let previous = Links(rawValue: 1 << 1)
    static let was = Links(rawValue: 1 << 2)
    static let change = Links(rawValue: 1 << 3)
    static let new = Links(rawValue: 1 << 4)
    static let now = Links(rawValue: 1 << 5)
    static let from = Links(rawValue: 1 << 6)
    static let to = Links(rawValue: 1 << 7)
    static let current = Links(rawValue: 1 << 8)
    static let became = Links(rawValue: 1 << 9)
    static let changed = Links(rawValue: 1 << 10)
    static let other = Links(rawValue: 1 << 11)

    /// Links that say of the value behind them that it was there before.
    static let past: Links = [.was, .old, .previous]
    /// Links that say of the value behind them that it was not.
    static let changes: Links = [.changed, .change, .became]
  }

  private let tokens: [Token]
  private var positions = InlineArray<4, Int>(repeating: 0)
  /// How many words there are, the linking ones not counted; four at most.
  private(set) var count = 0
  /// Linking words that were passed over.
  fileprivate(set) var links: Links = []
  /// Those of them that stand right before the value.
  fileprivate(set) var nearLinks: Links = []
  /// The ID that the value follows, where only a link or an arrow stands between.
  fileprivate(set) var precedingID: GUID?
  /// Whether a `/` stands right before the value and its label, as in a URL's path.
  fileprivate(set) var isPath = false

  fileprivate init(in tokens: [Token]) {
    self.tokens = tokens
  }

  fileprivate mutating func append(wordAt position: Int) {
    positions[count] = position
    count += 1
  }

  /// The words, nearest first, without the linking words: `id`, `call` for `Call id Changed  <value>`.
  subscript(_ index: Int) -> Word? {
    index < count ? tokens[positions[index]].word : nil
  }

  /// The word next to the value.
  var nearest: Word? { self[0] }

  var isEmpty: Bool { count == 0 }

  /// The words from first to last in one.
  var joined: Joined {
    var joined = Joined()
    for index in (0..<count).reversed() {
      if let word = self[index] { joined.append(word) }
    }
    return joined
  }

  /// Whether one of the words passes a test.
  func contains(where test: (Word) -> Bool) -> Bool {
    (0..<count).contains { self[$0].map(test) ?? false }
  }
}

extension [Token] {
  /// The label of the value at `index`.
  func label(at index: Int) -> Label {
    var label = Label(in: self)
    var position = index - 1
    label.isPath = index > 2 && self[index - 1].kind == .slash && self[index - 3].kind == .slash
    var sawArrow = false
    var sawWord = false
    while position >= 0, label.count < 4, index - position < 16 {
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
        guard isOne(byte, of: Label.separators) else { return label }
        if byte == UInt8(ascii: ">") { sawArrow = true }
      case .word(let word):
        if let link = Label.linking[word] {
          label.links.insert(link)
          if !sawWord { label.nearLinks.insert(link) }
        } else if !sawWord, Label.wrapping.contains(word) {
          break
        } else {
          sawWord = true
          label.append(wordAt: position)
        }
      case .guid(let id):
        if !sawWord, sawArrow || !label.links.isEmpty { label.precedingID = id }
        return label
      case .number, .lineBreak:
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
  fileprivate static let separators: StaticString = ":=>-\"'([{<\\|#/.?@`*"

  /// Words that stand between a label and its value without meaning anything by themselves.
  fileprivate static let linking: WordTable<Links> = [
    "changed": .changed, "change": .change, "to": .to, "is": .other, "now": .now, "from": .from,
    "update": .other, "updated": .other, "value": .other, "new": .new, "current": .current,
    "became": .became, "received": .other, "entered": .other, "was": .was, "with": .other, "old": .old,
    "previous": .previous, "prev": .previous, "added": .other, "removed": .other, "the": .other,
    "of": .other, "has": .other, "been": .other, "for": .other, "set": .other, "got": .other,
    "transitioned": .other, "moved": .other, "into": .other, "in": .other, "event": .other,
    "raised": .other, "fired": .other, "known": .other, "as": .other, "previously": .was,
    "formerly": .was, "replaced": .other,
  ]

  /// Whether the word only links, or is a call's state itself.
  static func linksState(_ word: Word) -> Bool {
    linking[word] != nil || Words.callState(word) != nil
  }

  /// Types that printing wraps around a value: `Optional("…")` in Swift, `UUID('…')` in Python.
  fileprivate static let wrapping: WordSet = ["optional", "some", "uuid", "guid", "string", "str"]
}
