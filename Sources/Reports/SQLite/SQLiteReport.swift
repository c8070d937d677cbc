public import Calls
import Catalog
import Evidence
import GRDB

/// An analysis as tables: for Datasette, DuckDB, spreadsheets, and whoever has a question that no report answers.
public enum SQLiteReport {
  /// Makes a database. Nothing must be at the path.
  public static func write(_ analysis: Analysis, tool: Tool, to path: String) throws {
    var configuration = Configuration()
    configuration.prepareDatabase { database in
      // The file is made in one go and only then takes its place, so that there is nothing to roll back to.
      try database.execute(sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
    }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.write { database in
      // Tells this tool's databases from others, as `file` shows it.
      try database.execute(sql: "PRAGMA application_id = 0x61637331")
      for table in SQLiteSchema.tables { try database.execute(sql: table.creation) }
      var writer = SQLiteWriter(database)
      try writer.add(analysis, tool: tool)
      for statement in SQLiteSchema.indexes + SQLiteSchema.views { try database.execute(sql: statement) }
    }
    try queue.close()
  }
}

/// Puts rows into the tables.
private struct SQLiteWriter {
  typealias Value = (any DatabaseValueConvertible)?

  private let database: Database

  init(_ database: Database) {
    self.database = database
  }

  private func insert(_ table: SQLiteSchema.Table, _ values: [Value]) throws {
    try database.cachedStatement(sql: table.insertion).execute(arguments: StatementArguments(values))
  }

  /// The time and how it is known; the words of the log and `floating` where the date is not.
  private func cells(_ moment: Moment?) -> [Value] {
    guard let moment else { return [nil, nil] }
    return [moment.isPlaced ? moment.instant.rfc3339 : moment.text, moment.basis.rawValue]
  }

  private func cells(_ source: Source?) -> [Value] {
    [source.map { $0.artifact + 1 }, source?.line, source?.record, source?.offset]
  }

  mutating func add(_ analysis: Analysis, tool: Tool) throws {
    try insert(SQLiteSchema.report, [tool.name, tool.version, JSONReport.schemaVersion])
    for (index, artifact) in analysis.artifacts.enumerated() { try add(artifact, number: index + 1) }
    var numbers: [String: Int] = [:]
    for (index, call) in analysis.calls.enumerated() {
      numbers[call.key] = index + 1
      try add(call, number: index + 1)
    }
    for event in analysis.outsideCalls { try add(event, call: nil) }
    for sighting in analysis.identifiers {
      try add(sighting, call: sighting.callKey.flatMap { numbers[$0] })
    }
    for finding in analysis.findings {
      let source = finding.source.map(cells) ?? [finding.artifact.map { $0 + 1 }, nil, nil, nil]
      let call = finding.callKey.flatMap { numbers[$0] }
      try insert(
        SQLiteSchema.findings, [call, finding.kind, finding.severity.rawValue, finding.text] + source)
    }
  }

  private func add(_ artifact: Artifact, number: Int) throws {
    let facts: [Value] = [
      number, artifact.path, artifact.kind.rawValue, artifact.bytes, artifact.records,
      artifact.counts.recognised,
    ]
    try insert(
      SQLiteSchema.artifacts,
      facts + cells(artifact.firstTime) + cells(artifact.lastTime) + [artifact.sha256])
    for problem in artifact.problems {
      try insert(
        SQLiteSchema.problems,
        [number, problem.kind.rawValue, problem.detail, problem.offset, problem.losesInput])
    }
  }

