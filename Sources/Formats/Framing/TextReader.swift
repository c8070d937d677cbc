import Evidence
import Intake
import Scan

/// Reads one text, or a stretch of it: searches each chunk for the literals of all vocabularies, cuts records only
/// around what was found, and looks at few other lines: the first ones, one in every 64 KiB, the last.
struct TextReader: ~Copyable {
  private var window: TextWindow
  private let index: Int
  private let vocabularies: Vocabularies
  private var scanner: GrowingScanner
  /// Reused, so that a chunk costs no allocation.
  private var matches: [LiteralMatch] = []
  private var hits: [Int] = []
  private var readings: [Reading] = []
  /// How far the reading is.
  private(set) var place: ReadingPlace
  /// Where the reading began, if nobody knows yet how the text before was read.
  private let assumedStart: Int?
  /// Whether something depends on the text before an assumed start, so that what was read is worth nothing.
  private(set) var dependsOnTextBefore = false
  /// The record that is being read in pieces.
  private var longRecord: Range<Int>?
  private var hasBegun = false

  /// Lines at the start whose headers are read, to tell what the artifact is.
  static let headLineCount = 64
  static let tickDistance = 64 << 10
  /// A record over this is read in pieces around what was found in it.
  private static let pieceLength = 64 << 10
  /// How far a piece reaches to either side of what was found: reading costs far more than searching.
  private static let reach = 512
  /// The cap on a record; what is over it is searched, and said to be cut.
  static let recordCap = 1 << 20
  /// Bare IDs have no literal to be found by; lines of nothing else are looked for up to here.
  private static let bareIDLimit = 16 << 20

  /// Reads a whole text, at whose start the window stands.
  init(_ window: consuming TextWindow, index: Int, vocabularies: Vocabularies = .builtIn) {
    self.init(
      window, index: index, from: ReadingPlace(), vocabularies: vocabularies,
      scanner: GrowingScanner(vocabularies.scanners))
  }

  /// Reads on from `place`.
  ///
  /// - Parameters:
  ///   - window: Everything before the chunk that comes next is loaded, as far as lines look back.
  ///   - isAssumed: Whether `place` is what is most likely.
  init(
    _ window: consuming TextWindow, index: Int, from place: ReadingPlace, isAssumed: Bool = false,
    vocabularies: Vocabularies, scanner: GrowingScanner
  ) {
    self.window = window
    self.index = index
    self.vocabularies = vocabularies
    self.scanner = scanner
    self.place = place
    assumedStart = isAssumed ? place.position : nil
    hasBegun = place.position > 0
  }

  /// Reads the next chunk, and appends what stands there; false at the end, or where reading on is worth nothing.
  mutating func readChunk(into readings: inout [Reading]) -> Bool {
    let isLoaded = !hasBegun || window.load()
    hasBegun = true
    guard isLoaded || window.isComplete else { return false }
    swap(&readings, &self.readings)
    defer { swap(&readings, &self.readings) }
    step()
    if !isLoaded { lookAtLastLine() }
    return isLoaded && !dependsOnTextBefore
  }

  /// Whether the text was read to its end, and not only that of a stretch.
  var isAtEnd: Bool { window.isComplete }

  /// What is known of the text at its end.
  mutating func finish() -> TextEnd {
    TextEnd(
      offset: window.dropped + window.bytes.count, records: window.recordCount(),
      cutElements: window.cutElements, isMidRecord: isMidRecord, problems: window.problems)
  }

  /// The number of the line at `place`, as the window counts.
  mutating func lineNumber() -> Int {
    window.source(at: place.position - window.dropped, artifact: index).line ?? 0
  }

  // MARK: Regions

