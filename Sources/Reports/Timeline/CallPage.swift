import Calls
import Evidence

/// The sections of a call's page.
struct CallPage {
  private let call: Call
  private let context: ReportContext

  init(_ call: Call, in context: ReportContext) {
    self.call = call
    self.context = context
  }

  func write(to page: inout TextPage) {
    CallHeader(call, in: context).write(to: &page)
    writeEvents(to: &page)
    EndSection(call, names: context.names).write(to: &page)
    writeQuality(to: &page)
    writeRelated(to: &page)
    writeFindings(to: &page)
    SupportBlock(call).write(to: &page)
  }

  private func writeEvents(to page: inout TextPage) {
    guard !call.timeline.isEmpty else { return }
    page.blankLine()
    page.line("Events", .strong)
    let start = EventList.Start(of: call)
    EventList(context, start: start, call: call).write(call.timeline, to: &page)
  }

  private func writeQuality(to page: inout TextPage) {
    guard !call.quality.isEmpty else { return }
    page.blankLine()
    page.line("Media quality (worst means)", .strong)
    for verdict in call.quality {
      let ink: Ink = verdict.verdict == "poor" ? .bad : verdict.verdict == "good" ? .good : .plain
      var spans = [
        Span(verdict.verdict, ink), Span("  \(verdict.metric) "), Span(decimal(verdict.value, digits: 2)),
      ]
      if let participant = verdict.participant {
        spans += [Span(", participant "), Span(participant, unbreakable: true)]
      }
      page.paragraph(spans, indent: 2, hanging: 4, trailer: context.names.span(verdict.source))
    }
  }

  private func writeRelated(to page: inout TextPage) {
    guard !call.related.isEmpty else { return }
    page.blankLine()
    page.line("Related calls", .strong)
    for related in call.related {
      let spans = [
        Span(related.relation + " "), Span(related.key, unbreakable: true),
        Span(" (\(related.evidence.rawValue))"),
      ]
      page.paragraph(spans, indent: 2, hanging: 4, trailer: context.names.span(related.source))
    }
  }

  private func writeFindings(to page: inout TextPage) {
    let findings = context.findingsByCall[call.key] ?? []
    guard !findings.isEmpty else { return }
    page.blankLine()
    page.line("What is missing or odd", .strong)
    FindingList(context).write(findings, to: &page)
    let requests = MissingEvidence.of(findings).map(\.request).uniqued()
    if !requests.isEmpty {
      page.paragraph(
        [Span("Ask for ", .strong), Span(requests.joined(separator: "; "))], indent: 2, hanging: 10)
    }
  }
}

extension ReportContext {
  /// Tells the whole paths of those artifacts that share a name with others.
  func writeFileNotes(for artifacts: some Sequence<Int>, to page: inout TextPage) {
    for (name, path) in names.numbered(among: artifacts) {
      page.field("File", [Span("\(name) = "), Span(path, unbreakable: true)], column: CallHeader.column)
    }
  }
}
