import Evidence
import Intake

/// Reads event records from decoded XML text, a record an event, in bounded memory: one event at a time is held,
/// up to `EventCutter.limit`. What is damaged is left out, and said.
///
///     var reader = EventXMLReader(artifact: index, encoding: text.encoding)
///     while let chunk = text.next(appendingTo: &buffer) {
///       reader.feed(buffer[...], at: chunk.offset) { record in … }
///       buffer.removeAll(keepingCapacity: true)
///     }
///     reader.finish { record in … }
struct EventXMLReader: ~Copyable {
  /// Records given.
  private(set) var records = 0
  /// Records over the cap, of which only the beginning was read.
  private(set) var cutRecords = 0
  /// What was wrong, in the order of the content; complete after `finish`.
  private(set) var problems: [Problem] = []

  /// Problems listed one by one; the rest is counted.
  private static let listedProblems = 20

  private let artifact: Int
  private var cutter = EventCutter()
  private var buffer: [UInt8] = []
  private var place: ContentPlace
  private let events = EventCollector()
  private let objects = ObjectCollector()
  private var eventParser: SAXParser
  private var objectParser: SAXParser
  private var clock: SessionClock?
  private var unlisted = 0
  /// Whether tags without a beginning are what an object that was given up has left.
  private var isBehindDamagedObject = false

  /// - Parameters:
  ///   - index: The artifact's index, for sources.
  ///   - encoding: How the content was written that the text was decoded from, for offsets.
  init(artifact index: Int, encoding: TextEncoding = .utf8) {
    artifact = index
    place = ContentPlace(encoding: encoding)
    eventParser = SAXParser(events)
    objectParser = SAXParser(objects)
  }

  /// Takes the next piece of text, cut anywhere; `offset` is where its first byte stands in the content.
  mutating func feed(_ bytes: ArraySlice<UInt8>, at offset: Int, record: (Record) -> Void) {
    place.begin(at: offset)
    buffer.append(contentsOf: bytes)
    cut(isLast: false, record)
    let count = cutter.droppable
    place.drop(count, of: buffer)
    buffer.removeSubrange(..<count)
    cutter.drop(count)
  }

  /// Reads what is left, and says what the end of the content has cut.
  mutating func finish(record: (Record) -> Void) {
    cut(isLast: true, record)
    if cutter.openRoots > 0, !problems.contains(where: { $0.kind == .truncated }) {
      let offset = place.locate(buffer.count, in: buffer).offset
      note(.truncated, "the end tag of the root is missing: the export ends early", offset)
    }
    if unlisted > 0 {
      problems.append(Problem(.corrupt, "\(unlisted) more damaged places were passed over"))
    }
    buffer = []
  }

  private mutating func cut(isLast: Bool, _ record: (Record) -> Void) {
    while let piece = cutter.next(in: buffer, isLast: isLast) {
      switch piece {
      case .element(let unit, let range): read(unit, range, isCut: false, record)
      case .oversize(let unit, let range): read(unit, range, isCut: true, record)
      case .unfinished(let range): unfinished(range)
      case .stray(let index): stray(at: index)
      case .tooDeep(let index):
        let depth = SAXParser.maximumDepth
        noteDamage(.corrupt, "elements are nested deeper than \(depth) outside of events", at: index)
      case .documentType(let index):
        noteDamage(
          .corrupt,
          "a document type declaration, which no export of events has, was refused; nothing behind it was read",
          at: index)
      }
    }
  }

