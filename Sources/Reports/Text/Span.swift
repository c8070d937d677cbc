/// What a stretch of text is, for those who see colours.
enum Ink {
  case plain
  /// Headings and IDs.
  case strong
  /// Sources, offsets: what is looked up, not read.
  case faint
  case good
  case warning
  case bad
  /// States.
  case accent

  /// The parameters of the ANSI sequence; nil for plain text.
  var ansi: String? {
    switch self {
    case .plain: nil
    case .strong: "1"
    case .faint: "2"
    case .good: "32"
    case .warning: "33"
    case .bad: "31"
    case .accent: "36"
    }
  }
}

/// A stretch of text of one ink.
struct Span {
  /// As it came, unescaped; the page escapes all it is given.
  var text: String
  var ink: Ink
  /// Never broken across lines: GUIDs, paths and what people copy.
  var isUnbreakable: Bool

  init(_ text: String, _ ink: Ink = .plain, unbreakable: Bool = false) {
    self.text = text
    self.ink = ink
    isUnbreakable = unbreakable
  }
}
