/// What a line looks like: literal text, and holes in braces where values stand.
///
///     call {callId} moved to {state} (code={code}/{subCode})
///
/// A run of blanks counts as one, in the template as in the line. `{{` and `}}` stand for braces. The holes `callId`,
/// `newCallId`, `code`, `subCode` and `time` are as long as what they hold; any other reaches to the text that stands
/// behind it in the template, or, where nothing does, to the end of the line.
public struct Template: Hashable, Sendable {
  /// As it is written.
  public let text: String
  let parts: [Part]

  enum Part: Hashable, Sendable {
    case literal([UInt8])
    case hole(PatternField)
  }

  /// What is wrong with a template.
  public struct Flaw: Error, Hashable, Sendable {
    /// Characters before it.
    public var offset: Int
    /// What is wrong, and what would be right.
    public var reason: String
  }

  /// The most bytes of a template.
  public static let longest = 4096
  /// The most holes of a template.
  public static let mostHoles = 64

  /// The fields of its holes, in order.
  public var fields: [PatternField] {
    parts.compactMap { if case .hole(let field) = $0 { field } else { nil } }
  }

  /// Reads a template.
  public init(_ text: String) throws(Flaw) {
    guard text.utf8.count <= Template.longest else {
      throw Flaw(offset: 0, reason: "a template has at most \(Template.longest) bytes")
    }
    var reader = Reader(text)
    try reader.read()
    self.text = text
    parts = reader.parts
  }

  /// The bytes with each run of blanks as one space.
  static func collapsed(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    for byte in bytes {
      let isBlank = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
      if !isBlank {
        result.append(byte)
      } else if result.last != UInt8(ascii: " ") {
        result.append(UInt8(ascii: " "))
      }
    }
    return result
  }
}

extension Template {
  /// Reads a template from left to right.
  private struct Reader {
    private let characters: [Character]
    private var index = 0
    private var literal = ""
    private(set) var parts: [Part] = []
    private var seen: Set<PatternField> = []

    init(_ text: String) {
      characters = Array(text)
    }

    mutating func read() throws(Flaw) {
      while index < characters.count {
        let character = characters[index]
        let isDoubled = index + 1 < characters.count && characters[index + 1] == character
        switch character {
        case "{" where isDoubled, "}" where isDoubled:
          literal.append(character)
          index += 2
        case "{": try readHole()
        case "}":
          throw Flaw(offset: index, reason: "a brace that closes nothing; }} stands for the character }")
        case "\n", "\r", "\r\n":
          throw Flaw(offset: index, reason: "a template describes one line; it has no line break")
        default:
          literal.append(character)
          index += 1
        }
      }
      endLiteral()
      try checkWhole()
    }

    private mutating func endLiteral() {
      guard !literal.isEmpty else { return }
      parts.append(.literal(collapsed(literal.utf8)))
      literal = ""
    }

    private mutating func readHole() throws(Flaw) {
      let start = index
      guard let end = characters[start...].firstIndex(of: "}") else {
        throw Flaw(offset: start, reason: "a hole without its closing brace; {{ stands for the character {")
      }
      let name = String(characters[(start + 1)..<end])
      guard let field = PatternField(name: name) else {
        throw Flaw(offset: start, reason: unknownField(name))
      }
      guard field == .skipped || seen.insert(field).inserted else {
        throw Flaw(offset: start, reason: "{\(name)} stands twice; skip one of them with {_}")
      }
      endLiteral()
      if case .hole(let before)? = parts.last {
        throw Flaw(
          offset: start,
          reason: "between {\(before.name)} and {\(name)} there must be some text, at least a blank")
      }
      parts.append(.hole(field))
      index = end + 1
    }

    private func checkWhole() throws(Flaw) {
      let holes = parts.count { if case .hole = $0 { true } else { false } }
      guard holes <= mostHoles else {
        throw Flaw(offset: 0, reason: "a template has at most \(mostHoles) holes; this one has \(holes)")
      }
      let hasText = parts.contains { part in
        if case .literal(let text) = part { text.contains { !isSpace($0) } } else { false }
      }
      guard hasText else {
        throw Flaw(offset: 0, reason: "a template needs some text beside its holes")
      }
    }
  }
}

/// What is said of a field that does not exist, with the one that may be meant.
public func unknownField(_ name: String) -> String {
  if ["displayname", "name", "username", "user"].contains(name.lowercased()) {
    return "\(quoted(name)) is no field: names of people are not reported; skip the text with {_}"
  }
  let folded = name.lowercased().filter { $0 != "_" && $0 != "-" }
  let near = PatternField.all.first { $0.name.lowercased() == folded }
  let fields = PatternField.all.map(\.name).joined(separator: ", ")
  return "\(quoted(name)) is no field; "
    + (near.map { "\($0.name) is spelt like this" } ?? "the fields are \(fields)")
}

/// A name from a file as a message shows it: in quotes, on one line, and not too long.
public func quoted(_ text: String) -> String {
  let scalars = text.unicodeScalars.prefix(60).map { scalar -> Character in
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: "?"
    default: Character(scalar)
    }
  }
  return "'" + String(scalars) + (text.unicodeScalars.count > 60 ? "…'" : "'")
}
