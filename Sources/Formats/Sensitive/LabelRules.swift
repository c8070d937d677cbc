import Evidence

/// Values that their labels give away.
struct LabelRule: Sendable {
  /// Which values of a label count.
  enum Form: Sendable {
    /// Any text.
    case text
    /// One word without spaces.
    case word
    /// The name of a host, or any word.
    case host
    /// A GUID.
    case guid
    /// A GUID, or any word that is no identifier of another kind.
    case user
    /// At least five digits and what telephone numbers are written with.
    case number
    /// 32 to 128 hexadecimal digits.
    case hexadecimal
    /// The ID of a device: hexadecimal digits, or any other word.
    case device
    /// A URL: what follows the host.
    case location
    /// What was written or said: no JSON and no number.
    case prose
    /// The text of a message, where it stands in one.
    case messageText
  }

  var literal: String
  var kind: SensitiveKind
  var form: Form
  var noun: StandInShape.Noun
  /// Whether the label is the whole word and not the end of one.
  var isWhole = false

  static let all: [LabelRule] =
    ["displayname", "display_name", "display name", "fullname", "givenname", "surname", "participantname"].map
  {
    LabelRule(literal: $0, kind: .person, form: .text, noun: .person)
  }
    + ["username", "user_name", "userprincipalname", "accountname", "nickname", "loginname"].map {
      LabelRule(literal: $0, kind: .person, form: .text, noun: .user)
    }
    + ["objectid", "userid", "user_id", "aaduserid"].map {
      LabelRule(literal: $0, kind: .person, form: .user, noun: .user)
    }
    + [
      LabelRule(literal: "upn", kind: .person, form: .word, noun: .user, isWhole: true),
      LabelRule(literal: "oid", kind: .person, form: .guid, noun: .user, isWhole: true),
    ]
    + [
      "dialednumber", "diallednumber", "phonenumber", "phone_number", "callerid", "callernumber",
      "callednumber",
    ]
    .map { LabelRule(literal: $0, kind: .phone, form: .number, noun: .value) }
    + ["from", "to", "msisdn", "telephone", "phone", "useridb", "userida"].map {
      LabelRule(literal: $0, kind: .phone, form: .number, noun: .value, isWhole: true)
    }
    + ["devicename", "device_name", "devicelabel", "friendlyname", "devicemodel", "product.model"].map {
      LabelRule(literal: $0, kind: .device, form: .text, noun: .device)
    }
    + ["build fingerprint", "build.fingerprint", "serialnumber", "androidid", "advertisingid"].map {
      LabelRule(literal: $0, kind: .device, form: .text, noun: .device)
    }
    + [
      LabelRule(literal: "browserid", kind: .device, form: .hexadecimal, noun: .device),
      LabelRule(literal: "deviceid", kind: .device, form: .device, noun: .device),
      LabelRule(literal: "device_id", kind: .device, form: .device, noun: .device),
      LabelRule(literal: "groupid", kind: .device, form: .hexadecimal, noun: .device),
      LabelRule(literal: "label", kind: .device, form: .text, noun: .device, isWhole: true),
      LabelRule(literal: "model", kind: .device, form: .text, noun: .device, isWhole: true),
    ]
    + [
      "contentlocation", "metadatalocation", "deletelocation", "joinweburl", "joinurl", "meetinglink",
      "meeting_link",
    ]
    .map { LabelRule(literal: $0, kind: .link, form: .location, noun: .link) }
    + ["passcode"].map { LabelRule(literal: $0, kind: .link, form: .word, noun: .value) }
    + ["tenantid", "tenant_id", "subscriptionid", "subscription_id"].map {
      LabelRule(literal: $0, kind: .place, form: .guid, noun: .resource)
    }
    + [LabelRule(literal: "tid", kind: .place, form: .guid, noun: .resource, isWhole: true)]
    + ["computername", "machinename", "workspacename"].map {
      LabelRule(literal: $0, kind: .place, form: .word, noun: .computer)
    }
    + ["hostname", "host_name", "domainname"].map {
      LabelRule(literal: $0, kind: .place, form: .host, noun: .computer)
    }
    + ["computer", "machine", "etag"].map {
      LabelRule(literal: $0, kind: .place, form: .word, noun: .computer, isWhole: true)
    }
    + [
      "messagebody", "transcript", "transcription", "captiontext", "caption", "recognizedspeech", "speech",
      "plaintext", "spokentext", "resulttext",
    ].map { LabelRule(literal: $0, kind: .body, form: .prose, noun: .text) }
    + ["text", "content", "html"].map {
      LabelRule(literal: $0, kind: .body, form: .prose, noun: .text, isWhole: true)
    }
    + ["message", "subject"].map {
      LabelRule(literal: $0, kind: .body, form: .messageText, noun: .text, isWhole: true)
    }
    + ["ice-ufrag", "fingerprint:sha-256", "fingerprint:sha-1"].map {
      LabelRule(literal: $0, kind: .relay, form: .word, noun: .value)
    }

