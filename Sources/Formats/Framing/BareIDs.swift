import Evidence
import Scan

/// Lines that are nothing but IDs: what `console.log(call.id)` prints, a support form's call history, a bare
/// server call ID. They hold no literal to be searched for, so their shape is.
enum BareIDs {
  /// Where such lines begin between two positions.
  static func lines(in window: borrowing TextWindow, from start: Int, to limit: Int) -> [Int] {
    var found: [Int] = []
    var position = start
    while position < limit {
      let end = window.lineEnd(from: position)
      let length = end - position
      if length >= GUID.length, length <= 400,
        isDash(window, position + length - 28) || isDash(window, position + length - 29),
        !ids(inTailOf: window.line(position..<end)).isEmpty
      {
        found.append(position)
      }
      position = end + 1
    }
    return found
  }

  /// The last GUID of such a line ends at its end, or before one closing mark or CR.
  private static func isDash(_ window: borrowing TextWindow, _ position: Int) -> Bool {
    position >= 0 && position < window.bytes.count && window.bytes[position] == UInt8(ascii: "-")
  }

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
