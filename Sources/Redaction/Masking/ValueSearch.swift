import Dispatch
import Formats
import Intake
import Synchronization

/// Searches windows of a text for values: most on a thread of its own where one is to spare and the text turns out to be
/// long enough for it, and here those that the thread would only have later. What is found is the same.
final class ValueSearch {
  private let finder: SensitiveFinder
  private let threads: SpareThreads
  private var windows = 0
  private var exchange: Exchange?
  private var thread: RunningThread?
  /// What was found here in each window that was begun and not asked for yet; nil where the thread has it.
  private var begun: [[SensitiveValue]?] = []

  /// Half a mebibyte is searched before a thread has left the core that it was made on.
  private static let windowsWithoutThread = 2
  /// Windows that the thread has not begun; with as many, whoever asks would soon wait for it.
  private static let mostBacklog = 2

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
    if let exchange, exchange.backlog < ValueSearch.mostBacklog {
      exchange.send(bytes, cells)
      begun.append(nil)
    } else {
      begun.append(finder.find(in: bytes, with: cells))
    }
    return exchange != nil
  }

  /// What the first window has that was begun and not asked for yet; waits for it.
  func values() -> [SensitiveValue] {
    begun.removeFirst() ?? exchange?.receive() ?? []
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

  /// Windows that the thread has not begun yet.
  var backlog: Int { windows.withLock { $0.count } }

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
