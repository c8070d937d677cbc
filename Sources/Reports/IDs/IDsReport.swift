import Calls
import Evidence

/// Every ID that support may ask for, with where it stands first, and when it was named.
public enum IDsReport {
  /// The whole report, each line ended.
  public static func render(_ list: IDList, style: ReportStyle = ReportStyle()) -> String {
    let context = ReportContext(list.analysis, style: style)
    var page = TextPage(style: style)
    let outside = list.outside
    page.line(heading(list, outside, context), .strong)
    for call in list.analysis.calls {
      let entries = list.entries(of: call)
      guard !entries.isEmpty else { continue }
      page.blankLine()
      page.paragraph(title(of: call, context), hanging: 4)
      write(entries, besides: call.startTime.flatMap { context.clock.day($0) }, context, to: &page)
    }
    if !outside.isEmpty {
      page.blankLine()
      page.line("Outside calls", .strong)
      write(outside, besides: nil, context, to: &page)
    }
    let findings = list.findings.filter { $0.severity > .info || style.isVerbose }
    if !findings.isEmpty {
      page.blankLine()
      page.line("What is missing or odd", .strong)
      FindingList(context).writeByKind(findings, to: &page)
    }
    return page.text
  }

  private static func heading(_ list: IDList, _ outside: [IDEntry], _ context: ReportContext) -> String {
    let count = list.count
    guard count > 0 else {
      return
        "No IDs\(list.isNarrowed ? " of these kinds" : "") in \(counted(context.analysis.artifacts.count, "file"))."
    }
    let calls = context.analysis.calls.count
    let places = [
      calls > 0 ? "\(grouped(count - outside.count)) with \(counted(calls, "call"))" : nil,
      outside.isEmpty ? nil : "\(grouped(outside.count)) outside calls",
    ].compactMap(\.self).joined(separator: ", ")
    let times = list.entries.lazy.compactMap(\.seen.first)
    let caption = times.contains { _ in true } ? ". " + context.clock.caption(times) : ""
    return "\(counted(count, "ID")): \(places)\(caption)"
  }

  private static func title(of call: Call, _ context: ReportContext) -> [Span] {
    var spans = [Span("Call ", .strong), Span(call.key, .strong, unbreakable: true)]
    if let start = call.startTime {
      spans += [Span("  "), Span(context.clock.dateAndTime(start, showsZone: false), unbreakable: true)]
    }
    if let reason = call.endReason {
      spans += [Span("  "), Span(codeText(reason.codes), reason.outcome.ink), Span(" \(reason.title)")]
    }
    return spans
  }

  /// - Parameter day: The day that the reader knows of already.
  private static func write(
    _ entries: [IDEntry], besides day: String?, _ context: ReportContext, to page: inout TextPage
  ) {
    let column = (entries.map { displayWidth($0.kind.name) }.max() ?? 0) + 2
    var last: IDKind?
    for entry in entries {
      var spans = [Span(entry.value, entry.role == .final ? .strong : .plain, unbreakable: !entry.isProse)]
      let remarks = [entry.role?.rawValue, entry.evidence == .inferred ? "inferred" : nil].compactMap(\.self)
      if !remarks.isEmpty { spans.append(Span("  " + remarks.joined(separator: ", "), .faint)) }
      let times = times(of: entry, besides: day, context.clock)
      if !times.isEmpty { spans += [Span("  "), Span(times, unbreakable: true)] }
      let label = entry.kind == last ? "" : entry.kind.name
      last = entry.kind
      page.paragraph(
        [Span(padded(label, to: column), .accent, unbreakable: true)] + spans, indent: 2, hanging: 2 + column,
        trailer: context.names.span(entry.source))
    }
  }

  /// `09:27:41.012`, `09:27:41.012 to 09:36:45.120`; with the date where it is another day.
  private static func times(of entry: IDEntry, besides day: String?, _ clock: Clock) -> String {
    guard let first = entry.seen.first, let last = entry.seen.last else { return "" }
    func text(_ moment: Moment, besides day: String?) -> String {
      guard let own = clock.day(moment), own != day else { return clock.time(moment) }
      return clock.dateAndTime(moment, fractionDigits: 3, showsZone: false)
    }
    let start = text(first, besides: day)
    let isOnce = first.instant == last.instant
    return isOnce ? start : "\(start) to \(text(last, besides: clock.day(first)))"
  }
}
