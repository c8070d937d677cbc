/// Decides which physical lines belong to one record: pretty-printed JSON, stack traces, wrapped errors and
/// blocks of `Name: value` belong to the line that opens them.
struct RecordCutter {
  /// How far back from a line its record's first line is looked for.
  static let longestLookBack = 32 << 10
  /// Records of more lines are divided; nothing of them is lost.
  static let longestRecord = 2000

  /// The lines of the record that holds the line at `lineStart`, up to `limit`, where whole lines end.
  ///
  /// - Parameter floor: Where the last record ended; a record never begins before.
  /// - Returns: The range of the record, whether it may go on behind `limit`, and where the first line begins that
  ///   its beginning depends on.
  static func record(at lineStart: Int, from floor: Int, limit: Int, in window: borrowing TextWindow) -> (
    range: Range<Int>, mayGoOn: Bool, lookedBackTo: Int
  ) {
    let (start, lookedBackTo) = start(of: lineStart, from: floor, in: window)
    var end = window.lineEnd(from: start)
    var previous = line(start..<end, in: window)
    var isBlock = opensBlock(previous)
    let isUnderHeader = isBareHeader(previous)
    var exchange = HTTPLines(opening: previous)
    var lines = 1
    while lines < longestRecord {
      let next = end + 1
      guard next < limit else {
        return (start..<min(end, limit), !window.isComplete && end + 1 >= limit, lookedBackTo)
      }
      let nextEnd = window.lineEnd(from: next)
      let line = line(next..<nextEnd, in: window)
      if exchange != nil {
        guard exchange?.takes(line) ?? false else { break }
      } else {
        let isBelow = isUnderHeader && !line.isAtEnd && !isBareHeader(line)
        guard isBelow || continues(line, inBlock: isBlock) || isBareOpener(line) && opensBlock(previous)
        else { break }
        // A logger may write the line with the time above.
        if lines == 1 { exchange = HTTPLines(opening: line) }
      }
      isBlock = isBlock || opensBlock(line)
      previous = line
      end = nextEnd
      lines += 1
    }
    return (start..<end, false, lookedBackTo)
  }

  private static func start(of lineStart: Int, from floor: Int, in window: borrowing TextWindow) -> (
    start: Int, lookedBackTo: Int
  ) {
    var lookedBackTo = lineStart
    let start = start(of: lineStart, from: floor, in: window, &lookedBackTo)
    return (start, min(start, lookedBackTo))
  }

  private static func start(
    of lineStart: Int, from floor: Int, in window: borrowing TextWindow, _ lookedBackTo: inout Int
  ) -> Int {
    // Behind the last record there is no line that could begin this one.
    guard lineStart > floor + 1 else { return lineStart }
    if let header = bareHeader(above: lineStart, from: floor, in: window) { return header }
    var start = lineStart
    let own = line(start..<window.lineEnd(from: start), in: window)
    var isNamedValue = isNamedValue(own)
    guard isNamedValue || continues(own, inBlock: false) || isBareOpener(own) else { return start }
    var follower = own
    while start > floor {
      let previous = window.lineStart(at: start - 1)
      guard previous >= floor, lineStart - previous < longestLookBack else { break }
      lookedBackTo = previous
      let line = line(previous..<start - 1, in: window)
      if line.isAtEnd { break }
      if isBareOpener(follower) { return opensBlock(line) ? previous : start }
      if isBareOpener(line) {
        isNamedValue = false
      } else if opensBlock(line), !continues(line, inBlock: false) {
        return previous
      } else if continues(line, inBlock: false) {
        isNamedValue = false
      } else if !isNamedValue || !RecordCutter.isNamedValue(line) {
        // The line before opens no block: lines of their own stay on their own.
        return isNamedValue ? lineStart : previous
      }
      start = previous
      follower = line
    }
    return isNamedValue ? lineStart : start
  }

