import Calls
import Evidence

/// Findings as lines, those of one kind together.
struct FindingList {
  /// Kinds of findings about no call that `scan` shows before it only counts.
  private static let limit = 6

  private let findings: [Finding]
  private let names: SourceNames

  init(_ context: ReportContext) {
    findings = context.analysis.findings
    names = context.names
  }

  /// Warnings and errors that concern no call, failures first, worst first.
  var aboutNoCall: [Finding] {
    let rest = findings.filter {
      $0.callKey == nil && $0.severity > .info && !Finding.failureKinds.contains($0.kind)
    }
    return failures + rest.filter { $0.severity == .error } + rest.filter { $0.severity != .error }
  }

  /// Failures outside calls, worst first.
  var failures: [Finding] {
    let found = findings.filter { $0.callKey == nil && Finding.failureKinds.contains($0.kind) }
    return Finding.Severity.allCases.reversed().flatMap { severity in found.filter { $0.severity == severity }
    }
  }

  /// How often each kind occurs, in order of first occurrence.
  static func countsByKind(_ findings: [Finding]) -> [(kind: String, count: Int)] {
    let counts = Dictionary(findings.map { ($0.kind, 1) }, uniquingKeysWith: +)
    return findings.map(\.kind).uniqued().map { ($0, counts[$0] ?? 0) }
  }

  /// Every finding.
  func write(_ findings: [Finding], to page: inout TextPage) {
    for finding in findings { write(finding, more: 0, to: &page) }
  }

  /// One line for each kind with the words of its first finding, a few kinds at most; all where the reader wants all.
  func writeByKind(_ findings: [Finding], to page: inout TextPage) {
    if page.style.showsAllCalls || page.style.isVerbose { return write(findings, to: &page) }
    let kinds = FindingList.countsByKind(findings)
    for (kind, count) in kinds.prefix(FindingList.limit) {
      guard let first = findings.first(where: { $0.kind == kind }) else { continue }
      write(first, more: count - 1, to: &page)
    }
    let hidden = kinds.dropFirst(FindingList.limit)
    if !hidden.isEmpty {
      page.line("… and \(hidden.map(\.kind).joined(separator: ", ")) (--all shows them)", .faint, indent: 2)
    }
  }

  private func write(_ finding: Finding, more: Int, to page: inout TextPage) {
    let severity = padded(finding.severity.rawValue, to: 8)
    var spans = [
      Span(severity, finding.severity.ink, unbreakable: true),
      Span("\(finding.kind): ", .strong), Span(finding.text),
    ]
    if more > 0 { spans.append(Span(" (and \(grouped(more)) more like it)", .faint)) }
    page.paragraph(spans, indent: 2, hanging: 10, trailer: place(of: finding))
  }

  private func place(of finding: Finding) -> Span? {
    if let source = finding.source { return names.span(source) }
    return finding.artifact.map { Span(names.name($0), .faint) }
  }

}

extension Finding.Severity {
  var ink: Ink {
    switch self {
    case .info: .faint
    case .warning: .warning
    case .error: .bad
    }
  }
}
