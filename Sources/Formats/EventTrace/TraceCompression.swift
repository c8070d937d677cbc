/// How the buffers of a trace are compressed: COMPRESSION_FORMAT_* of ntifs.h, as the first buffer's header has it.
enum TraceCompression: String {
  case lznt1 = "LZNT1"
  case xpress = "XPRESS"
  case xpressHuffman = "XPRESS_HUFF"

  init(_ state: UInt32) {
    switch state & 0xffff {
    case 2: self = .lznt1
    case 4: self = .xpressHuffman
    default: self = .xpress
    }
  }

  /// Makes `target` the buffer as it was in memory: the header and, as far as it can be unpacked, the records.
  ///
  /// - Parameter buffer: As it lies in the file.
  /// - Returns: How many bytes of the buffer were used; nil where something is missing.
  func load(_ buffer: Span<UInt8>, _ header: TraceBufferHeader, into target: inout [UInt8]) -> Int? {
    target.removeAll(keepingCapacity: true)
    guard header.isCompressed else {
      buffer.append(to: &target)
      return buffer.count
    }
    buffer.extracting(0..<min(TraceBufferHeader.length, buffer.count)).append(to: &target)
    guard self == .xpress, buffer.count > TraceBufferHeader.length else { return nil }
    let used = Xpress.unpack(
      buffer.extracting(TraceBufferHeader.length..<buffer.count),
      count: header.end - TraceBufferHeader.length, appendingTo: &target)
    return used.map { $0 + TraceBufferHeader.length }
  }
}