  /// The value of the label that stands at `range`.
  func value(of range: Range<Int>, in bytes: [UInt8]) -> SensitiveValue? {
    if range.lowerBound > 0 {
      let before = bytes[range.lowerBound - 1]
      // `callerDisplayName` ends in `DisplayName`; `%22Tid%22` is whole.
      if isWhole, isWordByte(before), !isEscape(before: range.lowerBound, in: bytes) { return nil }
    }
    return LabelledValue(behindLabelAt: range.upperBound, in: bytes, longest: LabelRule.longest).flatMap {
      judge($0, in: bytes)
    }
  }

  /// What of the value of such a label is sensitive; nil where it is nothing of the kind.
  func judge(_ labelled: LabelledValue, in bytes: [UInt8]) -> SensitiveValue? {
    guard !labelled.isPlaceholder(in: bytes) else { return nil }
    var value = labelled
    let text = bytes[value.range]
    let word = StandInShape.word(noun)
    switch form {
    case .text:
      guard !isStructure(text), !isForeign(text) else { return nil }
      // In prose, a value without quotes may be anything: `display name changed`.
      guard value.isQuoted || text.count <= 80 else { return nil }
      return make(value, word)
    case .word:
      value.range = firstWord(value.range, in: bytes)
      return value.range.isEmpty || isStructure(text) ? nil : make(value, word)
    case .host:
      value.range = firstWord(value.range, in: bytes)
      if bytes[value.range].contains(UInt8(ascii: ".")) { return PlaceRules.host(value.range, in: bytes) }
      return value.range.isEmpty || isStructure(text) ? nil : make(value, word)
    case .guid: return guid(value.range.lowerBound, in: bytes).map { SensitiveValue(kind, $0, .guid) }
    case .user:
      if let range = guid(value.range.lowerBound, in: bytes) { return SensitiveValue(kind, range, .guid) }
      value.range = firstWord(value.range, in: bytes)
      guard value.isQuoted, !isStructure(text), !isForeign(text), !text.allSatisfy(isDigit) else {
        return nil
      }
      return make(value, word)
    case .number: return number(value, text)
    case .hexadecimal, .device:
      let digits = text.prefix { isHexDigit($0) }
      if (32...128).contains(digits.count), digits.count == text.count || !value.isQuoted {
        return SensitiveValue(kind, digits.startIndex..<digits.endIndex, .hexadecimal)
      }
      guard form == .device, value.isQuoted, text.count >= 8, !isStructure(text) else { return nil }
      return make(value, word)
    case .location:
      guard let path = pathRange(text) else { return nil }
      return SensitiveValue(kind, path, word)
    case .prose, .messageText:
      guard value.isQuoted, !isStructure(text), !text.allSatisfy(isDigit), text.contains(where: isLetter)
      else {
        return nil
      }
      if form == .messageText, !isInMessage(value.range.lowerBound, in: bytes) { return nil }
      return make(value, word)
    }
  }

