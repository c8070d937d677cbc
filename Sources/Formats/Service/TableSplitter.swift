import Scan

/// Cuts the records of a table with separated fields, whose quoted fields may hold line breaks.
struct TableSplitter: Sendable {
  private(set) var position = 0
  private var start = 0
  private var state = State.fieldStart
  private let separator: UInt8
  private let context: ElementContext?
  /// Behind damage quotes mean nothing up to here: a line is a record.
  private var plainUntil = 0

  private enum State {
    case fieldStart
    case plain
    case quoted
    /// Behind a quote in a quoted field: the field's end, or the first of two.
    case quote
  }

  /// - Parameter context: Given to every record.
  init(separator: UInt8, context: ElementContext? = nil, from position: Int = 0) {
    self.separator = separator
    self.context = context
    self.position = position
    start = position
  }

  /// The first byte that is still needed.
  var needed: Int { start }

  /// Counts places from further on, after so many bytes were forgotten.
  mutating func drop(_ count: Int) {
    position -= count
    start -= count
    plainUntil = max(0, plainUntil - count)
  }

  /// The next record, without its line break; nil where there is none before more of the text comes, or at the end.
  mutating func next(_ bytes: [UInt8], isLast: Bool) -> ElementSplitter.Element? {
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch (state, byte) {
      case (.quoted, .quote): state = .quote
      case (.quoted, _): break
      case (.fieldStart, .quote) where position > plainUntil, (.quote, .quote): state = .quoted
      case (_, .lineFeed):
        if let element = record(bytes, to: position - 1) { return element }
      case (_, separator): state = .fieldStart
      default: state = .plain
      }
      if position - start > ElementSplitter.elementCap {
        return state == .quoted ? damaged(bytes) : cut()
      }
    }
    guard isLast, start < bytes.count else { return nil }
    if state == .quoted {
      if position - start > 1 << 16 { return damaged(bytes) }
      var element = record(bytes, to: position)
      element?.isTruncated = true
      return element
    }
    return record(bytes, to: position)
  }

  private mutating func record(_ bytes: [UInt8], to end: Int) -> ElementSplitter.Element? {
    let end = end > start && bytes[end - 1] == .carriageReturn ? end - 1 : end
    let range = start..<end
    start = position
    state = .fieldStart
    guard bytes[range].contains(where: { !$0.isJSONSpace }) else { return nil }
    return ElementSplitter.Element(range: range, context: context)
  }

  /// A quote that nothing closes: its line is a record, and so are those behind it that were looked at.
  private mutating func damaged(_ bytes: [UInt8]) -> ElementSplitter.Element? {
    plainUntil = position
    position = (firstIndex(of: .lineFeed, in: bytes.span, from: start) ?? position - 1) + 1
    var element = record(bytes, to: position - 1)
    element?.isDamaged = true
    return element
  }

  /// What is too long is given in pieces of which the first counts; the others are records that mean nothing.
  private mutating func cut() -> ElementSplitter.Element? {
    let range = start..<position
    start = position
    return ElementSplitter.Element(range: range, context: context, isCut: true)
  }
}

/// The fields of a record.
enum TableFields {
  static func cells(_ bytes: [UInt8], in range: Range<Int>, _ separator: UInt8) -> [ServiceRow.Cell] {
    var cells: [ServiceRow.Cell] = []
    var index = range.lowerBound
    while true {
      if index < range.upperBound, bytes[index] == .quote {
        cells.append(quoted(bytes, from: &index, to: range.upperBound, separator))
      } else {
        let end = bytes[index..<range.upperBound].firstIndex(of: separator) ?? range.upperBound
        cells.append(.text(index..<end, hasDoubledQuotes: false))
        index = end
      }
      guard index < range.upperBound else { return cells }
      index += 1
    }
  }

  /// Leaves `index` at the separator behind the field, or at the end.
  private static func quoted(
    _ bytes: [UInt8], from index: inout Int, to end: Int, _ separator: UInt8
  ) -> ServiceRow.Cell {
    let start = index + 1
    index = start
    var hasDoubledQuotes = false
    while index < end {
      if bytes[index] == .quote {
        guard index + 1 < end, bytes[index + 1] == .quote else { break }
        hasDoubledQuotes = true
        index += 1
      }
      index += 1
    }
    let field = start..<min(index, end)
    index = bytes[min(index, end)..<end].firstIndex(of: separator) ?? end
    return .text(field, hasDoubledQuotes: hasDoubledQuotes)
  }
}

/// The head of a table of a service's records, as the portal exports it.
struct TableHead: Sendable {
  let columns: RowLayout
  let separator: UInt8
  /// Where the first record begins.
  let end: Int

  /// Nil where a text that begins like this is no such table.
  init?(_ head: ArraySlice<UInt8>) {
    let bytes = Array(head)
    var start = 0
    // What a spreadsheet program writes first, to tell itself the separator.
    if bytes.starts(with: Array("sep=".utf8)), let end = bytes.firstIndex(of: .lineFeed) { start = end + 1 }
    guard let first = bytes[start...].first, isLetter(first) || first == .quote || first == UInt8(ascii: "_"),
      let line = firstIndex(of: .lineFeed, in: bytes.span, from: start) ?? (bytes.isEmpty ? nil : bytes.count)
    else { return nil }
    let text = bytes[start..<line]
    let separators = [UInt8.comma, UInt8(ascii: ";"), UInt8(ascii: "\t")]
    let counts = separators.map { separator in text.count { $0 == separator } }
    guard let most = counts.max(), most > 0, let chosen = counts.firstIndex(of: most) else { return nil }
    var splitter = TableSplitter(separator: separators[chosen], from: start)
    guard let record = splitter.next(bytes, isLast: true) else { return nil }
    separator = separators[chosen]
    end = splitter.position
    let cells = TableFields.cells(bytes, in: record.range, separator)
    let names = ServiceRow(RowLayout(cells.map { _ in "" }), cells, in: bytes).all.map {
      trimmed($0.value.string ?? "")
    }
    columns = RowLayout(names)
    guard isServices else { return nil }
  }

  /// Whether times have a zone behind their column's name, as only the portal writes it, or names are those of tables.
  private var isServices: Bool {
    if columns.columns.contains(where: \.hasZone) { return true }
    let known = Set(columns.known.compactMap { $0 })
    return known.contains(.timeGenerated) && known.count >= 3
      || ServiceRecogniser.telltaleColumns.contains { known.contains($0) } && known.count >= 3
  }
}
