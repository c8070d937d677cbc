import Evidence

/// An object that `Format-List` prints, a value a line: `Length            : 20344600`.
struct PropertyBlock {
  private(set) var object = ListedObject()
  /// Where the first line stands.
  private(set) var source: Source?
  private var last: String?
  private var seen: Set<String> = []

  /// Whether lines belong to an object.
  var isOpen: Bool { source != nil }

  /// What a line does to the block.
  enum Step {
    case taken
    /// The line begins another object.
    case begins
    case none
  }

  /// Takes a line. One begins an object only with a value that files have.
  mutating func take(_ line: [UInt8], source: Source) -> Step {
    if isOpen, let last, line.starts(with: repeatElement(.space, count: 8)) {
      let rest = decodedText(line.drop(while: \.isBlank))
      object.extend(last, with: rest)
      return .taken
    }
    guard let (name, value) = PropertyBlock.property(line) else { return .none }
    if !isOpen, !ListedObject.knows(name) { return .none }
    guard seen.count < 200, seen.insert(name).inserted else { return .begins }
    if self.source == nil { self.source = source }
    object.set(name, value)
    last = name
    return .taken
  }

  /// A name, blanks that align the colons, and a value.
  private static func property(_ line: [UInt8]) -> (String, String)? {
    var cursor = ByteCursor(line, to: line.withoutTrailingBlanks.endIndex)
    let name = cursor.take(upTo: 40, while: isWordByte)
    guard !name.isEmpty, cursor.peek() == .space else { return nil }
    guard cursor.take(upTo: 40, while: { $0 == .space }).count >= 1, cursor.consume(.colon),
      cursor.isAtEnd || cursor.peek() == .space
    else { return nil }
    cursor.skipSpaces()
    return (cursor.text(name), cursor.text(cursor.index..<cursor.end))
  }
}
