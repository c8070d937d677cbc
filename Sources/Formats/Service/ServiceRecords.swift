import Evidence

/// What one element of a JSON document, or one row of a table, means: tried against everything that services write.
enum ServiceRecords {
  /// Adds what the element says, and gives the kind of artifact that holds such elements; nil where it is none of a
  /// service's.
  static func read(_ element: JSONValue, into sink: inout ObservationSink) -> ArtifactKind? {
    guard case .object(let members) = element else { return nil }
    if let kind = ServiceEvents.read(element, into: &sink) { return kind }
    return ServiceTables.read(ServiceRow(members), into: &sink) ? .azureMonitor : nil
  }

  /// The same for what is known to be a row of a table; false where it is none of a service's.
  static func read(_ row: ServiceRow, into sink: inout ObservationSink) -> Bool {
    ServiceTables.read(row, into: &sink)
  }
}
