import Evidence

/// The words of a log as reports show them: one line, bounded, without secrets.
enum LogWords {
  /// Characters kept of a message.
  static let limit = 400

  static func text(of record: Record) -> String {
    text(record.message)
  }

  static func text(_ message: [UInt8]) -> String {
    var words: [UInt8] = []
    words.reserveCapacity(min(message.count, 8 * limit))
    var pendingSpace = false
    for byte in message.prefix(8 * limit) {
      if isSpace(byte) {
        pendingSpace = !words.isEmpty
        continue
      }
      if pendingSpace {
        words.append(UInt8(ascii: " "))
        pendingSpace = false
      }
      words.append(byte)
    }
    let text = decodedText(withoutSecrets(words))
    // Counting characters takes long, and there are no more of them than bytes.
    return text.utf8.count <= limit || text.count <= limit ? text : String(text.prefix(limit - 1)) + "…"
  }

  /// The bytes with stand-ins for tokens, keys and whatever else opens doors.
  static func withoutSecrets(_ bytes: [UInt8]) -> [UInt8] {
    Secrets.masked(bytes)
  }
}
