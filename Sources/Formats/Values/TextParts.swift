/// Searching byte by byte: the library's own search weighs Unicode and is many times slower.
extension String {
  /// What stands before the first `part`; nil where it does not occur.
  func prefix(beforePart part: String) -> Substring? {
    let length = part.utf8.count
    guard let first = part.utf8.first, utf8.count >= length else { return part.isEmpty ? "" : nil }
    var rest = utf8[...]
    while let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: part.utf8) { return self[..<start] }
      rest = rest.dropFirst()
    }
    return nil
  }
}
