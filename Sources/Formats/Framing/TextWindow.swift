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
  private var contentOffset = 0
  private var line = 1
  /// A place whose line number is known, from which others are counted.
  private var counted = (position: 0, line: 1)
  private var pendingPiece: [UInt8] = []

  /// Loads the beginning and decides what the text is: a batch, or lines and what ends them.
  init(_ artifact: OpenedArtifact) {
    text = DecodedText(artifact)
    if let chunk = text.next(appendingTo: &bytes) {
      contentOffset = chunk.offset
    } else {
      isComplete = true
    }
    let head = bytes.prefix(TextEncoding.sampleLength)
    if text.encoding != .binary, BatchDecoder.recognises(head: head) {
      batch = BatchDecoder()
      decodeBatch(bytes, offset: contentOffset)
    } else if !head.contains(UInt8(ascii: "\n")), head.contains(UInt8(ascii: "\r")) {
      lineBreak = UInt8(ascii: "\r")
    }
  }

  /// Whether the artifact is one batch of elements rather than lines.
  var isBatch: Bool { batch != nil }

  /// How the content is written.
  var encoding: TextEncoding { text.encoding }

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
      isComplete = true
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
    if counted.position < count {
      counted = (count, lineNumber(at: count))
    }
    line = lineNumber(at: count)
    if batch == nil {
      contentOffset += text.encoding.contentLength(ofDecoded: bytes[..<count])
    } else if let last = marks.lastIndex(where: { $0.position <= count }) {
      marks.removeFirst(last)
    }
    for index in marks.indices { marks[index].position -= count }
    bytes.removeFirst(count)
    dropped += count
    counted.position -= count
  }

  /// Where the byte at `position` stands in the artifact; the number of its line is counted from the last
  /// place asked for, so asking in ascending order is cheap.
  mutating func source(at position: Int, artifact: Int) -> Source {
    if batch != nil {
      guard let mark = marks.last(where: { $0.position <= position }) else {
        return Source(artifact: artifact, offset: 0)
      }
      return Source(artifact: artifact, line: mark.line, record: mark.record, offset: mark.offset)
    }
    let number = lineNumber(at: position)
    counted = (position, number)
    let offset = contentOffset + text.encoding.contentLength(ofDecoded: bytes[..<position])
    return Source(artifact: artifact, line: number, offset: offset)
  }

  /// Elements of a batch, or lines; asked for when everything was loaded and nothing dropped since.
  mutating func recordCount() -> Int {
    if batch != nil { return marks.last?.record ?? 0 }
    let breaks = lineNumber(at: bytes.count) - 1
    return bytes.isEmpty || bytes.last == lineBreak ? breaks : breaks + 1
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

  /// Where the line that begins at or before `position` ends: the index of its line break, or of the end.
  func lineEnd(from position: Int) -> Int {
    firstIndex(of: lineBreak, in: bytes.span, from: position) ?? bytes.count
  }

  /// The end of the last line that is loaded whole.
  var wholeLinesEnd: Int {
    isComplete
      ? bytes.count : lastIndex(of: lineBreak, in: bytes.span, before: bytes.count).map { $0 + 1 } ?? 0
  }

  /// The bytes of a line without its line break.
  func line(_ range: Range<Int>) -> [UInt8] {
    var end = min(range.upperBound, bytes.count)
    if end > range.lowerBound, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return Array(bytes[range.lowerBound..<max(range.lowerBound, end)])
  }
}
