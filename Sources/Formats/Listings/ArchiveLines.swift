import Evidence

/// The lines of `unzip -l` and `7z l`.
enum ArchiveLines {
  /// `    12000  2026-11-22 00:51   a/x.blog`, below a rule.
  static func unzip(_ line: [UInt8]) -> ListingLine? {
    var cursor = ByteCursor(line)
    cursor.skipSpaces()
    guard let size = cursor.digits(1, 18), cursor.peek() == .space else { return nil }
    cursor.skipSpaces()
    var sum = cursor
    guard let time = ListingTime.read(&cursor) else {
      guard let files = sum.digits(1, 9), sum.peek() == .space, !line.contains(.colon) else { return nil }
      sum.skipSpaces()
      let words = sum.take { !isDigit($0) }
      return !words.isEmpty && sum.isAtEnd ? .sum(.unzip, files: files, bytes: size) : nil
    }
    guard cursor.startsWith("  ") else { return nil }
    _ = cursor.take(upTo: 3) { $0 == .space }
    return path(line, behind: cursor, size, time)
  }

  private static func path(
    _ line: [UInt8], behind cursor: ByteCursor, _ size: Int, _ time: ListingTime.Reading
  ) -> ListingLine? {
    let path = line[min(cursor.index, line.count)...]
    guard let last = path.last else { return nil }
    // The sum counts folders like files.
    if ListingPath.isSeparator(last) { return .noFile(.unzip, countsAsFile: true) }
    return .file(
      FoundFile(form: .unzip, path: decodedText(path), size: size...size, modified: time.written))
  }

  /// `2026-11-22 00:51:48 .....        12000        12000  a/x.blog`, and the sum with no attributes.
  static func sevenZip(_ line: [UInt8]) -> ListingLine? {
    guard line.count > nameColumn, line[19] == .space else { return nil }
    var cursor = ByteCursor(line)
    let hasDate = isDigit(line[0])
    let time = hasDate ? ListingTime.read(&cursor) : nil
    guard hasDate ? time != nil && cursor.index == 19 : line[..<20].allSatisfy({ $0 == .space }) else {
      return nil
    }
    let attributes = line[20..<25]
    let sizes = line[25..<nameColumn]
    guard sizes.allSatisfy({ isDigit($0) || $0 == .space }), line[nameColumn - 1] == .space else {
      return nil
    }
    var number = ByteCursor(line, from: 25, to: 38)
    number.skipSpaces()
    let size = number.digits(1, 18)
    let name = line[nameColumn...]
    if attributes.allSatisfy({ $0 == .space }) {
      var words = ByteCursor(line, from: nameColumn)
      guard let files = words.digits(1, 9), words.peek() == .space, let size else { return nil }
      return .sum(.sevenZip, files: files, bytes: size)
    }
    guard zip(attributes, "DRHSA".utf8).allSatisfy({ $0 == $1 || $0 == UInt8(ascii: ".") }) else {
      return nil
    }
    if attributes.first == UInt8(ascii: "D") { return .noFile(.sevenZip) }
    return .file(
      FoundFile(
        form: .sevenZip, path: decodedText(name), size: size.map { $0...$0 }, modified: time?.written))
  }

  private static let nameColumn = 53
}