  private static let longest = 8 << 10

  private func make(_ value: LabelledValue, _ shape: StandInShape) -> SensitiveValue {
    SensitiveValue(kind, value.range, shape, ending: value.ending)
  }

  private func firstWord(_ range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
    let end = bytes[range].firstIndex { isSpace($0) || $0 == UInt8(ascii: "(") } ?? range.upperBound
    return range.lowerBound..<end
  }

  /// Digits as they are dialled; what begins with a plus is found by itself.
  private func number(_ value: LabelledValue, _ text: ArraySlice<UInt8>) -> SensitiveValue? {
    let digits = text.count(where: isDigit)
    guard value.isQuoted || text.first.map(isDigit) == true, (5...15).contains(digits),
      text.allSatisfy({ isDigit($0) || isOne($0, of: " -().") })
    else { return nil }
    return SensitiveValue(kind, value.range, .digits)
  }

  /// What stands behind the host of a URL.
  private func pathRange(_ text: ArraySlice<UInt8>) -> Range<Int>? {
    let cursor = ByteCursor(Array(text))
    guard let scheme = firstIndex(of: "://", in: cursor) else { return nil }
    let host = text.startIndex + scheme + 3
    guard let slash = text[host...].firstIndex(of: UInt8(ascii: "/")), slash + 1 < text.endIndex else {
      return nil
    }
    return slash + 1..<text.endIndex
  }

  /// `message` is a logger's word for everything; here it is what a person wrote.
  private func isInMessage(_ index: Int, in bytes: [UInt8]) -> Bool {
    let around = max(0, index - 1024)..<min(bytes.count, index + 1024)
    let cursor = ByteCursor(bytes, from: around.lowerBound, to: around.upperBound)
    return LabelRule.signsOfMessages.contains { firstIndex(of: $0, in: cursor) != nil }
  }

  private static let signsOfMessages: [StaticString] = [
    "SMSReceived", "smsRecipients", "\"receivedTimestamp\"", "ChatMessage", "senderDisplayName",
    "\"plainText\"",
    "senderCommunicationIdentifier",
  ]
}

/// Whether what stands before a word is an escape and no part of it: `%22Tid`, `\u0022tid`, `\ntext`.
private func isEscape(before index: Int, in bytes: [UInt8]) -> Bool {
  if index >= 3, bytes[index - 3] == UInt8(ascii: "%") { return true }
  if index >= 2, bytes[index - 2] == UInt8(ascii: "\\") { return true }
  return index >= 6 && bytes[index - 6] == UInt8(ascii: "\\") && bytes[index - 5] == UInt8(ascii: "u")
}

/// JSON, or a template of one.
private func isStructure(_ text: ArraySlice<UInt8>) -> Bool {
  guard let first = text.first(where: { !isSpace($0) }) else { return true }
  return isOne(first, of: "{[(<")
}

/// An identifier that another rule finds and masks in part.
private func isForeign(_ text: ArraySlice<UInt8>) -> Bool {
  if text.starts(with: "S-1-".utf8) { return true }
  guard let colon = text.prefix(4).firstIndex(of: UInt8(ascii: ":")) else {
    return text.first == UInt8(ascii: "+") || text.starts(with: "acs:".utf8)
  }
  return text[..<colon].allSatisfy(isDigit) || text.starts(with: "acs:".utf8)
}

/// The GUID that begins at `start`, or behind the brace or quote there.
func guid(_ start: Int, in bytes: [UInt8]) -> Range<Int>? {
  var start = start
  if start < bytes.count, isOne(bytes[start], of: "{\"'") { start += 1 }
  let end = start + GUID.length
  guard start >= 0, end <= bytes.count, GUID(ascii: bytes[start..<end]) != nil else { return nil }
  if end < bytes.count, isHexDigit(bytes[end]) || bytes[end] == UInt8(ascii: "-") { return nil }
  return start..<end
}
