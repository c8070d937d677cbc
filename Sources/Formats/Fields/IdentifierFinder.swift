import Evidence

/// IDs other than call IDs: by the label next to them, and by shape where the shape is unmistakable.
enum IdentifierFinder {
  /// Every identifier of the record, each once.
  static func find(in record: Record) -> [Identifier] {
    var found: [Identifier] = []
    let tokens = record.tokens
    for index in tokens.indices {
      if let id = tokens[index].guid, !id.isNil, let kind = kind(ofGUIDAt: index, in: tokens) {
        found.append(Identifier(kind, id.description))
      } else if textKinds.slots.contains(tokens[index].slot), let word = tokens[index].word,
        let kind = textKinds[word],
        let value = value(behind: index, in: record), kind != .msCV || isCorrelationVector(value),
        LogWords.withoutSecrets(Array(value.utf8)) == Array(value.utf8)
      {
        found.append(Identifier(kind, value))
      }
    }
    ShapedIdentifiers.find(in: record.message, into: &found)
    guard found.count > 1 else { return found }
    var seen: Set<Identifier> = []
    return found.filter { seen.insert($0).inserted }
  }

  private static func kind(ofGUIDAt index: Int, in tokens: [Token]) -> IdentifierKind? {
    let joined = tokens.label(at: index).joined
    guard !joined.isEmpty else { return nil }
    return guidKinds.first { joined.hasSuffix($0.suffix) }?.kind
  }

  private static let guidKinds: [(suffix: StaticString, kind: IdentifierKind)] = [
    ("callconnectionid", .callConnectionID), ("participantid", .participantID), ("endpointid", .endpointID),
    ("groupcallid", .groupID), ("groupid", .groupID), ("grouplocator", .groupID), ("groupcall", .groupID),
    ("correlationid", .correlationID), ("chainid", .chainID), ("operationid", .operationID),
    ("clientrequestid", .clientRequestID), ("immutableresourceid", .immutableResourceID),
    ("tenantid", .tenantID),
    ("applicationid", .applicationID), ("appid", .applicationID), ("clientid", .applicationID),
    ("programbriefid", .shortCodeBriefID), ("campaignbriefid", .tollFreeBriefID),
    ("messageid", .emailOperationID),
  ]

  /// Labels whose values are words rather than GUIDs.
  private static let textKinds: WordTable<IdentifierKind> = [
    "mscv": .msCV, "threadid": .threadID, "roomid": .roomID, "recordingid": .recordingID,
    "sdkversion": .sdkVersion, "useragent": .userAgent, "servercallid": .serverCallID,
  ]

  /// The value behind `label: "value"`; `ms-cv` is one word here although a dash divides it.
  private static func value(behind index: Int, in record: Record) -> String? {
    var cursor = ByteCursor(record.message, from: record.tokens[index].range.upperBound)
    _ = cursor.take { isOne($0, of: "\\\"'") }
    cursor.skipSpaces()
    guard
      cursor.consume(UInt8(ascii: ":")) || cursor.consume(UInt8(ascii: "="))
        || isRoomNumber(index + 1, in: record)
    else { return nil }
    _ = cursor.take { isOne($0, of: "\\\"' ") }
    let value = cursor.take(upTo: longest + 1) { !endsValue($0) }
    guard (3...longest).contains(value.count) else { return nil }
    let text = cursor.text(value)
    guard !placeholders.contains(text.lowercased()) else { return nil }
    return text
  }

  /// `roomId 99466898241024408`: so many digits need no colon.
  private static func isRoomNumber(_ index: Int, in record: Record) -> Bool {
    guard index < record.tokens.count, record.tokens[index - 1].word == "roomid" else { return false }
    let range = record.tokens[index].range
    return range.count >= 15 && record.message[range].allSatisfy(isDigit)
  }

  /// Bytes of the longest value that is taken for an identifier.
  private static let longest = 300

  private static func endsValue(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ","),
      UInt8(ascii: ";"),
      UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
      true
    default: false
    }
  }

  /// `<16 to 22 characters of base64>.<numbers>`, also without the numbers; the draft of version 3 begins with `A.`.
  private static func isCorrelationVector(_ value: String) -> Bool {
    let parts = value.split(separator: ".", omittingEmptySubsequences: false)
    let base = parts.first == "A" && parts.count > 2 ? parts[1] : parts.first ?? ""
    return (16...22).contains(base.utf8.count)
      && base.utf8.allSatisfy { isLetter($0) || isDigit($0) || isOne($0, of: "+/") }
  }

  /// What stands where a value is missing or hidden.
  static let placeholders: Set<String> = [
    "null", "undefined", "redacted", "<private>", "none", "nil", "(null)", "[object",
  ]
}