  /// Works through the lines that are loaded whole and were not searched yet.
  private mutating func step() {
    let limit = window.wholeLinesEnd
    let start = place.position - window.dropped
    guard limit > start, !place.isInLongLine else { return readLongLine() }
    var keepFrom = limit
    longRecord = nil
    findHits(from: start, to: limit)
    for hit in hits where hit >= place.consumed - window.dropped {
      let lineStart = window.lineStart(at: hit)
      guard let end = readRecord(at: lineStart, hit: hit, limit: limit) else {
        keepFrom = max(place.consumed - window.dropped, min(lineStart, keepFrom))
        break
      }
      place.consumed = end + window.dropped
    }
    lookAtLines(upTo: keepFrom)
    place.position = keepFrom + window.dropped
    forget(before: max(0, min(keepFrom, window.lineStart(at: keepFrom) - RecordCutter.longestLookBack)))
  }

  /// Hits of the search and lines of nothing but IDs, in order.
  private mutating func findHits(from start: Int, to limit: Int) {
    search(from: start, to: limit)
    var bareLimit = min(limit, TextReader.bareIDLimit - window.dropped)
    guard start < bareLimit else { return }
    if bareLimit < limit { bareLimit = window.lineStart(at: bareLimit) }
    hits += BareIDs.lines(in: window, from: start, to: bareLimit)
    hits.sort()
  }

  private mutating func search(from start: Int, to limit: Int) {
    matches.removeAll(keepingCapacity: true)
    hits.removeAll(keepingCapacity: true)
    scanner.findMatches(in: window.bytes, from: start, to: limit, into: &matches)
    var look = PromiseLook()
    for match in matches {
      let hit = match.offset + start
      if look.isPromising(match.literal, at: hit, in: window, of: vocabularies) { hits.append(hit) }
    }
  }

  /// Cuts and reads the record around a hit; nil where it may go on behind what is loaded.
  private mutating func readRecord(at lineStart: Int, hit: Int, limit: Int) -> Int? {
    if let longRecord, longRecord.contains(hit) { return readPiece(of: longRecord, hit: hit) }
    let consumed = place.consumed - window.dropped
    let isFirst = assumedStart == place.consumed
    let cut = RecordCutter.record(
      at: lineStart, from: isFirst ? 0 : max(0, min(consumed, lineStart)), limit: limit, in: window)
    if isFirst, cut.lookedBackTo < consumed {
      dependsOnTextBefore = true
      return nil
    }
    let range = cut.range
    if cut.mayGoOn, range.count < TextReader.recordCap { return nil }
    lookAtLines(upTo: range.lowerBound)
    guard range.count <= TextReader.pieceLength else {
      longRecord = range
      return readPiece(of: range, hit: hit)
    }
    read(window.line(range), from: range)
    return max(range.upperBound, hit + 1)
  }

  /// Reads the part of a long record around a hit, behind the header of the record.
  private mutating func readPiece(of range: Range<Int>, hit: Int) -> Int {
    let piece = self.piece(around: hit, in: range)
    let header = header(of: range)
    if piece.lowerBound >= range.lowerBound + header.count {
      read(header + window.line(piece), from: piece)
    } else {
      read(window.line(range.lowerBound..<piece.upperBound), from: range.lowerBound..<piece.upperBound)
    }
    return piece.upperBound
  }

  /// A part of a long record: whole lines where there are some near the hit.
  private func piece(around hit: Int, in range: Range<Int>) -> Range<Int> {
    let start = max(range.lowerBound, place.consumed - window.dropped, hit - TextReader.reach)
    let end = min(range.upperBound, hit + TextReader.reach)
    let line = window.line(around: hit, in: min(start, hit)..<max(end, hit + 1))
    return line.lowerBound..<max(line.upperBound, hit + 1)
  }

  /// What stands before the message on the first line of a long record, so that its pieces keep their time.
  private func header(of range: Range<Int>) -> [UInt8] {
    let line = window.line(range.lowerBound..<min(range.lowerBound + 512, range.upperBound))
    let header = LineHeader(line)
    return Array(line[..<header.message.lowerBound])
  }

