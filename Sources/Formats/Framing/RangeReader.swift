import Evidence
import Intake

/// Reads a range of a plain log.
struct RangeReader {
  private let file: OpenFile
  private let path: String
  private let vocabularies: Vocabularies

  /// - Parameter path: Of the artifact, as reports show it.
  init(_ file: OpenFile, path: String, vocabularies: Vocabularies) {
    self.file = file
    self.path = path
    self.vocabularies = vocabularies
  }

  /// Reads from `start` to `end`, which are borders of `TextRange` or the end of the file.
  ///
  /// Nil where no line begins that can be told from what stands before it, and where the file is not steady.
  func read(from start: Int, to end: Int) -> TextRange? {
    guard var part = start == 0 ? beginning() : part(from: start) else { return nil }
    var range = TextRange(TextRange.Head(path: path, fileBytes: file.size, start: start, end: end))
    if end < file.size, var next = self.part(from: end) {
      while part.chunkEnd < next.chunkEnd, part.readChunk(into: &range) {}
      while !part.isAtEnd, !next.isReached(by: part), part.readChunk(into: &range), next.readChunk() {}
      if !part.isAtEnd {
        range.head.seam = TextRange.Seam(lines: next.linesPassed(), readings: next.readings)
      }
    } else {
      while part.readChunk(into: &range) {}
    }
    range.head.lines = part.linesPassed()
    range.head.readings = part.readings
    if part.isAtEnd { range.head.textEnd = part.finish() }
    return file.isSteady ? range : nil
  }

  private func beginning() -> Part? {
    let window = TextWindow(file, from: 0, chunk: TextEncoding.sampleLength, to: nil, line: (0, 1))
    guard let window else { return nil }
    return Part(
      TextReader(
        window, index: 0, from: ReadingPlace(), vocabularies: vocabularies,
        scanner: GrowingScanner(vocabularies.scanners)),
      start: ReadingPlace(), chunkEnd: 0)
  }

  /// What is read from the first place on, at or behind a border, where nothing depends on the text before. That place
  /// depends on nothing but the text: whoever reads up to the border knows how its other side is read.
  private func part(from border: Int) -> Part? {
    var chunk = border
    while chunk < file.size, file.isSteady {
      if let start = AssumedStart(atChunk: chunk, of: file), isSound(start), let reader = reader(from: start)
      {
        return Part(reader, start: start.place, chunkEnd: chunk)
      }
      chunk += DecodedText.usualChunkLength
    }
    return nil
  }

  private func isSound(_ start: AssumedStart) -> Bool {
    guard var reader = reader(from: start) else { return false }
    var readings: [Reading] = []
    while !start.isSettled(at: reader.place), reader.readChunk(into: &readings) {}
    return !reader.dependsOnTextBefore
  }

  private func reader(from start: AssumedStart) -> TextReader? {
    start.reader(
      of: file, to: nil, index: 0, vocabularies: vocabularies,
      scanner: GrowingScanner(vocabularies.scanners))
  }
}

/// A text that is read from some place on, chunk by chunk.
private struct Part: ~Copyable {
  private var reader: TextReader
  private let start: ReadingPlace
  /// Where the chunks that were read end.
  private(set) var chunkEnd: Int
  /// How many readings it has given.
  private(set) var readings = 0
  private var given: [Reading] = []

  init(_ reader: consuming TextReader, start: ReadingPlace, chunkEnd: Int) {
    self.reader = reader
    self.start = start
    self.chunkEnd = chunkEnd
  }

  var isAtEnd: Bool { reader.isAtEnd }

  /// False at the end of the text.
  mutating func readChunk() -> Bool {
    given.removeAll(keepingCapacity: true)
    let isGoingOn = reader.readChunk(into: &given)
    readings += given.count
    chunkEnd += chunkEnd == 0 ? TextEncoding.sampleLength : DecodedText.usualChunkLength
    return isGoingOn
  }

  /// The same, and appends what was read.
  mutating func readChunk(into range: inout TextRange) -> Bool {
    defer { for reading in given { range.readings.append(reading) } }
    return readChunk()
  }

  /// Whether the other goes on from here just as this one does.
  func isReached(by other: borrowing Part) -> Bool {
    reader.place.isReached(by: other.reader.place, assumedStart: start.position)
  }

  mutating func linesPassed() -> Int { reader.lineNumber() - 1 }

  mutating func finish() -> TextEnd { reader.finish() }
}