  private func add(_ call: Call, number: Int) throws {
    let reason = call.endReason
    let known: [Value] = [number, call.key, call.callID?.description, call.verdict]
    let times = cells(call.startTime) + cells(call.connectedTime) + cells(call.endTime)
    let end: [Value] = [
      call.durationSeconds, reason?.codes.code, reason?.codes.subCode, reason?.outcome.rawValue,
      reason?.title, reason.map(call.action), call.flags.contains(.network),
      call.flags.contains(.infrastructure), Selection.Filter.failed.accepts(call),
    ]
    try insert(SQLiteSchema.calls, known + times + end)
    for sighting in call.ids {
      let facts: [Value] = [
        number, sighting.id.description, sighting.role.rawValue, sighting.evidence.rawValue,
      ]
      try insert(SQLiteSchema.ids, facts + cells(sighting.firstSeen) + cells(sighting.source))
    }
    for (index, client) in call.clients.enumerated() {
      try insert(SQLiteSchema.clients, [number, index + 1, client.label, client.platform])
    }
    for (index, leg) in call.legs.enumerated() { try add(leg, number: index + 1, call: number) }
    for state in call.states {
      let facts: [Value] = [
        number, state.leg.map { $0 + 1 }, state.client.map { $0 + 1 }, state.state.rawValue,
      ]
      try insert(
        SQLiteSchema.states, facts + cells(state.time) + [state.impossible] + cells(state.source))
    }
    try addDetails(of: call, number: number)
    for event in call.timeline { try add(event, call: number) }
  }

  private func addDetails(of call: Call, number: Int) throws {
    for reason in call.endReasons {
      let facts: [Value] = [
        number, reason.leg.map { $0 + 1 }, reason.codes.code, reason.codes.subCode, reason.outcome.rawValue,
        reason.title, reason.codes.phrase, reason.witness.rawValue,
      ]
      try insert(SQLiteSchema.endReasons, facts + cells(reason.time) + cells(reason.source))
    }
    for change in call.diagnostics {
      let diagnostic = change.diagnostic
      let facts: [Value] = [
        number, change.client.map { $0 + 1 }, diagnostic.name, diagnostic.value,
        Catalog.diagnostic(named: diagnostic.name)?.isUnhealthy(diagnostic.value), diagnostic.participant,
      ]
      try insert(SQLiteSchema.diagnostics, facts + cells(change.time) + cells(change.source))
    }
    for verdict in call.quality {
      let facts: [Value] = [number, verdict.participant, verdict.metric, verdict.value, verdict.verdict]
      try insert(SQLiteSchema.quality, facts + cells(verdict.source))
    }
    for sighting in call.identifiers { try add(sighting, call: number) }
    for related in call.related {
      try insert(
        SQLiteSchema.related, [number, related.key, related.relation, related.evidence.rawValue])
    }
  }

  private func add(_ leg: Leg, number: Int, call: Int) throws {
    let phases = leg.phases
    let who: [Value] = [
      call, number, leg.client.map { $0 + 1 }, leg.user, leg.participantID.map(JSONReport.canonicalID),
      leg.endpointID.map(JSONReport.canonicalID), leg.direction?.rawValue,
    ]
    let times = cells(leg.joinTime) + cells(leg.connectedTime) + cells(leg.leaveTime)
    let lasting: [Value] = [
      phases.setup, phases.ringing, phases.lobby, phases.hold, phases.connected,
    ]
    let reason = leg.endReason
    let end: [Value] = [
      reason?.codes.code, reason?.codes.subCode, reason?.outcome.rawValue, reason?.witness.rawValue,
      leg.quality, leg.sdkVersion, leg.os, leg.browser, leg.endpointType, leg.participantType,
    ]
    try insert(SQLiteSchema.legs, who + times + lasting + end)
  }

  private func add(_ event: TimelineEvent, call: Int?) throws {
    let facts: [Value] = [
      event.kind, event.witness.rawValue, event.client.map { $0 + 1 }, event.codes?.code,
      event.codes?.subCode, event.callID?.description, event.text,
    ]
    try insert(SQLiteSchema.events, [call] + cells(event.time) + facts + cells(event.source))
  }

  private func add(_ sighting: IdentifierSighting, call: Int?) throws {
    let facts: [Value] = [
      call, sighting.identifier.kind.rawValue, JSONReport.canonicalID(sighting.identifier.value),
    ]
    try insert(
      SQLiteSchema.identifiers,
      facts + cells(sighting.seen.first) + cells(sighting.seen.last) + cells(sighting.source))
  }
}
