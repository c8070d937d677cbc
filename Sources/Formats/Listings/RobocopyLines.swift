import Evidence

/// The lines of `robocopy /L`, whose fields are parted by tabs.
enum RobocopyLines {
  /// Never localised.
  static func isBanner(_ line: [UInt8]) -> Bool {
    var cursor = ByteCursor(line)
    cursor.skipSpaces()
    guard cursor.consume("ROBOCOPY") else { return false }
    cursor.skipSpaces()
    return cursor.startsWith("::")
  }

  /// Fields before a name: a class, a size that a time may follow.
  static func read(_ line: [UInt8]) -> ListingLine? {
    guard let first = line.first, first.isBlank, let tab = line.lastIndex(of: tabulator) else { return nil }
    let name = line.rest(from: tab + 1)
    guard let last = name.last, !name.contains(where: { isOne($0, of: "<>|\"*?") }) else { return nil }
    var fields = line[..<tab].split(separator: tabulator, maxSplits: 8)
    var time = fields.count > 1 ? fields.last.flatMap(ListingTime.whole) : nil
    // A time stands behind the size, or in a field of its own.
    if time != nil { fields.removeLast() }
    guard let number = fields.last else { return nil }
    var cursor = ByteCursor(line, from: number.startIndex, to: number.endIndex)
    cursor.skipSpaces()
    if ListingPath.isSeparator(last) {
      // `  New Dir          3` is one field.
      if !(cursor.peek().map(isDigit) ?? false) { skipClass(&cursor) }
      guard cursor.digits(1, 9) != nil || cursor.isAtEnd else { return nil }
      return .folder(.robocopy, decodedText(name))
    }
    guard let size = ListingNumber.size(&cursor) else { return nil }
    cursor.skipSpaces()
    time = time ?? ListingTime.read(&cursor)
    cursor.skipSpaces()
    guard cursor.isAtEnd, number.first?.isBlank ?? false || fields.count > 1 else { return nil }
    return .file(
      FoundFile(form: .robocopy, path: decodedText(name), size: size, modified: time?.written))
  }

  /// `  0%  `.
  static func isProgress(_ line: [UInt8]) -> Bool {
    var cursor = ByteCursor(line, to: line.withoutTrailingBlanks.endIndex)
    cursor.skipSpaces()
    guard cursor.digits(1, 3) != nil else { return false }
    if cursor.consume(UInt8(ascii: ".")) || cursor.consume(.comma) { _ = cursor.digits(1, 2) }
    return cursor.consume(UInt8(ascii: "%")) && cursor.isAtEnd
  }

  /// The first two numbers of a row of the summary: all, and those that were or would be copied.
  static func summary(_ line: [UInt8]) -> (total: Int, copied: Int)? {
    guard let colon = line.firstIndex(of: .colon), colon < 40 else { return nil }
    let numbers = line[(colon + 1)...].split(separator: .space)
    guard numbers.count == 6 else { return nil }
    var values: [Int] = []
    for number in numbers {
      var cursor = ByteCursor(Array(number))
      guard let value = cursor.digits(1, 9), cursor.isAtEnd else { return nil }
      values.append(value)
    }
    return (values[0], values[1])
  }

  private static let tabulator = UInt8(ascii: "\t")

  private static func skipClass(_ cursor: inout ByteCursor) {
    _ = cursor.take { !isDigit($0) }
  }
}
