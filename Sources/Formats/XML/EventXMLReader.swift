import Evidence
import Intake

/// Reads event records from decoded XML text, a record an event, in bounded memory: no more than an event beside
/// the piece that was fed, up to `EventCutter.limit`. What is damaged is left out, and said.
///
///     var reader = EventXMLReader(artifact: index, encoding: text.encoding)
///     while let chunk = text.next(appendingTo: &buffer) {
///       reader.append(buffer[...], at: chunk.offset)
///       while let record = reader.next() { … }
///       buffer.removeAll(keepingCapacity: true)
///     }
///     while let record = reader.next(isLast: true) { … }
///     reader.finish()
///
/// Events in plain markup are read without a parser; whatever may be odd or damaged is libxml2's to read and to judge.
struct EventXMLReader: ~Copyable {
  /// Records given.
  private(set) var records = 0
  /// Records over the cap, of which only the beginning was read.
  private(set) var cutRecords = 0
  /// What was wrong, in the order of the content; complete after `finish`.
  var problems: [Problem] { damage.problems }

  private let artifact: Int
  private let readsPlainEvents: Bool
  private var cutter = EventCutter()
  private var buffer: [UInt8] = []
  private let firstEncoding: TextEncoding
  private var place: ContentPlace
  private let events = EventHandler()
  private let objects = ObjectCollector()
  private var plainReader = PlainEventReader()
  private var eventParser: SAXParser
  private var objectParser: SAXParser
  private var clock: SessionClock?
  private var damage = DamageLog()
  /// Whether tags without a beginning are what an object that was given up has left.
  private var isBehindDamagedObject = false

  /// - Parameters:
  ///   - index: The artifact's index, for sources.
  ///   - encoding: How the content was written that the text was decoded from, for offsets.
  ///   - readsPlainEvents: Whether plain events are read without a parser; the records are the same.
  init(artifact index: Int, encoding: TextEncoding = .utf8, readsPlainEvents: Bool = true) {
    artifact = index
    self.readsPlainEvents = readsPlainEvents
    firstEncoding = encoding
    place = ContentPlace(encoding: encoding)
    eventParser = SAXParser(events)
    objectParser = SAXParser(objects)
  }

  /// Takes the next piece of text, cut anywhere; `offset` is where its first byte stands in the content, `encoding` how it
  /// was written there where that has changed.
  mutating func append(_ bytes: ArraySlice<UInt8>, at offset: Int, encoding: TextEncoding? = nil) {
    let count = cutter.droppable
    place.drop(count, of: buffer)
    buffer.removeSubrange(..<count)
    cutter.drop(count)
    place.note(encoding ?? firstEncoding, at: buffer.count, offset: offset)
    buffer.append(contentsOf: bytes)
  }

  /// The next record; nil where more text is needed, or with `isLast` where there is none left.
  mutating func next(isLast: Bool = false) -> Record? {
    while let piece = cutter.next(in: buffer, isLast: isLast) {
      switch piece {
      case .element(let unit, let range):
        if let record = read(unit, range, isCut: false) { return record }
      case .oversize(let unit, let range):
        if let record = read(unit, range, isCut: true) { return record }
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
    return nil
  }

  /// Says what the end of the content has cut; to be called when there are no records left.
  mutating func finish() {
    if cutter.openRoots > 0, !problems.contains(where: { $0.kind == .truncated }) {
      let offset = place.locate(buffer.count, in: buffer).offset
      damage.note(
        .truncated, "the end tag of the root is missing: the export ends early", offset: offset)
    }
    buffer = []
  }

  private mutating func read(_ unit: EventCutter.Unit, _ range: Range<Int>, isCut: Bool) -> Record? {
    let (line, offset) = place.locate(range.lowerBound, in: buffer)
    let failure = unit == .event ? readEvent(range, isCut: isCut) : readObject(range, isCut: isCut)
    isBehindDamagedObject = unit == .object && (failure != nil || isCut)
    if let failure {
      noteDamage(.corrupt, failure.detail, at: range.lowerBound)
      return nil
    }
    let fields = unit == .event ? events.collector.fields : objects.fields
    if fields.rawTime != nil, let header = SessionClock(header: fields) { clock = header }
    records += 1
    if isCut {
      cutRecords += 1
      let limit = EventCutter.limit >> 20
      noteDamage(
        .recordCut, "an event is longer than \(limit) MiB; only its beginning was read", at: range.lowerBound)
    }
    let source = Source(artifact: artifact, line: line, record: records, offset: offset)
    return fields.record(source: source, isCut: isCut, clock: clock)
  }

  private mutating func readEvent(_ range: Range<Int>, isCut: Bool) -> SAXFailure? {
    events.collector.reset()
    let buffer = buffer
    if readsPlainEvents, !isCut,
      plainReader.read(buffer.span.extracting(range), into: &events.collector)
    {
      return nil
    }
    events.collector.reset()
    let failure = EventXMLReader.parse(&eventParser, buffer[range], isCut: isCut)
    if isCut { events.collector.takeLeaf() }
    return failure
  }

  private mutating func readObject(_ range: Range<Int>, isCut: Bool) -> SAXFailure? {
    objects.reset()
    let failure = EventXMLReader.parse(&objectParser, buffer[range], isCut: isCut)
    if isCut { objects.takeLeaf() }
    return failure
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
    damage.note(kind, detail, offset: place.locate(index, in: buffer).offset)
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
