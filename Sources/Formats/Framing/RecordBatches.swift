import Dispatch
import Intake
import Synchronization

/// Shows records to the vocabularies, on a thread of its own where one is to spare: the next records are read meanwhile.
/// What is found comes in the order of the records, just as without a thread.
///
/// One thread adds records, and must call `finish` at last.
struct RecordBatches: ~Copyable {
  private let threads: SpareThreads
  private let vocabularies: Vocabularies
  private var batch: [Record] = []
  private var bytes = 0
  /// Batches so far; a short artifact is not worth a thread.
  private var batches = 0
  private var exchange: Exchange?
  private var thread: RunningThread?
  private var underWay = 0

  private static let mostRecords = 64
  private static let mostBytes = 256 << 10
  private static let mostUnderWay = 3
  private static let batchesWithoutThread = 32

  init(_ threads: SpareThreads, _ vocabularies: Vocabularies) {
    self.threads = threads
    self.vocabularies = vocabularies
  }

  /// Adds a record, and gives what was found in some of those before.
  mutating func add(_ record: Record) -> [RecordSightings] {
    batch.append(record)
    bytes += record.message.count
    return batch.count >= RecordBatches.mostRecords || bytes >= RecordBatches.mostBytes ? send() : []
  }

  /// Gives the rest of what was found, and ends the thread.
  mutating func finish() -> [RecordSightings] {
    var found = send()
    while underWay > 0 { found += receive() }
    exchange?.send(nil)
    thread?.join()
    exchange = nil
    thread = nil
    return found
  }

  private mutating func send() -> [RecordSightings] {
    batches += 1
    if batches == RecordBatches.batchesWithoutThread, threads.mayBeHad {
      let exchange = Exchange(vocabularies)
      thread = threads.start { exchange.serve() }
      if thread != nil { self.exchange = exchange }
    }
    defer {
      batch = []
      bytes = 0
    }
    guard let exchange else { return vocabularies.sightings(in: batch) }
    let found = underWay == RecordBatches.mostUnderWay ? receive() : []
    exchange.send(batch)
    underWay += 1
    return found
  }

  private mutating func receive() -> [RecordSightings] {
    underWay -= 1
    return exchange?.receive() ?? []
  }
}

extension Vocabularies {
  fileprivate func sightings(in batch: [Record]) -> [RecordSightings] {
    batch.compactMap { RecordSightings(read($0), of: $0) }
  }
}

/// What goes to the thread and comes back from it.
private final class Exchange: Sendable {
  private let vocabularies: Vocabularies
  /// Nil is the end.
  private let requests = Mutex<[[Record]?]>([])
  private let answers = Mutex<[[RecordSightings]]>([])
  private let requested = DispatchSemaphore(value: 0)
  private let answered = DispatchSemaphore(value: 0)

  init(_ vocabularies: Vocabularies) {
    self.vocabularies = vocabularies
  }

  func send(_ batch: [Record]?) {
    requests.withLock { $0.append(batch) }
    requested.signal()
  }

  func receive() -> [RecordSightings] {
    answered.wait()
    return answers.withLock { $0.removeFirst() }
  }

  func serve() {
    while true {
      requested.wait()
      guard let batch = requests.withLock({ $0.removeFirst() }) else { return }
      let found = vocabularies.sightings(in: batch)
      answers.withLock { $0.append(found) }
      answered.signal()
    }
  }
}
