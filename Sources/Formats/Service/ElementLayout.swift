/// What is known of objects that have the same names in the same order.
final class ElementLayout {
  let columns: RowLayout
  /// Whether it is a container of elements rather than one.
  let holdsElements: Bool
  /// Whether one of them was a row of a table, and nothing else.
  var isRow = false
  /// Nil where it is no row of media statistics.
  let media: Media?

  /// Where the numbers of a row of media statistics stand.
  struct Media {
    var columns: RowLayout
    /// Average, sum, minimum, maximum and count; -1 for those there are not.
    var numbers: (Int32, Int32, Int32, Int32, Int32)
    /// For each member what its column is called, in a number; 0 for numbers and times.
    var named: [UInt16]
    /// For each member 1 where it says what is measured, and nothing of whose statistics these are.
    var isDetail: [UInt8]
  }

  init(_ objects: FastJSONObjects, _ object: FastJSONObjects.Object, _ bytes: [UInt8]) {
    let names = objects.names(of: object).map { String(decoding: bytes[$0], as: UTF8.self) }
    let columns = RowLayout(names)
    self.columns = columns
    let values = objects.values(of: object)
    holdsElements = zip(names, values).contains { name, value in
      ElementSplitter.holdsElements(name.lowercased(), bytes[value.lowerBound])
    }
    func place(_ column: ServiceColumn) -> Int32 {
      columns.known.firstIndex(of: column).map { Int32(clamping: $0) } ?? -1
    }
    guard place(.metricName) >= 0, place(.average) >= 0 || place(.sum) >= 0,
      place(.callID) >= 0 || place(.mediaStreamType) >= 0
    else {
      media = nil
      return
    }
    media = Media(
      columns: columns,
      numbers: (place(.average), place(.sum), place(.minimum), place(.maximum), place(.count)),
      named: columns.columns.map(ElementLayout.number),
      isDetail: columns.known.map { $0.map(ElementLayout.details.contains) == true ? 1 : 0 })
  }

  private static let varying: Set<ServiceColumn> = [
    .average, .sum, .minimum, .maximum, .count, .timeGenerated, .time, .callClientTimeStamp,
  ]

  private static let details: Set<ServiceColumn> = [
    .metricName, .mediaStreamType, .mediaStreamDirection, .mediaStreamCodec,
  ]

  private static let numbers = Dictionary(
    uniqueKeysWithValues: ServiceColumn.allCases.enumerated().map { ($0.element, UInt16($0.offset + 1)) })

  /// The same in every run and for every layout.
  private static func number(of column: RowLayout.Column) -> UInt16 {
    if let known = column.column { return varying.contains(known) ? 0 : numbers[known] ?? 0 }
    let sum = column.name.utf8.reduce(UInt16(7)) { $0 &* 31 &+ UInt16($1) }
    return sum | 0x8000
  }
}
