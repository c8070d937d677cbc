/// A path as a listing or a ticket has it, for any system: separators are `/` and `\`, and `!/` in archives.
struct ListedPath {
  let components: [Substring]

  init(_ text: String) {
    components = text.split { $0 == "/" || $0 == "\\" }
  }

  /// The last component; empty for a path that has none.
  var name: FileName { FileName(components.last.map(String.init) ?? "") }

  /// Whether this is a Windows path: `C:\…`, `\\server\…`, `\\?\…`.
  static func isWindows(_ text: String) -> Bool {
    let bytes = Array(text.utf8.prefix(3))
    guard bytes.count >= 3 else { return false }
    if bytes[0] == UInt8(ascii: "\\") { return bytes[1] == UInt8(ascii: "\\") }
    let letter = bytes[0] | 0x20
    return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter) && bytes[1] == UInt8(ascii: ":")
      && bytes[2] == UInt8(ascii: "\\")
  }

  /// Components compared from the end; more say nothing new.
  static let comparedDepth = 6

  /// The last `depth` components, for comparing; nil where there are fewer.
  func suffix(_ depth: Int) -> String? {
    guard components.count >= depth else { return nil }
    return components.suffix(depth).map { FileName.folded(String($0)) }.joined(separator: "/")
  }
}
