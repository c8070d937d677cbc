public import Evidence
public import Intake

/// Reads the events of a binary Windows trace one by one, decoded, in the order of time.
///
/// Reads the trace twice: layouts of events mostly stand behind them, and the buffers of several processors lie in the
/// file as they became full. Where the content comes only once and is too large to hold, events come in the order of the
/// file, with the layouts known by then, and the problem `needs-second-pass` says so.
public struct EventTrace: ~Copyable {
  /// What the trace says of itself; the providers and processes are not counted here.
  public private(set) var facts: TraceFacts?
  /// What was wrong with the trace; complete when its events were read.
  public private(set) var problems: [Problem] = []

  private let content: TraceContent
  private var schemas: TraceSchemas
  private var clock: TraceClock?
  private var merge = TraceMerge()
  private var isOutOfOrder = false

  /// Buffers whose places are held; a trace that has more is in order within so many.
  private static let mostPlaces = 1 << 18

  /// What is wrong with an artifact that is called a trace, and for which there is no reader; nil for any other.
  public static func damage(of artifact: OpenedArtifact) -> Problem? {
    EventTraceLog.isNamed(artifact.path) && artifact.bytesRead > 0
      ? Problem(.corrupt, EventTraceLog.damage) : nil
  }

  /// A reader of what `artifact` holds, of which nothing was read yet; nil where that is no trace.
  ///
  /// - Parameter schemas: Layouts that are known from elsewhere.
  public init?(_ artifact: OpenedArtifact, schemas: EventSchemas = EventSchemas()) {
    self.init(artifact, schemas: schemas, heldLimit: IntakeLimits().heldBytes)
  }

  /// - Parameter heldLimit: Bytes that are held of content that comes only once.
  init?(_ artifact: OpenedArtifact, schemas: EventSchemas, heldLimit: Int) {
    var beginning: [UInt8] = []
    _ = artifact.read(upTo: TraceBufferHeader.length + 8, appendingTo: &beginning)
    guard EventTraceLog.recognises(beginning, path: artifact.path) else { return nil }
    content = TraceContent(artifact, beginning: beginning, heldLimit: heldLimit)
    self.schemas = TraceSchemas(schemas)
  }

  /// Shows each event until `body` gives false.
  public mutating func forEachEvent<Failure: Error>(
    _ body: (TraceEvent) throws(Failure) -> Bool
  ) throws(Failure) {
    var reader = TraceReader(content)
    var places: [TraceBufferPlace] = []
    var goesOn = true
    while goesOn, reader.nextBuffer() {
      if facts == nil {
        facts = reader.session?.facts
        clock = reader.session?.clock
      }
      if !content.isRandomAccess, !isOutOfOrder {
        // What is held will soon be let go.
        isOutOfOrder = true
        goesOn = try show(places, reader, body)
        places = []
      }
      guard goesOn else { break }
      if isOutOfOrder {
        goesOn = try showBuffer(&reader, body)
        continue
      }
      if let place = learn(from: &reader) { places.append(place) }
      if places.count == EventTrace.mostPlaces {
        goesOn = try show(places, reader, body)
        places = []
        noteOrder(
          "the trace has more than \(EventTrace.mostPlaces) buffers: events are in order within so many")
      }
    }
    if goesOn { _ = try show(places, reader, body) }
    if isOutOfOrder {
      problems.append(
        Problem(
          .needsSecondPass,
          "the trace comes only once and is too large to hold: the rest of its events are in the order of the file"
        ))
    }
    if schemas.isFull { problems.append(TraceSchemas.fullProblem) }
    if merge.isInexact { noteOrder("more buffers overlap than can be held: some events are out of order") }
    problems = reader.problems + problems
  }

  private mutating func noteOrder(_ detail: String) {
    let problem = Problem(.needsSecondPass, detail)
    if !problems.contains(problem) { problems.append(problem) }
  }

  /// Learns what the records of a buffer say of others, and gives its place; nil where it has none.
  private mutating func learn(from reader: inout TraceReader) -> TraceBufferPlace? {
    var first: (number: Int, time: Int64)?
    reader.forEachRecord { record, place, bytes in
      if first == nil { first = (place.record, record.time(bytes) ?? .min) }
      schemas.learn(from: record, bytes)
    }
    return first.map {
      TraceBufferPlace(
        offset: reader.bufferOffset, length: reader.bufferLength, firstRecord: $0.number, firstTime: $0.time)
    }
  }

  private mutating func show<Failure: Error>(
    _ places: [TraceBufferPlace], _ reader: borrowing TraceReader,
    _ body: (TraceEvent) throws(Failure) -> Bool
  ) throws(Failure) -> Bool {
    schemas.complete()
    return try merge.forEachRecord(of: places, in: content, reader.compression) {
      (record, place, buffer, bytes) throws(Failure) in
      try body(TraceEvent(record, at: place, buffer, clock: clock, schemas: &schemas, bytes))
    }
  }

  /// Shows the events of a buffer in the order of the file.
  private mutating func showBuffer<Failure: Error>(
    _ reader: inout TraceReader, _ body: (TraceEvent) throws(Failure) -> Bool
  ) throws(Failure) -> Bool {
    guard let header = reader.header else { return true }
    var goesOn = true
    try reader.forEachRecord { (record, place, bytes) throws(Failure) in
      guard goesOn else { return }
      schemas.learn(from: record, bytes)
      goesOn = try body(TraceEvent(record, at: place, header, clock: clock, schemas: &schemas, bytes))
    }
    return goesOn
  }
}
