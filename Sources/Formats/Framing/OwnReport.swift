import Evidence

/// Recognises this tool's own reports, so that a report saved among the attachments is not read as evidence.
enum OwnReport {
  /// The first words of every text report; the JSON reports name the tool at their top.
  static let textMark = "acs-logscan report"

  static func recognises(_ head: [UInt8]) -> Bool {
    let start = Array(head.prefix(400))
    if ByteCursor(start).startsWith("acs-logscan report") { return true }
    guard start.first == UInt8(ascii: "{"), let name = firstIndex(of: "\"name\"", in: ByteCursor(start))
    else { return false }
    var cursor = ByteCursor(start, from: name + 6)
    _ = cursor.take { isSpace($0) || $0 == UInt8(ascii: ":") }
    return cursor.startsWith("\"acs-logscan\"")
      && firstIndex(of: "\"schemaVersion\"", in: ByteCursor(start)) != nil
  }
}
