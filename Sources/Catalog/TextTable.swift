/// The form of the module's embedded tables: a row a line, fields parted by `|`, empty ones at a line's end
/// left out.
enum TextTable {
  /// Calls `body` with the fields of every line that is not empty.
  static func forEachLine(of text: String, _ body: (Fields) -> Void) {
    let bytes = Array(text.utf8)
    var separators: [Int] = []
    var start = 0
    for index in bytes.indices {
      switch bytes[index] {
      case UInt8(ascii: "|"): separators.append(index)
      case UInt8(ascii: "\n"):
        body(Fields(bytes: bytes, start: start, separators: separators, end: index))
        separators.removeAll(keepingCapacity: true)
        start = index + 1
      default: break
      }
    }
    if start < bytes.count {
      body(Fields(bytes: bytes, start: start, separators: separators, end: bytes.count))
    }
  }

  /// The fields of a line; those that are missing at its end are empty.
  struct Fields {
    fileprivate let bytes: [UInt8]
    fileprivate let start: Int
    fileprivate let separators: [Int]
    fileprivate let end: Int

    private func range(_ index: Int) -> Range<Int> {
      guard index <= separators.count else { return end..<end }
      let lower = index == 0 ? start : separators[index - 1] + 1
      return lower..<(index < separators.count ? separators[index] : end)
    }

    /// The field as a string; empty where it is missing.
    subscript(_ index: Int) -> String { String(decoding: bytes[range(index)], as: UTF8.self) }

    /// The field, or nil where it is empty or missing.
    func optional(_ index: Int) -> String? { range(index).isEmpty ? nil : self[index] }

    /// The field's parts between commas.
    func list(_ index: Int) -> [String] {
      optional(index)?.split(separator: ",").map(String.init) ?? []
    }
  }
}
