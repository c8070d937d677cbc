import Dispatch
import Synchronization

/// The thread on which the sources of one input are read ahead, one after the other, and the blocks between it and the
/// reader. The thread stays from one member of an archive to the next: a new one for each would hardly have left the core
/// that it was made on before the member ends.
///
/// One thread reads from it. From `begin` on nothing but the thread ahead touches a source, until `read` has given its end.
final class ReadAheadThread {
  private let threads: SpareThreads
  private var blocks: Blocks?
  private var thread: RunningThread?
  private var current = 0
  private var position = 0
  private var isHolding = false

  init(_ threads: SpareThreads) {
    self.threads = threads
  }

  deinit {
    stop()
  }

  /// Whether there is a thread, which only waits for a source.
  var isRunning: Bool { thread != nil }

  /// Begins to read a source ahead; false where no thread is to spare.
  func begin(_ source: any ByteSource) -> Bool {
    let blocks = self.blocks ?? Blocks()
    if thread == nil { thread = threads.start { blocks.serve() } }
    guard thread != nil else { return false }
    self.blocks = blocks
    current = 0
    blocks.begin(source)
    return true
  }

  /// Reads what the source gives; 0 at its end.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard let blocks else { return 0 }
    if !isHolding {
      blocks.waitForFull()
      isHolding = true
      position = 0
    }
    let count = unsafe blocks.copy(from: current, at: position, into: buffer)
    position += count
    if position == blocks.length(of: current) {
      blocks.release()
      isHolding = false
      current = (current + 1) % Blocks.count
    }
    return count
  }

  /// Ends the thread, also in the middle of a source: waits until it is done with the block it is filling.
  func stop() {
    blocks?.cancel()
    thread?.join()
    thread = nil
    blocks = nil
    isHolding = false
  }
}

/// A ring of blocks with one writer and one reader. Between two signals a block belongs to one of them alone, and so does
/// the source, which is what makes it safe to share.
@safe
private final class Blocks: @unchecked Sendable {
  static let count = 4
  private static let size = 256 << 10

  private let memory: UnsafeMutableRawBufferPointer
  private let lengths: UnsafeMutableBufferPointer<Int>
  private var source: (any ByteSource)?
  private let begun = DispatchSemaphore(value: 0)
  private let free = DispatchSemaphore(value: 0)
  private let full = DispatchSemaphore(value: 0)
  private let isCancelled = Atomic(false)

  init() {
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

  /// Fills blocks from one source after the other.
  func serve() {
    while true {
      begun.wait()
      guard let source, !isCancelled.load(ordering: .acquiring) else { return }
      self.source = nil
      guard fill(from: source) else { return }
    }
  }

  /// Fills block after block; one without content is the last. False where nothing more is wanted.
  private func fill(from source: any ByteSource) -> Bool {
    var index = 0
    while true {
      free.wait()
      if isCancelled.load(ordering: .acquiring) { return false }
      let count = unsafe source.fill(block(index))
      unsafe lengths[index] = count
      full.signal()
      if count == 0 { return true }
      index = (index + 1) % Blocks.count
    }
  }

  // MARK: The reader

  func begin(_ source: any ByteSource) {
    self.source = source
    begun.signal()
  }

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
    begun.signal()
    free.signal()
  }
}
