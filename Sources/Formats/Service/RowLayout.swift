/// The columns of rows that have the same names in the same order.
final class RowLayout: Sendable {
  /// A column as its name tells it.
  struct Column: Sendable {
    var name: String
    /// Nil where no table is known to have it.
    var column: ServiceColumn?
    /// Whether the name says that its times are UTC.
    var isUTC: Bool

    /// A name in any case, perhaps with an underscore before and the zone that the portal writes behind names of times.
    init(_ name: String) {
      self.name = name
      var plain = name.lowercased()
      isUTC = plain.hasSuffix(" [utc]")
      for suffix in [" [utc]", " [local time]"] where plain.hasSuffix(suffix) {
        plain.removeLast(suffix.count)
      }
      if plain.hasPrefix("_") { plain.removeFirst() }
      column = Column.known[plain]
    }

    /// Whether the portal wrote a zone behind the name.
    var hasZone: Bool { isUTC || name.lowercased().hasSuffix(" [local time]") }

    private static let known = Dictionary(
      ServiceColumn.allCases.map { ($0.rawValue.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
  }

  let columns: [Column]
  /// The columns once more, closely packed: every look into a row goes along them.
  let known: [ServiceColumn?]

  init(_ names: [String]) {
    columns = names.map(Column.init)
    known = columns.map(\.column)
  }
}
