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

  /// Replaces JSON Web Tokens: parts of base64url with dots between, the first of which begins with `eyJ`, also
  /// where the text ends inside one and where an encoding glues it to what stands before.
  static func withoutSecrets(_ bytes: [UInt8]) -> [UInt8] {
    guard firstIndex(of: "eyJ", by: 2, in: ByteCursor(bytes)) != nil else { return bytes }
    var clean: [UInt8] = []
    var cursor = ByteCursor(bytes)
    while let byte = cursor.peek() {
      if cursor.startsWith("eyJ") {
        let isInWord = clean.last.map(isWordByte) ?? false
        let range = cursor.take { isWordByte($0) || isOne($0, of: "-.") }
        let isToken = isToken(bytes[range], isInWord: isInWord, isLast: range.upperBound == bytes.count)
        clean += isToken ? Array("<token>".utf8) : Array(bytes[range])
        continue
      }
      clean.append(byte)
      cursor.skip()
    }
    return clean
  }

  private static func isToken(_ word: ArraySlice<UInt8>, isInWord: Bool, isLast: Bool) -> Bool {
    // The ID of a recording or of captions is base64 of JSON, too, and no secret.
    if word.starts(with: recordingID), !holdsToken(word.dropFirst(recordingID.count)) { return false }
    guard let dot = word.firstIndex(of: UInt8(ascii: ".")) else { return isLast && word.count > 24 }
    return !isInWord || dot - word.startIndex >= shortestHeader
  }

  /// Whether a token may be glued to the end of something else.
  private static func holdsToken(_ word: ArraySlice<UInt8>) -> Bool {
    word.indices.dropLast(2).contains { word[$0...].starts(with: "eyJ".utf8) }
  }

  /// Base64 of `{"PlatformEndpointId"`.
  private static let recordingID = Array("eyJQbGF0Zm9ybUVuZHBvaW50SWQi".utf8)
  /// Base64url of `{"alg":"none"}`; `keyJson.x` is no token.
  private static let shortestHeader = 19
}
