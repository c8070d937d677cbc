import Calls
import Evidence

/// Findings as lines, those of one kind together.
struct FindingList {
  /// Kinds and codes of findings about no call that `scan` gives in full before it turns to a line each.
  private static let limit = 6

  private let findings: [Finding]
  private let names: SourceNames

  init(_ context: ReportContext) {
    findings = context.analysis.findings
    names = context.names
  }

  /// Warnings and errors that concern no call, failures first, worst first; then what is known of accounts.
  var aboutNoCall: [Finding] {
    let rest = findings.filter {
      $0.callKey == nil && $0.severity > .info && !Finding.failureKinds.contains($0.kind)
        && !$0.isAboutAccount
    }
    return failures + rest.filter { $0.severity == .error } + rest.filter { $0.severity != .error } + accounts
  }

  /// What is known of accounts: an answer that a licence file is sent for, though nothing is wrong with it.
  var accounts: [Finding] { findings.filter(\.isAboutAccount) }

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

  /// One entry for each kind and code with the words of its first finding; after a few of them a line each; all where the
  /// reader wants all.
  func writeByKind(_ findings: [Finding], to page: inout TextPage) {
    if page.style.showsAllCalls || page.style.isVerbose { return write(findings, to: &page) }
    let groups = FindingList.groups(findings)
    for group in groups.prefix(FindingList.limit) { write(group.first, more: group.count - 1, to: &page) }
    for group in groups.dropFirst(FindingList.limit) {
      writeShort(group, mark: padded(group.first.severity.rawValue, to: 8), to: &page)
    }
  }

  /// A line for each kind of what is wrong with one call.
  func writeShort(_ findings: [Finding], to page: inout TextPage) {
    let important = findings.filter { $0.severity > .info }
    for group in FindingList.groups(important) { writeShort(group, mark: "! ", to: &page) }
  }

  /// Findings of one kind and code, which say the same of different places.
  struct Group {
    var first: Finding
    var count: Int
  }

  static func groups(_ findings: [Finding]) -> [Group] {
    struct Key: Hashable {
      var kind: String
      var code: Int?
      var subCode: Int?
    }
    var groups: [Group] = []
    var places: [Key: Int] = [:]
    for finding in findings {
      let key = Key(kind: finding.kind, code: finding.codes?.code, subCode: finding.codes?.subCode)
      if let place = places[key] {
        groups[place].count += 1
      } else {
        places[key] = groups.count
        groups.append(Group(first: finding, count: 1))
      }
    }
    return groups
  }

  /// The text, or its first sentence, or as much of it as there is room for.
  private static func beginning(of text: String, width: Int, ellipsis: String) -> String {
    guard displayWidth(text) > width, let end = text.firstRange(of: ". ") else {
      return clipped(text, to: width, ellipsis: ellipsis)
    }
    return clipped(String(text[..<end.lowerBound]) + ".", to: width, ellipsis: ellipsis)
  }

  private func writeShort(_ group: Group, mark: String, to page: inout TextPage) {
    let usesUnicode = page.style.usesUnicode
    let more = group.count > 1 ? " (and \(grouped(group.count - 1)) more)" : ""
    let head = "\(group.first.kind): "
    let room = page.style.width - 2 - displayWidth(mark + head + more)
    let text = FindingList.beginning(
      of: escaped(group.first.text, usesUnicode: usesUnicode), width: max(room, 8),
      ellipsis: usesUnicode ? "…" : "...")
    page.paragraph(
      [
        Span(mark, group.first.severity.ink, unbreakable: true), Span(head, .strong), Span(text),
        Span(more, .faint),
      ], indent: 2, hanging: 4)
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

extension Finding {
  /// Whether it says if a user's account may use Teams.
  var isAboutAccount: Bool { ["teams-licence", "teams-not-eligible"].contains(kind) }
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
