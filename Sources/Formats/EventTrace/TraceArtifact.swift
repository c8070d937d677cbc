import Evidence
import Intake

/// Reads a binary Windows trace to its end: what it says about itself, and what its events say about calls.
struct TraceArtifact {
  private let content: TraceContent
  private let index: Int
  private let keepsText: Bool
  private let vocabularies: Vocabularies
  private var evidence: ArtifactEvidence

  /// - Parameter beginning: What was read of the artifact already.
  init(
    _ artifact: OpenedArtifact, beginning: [UInt8], index: Int, keepsText: Bool, vocabularies: Vocabularies
  ) {
    content = TraceContent(artifact, beginning: beginning, heldLimit: IntakeLimits().heldBytes)
    self.index = index
    self.keepsText = keepsText
    self.vocabularies = vocabularies
    evidence = ArtifactEvidence(artifact: Artifact(path: artifact.path, kind: .etl))
    evidence.platform = "windows"
  }

  /// Reads everything; a second time, where layouts of events stand behind the events.
  ///
  /// - Parameter known: Layouts that are known from elsewhere.
  mutating func read(_ known: EventSchemas) -> ArtifactEvidence {
    var pass = TracePass(
      TraceSchemas(known), index: index, keepsText: keepsText, vocabularies: vocabularies)
    pass.read(content)
    if pass.hasMissed {
      if content.rewind() {
        pass = TracePass(
          pass.schemas, index: index, keepsText: keepsText, vocabularies: vocabularies)
        pass.read(content)
      } else {
        let detail =
          "the layout of some events stands behind them; of those, only the text in their payloads was read"
        evidence.artifact.problems.append(Problem(.needsSecondPass, detail))
      }
    }
    pass.complete(&evidence)
    return evidence
  }
}

/// One reading of a trace.
private struct TracePass {
  private(set) var schemas: TraceSchemas
  private let index: Int
  private var tally = TraceTally()
  private let vocabularies: Vocabularies
  private var search: TraceSearch
  private var order = SightingOrder()
  private var collector: ObservationCollector
  private var signature = StableHash()
  private var promising: [EventSchema.Key: Bool] = [:]
  private var session: TraceSession?
  private var buffers = 0
  private var records = 0
  private var recognised = 0
  private var levels: Set<String> = []
  private var problems: [Problem] = []

  private static let mostPromises = 1 << 16

  init(_ schemas: TraceSchemas, index: Int, keepsText: Bool, vocabularies: Vocabularies) {
    self.schemas = schemas
    self.vocabularies = vocabularies
    search = TraceSearch(vocabularies.traceScanners)
    self.index = index
    collector = ObservationCollector(artifact: index, keepsText: keepsText)
  }

  /// Whether reading again, with what has been learnt, would tell more.
  var hasMissed: Bool { tally.missed(schemas) }

  mutating func read(_ content: TraceContent) {
    var reader = TraceReader(content)
    while reader.nextBuffer() {
      if session == nil { session = reader.session }
      reader.withRecords { search.search($0) }
      reader.forEachRecord { record, place, bytes in take(record, at: place, bytes) }
      signature.combine(UInt64(truncatingIfNeeded: reader.records))
    }
    buffers = reader.buffers
    records = reader.records
    problems = reader.problems
    schemas.complete()
    order.finish(&collector)
  }

  private mutating func take(_ record: TraceRecord, at place: TraceReader.Place, _ bytes: Span<UInt8>) {
    let time = record.time(bytes).flatMap { session?.clock.instant($0) }
    if let time, place.record > 1 { tally.note(time) }
    let isFound = search.hasMatch(in: record.offset..<record.offset + record.size)
    switch record.kind {
    case .system: if let process = KernelProcess(of: record, bytes) { tally.note(process: process.image) }
    case .event, .classic, .instance, .message: break
    case .compact, .performance, .opaque:
      if !isFound { return }
    }
    let provider = record.provider(bytes)
    let items = ExtendedItems(of: record, bytes)
    schemas.learn(from: record, bytes)
    let isPromising = note(record, provider, items, isFound: isFound, bytes)
    guard isFound || isPromising else { return }
    readEvent(record, at: place, time, provider, items, bytes)
  }

