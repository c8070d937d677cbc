import Evidence
import Intake
import Scan

/// Reads one artifact of text: searches each chunk for the literals of all vocabularies, cuts records only
/// around what was found, and looks at few other lines: the first ones, one in every 64 KiB, the last.
struct TextReader: ~Copyable {
  private var window: TextWindow
  private var evidence: ArtifactEvidence
  private let index: Int
  private var scanner = GrowingScanner()
  /// Reused, so that a chunk costs no allocation.
  private var matchBuffer: [LiteralMatch] = []
  private var collector: ObservationCollector
  private var votes = KindVotes()
  private var ticks = StableHash()
  /// In the window: everything before was searched; everything before was made records of.
  private var searched = 0
  private var consumed = 0
  /// Decoded bytes from the start: lines before were looked at; where the next tick is due.
  private var lookedTo = 0
  private var nextTick = 0
  private var headLines = 0
  /// The record in the window that is being read in pieces.
  private var longRecord: Range<Int>?
  /// The last line, or element of a batch, that was counted as recognised.
  private var lastRecognised = 0
  private var isInLongLine = false
  private var hasCutLine = false

  /// Lines at the start whose headers are read, to tell what the artifact is.
  private static let headLineCount = 64
  private static let tickDistance = 64 << 10
  /// A record over this is read in pieces around what was found in it.
  private static let pieceLength = 64 << 10
  /// How far a piece reaches to either side of what was found: reading costs far more than searching.
  private static let reach = 512
  /// The cap on a record; what is over it is searched, and said to be cut.
  private static let recordCap = 1 << 20
  /// Bare IDs have no literal to be found by; lines of nothing else are looked for up to here.
  private static let bareIDLimit = 16 << 20

  /// Takes over the window, at whose start nothing was read yet.
  init(_ window: consuming TextWindow, path: String, index: Int, keepsText: Bool) {
    evidence = ArtifactEvidence(artifact: Artifact(path: path))
    self.index = index
    self.window = window
    collector = ObservationCollector(artifact: index, keepsText: keepsText)
  }

  /// Reads to the end.
  mutating func read() -> ArtifactEvidence {
    repeat {
      processRegion()
    } while window.load()
    processRegion()
    lookAtLastLine()
    return conclude()
  }

  // MARK: Regions

  /// Works through the lines that are loaded whole and were not searched yet.
  private mutating func processRegion() {
    let limit = window.wholeLinesEnd
    if limit <= searched || isInLongLine {
      processLongLine()
      return
    }
    let regionStart = searched
    longRecord = nil
    var keepFrom = limit
    for match in hits(from: regionStart, to: limit) {
      guard match >= consumed else { continue }
      let lineStart = window.lineStart(at: match)
      guard let end = readRecord(at: lineStart, hit: match, limit: limit) else {
        keepFrom = max(consumed, min(lineStart, keepFrom))
        break
      }
      consumed = end
    }
    lookAtLines(upTo: keepFrom)
    searched = keepFrom
    forget(before: max(0, min(keepFrom, window.lineStart(at: keepFrom) - RecordCutter.longestLookBack)))
  }

  /// Hits of the search and lines of nothing but IDs, in order.
  private mutating func hits(from start: Int, to limit: Int) -> [Int] {
    var hits = search(from: start, to: limit)
    if window.dropped + start < TextReader.bareIDLimit {
      hits += BareIDs.lines(in: window, from: start, to: limit)
      hits.sort()
    }
    return hits
  }

  private mutating func search(from start: Int, to limit: Int) -> [Int] {
    var matches: [LiteralMatch] = []
    swap(&matches, &matchBuffer)
    matches.removeAll(keepingCapacity: true)
    scanner.findMatches(in: window.bytes, from: start, to: limit, into: &matches)
    let hits = matches.map { $0.offset + start }
    swap(&matches, &matchBuffer)
    return hits
  }

