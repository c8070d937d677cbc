/// The description that a TraceLogging event carries of itself (extended item 11).
enum TraceLoggingMetadata {
  /// The name and the fields of the event; nil where the metadata is damaged.
  static func schema(_ metadata: Span<UInt8>) -> EventSchema? {
    nil
  }
}

/// The schemas of the metadata met so far: a trace repeats a few descriptions millions of times.
struct TraceLoggingCache {
  /// What `TraceLoggingMetadata.schema` makes of `metadata`.
  mutating func schema(_ metadata: Span<UInt8>) -> EventSchema? {
    TraceLoggingMetadata.schema(metadata)
  }
}
