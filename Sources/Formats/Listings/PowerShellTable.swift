import Evidence

/// The lines of `Get-ChildItem` and `Get-FileHash` as PowerShell formats them in tables.
enum PowerShellTable {
  static func read(_ line: [UInt8]) -> ListingLine? {
    var cursor = ByteCursor(line)
    cursor.skipSpaces()
    guard let first = cursor.peek() else { return nil }
    if isOne(first, of: "-dl") { return item(line, cursor) ?? (isRule(line) ? .frame : nil) }
    if first == UInt8(ascii: "M"), cursor.consume("Mode"), cursor.peek() == .space { return .frame }
    return digest(line, cursor)
  }

  /// `    Directory: C:\x`, the label in any language.
  static func heading(_ line: [UInt8]) -> String? {
    guard line.starts(with: [.space, .space]) else { return nil }
    var cursor = ByteCursor(line)
    cursor.skipSpaces()
    let label = cursor.take(upTo: 60) { $0 != .colon && !isDigit($0) && !ListingPath.isSeparator($0) }
    guard !label.isEmpty, cursor.consume(.colon) else { return nil }
    let end = cursor.index
    TimeParser.skipAnySpace(&cursor)
    guard cursor.index > end, ListingPath.begins(line, at: cursor.index) else { return nil }
    let path = line.rest(from: cursor.index)
    guard ListingPath.isPlausible(path) else { return nil }
    return decodedText(path)
  }

  /// A row of dashes below headings.
  static func isRule(_ line: [UInt8]) -> Bool {
    line.contains(.minus) && line.allSatisfy { $0.isBlank || $0 == .minus }
  }

  private static func item(_ line: [UInt8], _ start: ByteCursor) -> ListingLine? {
    var cursor = start
    let mode = cursor.take(upTo: 8) { isOne($0, of: "-darhsl") }
    guard mode.count == 5 || mode.count == 6, cursor.peek() == .space else { return nil }
    cursor.skipSpaces()
    guard let time = ListingTime.read(&cursor), cursor.peek() == .space else { return nil }
    let timeEnd = cursor.index
    cursor.skipSpaces()
    guard !cursor.isAtEnd else { return nil }
    guard line[mode.lowerBound] == .minus else { return .noFile(.formatTable) }
    guard cursor.index > timeEnd, let size = size(&cursor), cursor.peek() == .space else { return nil }
    let (name, isCut) = PowerShellTable.name(line.rest(from: cursor.index + 1))
    guard !name.isEmpty else { return nil }
    return .file(
      FoundFile(
        form: .formatTable, path: name, size: size...size, modified: time.written, isPathIncomplete: isCut))
  }

  /// A size; in parentheses where the content is not on the disk.
  private static func size(_ cursor: inout ByteCursor) -> Int? {
    guard cursor.consume(UInt8(ascii: "(")) else { return ListingNumber.read(&cursor) }
    let size = ListingNumber.read(&cursor)
    return cursor.consume(UInt8(ascii: ")")) ? size : nil
  }

  /// `SHA256  9F86…  C:\x`.
  private static func digest(_ line: [UInt8], _ start: ByteCursor) -> ListingLine? {
    var cursor = start
    let name = cursor.take(upTo: 8, while: isWordByte)
    guard let kind = ListedFile.DigestKind(rawValue: cursor.text(name).lowercased()), cursor.peek() == .space
    else {
      return nil
    }
    cursor.skipSpaces()
    let hex = cursor.take(upTo: 130, while: isHexDigit)
    let isCut = PowerShellTable.endsCut(ByteCursor(line, from: cursor.index))
    guard hex.count == kind.digits || isCut && !hex.isEmpty else { return nil }
    cursor.index = isCut ? cursor.find(.space) ?? cursor.end : cursor.index
    cursor.skipSpaces()
    guard !cursor.isAtEnd else { return nil }
    let (path, isPathCut) = PowerShellTable.name(line.rest(from: cursor.index))
    return .file(
      FoundFile(
        form: .formatTable, path: path,
        digest: isCut ? nil : ListedFile.Digest(kind: kind, hex: cursor.text(hex).lowercased()),
        isPathIncomplete: isPathCut))
  }

  private static func endsCut(_ cursor: ByteCursor) -> Bool {
    cursor.startsWith("...") || cursor.startsWith("\u{2026}")
  }

  /// A name, and whether it was cut to fit its column.
  static func name(_ bytes: ArraySlice<UInt8>) -> (String, isCut: Bool) {
    let text = decodedText(bytes)
    return (text, text.hasSuffix("...") || text.hasSuffix("\u{2026}"))
  }
}

extension ListedFile.DigestKind {
  /// Hexadecimal digits of a digest.
  var digits: Int {
    switch self {
    case .md5: 32
    case .sha1: 40
    case .sha256: 64
    case .sha384: 96
    case .sha512: 128
    }
  }

  /// The kind that has so many digits.
  init?(digits: Int) {
    guard let kind = ListedFile.DigestKind.allCases.first(where: { $0.digits == digits }) else { return nil }
    self = kind
  }
}
