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
    return text.count <= limit ? text : String(text.prefix(limit - 1)) + "…"
  }

  /// Replaces JSON Web Tokens: three parts of base64url, of which the first two begin with `eyJ`, also where
  /// the line ends inside one.
  private static func withoutSecrets(_ bytes: [UInt8]) -> [UInt8] {
    guard firstIndex(of: "eyJ", in: ByteCursor(bytes)) != nil else { return bytes }
    var clean: [UInt8] = []
    var cursor = ByteCursor(bytes)
    while let byte = cursor.peek() {
      if cursor.startsWith("eyJ"), clean.last.map({ !isWordByte($0) }) ?? true {
        let range = cursor.take { isWordByte($0) || "-.".utf8.contains($0) }
        let isToken =
          bytes[range].contains(UInt8(ascii: ".")) || range.upperBound == bytes.count && range.count > 24
        clean += isToken ? Array("<token>".utf8) : Array(bytes[range])
        continue
      }
      clean.append(byte)
      cursor.skip()
    }
    return clean
  }
}
