import Evidence

/// JSON Web Tokens: parts of base64url with dots between, the first of which begins with `eyJ`.
enum WebToken {
  /// The word at `index`, and whether it is a token: also where the text or the line ends inside one, and where an
  /// encoding glues it to what stands before.
  static func word(at index: Int, in bytes: [UInt8]) -> (range: Range<Int>, isToken: Bool) {
    var cursor = ByteCursor(bytes, from: index)
    let start = cursor.index
    while true {
      _ = cursor.take { isWordByte($0) || isOne($0, of: "-.") }
      // Dots may be encoded, as in a URL or in JSON inside of JSON.
      guard dots.contains(where: { cursor.consume($0) }) else { break }
    }
    let range = start..<cursor.index
    let isInWord = index > 0 && isWordByte(bytes[index - 1])
    let isLast = range.upperBound == bytes.count || isOne(bytes[range.upperBound], of: "\n\r")
    return (range, isToken(bytes[range], isInWord: isInWord, isLast: isLast))
  }

  private static func isToken(_ word: ArraySlice<UInt8>, isInWord: Bool, isLast: Bool) -> Bool {
    // The ID of a recording or of captions is base64 of JSON, too, and no secret.
    if word.starts(with: recordingID), !holdsToken(word.dropFirst(recordingID.count)) { return false }
    guard let dot = word.firstIndex(where: { isOne($0, of: ".%\\") }) else {
      return isLast && word.count > 24
    }
    return !isInWord || dot - word.startIndex >= shortestHeader
  }

  private static let dots: [StaticString] = ["%2E", "%2e", "\\u002E", "\\u002e"]

  /// Whether a token may be glued to the end of something else.
  private static func holdsToken(_ word: ArraySlice<UInt8>) -> Bool {
    word.indices.dropLast(2).contains { word[$0...].starts(with: "eyJ".utf8) }
  }

  /// Base64 of `{"PlatformEndpointId"`.
  private static let recordingID = Array("eyJQbGF0Zm9ybUVuZHBvaW50SWQi".utf8)
  /// Base64url of `{"alg":"none"}`; `keyJson.x` is no token.
  private static let shortestHeader = 19

  /// What the token says of itself; nil where its payload is cut or no JSON.
  static func facts(_ token: ArraySlice<UInt8>) -> TokenFacts? {
    let parts = token.split(separator: UInt8(ascii: "."), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[1].count <= longestPayload,
      let payload = Base64.decode(String(decoding: parts[1], as: UTF8.self)),
      let reading = JSONReader.read(payload), reading.isComplete, reading.value.isObject
    else { return nil }
    let claims = reading.value
    let scopes = claims["acsScope"]?.string ?? claims["scp"]?.string ?? ""
    let skypeID = claims["skypeid"]?.string.flatMap { isName($0) ? $0 : nil }
    let resource = claims["resourceId"]?.string.flatMap { GUID($0) } ?? skypeID.flatMap(resourceID)
    let facts = TokenFacts(
      issued: claims["iat"]?.int, expires: claims["exp"]?.int,
      scopes: scopes.split { $0 == "," || $0 == " " }.prefix(40).map { String($0.prefix(60)) },
      resourceID: resource?.description,
      user: skypeID.map { $0.hasPrefix("8:") ? $0 : "8:" + $0 })
    return facts == TokenFacts() ? nil : facts
  }

  private static let longestPayload = 16 << 10

  /// `acs:<resource>_<user>`; anything else in its place is not shown.
  private static func isName(_ text: String) -> Bool {
    text.utf8.count <= 200 && text.utf8.allSatisfy { isWordByte($0) || isOne($0, of: ":-.") }
  }

  private static func resourceID(ofSkypeID text: String) -> GUID? {
    guard let start = text.firstRange(of: "acs:")?.upperBound else { return nil }
    return GUID(text[start...].prefix(GUID.length))
  }
}
