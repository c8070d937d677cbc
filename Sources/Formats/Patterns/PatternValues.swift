public import Evidence

/// What a pattern read in a record: each field with its value, as the report spells it: states as the JavaScript SDK does,
/// IDs in lower case, codes as numbers.
public struct PatternValues: Hashable, Sendable {
  private(set) var texts: [PatternField: String] = [:]
  /// The time that stands in the field `time`.
  public private(set) var time: WrittenTime?

  init() {}

  /// The value of a field; nil where the record does not have it.
  public subscript(_ field: PatternField) -> String? {
    get { texts[field] }
    set { texts[field] = newValue }
  }

  /// Whether nothing was read but what says nothing about a call.
  var saysNothing: Bool {
    texts.keys.allSatisfy { [.time, .level, .message, .skipped].contains($0) }
  }

  /// The fields and their values without secrets, in the order in which documentation lists fields.
  public var listed: [(field: PatternField, value: String)] {
    PatternField.all.compactMap { field in texts[field].map { (field, LogWords.text(Array($0.utf8))) } }
  }

  mutating func set(_ time: WrittenTime) {
    self.time = time
    texts[.time] = time.text
  }

  /// A value that stands in a file of patterns, as reports spell it; nil where it is none of the field's. Of a time that
  /// is its text.
  public static func value(_ text: String, of field: PatternField) -> String? {
    if field == .time { return text.isEmpty ? nil : text }
    var values = PatternValues()
    return values.take(field, text, PatternWords()) ? values[field] : nil
  }

  /// Takes a value as it is written; false where it is none of the field's kind.
  ///
  /// - Returns: True also for a stand-in, such as `null`, which is then left out.
  mutating func take(_ field: PatternField, _ text: String, _ words: PatternWords) -> Bool {
    let text = PatternValues.trimmed(text)
    if !field.isWord, PatternValues.standIns.contains(text.lowercased()) { return true }
    switch field {
    case .skipped: return true
    case .callID, .newCallID:
      guard let id = GUID(text) else { return false }
      if !id.isNil { texts[field] = id.description }
    case .time:
      var cursor = ByteCursor(Array(text.utf8))
      guard let time = PatternValues.time(&cursor), cursor.isAtEnd else { return false }
      set(time)
    case .code, .subCode:
      if field == .code, let mapped = words.codes[text] {
        texts[.code] = String(mapped.code)
        if let subCode = mapped.subCode { texts[.subCode] = String(subCode) }
        return true
      }
      guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy(isDigit), let number = Int(text) else {
        return false
      }
      texts[field] = String(number)
    case .state:
      guard let state = words.state(text) else { return false }
      texts[field] = state.rawValue
    case .event:
      guard let event = words.event(text) else { return false }
      texts[field] = event.rawValue
    case .direction:
      guard let direction = words.direction(text) else { return false }
      texts[field] = direction.rawValue
    case .level:
      guard let level = words.level(text) else { return false }
      texts[field] = level
    case .message:
      texts[field] = LogWords.text(Array(text.utf8))
    case .phrase, .participant, .participantState, .error, .target, .diagnostic, .value:
      texts[field] = clipped(text, to: 400)
    case .identifier:
      guard text.utf8.count <= PatternValues.longestIdentifier else { return false }
      texts[field] = GUID(text).map(\.description) ?? text
    }
    return true
  }

  /// A time as the tool reads it anywhere, or a count of seconds since 1970 or of a fraction of them.
  static func time(_ cursor: inout ByteCursor) -> WrittenTime? {
    if let time = TimeParser.parse(&cursor, clock: .field) { return time }
    if let time = TimeParser.decimalEpoch(&cursor) { return time.written(in: cursor, clock: .field) }
    let count = cursor.countDigits(upTo: 20)
    guard (10...18).contains(count) else { return nil }
    let range = cursor.index..<cursor.index + count
    guard let number = Int64(cursor.text(range)),
      let time = TimeParser.epoch(number, text: cursor.text(range), clock: .field)
    else { return nil }
    cursor.skip(count)
    return time
  }

  /// Where a GUID at `start` ends, if no letter or digit goes on behind it.
  static func idEnd(in line: [UInt8], from start: Int) -> Int? {
    let end = start + GUID.length
    guard end <= line.count, GUID(ascii: line[start..<end]) != nil,
      end == line.count || !isWordByte(line[end])
    else { return nil }
    return end
  }

  /// Without blanks and quotes around it.
  private static func trimmed(_ text: String) -> String {
    var bytes = Array(text.utf8)[...]
    while let first = bytes.first, isSpace(first) { bytes.removeFirst() }
    while let last = bytes.last, isSpace(last) { bytes.removeLast() }
    if bytes.count > 1, let first = bytes.first, first == bytes.last, isOne(first, of: "\"'`") {
      bytes = bytes.dropFirst().dropLast()
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let standIns: Set<String> = [
    "", "null", "nil", "none", "undefined", "redacted", "<private>", "(null)", "-",
  ]
  private static let longestIdentifier = 512
}

extension PatternField {
  /// Whether its values are words of a list, of which none is a stand-in for nothing.
  var isWord: Bool {
    switch self {
    case .state, .event, .direction, .level: true
    default: false
    }
  }
}
