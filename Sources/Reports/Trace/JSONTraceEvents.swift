import Evidence
public import Formats

/// The events of binary traces as JSON, one object a line, as `Docs/schema/etl.schema.json` describes it.
///
/// Numbers that are masks or addresses are text in hexadecimal digits; what the schema of an event names or formats is
/// given in those words.
public struct JSONTraceEvents {
  private var line = JSONLine()

  /// Nothing written yet.
  public init() {}

  /// Bytes that `take` gives.
  public var count: Int { line.bytes.count }

  /// Gives the lines written since the last time.
  public mutating func take() -> String { line.take() }

  /// Writes one line.
  ///
  /// - Parameter path: Of the artifact that the event is in.
  public mutating func write(_ event: TraceEvent, path: String) {
    line.begin()
    line.set("time", event.time)
    line.set("artifact", path)
    line.set("record", event.record)
    line.set("offset", event.offset)
    if event.provider != nil || event.providerName != nil {
      line.set("provider") { line in
        line.set("id", event.provider)
        line.set("name", event.providerName)
        line.set("group", event.providerGroup)
      }
    }
    writeDescriptor(event)
    line.set("processId", event.processID)
    line.set("threadId", event.threadID)
    line.set("processor", event.processor)
    line.set("activityId", event.activity)
    line.set("relatedActivityId", event.relatedActivity)
    line.set("message", event.message)
    if let decoded = event.decoded {
      line.set("fields") { JSONTraceEvents.write(decoded.fields, to: &$0) }
      if decoded.isCutShort {
        line.name("isCutShort")
        line.append(true)
      }
      if decoded.leftover > 0 { line.set("leftoverBytes", decoded.leftover) }
    }
    line.set("payload", hexadecimal: event.rest)
    let strings = event.rest.isEmpty ? [] : event.strings
    if !strings.isEmpty { line.set("strings", list: strings) { $0.append($1) } }
    if !event.extended.isEmpty {
      line.set("extended", list: event.extended) { line, item in
        line.append { line in
          line.set("type", item.type)
          line.set("data", hexadecimal: item.data)
        }
      }
    }
    if !event.stack.isEmpty { line.set("stack", list: event.stack) { $0.append(hexadecimal: $1) } }
    line.end()
  }

  private mutating func writeDescriptor(_ event: TraceEvent) {
    line.set("event") { line in
      line.set("kind", event.kind.rawValue)
      switch event.kind {
      case .kernel:
        line.set("group", event.id.map { $0 >> 8 })
        line.set("type", event.id.map { $0 & 0xff })
      default: line.set("id", event.id)
      }
      line.set("version", event.version)
      line.set("name", event.name)
      line.set("channel", event.channel)
      line.set("channelName", event.channelName)
      line.set("level", event.level)
      line.set("levelName", event.levelName)
      line.set("opcode", event.opcode)
      line.set("task", event.task)
      if let keywords = event.keywords {
        line.name("keywords")
        line.append(hexadecimal: keywords)
      }
      if !event.keywordNames.isEmpty { line.set("keywordNames", list: event.keywordNames) { $0.append($1) } }
    }
  }

  private static func write(_ fields: [DecodedField], to line: inout JSONLine) {
    for (place, field) in fields.enumerated() {
      line.name(JSONTraceEvents.name(of: place, in: fields))
      if let shown = field.shown { line.append(shown) } else { write(field.value, to: &line) }
    }
  }

  /// The field's name; a number behind it where one before has the same, which readers of JSON would take for it.
  private static func name(of place: Int, in fields: [DecodedField]) -> String {
    let name = fields[place].name
    // Of very many, comparing all with all would take too long.
    let before = fields[..<min(place, mostCompared)].count { $0.name == name }
    return before == 0 ? name : "\(name)#\(before + 1)"
  }

  private static let mostCompared = 64

  private static func write(_ value: FieldValue, to line: inout JSONLine) {
    switch value {
    case .text(let text): line.append(text)
    case .integer(let number): line.append(number)
    case .unsigned(let number): line.append(number)
    case .number(let number): line.append(number)
    case .boolean(let flag): line.append(flag)
    case .bytes(let bytes): line.append(hexadecimal: bytes)
    case .guid(let guid): line.append(guid)
    case .time(let time): line.append(time)
    case .array(let elements): line.append(list: elements) { write($1, to: &$0) }
    case .structure(let members): line.append { write(members, to: &$0) }
    }
  }
}
