public import Calls
import Catalog
import Evidence

extension StreamReport {
  /// A table of calls.
  public static func csvCalls() -> StreamReport {
    StreamReport(
      head: CSVText.line([
        "call", "otherCallIds", "startTime", "startTimeBasis", "connectedTime", "connectedTimeBasis",
        "endTime",
        "endTimeBasis", "durationSeconds", "code", "subCode", "class", "title", "flags", "clients",
        "participants", "verdict",
      ]),
      call: { _, call in CSVText.line(cells(of: call)) })
  }

  private static func cells(of call: Call) -> [String] {
    let reason = call.endReason
    var cells = [call.key, call.aliases.map(\.description).joined(separator: " ")]
    for moment in [call.startTime, call.connectedTime, call.endTime] { cells += timeCells(moment) }
    cells.append(call.durationSeconds.map { decimal($0, digits: 3) } ?? "")
    cells.append(reason.map { String($0.codes.code) } ?? "")
    cells.append(reason?.codes.subCode.map(String.init) ?? "")
    cells += [reason?.outcome.rawValue ?? "", reason?.title ?? ""]
    cells.append(call.flags.map(\.rawValue).joined(separator: " "))
    return cells + [String(call.clients.count), String(call.legs.count), call.verdict]
  }

  /// A table of all events, those outside calls at the end.
  public static func csvEvents(of analysis: Analysis) -> StreamReport {
    func table(_ events: [TimelineEvent], _ key: String) -> String {
      events.map { CSVText.line(cells(of: $0, key, analysis)) }.joined()
    }
    return StreamReport(
      head: CSVText.line([
        "call", "time", "timeBasis", "kind", "witness", "client", "code", "subCode", "flag", "callId", "text",
        "artifact", "line", "record", "offset",
      ]),
      call: { _, call in table(call.timeline, call.key) }, outside: { table($0, "") })
  }

  private static func cells(of event: TimelineEvent, _ key: String, _ analysis: Analysis) -> [String] {
    let source = event.source
    return [key] + timeCells(event.time) + [
      event.kind, event.witness.rawValue, event.client.map { String($0 + 1) } ?? "",
      event.codes.map { String($0.code) } ?? "", event.codes?.subCode.map(String.init) ?? "",
      event.codes.flatMap { Flag(code: $0.code) }?.rawValue ?? "", event.callID?.description ?? "",
      event.text, analysis.path(of: source), source.line.map(String.init) ?? "",
      source.record.map(String.init) ?? "", String(source.offset),
    ]
  }

  /// The time and how it became UTC; the words of the log where the date is not known.
  private static func timeCells(_ moment: Moment?) -> [String] {
    guard let moment else { return ["", ""] }
    return moment.isPlaced ? [moment.instant.rfc3339, moment.basis.rawValue] : [moment.text, ""]
  }
}
