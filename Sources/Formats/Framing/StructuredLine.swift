import Evidence
import Scan

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
    let roles = Roles(in: value.members)
    guard let time = roles.time.index, let written = writtenTime(value.members[time].value) else {
      return nil
    }
    let level = roles.level.index.flatMap { value.members[$0].value.scalarText }.flatMap(level(named:))
    return Reading(message: Array(bytes), time: written, level: level)
  }

  private static func arguments(_ elements: [JSONValue]) -> Reading? {
    guard case .string(let text)? = elements.first else { return nil }
    let rest = elements.dropFirst().map(\.compactText)
    return Reading(message: Array(([text] + rest).joined(separator: " ").utf8))
  }

  private static func object(_ value: JSONValue) -> Reading? {
    let members = value.members
    let roles = Roles(in: members)
    let levelKey = roles.level.index
    // An exception printed whole has a message, too; it says more as it stands.
    if levelKey == nil, let name = value["name"]?.string, name.hasSuffix("Error") { return nil }
    guard let messageKey = roles.message.index else { return nil }
    let text: String
    switch members[messageKey].value {
    case .string(let string): text = string
    case .array(let elements):
      guard case .string? = elements.first else { return nil }
      text = elements.map { $0.scalarText ?? $0.compactText }.joined(separator: " ")
    default: return nil
    }
    var reading = Reading(message: Array(text.utf8))
    var used = [members[messageKey].key]
    if let levelKey, let word = members[levelKey].value.scalarText {
      reading.level = level(named: word)
      used.append(members[levelKey].key)
    }
    if let key = roles.time.index, let written = writtenTime(members[key].value) {
      reading.time = written
      used.append(members[key].key)
    }
    // A message of several lines keeps them; what stands beside it comes last, on a line of its own.
    var separator =
      Scan.firstIndex(of: UInt8(ascii: "\n"), in: reading.message.span) != nil
      ? UInt8(ascii: "\n") : UInt8(ascii: " ")
    for member in members
    where !member.value.isNull && !used.contains(member.key)
      && !circumstances.contains(Word(folding: member.key))
    {
      reading.message.append(separator)
      reading.message += member.key.utf8
      reading.message.append(UInt8(ascii: "="))
      reading.message += (member.value.scalarText ?? member.value.compactText).utf8
      separator = UInt8(ascii: " ")
    }
    return reading
  }

  /// The level that a word or a number of a logger means.
  static func level(named word: String) -> String? {
    levels[Word(folding: word)]
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

  /// The members of an object that are its message, level and time, by their keys, case and underscores aside.
  private struct Roles {
    var message = Role()
    var level = Role()
    var time = Role()

    init(in members: [JSONValue.Member]) {
      for index in members.indices {
        let key = Word(folding: members[index].key, dropping: UInt8(ascii: "_"))
        let isNull = members[index].value.isNull
        message.note(index, rank: messageKeys[key], isNull: isNull)
        level.note(index, rank: levelKeys[key], isNull: isNull)
        time.note(index, rank: timeKeys[key], isNull: isNull)
      }
    }
  }

  /// The member whose key comes first in an order of keys; of several with one key only the first counts, and only if
  /// it is not null.
  private struct Role {
    private(set) var index: Int?
    private var rank = Int.max
    private var passed: [Int] = []

    mutating func note(_ member: Int, rank: Int?, isNull: Bool) {
      guard let rank, rank < self.rank, !passed.contains(rank) else { return }
      if isNull {
        passed.append(rank)
      } else {
        (index, self.rank) = (member, rank)
      }
    }
  }

  private static func ranks(_ keys: String...) -> WordTable<Int> {
    WordTable(keys.enumerated().map { ($0.element, $0.offset) })
  }

  private static let messageKeys = ranks(
    "message", "msg", "renderedmessage", "text", "body", "log", "line", "args", "arguments", "data", "@m",
    "@mt", "messagetemplate", "payload", "event")
  private static let levelKeys = ranks(
    "level", "levelname", "severity", "severitylevel", "lvl", "loglevel", "@l")
  private static let timeKeys = ranks(
    "timestamp", "time", "ts", "@timestamp", "asctime", "timegenerated", "date", "datetime", "eventtime",
    "loggedat", "logtime", "createdat", "@t", "t", "created")

  /// What loggers add to every line about themselves.
  private static let circumstances: WordSet = [
    "pid", "hostname", "host", "v", "logger", "logger_name", "thread", "thread_name", "threadid",
    "environment",
    "sourcecontext", "machinename", "processid", "@i", "@mt",
  ]

  private static let levels: WordTable<String> = [
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
