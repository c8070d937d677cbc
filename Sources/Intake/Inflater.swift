import CZlib

/// A zlib stream with its input buffer; the one place that touches `z_stream`.
@safe
struct Inflater: ~Copyable {
  enum Outcome: Equatable {
    /// Bytes came out, more may follow.
    case progress
    case needsInput
    /// The member ended, its checksum and length were right.
    case memberEnd
    /// The member ended; so many bytes of its trailer were not looked at.
    case wrongChecksum(unreadTrailer: Int)
    case corrupt(String)
    case noMemory
  }

  /// False where zlib had no memory; then nothing else may be called.
  let isReady: Bool
  /// zlib keeps a pointer to the stream, so that it must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private let input = BlockBuffer(count: BlockBuffer.inputSize)

  init() {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // 16 asks for a gzip header and trailer, 15 is the largest window.
    let result = unsafe inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    isReady = result == Z_OK
  }

  deinit {
    if isReady { unsafe inflateEnd(stream) }
    unsafe stream.deallocate()
  }

  /// Unpacks what the input buffer holds, as far as `output` has room.
  func step(into output: UnsafeMutableRawBufferPointer) -> (count: Int, outcome: Outcome) {
    let room = min(output.count, Int(UInt32.max))
    unsafe stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_out = UInt32(room)
    let result = unsafe inflate(stream, Z_NO_FLUSH)
    let count = unsafe room - Int(stream.pointee.avail_out)
    switch result {
    case Z_OK, Z_BUF_ERROR: return (count, count > 0 ? .progress : .needsInput)
    case Z_STREAM_END: return (count, .memberEnd)
    case Z_DATA_ERROR: return (count, outcomeOfDataError)
    case Z_MEM_ERROR: return (count, .noMemory)
    default: return (count, .corrupt("zlib error \(result)"))
    }
  }

  /// zlib tells damage from a wrong trailer only by its words (inflate.c, states CHECK and LENGTH). Behind the
  /// checksum stand four bytes with the length.
  private var outcomeOfDataError: Outcome {
    guard let message = unsafe stream.pointee.msg else { return .corrupt("invalid data") }
    switch unsafe String(cString: message) {
    case "incorrect data check": return .wrongChecksum(unreadTrailer: 4)
    case "incorrect length check": return .wrongChecksum(unreadTrailer: 0)
    case let words: return .corrupt(words)
    }
  }

  /// Makes ready for a member whose header comes next.
  func reset() -> Bool {
    unsafe inflateReset(stream) == Z_OK
  }

  /// Fetches input, behind whatever is still unread of it; false at the end of `upstream`.
  func refill(from upstream: any ByteSource) -> Bool {
    let kept = unread
    if kept > 0, let next = unsafe stream.pointee.next_in {
      unsafe input.bytes.baseAddress?.copyMemory(from: next, byteCount: kept)
    }
    let count = unsafe upstream.read(into: UnsafeMutableRawBufferPointer(rebasing: input.bytes[kept...]))
    unsafe stream.pointee.next_in = input.bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_in = UInt32(kept + count)
    return count > 0
  }

  /// The next byte, left unread; nil at the end.
  func peek(from upstream: any ByteSource) -> UInt8? {
    guard unread > 0 || refill(from: upstream) else { return nil }
    return unsafe stream.pointee.next_in?.pointee
  }

  /// Whether the next bytes are the header of a gzip member.
  func startsMember(from upstream: any ByteSource) -> Bool {
    while unread < 4 {
      guard refill(from: upstream) else { return false }
    }
    return unsafe GzipSource.recognises(UnsafeBufferPointer(start: stream.pointee.next_in, count: unread))
  }

  /// Leaves out bytes; false where there are not as many.
  func skip(_ count: Int, from upstream: any ByteSource) -> Bool {
    var left = count
    while left > 0 {
      guard unread > 0 || refill(from: upstream) else { return false }
      let skipped = min(left, unread)
      unsafe stream.pointee.next_in = stream.pointee.next_in?.advanced(by: skipped)
      unsafe stream.pointee.avail_in -= UInt32(skipped)
      left -= skipped
    }
    return true
  }

  private var unread: Int { unsafe Int(stream.pointee.avail_in) }
}
