import Formats
public import Redaction

/// What was masked, for programs, as `Docs/schema/redact.schema.json` describes it.
public enum JSONRedactionReport {
  /// One object and a line break, in pieces to a sink that may end the writing.
  public static func write<Failure: Error>(
    _ ticket: RedactedTicket, tool: Tool, to sink: (String) throws(Failure) -> Void
  ) throws(Failure) {
    var report = JSONReport.head(tool).members.map { ($0.key, JSONSection.value($0.value)) }
    report.append(("summary", .value(summary(ticket))))
    report.append(("artifacts", .list(ticket.artifacts, artifact)))
    try JSONPrinter.write(report, to: sink)
  }

  private static func summary(_ ticket: RedactedTicket) -> JSONValue {
    let content = ticket.artifacts.filter { !$0.repacked.isArchive }
    var object = JSONObject()
    object.set("isWritten", .bool(ticket.isWritten))
    object.set("artifacts", content.count)
    object.set("leftOut", content.count { $0.repacked.reasonLeftOut != nil })
    object.set(
      "kinds", .array(SensitiveKind.allCases.filter(ticket.kinds.contains).map { .string($0.rawValue) }))
    object.set("masked", counts(ticket.counts))
    object.set("maskedInNames", counts(ticket.countsInNames))
    object.set("leavesNamesOut", .bool(ticket.leavesNamesOut))
    return .object(object)
  }

  private static func artifact(_ artifact: RedactedArtifact) -> JSONValue {
    var object = JSONObject()
    object.set("path", artifact.shownPath)
    object.set("outputPath", artifact.repacked.outputPath)
    object.set("isArchive", .bool(artifact.repacked.isArchive))
    object.set("masked", counts(artifact.counts))
    object.set("changes", .array(artifact.repacked.changes.map { .string($0) }))
    object.set("leftOut", artifact.repacked.reasonLeftOut)
    object.set("problems", .array(artifact.repacked.problems.map(JSONReport.problem)))
    return .object(object)
  }

  private static func counts(_ counts: [SensitiveKind: Int]) -> JSONValue {
    var object = JSONObject()
    for kind in SensitiveKind.allCases { object.set(kind.rawValue, counts[kind]) }
    return .object(object)
  }
}
