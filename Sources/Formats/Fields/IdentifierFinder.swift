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
        let value = value(behind: index, in: record), kind != .msCV || CorrelationVector.matches(value),
        LogWords.withoutSecrets(Array(value.utf8)) == Array(value.utf8)
      {
        found.append(Identifier(kind, value))
      } else if let identifier = number(at: index, in: record) {
        found.append(identifier)
      }
    }
    ShapedIdentifiers.find(in: record.message, into: &found)
    guard found.count > 1 else { return found }
    var seen: Set<Identifier> = []
    return found.filter { seen.insert($0).inserted }
  }

  private static func kind(ofGUIDAt index: Int, in tokens: [Token]) -> IdentifierKind? {
    let joined = tokens.label(at: index).joined
    guard !joined.isEmpty, !joined.hasSuffix("skypemessageid"), !joined.hasSuffix("originalmessageid") else {
      return nil
    }
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
    ("programbriefs", .shortCodeBriefID), ("campaignbriefs", .tollFreeBriefID),
    ("userobjectid", .userID), ("aadobjectid", .userID), ("entraobjectid", .userID),
    ("messageid", .emailOperationID),
  ]

  /// The ID of a room (17 digits, the first of them 99) or of a chat message (13 digits, a time in milliseconds) behind
  /// its label.
  private static func number(at index: Int, in record: Record) -> Identifier? {
    let range = record.tokens[index].range
    let length = range.count
    guard length == 17 || length == 13, isDigit(record.message[range.lowerBound]),
      record.message[range].allSatisfy(isDigit)
    else { return nil }
    let label = record.tokens.label(at: index).joined
    if length == 17 {
      guard ByteCursor(record.message, from: range.lowerBound).startsWith("99"),
        label.hasSuffix("roomid") || label.hasSuffix("room") || label.hasSuffix("rooms")
      else { return nil }
      return Identifier(.roomID, decodedText(record.message[range]))
    }
    guard label.hasSuffix("messageid") || label.hasSuffix("messages") else { return nil }
    return Identifier(.chatMessageID, decodedText(record.message[range]))
  }

  /// Labels whose values are words rather than GUIDs.
  private static let textKinds: WordTable<IdentifierKind> = [
    "mscv": .msCV, "threadid": .threadID, "roomid": .roomID, "recordingid": .recordingID,
    "sdkversion": .sdkVersion, "useragent": .userAgent, "servercallid": .serverCallID,
    "packagename": .appPackage, "bundleidentifier": .appPackage,
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
    return isPlaceholder(text) ? nil : text
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

  /// Whether the text stands where a value is missing or hidden: a word for that, or nothing but zeros.
  static func isPlaceholder(_ text: String) -> Bool {
    (text.utf8.count <= longestPlaceholder && placeholders.contains(text.lowercased()))
      || text.utf8.allSatisfy { isOne($0, of: "0-") }
  }

  private static let placeholders: Set<String> = [
    "null", "undefined", "redacted", "<private>", "none", "nil", "(null)", "[object", "sanitized", "<null>",
    "n/a",
  ]

  /// Bytes of the longest placeholder.
  private static let longestPlaceholder = 9
}
