/// The header of a trace's buffer (WMI_BUFFER_HEADER), 72 bytes, the same from 32-bit and 64-bit systems.
///
/// Source of the layout: the declarations of System Informer's ntwmi.h, checked against traces of Windows Vista to 11.
struct TraceBufferHeader: Equatable {
  static let length = 72
  /// No Windows writes larger buffers.
  static let largestBuffer = 16 << 20

  /// Bytes of the buffer on disk, header included; of a compressed one, those of its compressed form.
  let size: Int
  /// Where the valid data ends, from the start of the buffer as it was in memory; 0 where not written.
  let savedOffset: Int
  /// The same, as newer systems write it, which may be more.
  let filled: Int
  /// The compression of all buffers, in the first buffer's header.
  let state: UInt32
  let flags: UInt16
  let type: UInt16
  let processor: Int

  /// Reads the header at the start of `bytes`; nil where there are not enough.
  init?(_ bytes: Span<UInt8>) {
    guard bytes.count >= TraceBufferHeader.length,
      let size = bytes.integer(at: 0, as: UInt32.self), let saved = bytes.integer(at: 4, as: UInt32.self),
      let processor = bytes.integer(at: 40, as: UInt16.self),
      let state = bytes.integer(at: 44, as: UInt32.self),
      let filled = bytes.integer(at: 48, as: UInt32.self),
      let flags = bytes.integer(at: 52, as: UInt16.self), let type = bytes.integer(at: 54, as: UInt16.self)
    else { return nil }
    self.size = Int(size)
    savedOffset = Int(saved)
    self.filled = Int(filled)
    self.state = state
    self.flags = flags
    self.type = type
    self.processor = Int(flags & Flag.wideProcessorIndex == 0 ? processor & 0xff : processor & 0x7ff)
  }

  private enum Flag {
    static let wideProcessorIndex: UInt16 = 0x20
    static let compressed: UInt16 = 0x40
    static let all: UInt16 = 0x7f
  }

  var isCompressed: Bool { flags & Flag.compressed != 0 }

  /// Whether there can be such a buffer.
  var hasValidSize: Bool { (TraceBufferHeader.length...TraceBufferHeader.largestBuffer).contains(size) }

  /// Where the records end, in the buffer as it was in memory.
  var end: Int {
    max(TraceBufferHeader.length, min(filled == 0 ? savedOffset : filled, TraceBufferHeader.largestBuffer))
  }

  /// Whether what the header says of itself can be so.
  var isPlausible: Bool {
    hasValidSize && type <= 7 && flags & ~Flag.all == 0
      && filled <= (isCompressed ? TraceBufferHeader.largestBuffer : size)
  }
}
