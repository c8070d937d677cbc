import Evidence

/// What an instrumentation manifest (.man, or the XML of an EventSource) declares.
struct InstrumentationManifest: Sendable {
  /// The names of the providers.
  private(set) var providers: [GUID: String] = [:]
  private(set) var schemas: [EventSchema.Key: EventSchema] = [:]

  /// Reads a manifest in UTF-8 or UTF-16; nil where it declares no provider, or a document type.
  init?(_ content: [UInt8]) {
    return nil
  }
}
