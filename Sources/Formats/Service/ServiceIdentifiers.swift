import Evidence

/// The identifiers of a service's record, each once; what stands in place of a value is none.
struct ServiceIdentifiers {
  private(set) var found: [Identifier] = []

  /// None.
  init() {}

  /// Adds the value if it looks like one of its kind.
  mutating func add(_ kind: IdentifierKind, _ text: String?) {
    guard let text, let value = ServiceIdentifiers.value(kind, text) else { return }
    let identifier = Identifier(kind, value)
    if !found.contains(identifier), found.count < ServiceIdentifiers.most { found.append(identifier) }
  }

  /// Adds what a text that holds more than one gives away by shape.
  mutating func addShaped(_ text: String?) {
    guard let text, text.utf8.count <= ServiceIdentifiers.longestText else { return }
    var shaped: [Identifier] = []
    ShapedIdentifiers.find(in: Array(text.utf8), into: &shaped)
    for identifier in shaped { add(identifier.kind, identifier.value) }
  }

  /// A list of participants may be long.
  private static let most = 100
  private static let longestText = 4096

  /// The identifier in a text: trimmed, and without what marks it as hidden or missing.
  static func value(_ kind: IdentifierKind, _ text: String) -> String? {
    var text = withoutSpace(text)
    if text.hasPrefix("{"), text.hasSuffix("}"), GUID(text.dropFirst().dropLast()) != nil {
      text = String(text.dropFirst().dropLast())
    }
    guard (1...longest).contains(text.utf8.count), !IdentifierFinder.isPlaceholder(text), !holdsToken(text)
    else { return nil }
    switch kind {
    case .userAgent, .sdkVersion: return text
    case .resourceID: return resource(text)
    case .userMRI: return mri(text)
    case .serverCallID:
      // Examples name the thing in place of its value; the ID of a call is another one.
      let isLong = text.utf8.count >= 20 && GUID(text) == nil
      return isLong && !text.utf8.contains(where: isSpace) ? text : nil
    case .recordingID: return text.utf8.count >= 20 && text.utf8.allSatisfy(isBase64) ? text : nil
    case .callConnectionID, .correlationID, .participantID, .endpointID, .operationID, .tenantID, .userID:
      return isLikeGUID(text) ? inLowerCase(text) : nil
    case .groupID: return text.utf8.contains(where: isSpace) ? nil : inLowerCase(text)
    default: return text.utf8.contains(where: isSpace) ? nil : text
    }
  }

  private static func isBase64(_ byte: UInt8) -> Bool {
    isWordByte(byte) || isOne(byte, of: "-+/=")
  }

  private static func holdsToken(_ text: String) -> Bool {
    guard ServiceWords.mayHoldToken(text.utf8) else { return false }
    let bytes = Array(text.utf8)
    return LogWords.withoutSecrets(bytes) != bytes
  }

  private static func withoutSpace(_ text: String) -> String {
    guard let first = text.utf8.first, let last = text.utf8.last, isSpace(first) || isSpace(last) else {
      return text
    }
    return trimmed(text)
  }

  private static func inLowerCase(_ text: String) -> String {
    text.utf8.contains { $0 != lowercased($0) } ? text.lowercased() : text
  }

  /// Whether the text looks like an identifier of the kind.
  static func isValid(_ kind: IdentifierKind, _ text: String) -> Bool { value(kind, text) != nil }

  private static let longest = 600

  /// The MRI in the columns of exports, which leave its `8:` out; nil for a bare ID.
  static func mri(_ text: String) -> String? {
    let text = trimmed(text)
    guard !text.utf8.contains(where: isSpace), text.utf8.count <= longest,
      text.utf8.contains(UInt8(ascii: ":"))
    else { return nil }
    if prefixes.contains(where: text.hasPrefix) { return "8:" + text }
    return ["4:", "8:", "28:"].contains(where: text.hasPrefix) && text.utf8.count > 3 ? text : nil
  }

  private static let prefixes = [
    "acs:", "orgid:", "teamsvisitor:", "gcch-acs:", "dod-acs:", "gcch:", "dod:", "spool:",
  ]

  /// With the slash that resource logs leave out.
  private static func resource(_ text: String) -> String? {
    let bytes = text.utf8.span
    guard !text.utf8.contains(where: isSpace), contains("microsoft.communication/", foldedIn: bytes) else {
      return nil
    }
    return contains("subscriptions/", foldedIn: bytes.extracting(first: 14))
      ? "/" + text.lowercased() : text.lowercased()
  }

  /// Whether a text in lower case stands in another, whatever the case of that.
  private static func contains(_ part: StaticString, foldedIn bytes: Span<UInt8>) -> Bool {
    part.withUTF8Buffer { part in
      guard bytes.count >= part.count else { return false }
      return (0...bytes.count - part.count).contains { start in
        part.indices.allSatisfy { unsafe lowercased(bytes[start + $0]) == part[$0] }
      }
    }
  }

  /// `8-4-4-4-12` in letters and digits: those of examples that were made anonymous are not all hexadecimal.
  private static func isLikeGUID(_ text: String) -> Bool {
    guard (24...GUID.length).contains(text.utf8.count) else { return false }
    var dashes = 0
    var previous = UInt8(ascii: "-")
    for byte in text.utf8 {
      if byte == UInt8(ascii: "-") {
        guard previous != byte else { return false }
        dashes += 1
      } else if !isLetter(byte), !isDigit(byte) {
        return false
      }
      previous = byte
    }
    return dashes == 4 && previous != UInt8(ascii: "-")
  }
}
