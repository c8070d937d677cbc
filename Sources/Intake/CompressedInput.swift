/// Bytes that were fetched from a source and are still to be unpacked.
@safe
struct CompressedInput: ~Copyable {
  private let block = BlockBuffer(count: BlockBuffer.inputSize)
  private var start = 0
  private var end = 0
  /// Where in the source the next byte stands that is not unpacked.
  private(set) var position = 0

  /// Bytes that are here.
  var count: Int { end - start }

  /// Lends the bytes that are here; `body` says how many of them it has consumed.
  mutating func consume(_ body: (UnsafeMutableRawBufferPointer) -> Int) {
    let consumed = unsafe body(UnsafeMutableRawBufferPointer(rebasing: block.bytes[start..<end]))
    start += consumed
    position += consumed
  }

  /// Fetches more, behind what is here; false at the end of `upstream`.
  mutating func refill(from upstream: any ByteSource) -> Bool {
    let kept = count
    if kept > 0, start > 0 {
      unsafe block.bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: block.bytes[start..<end]))
    }
    let fetched = unsafe upstream.read(into: UnsafeMutableRawBufferPointer(rebasing: block.bytes[kept...]))
    start = 0
    end = kept + fetched
    return fetched > 0
  }

  /// Forgets what is here: the source goes on at `position`.
  mutating func restart(at position: Int) {
    start = 0
    end = 0
    self.position = position
  }

  /// The next byte, left unread; nil at the end.
  mutating func peek(from upstream: any ByteSource) -> UInt8? {
    guard count > 0 || refill(from: upstream) else { return nil }
    return unsafe block.bytes[start]
  }

  /// Whether the next bytes are the header of a gzip member.
  mutating func startsMember(from upstream: any ByteSource) -> Bool {
    while count < 4 {
      guard refill(from: upstream) else { return false }
    }
    return unsafe GzipSource.recognises(block.bytes[start..<end])
  }

  /// Leaves out bytes; false where there are not as many.
  mutating func skip(_ count: Int, from upstream: any ByteSource) -> Bool {
    var left = count
    while left > 0 {
      guard self.count > 0 || refill(from: upstream) else { return false }
      let skipped = min(left, self.count)
      start += skipped
      position += skipped
      left -= skipped
    }
    return true
  }
}
