/// What finds values by the place where they stand in tables.
public protocol SensitiveCells: Sendable {
  /// Bytes at the beginning of the text that say nothing of anybody.
  var headerLength: Int { get }

  /// Appends the sensitive cells of the whole records that begin at `start`; gives where the last of them ends, which is
  /// `start` where none is whole. It is asked from there next.
  ///
  /// - Parameter isAtEnd: Whether nothing follows the bytes, so that the last record needs no end.
  mutating func find(
    in bytes: [UInt8], from start: Int, isAtEnd: Bool, into found: inout [SensitiveValue]
  ) -> Int
}

/// What finds the cells of the tables that a text is or has, if its beginning tells of any with sensitive columns.
public func sensitiveCells(ofTextThatBegins beginning: [UInt8], kinds: Set<SensitiveKind>) -> (
  any SensitiveCells
)? {
  if let columns = SensitiveColumns(headerOf: beginning, kinds: kinds) { return columns }
  return SensitiveJSONTables(inTextThatBegins: beginning, kinds: kinds)
}

/// The columns of a table of separated values whose names say that what stands in them is sensitive.
public struct SensitiveColumns: SensitiveCells {
  public let headerLength: Int
  private let separator: UInt8
  private let rules: [Int: LabelRule]

  /// Nil where the text does not begin with the names of columns, or none of them is sensitive.
  public init?(headerOf text: [UInt8], kinds: Set<SensitiveKind>) {
    var start = text.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    var declared: UInt8?
    // What spreadsheets write where lists are separated otherwise: `sep=;`.
    var cursor = ByteCursor(text, from: start)
    if cursor.consume("sep="), let byte = cursor.peek() {
      cursor.skip()
      _ = cursor.consume(UInt8(ascii: "\r"))
      guard cursor.consume(UInt8(ascii: "\n")) else { return nil }
      (start, declared) = (cursor.index, byte)
    }
    let end =
      text[start...].firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? text.endIndex
    let header = text[start..<end]
    let commonest = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")].max { first, second in
      header.count { $0 == first } < header.count { $0 == second }
    }
    guard header.count <= 32 << 10, let separator = declared ?? commonest else { return nil }
    let names = header.split(separator: separator, omittingEmptySubsequences: false).map { name in
      name.filter { !isOne($0, of: "\" _") }
    }
    // A line of a log has longer words, and brackets.
    guard names.count >= 3, names.allSatisfy({ $0.count <= 64 && $0.allSatisfy(isPartOfName) }) else {
      return nil
    }
    var rules: [Int: LabelRule] = [:]
    for (column, name) in names.enumerated() { rules[column] = LabelRule.ofColumn(name, kinds: kinds) }
    guard !rules.isEmpty else { return nil }
    headerLength = end
    self.separator = separator
    self.rules = rules
  }

  public func find(
    in bytes: [UInt8], from start: Int, isAtEnd: Bool, into found: inout [SensitiveValue]
  ) -> Int {
    var recordEnd = start
    var pending: [SensitiveValue] = []
    var column = 0
    var cell = start
    var isQuoted = false
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if !isQuoted, byte == separator || byte == UInt8(ascii: "\n") {
        take(cell..<index - 1, column: column, in: bytes, into: &pending)
        (cell, column) = (index, column + 1)
        guard byte == UInt8(ascii: "\n") else { continue }
        found += pending
        pending.removeAll(keepingCapacity: true)
        (recordEnd, column) = (index, 0)
      }
    }
    guard isAtEnd else { return recordEnd }
    take(cell..<bytes.count, column: column, in: bytes, into: &pending)
    found += pending
    return bytes.count
  }

  private func take(_ cell: Range<Int>, column: Int, in bytes: [UInt8], into found: inout [SensitiveValue]) {
    guard let rule = rules[column] else { return }
    var range = cell
    if let last = bytes[range].last, last == UInt8(ascii: "\r") {
      range = range.lowerBound..<range.upperBound - 1
    }
    if range.count >= 2, bytes[range.lowerBound] == UInt8(ascii: "\""),
      bytes[range].last == UInt8(ascii: "\"")
    {
      range = range.lowerBound + 1..<range.upperBound - 1
    }
    guard !range.isEmpty, let value = rule.judge(LabelledValue(range), in: bytes) else { return }
    found.append(value)
  }
}

private func isPartOfName(_ byte: UInt8) -> Bool {
  isWordByte(byte) || isOne(byte, of: "[]().-$'#:/")
}
