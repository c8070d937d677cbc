import Evidence
import Intake
import Scan

/// A window on the decoded text of an artifact that moves forward: what was loaded and not yet dropped, and
/// where each byte of it stands in the artifact.
struct TextWindow: ~Copyable {
  private var text: DecodedText
  private var batch: BatchDecoder?
  private var marks: [ElementMark] = []
  /// The decoded text in the window.
  private(set) var bytes: [UInt8] = []
  /// Decoded bytes dropped so far.
  private(set) var dropped = 0
  /// Whether everything was loaded.
  private(set) var isComplete = false
  /// What ends a line: LF, or CR in text that has no LF.
  private(set) var lineBreak = UInt8(ascii: "\n")
  /// A place whose line number and offset in the artifact are known, from which others are counted.
  private var counted = (position: 0, line: 1, offset: 0)
  private var pendingPiece: [UInt8] = []

  /// Whether it begins like a document of services' records.
  let isServiceDocument: Bool

  /// Loads the beginning and decides what the text is: services' records, a batch, or lines and what ends them.
  init(_ artifact: OpenedArtifact) {
    text = DecodedText(artifact)
    if let chunk = text.next(appendingTo: &bytes) {
      counted.offset = chunk.offset
    } else {
      isComplete = true
    }
    let head = bytes.prefix(TextEncoding.sampleLength)
    isServiceDocument = text.encoding != .binary && ServiceDocument.recognises(head: head)
    if text.encoding != .binary, !isServiceDocument, BatchDecoder.recognises(head: head) {
      batch = BatchDecoder()
      decodeBatch(bytes, offset: counted.offset)
    } else if !head.contains(UInt8(ascii: "\n")), head.contains(UInt8(ascii: "\r")) {
      lineBreak = UInt8(ascii: "\r")
    }
  }

  /// A stretch of a plain file, of which everything from `start` to `chunk` is loaded; `chunk` and all that is loaded
  /// behind it, up to `end` or the end of the file, comes in the same chunks as when the file is read from its start.
  ///
  /// Lines are counted from the one that begins at `line`, which has the given number. Nil where the file has become
  /// shorter.
  init?(_ file: OpenFile, from start: Int, chunk: Int, to end: Int?, line: (position: Int, number: Int)) {
    text = DecodedText(file, from: chunk, to: end)
    isServiceDocument = false
    dropped = start
    guard file.read(upTo: chunk - start, at: start, appendingTo: &bytes) == chunk - start else { return nil }
    counted = (line.position - start, line.number, line.position)
  }

  /// Whether the text can be read in parts, as far as its first chunk tells, and is longer than that: bytes as they are, in
  /// lines.
  var isPlainLines: Bool {
    batch == nil && encoding == .utf8 && !isMixed && lineBreak == UInt8(ascii: "\n")
      && dropped + bytes.count >= TextEncoding.sampleLength
  }

  /// Whether the artifact is one batch of elements rather than lines.
  var isBatch: Bool { batch != nil }

  /// How the content begins.
  var encoding: TextEncoding { text.encoding }

  /// Whether what was loaded goes on in another encoding than it began with.
  var isMixed: Bool { !text.changes.isEmpty }

  /// How the beginning of the window is written.
  var firstEncoding: TextEncoding { text.encoding(at: dropped) }

  /// What decoding lost; complete at the end.
  var problems: [Problem] {
    var problems = text.problems
    if let batch {
      if batch.isCutShort {
        problems.append(Problem(.truncated, "the batch ends inside an element or before its closing bracket"))
      }
      if batch.cutElements > 0 {
        problems.append(
          Problem(
            .recordCut,
            "\(batch.cutElements) elements are longer than 1 MiB; only their beginnings were read",
            offset: batch.firstCutOffset))
      }
      if batch.skippedBytes > 0 {
        problems.append(
          Problem(
            .corrupt, "\(batch.skippedBytes) bytes of the batch are no valid JSON and were passed over",
            offset: batch.firstSkippedOffset))
      }
    }
    return problems
  }

  /// Elements of a batch so far that were longer than the cap.
  var cutElements: Int { batch?.cutElements ?? 0 }

  /// Loads the next chunk; false when there is none.
  mutating func load() -> Bool {
    guard !isComplete else { return false }
    if batch == nil {
      if text.next(appendingTo: &bytes) != nil { return true }
      isComplete = text.isAtEnd
      return false
    }
    pendingPiece.removeAll(keepingCapacity: true)
    if let chunk = text.next(appendingTo: &pendingPiece) {
      let piece = pendingPiece
      decodeBatch(piece, offset: chunk.offset, replacing: false)
      return true
    }
    batch?.finish(into: &bytes)
    isComplete = true
    return false
  }

  private mutating func decodeBatch(_ piece: [UInt8], offset: Int, replacing: Bool = true) {
    if replacing { bytes = [] }
    batch?.decode(piece.span, atOffset: offset, into: &bytes, marks: &marks)
  }

