/// An open regular file that several threads read at once, each at places of its own.
public final class OpenFile: Sendable {
  /// Bytes when it was opened.
  public let size: Int
  private let descriptor: FileDescriptor

  init(_ descriptor: consuming FileDescriptor, size: Int) {
    self.descriptor = descriptor
    self.size = size
  }

  /// Reads from `offset` on until the buffer is full; less only where the file ends or cannot be read on, which a read
  /// in order meets at the same place.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) -> Int {
    var filled = 0
    while filled < buffer.count {
      let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      guard let count = try? unsafe descriptor.read(into: rest, at: offset + filled), count > 0 else { break }
      filled += count
    }
    return filled
  }

  /// Appends at most `count` bytes from `offset` on, and gives how many.
  public func read(upTo count: Int, at offset: Int, appendingTo bytes: inout [UInt8]) -> Int {
    let before = bytes.count
    bytes.append(addingCapacity: max(count, 0)) { span in
      unsafe span.withUnsafeMutableBufferPointer { buffer, initialized in
        initialized = unsafe read(into: UnsafeMutableRawBufferPointer(buffer), at: offset)
      }
    }
    return bytes.count - before
  }

  func readNext(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
    try unsafe descriptor.read(into: buffer)
  }

  func seek(to offset: Int) -> Bool {
    descriptor.seek(to: offset)
  }
}
