import Evidence

/// Lines that begin or end with a path: `where`, `dir /s /b`, `forfiles`, `stat` and `find -printf`.
enum PathLines {
  static func read(_ line: [UInt8]) -> ListingLine? {
    guard let first = line.first else { return nil }
    if first == .quote { return quoted(line) }
    if first.isBlank || isDigit(first) { return sized(line) }
    let path = line.withoutTrailingBlanks
    if ListingPath.isWindows(line), ListingPath.isPlausible(path) {
      return .file(FoundFile(form: .pathList, path: decodedText(path)))
    }
    return nil
  }

  /// `./a/b.blog`, as `find` prints without being told more.
  static func unix(_ line: [UInt8]) -> ListingLine? {
    let path = line.withoutTrailingBlanks
    guard !ListingPath.isWindows(line), ListingPath.begins(line), path.last != .colon,
      ListingPath.isPlausible(path), !path.contains(UInt8(ascii: "="))
    else { return nil }
    return .file(FoundFile(form: .pathList, path: decodedText(path)))
  }

  /// `"C:\a\x.blog"` of `where /f`, with size, date and time behind it of `forfiles`.
  private static func quoted(_ line: [UInt8]) -> ListingLine? {
    var cursor = ByteCursor(line, from: 1)
    guard let end = cursor.find(.quote), end > 1 else { return nil }
    let path = line[1..<end]
    let isAbsolute = ListingPath.isWindows(line, at: 1)
    guard ListingPath.isPlausible(path), isAbsolute || end < line.count - 1 else { return nil }
    cursor.index = end + 1
    cursor.skipSpaces()
    var found = FoundFile(form: .where, path: decodedText(path))
    if cursor.isAtEnd { return .file(found) }
    // `@isdir` may come first.
    if cursor.consume("TRUE") { return .noFile(.forfiles) }
    if cursor.consume("FALSE") { cursor.skipSpaces() }
    guard let size = ListingNumber.read(&cursor), cursor.isAtEnd || cursor.peek() == .space else {
      return nil
    }
    found.form = .forfiles
    found.size = size...size
    cursor.skipSpaces()
    if !cursor.isAtEnd {
      guard let time = ListingTime.read(&cursor) else { return nil }
      found.modified = time.written
    }
    return .file(found)
  }

  /// A size, a date and a time before a path, in any order.
  private static func sized(_ line: [UInt8]) -> ListingLine? {
    var cursor = ByteCursor(line)
    cursor.skipSpaces()
    var size: ClosedRange<Int>?
    var time = TimeParser.decimalEpoch(&cursor).map { $0.written(in: cursor, clock: .host) }
    for _ in 0..<2 {
      cursor.skipSpaces()
      if time == nil, let reading = ListingTime.read(&cursor) {
        time = reading.written
      } else if size == nil, let number = ListingNumber.read(&cursor), cursor.peek()?.isBlank ?? false {
        size = number...number
      }
    }
    guard let size else { return nil }
    cursor.skipSpaces()
    let isQuoted = cursor.consume(.quote)
    guard ListingPath.begins(line, at: cursor.index) else { return nil }
    var path = line.rest(from: cursor.index)
    if isQuoted, path.last == .quote { path.removeLast() }
    let isWindows = ListingPath.isWindows(line, at: cursor.index)
    guard isWindows || time != nil, ListingPath.isPlausible(path) else { return nil }
    return .file(
      FoundFile(form: isWindows ? .where : .find, path: decodedText(path), size: size, modified: time))
  }
}
