/// Tables in JSON whose cells stand in rows, and the names of the columns once, before them, as the query services of Azure
/// answer: `{"columns":[{"name":"UserId","type":"string"}],"rows":[["…"],["…"]]}`.
struct SensitiveJSONTables: SensitiveCells {
  let headerLength = 0
  private let kinds: Set<SensitiveKind>
  private var place = Place.outside

  /// Where in the document the next byte stands.
  private enum Place {
    case outside
    /// Between the names of columns and the rows.
    case named([Int: LabelRule])
    /// Where a row begins.
    case rows([Int: LabelRule])
  }

  /// Names that go on for longer are none of columns.
  private static let longestNames = 256 << 10

  /// Nil where the text is no JSON, or names no columns.
  init?(inTextThatBegins text: [UInt8], kinds: Set<SensitiveKind>) {
    let start = text.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    guard let first = text[start...].first(where: { !isSpace($0) }), isOne(first, of: "{["),
      SensitiveJSONTables.member("columns", in: text, from: start) != nil
    else { return nil }
    self.kinds = kinds
  }

  mutating func find(
    in bytes: [UInt8], from start: Int, isAtEnd: Bool, into found: inout [SensitiveValue]
  ) -> Int {
    // What stands between tables is found as in any text, which needs to see what follows.
    let seen = isAtEnd ? bytes.count : max(start, bytes.count - SensitiveFinder.lookAhead)
    var index = start
    while index < bytes.count {
      switch place {
      case .rows(let rules):
        SensitiveJSONTables.skipSeparators(&index, in: bytes)
        guard index < bytes.count else { return index }
        guard bytes[index] == UInt8(ascii: "[") else {
          place = .outside
          continue
        }
        let row = SensitiveJSONTables.row(at: index, in: bytes)
        guard row.isWhole || isAtEnd else { return index }
        for (column, cell) in row.cells {
          if let value = rules[column]?.judge(LabelledValue(cell), in: bytes) { found.append(value) }
        }
        index = row.end
      case .outside, .named:
        let columns = SensitiveJSONTables.member("columns", in: bytes, from: index)
        if case .named(let rules) = place,
          let rows = SensitiveJSONTables.member("rows", in: bytes, from: index),
          rows.start < columns?.start ?? .max
        {
          place = .rows(rules)
          index = rows.content
          continue
        }
        guard let columns else { return seen }
        guard let (names, end) = SensitiveJSONTables.names(from: columns.content, in: bytes) else {
          guard isAtEnd || bytes.count - columns.start > SensitiveJSONTables.longestNames else {
            return min(columns.start, seen)
          }
          index = columns.content
          continue
        }
        var rules: [Int: LabelRule] = [:]
        for (column, name) in names.enumerated() { rules[column] = LabelRule.ofColumn(name, kinds: kinds) }
        place = rules.isEmpty ? .outside : .named(rules)
        index = end
      }
    }
    return bytes.count
  }

  // MARK: Members

  /// Where the list begins that is a member of this name, in lower case or with a capital, and its content.
  private static func member(
    _ name: StaticString, in bytes: [UInt8], from start: Int
  ) -> (start: Int, content: Int)? {
    var cursor = ByteCursor(bytes, from: start)
    while let quote = cursor.find(UInt8(ascii: "\"")) {
      cursor.index = quote + 1
      guard let first = cursor.peek(), isLetter(first) else { continue }
      var probe = cursor
      let word = probe.take(upTo: name.utf8CodeUnitCount) { $0 != UInt8(ascii: "\"") }
      guard word.count == name.utf8CodeUnitCount, probe.consume(UInt8(ascii: "\"")),
        name.withUTF8Buffer({ name in
          word.indices.allSatisfy { unsafe lowercased(bytes[$0]) == name[$0 - word.lowerBound] }
        })
      else { continue }
      _ = probe.take(upTo: 16, while: isSpace)
      guard probe.consume(UInt8(ascii: ":")) else { continue }
      _ = probe.take(upTo: 64, while: isSpace)
      if probe.consume(UInt8(ascii: "[")) { return (quote, probe.index) }
    }
    return nil
  }

  /// The names in the list whose content begins at `start`, without spaces and underscores: strings, or the members of
  /// objects that say what a column is called.
  private static func names(from start: Int, in bytes: [UInt8]) -> (names: [[UInt8]], end: Int)? {
    var names: [[UInt8]] = []
    var depth = 1
    var isName = false
    var cursor = ByteCursor(bytes, from: start)
    while let byte = cursor.peek() {
      cursor.skip()
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return (names, cursor.index) }
      case UInt8(ascii: "\""):
        guard let end = endOfString(from: cursor.index, in: bytes) else { return nil }
        let text = bytes[cursor.index..<end].map { lowercased($0) }
        cursor.index = end + 1
        _ = cursor.take(upTo: 16, while: isSpace)
        if cursor.peek() == UInt8(ascii: ":") {
          isName = depth == 2 && (text.elementsEqual("name".utf8) || text.elementsEqual("columnname".utf8))
        } else if depth == 1 || isName {
          names.append(text.filter { !isOne($0, of: " _") })
          isName = false
        }
      default: break
      }
    }
    return nil
  }

  // MARK: Rows

  private struct Row {
    /// Its strings, with their columns.
    var cells: [(column: Int, range: Range<Int>)] = []
    var end: Int
    var isWhole = false
  }

  private static func skipSeparators(_ index: inout Int, in bytes: [UInt8]) {
    var cursor = ByteCursor(bytes, from: index)
    _ = cursor.take { isSpace($0) || $0 == UInt8(ascii: ",") }
    index = cursor.index
  }

  /// The row whose bracket is at `index`.
  private static func row(at index: Int, in bytes: [UInt8]) -> Row {
    var cursor = ByteCursor(bytes, from: index)
    var row = Row(end: bytes.count)
    var depth = 0
    var column = 0
    while let byte = cursor.peek() {
      cursor.skip()
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth -= 1
        guard depth > 0 else {
          (row.end, row.isWhole) = (cursor.index, true)
          return row
        }
      case UInt8(ascii: ",") where depth == 1: column += 1
      case UInt8(ascii: "\""):
        let end = endOfString(from: cursor.index, in: bytes) ?? bytes.count
        if depth == 1, end > cursor.index { row.cells.append((column, cursor.index..<end)) }
        cursor.skip(end + 1 - cursor.index)
      default: break
      }
    }
    return row
  }

  private static func endOfString(from start: Int, in bytes: [UInt8]) -> Int? {
    var cursor = ByteCursor(bytes, from: start)
    while let byte = cursor.peek(), byte != UInt8(ascii: "\"") {
      cursor.skip(byte == UInt8(ascii: "\\") ? 2 : 1)
    }
    return cursor.isAtEnd ? nil : cursor.index
  }
}
