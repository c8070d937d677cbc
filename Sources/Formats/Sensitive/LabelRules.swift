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
    /// At least seven digits and what telephone numbers are written with.
    case number
    /// 32 to 128 hexadecimal digits.
    case hexadecimal
    /// The ID of a device: hexadecimal digits, or any other word.
    case device
    /// All that is left of the quotes or the line.
    case rest
    /// What opens something, between quotes.
    case secret
    /// A URL: what follows the host.
    case location
    /// What was written or said: no JSON and no number.
    case prose
    /// The text of a message, where it stands in one.
    case messageText
    /// The name of a network: any text, whatever is around it.
    case network
    /// The address of a network adapter: six bytes in hexadecimal digits.
    case adapter
    /// 14 to 22 digits, as phones and their cards are numbered with.
    case serial

    /// Whether stand-ins for such values may be words.
    var givesWords: Bool {
      switch self {
      case .guid, .number, .hexadecimal, .secret, .adapter, .serial: false
      default: true
      }
    }
  }

  var literal: String
  var kind: SensitiveKind
  var form: Form
  var noun: StandInShape.Noun
  /// Whether the label is the whole word and not the end of one.
  var isWhole = false

  /// The texts that lead to the label: itself; if it is so short that it stands in every other word, with what may
  /// follow a label.
  var searchedTexts: [String] {
    literal.utf8.count > 2 ? [literal] : LabelledValue.beginnings.map { literal + $0 }
  }

  /// The rule for what stands in a column of this name, in whatever case and without spaces and underscores.
  static func ofColumn(_ name: some Sequence<UInt8>, kinds: Set<SensitiveKind>) -> LabelRule? {
    let name = String(decoding: name.map { lowercased($0) }, as: UTF8.self)
    return all.first { rule in
      let label = rule.literal.filter { $0 != "_" && $0 != " " }
      return kinds.contains(rule.kind) && (rule.isWhole ? name == label : name.hasSuffix(label))
    }
  }

  /// The value of the label that stands at `range`.
  func value(of range: Range<Int>, in bytes: [UInt8]) -> SensitiveValue? {
    if range.lowerBound > 0 {
      let before = bytes[range.lowerBound - 1]
      // `callerDisplayName` ends in `DisplayName`; `%22Tid%22` is whole.
      if isWhole, isWordByte(before), !isEscape(before: range.lowerBound, in: bytes) { return nil }
    }
    let value =
      LabelledValue(behindLabelAt: range.upperBound, in: bytes, longest: LabelRule.longest)
      ?? LabelledValue(beforeNameAt: range, in: bytes)
    return value.flatMap { judge($0, in: bytes) }
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
      // Behind a word that says little, a value without quotes may be anything: `model: call ended`.
      guard value.isQuoted || !isWhole else { return nil }
      return make(value, word)
    case .rest:
      guard !value.isQuoted else { return make(value, word) }
      let end = ValueEnding.header.end(in: bytes, from: value.range.lowerBound)
      value.range = value.range.lowerBound..<(end ?? bytes.count)
      if end == nil { value.ending = .header }
      return make(value, word)
    case .secret:
      guard value.isQuoted, value.range.count >= 4, !isStructure(text) else { return nil }
      return make(value, .secret)
    case .word:
      value.range = firstWord(value.range, in: bytes)
      guard !value.range.isEmpty, !isStructure(text), value.isQuoted || !isWhole else { return nil }
      return make(value, bytes[value.range].allSatisfy(isDigit) ? .digits : word)
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
    case .network:
      guard !isStructure(text), !isForeign(text) else { return nil }
      return make(value, word)
    case .adapter:
      value.range = firstWord(value.range, in: bytes)
      let digits = bytes[value.range].filter(isHexDigit)
      guard digits.count == 12, bytes[value.range].allSatisfy({ isHexDigit($0) || isOne($0, of: ":-.") })
      else { return nil }
      return make(value, .hexadecimal)
    case .serial:
      let digits = text.prefix(while: isHexDigit)
      guard (14...22).contains(digits.count), digits.contains(where: isDigit) else { return nil }
      return SensitiveValue(
        kind, digits.startIndex..<digits.endIndex, digits.allSatisfy(isDigit) ? .digits : .hexadecimal)
    case .location:
      guard let path = pathRange(text) else { return nil }
      return SensitiveValue(kind, path, word)
    case .prose, .messageText:
      guard value.isQuoted, !isStructure(text),
        form == .messageText || text.contains(where: { isLetter($0) || $0 >= 0x80 })
      else { return nil }
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
    guard value.isQuoted else {
      let digits = text.prefix(while: isDigit)
      guard !isWhole, (7...15).contains(digits.count), !isEpoch(digits) else { return nil }
      return SensitiveValue(kind, digits.startIndex..<digits.endIndex, .digits)
    }
    let digits = text.filter(isDigit)
    guard (7...15).contains(digits.count), !isEpoch(digits[...]),
      text.allSatisfy({ isDigit($0) || !isWhole && isOne($0, of: " -().") })
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
func isEscape(before index: Int, in bytes: [UInt8]) -> Bool {
  if index >= 3, bytes[index - 3] == UInt8(ascii: "%") { return true }
  if index >= 2, bytes[index - 2] == UInt8(ascii: "\\") { return true }
  return index >= 6 && bytes[index - 6] == UInt8(ascii: "\\") && bytes[index - 5] == UInt8(ascii: "u")
}

/// Seconds or milliseconds since 1970 in our times; no number to dial has as many digits and begins so.
func isEpoch(_ digits: ArraySlice<UInt8>) -> Bool {
  (digits.count == 10 || digits.count == 13) && digits.first == UInt8(ascii: "1")
}

/// JSON, or nothing.
private func isStructure(_ text: ArraySlice<UInt8>) -> Bool {
  let text = text.drop(while: isSpace)
  guard let first = text.first else { return true }
  if first == UInt8(ascii: "{") { return true }
  guard first == UInt8(ascii: "["), let next = text.dropFirst().first(where: { !isSpace($0) }) else {
    return first == UInt8(ascii: "[")
  }
  return isOne(next, of: "{[]\"\\") || isDigit(next)
}

/// An identifier that another rule finds and masks in part.
private func isForeign(_ text: ArraySlice<UInt8>) -> Bool {
  if text.starts(with: "S-1-".utf8) { return true }
  guard let colon = text.prefix(4).firstIndex(of: UInt8(ascii: ":")) else {
    return text.first == UInt8(ascii: "+")
      && text.dropFirst().allSatisfy { isDigit($0) || isOne($0, of: " -().") }
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
