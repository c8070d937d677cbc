import Evidence

/// A JSON object on a line, as a logger's redirect writes it: the message, level and time under any of the
/// usual keys, and everything else kept as `key=value` behind the message.
enum StructuredLine {
  struct Reading: Sendable {
    var message: [UInt8]
    var time: WrittenTime?
    var level: String?
  }

  /// Nil where the text is no JSON object or array of arguments, or has nothing like a message.
  static func read(_ bytes: ArraySlice<UInt8>) -> Reading? {
    guard opensJSON(bytes), let reading = JSONReader.read(bytes), reading.isComplete,
      bytes[reading.end...].allSatisfy(isSpace)
    else { return nil }
    switch reading.value {
    case .array(let elements): return arguments(elements)
    case .object: return object(reading.value) ?? fields(reading.value, bytes)
    default: return nil
    }
  }

  /// `[Connection] …` and `{State}` are no JSON, though a tolerant reader could take them for some.
  private static func opensJSON(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, let second = bytes.dropFirst().first(where: { !isSpace($0) }) else {
      return false
    }
    return first == UInt8(ascii: "{")
      ? second == UInt8(ascii: "\"") : first == UInt8(ascii: "[") && isOne(second, of: "\"{[")
  }

  /// An object without a message: it is the message itself, and tells at least its time.
  private static func fields(_ value: JSONValue, _ bytes: ArraySlice<UInt8>) -> Reading? {
    guard let (_, time) = first(of: timeKeys, in: value), let written = writtenTime(time) else { return nil }
    let level = first(of: levelKeys, in: value).flatMap { $0.1.scalarText }.flatMap {
      levels[$0.lowercased()]
    }
    return Reading(message: Array(bytes), time: written, level: level)
  }

  private static func arguments(_ elements: [JSONValue]) -> Reading? {
    guard case .string(let text)? = elements.first else { return nil }
    let rest = elements.dropFirst().map(\.compactText)
    return Reading(message: Array(([text] + rest).joined(separator: " ").utf8))
  }

  private static func object(_ value: JSONValue) -> Reading? {
    // An exception printed whole has a message, too; it says more as it stands.
    if let name = value["name"]?.string, name.hasSuffix("Error"), first(of: levelKeys, in: value) == nil {
      return nil
    }
    guard let (messageKey, message) = first(of: messageKeys, in: value) else { return nil }
    let text: String
    switch message {
    case .string(let string): text = string
    case .array(let elements):
      guard case .string? = elements.first else { return nil }
      text = elements.map { $0.scalarText ?? $0.compactText }.joined(separator: " ")
    default: return nil
    }
    var reading = Reading(message: [])
    var used: Set<String> = [messageKey]
    if let (key, level) = first(of: levelKeys, in: value), let word = level.scalarText {
      reading.level = levels[word.lowercased()]
      used.insert(key)
    }
    if let (key, time) = first(of: timeKeys, in: value), let written = writtenTime(time) {
      reading.time = written
      used.insert(key)
    }
    let rest = value.members.filter { member in
      !used.contains(member.key) && !member.value.isNull && !circumstances.contains(member.key.lowercased())
    }
    .map { "\($0.key)=\($0.value.scalarText ?? $0.value.compactText)" }
    // A message of several lines keeps them; what stands beside it comes last, on a line of its own.
    let separator = text.contains("\n") ? "\n" : " "
    reading.message = Array(
      ([text] + (rest.isEmpty ? [] : [rest.joined(separator: " ")])).joined(separator: separator).utf8)
    return reading
  }

  private static func writtenTime(_ value: JSONValue) -> WrittenTime? {
    switch value {
    case .string(let text):
      var cursor = ByteCursor(Array(text.utf8))
      if let time = TimeParser.parse(&cursor, clock: .field) { return time }
      return Int64(text).flatMap { TimeParser.epoch($0, text: text, clock: .field) }
    case .number(let text):
      if let whole = Int64(text) { return TimeParser.epoch(whole, text: text, clock: .field) }
      return Double(text).flatMap { seconds in
        guard (1e9..<9e9).contains(seconds) else { return nil }
        return TimeParser.epoch(Int64(seconds * 1000), text: text, clock: .field)
      }
    default: return nil
    }
  }

  private static func first(of keys: [String], in value: JSONValue) -> (String, JSONValue)? {
    for key in keys {
      if let member = value.members.first(where: { JSONValue.isSameKey($0.key, key) }), !member.value.isNull {
        return (member.key, member.value)
      }
    }
    return nil
  }

  private static let messageKeys = [
    "message", "msg", "renderedMessage", "text", "body", "log", "line", "args", "arguments", "data", "@m",
    "@mt", "messageTemplate", "payload", "event",
  ]
  private static let levelKeys = ["level", "levelname", "severity", "severityLevel", "lvl", "loglevel", "@l"]
  private static let timeKeys = [
    "timestamp", "time", "ts", "@timestamp", "asctime", "timeGenerated", "date", "datetime", "eventTime",
    "logged_at", "log_time", "created_at", "@t", "t", "created",
  ]

  /// What loggers add to every line about themselves.
  private static let circumstances: Set<String> = [
    "pid", "hostname", "host", "v", "logger", "logger_name", "thread", "thread_name", "threadid",
    "environment",
    "sourcecontext", "machinename", "processid", "@i", "@mt",
  ]

  private static let levels: [String: String] = [
    "trace": "verbose", "verbose": "verbose", "debug": "verbose", "info": "info", "information": "info",
    "log": "info", "warn": "warning", "warning": "warning", "error": "error", "critical": "error",
    "fatal": "error",
    // pino and bunyan count.
    "10": "verbose", "20": "verbose", "30": "info", "40": "warning", "50": "error", "60": "error",
  ]
}

extension JSONValue {
  /// The value on one line, as a message shows it.
  var compactText: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let text): text
    case .string(let text): "\"" + text.replacing("\n", with: " ") + "\""
    case .array(let elements): "[" + elements.map(\.compactText).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { "\"\($0.key)\":\($0.value.compactText)" }.joined(separator: ",") + "}"
    }
  }
}
