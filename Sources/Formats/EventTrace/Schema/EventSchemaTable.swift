import Evidence

/// The schemas of manifest events, from wherever a trace and the files beside it have them.
///
/// Traces mostly have them behind the events that they describe: all is added first, then asked for.
struct EventSchemaTable: Sendable {
  private struct MapKey: Hashable {
    let provider: GUID
    let name: String
  }

  private static let maximumSchemas = 1 << 16
  /// Of blobs and manifests; what is made of them takes a few times as much.
  private static let maximumBytes = 64 << 20

  private var schemas: [EventSchema.Key: EventSchema] = [:]
  private var maps: [MapKey: EventSchema.ValueMap] = [:]
  private var names: [GUID: String] = [:]
  private var bytes = 0

  init() {}

  /// Takes the payload of a classic event bbccf6c1-6cd1-48c4-80ff-839482e37671 with opcode 32, a
  /// TRACE_EVENT_INFO; false where it is damaged or one too many.
  mutating func addEventInfo(_ payload: Span<UInt8>) -> Bool {
    guard hasRoom(for: payload.count), let info = TraceEventInfo(payload) else { return false }
    bytes += payload.count
    add(info.schema, info.key)
    return true
  }

  /// Takes the payload of such an event with opcode 33: the GUID of a provider and an EVENT_MAP_INFO; false
  /// where it is damaged or one too many.
  mutating func addMapInfo(_ payload: Span<UInt8>) -> Bool {
    guard hasRoom(for: payload.count), let info = EventMapInfo(payload) else { return false }
    bytes += payload.count
    let key = MapKey(provider: info.provider, name: info.name)
    if maps[key] == nil { maps[key] = info.map }
    return true
  }

  /// Takes what a manifest declares; what is known already stays. False where it is one too many.
  ///
  /// - Parameter bytes: How long it is.
  mutating func add(_ manifest: InstrumentationManifest, bytes: Int) -> Bool {
    // All or nothing: which ones fit would depend on their order, and they have none.
    // Every process of a program writes the same one.
    guard manifest.schemas.keys.contains(where: { schemas[$0] == nil }) else {
      return nameProviders(of: manifest)
    }
    guard hasRoom(for: bytes),
      schemas.count + manifest.schemas.count <= EventSchemaTable.maximumSchemas
    else { return false }
    self.bytes += bytes
    schemas.merge(manifest.schemas) { known, _ in known }
    return nameProviders(of: manifest)
  }

  private mutating func nameProviders(of manifest: InstrumentationManifest) -> Bool {
    for (provider, name) in manifest.providers where names[provider] == nil { names[provider] = name }
    return true
  }

  /// The schema of an event, with the maps that have been added.
  func schema(_ key: EventSchema.Key) -> EventSchema? {
    schemas[key]
  }

  /// Gives the fields the maps they name; to be called when all has been added.
  mutating func resolveMaps() {
    guard !maps.isEmpty else { return }
    for key in Array(schemas.keys) {
      guard var schema = schemas[key], needsMaps(schema.fields) else { continue }
      resolve(&schema.fields, of: key.provider)
      schemas[key] = schema
    }
  }

  /// The name of a provider, as a schema or a manifest has it, or as it is commonly known.
  func providerName(_ provider: GUID) -> String? {
    names[provider] ?? ProviderNames.name(of: provider)
  }

  private mutating func add(_ schema: EventSchema, _ key: EventSchema.Key) {
    if schemas[key] == nil { schemas[key] = schema }
    if let name = schema.providerName, names[key.provider] == nil { names[key.provider] = name }
  }

  private func hasRoom(for count: Int) -> Bool {
    schemas.count < EventSchemaTable.maximumSchemas && bytes + count <= EventSchemaTable.maximumBytes
  }

  private func needsMaps(_ fields: [EventSchema.Field]) -> Bool {
    fields.contains { $0.mapName != nil || needsMaps($0.members) }
  }

  private func resolve(_ fields: inout [EventSchema.Field], of provider: GUID) {
    for index in fields.indices {
      if let name = fields[index].mapName, let map = maps[MapKey(provider: provider, name: name)] {
        fields[index].map = map
      }
      if !fields[index].members.isEmpty { resolve(&fields[index].members, of: provider) }
    }
  }
}
