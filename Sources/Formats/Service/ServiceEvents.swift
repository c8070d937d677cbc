import Evidence

/// What Call Automation's callbacks and the events of Event Grid mean.
enum ServiceEvents {
  /// Adds what the event says, and gives the kind of artifact that holds such events; nil where it is none.
  static func read(_ event: JSONValue, into sink: inout ObservationSink) -> ArtifactKind? {
    nil
  }
}
