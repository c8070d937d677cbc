import Evidence

/// Recognises this tool's own reports, so that a report saved among the attachments is not read as evidence.
enum OwnReport {
  static func recognises(_ head: [UInt8]) -> Bool {
    let start = Array(head.prefix(400))
    if isText(start) { return true }
    guard start.first == UInt8(ascii: "{"), let name = firstIndex(of: "\"name\"", in: ByteCursor(start))
    else { return false }
    var cursor = ByteCursor(start, from: name + 6)
    _ = cursor.take { isSpace($0) || $0 == UInt8(ascii: ":") }
    return cursor.startsWith("\"acs-logscan\"")
      && firstIndex(of: "\"schemaVersion\"", in: ByteCursor(start)) != nil
  }

  /// A scan begins with what was read and its span, a page of a timeline with a call and its IDs.
  private static func isText(_ start: [UInt8]) -> Bool {
    let cursor = ByteCursor(start)
    return cursor.startsWith("Read      ") && contains("\nSpan      ", start)
      || cursor.startsWith("Call ") && contains("\nIDs        ", start)
  }
}
