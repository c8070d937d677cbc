public import Calls
import Catalog
import Evidence

/// The block that support asks for, one for each problem, to be pasted into a ticket.
public enum SupportReport {
  /// Columns that a ticket shows without wrapping.
  private static let widest = 100
  /// Leaves room for an MRI of two GUIDs.
  private static let column = 19
  /// Values of one kind, and failures, before they are only counted.
  private static let limit = 8

  /// All blocks.
  ///
  /// - Parameters:
  ///   - problem: The kind that the reader names; nil to let the evidence choose.
  ///   - onlyCalls: Whether calls were asked for, and nothing besides.
  public static func render(
    _ analysis: Analysis, problem: SupportProblem? = nil, onlyCalls: Bool = false,
    style: ReportStyle = ReportStyle()
  ) -> String {
    var style = style
    style.width = min(style.width, widest)
    style.zone = .utc
    let requests = SupportRequests(
      analysis, problem: problem, onlyCalls: onlyCalls, showsAll: style.showsAllCalls)
    let context = ReportContext(analysis, style: style)
    var page = TextPage(style: style)
    let findings = FindingList(context)
    findings.write(analysis.findings.filter { $0.kind == "call-not-found" || $0.isAboutAccount }, to: &page)
    for request in requests.all {
      if !page.text.isEmpty { page.blankLine() }
      write(request, context, to: &page)
    }
    if requests.notShown > 0 {
      page.blankLine()
      page.line(
        "… and \(counted(requests.notShown, "call")) more (--all, or --call ID for one)", .faint)
    }
    return page.text
  }

  private static func write(_ request: SupportRequest, _ context: ReportContext, to page: inout TextPage) {
    page.paragraph([
      Span("For Microsoft support: \(request.problem.title)", .strong)
    ])
    if request.isEmpty { page.line("Nothing that support asks for stands in these files.", indent: 2) }
    if let verdict = request.verdict { field("What happened", [Span(verdict)], to: &page) }
    write(request.failures, context, to: &page)
    if let window = request.window {
      field(
        window.isUTC ? "Window (UTC)" : "Window (no zone)", [Span(window.text, unbreakable: true)],
        to: &page)
    }
    for entry in request.facts.fields {
      write(entry.label, entry.values, note: entry.note, isProse: entry.kind == .userAgent, to: &page)
    }
    write("User", request.users, to: &page)
    write("Client", request.clients, isProse: true, to: &page)
    write("Files", request.artifacts.map(context.names.name), to: &page)
    let mismatch = context.analysis.findings.filter { $0.kind == "resource-mismatch" }
    for finding in mismatch { field("Note", [Span(finding.text)], to: &page) }
    write(request.missing, to: &page)
  }

  private static func write(
    _ failures: [SupportFailure], _ context: ReportContext, to page: inout TextPage
  ) {
    for (index, failure) in failures.prefix(limit).enumerated() {
      var words: [String] = []
      if let time = failure.time { words.append(timeText(time)) }
      words.append(failure.operation)
      var text = words.joined(separator: "  ")
      if let codes = failure.codes {
        text += ": \(codeText(codes)) (\(failure.domain.rawValue)) \(failure.title)"
        if let phrase = codes.phrase, !failure.title.contains(phrase) { text += " [\(phrase)]" }
      } else if !failure.title.isEmpty {
        text += ": " + failure.title
      }
      if failure.count > 1 {
        let last = failure.last.map { ", last \(timeText($0))" } ?? ""
        text += " (\(grouped(failure.count)) times\(last))"
      }
      field(index == 0 ? "Failed" : "", [Span(text)], to: &page)
    }
    if failures.count > limit {
      field("", [Span("… and \(grouped(failures.count - limit)) more", .faint)], to: &page)
    }
  }

  private static func write(
    _ label: String, _ values: [String], note: String? = nil, isProse: Bool = false, to page: inout TextPage
  ) {
    for (index, value) in values.prefix(limit).enumerated() {
      let remark = note.map { [Span(" (\($0))")] } ?? []
      field(index == 0 ? label : "", [Span(value, unbreakable: !isProse)] + remark, to: &page)
    }
    if values.count > limit {
      field("", [Span("… and \(grouped(values.count - limit)) more (`ids` lists them)", .faint)], to: &page)
    }
  }

  private static func write(_ missing: [SupportRequest.Missing], to page: inout TextPage) {
    guard !missing.isEmpty else { return }
    page.line("Missing", .strong, indent: 2)
    for entry in missing {
      page.paragraph([Span("- \(entry.what): \(entry.how)")], indent: 4, hanging: 6)
    }
  }

  private static func field(_ label: String, _ spans: [Span], to page: inout TextPage) {
    page.field(label, spans, indent: 2, column: column)
  }

  /// UTC, or what the log says.
  private static func timeText(_ moment: Moment) -> String {
    guard moment.isPlaced else { return "\(moment.text) (date unknown)" }
    guard !moment.isUTC else { return moment.instant.rfc3339 }
    return "\(moment.instant.date) \(moment.instant.clockText(fractionDigits: 3)) (zone unknown)"
  }
}
