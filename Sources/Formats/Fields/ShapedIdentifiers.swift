import Evidence

/// IDs that their shape alone gives away: MRIs, server call IDs, recording IDs, SMS message IDs, thread IDs, ARM resource IDs,
/// those in the URLs of an API, and correlation vectors and chain IDs behind the names of their headers.
enum ShapedIdentifiers {
  static func find(in message: [UInt8], into found: inout [Identifier]) {
    let (kinds, pairs) = (kinds, pairs)
    var index = 0
    var isInWord = false
    while index < message.count {
      let byte = message[index]
      let kind = kinds[Int(byte)]
      if !isInWord, kind.contains(.beginsAnchor), index + 1 < message.count,
        pairs[Int(byte) << 8 | Int(message[index + 1])], let (identifier, end) = read(message, at: index)
      {
        found.append(identifier)
        index = max(end, index + 1)
        isInWord = false
        continue
      }
      isInWord = kind.contains(.inWord)
      index += 1
    }
  }

  private static func read(_ message: [UInt8], at index: Int) -> (Identifier, Int)? {
    var cursor = ByteCursor(message, from: index)
    for anchor in anchors where anchor.first == message[index] && cursor.startsWith(anchor.text) {
      guard let value = anchor.read(&cursor) else {
        cursor.index = index
        continue
      }
      return (Identifier(anchor.kind, value), cursor.index)
    }
    return nil
  }

  /// Bytes of the longest identifier that is looked at.
  private static let longest = 512

  /// What a byte can be; one look for each byte of a message.
  private struct ByteKind: OptionSet, Sendable {
    let rawValue: UInt8

    static let inWord = ByteKind(rawValue: 1)
    static let beginsAnchor = ByteKind(rawValue: 2)
  }

  private static let kinds: [ByteKind] = (UInt8.min...UInt8.max).map { byte in
    var kind: ByteKind = isWordByte(byte) ? .inWord : []
    if anchors.contains(where: { $0.first == byte }) { kind.insert(.beginsAnchor) }
    return kind
  }

  /// Whether an anchor begins with these two bytes: letters are common, most words begin differently.
  private static let pairs: [Bool] = {
    var pairs = [Bool](repeating: false, count: 1 << 16)
    for anchor in anchors {
      let second = anchor.text.withUTF8Buffer { unsafe $0.dropFirst().first ?? 0 }
      pairs[Int(anchor.first) << 8 | Int(second)] = true
    }
    return pairs
  }()

  private struct Anchor: Sendable {
    var text: StaticString
    var first: UInt8
    var kind: IdentifierKind
    var read: @Sendable (inout ByteCursor) -> String?

    init(text: StaticString, kind: IdentifierKind, read: @escaping @Sendable (inout ByteCursor) -> String?) {
      self.text = text
      first = text.withUTF8Buffer { unsafe $0.first ?? 0 }
      self.kind = kind
      self.read = read
    }
  }

  private static let anchors: [Anchor] = [
    Anchor(text: "8:acs:", kind: .userMRI, read: mri), Anchor(text: "8:orgid:", kind: .userMRI, read: mri),
    Anchor(text: "8:teamsvisitor:", kind: .userMRI, read: mri),
    Anchor(text: "8:spool:", kind: .userMRI, read: mri),
    Anchor(text: "8:gcch", kind: .userMRI, read: mri),
    Anchor(text: "8:dod", kind: .userMRI, read: mri), Anchor(text: "28:", kind: .userMRI, read: bot),
    Anchor(text: "4:+", kind: .userMRI, read: phone),
    Anchor(text: "aHR0cHM6Ly", kind: .serverCallID, read: serverCallID),
    Anchor(text: "eyJQbGF0Zm9ybUVuZHBvaW50SWQiOi", kind: .recordingID, read: recordingID),
    Anchor(text: "emails/operations/", kind: .emailOperationID, read: emailOperation),
    Anchor(text: "Skype-Chain-I", kind: .chainID, read: chainID),
    Anchor(text: "skype-chain-i", kind: .chainID, read: chainID),
    Anchor(text: "Outgoing_", kind: .smsMessageID, read: sms),
    Anchor(text: "Incoming_", kind: .smsMessageID, read: sms),
    Anchor(text: "19:", kind: .threadID, read: thread),
    Anchor(text: "/subscriptions/", kind: .resourceID, read: resource),
    Anchor(text: "client-request-id", kind: .clientRequestID, read: requestID),
    Anchor(text: "/SUBSCRIPTIONS/", kind: .resourceID, read: resource),
    Anchor(text: "/Subscriptions/", kind: .resourceID, read: resource),
    Anchor(text: "subscriptions/", kind: .resourceID, read: resource),
    Anchor(text: "SUBSCRIPTIONS/", kind: .resourceID, read: resource),
    Anchor(text: "Subscriptions/", kind: .resourceID, read: resource),
    Anchor(text: "ms-cv", kind: .msCV, read: correlationVector),
    Anchor(text: "MS-CV", kind: .msCV, read: correlationVector),
    Anchor(text: "Ms-Cv", kind: .msCV, read: correlationVector),
    Anchor(text: "MS-cv", kind: .msCV, read: correlationVector),
  ]

  /// What every identifier begins with that is found by its shape.
  static var beginnings: [StaticString] { anchors.map(\.text) }

  @Sendable private static func mri(_ cursor: inout ByteCursor) -> String? {
    let range = cursor.take(upTo: longest) { isWordByte($0) || isOne($0, of: ":-") }
    return range.count >= 20 ? cursor.text(range) : nil
  }

