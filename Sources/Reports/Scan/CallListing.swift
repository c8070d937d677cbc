import Calls
import Catalog
import Evidence

/// The calls of a scan, worst first: what it is, how it went, and in a sentence why; then what is wrong with it.
struct CallListing {
  private let context: ReportContext

  init(_ context: ReportContext) {
    self.context = context
  }

  func write(to page: inout TextPage) {
    page.line(context.heading("Calls, worst first"), .strong)
    var normal = 0
    var hidden = 0
    for call in context.analysis.calls {
      if endedNormally(call) {
        normal += 1
        if normal > ReportStyle.normalCallLimit, !context.style.showsAllCalls {
          hidden += 1
          continue
        }
      }
      write(call, to: &page)
    }
    if hidden > 0 {
      let which = hidden == 1 ? "1 call that ended normally (--all shows it)" : nil
      let text = which ?? "\(grouped(hidden)) calls that ended normally (--all shows them)"
      page.line("… and \(text)", .faint)
    }
  }

  /// Success or expected, nothing flagged, nothing to warn of.
  private func endedNormally(_ call: Call) -> Bool {
    guard let outcome = call.endReason?.outcome, outcome == .success || outcome == .expected else {
      return false
    }
    let findings = context.findingsByCall[call.key] ?? []
    return call.flags.isEmpty && findings.allSatisfy { $0.severity == .info }
  }

  private func write(_ call: Call, to page: inout TextPage) {
    page.paragraph(identity(call), hanging: 4)
    if context.style.showsStrips,
      let strip = StateStrip(call, usesUnicode: context.style.usesUnicode)
    {
      page.paragraph(strip.spans, indent: 2)
    }
    page.paragraph(CallPath(call).spans + [Span("; ")] + end(call), indent: 2, hanging: 4)
    if !call.verdict.isEmpty { page.paragraph([Span(call.verdict)], indent: 2, hanging: 4) }
    FindingList(context).writeShort(context.findingsByCall[call.key] ?? [], to: &page)
  }

  private func identity(_ call: Call) -> [Span] {
    var cells = [Span(call.key, .strong, unbreakable: true)]
    if let start = call.startTime {
      cells.append(Span(context.clock.dateAndTime(start, showsZone: false), unbreakable: true))
    }
    if let seconds = call.durationSeconds { cells.append(Span(duration(seconds), unbreakable: true)) }
    if !call.aliases.isEmpty {
      let aliases = aliases(call.aliases, besides: call.callID)
      cells.append(Span(aliases, .faint, unbreakable: displayWidth(aliases) <= context.style.width - 4))
    }
    return Array(cells.map { [$0] }.joined(separator: [Span("  ")]))
  }

  /// The beginnings of two other IDs, as long as it takes to tell all of the call's IDs apart; or one whole.
  private func aliases(_ ids: [GUID], besides callID: GUID?) -> String {
    let all = (ids + [callID].compactMap(\.self)).map(\.description)
    let lengths = [8, 13, 18, 23]
    let length = lengths.first { length in Set(all.map { $0.prefix(length) }).count == all.count }
    let shown = ids.prefix(length == nil ? 1 : 2).map(\.description).map { $0.prefix(length ?? $0.count) }
    let rest = ids.count - shown.count
    return "also \(shown.joined(separator: " "))" + (rest > 0 ? " +\(grouped(rest)) more" : "")
  }

  private func end(_ call: Call) -> [Span] {
    guard let reason = call.endReason else {
      return [Span("no end reason in these files", .warning)] + flags(of: call)
    }
    let outcome = reason.outcome
    var spans = [Span(codeText(reason.codes), outcome.ink), Span(" ")]
    if !isExplained(reason, in: call.verdict) { spans.append(Span(reason.title + " ")) }
    spans.append(Span("[class \(outcome.rawValue)]", outcome.ink, unbreakable: true))
    return spans + flags(of: call)
  }

  /// Whether the sentence below says what the codes mean, or what else lies behind them.
  private func isExplained(_ reason: EndReason, in verdict: String) -> Bool {
    verdict.contains("(" + codeText(reason.codes))
  }

  private func flags(of call: Call) -> [Span] {
    guard !call.flags.isEmpty else { return [] }
    let names = call.flags.map(\.rawValue).joined(separator: ", ")
    return [Span(" "), Span("[flag \(names)]", .bad, unbreakable: true)]
  }
}
