import Evidence

/// The schemas of manifest events, from wherever a trace and the files beside it have them.
struct EventSchemaTable: Sendable {
  private var schemas: [EventSchema.Key: EventSchema] = [:]

  /// Takes the payload of a classic event bbccf6c1-6cd1-48c4-80ff-839482e37671 with opcode 32, a
  /// TRACE_EVENT_INFO; false where it is damaged.
  mutating func addEventInfo(_ payload: Span<UInt8>) -> Bool {
    false
  }

  /// Takes the payload of such an event with opcode 33: the GUID of a provider and an EVENT_MAP_INFO.
  mutating func addMapInfo(_ payload: Span<UInt8>) -> Bool {
    false
  }

  /// Takes what a manifest declares; what is known already stays.
  mutating func add(_ manifest: InstrumentationManifest) {
  }

  /// The schema of an event; complete when all has been added.
  func schema(_ key: EventSchema.Key) -> EventSchema? {
    schemas[key]
  }

  /// The name of a provider, as a schema or a manifest has it, or as it is commonly known.
  func providerName(_ provider: GUID) -> String? {
    nil
  }
}
