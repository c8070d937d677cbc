import Evidence

/// What one element of a JSON document, or one row of a table, means: tried against everything that services write.
enum ServiceRecords {
  /// Adds what the element says, and gives the kind of artifact that holds such elements; nil where it is none of a
  /// service's.
  static func read(_ element: JSONValue, into sink: inout ObservationSink) -> ArtifactKind? {
    guard case .object(let members) = element else { return nil }
    if members.contains(where: { telling.contains($0.key) }) {
      for read in documents {
        guard let kind = read(element, &sink) else { continue }
        Credentials.note(in: element, into: &sink)
        return kind
      }
    }
    if let kind = ServiceEvents.read(element, into: &sink) {
      Credentials.note(in: element, shortest: shortestSecretInRow, into: &sink)
      return kind
    }
    if ServiceTables.read(ServiceRow(members), into: &sink) {
      Credentials.note(in: element, shortest: shortestSecretInRow, into: &sink)
      return .azureMonitor
    }
    let kind = ResourceDescriptions.read(element, into: &sink)
    Credentials.note(in: element, into: &sink)
    return kind
  }

  /// The same for what is known to be a row of a table; false where it is none of a service's.
  static func read(_ row: ServiceRow, into sink: inout ObservationSink) -> Bool {
    ServiceTables.read(row, into: &sink)
  }

  private typealias Reader = @Sendable (JSONValue, inout ObservationSink) -> ArtifactKind?

  /// Readers of what is no row of a table and no event.
  private static let documents: [Reader] = [
    HTTPRecords.read, Licences.read, HealthAlerts.read, DebugDumps.read,
  ]

  /// Keys of which each element that those can read has one; rows of tables, which are many, mostly have none.
  private static let telling: Set<String> = [
    "log", "Entries", "RequestUri", "startedDateTime", "servicePlans", "@odata.context", "assignedPlans",
    "schemaId", "alertContext", "eventSource", "debugInfoDumpId", "debugInfoDumpUnzipped", "lastCallId",
  ]

  /// Rows have short values in plenty, and no tokens among them.
  private static let shortestSecretInRow = 60
}
