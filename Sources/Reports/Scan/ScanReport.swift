public import Calls
import Evidence

/// Calls at a glance: the answer in the first screen, then two or three lines a call, worst first.
public enum ScanReport {
  /// The whole report, each line ended.
  public static func render(_ analysis: Analysis, style: ReportStyle = ReportStyle()) -> String {
    var page = TextPage(style: style)
    let context = ReportContext(analysis, style: style)
    let findings = FindingList(context)
    let header = ScanHeader(context)
    if analysis.calls.isEmpty {
      page.line(openingWithoutCalls(analysis, failures: findings.failures.count), .strong)
      findings.writeByKind(findings.aboutNoCall, to: &page)
      if findings.failures.isEmpty { writeNoise(analysis, to: &page) }
      page.blankLine()
      header.write(to: &page)
    } else {
      header.write(to: &page)
      page.blankLine()
      CallListing(context).write(to: &page)
      if !findings.aboutNoCall.isEmpty {
        page.blankLine()
        page.line("Outside calls", .strong)
        findings.writeByKind(findings.aboutNoCall, to: &page)
      }
    }
    if style.isVerbose { writeDetails(context, findings, to: &page) }
    return page.text
  }

  private static func openingWithoutCalls(_ analysis: Analysis, failures: Int) -> String {
    let total = analysis.callsTotal
    let which =
      total == 0
      ? "No call in these files"
      : total == 1
        ? "The only call in these files is not among those asked for"
        : "None of the \(grouped(total)) calls in these files is among those asked for"
    guard failures > 0 else { return "\(which)." }
    return "\(which), but \(counted(failures, "failure")) outside calls:"
  }

  /// What alarmed the sender, where nothing else is there to be alarmed by.
  private static func writeNoise(_ analysis: Analysis, to page: inout TextPage) {
    guard !analysis.noise.isEmpty, analysis.callsTotal == 0 else { return }
    let lines = analysis.noise.reduce(0) { $0 &+ $1.count }
    let kinds = analysis.noise.map { "\(grouped($0.count)) \($0.kind)" }.joined(separator: ", ")
    let subject =
      lines == 1 ? "1 line looks alarming and means" : "\(grouped(lines)) lines look alarming and mean"
    page.line(
      "\(subject) nothing by \(lines == 1 ? "itself" : "themselves"): \(kinds). \(MissingEvidence.call.ask)",
      indent: 2)
  }

  private static func writeDetails(_ context: ReportContext, _ findings: FindingList, to page: inout TextPage)
  {
    let analysis = context.analysis
    ArtifactList(context).write(to: &page)
    let others = analysis.findings.filter {
      $0.callKey != nil || $0.severity == .info && !$0.isAboutAccount
    }
    if !others.isEmpty {
      page.blankLine()
      page.line("All other findings", .strong)
      findings.write(others, to: &page)
    }
    if !analysis.noise.isEmpty {
      page.blankLine()
      page.line("Ignored as noise", .strong)
      for tally in analysis.noise {
        let text = "\(tally.kind): \(counted(tally.count, "line")), first"
        page.paragraph([Span(text)], indent: 2, hanging: 4, trailer: context.names.span(tally.first))
      }
    }
  }
}
