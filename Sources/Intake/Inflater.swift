import CZlib

/// What one step of unpacking came to.
enum InflateOutcome: Equatable {
  /// Bytes came out or were taken in; more may follow.
  case progress
  case needsInput
  /// The member ended, its checksum and length were right.
  case memberEnd
  /// The member ended; so many bytes of its trailer were not looked at.
  case wrongChecksum(unreadTrailer: Int)
  case corrupt(String)
  case noMemory
}

/// A zlib stream of gzip members; the one place that touches `z_stream`.
@safe
struct Inflater: ~Copyable {
  /// False where zlib had no memory; then nothing else may be called.
  let isReady: Bool
  /// zlib keeps a pointer to the stream, so that it must not move.
  private let stream: UnsafeMutablePointer<z_stream>

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

  /// Unpacks what `input` holds, as far as `output` has room.
  func step(
    _ input: inout CompressedInput, into output: UnsafeMutableRawBufferPointer
  ) -> (count: Int, outcome: InflateOutcome) {
    let room = min(output.count, Int(UInt32.max))
    unsafe stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_out = UInt32(room)
    var result = Z_OK
    unsafe input.consume { bytes in
      unsafe stream.pointee.next_in = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
      unsafe stream.pointee.avail_in = UInt32(bytes.count)
      result = unsafe inflate(stream, Z_NO_FLUSH)
      return unsafe bytes.count - Int(stream.pointee.avail_in)
    }
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
  private var outcomeOfDataError: InflateOutcome {
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
}
