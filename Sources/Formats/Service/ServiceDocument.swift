import Evidence
import Intake
import Scan

/// Reads a document of services' records: elements in whatever container, one after the other.
///
/// Objects that stand in lines are cut in stretches of lines, without looking into them; everything else by brackets, or, in
/// tables with separated fields, by line breaks outside of quotes.
struct ServiceDocument: ~Copyable {
  private var window: TextWindow
  private let index: Int
  private let path: String
  private var collector: ServiceCollector
  private var pipeline: BatchPipeline
  private var batch = ElementBatch()
  private var isTruncated = false
  private var stray = (bytes: 0, offset: Int?.none)

  /// Text without a line that begins with a bracket, after which lines are given up.
  private static let longestWithoutLine = 2 << 20

  init(
    _ window: consuming TextWindow, path: String, index: Int, keepsText: Bool,
    vocabularies: Vocabularies = .builtIn, threads: SpareThreads = .none
  ) {
    self.window = window
    self.path = path
    self.index = index
    collector = ServiceCollector(artifact: index, keepsText: keepsText)
    pipeline = BatchPipeline(
      threads, artifact: index, keepsText: keepsText, vocabularies: vocabularies)
  }

  /// Whether a text that begins like this is such a document.
  static func recognises(head: ArraySlice<UInt8>) -> Bool {
    ServiceRecogniser.recognises(head: head)
  }

  /// Reads it to its end.
  mutating func read() -> ArtifactEvidence {
    if let head = TableHead(window.bytes[...]) {
      readTable(head)
    } else if !window.encoding.isTranscoded, isInLines {
      readLines()
    } else {
      readElements()
    }
    send()
    take(pipeline.finish())
    var evidence = collector.finish(path: path)
    evidence.artifact.problems += window.problems
    if stray.bytes > 0 {
      evidence.artifact.problems.append(
        Problem(
          .corrupt, "\(stray.bytes) bytes between records mean nothing there and were passed over",
          offset: stray.offset))
    }
    if isTruncated, !evidence.endsMidRecord {
      evidence.endsMidRecord = true
      evidence.artifact.problems.append(
        Problem(.truncated, "the document ends before the bracket that closes it"))
    }
    return evidence
  }

  // MARK: Lines

  /// Whether the first line is an object as a whole.
  private var isInLines: Bool {
    let bytes = window.bytes
    guard let start = bytes.firstIndex(where: { !$0.isJSONSpace }), bytes[start] == .openBrace else {
      return false
    }
    var extent = JSONExtent()
    let line = Array(bytes[start..<window.lineEnd(from: start)])
    let end = extent.follow(line, from: 0)
    return extent.isAtEnd && line[end...].allSatisfy(\.isJSONSpace)
  }

  private mutating func readLines() {
    while true {
      // Stretches of lines know where they begin, and of what is transcoded nothing more.
      if window.isMixed { return readElements() }
      let end = lastLineOfObject()
      if end > 0 {
        send(upTo: end)
      } else if window.bytes.count > ServiceDocument.longestWithoutLine {
        return readElements()
      }
      guard window.load() else { break }
    }
    send(upTo: window.bytes.count)
  }

  /// Where the last line that begins with a bracket begins.
  private func lastLineOfObject() -> Int {
    let bytes = window.bytes
    var end = bytes.count
    while let found = lastIndex(of: .lineFeed, in: bytes.span, before: end), found > 0 {
      if found + 1 < bytes.count, bytes[found + 1] == .openBrace { return found + 1 }
      end = found
    }
    return 0
  }

  private mutating func send(upTo end: Int) {
    guard end > 0 else { return }
    let source = window.source(at: 0, artifact: index)
    let isLast = window.isComplete && end == window.bytes.count
    take(
      pipeline.add(
        ElementBatch(
          lines: window.take(end), count: end, line: source.line ?? 1, offset: source.offset, isLast: isLast))
    )
  }

  // MARK: Brackets and tables

  private mutating func readElements() {
    var splitter = ElementSplitter()
    repeat {
      repeat {
        let bytes = window.bytes
        while let element = splitter.next(bytes, isLast: window.isComplete) { add(element) }
        if stray.offset == nil, let first = splitter.firstStray {
          stray.offset = window.source(at: max(0, first), artifact: index).offset
        }
      } while false
      let done = max(0, min(splitter.needed, window.bytes.count))
      window.drop(done)
      splitter.drop(done)
    } while loadOrFinish()
    stray.bytes = splitter.strayBytes
    isTruncated = splitter.isTruncated
  }

  private mutating func readTable(_ head: TableHead) {
    let context = ElementContext(columns: head.columns, separator: head.separator)
    var splitter = TableSplitter(separator: head.separator, context: context, from: head.end)
    repeat {
      let bytes = window.bytes
      while let element = splitter.next(bytes, isLast: window.isComplete) { add(element) }
      let done = max(0, min(splitter.needed, window.bytes.count))
      window.drop(done)
      splitter.drop(done)
    } while loadOrFinish()
  }

  private var wasLast = false

  /// Loads more; true once more when everything was loaded, for what only the end decides.
  private mutating func loadOrFinish() -> Bool {
    if window.load() { return true }
    defer { wasLast = true }
    return !wasLast
  }

  private mutating func add(_ element: ElementSplitter.Element) {
    let source = window.source(at: element.range.lowerBound, artifact: index)
    batch.add(element, of: window.bytes, line: source.line ?? 1, offset: source.offset)
    if batch.bytes.count >= ElementBatch.fullSize { send() }
  }

  private mutating func send() {
    guard !batch.isEmpty else { return }
    var full = ElementBatch()
    swap(&full, &batch)
    full.pad()
    take(pipeline.add(full))
  }

  private mutating func take(_ readings: [BatchReading]) {
    for reading in readings { collector.take(reading) }
  }
}

extension TextEncoding {
  /// Whether places in the text are not those in the content.
  fileprivate var isTranscoded: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }
}
