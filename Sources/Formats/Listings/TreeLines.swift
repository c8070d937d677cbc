/// Follows the drawing of `tree /f`: which folder a name hangs from is told by how far to the right it stands.
struct TreeLines {
  /// The folders that lead to where the drawing is, the root first.
  private var folders: [String]

  /// Folders nested deeper are taken for siblings.
  private static let maximumDepth = 512

  init(root: String) {
    // `C:.` is the current folder of a drive.
    folders = [root.hasSuffix(":.") ? String(root.dropLast()) : root]
  }

  /// What a line of the drawing shows.
  enum Line {
    case file(String)
    case folder
    case nothing
  }

  /// `C:.`, the root of a drawing without a path.
  static func isRoot(_ line: [UInt8]) -> Bool {
    let text = line.withoutTrailingBlanks
    return text.count == 3 && isLetter(text[0]) && text[1] == .colon && text[2] == UInt8(ascii: ".")
  }

  /// Whether a line begins like the drawing's.
  static func isDrawn(_ line: [UInt8]) -> Bool {
    var cursor = ByteCursor(line)
    if branch(&cursor) || cursor.startsWith("\u{2502}") { return true }
    return cursor.consume(UInt8(ascii: "|")) && (cursor.isAtEnd || cursor.peek() == .space)
  }

  /// Reads a line; nil for one that is no part of the drawing.
  mutating func read(_ line: [UInt8]) -> Line? {
    var cursor = ByteCursor(line, to: line.withoutTrailingBlanks.endIndex)
    var depth = 0
    while !cursor.isAtEnd, TreeLines.unit(&cursor) { depth += 1 }
    if cursor.isAtEnd { return depth > 0 ? .nothing : nil }
    var probe = cursor
    if TreeLines.branch(&probe) {
      guard !probe.isAtEnd else { return .nothing }
      let parent = min(depth, folders.count - 1, TreeLines.maximumDepth)
      folders.removeLast(folders.count - 1 - parent)
      folders.append(ListingPath.joined(folders[parent], probe.text(probe.index..<probe.end)))
      return .folder
    }
    guard depth > 0 else { return nil }
    cursor.skipSpaces()
    let folder = folders[min(depth - 1, folders.count - 1)]
    return .file(ListingPath.joined(folder, cursor.text(cursor.index..<cursor.end)))
  }

  /// A bar or a blank of one level; bars of full width have one blank less.
  private static func unit(_ cursor: inout ByteCursor) -> Bool {
    var probe = cursor
    if probe.consume("\u{2502}") || probe.consume(UInt8(ascii: "|")) {
      _ = probe.take(upTo: 3) { $0 == .space }
      cursor = probe
      return true
    }
    // A character of full width before has taken one.
    guard probe.take(upTo: 4, while: { $0 == .space }).count >= 3 else { return false }
    cursor = probe
    return true
  }

  private static func branch(_ cursor: inout ByteCursor) -> Bool {
    if cursor.consume("+---") || cursor.consume("\\---") { return true }
    guard cursor.consume("\u{251c}") || cursor.consume("\u{2514}"), cursor.consume("\u{2500}") else {
      return false
    }
    while cursor.consume("\u{2500}") {}
    return true
  }
}
