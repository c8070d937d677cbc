import Evidence

/// Lets a decompressor run ahead on a thread of its own, while what it gave is being looked at.
///
/// Reads directly as long as no thread is to spare; the bytes and the problems are the same.
final class ReadAheadSource: ByteSource {
  private let upstream: any ByteSource
  private let thread: ReadAheadThread
  private var isAhead = false
  private var isAtEnd = false
  private var given = 0

  /// What is small is not worth making a thread for.
  private static let leastDistance = 128 << 10

  init(_ upstream: any ByteSource, on thread: ReadAheadThread) {
    self.upstream = upstream
    self.thread = thread
  }

  deinit {
    if isAhead, !isAtEnd { thread.stop() }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard !isAtEnd else { return 0 }
    if !isAhead, given >= (thread.isRunning ? 1 : ReadAheadSource.leastDistance) {
      isAhead = thread.begin(upstream)
    }
    guard isAhead else {
      let count = unsafe upstream.read(into: buffer)
      given += count
      return count
    }
    let count = unsafe thread.read(into: buffer)
    isAtEnd = count == 0
    return count
  }

  /// Complete at the end, as with any source; until then the thread may be adding to them.
  var problems: [Problem] { isAhead && !isAtEnd ? [] : upstream.problems }
}