  /// Cuts and reads the record around a hit; nil where it may go on behind what is loaded.
  private mutating func readRecord(at lineStart: Int, hit: Int, limit: Int) -> Int? {
    if let longRecord, longRecord.contains(hit) { return readPiece(of: longRecord, hit: hit) }
    let (range, mayGoOn) = RecordCutter.record(
      at: lineStart, from: min(consumed, lineStart), limit: limit, in: window)
    if mayGoOn, range.count < TextReader.recordCap { return nil }
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
    let start = max(range.lowerBound, consumed, hit - TextReader.reach)
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
  private mutating func processLongLine() {
    let end = isInLongLine ? window.lineEnd(from: searched) : window.bytes.count
    guard isInLongLine || end - searched > TextReader.recordCap else { return }
    if !isInLongLine {
      isInLongLine = true
      hasCutLine = true
      evidence.artifact.counts.cut += 1
      evidence.artifact.problems.append(
        Problem(
          .recordCut, "a line is longer than 1 MiB; it was searched, and read only around what was found",
          offset: window.source(at: searched, artifact: index).offset))
      lookAtLines(upTo: searched + 1)
    }
    let isLineComplete = end < window.bytes.count || window.isComplete
    let stretchEnd = isLineComplete ? end : max(searched, end - 4096)
    for match in search(from: searched, to: stretchEnd) where match >= consumed {
      let piece = self.piece(around: match, in: max(0, searched - 4096)..<stretchEnd)
      read(window.line(piece), from: piece)
      consumed = piece.upperBound
    }
    searched = stretchEnd
    if isLineComplete {
      isInLongLine = false
      searched = min(end + 1, window.bytes.count)
      lookedTo = window.dropped + searched
    }
    forget(before: max(0, searched - 8192))
  }

  private mutating func forget(before position: Int) {
    // Moving what stays costs time: it waits until there is enough to forget.
    guard position > 128 << 10 else { return }
    window.drop(position)
    searched -= position
    consumed = max(0, consumed - position)
  }

  // MARK: Records

  private mutating func read(_ lines: [UInt8], from range: Range<Int>) {
    let source = window.source(at: range.lowerBound, artifact: index)
    let (record, shapes) = RecordBuilder.record(lines, source: source)
    note(record.clocks, source: source)
    votes.note(shapes: shapes, namespace: record.namespace)
    if let level = record.level { evidence.levels.insert(level) }
    if shapes.contains(.callClient), let number = record.instance { evidence.clientNumbers.insert(number) }
    if collector.take(Vocabularies.read(record), of: record) { countRecognised(range) }
    lookedTo = max(lookedTo, window.dropped + range.upperBound)
  }

  /// Counts each line, or element, once; those of a cut line are counted as cut.
  private mutating func countRecognised(_ range: Range<Int>) {
    guard !isInLongLine else { return }
    let first = window.recordNumber(at: range.lowerBound)
    let last = window.recordNumber(at: range.upperBound)
    evidence.artifact.counts.recognised += max(0, last - max(first - 1, lastRecognised))
    lastRecognised = max(lastRecognised, last)
  }

  private mutating func note(_ clocks: [WrittenTime], source: Source) {
    if !clocks.isEmpty { evidence.clocks.note(clocks, source: source) }
  }

  // MARK: Lines that are looked at for their headers

  /// Looks at the lines that are due before `position`: each of the first ones, then one in every 64 KiB.
  private mutating func lookAtLines(upTo position: Int) {
    let end = window.dropped + position
    while lookedTo < end {
      if headLines < TextReader.headLineCount {
        headLines += 1
        lookedTo = look(at: lookedTo - window.dropped) + window.dropped
        continue
      }
      nextTick = max(nextTick, lookedTo)
      let due = nextTick - window.dropped
      let lineStart = nextTick == 0 ? 0 : window.lineEnd(from: max(due - 1, 0)) + 1
      guard lineStart < position else { return }
      lookedTo = look(at: lineStart) + window.dropped
      nextTick = (lookedTo / TextReader.tickDistance + 1) * TextReader.tickDistance
    }
  }

  /// Reads the header of the line that begins at `start`; gives where the next line begins.
  private mutating func look(at start: Int) -> Int {
    guard start >= 0, start < window.bytes.count else { return start + 1 }
    let end = window.lineEnd(from: start)
    let line = window.line(start..<min(end, start + 2048))
    let header = RecordBuilder.header(of: line)
    ticks.combine(line)
    votes.note(header)
    if let level = header.level { evidence.levels.insert(level) }
    if header.shapes.contains(.callClient), let number = header.instance {
      evidence.clientNumbers.insert(number)
    }
    if !header.clocks.isEmpty { note(header.clocks, source: window.source(at: start, artifact: index)) }
    return end + 1
  }

  private mutating func lookAtLastLine() {
    var end = window.bytes.count
    while end > 0, window.bytes[end - 1] == window.lineBreak || isSpace(window.bytes[end - 1]) { end -= 1 }
    evidence.endsMidRecord = end > 0 && end == window.bytes.count && !window.isBatch
    let start = window.lineStart(at: end)
    guard start < end, window.dropped + start >= lookedTo else { return }
    _ = look(at: start)
  }

  // MARK: Conclusion

  private mutating func conclude() -> ArtifactEvidence {
    let (observations, noise) = collector.finish()
    evidence.observations = observations
    evidence.noise = noise
    evidence.artifact.records = window.recordCount()
    var counts = evidence.artifact.counts
    counts.cut += window.cutElements
    // An element that was cut may have been recognised by its beginning.
    counts.recognised = min(counts.recognised, evidence.artifact.records - counts.cut)
    counts.other = evidence.artifact.records - counts.recognised - counts.cut
    evidence.artifact.counts = counts
    evidence.artifact.problems += window.problems
    evidence.artifact.kind = votes.kind
    evidence.platform = KindVotes.platform(of: votes.kind)
    evidence.signature.ticks = ticks.value
    evidence.signature.observations = collector.signature
    return evidence
  }
}
