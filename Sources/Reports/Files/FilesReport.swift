public import Calls
import Evidence
public import Inventory

/// The files of a ticket: what is here, what listings say should be here, and what to ask for.
public enum FilesReport {
  /// Entries that agree with a listing, or that no listing could name, before they are only counted.
  private static let quietLimit = 40

  /// The whole report, each line ended.
  public static func render(
    _ inventory: Inventory, _ analysis: Analysis, style: ReportStyle = ReportStyle()
  ) -> String {
    var page = TextPage(style: style)
    writeHeader(inventory, analysis, to: &page)
    writeEntries(inventory, analysis, to: &page)
    if style.isVerbose { writeDetails(analysis, to: &page) }
    writeProblems(analysis, to: &page)
    writeFindings(inventory, ReportContext(analysis, style: style), to: &page)
    writeSteps(inventory, to: &page)
    return page.text
  }

  private static func writeHeader(_ inventory: Inventory, _ analysis: Analysis, to page: inout TextPage) {
    let bytes = analysis.artifacts.reduce(0) { $0 &+ ($1.fileBytes ?? 0) }
    page.line("\(counted(analysis.artifacts.count, "artifact")), \(byteCount(bytes)) on disk", .strong)
    let counts = InventoryEntry.Status.allCases.map { status in
      (status, inventory.entries.count { $0.status == status })
    }
    let parts = counts.filter { $0.1 > 0 }.map { "\(grouped($0.1)) \($0.0.rawValue)" }
    if !parts.isEmpty { page.field("Files", [Span(parts.joined(separator: ", "))], column: 14) }
    if !inventory.hasListing {
      page.field("Listing", [Span("none attached, so nothing can be said to be missing")], column: 14)
    }
    if !inventory.applications.isEmpty {
      let names = inventory.applications.map(\.familyName).joined(separator: ", ")
      page.field("Applications", [Span(names)], column: 14)
    }
  }

  /// What needs attention first; what agrees is counted where there is much of it.
  private static func writeEntries(_ inventory: Inventory, _ analysis: Analysis, to page: inout TextPage) {
    guard !inventory.entries.isEmpty else { return }
    page.blankLine()
    let order: [InventoryEntry.Status] = [
      .missing, .sizeDiffers, .hashDiffers, .present, .notListed, .duplicate,
    ]
    for status in order {
      let entries = inventory.entries.filter { $0.status == status }
      let limit = page.style.showsAllCalls ? entries.count : quietLimit
      for entry in entries.prefix(limit) { write(entry, analysis, to: &page) }
      if entries.count > limit {
        page.line(
          "and \(counted(entries.count - limit, "more", "more")) \(status.rawValue) (--all lists them)",
          .faint, indent: 2)
      }
    }
  }

  private static func write(_ entry: InventoryEntry, _ analysis: Analysis, to page: inout TextPage) {
    let column = 14
    var facts = [entry.role.rawValue]
    if let size = entry.size { facts.append(sizeText(size)) }
    if let attached = entry.attachedSize { facts.append("attached: \(byteCount(attached))") }
    if let modified = entry.modified { facts.append(timeText(modified)) }
    if let index = entry.artifact, analysis.artifacts.indices.contains(index) {
      let artifact = analysis.artifacts[index]
      if artifact.kind == .blog { facts.append(blogText(artifact)) }
      if let trace = artifact.trace { facts.append(TraceText.summary(of: trace)) }
      if artifact.path != entry.path { facts.append("is \(artifact.path)") }
    }
    page.field(
      entry.status.rawValue,
      [
        Span(entry.path, entry.status.isFine ? .plain : .warning),
        Span("  " + facts.joined(separator: ", "), .faint),
      ],
      indent: 2, column: column)
  }

  private static func sizeText(_ size: ClosedRange<Int>) -> String {
    size.lowerBound == size.upperBound
      ? byteCount(size.lowerBound) : "\(byteCount(size.lowerBound)) to \(byteCount(size.upperBound))"
  }

  /// As listed, and how certain the zone is.
  private static func timeText(_ moment: Moment) -> String {
    switch moment.basis {
    case .floating: "\(moment.text) (as written)"
    case .unknown: "\(moment.instant.rfc3339.dropLast()) (local, zone not known)"
    case .text, .user, .derived: moment.instant.rfc3339
    }
  }

  private static func blogText(_ artifact: Artifact) -> String {
    guard artifact.bytes > 0 else { return "empty" }
    return "encrypted, for Microsoft support only"
  }

  /// What is known of the content of what nobody can read.
  private static func writeDetails(_ analysis: Analysis, to page: inout TextPage) {
    let known = analysis.artifacts.filter { $0.content != nil || $0.trace != nil || $0.sha256 != nil }
    guard !known.isEmpty else { return }
    page.blankLine()
    page.line("Contents", .strong)
    for artifact in known {
      page.paragraph(
        [Span(artifact.path, .strong), Span(" \(artifact.kind.rawValue), \(byteCount(artifact.bytes))")],
        indent: 2,
        hanging: 4)
      for line in ContentText.lines(of: artifact) { page.paragraph([Span(line)], indent: 4, hanging: 6) }
    }
  }

  private static func writeProblems(_ analysis: Analysis, to page: inout TextPage) {
    let odd = analysis.artifacts.filter { !$0.problems.isEmpty }
    guard !odd.isEmpty else { return }
    page.blankLine()
    page.line("Problems", .strong)
    for artifact in odd {
      for problem in artifact.problems {
        page.paragraph(
          [Span(artifact.path, .strong), Span(" \(problem.kind.rawValue): \(problem.detail)")], indent: 2,
          hanging: 4)
      }
    }
  }

  private static func writeFindings(_ inventory: Inventory, _ context: ReportContext, to page: inout TextPage)
  {
    let kinds = Set(inventory.findings.map(\.kind)).union(["no-file-for-call", "duplicate-artifact"])
    let findings = context.analysis.findings.filter { kinds.contains($0.kind) }
    guard !findings.isEmpty else { return }
    page.blankLine()
    page.line("Findings", .strong)
    FindingList(context).writeByKind(findings, to: &page)
  }

  private static func writeSteps(_ inventory: Inventory, to page: inout TextPage) {
    guard !inventory.steps.isEmpty else { return }
    page.blankLine()
    page.line("To collect what is missing", .strong)
    for (number, step) in inventory.steps.enumerated() {
      page.paragraph([Span("\(number + 1). For \(step.purpose): \(step.text)")], indent: 2, hanging: 5)
      if let command = step.command { page.line(command, .strong, indent: 5) }
    }
  }
}

extension InventoryEntry.Status {
  /// Whether nothing needs to be done about it.
  var isFine: Bool {
    switch self {
    case .present, .notListed, .duplicate: true
    case .missing, .sizeDiffers, .hashDiffers: false
    }
  }
}
