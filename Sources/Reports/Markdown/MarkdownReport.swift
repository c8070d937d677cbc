public import Calls
import Catalog
import Evidence

/// The calls to paste into a ticket.
public enum MarkdownReport {
  /// Events of a call that are listed.
  private static let eventLimit = 200

  /// What was read and found, and a table of calls.
  public static func scan(_ analysis: Analysis, style: ReportStyle = ReportStyle()) -> StreamReport {
    let context = ReportContext(analysis, style: style)
    let table = MarkdownText.head(["Call", "Start", "Duration", "End", "Class", "Flags", "What happened"])
    let head = summary(context) + (analysis.calls.isEmpty ? "" : "\n## Calls\n\n\(table)")
    return StreamReport(
      head: head, call: { _, call in row(call, named: MarkdownText.code(call.key), in: context) })
  }

  /// The index of a folder that has a report for each call: what `scan` shows, with links, and what happened outside calls.
  ///
  /// - Parameter page: The name of a call's file: letters, digits, `-`, `_` and `.`.
  public static func index(
    _ analysis: Analysis, style: ReportStyle = ReportStyle(), page: @escaping (Call) -> String
  ) -> StreamReport {
    let context = ReportContext(analysis, style: style)
    return StreamReport(
      head: scan(analysis, style: style).head,
      call: { _, call in row(call, named: "[\(MarkdownText.code(call.key))](\(page(call)))", in: context) },
      outside: { outside($0, in: context) })
  }

  private static func row(_ call: Call, named name: String, in context: ReportContext) -> String {
    let start = call.startTime.map { context.clock.dateAndTime($0) } ?? ""
    return MarkdownText.row([
      name, MarkdownText.plain(start), call.durationSeconds.map(duration) ?? "",
      call.endReason.map { codeText($0.codes) } ?? "", call.endReason?.outcome.rawValue ?? "",
      call.flags.map(\.rawValue).joined(separator: ", "), MarkdownText.plain(call.verdict),
    ])
  }

  /// A section for each call.
  public static func timeline(_ analysis: Analysis, style: ReportStyle = ReportStyle()) -> StreamReport {
    let context = ReportContext(analysis, style: style)
    return StreamReport(
      head: summary(context),
      call: { _, call in "\n" + section(of: call, in: context) },
      outside: { outside($0, in: context) })
  }

  private static func outside(_ events: [TimelineEvent], in context: ReportContext) -> String {
    "\n## Outside calls\n\n" + MarkdownReport.events(events, in: context)
  }

  private static func summary(_ context: ReportContext) -> String {
    var text = "# Calls in these files (acs-logscan)\n\n" + MarkdownText.head(["", ""])
    for fact in ScanHeader(context).facts {
      text += MarkdownText.row([fact.label, MarkdownText.plain(fact.text)])
    }
    let findings = FindingList.groups(FindingList(context).aboutNoCall)
    guard !findings.isEmpty else { return text }
    return text + "\n## Findings\n\n"
      + findings.map { line($0.first, more: $0.count - 1, in: context) }.joined()
  }

  private static func line(_ finding: Finding, more: Int, in context: ReportContext) -> String {
    let place = finding.source.map { " (\(MarkdownText.code(context.names.text($0))))" } ?? ""
    let rest = more > 0 ? " And \(grouped(more)) more like it." : ""
    return
      "- **\(finding.severity.rawValue)** \(finding.kind): \(MarkdownText.plain(finding.text))\(place)\(rest)\n"
  }

  private static func section(of call: Call, in context: ReportContext) -> String {
    let clock = context.clock
    var text = "## Call \(MarkdownText.code(call.key))\n\n"
    if !call.verdict.isEmpty { text += "> \(MarkdownText.plain(call.verdict))\n\n" }
    text += MarkdownText.head(["", ""])
    let times = [("Start", call.startTime), ("Connected", call.connectedTime), ("End", call.endTime)]
    for (label, time) in times {
      guard let time else { continue }
      text += MarkdownText.row([label, MarkdownText.plain(clock.dateAndTime(time, fractionDigits: 3))])
    }
    if let seconds = call.durationSeconds { text += MarkdownText.row(["Duration", duration(seconds)]) }
    for path in CallPath.all(of: call) {
      let whose = path.client.map { call.clients.count > 1 ? " #\($0 + 1)" : "" } ?? ""
      text += MarkdownText.row(["States\(whose)", MarkdownText.plain(path.text)])
    }
    text += MarkdownText.row(
      ["Flags", call.flags.isEmpty ? "none" : call.flags.map(\.rawValue).joined(separator: ", ")])
    text += ends(of: call, in: context)
    let findings = context.findingsByCall[call.key] ?? []
    if !findings.isEmpty {
      text += "\n### What is missing or odd\n\n" + findings.map { line($0, more: 0, in: context) }.joined()
    }
    let diagram = MermaidDiagram(call, clock: clock).text
    if !diagram.isEmpty { text += "\n### Sequence\n\n\(diagram)" }
    if !call.timeline.isEmpty { text += "\n### Events\n\n" + events(call.timeline, in: context) }
    return text + support(call)
  }

  private static func ends(of call: Call, in context: ReportContext) -> String {
    let reasons = [call.endReason].compactMap(\.self) + call.endReasons.filter { $0 != call.endReason }
    var text = "\n### Why it ended\n\n"
    if reasons.isEmpty { return text + "No end reason in these files.\n" }
    for reason in reasons {
      let leg = call.legs.count > 1 ? reason.leg.map { ", about leg \($0 + 1)" } ?? "" : ""
      text += "- **\(codeText(reason.codes))** \(MarkdownText.plain(reason.title)) "
      text += "Said by the \(reason.witness.rawValue)\(leg); \(reason.meaning). "
      text += MarkdownText.plain(call.action(for: reason))
      text += " (\(MarkdownText.code(context.names.text(reason.source))))\n"
    }
    return text
  }

  private static func events(_ events: [TimelineEvent], in context: ReportContext) -> String {
    let clock = context.clock
    var text = clock.caption(events.lazy.compactMap(\.time)) + ".\n\n"
    text += MarkdownText.head(["Time", "Kind", "Witness", "Words", "Source"])
    var day: String?
    for event in events.prefix(eventLimit) {
      var time = event.time.map(clock.time) ?? ""
      if let next = event.time.flatMap(clock.day), next != day {
        time = next + " " + time
        day = next
      }
      text += MarkdownText.row([
        MarkdownText.plain(time), event.kind,
        event.witness.rawValue + (event.client.map { " #\($0 + 1)" } ?? ""), MarkdownText.code(event.text),
        MarkdownText.code(context.names.text(event.source)),
      ])
    }
    let rest = events.count - eventLimit
    return rest > 0 ? text + "\n… and \(counted(rest, "more event"))\n" : text
  }

  private static func support(_ call: Call) -> String {
    let facts = SupportFacts(call)
    var lines = facts.fields.flatMap { field in
      field.values.enumerated().map { padded($0 == 0 ? field.label : "", to: 20) + $1 }
    }
    if let window = facts.window {
      lines.append(padded(window.isUTC ? "Window (UTC)" : "Window (as written)", to: 20) + window.text)
    }
    // No line of the block can end it: all are indented.
    let block = lines.map { "    " + escaped($0, usesUnicode: true) + "\n" }.joined()
    return "\n### For support\n\n" + block
  }
}
