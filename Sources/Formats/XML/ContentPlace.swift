import Intake
import Scan

/// Tells line and offset in the content of places in a buffer that moves along it, visited from first to last.
struct ContentPlace: Sendable {
  private let encoding: TextEncoding
  /// A place in the buffer, its line from 1, and its offset in the content.
  private var mark = 0
  private var line = 1
  private var offset: Int?

  init(encoding: TextEncoding) {
    self.encoding = encoding
  }

  /// Takes note of where the text begins; later pieces follow each other.
  mutating func begin(at offset: Int) {
    if self.offset == nil { self.offset = offset }
  }

  /// The place of a byte of the buffer, not before the one last asked for; that one itself where it is.
  mutating func locate(_ index: Int, in buffer: [UInt8]) -> (line: Int, offset: Int) {
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
  }
}
