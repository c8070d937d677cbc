import Evidence
import Formats
public import Redaction

/// What was masked, by kind and file, never the values.
public enum RedactionReport {
  /// The whole report, each line ended.
  public static func render(_ ticket: RedactedTicket, style: ReportStyle = ReportStyle()) -> String {
    var page = TextPage(style: style)
    writeHeader(ticket, to: &page)
    writeKinds(ticket, to: &page)
    writeArtifacts(ticket, to: &page)
    writeAdvice(ticket, to: &page)
    return page.text
  }

  private static func writeHeader(_ ticket: RedactedTicket, to page: inout TextPage) {
    let content = ticket.artifacts.filter { !$0.repacked.isArchive }
    let all = counted(content.count, "artifact")
    let leftOut = content.count { $0.repacked.reasonLeftOut != nil }
    guard ticket.isWritten else {
      let sum = ticket.counts.values.reduce(0, +)
      let found = sum == 0 ? "nothing sensitive found" : "\(counted(sum, "sensitive value")) found"
      let rest = leftOut == 0 ? "" : "; \(counted(leftOut, "artifact")) could not be looked at"
      return page.line("\(all) checked, \(found)\(rest)", sum == 0 && leftOut == 0 ? .strong : .warning)
    }
    page.line(
      "\(all), \(grouped(content.count - leftOut)) written with stand-ins, \(grouped(leftOut)) left out",
      .strong)
  }

  private static func writeKinds(_ ticket: RedactedTicket, to page: inout TextPage) {
    let counts = ticket.counts
    guard !counts.isEmpty else { return }
    page.blankLine()
    page.line(ticket.isWritten ? "Masked" : "Found", .strong)
    for kind in SensitiveKind.allCases {
      guard let count = counts[kind] else { continue }
      var places = [counted(ticket.artifacts(with: kind), "artifact")]
      if let inNames = ticket.countsInNames[kind] { places.append("\(grouped(inNames)) in names") }
      page.field(
        kind.rawValue, [Span("\(grouped(count))  "), Span(places.joined(separator: ", "), .faint)], indent: 2,
        column: column)
    }
  }

  private static let column = 14
  /// Artifacts that are listed without `--all`.
  private static let most = 40

  private static func writeArtifacts(_ ticket: RedactedTicket, to page: inout TextPage) {
    if page.style.isVerbose || !ticket.isWritten {
      write("By artifact", of: ticket, to: &page) { $0.counts.isEmpty ? nil : kindList($0.counts) }
    }
    write("Left out", of: ticket, to: &page) { $0.repacked.reasonLeftOut }
    write("Changed", of: ticket, to: &page) { artifact in
      artifact.repacked.changes.isEmpty ? nil : artifact.repacked.changes.joined(separator: "; ")
    }
    write("Problems", of: ticket, to: &page) { artifact in
      let problems = artifact.repacked.problems.filter(\.losesInput)
      return problems.isEmpty
        ? nil : problems.map { "\($0.kind.rawValue): \($0.detail)" }.joined(separator: "; ")
    }
  }

  private static func write(
    _ title: String, of ticket: RedactedTicket, to page: inout TextPage,
    _ words: (RedactedArtifact) -> String?
  ) {
    let lines = ticket.artifacts.compactMap { artifact in words(artifact).map { (artifact.shownPath, $0) } }
    guard !lines.isEmpty else { return }
    page.blankLine()
    page.line(title, .strong)
    let shown = page.style.showsAllCalls ? lines.count : most
    for (path, words) in lines.prefix(shown) {
      page.paragraph([Span(path), Span("  " + words, .faint)], indent: 2, hanging: 4)
    }
    if lines.count > shown {
      page.line("and \(counted(lines.count - shown, "more", "more")) (--all lists them)", .faint, indent: 2)
    }
  }

  private static func writeAdvice(_ ticket: RedactedTicket, to page: inout TextPage) {
    let kept = SensitiveKind.allCases.filter { !ticket.kinds.contains($0) }
    page.blankLine()
    if !kept.isEmpty {
      page.field("Kept", [Span(kept.map { words(for: $0) }.joined(separator: ", "))], column: column)
    }
    if ticket.leavesNamesOut {
      page.field(
        "Names",
        [Span("more than are looked for where no label tells them; look through the result", .warning)],
        column: column)
    }
    if ticket.isWritten {
      page.field(
        "Look", [Span("read some of the result before you send it: no program knows every secret")],
        column: column)
    }
  }

  private static func words(for kind: SensitiveKind) -> String {
    kind == .id ? "IDs of calls, participants and correlation, which support asks for" : kind.rawValue
  }

  private static func kindList(_ counts: [SensitiveKind: Int]) -> String {
    SensitiveKind.allCases.compactMap { kind in counts[kind].map { "\(kind.rawValue) \(grouped($0))" } }
      .joined(separator: ", ")
  }
}
