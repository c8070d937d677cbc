import Evidence

/// A stream of bytes below an artifact: a file, an archive member, what a decompressor gives.
protocol ByteSource: AnyObject {
  /// Reads at most `buffer.count` bytes, which is at least 1. 0 only at the end, or where `problems` says why
  /// there is no more; from then on always 0.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int

  /// What went wrong so far, here and in those layers below that belong to the same artifact.
  var problems: [Problem] { get }

  /// The number of bytes, where they can be read in any order; nil where only once and forward.
  var seekableLength: Int? { get }

  /// Makes `offset` the place of the next byte; false where that cannot be.
  func seek(to offset: Int) -> Bool

  /// The file whose bytes these are, just as they lie on disk; nil for anything else.
  var openFile: OpenFile? { get }
}

extension ByteSource {
  var seekableLength: Int? { nil }

  func seek(to offset: Int) -> Bool { false }

  var openFile: OpenFile? { nil }

  /// Reads until the buffer is full or the source at its end, so that what a reader sees does not depend on
  /// how a pipe happened to cut its data.
  func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    var filled = 0
    while filled < buffer.count {
      let count = unsafe read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
      if count == 0 { break }
      filled += count
    }
    return filled
  }
}

/// Memory that a C library reads from or writes to, at a place that does not move.
@safe
package struct BlockBuffer: ~Copyable {
  package let bytes: UnsafeMutableRawBufferPointer

  package init(count: Int) {
    unsafe bytes = .allocate(byteCount: count, alignment: 64)
  }

  deinit {
    unsafe bytes.deallocate()
  }

  /// What the decompressors read at a time.
  static let inputSize = 64 << 10
}

/// A source of which the beginning has been looked at and is still to be read.
final class PeekedSource: ByteSource {
  /// The first bytes, fewer than asked for only where there are no more.
  let prefix: [UInt8]
  private let upstream: any ByteSource
  private var given = 0

  init(_ upstream: any ByteSource, count: Int) {
    self.upstream = upstream
    prefix = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = unsafe upstream.fill(UnsafeMutableRawBufferPointer(buffer))
    }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard given < prefix.count else { return unsafe upstream.read(into: buffer) }
    let count = min(prefix.count - given, buffer.count)
    unsafe buffer.copyBytes(from: prefix[given..<given + count])
    given += count
    return count
  }

  var problems: [Problem] { upstream.problems }

  var seekableLength: Int? { upstream.seekableLength }

  var openFile: OpenFile? { upstream.openFile }

  func seek(to offset: Int) -> Bool {
    guard upstream.seek(to: offset) else { return false }
    given = prefix.count
    return true
  }
}

/// Bytes that had to be held so that they can be read in any order.
final class MemorySource: ByteSource {
  let problems: [Problem]
  private let bytes: [UInt8]
  private var position = 0

  /// Everything that is left of `upstream`; nil where that is more than `limit`.
  init?(_ upstream: any ByteSource, limit: Int) {
    var held: [UInt8] = []
    let block = BlockBuffer(count: BlockBuffer.inputSize)
    while true {
      let count = unsafe upstream.read(into: block.bytes)
      if count == 0 { break }
      guard held.count + count <= limit else { return nil }
      unsafe held.append(contentsOf: block.bytes[..<count])
    }
    bytes = held
    problems = upstream.problems
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(bytes.count - position, buffer.count)
    unsafe buffer.copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }

  var seekableLength: Int? { bytes.count }

  func seek(to offset: Int) -> Bool {
    guard (0...bytes.count).contains(offset) else { return false }
    position = offset
    return true
  }
}
