import Evidence
import Intake

/// What a listing is written in.
enum ListingSyntax {
  case lines
  case csv
  case json
  case clixml

  /// Lines of the beginning that are looked at, and bytes.
  private static let headLines = 100
  private static let headBytes = 64 << 10
  /// A log has shown itself by then, and most after a few lines.
  private static let firstLook = 24
  private static let firstGlance = 9

  /// What the beginning of decoded text is; nil where it is no listing.
  init?(head: [UInt8]) {
    let text = head.prefix(ListingSyntax.headBytes)
    guard let first = text.firstIndex(where: { !isSpace($0) }) else { return nil }
    switch head[first] {
    case .openBrace, .openBracket:
      if ListingSyntax.isJSON(text[first...]) {
        self = .json
        return
      }
    case UInt8(ascii: "<"), UInt8(ascii: "#"):
      if ListingSyntax.isCLIXML(text[first...]) {
        self = .clixml
        return
      }
      fallthrough
    default:
      if ListingSyntax.isCSV(text[first...]) {
        self = .csv
        return
      }
    }
    guard ListingSyntax.isLines(text, isWhole: head.count < ListingSyntax.headBytes) else { return nil }
    self = .lines
  }

  private static func isJSON(_ text: ArraySlice<UInt8>) -> Bool {
    var objects = JSONObjects()
    for (index, byte) in zip(text.indices, text) {
      guard let (bytes, _) = objects.take(byte, at: index) else { continue }
      let object = ListedObject(json: bytes)
      return objects.hasEntries
        ? object["path"] != nil && isInventory(text) : object.isListedInJSON
    }
    // An inventory of nothing.
    return objects.hasEntries && isInventory(text)
  }

  private static func isInventory(_ text: ArraySlice<UInt8>) -> Bool {
    let cursor = ByteCursor(Array(text.prefix(1200)))
    return firstIndex(of: "\"acs-logscan\"", in: cursor) != nil
  }

  private static func isCLIXML(_ text: ArraySlice<UInt8>) -> Bool {
    let bytes = Array(text)
    let all = bytes.indices
    let isObjects =
      Markup.has("<Obj", at: 0, in: bytes) || Markup.has("#< CLIXML", at: 0, in: bytes)
      || Markup.has("<?xml", at: 0, in: bytes) || Markup.has("<!--", at: 0, in: bytes)
    return isObjects && Markup.end(of: "<Obj", in: bytes, all) != nil
      && (Markup.end(of: "<T>System.IO.FileInfo</T>", in: bytes, all) != nil
        || Markup.end(of: "<T>System.IO.DirectoryInfo</T>", in: bytes, all) != nil)
  }

  private static func isCSV(_ text: ArraySlice<UInt8>) -> Bool {
    var lines = text.split(separator: .lineFeed, maxSplits: 2, omittingEmptySubsequences: true).makeIterator()
    guard var line = lines.next() else { return false }
    if CSVListing.isType(Array(line)) {
      guard let next = lines.next() else { return false }
      line = next
    }
    if line.last == .carriageReturn { line.removeLast() }
    return CSVListing(header: Array(line)) != nil
  }

  /// Decided by the share of lines that list something: a log may name files, too.
  private static func isLines(_ text: ArraySlice<UInt8>, isWhole: Bool) -> Bool {
    var reader = LineListing()
    var page: LegacyText?
    let source = Source(artifact: 0, offset: 0)
    let lineBreak: UInt8 = text.contains(.lineFeed) ? .lineFeed : .carriageReturn
    var lines = text.split(
      separator: lineBreak, maxSplits: headLines, omittingEmptySubsequences: false)
    // The rest behind the last one, or a line that is cut.
    if lines.count > headLines || lines.count > 1 && !isWhole { lines.removeLast() }
    // What most artifacts are, told without the questions that listings answer.
    if lines.count > firstGlance, lines.prefix(firstGlance + 1).allSatisfy(isStamped) { return false }
    for (index, line) in lines.enumerated() {
      reader.take(ListingText.line(Array(line), page: &page, sample: text), source: source)
      guard reader.tally.listed == 0, !reader.isRobocopy else { continue }
      if index == firstGlance, reader.tally.other > firstGlance { return false }
      if index == firstLook, reader.tally.other > firstLook / 2 { return false }
    }
    _ = reader.finish()
    return isListing(reader.tally, isRobocopy: reader.isRobocopy)
  }

  /// Whether a word near the line's beginning is a time as programs write it, which listings have in names only.
  private static func isStamped(_ line: ArraySlice<UInt8>) -> Bool {
    let shape: StaticString = "dddd-dd-ddTdd:dd:dd"
    let length = shape.utf8CodeUnitCount
    var start = line.startIndex
    let last = min(line.endIndex - length - 1, line.startIndex + 60)
    while start <= last {
      if isDigit(line[start]), start == line.startIndex || !isNameByte(line[start - 1]),
        shape.withUTF8Buffer({ shape in
          shape.indices.allSatisfy { place in
            let byte = line[start + place]
            return unsafe shape[place] == UInt8(ascii: "d") ? isDigit(byte) : byte == shape[place]
          }
        })
      {
        let behind = line[(start + length)...].drop { isDigit($0) || isOne($0, of: ".,:+-Z") }
        return behind.first.map { !isNameByte($0) } ?? false
      }
      start += 1
    }
    return false
  }

  private static func isNameByte(_ byte: UInt8) -> Bool { isWordByte(byte) || isOne(byte, of: "-./\\") }

  private static func isListing(_ tally: LineListing.Tally, isRobocopy: Bool) -> Bool {
    if isRobocopy { return true }
    guard tally.listed > 0 else { return false }
    // A path alone on a line is also what follows an error.
    if tally.bare == tally.listed { return tally.listed + tally.frame > 5 * tally.other }
    return tally.listed + tally.frame >= tally.other
  }
}

/// What lines of listings go through before they are read.
enum ListingText {
  /// The line in UTF-8, without a carriage return at its end and without entities of HTML.
  ///
  /// - Parameters:
  ///   - page: How lines are written that are no UTF-8, decided with the first of them.
  ///   - sample: What it is decided from.
  static func line(_ line: [UInt8], page: inout LegacyText?, sample: ArraySlice<UInt8>) -> [UInt8] {
    var line = line
    while line.last == .carriageReturn { line.removeLast() }
    if line.contains(where: { $0 >= 0x80 }), (try? UTF8Span(validating: line.span)) == nil {
      let decided = page ?? LegacyText(of: sample)
      page = decided
      line = decided.utf8(line)
    }
    return line.contains(UInt8(ascii: "&")) ? withoutEntities(line) : line
  }

  /// No name on Windows has `<` or `>`: where they stand escaped, the line was pasted as HTML.
  private static func withoutEntities(_ line: [UInt8]) -> [UInt8] {
    let cursor = ByteCursor(line)
    guard
      firstIndex(of: "&lt;", in: cursor) != nil || firstIndex(of: "&gt;", in: cursor) != nil
        || firstIndex(of: "&nbsp;", in: cursor) != nil
    else { return line }
    var result: [UInt8] = []
    var probe = cursor
    while let byte = probe.peek() {
      if probe.consume("&lt;") {
        result.append(UInt8(ascii: "<"))
      } else if probe.consume("&gt;") {
        result.append(.greater)
      } else if probe.consume("&nbsp;") {
        result.append(.space)
      } else if probe.consume("&quot;") {
        result.append(.quote)
      } else if probe.consume("&amp;") {
        result.append(UInt8(ascii: "&"))
      } else {
        result.append(byte)
        probe.skip()
      }
    }
    return result
  }
}
