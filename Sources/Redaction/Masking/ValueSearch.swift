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
    exchange?.send(nil)
    thread?.join()
  }

  /// Begins to search a window; says whether that goes on meanwhile. One at a time.
  func begin(_ bytes: [UInt8], _ cells: [SensitiveValue]) -> Bool {
    windows += 1
    if thread == nil, windows > ValueSearch.windowsWithoutThread, threads.mayBeHad { startThread() }
    guard let exchange else {
      found = finder.find(in: bytes, with: cells)
      return false
    }
    exchange.send(Exchange.Window(bytes: bytes, cells: cells))
    return true
  }

  /// What the window has that was begun last; waits for it.
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
  struct Window: Sendable {
    var bytes: [UInt8]
    var cells: [SensitiveValue]
  }

  /// Nil ends the thread.
  private let window = Mutex<Window?>(nil)
  private let values = Mutex<[SensitiveValue]>([])
  private let sent = DispatchSemaphore(value: 0)
  private let found = DispatchSemaphore(value: 0)

  func send(_ next: Window?) {
    window.withLock { $0 = next }
    sent.signal()
  }

  func receive() -> [SensitiveValue] {
    found.wait()
    return values.withLock { $0 }
  }

  func serve(_ finder: SensitiveFinder) {
    while true {
      sent.wait()
      // Taken out, so that its memory is the reader's alone again when the values are there.
      guard let next = window.withLock({ $0.take() }) else { return }
      let all = finder.find(in: next.bytes, with: next.cells)
      values.withLock { $0 = all }
      found.signal()
    }
  }
}
