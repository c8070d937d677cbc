/// What stands around the elements of a container and belongs to each of them.
final class ElementContext: Sendable {
  /// The columns of a table, whose rows are arrays; nil where elements are objects.
  let columns: RowLayout?
  /// Members of all elements, as documentation prints them once: `"shared": {…}`.
  let shared: [JSONValue.Member]
  /// The name of the table, where it is the key that elements stand under.
  let table: String?
  /// What separates the fields of elements that are lines of a table; nil for JSON.
  let separator: UInt8?

  init(
    columns: RowLayout? = nil, shared: [JSONValue.Member] = [], table: String? = nil, separator: UInt8? = nil
  ) {
    self.columns = columns
    self.shared = shared
    self.table = table
    self.separator = separator
  }

  /// All members of an element with these of its own.
  func members(with own: [JSONValue.Member]) -> [JSONValue.Member] {
    let name = table.map { [JSONValue.Member(key: "type", value: .string($0))] } ?? []
    return shared + own + name
  }

  /// The columns and rows of an object that is a table; nil for any other. Writers that sort members by name or hash put
  /// the rows first.
  static func table(in members: [JSONValue.Member]) -> (columns: RowLayout, rows: [JSONValue])? {
    var layout: RowLayout?
    var rows: [JSONValue]?
    for member in members {
      guard case .array(let elements) = member.value else {
        // What a table of Kusto's second version says of the query rather than its result.
        if member.key == "TableKind", member.value.string != "PrimaryResult" { return nil }
        continue
      }
      switch member.key.lowercased() {
      case "columns": layout = columns(member.value)
      case "rows": rows = elements
      default: break
      }
    }
    guard let layout, let rows else { return nil }
    return (layout, rows)
  }

  /// The names of the columns of Kusto's and Log Analytics' tables.
  static func columns(_ value: JSONValue) -> RowLayout? {
    let names = value.elements.map { ($0["name"] ?? $0["ColumnName"])?.string ?? $0.string ?? "" }
    return names.isEmpty ? nil : RowLayout(names)
  }
}
