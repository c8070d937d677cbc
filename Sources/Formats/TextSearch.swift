extension StringProtocol {
  /// Whether `part` stands in the text, byte by byte. The standard library's search builds tables for every
  /// call, which takes longer than to read most log lines.
  func contains(_ part: String) -> Bool {
    var part = part
    let found = part.withUTF8 { part -> Bool? in
      let part = unsafe part.span
      return utf8.withContiguousStorageIfAvailable { text in
        unsafe stands(part, in: text.span)
      }
    }
    return found ?? utf8.contains(Array(part.utf8))
  }
}

private func stands(_ part: Span<UInt8>, in text: Span<UInt8>) -> Bool {
  guard !part.isEmpty else { return true }
  guard part.count <= text.count else { return false }
  for start in 0...text.count - part.count where text[start] == part[0] {
    var length = 1
    while length < part.count, text[start + length] == part[length] { length += 1 }
    if length == part.count { return true }
  }
  return false
}
