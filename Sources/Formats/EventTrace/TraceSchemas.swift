import Evidence

/// Finds out how the payloads of a trace's events are laid out.
struct TraceSchemas {
  private var table: EventSchemaTable
  private var descriptions = TraceLoggingCache()
  private var manifests = EventSourceManifests()
  /// Whether the trace describes more events than can be held.
  private(set) var isFull = false

  /// - Parameter known: What is known from elsewhere.
  init(_ known: EventSchemas) {
    table = known.table
  }

  /// What tools that merge traces write of the providers in them: TRACE_EVENT_INFO, EVENT_MAP_INFO.
  private static let eventInfoClass = GUID(high: 0xbbcc_f6c1_6cd1_48c4, low: 0x80ff_8394_82e3_7671)
  private static let eventInfoType: UInt8 = 32
  private static let mapInfoType: UInt8 = 33

  /// Takes what the record says of other events, if that is what it is for; what is said twice stays as it was.
  mutating func learn(from record: TraceRecord, _ bytes: Span<UInt8>) {
    switch record.kind {
    case .classic where record.provider(bytes) == TraceSchemas.eventInfoClass:
      switch record.opcode(bytes) {
      case TraceSchemas.eventInfoType: _ = table.addEventInfo(bytes.extracting(record.body))
      case TraceSchemas.mapInfoType: _ = table.addMapInfo(bytes.extracting(record.body))
      default: break
      }
    case .event where record.eventID(bytes) == EventSourceManifests.eventID:
      let payload = ExtendedItems(of: record, bytes).payload
      guard let provider = record.provider(bytes), let process = record.process(bytes),
        let xml = manifests.add(bytes.extracting(payload), provider: provider, process: process),
        let manifest = InstrumentationManifest(xml)
      else { return }
      if !table.add(manifest, bytes: xml.count) || manifest.isCutShort { isFull = true }
    default: break
    }
  }

  /// What to say where `isFull`.
  static let fullProblem = Problem(
    .limitReached, "the trace describes more events than can be held; of some, only the text was read")

  /// To be called when there is nothing left to learn.
  mutating func complete() {
    table.resolveMaps()
  }

  /// The layout of an event's payload; nil where nobody tells.
  mutating func schema(
    of record: TraceRecord, provider: GUID?, items: ExtendedItems, _ bytes: Span<UInt8>
  ) -> EventSchema? {
    guard record.kind == .event, let provider else { return nil }
    if let metadata = items.metadata { return descriptions.schema(bytes.extracting(metadata)) }
    return table.schema(TraceSchemas.key(of: record, provider: provider, bytes))
  }

  /// The layout of the events with this key.
  func schema(_ key: EventSchema.Key) -> EventSchema? { table.schema(key) }

  /// The name of a provider that says none with its events.
  func providerName(_ provider: GUID) -> String? { table.providerName(provider) }

  /// What tells the event's layout apart from others.
  static func key(of record: TraceRecord, provider: GUID, _ bytes: Span<UInt8>) -> EventSchema.Key {
    EventSchema.Key(
      provider: provider, id: record.eventID(bytes), version: UInt8(truncatingIfNeeded: record.version(bytes))
    )
  }
}
