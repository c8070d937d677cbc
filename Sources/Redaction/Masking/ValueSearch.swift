import Dispatch
import Formats
import Intake
import Synchronization

/// Searches windows of a text for values, one after the other: on a thread of its own where one is to spare and the text
/// turns out to be long enough for it. What is found is the same.
final class ValueSearch {
  private let finder: SensitiveFinder
  private let threads: SpareThreads
  private var windows = 0
  private var exchange: Exchange?
  private var thread: RunningThread?
  /// What was found without a thread.
  private var found: [SensitiveValue] = []

  /// Half a mebibyte is searched before a thread has left the core that it was made on.
  private static let windowsWithoutThread = 2

  init(_ finder: SensitiveFinder, _ threads: SpareThreads) {
    self.finder = finder
    self.threads = threads
  }

  deinit {
    exchange?.end()
    thread?.join()
  }

  /// Begins to search a window; says whether that goes on meanwhile, as it then does with all that follow.
  func begin(_ bytes: [UInt8], _ cells: [SensitiveValue]) -> Bool {
    windows += 1
    if thread == nil, windows > ValueSearch.windowsWithoutThread, threads.mayBeHad { startThread() }
    guard let exchange else {
      found = finder.find(in: bytes, with: cells)
      return false
    }
    exchange.send(bytes, cells)
    return true
  }

  /// What the first window has that was begun and not asked for yet; waits for it.
  func values() -> [SensitiveValue] {
    exchange?.receive() ?? found
  }

  private func startThread() {
    let exchange = Exchange()
    thread = threads.start { [finder] in exchange.serve(finder) }
    if thread != nil { self.exchange = exchange }
  }
}

/// Hands windows to the thread, and what was found back.
private final class Exchange: Sendable {
  private struct Window: Sendable {
    var bytes: [UInt8]
    var cells: [SensitiveValue]
  }

  /// Nil is the end.
  private let windows = Mutex<[Window?]>([])
  private let values = Mutex<[[SensitiveValue]]>([])
  private let sent = DispatchSemaphore(value: 0)
  private let found = DispatchSemaphore(value: 0)

  func send(_ bytes: [UInt8], _ cells: [SensitiveValue]) {
    windows.withLock { $0.append(Window(bytes: bytes, cells: cells)) }
    sent.signal()
  }

  /// What has not been begun is no longer wanted.
  func end() {
    windows.withLock { $0 = [nil] }
    sent.signal()
  }

  func receive() -> [SensitiveValue] {
    found.wait()
    return values.withLock { $0.removeFirst() }
  }

  func serve(_ finder: SensitiveFinder) {
    while true {
      sent.wait()
      guard let next = windows.withLock({ $0.removeFirst() }) else { return }
      add(finder.find(in: next.bytes, with: next.cells))
    }
  }

  private func add(_ new: [SensitiveValue]) {
    values.withLock { $0.append(new) }
    found.signal()
  }
}