  /// Forgets the first `count` bytes of the window.
  mutating func drop(_ count: Int) {
    guard count > 0 else { return }
    pass(count)
    bytes.removeFirst(count)
  }

  /// Hands over all bytes, of which the window forgets the first `count` and keeps a copy of the others.
  mutating func take(_ count: Int) -> [UInt8] {
    pass(count)
    var taken = Array(bytes[count...])
    swap(&taken, &bytes)
    return taken
  }

  /// Counts the first `count` bytes of the window as dropped.
  private mutating func pass(_ count: Int) {
    if counted.position < count || batch != nil { goTo(count) }
    if let last = lastMark(upTo: count) { marks.removeFirst(last) }
    for index in marks.indices { marks[index].position -= count }
    dropped += count
    counted.position -= count
  }

  /// Where the byte at `position` stands in the artifact; the number of its line is counted from the last
  /// place asked for, so asking in ascending order is cheap.
  mutating func source(at position: Int, artifact: Int) -> Source {
    if batch != nil {
      guard let mark = lastMark(upTo: position).map({ marks[$0] }) else {
        return Source(artifact: artifact, offset: 0)
      }
      return Source(artifact: artifact, line: mark.line, record: mark.record, offset: mark.offset)
    }
    goTo(position)
    return Source(artifact: artifact, line: counted.line, offset: counted.offset)
  }

  /// The element that `position` lies in; marks are in ascending order.
  private func lastMark(upTo position: Int) -> Int? {
    var low = 0
    var high = marks.count
    while low < high {
      let middle = (low + high) / 2
      if marks[middle].position <= position { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : low - 1
  }

  /// Makes `position` the place that others are counted from.
  private mutating func goTo(_ position: Int) {
    let line = lineNumber(at: position)
    let passed = bytes[min(position, counted.position)..<max(position, counted.position)]
    let length = text.contentLength(ofDecoded: passed, at: dropped + passed.startIndex)
    counted = (position, line, counted.offset + (position < counted.position ? -length : length))
  }

  /// Elements of a batch, or lines; asked for when everything was loaded and nothing dropped since.
  mutating func recordCount() -> Int {
    if batch != nil { return marks.last?.record ?? 0 }
    let breaks = lineNumber(at: bytes.count) - 1
    return bytes.isEmpty || bytes.last == lineBreak ? breaks : breaks + 1
  }

  /// The number of the line or, in a batch, of the element that `position` lies in, from 1.
  func recordNumber(at position: Int) -> Int {
    guard batch != nil else { return lineNumber(at: position) }
    return lastMark(upTo: position).map { marks[$0].record } ?? 0
  }

  private func lineNumber(at position: Int) -> Int {
    if position >= counted.position {
      return counted.line + count(of: lineBreak, in: bytes.span.extracting(counted.position..<position))
    }
    return counted.line - count(of: lineBreak, in: bytes.span.extracting(position..<counted.position))
  }

  // MARK: Lines

  /// Where the line that holds `position` begins in the window.
  func lineStart(at position: Int) -> Int {
    lastIndex(of: lineBreak, in: bytes.span, before: position).map { $0 + 1 } ?? 0
  }

  /// Where the first line begins that does not begin before `position`.
  func lineStart(atOrBehind position: Int) -> Int {
    lineEnd(from: max(position - 1, 0)) + 1
  }

  /// Where the line that begins at or before `position` ends: the index of its line break, or of the end.
  func lineEnd(from position: Int) -> Int {
    firstIndex(of: lineBreak, in: bytes.span, from: position) ?? bytes.count
  }

  /// The part of `range` that lies on the line of `position`; looks no further than the range.
  func line(around position: Int, in range: Range<Int>) -> Range<Int> {
    let before = bytes.span.extracting(range.lowerBound..<position)
    let behind = bytes.span.extracting(position..<range.upperBound)
    let start = lastIndex(of: lineBreak, in: before, before: before.count).map { $0 + 1 } ?? 0
    let end = firstIndex(of: lineBreak, in: behind) ?? behind.count
    return range.lowerBound + start..<position + end
  }

  /// The end of the last line that is loaded whole.
  var wholeLinesEnd: Int {
    isComplete
      ? bytes.count : lastIndex(of: lineBreak, in: bytes.span, before: bytes.count).map { $0 + 1 } ?? 0
  }

  /// The bytes of a line, or of several with `\n` between them, without the last one's line break.
  func line(_ range: Range<Int>) -> [UInt8] {
    var end = min(range.upperBound, bytes.count)
    if end > range.lowerBound, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    let line = bytes[range.lowerBound..<max(range.lowerBound, end)]
    return lineBreak == UInt8(ascii: "\n")
      ? Array(line) : line.map { $0 == lineBreak ? UInt8(ascii: "\n") : $0 }
  }
}