  /// The header line of logcat's long format above a message; a blank line ends the search.
  private static func bareHeader(above lineStart: Int, from floor: Int, in window: borrowing TextWindow)
    -> Int?
  {
    var start = lineStart
    for _ in 0..<longestMessageUnderHeader where start > floor {
      let previous = window.lineStart(at: start - 1)
      guard previous >= floor, lineStart - previous < longestLookBack, start - 1 - previous > 1 else {
        return nil
      }
      if window.bytes[previous] == UInt8(ascii: "["), isBareHeader(line(previous..<start - 1, in: window)) {
        return previous
      }
      start = previous
    }
    return nil
  }

  private static let longestMessageUnderHeader = 40

  /// `[ 06-30 08:05:51.545  1182: 1182 I/DEBUG ]`, nothing behind it.
  private static func isBareHeader(_ line: ByteCursor) -> Bool {
    guard line.peek() == UInt8(ascii: "["), line.bytes[line.end - 1] == UInt8(ascii: "]"),
      line.end - line.index < 160
    else { return false }
    let header = LineHeader(line)
    return header.shapes.contains(.logcat) && header.message.isEmpty
  }

  /// Whether a line goes on with the record before it.
  private static func continues(_ line: ByteCursor, inBlock: Bool) -> Bool {
    guard let first = line.peek() else { return false }
    switch first {
    case UInt8(ascii: " "), UInt8(ascii: "\t"): return !LineHeader.begins(line)
    case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"), UInt8(ascii: ","): return true
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return line.find(UInt8(ascii: ":")) != nil
    case UInt8(ascii: "{"), UInt8(ascii: "["): return false
    default:
      if line.startsWith("at ") || line.startsWith("Caused by: ") || line.startsWith("(anonymous)")
        || line.startsWith("Promise.") || line.startsWith("... ")
      {
        return true
      }
      return inBlock && isNamedValue(line) || isFrameOfLogcat(line)
    }
  }

  /// `{` alone on a line: it belongs to the line before if that one names it, `Details:`, else it is the first
  /// line of an object of its own.
  private static func isBareOpener(_ line: ByteCursor) -> Bool {
    line.end - line.index == 1 && isOne(line.bytes[line.index], of: "{[")
  }

  /// In logcat every line of a stack trace has a header of its own.
  private static func isFrameOfLogcat(_ line: ByteCursor) -> Bool {
    // Most lines are none, and their headers need not be read.
    let start = ByteCursor(line.bytes, from: line.index, to: min(line.index + 200, line.end))
    guard firstIndex(of: "at ", in: start) != nil || firstIndex(of: "... ", in: start) != nil else {
      return false
    }
    let header = LineHeader(line)
    guard header.shapes.contains(.logcat) else { return false }
    var cursor = line
    cursor.index = header.message.lowerBound
    cursor.skipSpaces()
    return cursor.startsWith("at ") || cursor.startsWith("... ")
  }

  /// `Participant name: …`: some words and a colon, and no header of a log line.
  private static func isNamedValue(_ line: ByteCursor) -> Bool {
    var name = line
    guard line.peek().map(isLetter) ?? false,
      name.take(upTo: 40, while: { isWordByte($0) || $0 == UInt8(ascii: " ") }).count < 40,
      name.peek() == UInt8(ascii: ":")
    else { return false }
    return !LineHeader.begins(line)
  }

  /// `UFD Diagnostic changed:`, `Details: {`, `{`
  private static func opensBlock(_ line: ByteCursor) -> Bool {
    var end = line.end
    while end > line.index, isSpace(line.bytes[end - 1]) { end -= 1 }
    guard end > line.index else { return false }
    return isOne(line.bytes[end - 1], of: ":{[(")
  }

  /// A line of the window without its break.
  private static func line(_ range: Range<Int>, in window: borrowing TextWindow) -> ByteCursor {
    let hasCR = !range.isEmpty && window.bytes[range.upperBound - 1] == UInt8(ascii: "\r")
    return ByteCursor(
      window.bytes, from: range.lowerBound, to: hasCR ? range.upperBound - 1 : range.upperBound)
  }
}
