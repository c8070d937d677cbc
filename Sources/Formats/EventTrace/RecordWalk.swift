/// Goes from record to record of one buffer.
struct RecordWalk {
  /// Where the next record begins, from the start of the buffer.
  private(set) var position = TraceBufferHeader.length
  private let end: Int
  /// Whether the walk ended at bytes that are no record.
  private(set) var isDamaged = false
  /// Where those bytes are.
  private(set) var damagedAt = 0

  /// - Parameter end: Where the records end.
  init(end: Int) {
    self.end = end
  }

  /// The next record; nil behind the last one.
  mutating func next(_ bytes: Span<UInt8>) -> TraceRecord? {
    guard !isDamaged, end - position >= 4 else { return nil }
    guard let record = TraceRecord(bytes, at: position, end: end) else {
      isDamaged = !isFiller(bytes)
      damagedAt = position
      position = end
      return nil
    }
    position = min(end, position + record.stride)
    return record
  }

  /// Whether nothing was written from here on: the rest of a buffer is full of 0xFF, or of zeros.
  private func isFiller(_ bytes: Span<UInt8>) -> Bool {
    let filler = bytes[position]
    guard filler == 0 || filler == 0xff, end <= bytes.count else { return false }
    for index in position..<end where bytes[index] != filler { return false }
    return true
  }
}
