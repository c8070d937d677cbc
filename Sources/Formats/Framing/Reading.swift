import Evidence

/// What was read at one place of a text. Evidence is made of these, in the order of the text; until then they can be
/// read in any order, by several threads.
enum Reading: Sendable, Codable {
  /// A line of which only the header was looked at.
  case header(HeaderReading, hash: UInt64)
  case record(RecordReading)
  /// A line over the cap.
  case cutLine(Problem)
}

/// What a line's wrappers say.
struct HeaderReading: Sendable, Codable {
  var clocks: [WrittenTime]
  var shapes: LineShapes
  var level: String?
  var namespace: String?
  /// The N of `CallClientN`.
  var clientNumber: Int?
  var source: Source

  init(_ header: LineHeader, source: Source) {
    clocks = header.clocks
    shapes = header.shapes
    level = header.level
    namespace = header.namespace
    clientNumber = header.shapes.contains(.callClient) ? header.instance : nil
    self.source = source
  }

  init(_ record: Record, shapes: LineShapes, _ sink: ObservationSink) {
    clocks = record.clocks
    if let time = sink.ownTime, !clocks.contains(where: { $0.text == time.text }) {
      clocks.insert(time, at: 0)
    }
    self.shapes = shapes
    level = sink.level ?? record.level
    namespace = record.namespace
    clientNumber = shapes.contains(.callClient) ? record.instance : nil
    source = record.source
  }
}

/// What one record says.
struct RecordReading: Sendable, Codable {
  var header: HeaderReading
  /// What the vocabularies found; nil where that is nothing.
  var sightings: RecordSightings?
  /// The numbers of the record's first and last line, or of its element of a batch; nil for a piece of a line that
  /// counts as cut.
  var numbers: ClosedRange<Int>?
}

/// What vocabularies found in one record, with all that observations take over from it.
struct RecordSightings: Sendable, Codable {
  var observations: [Observation]
  var noise: String?
  var ping: PingTracker.Mark?
  var exchange: HTTPPart?
  var time: WrittenTime?
  var instance: Int?
  /// The words of the log.
  var words: String
  /// A hash of a line with an exact time: lines with the same are the same line, wherever they were saved.
  var stamp: UInt64?
  var source: Source

  /// Nil where nothing was found.
  init?(_ sink: ObservationSink, of record: Record) {
    guard !sink.isEmpty else { return nil }
    observations = sink.observations
    for index in observations.indices { observations[index].maskSecrets() }
    noise = sink.noise
    ping = sink.ping
    exchange = sink.exchange
    exchange?.maskSecrets()
    time = record.time
    instance = record.instance
    words = LogWords.text(of: record)
    stamp = RecordSightings.stamp(of: record)
    source = record.source
  }

  /// Whether the record is an exchange over HTTP, or a side of one.
  var isOfHTTP: Bool {
    exchange != nil || observations.first?.testimony?.record == HTTPExchange.testimony.record
  }

  private static func stamp(of record: Record) -> UInt64? {
    guard let time = record.time, time.clock == .sdk || isExact(time) else { return nil }
    var hash = StableHash()
    hash.combine(time.text)
    hash.combine(record.component ?? "")
    hash.combine(record.message)
    return hash.value
  }

  /// A date, a zone and a fraction of a second: hardly two lines of one text have such a time by chance.
  private static func isExact(_ time: WrittenTime) -> Bool {
    guard case .calendar = time.date, time.zoneOffset != nil else { return false }
    return time.text.contains { $0 == "." || $0 == "," }
  }
}

extension Reading {
  /// Counts lines from another one than before.
  mutating func moveLines(by count: Int) {
    changeSources { $0.line = $0.line.map { $0 + count } }
    guard case .record(var record) = self else { return }
    record.numbers = record.numbers.map { $0.lowerBound + count...$0.upperBound + count }
    self = .record(record)
  }

  /// Names no lines, where nobody knows how many there are before.
  mutating func forgetLines() {
    changeSources { $0.line = nil }
  }

  private mutating func changeSources(_ change: (inout Source) -> Void) {
    switch self {
    case .header(var header, let hash):
      change(&header.source)
      self = .header(header, hash: hash)
    case .record(var record):
      change(&record.header.source)
      if var sightings = record.sightings {
        change(&sightings.source)
        for index in sightings.observations.indices { change(&sightings.observations[index].source) }
        record.sightings = sightings
      }
      self = .record(record)
    case .cutLine: break
    }
  }
}
