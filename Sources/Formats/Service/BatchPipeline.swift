import Dispatch
import Intake
import Synchronization

/// Reads batches of elements, half of them on a thread of its own where one is to spare. What they say comes in the order of
/// the batches, just as without a thread.
struct BatchPipeline: ~Copyable {
  private let threads: SpareThreads
  private let artifact: Int
  private let keepsText: Bool
  private let vocabularies: Vocabularies
  private var reader: ElementReader
  private var exchange: Exchange?
  private var thread: RunningThread?
  /// Batches so far; a short artifact is not worth a thread.
  private var batches = 0
  /// What is still to be given, in order; nil for a batch that the thread has.
  private var waiting: [BatchReading?] = []
  private var away = 0

  private static let batchesWithoutThread = 4
  private static let mostAway = 4
  private static let mostWaiting = 12

  init(_ threads: SpareThreads, artifact: Int, keepsText: Bool, vocabularies: Vocabularies) {
    self.threads = threads
    self.artifact = artifact
    self.keepsText = keepsText
    self.vocabularies = vocabularies
    reader = ElementReader(
      number: 0, artifact: artifact, keepsText: keepsText, vocabularies: vocabularies)
  }

  /// Takes a batch, and gives what some of those before say.
  mutating func add(_ batch: ElementBatch) -> [BatchReading] {
    batches += 1
    if thread == nil, batches >= BatchPipeline.batchesWithoutThread, threads.mayBeHad { startThread() }
    receive()
    if let exchange, away < BatchPipeline.mostAway {
      exchange.send(batch)
      away += 1
      waiting.append(nil)
    } else {
      waiting.append(reader.read(batch))
      receive()
    }
    while waiting.count >= BatchPipeline.mostWaiting, away > 0 { take(exchange?.receive()) }
    return given()
  }

  /// Gives the rest, and ends the thread.
  mutating func finish() -> [BatchReading] {
    while away > 0 { take(exchange?.receive()) }
    exchange?.send(nil)
    thread?.join()
    exchange = nil
    thread = nil
    return given()
  }

  private mutating func startThread() {
    let exchange = Exchange()
    let (artifact, keepsText, vocabularies) = (artifact, keepsText, vocabularies)
    thread = threads.start {
      exchange.serve(artifact: artifact, keepsText: keepsText, vocabularies: vocabularies)
    }
    if thread != nil { self.exchange = exchange }
  }

  private mutating func receive() {
    while away > 0, let reading = exchange?.receiveIfThere() { take(reading) }
  }

  /// The thread gives what it has read in the order that it got it.
  private mutating func take(_ reading: BatchReading?) {
    away -= 1
    if let place = waiting.firstIndex(where: { $0 == nil }) {
      waiting[place] = .some(reading ?? BatchReading())
    }
  }

  private mutating func given() -> [BatchReading] {
    let count = waiting.firstIndex { $0 == nil } ?? waiting.count
    let first = waiting[..<count].compactMap { $0 }
    waiting.removeFirst(count)
    return first
  }
}

/// What goes to the thread and comes back from it.
private final class Exchange: Sendable {
  /// Nil is the end.
  private let requests = Mutex<[ElementBatch?]>([])
  private let answers = Mutex<[BatchReading]>([])
  private let requested = DispatchSemaphore(value: 0)
  private let answered = DispatchSemaphore(value: 0)

  func send(_ batch: ElementBatch?) {
    requests.withLock { $0.append(batch) }
    requested.signal()
  }

  func receive() -> BatchReading {
    answered.wait()
    return answers.withLock { $0.removeFirst() }
  }

  func receiveIfThere() -> BatchReading? {
    // Waiting until now would sleep as long as the system's timers are coarse.
    answers.withLock { $0.isEmpty } ? nil : receive()
  }

  func serve(artifact: Int, keepsText: Bool, vocabularies: Vocabularies) {
    var reader = ElementReader(
      number: 1, artifact: artifact, keepsText: keepsText, vocabularies: vocabularies)
    while true {
      requested.wait()
      guard let batch = requests.withLock({ $0.removeFirst() }) else { return }
      let reading = reader.read(batch)
      answers.withLock { $0.append(reading) }
      answered.signal()
    }
  }
}
