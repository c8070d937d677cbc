import Evidence
import Intake

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
  /// Stretches of which at least a part was taken over from a reading out of turn.
  private(set) var takenOver = 0

  /// Nil for a file that is too small, or where there is but one thread anyway.
  ///
  /// - Parameters:
  ///   - length: Bytes of a stretch: a whole number of the chunks of 256 KiB that texts are read in.
  ///   - prefersAhead: Whether this thread reads stretches out of turn as long as it may, which helps nobody but a test.
  init?(
    _ file: OpenFile, index: Int, builder: EvidenceBuilder, vocabularies: Vocabularies = .builtIn,
    threads: SpareThreads, length: Int = 8 << 20, prefersAhead: Bool = false
  ) {
    let count = (file.size - SharedText.headLength) / length
    guard count >= 2, threads.mayBeHad else { return nil }
    text = SharedText(
      file: file, index: index, count: count, length: length, vocabularies: vocabularies,
      scanner: GrowingScanner(vocabularies.scanners, fittedTo: file))
    work = StretchWork(count: count, prefersAhead: prefersAhead)
    self.builder = builder
    self.threads = threads
  }

  /// Reads the text to its end. Returns the evidence, and how many bytes there were; nil where the file was not what it
  /// was when it was opened, or could not be read on, so that it has to be read in order.
  mutating func read() -> (evidence: ArtifactEvidence, bytes: Int)? {
    while end == nil, text.file.isSteady {
      startHelpers()
      switch work.next() {
      case .finished(let stretch): merge(stretch)
      case .inOrder(let number): readOn(through: number, until: nil)
      case .ahead(let number): work.finish(text.stretch(number))
      case .wait: work.wait()
      }
    }
    work.cancel()
    for helper in helpers { helper.join() }
    guard let end, text.file.isSteady else { return nil }
    return (builder.finish(end), end.offset)
  }

  private mutating func startHelpers() {
    let (text, work) = (text, work)
    while work.admitsHelper {
      let helper = threads.start {
        while let number = work.nextAhead() { work.finish(text.stretch(number)) }
      }
      guard let helper else { return }
      helpers.append(helper)
      work.noteHelper()
    }
  }

  /// Takes over what was read ahead from where it agrees with what was read in order.
  private mutating func merge(_ stretch: Stretch) {
    var first = stretch.checkpoints[0]
    if stretch.isWorthless || !first.place.isReached(by: place, assumedStart: first.place.position) {
      guard let met = readOn(through: stretch.number, until: stretch) else { return }
      first = met
    }
    takenOver += 1
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
    guard let window = text.window(of: number, before: place.position, line: (place.position, line)) else {
      return nil
    }
    var reader = TextReader(
      window, index: text.index, from: place, vocabularies: text.vocabularies, scanner: text.scanner)
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
struct Stretch: Sendable {
  let number: Int
  var readings: [Reading] = []
  /// The assumed start, and behind it the ends of the first chunks.
  fileprivate var checkpoints: [Checkpoint]
  fileprivate var end: Checkpoint
  /// Where it is the text's last stretch.
  var textEnd: TextEnd?
  /// Whether it depends on what stands before it, or was not read to its end.
  var isWorthless = false
  /// Whether there was more to read in it than may be held.
  var isDense = false

  fileprivate init(number: Int, checkpoints: [Checkpoint], end: Checkpoint) {
    self.number = number
    self.checkpoints = checkpoints
    self.end = end
  }

  /// One of which nobody can tell how it begins.
  fileprivate init(worthless number: Int) {
    let nowhere = Checkpoint(place: ReadingPlace(), line: 1, readings: 0)
    self.init(number: number, checkpoints: [nowhere], end: nowhere)
    isWorthless = true
  }

  /// The checkpoint behind so many chunks, if the reading goes on from `place` as from there.
  fileprivate func checkpoint(behind chunks: Int, reachedBy place: ReadingPlace) -> Checkpoint? {
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
  let vocabularies: Vocabularies
  let scanner: GrowingScanner

  /// A text's first chunk, from which it is decided how the text is written.
  static let headLength = TextEncoding.sampleLength
  private static let checkpoints = 8
  /// What may be held of a stretch before its turn. Where nearly every line says something, memory would grow with the
  /// stretches that are ahead; such a text is read in order.
  private static let mostReadings = 16_384

  private func start(of number: Int) -> Int {
    SharedText.headLength + number * length
  }

  /// Nil where it is that of the file.
  private func end(of number: Int) -> Int? {
    number + 1 < count ? start(of: number + 1) : nil
  }

  /// A stretch, with the text before it from what is looked back to from `place`; nil where the file has changed.
  func window(of number: Int, before place: Int, line: (position: Int, number: Int)) -> TextWindow? {
    TextWindow(
      file, from: max(0, place - AssumedStart.lookBack), chunk: start(of: number), to: end(of: number),
      line: line)
  }

  /// Reads a stretch out of turn.
  func stretch(_ number: Int) -> Stretch {
    guard let start = AssumedStart(atChunk: start(of: number), of: file),
      var reader = start.reader(
        of: file, to: end(of: number), index: index, vocabularies: vocabularies, scanner: scanner)
    else { return Stretch(worthless: number) }
    let assumed = Checkpoint(place: start.place, line: 1, readings: 0)
    var stretch = Stretch(number: number, checkpoints: [assumed], end: assumed)
    while reader.readChunk(into: &stretch.readings) {
      stretch.end = Checkpoint(
        place: reader.place, line: reader.lineNumber(), readings: stretch.readings.count)
      if stretch.checkpoints.count < SharedText.checkpoints { stretch.checkpoints.append(stretch.end) }
      if stretch.readings.count > SharedText.mostReadings {
        stretch.readings = []
        stretch.isDense = true
        break
      }
    }
    stretch.isWorthless = reader.dependsOnTextBefore || stretch.isDense
    if reader.isAtEnd { stretch.textEnd = reader.finish() }
    return stretch
  }
}
