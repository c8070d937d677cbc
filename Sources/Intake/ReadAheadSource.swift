import Dispatch
import Evidence
import Synchronization

/// Lets a decompressor run ahead on a thread of its own, while what it gave is being looked at.
///
/// Reads directly as long as no thread is to spare; the bytes and the problems are the same. From the moment the
/// thread runs, nothing but it touches the source below, until it has ended.
final class ReadAheadSource: ByteSource {
  private let upstream: any ByteSource
  private let threads: SpareThreads
  private var ahead: Ahead?
  private var given = 0

  /// A thread takes longer to start than so much to be decompressed.
  private static let leastDistance = 128 << 10

  init(_ upstream: any ByteSource, threads: SpareThreads) {
    self.upstream = upstream
    self.threads = threads
  }

  deinit {
    ahead?.stop()
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    if ahead == nil, given >= ReadAheadSource.leastDistance { ahead = Ahead(upstream, threads) }
    let count = unsafe ahead.map { unsafe $0.read(into: buffer) } ?? upstream.read(into: buffer)
    given += count
    return count
  }

  /// Complete at the end, as with any source; until then the thread may be adding to them.
  var problems: [Problem] {
    guard let ahead, !ahead.isAtEnd else { return upstream.problems }
    return []
  }
}

/// The thread that reads ahead, and the blocks between it and the reader.
private final class Ahead {
  private let blocks: Blocks
  private let thread: RunningThread
  private var current = 0
  private var position = 0
  private var isHolding = false
  private(set) var isAtEnd = false

  /// Nil where no thread is to spare.
  init?(_ upstream: any ByteSource, _ threads: SpareThreads) {
    let blocks = Blocks.idle()
    nonisolated(unsafe) let source = upstream
    guard let thread = threads.start({ blocks.fill(from: unsafe source) }) else {
      blocks.keep()
      return nil
    }
    self.blocks = blocks
    self.thread = thread
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard !isAtEnd else { return 0 }
    if !isHolding {
      blocks.waitForFull()
      isHolding = true
      position = 0
    }
    let count = unsafe blocks.copy(from: current, at: position, into: buffer)
    position += count
    if count == 0 {
      isAtEnd = true
      thread.join()
      blocks.release()
      blocks.keep()
    } else if position == blocks.length(of: current) {
      blocks.release()
      isHolding = false
      current = (current + 1) % Blocks.count
    }
    return count
  }

  /// Ends the thread though not everything was read.
  func stop() {
    guard !isAtEnd else { return }
    isAtEnd = true
    blocks.cancel()
    thread.join()
  }
}

/// A ring of blocks with one writer and one reader. Between two signals a block belongs to one of them alone, which is
/// what makes it safe to share.
@safe
private final class Blocks: @unchecked Sendable {
  static let count = 4
  private static let size = 256 << 10

  private let memory: UnsafeMutableRawBufferPointer
  private let lengths: UnsafeMutableBufferPointer<Int>
  private let free = DispatchSemaphore(value: 0)
  private let full = DispatchSemaphore(value: 0)
  private let isCancelled = Atomic(false)
  /// Those that wait to be used again: an archive has many members, and memory is slow to get anew.
  private static let kept = Mutex<[Blocks]>([])

  /// Blocks that nobody uses.
  static func idle() -> Blocks {
    kept.withLock { $0.popLast() } ?? Blocks()
  }

  /// Lets others use them, when all are free again.
  func keep() {
    Blocks.kept.withLock { $0.append(self) }
  }

  private init() {
    unsafe memory = .allocate(byteCount: Blocks.count * Blocks.size, alignment: 64)
    unsafe lengths = .allocate(capacity: Blocks.count)
    unsafe lengths.initialize(repeating: 0)
    // Dispatch does not let go of a semaphore that is lower than it was made.
    for _ in 0..<Blocks.count { free.signal() }
  }

  deinit {
    unsafe memory.deallocate()
    unsafe lengths.deallocate()
  }

  private func block(_ index: Int) -> UnsafeMutableRawBufferPointer {
    unsafe UnsafeMutableRawBufferPointer(rebasing: memory[index * Blocks.size..<(index + 1) * Blocks.size])
  }

  // MARK: The writer

  /// Fills block after block; one without content is the last.
  func fill(from source: any ByteSource) {
    var index = 0
    while true {
      free.wait()
      if isCancelled.load(ordering: .acquiring) { return }
      let count = unsafe source.fill(block(index))
      unsafe lengths[index] = count
      full.signal()
      if count == 0 { return }
      index = (index + 1) % Blocks.count
    }
  }

  // MARK: The reader

  func waitForFull() {
    full.wait()
  }

  func length(of index: Int) -> Int {
    unsafe lengths[index]
  }

  func copy(from index: Int, at position: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = unsafe min(lengths[index] - position, buffer.count)
    guard count > 0 else { return 0 }
    unsafe buffer.copyMemory(
      from: UnsafeRawBufferPointer(rebasing: block(index)[position..<position + count]))
    return count
  }

  func release() {
    free.signal()
  }

  func cancel() {
    isCancelled.store(true, ordering: .releasing)
    free.signal()
  }
}
