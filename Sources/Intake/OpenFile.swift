import Synchronization

/// An open regular file that several threads read at once, each at places of its own.
public final class OpenFile: Sendable {
  /// Bytes when it was opened.
  public let size: Int
  private let descriptor: FileDescriptor
  private let hasFailed = Atomic(false)
  private let interruption: Interruption
  private let bytesRead: @Sendable (Int) -> Void

  init(_ descriptor: consuming FileDescriptor, size: Int, options: IntakeOptions) {
    interruption = options.interruption
    bytesRead = options.bytesRead
    self.descriptor = descriptor
    self.size = size
  }

  /// Whether all that was asked for was there, as far as the file reached when it was opened, and in one encoding. Once it
  /// is not, what was read here is to be read again in order, which tells what is wrong.
  public var isSteady: Bool { !hasFailed.load(ordering: .acquiring) }

  /// Takes note that a part may be written in another encoding than the beginning.
  func noteOtherEncoding() {
    hasFailed.store(true, ordering: .releasing)
  }

  /// Appends at most `count` bytes from `offset` on, and gives how many: less only where the file ends or cannot be
  /// read on.
  public func read(upTo count: Int, at offset: Int, appendingTo bytes: inout [UInt8]) -> Int {
    let before = bytes.count
    bytes.append(addingCapacity: max(count, 0)) { span in
      unsafe span.withUnsafeMutableBufferPointer { buffer, initialized in
        initialized = unsafe read(into: UnsafeMutableRawBufferPointer(buffer), at: offset)
      }
    }
    return bytes.count - before
  }

  private func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) -> Int {
    var filled = 0
    guard interruption.reason == nil else {
      hasFailed.store(true, ordering: .releasing)
      return 0
    }
    defer { bytesRead(filled) }
    while filled < buffer.count {
      let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      do {
        let count = try unsafe descriptor.read(into: rest, at: offset + filled)
        guard count > 0 else {
          if offset + filled < size { hasFailed.store(true, ordering: .releasing) }
          break
        }
        filled += count
      } catch {
        hasFailed.store(true, ordering: .releasing)
        break
      }
    }
    return filled
  }

  func readNext(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
    try unsafe descriptor.read(into: buffer)
  }

  func hasData(within milliseconds: Int32) -> Bool {
    descriptor.hasData(within: milliseconds)
  }

  func seek(to offset: Int) -> Bool {
    descriptor.seek(to: offset)
  }
}
