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
    let text = trimmed(text)
    guard (1...longest).contains(text.utf8.count), !isPlaceholder(text) else { return nil }
    switch kind {
    case .userAgent, .sdkVersion: return text
    case .resourceID: return resource(text)
    case .userMRI: return mri(text)
    case .serverCallID, .recordingID:
      // Examples name the thing in place of its value; the ID of a call is another one.
      let isLong = text.utf8.count >= 20 && GUID(text) == nil
      return isLong && !text.utf8.contains(where: isSpace) ? text : nil
    case .callConnectionID, .correlationID, .participantID, .endpointID, .operationID, .tenantID, .userID:
      return isLikeGUID(text) ? text.lowercased() : nil
    case .groupID: return text.utf8.contains(where: isSpace) ? nil : text.lowercased()
    default: return text.utf8.contains(where: isSpace) ? nil : text
    }
  }

  /// Whether the text looks like an identifier of the kind.
  static func isValid(_ kind: IdentifierKind, _ text: String) -> Bool { value(kind, text) != nil }

  private static let longest = 600

  /// Whether the text stands where a value is missing or hidden.
  static func isPlaceholder(_ text: String) -> Bool {
    let word = text.lowercased()
    return IdentifierFinder.placeholders.contains(word) || word == "00000000-0000-0000-0000-000000000000"
  }

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
    let folded = text.lowercased()
    guard folded.contains("microsoft.communication/"), !text.utf8.contains(where: isSpace) else { return nil }
    return folded.hasPrefix("subscriptions/") ? "/" + text : text
  }

  /// `8-4-4-4-12` in letters and digits: those of examples that were made anonymous are not all hexadecimal.
  private static func isLikeGUID(_ text: String) -> Bool {
    let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return groups.count == 5 && (24...GUID.length).contains(text.utf8.count)
      && groups.allSatisfy { !$0.isEmpty && $0.allSatisfy { isLetter($0) || isDigit($0) } }
  }
}
