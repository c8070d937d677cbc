import Evidence

/// Reads the rows of a CSV that lists files: `Export-Csv` of PowerShell with either delimiter, and this tool's own
/// inventory. Line by line; a row goes on where a quote is open.
struct CSVListing {
  /// Bytes of a row that is read; longer ones are left out.
  static let limit = 256 << 10

  private let columns: [String]
  private let delimiter: UInt8
  private let form: DirectoryListing.Form
  private var row: [UInt8] = []
  private var start: Source?
  private var isInQuotes = false
  private var isOver = false
  /// Rows that were longer, or whose quote is never closed.
  private(set) var cut = 0

  /// Reads the header; nil for a line that is none of a listing.
  init?(header: [UInt8]) {
    let text = header.withoutTrailingBlanks
    guard text.count < 8192 else { return nil }
    var best: (columns: [String], delimiter: UInt8)?
    for delimiter in [UInt8.comma, UInt8(ascii: ";"), UInt8(ascii: "\t")] {
      let columns = CSVListing.fields(Array(text), delimiter).map { $0.lowercased() }
      if columns.count > best?.columns.count ?? 0 { best = (columns, delimiter) }
    }
    guard let best else { return nil }
    columns = best.columns
    delimiter = best.delimiter
    let names = Set(columns)
    if names.isSuperset(of: ["path", "size", "modifiedtime"]) {
      form = .inventory
    } else if names.contains("fullname") && (names.count > 1 || text.first == .quote)
      || names.isSuperset(of: ["name", "length", "lastwritetime"])
      || names.isSuperset(of: ["algorithm", "hash", "path"])
    {
      form = .exportCSV
    } else {
      return nil
    }
  }

  /// Whether the line tells the type of objects and a header follows: `#TYPE System.IO.FileInfo`.
  static func isType(_ line: [UInt8]) -> Bool {
    ByteCursor(line).startsWith("#TYPE ")
  }

  /// Takes the next line.
  mutating func take(_ line: [UInt8], source: Source, into collector: inout ListingCollector) {
    if isInQuotes, isRow(line) {
      // The quote that was open is a stray one: no value has a whole row inside.
      cut += 1
      startAnew()
    }
    if start == nil {
      guard !line.isEmpty, !CSVListing.isType(line) else { return }
      start = source
    } else if !isOver {
      row.append(.lineFeed)
    }
    for byte in line where byte == .quote { isInQuotes.toggle() }
    if row.count + line.count > CSVListing.limit {
      isOver = true
      row = []
    }
    if !isOver { row += line }
    if !isInQuotes { endRow(into: &collector) }
  }

  /// Ends the input; a row with an open quote is damaged.
  mutating func finish() {
    if start != nil { cut += 1 }
  }

  private mutating func endRow(into collector: inout ListingCollector) {
    defer { startAnew() }
    collector.note(form)
    guard let start, !isOver else {
      cut += 1
      return
    }
    var object = ListedObject()
    let fields = CSVListing.fields(row, delimiter)
    // A header again, where exports were appended.
    if fields.map({ $0.lowercased() }) == columns { return }
    for (name, value) in zip(columns, fields) { object.set(name, value) }
    if let file = object.file(form, isNarrow: form == .exportCSV) { collector.add(file, source: start) }
  }

  private mutating func startAnew() {
    row.removeAll(keepingCapacity: true)
    start = nil
    isOver = false
    isInQuotes = false
  }

  private func isRow(_ line: [UInt8]) -> Bool {
    guard line.first == .quote, columns.count > 1, line.count <= CSVListing.limit,
      line.count(where: { $0 == .quote }).isMultiple(of: 2)
    else { return false }
    return CSVListing.fields(line, delimiter).count == columns.count
  }

  /// The fields of a row, RFC 4180.
  private static func fields(_ row: [UInt8], _ delimiter: UInt8) -> [String] {
    var fields: [String] = []
    var field: [UInt8] = []
    var isInQuotes = false
    var wasQuote = false
    for byte in row {
      if byte == .quote {
        // Two in a row inside quotes are one; a pair that opens nothing is empty.
        if !isInQuotes, wasQuote { field.append(byte) }
        isInQuotes.toggle()
        wasQuote = !isInQuotes
        continue
      }
      wasQuote = false
      if byte == delimiter, !isInQuotes {
        fields.append(decodedText(field))
        field.removeAll(keepingCapacity: true)
        guard fields.count < 256 else { return fields }
      } else {
        field.append(byte)
      }
    }
    return fields + [decodedText(field)]
  }
}
