import Dispatch
import Evidence
import Intake
import Synchronization

/// Reads a large plain file in stretches, with as many threads as are to spare, and gives just what reading it from
/// start to end gives.
///
/// A thread that reads a stretch out of turn assumes that no record reaches into it. When the stretches before have been
/// read, the place they have come to tells whether that was right. Where it was not, the start of the stretch is read
/// again, until both readings have come to the same place.
struct StretchReader {
  private let text: SharedText
  private let work: StretchWork
  private let threads: SpareThreads
  private var helpers: [RunningThread] = []
  private var builder: EvidenceBuilder
  /// How far the text has been read in order, and the number of the line there.
  private var place = ReadingPlace()
  private var line = 1
  private var end: TextEnd?

  /// Nil for a file that is too small, or where there is but one thread anyway.
  ///
  /// - Parameter length: Bytes of a stretch: a whole number of the chunks of 256 KiB that texts are read in.
  init?(
    _ file: OpenFile, index: Int, builder: EvidenceBuilder, threads: SpareThreads, length: Int = 8 << 20
  ) {
    let count = (file.size - SharedText.headLength) / length
    guard count >= 2, threads.mayBeHad else { return nil }
    text = SharedText(
      file: file, index: index, count: count, length: length, scanner: GrowingScanner(fittedTo: file))
    work = StretchWork(count: count)
    self.builder = builder
    self.threads = threads
  }

  /// Reads the text to its end. Returns the evidence, and how many bytes there were.
  mutating func read() -> (evidence: ArtifactEvidence, bytes: Int) {
    while end == nil {
      startHelper()
      switch work.next() {
      case .finished(let stretch): merge(stretch)
      case .inOrder(let number): readOn(through: number, until: nil)
      case .ahead(let number): work.finish(text.stretch(number))
      case .wait: work.wait()
      }
    }
    work.cancel()
    for helper in helpers { helper.join() }
    let end = end ?? TextEnd()
    return (builder.finish(end), end.offset)
  }

  private mutating func startHelper() {
    guard work.isWanted else { return }
    let (text, work) = (text, work)
    let helper = threads.start {
      while let number = work.nextAhead() { work.finish(text.stretch(number)) }
    }
    if let helper { helpers.append(helper) }
  }

  /// Takes over what was read ahead from where it agrees with what was read in order.
  private mutating func merge(_ stretch: Stretch) {
    var first = stretch.checkpoints[0]
    if stretch.isWorthless || !first.place.isReached(by: place, assumedStart: first.place.position) {
      guard let met = readOn(through: stretch.number, until: stretch) else { return }
      first = met
    }
    let moved = line - first.line
    for var reading in stretch.readings[first.readings...] {
      reading.moveLines(by: moved)
      builder.take(reading)
    }
    place = stretch.end.place
    line = stretch.end.line + moved
    if var end = stretch.textEnd {
      end.records += moved
      self.end = end
    }
  }

  /// Reads a stretch from where the text before has come to, to its end or until the reading is at a checkpoint of
  /// another one, which is returned.
  @discardableResult
  private mutating func readOn(through number: Int, until other: Stretch?) -> Checkpoint? {
    var reader = text.reader(of: number, from: place, line: line)
    var readings: [Reading] = []
    var chunks = 0
    while reader.readChunk(into: &readings) {
      builder.take(&readings)
      chunks += 1
      place = reader.place
      line = reader.lineNumber()
      if let met = other?.checkpoint(behind: chunks, reachedBy: place) { return met }
    }
    builder.take(&readings)
    if reader.isAtEnd { end = reader.finish() }
    return nil
  }
}

/// How far a reading had come behind a chunk, and how much it had given.
private struct Checkpoint: Sendable {
  var place: ReadingPlace
  /// The number of the line at the place, as the reading counts.
  var line: Int
  var readings: Int
}

/// What reading a stretch out of turn gave; lines count from its first.
private struct Stretch: Sendable {
  let number: Int
  var readings: [Reading] = []
  /// The assumed start, and behind it the ends of the first chunks.
  var checkpoints: [Checkpoint]
  var end: Checkpoint
  /// Where it is the text's last stretch.
  var textEnd: TextEnd?
  /// Whether it depends on what stands before it.
  var isWorthless = false

  /// The checkpoint behind so many chunks, if the reading goes on from `place` as from there.
  func checkpoint(behind chunks: Int, reachedBy place: ReadingPlace) -> Checkpoint? {
    guard !isWorthless, chunks < checkpoints.count else { return nil }
    let checkpoint = checkpoints[chunks]
    let start = checkpoints[0].place.position
    return checkpoint.place.isReached(by: place, assumedStart: start) ? checkpoint : nil
  }
}

