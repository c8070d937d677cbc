import Evidence

/// IDs that their shape alone gives away: MRIs, server call IDs, SMS message IDs, thread IDs, ARM resource IDs,
/// and correlation vectors behind their label.
enum ShapedIdentifiers {
  static func find(in message: [UInt8], into found: inout [Identifier]) {
    let kinds = kinds
    var index = 0
    var isInWord = false
    while index < message.count {
      let byte = message[index]
      let kind = kinds[Int(byte)]
      if !isInWord, kind.contains(.beginsAnchor), let (identifier, end) = read(message, at: index) {
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
    Anchor(text: "8:gcch", kind: .userMRI, read: mri),
    Anchor(text: "8:dod", kind: .userMRI, read: mri), Anchor(text: "28:", kind: .userMRI, read: bot),
    Anchor(text: "4:+", kind: .userMRI, read: phone),
    Anchor(text: "aHR0cHM6Ly", kind: .serverCallID, read: serverCallID),
    Anchor(text: "Outgoing_", kind: .smsMessageID, read: sms),
    Anchor(text: "Incoming_", kind: .smsMessageID, read: sms),
    Anchor(text: "19:", kind: .threadID, read: thread),
    Anchor(text: "/subscriptions/", kind: .resourceID, read: resource),
    Anchor(text: "client-request-id", kind: .clientRequestID, read: requestID),
    Anchor(text: "ms-cv", kind: .msCV, read: correlationVector),
    Anchor(text: "MS-CV", kind: .msCV, read: correlationVector),
    Anchor(text: "Ms-Cv", kind: .msCV, read: correlationVector),
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
    return text.lowercased().contains("/microsoft.communication/communicationservices/") ? text : nil
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
    return vector(&cursor)
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

  /// A correlation vector that is the whole text.
  static func correlationVector(_ text: String) -> String? {
    var cursor = ByteCursor(Array(text.utf8))
    guard let vector = vector(&cursor), cursor.isAtEnd else { return nil }
    return vector
  }

  /// JSON may write `\u002B` for the `+` in the base.
  private static func vector(_ cursor: inout ByteCursor) -> String? {
    var text: [UInt8] = []
    while text.count < longest, let byte = cursor.peek() {
      if isLetter(byte) || isDigit(byte) || isOne(byte, of: "+/") {
        text.append(byte)
        cursor.skip()
      } else if cursor.consume("\\u002B") || cursor.consume("\\u002b") {
        text.append(UInt8(ascii: "+"))
      } else if cursor.consume("\\u002F") || cursor.consume("\\u002f") || cursor.consume("\\/") {
        text.append(UInt8(ascii: "/"))
      } else {
        break
      }
    }
    guard (16...22).contains(text.count), cursor.peek() == UInt8(ascii: ".") else { return nil }
    let numbers = cursor.take(upTo: longest) { isDigit($0) || isOne($0, of: ".!") }
    return String(decoding: text, as: UTF8.self) + cursor.text(numbers)
  }
}
