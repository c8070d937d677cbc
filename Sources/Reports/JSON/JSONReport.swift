public import Calls
import Catalog
import Evidence

/// The program that writes a report, as reports name it.
public struct Tool: Sendable, Equatable {
  public var name: String
  public var version: String

  /// Memberwise.
  public init(name: String = "acs-logscan", version: String) {
    self.name = name
    self.version = version
  }
}

/// The JSON report: the contract with other programs, as `Docs/schema/report.schema.json` describes it.
public enum JSONReport {
  /// Grows in its second number with every addition, in its first with every change that breaks readers.
  public static let schemaVersion = "1.0"

  /// One object and a line break.
  ///
  /// - Parameters:
  ///   - analysis: What to show, all of it.
  ///   - includesTimeline: Whether the calls' events, and those outside calls, are written.
  ///   - tool: Who writes it.
  ///   - sink: Gets the text in pieces of about a mebibyte, in order; what it throws ends the writing.
  public static func write<Failure: Error>(
    _ analysis: Analysis, includesTimeline: Bool, tool: Tool, to sink: (String) throws(Failure) -> Void
  ) throws(Failure) {
    var report = head(tool).members.map { ($0.key, JSONSection.value($0.value)) }
    report.append(("summary", .value(summary(analysis))))
    report.append(("artifacts", .list(analysis.artifacts, artifact)))
    report.append(("calls", .list(analysis.calls) { call($0, includesTimeline: includesTimeline) }))
    report.append(("identifiers", .list(analysis.identifiers, identifier)))
    report.append(("findings", .list(analysis.findings, finding)))
    if includesTimeline { report.append(("outsideCalls", .list(analysis.outsideCalls, event))) }
    report.append(("noise", .list(analysis.noise, noise)))
    try JSONPrinter.write(report, to: sink)
  }

  /// The whole of what `write` writes.
  public static func render(_ analysis: Analysis, includesTimeline: Bool, tool: Tool) -> String {
    var text = ""
    write(analysis, includesTimeline: includesTimeline, tool: tool) { text += $0 }
    return text
  }

  /// What every JSON report begins with.
  static func head(_ tool: Tool) -> JSONObject {
    var head = JSONObject()
    head.set("schemaVersion", schemaVersion)
    var toolObject = JSONObject()
    toolObject.set("name", tool.name)
    toolObject.set("version", tool.version)
    head.set("tool", .object(toolObject))
    return head
  }

  private static func summary(_ analysis: Analysis) -> JSONValue {
    let tally = Tally(analysis)
    var flags = JSONObject()
    for flag in Tally.flags { flags.set(flag.rawValue, tally.callsFlagged(flag)) }
    var classes = JSONObject()
    for (outcome, count) in tally.classes { classes.set(outcome.rawValue, count) }
    var object = JSONObject()
    object.set("artifacts", analysis.artifacts.count)
    object.set("bytes", tally.bytes)
    object.set("records", tally.records)
    object.set("calls", analysis.calls.count)
    object.set("callsTotal", analysis.callsTotal)
    object.set("flags", .object(flags))
    object.set("classes", .object(classes))
    object.set("flaggedOutsideCalls", analysis.flaggedOutsideCalls)
    return .object(object)
  }

  static func artifact(_ artifact: Artifact) -> JSONValue {
    var counts = JSONObject()
    counts.set("recognised", artifact.counts.recognised)
    counts.set("other", artifact.counts.other)
    counts.set("cut", artifact.counts.cut)
    var object = JSONObject()
    object.set("path", artifact.path)
    object.set("kind", artifact.kind.rawValue)
    object.set("bytes", artifact.bytes)
    object.set("fileBytes", artifact.fileBytes == artifact.bytes ? nil : artifact.fileBytes)
    if !artifact.compressions.isEmpty { object.set("compressions", .strings(artifact.compressions)) }
    object.set("records", artifact.records)
    object.set("counts", .object(counts))
    object.setTime("firstTime", artifact.firstTime)
    object.setTime("lastTime", artifact.lastTime)
    object.set("problems", .list(artifact.problems, problem))
    object.set("sha256", artifact.sha256)
    object.set("trace", artifact.trace.map(trace))
    object.set("content", artifact.content.map(content))
    return .object(object)
  }

  static func problem(_ problem: Problem) -> JSONValue {
    var object = JSONObject()
    object.set("kind", problem.kind.rawValue)
    object.set("detail", problem.detail)
    object.set("offset", problem.offset)
    return .object(object)
  }

  private static func identifier(_ sighting: IdentifierSighting) -> JSONValue {
    var object = JSONObject()
    object.set("kind", sighting.identifier.kind.rawValue)
    object.set("value", canonicalID(sighting.identifier.value))
    object.setCall(key: sighting.callKey)
    object.set("source", source(sighting.source))
    return .object(object)
  }

  static func finding(_ finding: Finding) -> JSONValue {
    var object = JSONObject()
    object.set("kind", finding.kind)
    object.set("severity", finding.severity.rawValue)
    object.set("text", finding.text)
    object.setCall(key: finding.callKey)
    object.set("artifact", finding.artifact)
    object.set("source", finding.source.map(source))
    return .object(object)
  }

  private static func noise(_ tally: NoiseTally) -> JSONValue {
    var object = JSONObject()
    object.set("kind", tally.kind)
    object.set("count", tally.count)
    object.set("source", source(tally.first))
    return .object(object)
  }
}