  /// Counts the event, and says whether its layout makes it worth reading.
  private mutating func note(
    _ record: TraceRecord, _ provider: GUID?, _ items: ExtendedItems, isFound: Bool, _ bytes: Span<UInt8>
  ) -> Bool {
    guard let provider, let place = tally.count(provider) else { return false }
    if let traits = items.traits, !tally.hasName(place),
      let traits = ProviderTraits(bytes.extracting(traits))
    {
      tally.name(place, traits.name)
    }
    guard record.kind == .event else { return false }
    guard items.metadata == nil else {
      tally.countSelfDescribing(place)
      return false
    }
    let key = TraceSchemas.key(of: record, provider: provider, bytes)
    let isPromising = isPromising(key)
    tally.count(key, of: place, isKnown: isPromising != nil, isFound: isFound)
    return isPromising ?? false
  }

  /// Whether events with this key are worth reading whatever is in them; nil where their layout is not known.
  private mutating func isPromising(_ key: EventSchema.Key) -> Bool? {
    if let known = promising[key] { return known }
    guard let schema = schemas.schema(key) else { return nil }
    let isPromising = TraceSearch.isPromising(schema)
    if promising.count < TracePass.mostPromises { promising[key] = isPromising }
    return isPromising
  }

  private mutating func readEvent(
    _ record: TraceRecord, at place: TraceReader.Place, _ time: Instant?, _ provider: GUID?,
    _ items: ExtendedItems, _ bytes: Span<UInt8>
  ) {
    let schema = schemas.schema(of: record, provider: provider, items: items, bytes)
    let name =
      items.traits.flatMap { ProviderTraits(bytes.extracting($0))?.name }
      ?? provider.map { schemas.providerName($0) ?? $0.description }
    let fields = EventFields(
      record, items, schema: schema, providerName: name, time: time, bytes)
    let source = Source(artifact: index, record: place.record, offset: place.offset)
    let event = fields.record(source: source, isCut: false, clock: nil)
    guard let sightings = RecordSightings(vocabularies.read(event), of: event) else { return }
    recognised += 1
    if let level = event.level { levels.insert(level) }
    order.add(sightings, at: time, to: &collector)
  }

  /// Says what was read.
  mutating func complete(_ evidence: inout ArtifactEvidence) {
    var facts = session?.facts ?? TraceFacts()
    facts.buffers = buffers
    tally.complete(&facts, schemas)
    evidence.artifact.trace = facts
    evidence.artifact.records = records
    evidence.artifact.counts.recognised = recognised
    evidence.artifact.counts.other = records - recognised
    evidence.artifact.problems += problems
    if schemas.isFull { evidence.artifact.problems.append(TraceSchemas.fullProblem) }
    if tally.hasMoreProviders {
      evidence.artifact.problems.append(
        Problem(.skipped, "the trace has more providers than are listed; their events were read too"))
    }
    if let span = tally.span {
      for time in [span.lowerBound, span.upperBound] {
        evidence.clocks.note(unordered: WrittenTime(traceTime: time))
      }
    }
    evidence.levels = levels
    let (observations, noise) = collector.finish()
    evidence.observations = observations
    evidence.lastMentions = collector.lastMentions
    evidence.noise = noise
    evidence.signature.ticks = signature.value
    evidence.signature.observations = collector.signature
  }
}

extension WrittenTime {
  /// A time of a trace, which counts UTC.
  init(traceTime time: Instant) {
    self.init(
      text: time.rfc3339Ticks, date: .calendar(time.date), nanosecondOfDay: time.nanosecondOfDay,
      zoneOffset: 0, clock: .field)
  }
}
