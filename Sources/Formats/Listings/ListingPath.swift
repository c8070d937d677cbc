/// What paths look like in listings.
enum ListingPath {
  /// Whether an absolute Windows path begins at `index`: `C:\`, `\\server\`, `\\?\`.
  static func isWindows(_ bytes: [UInt8], at index: Int = 0) -> Bool {
    guard index >= 0, bytes.count - index >= 3 else { return false }
    if isLetter(bytes[index]) {
      return bytes[index + 1] == .colon && bytes[index + 2] == .backslash
    }
    return bytes[index] == .backslash && bytes[index + 1] == .backslash && bytes[index + 2] != .space
      && bytes[index + 2] != .backslash
  }

  /// Whether a path of either world begins at `index`, from the root or from the current folder.
  static func begins(_ bytes: [UInt8], at index: Int = 0) -> Bool {
    if isWindows(bytes, at: index) { return true }
    guard bytes.indices.contains(index) else { return false }
    if bytes[index] == slash { return bytes.count - index > 1 && bytes[index + 1] != slash }
    return bytes[index] == UInt8(ascii: ".") && bytes.count - index > 2 && isSeparator(bytes[index + 1])
  }

  /// Where the first absolute Windows path of the line begins.
  static func firstWindows(_ bytes: [UInt8]) -> Int? {
    for index in bytes.indices {
      let isFirst = index == 0 || bytes[index - 1] == .space || bytes[index - 1] == .quote
      if isFirst, isWindows(bytes, at: index) { return index }
    }
    return nil
  }

  /// Whether no character is in it that Windows forbids in paths; `\\?\` aside.
  static func isPlausible(_ bytes: ArraySlice<UInt8>) -> Bool {
    let path = bytes.starts(with: verbatim) ? bytes.dropFirst(verbatim.count) : bytes
    return path.count <= longest
      && !path.contains { isOne($0, of: "<>|\"*?") || $0 < 0x20 }
      && !path.dropFirst(2).contains(.colon)
  }

  /// The path of a name in a folder.
  static func joined(_ folder: String?, _ name: String) -> String {
    guard let folder, !folder.isEmpty, !begins(Array(name.utf8.prefix(4))) else { return name }
    if let last = folder.utf8.last, isSeparator(last) { return folder + name }
    return folder + (folder.utf8.contains(.backslash) || folder.utf8.last == .colon ? "\\" : "/") + name
  }

  /// The path of the folder that holds the path; nil for a name alone.
  static func parent(_ path: String) -> String? {
    path.utf8.lastIndex(where: isSeparator).map { String(path[..<$0]) }
  }

  static func isSeparator(_ byte: UInt8) -> Bool { byte == .backslash || byte == slash }

  static let slash = UInt8(ascii: "/")
  private static let verbatim = Array("\\\\?\\".utf8)
  /// Windows' own limit is 32,767 UTF-16 units.
  private static let longest = 100_000
}

extension [UInt8] {
  /// Without blanks at its end.
  var withoutTrailingBlanks: ArraySlice<UInt8> {
    var slice = self[...]
    while let last = slice.last, last.isBlank { slice.removeLast() }
    return slice
  }
}

extension [UInt8] {
  /// What stands at `index` and behind it, without blanks at the end; nothing where only blanks do.
  func rest(from index: Int) -> ArraySlice<UInt8> {
    let end = withoutTrailingBlanks.endIndex
    return self[Swift.min(Swift.max(index, 0), end)..<end]
  }
}
