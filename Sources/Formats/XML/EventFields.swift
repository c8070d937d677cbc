import Evidence

/// What an event says, whichever tool wrote it.
struct EventFields: Sendable {
  /// A value of the event's payload.
  struct Field: Sendable {
    /// Nil for values that the tool gives no name.
    var name: String?
    var value: [UInt8]
  }

  /// The text that the provider's resources make of the event.
  var message: [UInt8] = []
  var fields: [Field] = []
  /// The time as text.
  var systemTime: String?
  /// The time in ticks of the trace's clock.
  var rawTime: String?
  /// `Level` of the event's descriptor, 0 to 255.
  var levelNumber: Int?
  /// `verbose`, `info`, `warning` or `error`, where a word says it.
  var levelName: String?
  var opcode: Int?
  var provider: String?
  /// The name of the task; of TraceLogging events, the event's own.
  var task: String?
  var processID: Int?

  /// A field's value as a number, decimal or `0x…`.
  func number(_ name: String) -> Int64? {
    guard let field = fields.first(where: { $0.name == name }) else { return nil }
    let text = decodedText(field.value)
    return text.hasPrefix("0x") ? Int64(text.dropFirst(2), radix: 16) : Int64(text)
  }

  /// Adds a value of the payload, without the spaces that tracerpt aligns numbers with.
  mutating func add(_ name: String?, _ value: ArraySlice<UInt8>, isHex: Bool = false) {
    var value = EventFields.normalised(value)
    if isHex {
      guard let payload = HexText.bytes(value) else { return }
      value = HexText.runs(in: payload)
    } else if let text = HexText.wholeText(of: value) {
      value = text
    }
    if !value.isEmpty { fields.append(Field(name: name, value: value)) }
  }

  /// Without white space around it, and with line breaks as `\n`.
  static func normalised(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var text = text.drop(while: { isSpace($0) })
    while let last = text.last, isSpace(last) { text.removeLast() }
    guard text.contains(UInt8(ascii: "\r")) else { return Array(text) }
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    for (index, byte) in zip(text.indices, text) {
      if byte != UInt8(ascii: "\r") {
        result.append(byte)
      } else if text[index + 1] != UInt8(ascii: "\n") {
        result.append(UInt8(ascii: "\n"))
      }
    }
    return result
  }
}

// MARK: - As a record

extension EventFields {
  /// The record of the event.
  func record(source: Source, isCut: Bool, clock: SessionClock?) -> Record {
    var record = Record(message: text, source: source, isCut: isCut)
    record.clocks = time(clock).map { [$0] } ?? []
    record.level = level
    record.tag = tag
    record.instance = processID
    return record
  }

  private func time(_ clock: SessionClock?) -> WrittenTime? {
    if let systemTime {
      var cursor = ByteCursor(Array(systemTime.utf8))
      return TimeParser.parse(&cursor, clock: .field)
    }
    return rawTime.flatMap { raw in clock?.time(raw: raw) }
  }

  /// winmeta.h: 0 log always, 1 critical, 2 error, 3 warning, 4 informational, 5 verbose; higher ones are the
  /// provider's own.
  private var level: String? {
    if let levelName { return levelName }
    switch levelNumber {
    case 0, 4: return "info"
    case 1, 2: return "error"
    case 3: return "warning"
    case .some(5...): return "verbose"
    default: return nil
    }
  }

  private var tag: String? {
    guard let provider, !provider.isEmpty else { return task.flatMap { $0.isEmpty ? nil : $0 } }
    guard let task, !task.isEmpty else { return provider }
    return "\(provider)/\(task)"
  }

  /// The message, and the fields that it does not show, a line each.
  private var text: [UInt8] {
    var text = message
    for field in fields where !isShown(field) {
      if !text.isEmpty { text.append(UInt8(ascii: "\n")) }
      if let name = field.name {
        text += name.utf8
        text += [UInt8(ascii: ":"), UInt8(ascii: " ")]
      }
      text += field.value
    }
    return text
  }

  /// Messages are made of the fields; a field that stands in one as a whole word would be read twice.
  private func isShown(_ field: Field) -> Bool {
    // Bounds the work: a message that long is no rendered text.
    guard !message.isEmpty, message.count <= 64 << 10, fields.count <= 1024 else { return false }
    guard let first = field.value.first, field.value.count <= message.count else { return false }
    let last = message.count - field.value.count
    var from = 0
    while from <= last, let index = Markup.firstIndex(of: first, in: message, from..<(last + 1)) {
      let end = index + field.value.count
      let isWord =
        (index == 0 || !isWordByte(message[index - 1])) && (end == message.count || !isWordByte(message[end]))
      if isWord, message[index..<end].elementsEqual(field.value) { return true }
      from = index + 1
    }
    return false
  }
}
