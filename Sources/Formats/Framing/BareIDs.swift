import Evidence
import Scan

/// Lines that are nothing but IDs: what `console.log(call.id)` prints, a support form's call history, a bare
/// server call ID. They hold no literal to be searched for, so their shape is.
enum BareIDs {
  /// Where such lines begin between two positions, at which lines begin or the text ends.
  static func lines(in window: borrowing TextWindow, from start: Int, to limit: Int) -> [Int] {
    var found: [Int] = []
    func note(_ end: Int) {
      let position = window.lineStart(at: end)
      guard position >= start, (GUID.length...longestLine).contains(end - position),
        !ids(inTailOf: window.line(position..<end)).isEmpty
      else { return }
      found.append(position)
    }
    // The last GUID of such a line ends at its end, or before one closing mark or CR.
    let lines = window.bytes.span.extracting(start..<limit)
    forEachIndex(
      of: window.lineBreak, in: lines, having: UInt8(ascii: "-"), atDistance: dashFromEnd, or: dashFromEnd + 1
    ) { note(start + $0) }
    if limit > start, window.bytes[limit - 1] != window.lineBreak { note(limit) }
    return found
  }

  private static let longestLine = 400
  /// The first hyphen of a GUID stands so far before its end.
  private static let dashFromEnd = 28

  /// The GUIDs of a message that holds nothing else but quotes, commas and spaces.
  static func ids(_ message: [UInt8]) -> [GUID] {
    var found: [GUID] = []
    var cursor = ByteCursor(message)
    while let byte = cursor.peek() {
      if isSpace(byte) || isOne(byte, of: ",;\"'[]()") {
        cursor.skip()
      } else if cursor.end - cursor.index >= GUID.length,
        let id = GUID(ascii: message[cursor.index..<cursor.index + GUID.length])
      {
        found.append(id)
        cursor.skip(GUID.length)
      } else {
        return []
      }
    }
    return found
  }

  private static func ids(inTailOf line: [UInt8]) -> [GUID] {
    ids(Array(line[RecordBuilder.header(of: line).message]))
  }
}
