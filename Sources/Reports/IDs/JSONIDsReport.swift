public import Calls
import Evidence

/// The IDs for programs, as `Docs/schema/ids.schema.json` describes it.
public enum JSONIDsReport {
  /// One object and a line break, in pieces to a sink that may end the writing.
  public static func write<Failure: Error>(
    _ list: IDList, tool: Tool, to sink: (String) throws(Failure) -> Void
  ) throws(Failure) {
    var report = head(tool, list)
    var entries = list.entries.makeIterator()
    report.append(("identifiers", .list(list.count) { _ in entries.next().map(entry) ?? .array([]) }))
    report.append(("findings", .list(list.findings, JSONReport.finding)))
    try JSONPrinter.write(report, to: sink)
  }

  /// The requests to support in place of the list.
  public static func writeSupport<Failure: Error>(
    _ analysis: Analysis, problem: SupportProblem?, onlyCalls: Bool, tool: Tool,
    to sink: (String) throws(Failure) -> Void
  ) throws(Failure) {
    let list = IDList(analysis)
    var report = head(tool, list)
    let requests = SupportRequests(analysis, problem: problem, onlyCalls: onlyCalls, showsAll: true)
    report.append(("support", .list(requests.all, JSONReport.support)))
    report.append(("findings", .list(list.findings, JSONReport.finding)))
    try JSONPrinter.write(report, to: sink)
  }

  /// The whole of what `write` writes.
  public static func render(_ list: IDList, tool: Tool) -> String {
    var text = ""
    write(list, tool: tool) { text += $0 }
    return text
  }

  /// The whole of what `writeSupport` writes.
  public static func renderSupport(
    _ analysis: Analysis, problem: SupportProblem? = nil, onlyCalls: Bool = false, tool: Tool
  ) -> String {
    var text = ""
    writeSupport(analysis, problem: problem, onlyCalls: onlyCalls, tool: tool) { text += $0 }
    return text
  }

  private static func head(_ tool: Tool, _ list: IDList) -> [(key: String, section: JSONSection)] {
    var head = JSONReport.head(tool).members.map { (key: $0.key, section: JSONSection.value($0.value)) }
    head.append(("artifacts", .list(list.analysis.artifacts, JSONReport.artifact)))
    return head
  }

  private static func entry(_ entry: IDEntry) -> JSONValue {
    var object = JSONObject()
    object.set("kind", entry.kind.name)
    object.set("value", entry.value)
    object.setCall(key: entry.callKey)
    object.set("role", entry.role?.rawValue)
    object.set("evidence", entry.evidence?.rawValue)
    object.setTime("firstSeen", entry.seen.first)
    object.setTime("lastSeen", entry.seen.last)
    object.set("source", JSONReport.source(entry.source))
    return .object(object)
  }
}
