import Evidence

extension ServiceRow {
  /// The time in the column.
  func time(_ column: ServiceColumn) -> WrittenTime? {
    guard let text = text(column), text.utf8.count <= 64 else { return nil }
    var cursor = ByteCursor(Array(text.utf8))
    return TimeParser.parse(&cursor, clock: .field)
  }
}
