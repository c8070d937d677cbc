import Evidence

/// A record of an Azure Monitor table, in whatever container it came: its columns without regard to case, the members of
/// `properties` among them.
struct ServiceRow {
  /// What stands in columns that no table is known to have, in order.
  private(set) var others: [(name: String, value: JSONValue)] = []
  private var cells: [ServiceColumn: JSONValue] = [:]
  /// Columns whose names say that their times are UTC.
  private var utcColumns: Set<ServiceColumn> = []

  /// A row of the members of an object, `properties` lifted.
  init(_ members: [JSONValue.Member]) {
    for member in members { take(member) }
  }

  private mutating func take(_ member: JSONValue.Member) {
    let name = ServiceRow.plainName(member.key)
    if case .object(let inner) = member.value, name == "properties" {
      for member in inner { take(member) }
    } else if let column = ServiceRow.columns[name] {
      guard cells[column]?.isNull ?? true else { return }
      cells[column] = member.value
      if member.key.lowercased().hasSuffix(" [utc]") { utcColumns.insert(column) }
    } else {
      others.append((member.key, member.value))
    }
  }

  /// In lower case, without a leading underscore and the zone that the portal writes behind names of times.
  private static func plainName(_ name: String) -> String {
    var name = name.lowercased()
    for suffix in [" [utc]", " [local time]"] where name.hasSuffix(suffix) { name.removeLast(suffix.count) }
    return name.hasPrefix("_") ? String(name.dropFirst()) : name
  }

  private static let columns = Dictionary(
    ServiceColumn.allCases.map { ($0.rawValue.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })

  /// What stands in the column; nil where that is nothing, `null` or an empty string.
  func value(_ column: ServiceColumn) -> JSONValue? {
    guard let value = cells[column], !value.isNull else { return nil }
    if case .string(let text) = value, ServiceRow.isNothing(text) { return nil }
    return value
  }

  /// The text of a string, number or truth value, without white space around it.
  func text(_ column: ServiceColumn) -> String? {
    value(column)?.scalarText.map(trimmed)
  }

  /// A GUID, in braces or padded, too; nil for the nil GUID.
  func guid(_ column: ServiceColumn) -> GUID? {
    text(column).flatMap { GUID($0) }.flatMap { $0.isNil ? nil : $0 }
  }

  /// A whole number, written as a number or a string.
  func int(_ column: ServiceColumn) -> Int? { value(column)?.int }

  /// A finite number, written as a number or a string.
  func double(_ column: ServiceColumn) -> Double? { value(column)?.double }

  /// A time, in the zone that stands in it or behind the name of its column; of none for ` [Local Time]`.
  func time(_ column: ServiceColumn) -> WrittenTime? {
    guard let text = text(column) else { return nil }
    var cursor = ByteCursor(Array(text.utf8))
    guard var time = TimeParser.parse(&cursor, clock: .field) else { return nil }
    if time.zoneOffset == nil, utcColumns.contains(column) { time.zoneOffset = 0 }
    return time
  }

  /// Whether an empty string or a word that stands for nothing.
  private static func isNothing(_ text: String) -> Bool {
    let text = trimmed(text)
    return text.isEmpty || text.lowercased() == "null"
  }
}

/// The text without white space at its ends.
func trimmed(_ text: String) -> String {
  let bytes = Array(text.utf8)
  guard let first = bytes.firstIndex(where: { !$0.isJSONSpace }),
    let last = bytes.lastIndex(where: { !$0.isJSONSpace })
  else { return "" }
  return first == 0 && last == bytes.count - 1 ? text : String(decoding: bytes[first...last], as: UTF8.self)
}
