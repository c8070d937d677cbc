import Intake
import Scan

/// Tells line and offset in the content of places in a buffer that moves along it, visited from first to last.
struct ContentPlace: Sendable {
  private var encoding: TextEncoding
  /// A place in the buffer, its line from 1, and its offset in the content.
  private var mark = 0
  private var line = 1
  private var offset: Int?
  /// Where the buffer goes on in another encoding.
  private var changes: [(index: Int, offset: Int, encoding: TextEncoding)] = []

  init(encoding: TextEncoding) {
    self.encoding = encoding
  }

  /// Takes note of a piece of text that the buffer gets at `index`, and where it stands in the content.
  mutating func note(_ encoding: TextEncoding, at index: Int, offset: Int) {
    if self.offset == nil { self.offset = offset }
    guard encoding != changes.last?.encoding ?? self.encoding else { return }
    changes.append((index, offset, encoding))
  }

  /// The place of a byte of the buffer, not before the one last asked for; that one itself where it is.
  mutating func locate(_ index: Int, in buffer: [UInt8]) -> (line: Int, offset: Int) {
    while let change = changes.first, change.index <= index {
      line += countNewlines(in: buffer[min(mark, change.index)..<change.index].span)
      (mark, offset, encoding) = change
      changes.removeFirst()
    }
    if index > mark {
      let passed = buffer[mark..<min(index, buffer.count)]
      line += countNewlines(in: passed.span)
      offset = (offset ?? 0) + encoding.contentLength(ofDecoded: passed)
      mark = index
    }
    return (line, offset ?? 0)
  }

  /// Takes note that the buffer's beginning goes.
  mutating func drop(_ count: Int, of buffer: [UInt8]) {
    _ = locate(count, in: buffer)
    mark -= count
    for index in changes.indices { changes[index].index -= count }
  }
}
