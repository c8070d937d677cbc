import Evidence

/// Joins the manifests that .NET EventSources write into a trace, in pieces, as events 0xFFFE.
struct EventSourceManifests: Sendable {
  /// Takes the payload of an event 0xFFFE; the XML of the manifest once its last piece is there.
  mutating func add(_ payload: Span<UInt8>, provider: GUID, process: UInt32) -> [UInt8]? {
    nil
  }
}
