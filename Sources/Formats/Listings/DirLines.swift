import Evidence

/// The lines of `dir`, in any language: they are told by their shape.
struct DirLines {
  /// Where names begin in this listing, in characters; needed where blanks part the groups of sizes.
  private var nameColumn: Int?

  /// - Parameter isInFolder: Whether a heading was read, so that columns may have been lost in pasting.
  mutating func read(_ line: [UInt8], isInFolder: Bool) -> ListingLine? {
    var cursor = ByteCursor(line)
    cursor.skipSpaces()
    guard let time = ListingTime.read(&cursor) else {
      return stream(line) ?? (isInFolder ? sum(line) : nil)
    }
    let timeEnd = cursor.index
    cursor.skipSpaces()
    guard cursor.index > timeEnd, let next = cursor.peek() else { return nil }
    if next == UInt8(ascii: "<") { return folder(line, cursor) }
    let isParenthesised = cursor.consume(UInt8(ascii: "("))
    guard let (size, sizeEnd) = sizeAndName(line, from: cursor.index) else { return nil }
    var name = sizeEnd
    if isParenthesised {
      guard name < line.count, line[name] == UInt8(ascii: ")") else { return nil }
      name += 1
    }
    guard name < line.count, line[name] == .space else { return nil }
    // The size is at the right of a column of 17 characters or more.
    guard isInFolder || name - timeEnd >= 15 else { return nil }
    let text = DirLines.name(line[(name + 1)...])
    guard !text.isEmpty else { return nil }
    return .file(FoundFile(form: .dir, path: text, size: size...size, modified: time.written))
  }

  /// ` Directory of C:\x`, ` C:\x のディレクトリ`: one blank, and words before or behind a path.
  static func heading(_ line: [UInt8]) -> String? {
    guard line.first == .space, line.count > 4, line[1] != .space, let start = ListingPath.firstWindows(line),
      start <= 64, !line[..<start].contains(where: { isDigit($0) || $0 == .colon })
    else { return nil }
    var path = line[start...]
    while let last = path.last, last.isBlank { path.removeLast() }
    if start == 1 {
      guard let blank = path.lastIndex(of: .space) else { return nil }
      let word = path[(blank + 1)...]
      guard word.contains(where: { $0 >= 0x80 }) || pathFirstWords.contains(Array(word)) else { return nil }
      path = path[..<blank]
    }
    guard ListingPath.isPlausible(path) else { return nil }
    return decodedText(path)
  }

  /// Turkish and Hungarian put the path first, too.
  private static let pathFirstWords: Set<[UInt8]> = [Array("dizini".utf8), Array("tartalma".utf8)]

  private mutating func folder(_ line: [UInt8], _ cursor: ByteCursor) -> ListingLine? {
    var cursor = cursor
    guard let end = cursor.find(UInt8(ascii: ">")), end - cursor.index <= 24 else { return nil }
    let isLinkToFile = cursor.startsWith("<SYMLINK>")
    cursor.index = end + 1
    cursor.skipSpaces()
    guard !cursor.isAtEnd else { return nil }
    nameColumn = DirLines.characters(line[..<cursor.index])
    return .noFile(.dir, countsAsFile: isLinkToFile)
  }

  /// The size that begins at `start`, and where the blank behind it stands.
  private func sizeAndName(_ line: [UInt8], from start: Int) -> (Int, Int)? {
    var strict = ByteCursor(line, from: start)
    guard let size = ListingNumber.read(&strict) else { return nil }
    var loose = ByteCursor(line, from: start)
    guard let longer = ListingNumber.read(&loose, allowsBlanks: true), loose.index > strict.index,
      loose.peek() == .space
    else { return (size, strict.index) }
    if let nameColumn, DirLines.characters(line[...strict.index]) == nameColumn {
      return (size, strict.index)
    }
    return (longer, loose.index)
  }

  /// `34 hm.txt:root.txt:$DATA`, which `/r` lists below the file.
  private func stream(_ line: [UInt8]) -> ListingLine? {
    guard line.first == .space else { return nil }
    var cursor = ByteCursor(line, to: line.withoutTrailingBlanks.endIndex)
    guard cursor.ends(0..<cursor.end, with: ":$DATA") else { return nil }
    cursor.skipSpaces()
    guard ListingNumber.read(&cursor) != nil, cursor.peek() == .space else { return nil }
    return .noFile(.dir)
  }

  /// `2 File(s)            833 bytes`: two numbers, words behind each.
  private func sum(_ line: [UInt8]) -> ListingLine? {
    guard line.first == .space else { return nil }
    var cursor = ByteCursor(line)
    cursor.skipSpaces()
    guard let files = ListingNumber.read(&cursor, allowsBlanks: true), cursor.peek() == .space else {
      return nil
    }
    let words = cursor.take(upTo: 80) { !isDigit($0) }
    guard line[words].contains(where: { isLetter($0) || $0 >= 0x80 || $0 == UInt8(ascii: "?") }),
      let bytes = ListingNumber.read(&cursor, allowsBlanks: true)
    else { return nil }
    cursor.skipSpaces()
    let unit = line[cursor.index...]
    guard !unit.isEmpty, unit.count <= 60, !unit.contains(where: isDigit) else { return nil }
    return .sum(.dir, files: files, bytes: bytes)
  }

  /// The name, without the owner that `/q` puts before it: no name has a backslash.
  private static func name(_ bytes: ArraySlice<UInt8>) -> String {
    var name = bytes
    while let last = name.last, last.isBlank { name.removeLast() }
    if name.contains(.backslash), name.count > ownerWidth { name = name.dropFirst(ownerWidth) }
    return decodedText(name)
  }

  private static let ownerWidth = 23

  private static func characters(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.count { $0 & 0xc0 != 0x80 }
  }
}
