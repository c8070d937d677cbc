import Evidence
public import Formats

/// The events of binary traces for a reader: one line each, with its fields as `name=value`.
public struct TextTraceEvents {
  private var lines = ""
  private var path: String?

  /// Nothing written yet.
  public init() {}

  /// Bytes that `take` gives.
  public var count: Int { lines.utf8.count }

  /// Gives the lines written since the last time.
  public mutating func take() -> String {
    defer { lines.removeAll(keepingCapacity: true) }
    return lines
  }

  /// Writes one line; before the first one of an artifact, the artifact.
  public mutating func write(_ event: TraceEvent, path: String) {
    if self.path != path {
      if self.path != nil { lines += "\n" }
      lines += "# \(shown(path))\n"
      self.path = path
    }
    lines += event.time?.rfc3339Ticks ?? "-"
    lines += " \(event.processID.map { String($0) } ?? "-"):\(event.threadID.map { String($0) } ?? "-")"
    lines += " " + shown(TextTraceEvents.title(event))
    if let level = event.level, let word = TextTraceEvents.levels[level] { lines += " " + word }
    if let decoded = event.decoded {
      for field in decoded.fields { add(field) }
      if decoded.isCutShort { lines += " (cut short)" }
      if decoded.leftover > 0 { lines += " (\(counted(decoded.leftover, "byte")) left over)" }
    }
    if !event.rest.isEmpty {
      if event.decoded == nil { lines += " (\(counted(event.rest.count, "byte")))" }
      for string in event.strings { lines += " " + quoted(string) }
    }
    lines += "\n"
  }

  private static let levels = [1: "critical", 2: "error", 3: "warning", 4: "info", 5: "verbose"]

  private static func title(_ event: TraceEvent) -> String {
    let source = event.providerName ?? event.provider?.description
    switch event.kind {
    case .kernel: return "kernel \(event.name ?? "group \((event.id ?? 0) >> 8)")/\((event.id ?? 0) & 0xff)"
    case .classic: return "\(source ?? "-") type \(event.opcode ?? 0)"
    case .message: return "\(source ?? "-") message \(event.id ?? 0)"
    case .opaque: return "opaque record"
    case .event: return "\(source ?? "-") \(event.name ?? "event \(event.id ?? 0)")"
    }
  }

  private mutating func add(_ field: DecodedField) {
    lines += " " + shown(field.name) + "="
    if let text = field.shown { add(text) } else { add(field.value) }
  }

  private mutating func add(_ text: String) {
    let isWord = !text.isEmpty && !text.utf8.contains { $0 <= 0x20 || $0 == UInt8(ascii: "\"") }
    lines += isWord ? shown(text) : quoted(text)
  }

  private mutating func add(_ value: FieldValue) {
    switch value {
    case .bytes(let bytes):
      for byte in bytes { lines += (byte < 0x10 ? "0" : "") + String(byte, radix: 16) }
    case .array(let elements):
      lines += "["
      for (index, element) in elements.enumerated() {
        if index > 0 { lines += ", " }
        add(element)
      }
      lines += "]"
    case .structure(let members):
      lines += "{"
      for member in members { add(member) }
      lines += " }"
    default: add(value.text)
    }
  }

  /// In quotes, those of the text told apart from them.
  private func quoted(_ text: String) -> String {
    "\"" + shown(text).replacing("\"", with: "\\u{22}") + "\""
  }

  private func shown(_ text: String) -> String { escaped(text, usesUnicode: true) }
}
