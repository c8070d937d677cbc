import CZlib
package import Intake

/// Writes one gzip member (RFC 1952), as fast as that goes: with ISA-L where it is there, else with zlib's level 1.
package final class GzipEncoder: StreamEncoder {
  private let header: GzipHeader
  private let deflater: Deflater
  private var take: (Span<UInt8>) -> Bool = { _ in false }

  /// Nil where there is no memory for it.
  package init?(_ header: GzipHeader) {
    guard let deflater = Deflater() else { return nil }
    self.deflater = deflater
    self.header = header
  }

  package func begin(_ write: @escaping (Span<UInt8>) -> Bool) -> Bool {
    take = write
    // 4 says: the fastest compression.
    var bytes: [UInt8] = [0x1f, 0x8b, 8, (header.name == nil ? 0 : 8) | (header.comment == nil ? 0 : 16)]
    for index in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: header.time >> UInt32(8 * index))) }
    bytes += [4, header.operatingSystem]
    for text in [header.name, header.comment] {
      if let text { bytes += text.utf8.filter { $0 != 0 } + [0] }
    }
    return take(bytes.span)
  }

  package func write(_ bytes: Span<UInt8>) -> Bool {
    deflater.deflate(bytes, isLast: false, take: take)
  }

  package func finish() -> Bool {
    deflater.deflate([UInt8]().span, isLast: true, take: take)
  }
}