  /// A line longer than the window may grow: searched in stretches, read in pieces, and said to be cut.
  private mutating func readLongLine() {
    let start = place.position - window.dropped
    let end = place.isInLongLine ? window.lineEnd(from: start) : window.bytes.count
    guard place.isInLongLine || end - start > TextReader.recordCap else { return }
    if !place.isInLongLine {
      place.isInLongLine = true
      readings.append(
        .cutLine(
          Problem(
            .recordCut, "a line is longer than 1 MiB; it was searched, and read only around what was found",
            offset: window.source(at: start, artifact: index).offset)))
      lookAtLines(upTo: start + 1)
    }
    let isLineComplete = end < window.bytes.count || window.isComplete
    let stretchEnd = isLineComplete ? end : max(start, end - 4096)
    search(from: start, to: stretchEnd)
    for hit in hits where hit >= place.consumed - window.dropped {
      let piece = self.piece(around: hit, in: max(0, start - 4096)..<stretchEnd)
      read(window.line(piece), from: piece)
      place.consumed = piece.upperBound + window.dropped
    }
    var searched = stretchEnd
    if isLineComplete {
      place.isInLongLine = false
      searched = min(end + 1, window.bytes.count)
      place.lookedTo = window.dropped + searched
    }
    place.position = searched + window.dropped
    // As in other regions, so that what is found does not depend on how much happens to be loaded.
    forget(before: max(0, searched - RecordCutter.longestLookBack))
  }

  private mutating func forget(before position: Int) {
    // Moving what stays costs time: it waits until there is enough to forget.
    guard position > 128 << 10 else { return }
    window.drop(position)
  }

  // MARK: Records

  private mutating func read(_ lines: [UInt8], from range: Range<Int>) {
    let source = window.source(at: range.lowerBound, artifact: index)
    let (record, shapes) = RecordBuilder.record(lines, source: source)
    let sink = vocabularies.read(record)
    var reading = RecordReading(
      header: HeaderReading(record, shapes: shapes, sink), sightings: RecordSightings(sink, of: record))
    if reading.sightings != nil, !place.isInLongLine {
      let first = window.recordNumber(at: range.lowerBound)
      reading.numbers = first...max(first, window.recordNumber(at: range.upperBound))
    }
    readings.append(.record(reading))
    place.lookedTo = max(place.lookedTo, window.dropped + range.upperBound)
  }

  // MARK: Lines that are looked at for their headers

  /// Looks at the lines that are due before `position`: each of the first ones, then one in every 64 KiB.
  private mutating func lookAtLines(upTo position: Int) {
    let end = window.dropped + position
    while place.lookedTo < end {
      if place.headLines < TextReader.headLineCount {
        place.headLines += 1
        place.lookedTo = look(at: place.lookedTo - window.dropped) + window.dropped
        continue
      }
      place.nextTick = max(place.nextTick, place.lookedTo)
      let due = place.nextTick - window.dropped
      let lineStart = place.nextTick == 0 ? 0 : window.lineStart(atOrBehind: due)
      guard lineStart < position else { return }
      place.lookedTo = look(at: lineStart) + window.dropped
      place.nextTick = (place.lookedTo / TextReader.tickDistance + 1) * TextReader.tickDistance
    }
  }

  /// Reads the header of the line that begins at `start`; gives where the next line begins.
  private mutating func look(at start: Int) -> Int {
    guard start >= 0, start < window.bytes.count else { return start + 1 }
    let end = window.lineEnd(from: start)
    let line = window.line(start..<min(end, start + 2048))
    let source = window.source(at: start, artifact: index)
    var hash = StableHash()
    hash.combine(line)
    readings.append(
      .header(HeaderReading(RecordBuilder.header(of: line), source: source), hash: hash.value))
    return end + 1
  }

  private var isMidRecord: Bool {
    let end = contentEnd
    return end > 0 && end == window.bytes.count && !window.isBatch
  }

  /// Where white space behind the last line begins.
  private var contentEnd: Int {
    var end = window.bytes.count
    while end > 0, window.bytes[end - 1] == window.lineBreak || isSpace(window.bytes[end - 1]) { end -= 1 }
    return end
  }

  private mutating func lookAtLastLine() {
    let end = contentEnd
    let start = window.lineStart(at: end)
    guard start < end, window.dropped + start >= place.lookedTo else { return }
    _ = look(at: start)
  }
}