/// The text, for all threads.
private struct SharedText: Sendable {
  let file: OpenFile
  let index: Int
  /// Stretches, and the bytes of each but the last.
  let count: Int
  let length: Int
  let scanner: GrowingScanner

  /// A text's first chunk, from which it is decided how the text is written.
  static let headLength = TextEncoding.sampleLength
  /// How far back lines are loaded: as far as lines look back, and one line more.
  private static let lookBack = 2 * RecordCutter.longestLookBack
  private static let checkpoints = 8

  private func start(of number: Int) -> Int {
    SharedText.headLength + number * length
  }

  private func window(of number: Int, from start: Int, line: (position: Int, number: Int)) -> TextWindow {
    TextWindow(
      file, from: start, chunk: self.start(of: number),
      to: number + 1 < count ? self.start(of: number + 1) : nil, line: line)
  }

  /// A reader that goes on from `place`, to the end of a stretch.
  func reader(of number: Int, from place: ReadingPlace, line: Int) -> TextReader {
    let start = max(0, place.position - SharedText.lookBack)
    return TextReader(
      window(of: number, from: start, line: (place.position, line)), index: index, from: place,
      scanner: scanner)
  }

  /// Reads a stretch out of turn.
  func stretch(_ number: Int) -> Stretch {
    let chunk = start(of: number)
    let start = chunk - SharedText.lookBack
    var before: [UInt8] = []
    _ = file.read(upTo: SharedText.lookBack, at: start, appendingTo: &before)
    let lineBreak = before.lastIndex(of: UInt8(ascii: "\n"))
    let place = ReadingPlace(behindChunk: chunk, line: start + (lineBreak ?? 0) + 1)
    let assumed = Checkpoint(place: place, line: 1, readings: 0)
    var stretch = Stretch(number: number, checkpoints: [assumed], end: assumed)
    guard lineBreak != nil else {
      stretch.isWorthless = true
      return stretch
    }
    var reader = TextReader(
      window(of: number, from: start, line: (place.position, 1)), index: index, from: place, isAssumed: true,
      scanner: scanner)
    while reader.readChunk(into: &stretch.readings) {
      stretch.end = Checkpoint(
        place: reader.place, line: reader.lineNumber(), readings: stretch.readings.count)
      if stretch.checkpoints.count < SharedText.checkpoints { stretch.checkpoints.append(stretch.end) }
    }
    stretch.isWorthless = reader.dependsOnTextBefore
    if reader.isAtEnd { stretch.textEnd = reader.finish() }
    return stretch
  }
}

/// Who reads which stretch.
private final class StretchWork: Sendable {
  /// What the thread that puts everything in order is to do next.
  enum Step {
    case finished(Stretch)
    /// It is this stretch's turn, and nobody has begun it.
    case inOrder(Int)
    case ahead(Int)
    /// All that may be read is being read.
    case wait
  }

  private struct State {
    /// The first stretch that nobody has begun.
    var next = 0
    /// The first one that is not in order yet.
    var turn = 0
    var finished: [Int: Stretch] = [:]
    var isCancelled = false
  }

  /// Stretches that may be begun before their turn: what they give is held until then.
  private static let mostAhead = 8

  private let count: Int
  private let state = Mutex(State())
  private let finished = DispatchSemaphore(value: 0)

  init(count: Int) {
    self.count = count
  }

  /// Whether a further thread would find something to do.
  var isWanted: Bool {
    state.withLock { $0.next < count && $0.next < $0.turn + StretchWork.mostAhead }
  }

  func next() -> Step {
    state.withLock { state in
      if let stretch = state.finished.removeValue(forKey: state.turn) {
        state.turn += 1
        return .finished(stretch)
      }
      if state.next == state.turn {
        state.next += 1
        state.turn += 1
        return .inOrder(state.next - 1)
      }
      return begin(&state).map { .ahead($0) } ?? .wait
    }
  }

  /// For a thread that helps; nil where it is not needed any more.
  func nextAhead() -> Int? {
    state.withLock { $0.isCancelled ? nil : begin(&$0) }
  }

  private func begin(_ state: inout State) -> Int? {
    guard state.next < count, state.next < state.turn + StretchWork.mostAhead else { return nil }
    state.next += 1
    return state.next - 1
  }

  func finish(_ stretch: Stretch) {
    state.withLock { $0.finished[stretch.number] = stretch }
    finished.signal()
  }

  /// Until another thread has finished a stretch.
  func wait() {
    finished.wait()
  }

  func cancel() {
    state.withLock { $0.isCancelled = true }
  }
}