  @Sendable private static func bot(_ cursor: inout ByteCursor) -> String? {
    let range = cursor.take(upTo: longest) { isWordByte($0) || isOne($0, of: ":-") }
    return range.count >= 39 ? cursor.text(range) : nil
  }

  @Sendable private static func phone(_ cursor: inout ByteCursor) -> String? {
    cursor.skip(3)
    let range = cursor.take(while: isDigit)
    return (6...15).contains(range.count) ? "4:+" + cursor.text(range) : nil
  }

  /// Base64 of `https://…`; 60 characters or more.
  @Sendable private static func serverCallID(_ cursor: inout ByteCursor) -> String? {
    let range = cursor.take(upTo: longest) { isLetter($0) || isDigit($0) || isOne($0, of: "+/_-=") }
    return range.count >= 60 ? cursor.text(range) : nil
  }

  /// `Outgoing_` or `Incoming_`, fourteen digits of UTC time, a GUID, and perhaps a region.
  @Sendable private static func sms(_ cursor: inout ByteCursor) -> String? {
    let start = cursor.index
    cursor.skip(9)
    guard cursor.digits(14, 14) != nil, cursor.index + GUID.length <= cursor.end,
      GUID(ascii: cursor.bytes[cursor.index..<cursor.index + GUID.length]) != nil
    else { return nil }
    cursor.skip(GUID.length)
    if cursor.peek() == UInt8(ascii: "_") { _ = cursor.take(while: isWordByte) }
    return cursor.text(start..<cursor.index)
  }

  @Sendable private static func thread(_ cursor: inout ByteCursor) -> String? {
    let range = cursor.take(upTo: longest) { isWordByte($0) || isOne($0, of: ":-@.") }
    let text = cursor.text(range)
    return text.contains("@thread.") ? text : nil
  }

  @Sendable private static func resource(_ cursor: inout ByteCursor) -> String? {
    let range = cursor.take(upTo: longest) { isWordByte($0) || isOne($0, of: "/-.()") }
    let text = cursor.text(range)
    let service = "/microsoft.communication/communicationservices/"
    let folded = text.lowercased()
    guard let place = folded.firstRange(of: service) else { return nil }
    // What follows the name is of a part of the resource, or of the path that the ID stands in. Only ASCII was taken, so that
    // folding moves nothing.
    let length = folded.utf8.distance(from: folded.startIndex, to: place.upperBound)
    let name = text.utf8.dropFirst(length).prefix { $0 != UInt8(ascii: "/") }
    guard !name.isEmpty else { return nil }
    let id = decodedText(Array(folded.utf8.prefix(length + name.count))[...])
    return id.hasPrefix("/") ? id : "/" + id
  }

  /// Base64 of `{"PlatformEndpointId":…`; no token, though it begins like one.
  @Sendable private static func recordingID(_ cursor: inout ByteCursor) -> String? {
    let range = cursor.take(upTo: longest) { isWordByte($0) || isOne($0, of: "+/-=") }
    return range.count >= 60 ? cursor.text(range) : nil
  }

  @Sendable private static func emailOperation(_ cursor: inout ByteCursor) -> String? {
    cursor.skip(18)
    return guid(&cursor)
  }

  /// `X-Ms-Skype-Chain-Id: …`, `'X-Microsoft-Skype-Chain-ID', '…'`
  @Sendable private static func chainID(_ cursor: inout ByteCursor) -> String? {
    cursor.skip(13)
    guard cursor.consume(UInt8(ascii: "d")) || cursor.consume(UInt8(ascii: "D")) else { return nil }
    _ = cursor.take(upTo: 16) { isOne($0, of: "\\\"' \t:=,[") }
    return guid(&cursor)
  }

  private static func guid(_ cursor: inout ByteCursor) -> String? {
    guard cursor.index + GUID.length <= cursor.end,
      let id = GUID(ascii: cursor.bytes[cursor.index..<cursor.index + GUID.length]), !id.isNil
    else { return nil }
    cursor.skip(GUID.length)
    return id.description
  }

  /// `ms-cv: <16 to 22 characters of base64>.<n>…`
  @Sendable private static func correlationVector(_ cursor: inout ByteCursor) -> String? {
    cursor.skip(5)
    _ = cursor.take(upTo: longest) { isOne($0, of: "\\\"' \t") }
    guard
      cursor.consume(UInt8(ascii: ":")) || cursor.consume(UInt8(ascii: "="))
        || cursor.consume(UInt8(ascii: ","))
    else {
      return nil
    }
    _ = cursor.take(upTo: longest) { isOne($0, of: "\\\"' \t[") }
    return CorrelationVector.read(&cursor)
  }

  /// 32 hexadecimal digits behind the label; a GUID with dashes is found by its label.
  @Sendable private static func requestID(_ cursor: inout ByteCursor) -> String? {
    cursor.skip(17)
    _ = cursor.take(upTo: longest) { isOne($0, of: "\\\"' \t") }
    guard
      cursor.consume(UInt8(ascii: ":")) || cursor.consume(UInt8(ascii: "="))
        || cursor.consume(UInt8(ascii: ","))
    else { return nil }
    _ = cursor.take(upTo: longest) { isOne($0, of: "\\\"' \t") }
    let digits = cursor.take(upTo: 33) { hexadecimalDigit($0) != nil }
    guard digits.count == 32, cursor.peek().map({ !isWordByte($0) && $0 != UInt8(ascii: "-") }) ?? true else {
      return nil
    }
    return cursor.text(digits).lowercased()
  }
}