  private mutating func read(
    _ unit: EventCutter.Unit, _ range: Range<Int>, isCut: Bool, _ record: (Record) -> Void
  ) {
    let (line, offset) = place.locate(range.lowerBound, in: buffer)
    let failure: SAXFailure?
    if unit == .event {
      events.reset()
      failure = EventXMLReader.parse(&eventParser, buffer[range], isCut: isCut)
      if isCut { events.takeLeaf() }
    } else {
      objects.reset()
      failure = EventXMLReader.parse(&objectParser, buffer[range], isCut: isCut)
      if isCut { objects.takeLeaf() }
    }
    isBehindDamagedObject = unit == .object && (failure != nil || isCut)
    if let failure { return noteDamage(.corrupt, failure.detail, at: range.lowerBound) }
    let fields = unit == .event ? events.fields : objects.fields
    if fields.rawTime != nil, let header = SessionClock(header: fields) { clock = header }
    records += 1
    if isCut {
      cutRecords += 1
      let limit = EventCutter.limit >> 20
      noteDamage(
        .recordCut, "an event is longer than \(limit) MiB; only its beginning was read", at: range.lowerBound)
    }
    let source = Source(artifact: artifact, line: line, record: records, offset: offset)
    record(fields.record(source: source, isCut: isCut, clock: clock))
  }

  private static func parse(_ parser: inout SAXParser, _ element: ArraySlice<UInt8>, isCut: Bool)
    -> SAXFailure?
  {
    var element = element
    // What is cut may end within a character.
    while isCut, let last = element.last, last >= 0x80 {
      element.removeLast()
      if last >= 0xc0 { break }
    }
    if let clean = XMLSanitizer.cleaned(element) {
      return unsafe clean.withUnsafeBufferPointer { unsafe parser.read($0, isCut: isCut) }
    }
    return unsafe element.withUnsafeBufferPointer { unsafe parser.read($0, isCut: isCut) }
  }
}

// MARK: - Damage

extension EventXMLReader {
  private mutating func unfinished(_ range: Range<Int>) {
    let isAtEnd = range.upperBound == buffer.count
    isBehindDamagedObject = true
    noteDamage(
      isAtEnd ? .truncated : .corrupt,
      isAtEnd
        ? "the content ends inside an event, which was not read"
        : "the end of an event is missing; the event was not read", at: range.lowerBound)
  }

  private mutating func stray(at index: Int) {
    guard !isBehindDamagedObject else { return }
    noteDamage(.corrupt, "a part of an event stands here without its beginning, and was not read", at: index)
  }

  private mutating func noteDamage(_ kind: Problem.Kind, _ detail: String, at index: Int) {
    note(kind, detail, place.locate(index, in: buffer).offset)
  }

  private mutating func note(_ kind: Problem.Kind, _ detail: String, _ offset: Int) {
    if problems.count < EventXMLReader.listedProblems {
      problems.append(Problem(kind, detail, offset: offset))
    } else {
      unlisted += 1
    }
  }
}

extension SAXFailure {
  fileprivate var detail: String {
    switch self {
    case .notWellFormed(let code): "an event is no well-formed XML (libxml2: \(code)), and was not read"
    case .tooDeep: "an event has elements nested deeper than \(SAXParser.maximumDepth), and was not read"
    case .noMemory: "there was no memory for reading an event"
    }
  }
}

/// Tells line and offset in the content of places in a buffer that moves along it, visited from first to last.
struct ContentPlace: Sendable {
  private let encoding: TextEncoding
  /// A place in the buffer, its line from 1, and its offset in the content.
  private var mark = 0
  private var line = 1
  private var offset: Int?

  init(encoding: TextEncoding) {
    self.encoding = encoding
  }

  /// Takes note of where the text begins; later pieces follow each other.
  mutating func begin(at offset: Int) {
    if self.offset == nil { self.offset = offset }
  }

  /// The place of a byte of the buffer, not before the one last asked for; that one itself where it is.
  mutating func locate(_ index: Int, in buffer: [UInt8]) -> (line: Int, offset: Int) {
    if index > mark {
      let passed = buffer[mark..<min(index, buffer.count)]
      var breaks = 0
      for byte in passed where byte == UInt8(ascii: "\n") { breaks += 1 }
      line += breaks
      offset = (offset ?? 0) + encoding.contentLength(ofDecoded: passed)
      mark = index
    }
    return (line, offset ?? 0)
  }

  /// Takes note that the buffer's beginning goes.
  mutating func drop(_ count: Int, of buffer: [UInt8]) {
    _ = locate(count, in: buffer)
    mark -= count
  }
}
