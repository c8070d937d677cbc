import Evidence

/// A record of an Azure Monitor table, in whatever container it came: its columns without regard to case, the members of
/// `properties` among them. What stands in a column is converted when it is asked for.
struct ServiceRow: Sendable {
  /// What stands in one column.
  enum Cell: Sendable {
    case value(JSONValue)
    /// A value of JSON, as it stands in the row's bytes.
    case json(Range<Int>)
    /// Plain text in the row's bytes, in which quotes are doubled, or not.
    case text(Range<Int>, hasDoubledQuotes: Bool)
  }

  let layout: RowLayout
  private let cells: [Cell]
  private let bytes: [UInt8]

  /// A row whose cells stand in `bytes`. There may be fewer cells than columns, and those without a column are passed over.
  init(_ layout: RowLayout, _ cells: [Cell], in bytes: [UInt8]) {
    self.layout = layout
    self.cells = cells.count > layout.columns.count ? Array(cells[..<layout.columns.count]) : cells
    self.bytes = bytes
  }

  /// A row of the members of an object, `properties` lifted.
  init(_ members: [JSONValue.Member]) {
    var names: [String] = []
    var cells: [Cell] = []
    ServiceRow.take(members, depth: 0, &names, &cells)
    self.init(RowLayout(names), cells, in: [])
  }

  private static func take(
    _ members: [JSONValue.Member], depth: Int, _ names: inout [String], _ cells: inout [Cell]
  ) {
    for member in members {
      if depth < deepestProperties, case .object(let inner) = member.value,
        member.key.lowercased() == "properties"
      {
        take(inner, depth: depth + 1, &names, &cells)
      } else {
        names.append(member.key)
        cells.append(.value(member.value))
      }
    }
  }

  /// `properties` of `properties` are lifted, too, as far as this.
  private static let deepestProperties = 4

  /// What stands in columns that no table is known to have, in order.
  var others: [(name: String, value: JSONValue)] {
    cells.indices.filter { layout.known[$0] == nil }.map { (layout.columns[$0].name, value(of: cells[$0])) }
  }

  /// All columns with what stands in them, in order.
  var all: [(column: RowLayout.Column, value: JSONValue)] {
    cells.indices.map { (layout.columns[$0], value(of: cells[$0])) }
  }

  /// What stands in the column; nil where that is nothing, `null` or an empty string.
  func value(_ column: ServiceColumn) -> JSONValue? {
    guard let value = place(of: column).map({ value(of: cells[$0]) }) else { return nil }
    if case .string(let text) = value, ServiceRow.isNothing(text) { return nil }
    return value
  }

  /// The text of a string, number or truth value, without white space around it.
  func text(_ column: ServiceColumn) -> String? {
    value(column)?.scalarText.map(trimmed)
  }

  /// A GUID, in braces or padded, too; nil for the nil GUID.
  func guid(_ column: ServiceColumn) -> GUID? {
    guard let place = place(of: column) else { return nil }
    if let range = plainText(of: cells[place]), range.count == GUID.length {
      return GUID(ascii: bytes[range]).flatMap { $0.isNil ? nil : $0 }
    }
    guard var text = text(column) else { return nil }
    if text.hasPrefix("{"), text.hasSuffix("}") { text = String(text.dropFirst().dropLast()) }
    return GUID(text).flatMap { $0.isNil ? nil : $0 }
  }

  /// A whole number, written as a number or a string.
  func int(_ column: ServiceColumn) -> Int? { value(column)?.int }

  /// A finite number, written as a number or a string.
  func double(_ column: ServiceColumn) -> Double? { value(column)?.double }

  /// A time, in the zone that stands in it or behind the name of its column; of none for ` [Local Time]`.
  func time(_ column: ServiceColumn) -> WrittenTime? {
    guard let place = place(of: column) else { return nil }
    return time(at: place)
  }

  /// The time of the row itself, of whatever table: that of a known column, or the first in a column that the portal
  /// wrote a zone behind.
  var time: WrittenTime? {
    for column in [ServiceColumn.timeGenerated, .time] {
      if let time = time(column) { return time }
    }
    let place = cells.indices.first {
      layout.columns[$0].hasZone || layout.columns[$0].name.lowercased() == "timestamp"
    }
    return place.flatMap { time(at: $0) }
  }

  private func time(at place: Int) -> WrittenTime? {
    guard let text = value(of: cells[place]).scalarText.map(trimmed), text.utf8.count <= 64 else {
      return nil
    }
    var cursor = ByteCursor(Array(text.utf8))
    guard var time = TimeParser.parse(&cursor, clock: .field) else { return nil }
    if time.zoneOffset == nil, layout.columns[place].isUTC { time.zoneOffset = 0 }
    return time
  }

  /// The first place of the column at which something stands.
  private func place(of column: ServiceColumn) -> Int? {
    cells.indices.first { layout.known[$0] == column && !isNull(cells[$0]) }
  }

  private func isNull(_ cell: Cell) -> Bool {
    switch cell {
    case .value(let value): value.isNull
    case .json(let range): bytes[range].first == UInt8(ascii: "n")
    case .text(let range, _): range.isEmpty
    }
  }

  /// Where the text of a string stands that is written as it is.
  private func plainText(of cell: Cell) -> Range<Int>? {
    switch cell {
    case .value: nil
    case .text(let range, let hasDoubledQuotes): hasDoubledQuotes ? nil : range
    case .json(let range):
      range.count >= 2 && bytes[range.lowerBound] == .quote
        ? range.lowerBound + 1..<range.upperBound - 1 : nil
    }
  }

  private func value(of cell: Cell) -> JSONValue {
    switch cell {
    case .value(let value): value
    case .json(let range): ServiceRow.value(ofJSON: bytes[range])
    case .text(let range, let hasDoubledQuotes):
      .string(hasDoubledQuotes ? ServiceRow.undoubled(bytes[range]) : decodedText(bytes[range]))
    }
  }

  private static func value(ofJSON text: ArraySlice<UInt8>) -> JSONValue {
    guard let first = text.first, let last = text.last else { return .null }
    if first == .quote, last == .quote, text.count >= 2, !text.contains(.backslash) {
      return .string(String(decoding: text.dropFirst().dropLast(), as: UTF8.self))
    }
    if first == .minus || isDigit(first) { return .number(String(decoding: text, as: UTF8.self)) }
    return JSONReader.read(text)?.value ?? .null
  }

  private static func undoubled(_ text: ArraySlice<UInt8>) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var isSecond = false
    for byte in text {
      if byte == .quote, isSecond {
        isSecond = false
        continue
      }
      isSecond = byte == .quote
      result.append(byte)
    }
    return decodedText(result)
  }

  /// Whether an empty string or a word that stands for nothing.
  private static func isNothing(_ text: String) -> Bool {
    let text = trimmed(text)
    return text.isEmpty || text.lowercased() == "null"
  }
}

/// The text without white space at its ends.
func trimmed(_ text: String) -> String {
  guard let first = text.utf8.first, let last = text.utf8.last, first.isJSONSpace || last.isJSONSpace else {
    return text
  }
  let bytes = Array(text.utf8)
  guard let start = bytes.firstIndex(where: { !$0.isJSONSpace }),
    let end = bytes.lastIndex(where: { !$0.isJSONSpace })
  else { return "" }
  return String(decoding: bytes[start...end], as: UTF8.self)
}
