import Intake

/// Room for what comes out of a compressor.
let deflatedBlockSize = 256 << 10

#if ISAL
  import CISAL

  /// An ISA-L stream of deflated data and the trailer of a gzip member; the one place that touches `isal_zstream`.
  @safe
  final class Deflater {
    /// Some 80 KiB with places that ISA-L points to: must not be moved.
    private let stream: UnsafeMutablePointer<isal_zstream>
    private let levelBuffer: BlockBuffer
    private let output = BlockBuffer(count: deflatedBlockSize)

    init?() {
      // ISAL_DEF_LVL1_EXTRA_LARGE, a sum that is not imported: 4 KiB, the hash table, and 128 Ki tokens.
      levelBuffer = BlockBuffer(count: 4 << 10 + 2 * (8 << 10) + 4 * (128 << 10))
      unsafe stream = .allocate(capacity: 1)
      unsafe isal_deflate_init(stream)
      unsafe stream.pointee.level = 1
      unsafe stream.pointee.level_buf = levelBuffer.bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
      unsafe stream.pointee.level_buf_size = UInt32(levelBuffer.bytes.count)
      unsafe stream.pointee.gzip_flag = UInt16(IGZIP_GZIP_NO_HDR)
    }

    deinit {
      unsafe stream.deallocate()
    }

    /// Packs the bytes and gives to `take` what comes out; with the last ones the trailer, too.
    func deflate(_ bytes: Span<UInt8>, isLast: Bool, take: (Span<UInt8>) -> Bool) -> Bool {
      unsafe bytes.withUnsafeBytes { bytes in
        var rest = unsafe bytes
        repeat {
          let piece = unsafe UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
          unsafe rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(piece.count))
          guard unsafe deflate(piece, isLast: isLast && rest.isEmpty, take: take) else { return false }
        } while unsafe !rest.isEmpty
        return true
      }
    }

    private func deflate(_ piece: UnsafeRawBufferPointer, isLast: Bool, take: (Span<UInt8>) -> Bool) -> Bool {
      let start = unsafe UnsafeMutableRawPointer(mutating: piece.baseAddress)
      unsafe stream.pointee.next_in = start?.assumingMemoryBound(to: UInt8.self)
      unsafe stream.pointee.avail_in = UInt32(piece.count)
      unsafe stream.pointee.end_of_stream = isLast ? 1 : 0
      unsafe stream.pointee.flush = UInt16(NO_FLUSH)
      while true {
        unsafe stream.pointee.next_out = output.bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
        unsafe stream.pointee.avail_out = UInt32(output.bytes.count)
        guard unsafe isal_deflate(stream) == COMP_OK else { return false }
        let count = unsafe output.bytes.count - Int(stream.pointee.avail_out)
        if count > 0 {
          guard
            unsafe take(
              UnsafeRawBufferPointer(rebasing: output.bytes[..<count]).bindMemory(to: UInt8.self).span)
          else {
            return false
          }
        }
        if unsafe stream.pointee.avail_out > 0 { return true }
      }
    }
  }
#else
  import CZlib

  /// A zlib stream of deflated data and the trailer of a gzip member.
  @safe
  final class Deflater {
    /// zlib keeps a pointer to the stream, so that it must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private let output = BlockBuffer(count: deflatedBlockSize)
    private var checksum: UInt = 0
    private var length: UInt32 = 0

    init?() {
      unsafe stream = .allocate(capacity: 1)
      unsafe stream.initialize(to: z_stream())
      // A window of 32 KiB; the minus asks for no header. 8 is zlib's usual memory.
      let result = unsafe deflateInit2_(
        stream, 1, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
      guard result == Z_OK else {
        unsafe stream.deallocate()
        return nil
      }
    }

    deinit {
      unsafe deflateEnd(stream)
      unsafe stream.deallocate()
    }

    /// Packs the bytes and gives to `take` what comes out; with the last ones the trailer, too.
    func deflate(_ bytes: Span<UInt8>, isLast: Bool, take: (Span<UInt8>) -> Bool) -> Bool {
      let isDone = unsafe bytes.withUnsafeBytes { bytes in
        var rest = unsafe bytes
        repeat {
          let piece = unsafe UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
          unsafe rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(piece.count))
          guard unsafe deflate(piece, isLast: isLast && rest.isEmpty, take: take) else { return false }
        } while unsafe !rest.isEmpty
        return true
      }
      guard isDone, isLast else { return isDone }
      var trailer: [UInt8] = []
      for value in [UInt32(truncatingIfNeeded: checksum), length] {
        for index in 0..<4 { trailer.append(UInt8(truncatingIfNeeded: value >> UInt32(8 * index))) }
      }
      return take(trailer.span)
    }

    private func deflate(_ piece: UnsafeRawBufferPointer, isLast: Bool, take: (Span<UInt8>) -> Bool) -> Bool {
      let start = unsafe UnsafeMutableRawPointer(mutating: piece.baseAddress)
      let input = unsafe start?.assumingMemoryBound(to: UInt8.self)
      unsafe checksum = crc32(checksum, input, UInt32(piece.count))
      length &+= UInt32(truncatingIfNeeded: piece.count)
      unsafe stream.pointee.next_in = input
      unsafe stream.pointee.avail_in = UInt32(piece.count)
      while true {
        unsafe stream.pointee.next_out = output.bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
        unsafe stream.pointee.avail_out = UInt32(output.bytes.count)
        let result = unsafe CZlib.deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
        guard result != Z_STREAM_ERROR else { return false }
        let count = unsafe output.bytes.count - Int(stream.pointee.avail_out)
        if count > 0 {
          guard
            unsafe take(
              UnsafeRawBufferPointer(rebasing: output.bytes[..<count]).bindMemory(to: UInt8.self).span)
          else {
            return false
          }
        }
        if unsafe stream.pointee.avail_out > 0 { return true }
      }
    }
  }
#endif
