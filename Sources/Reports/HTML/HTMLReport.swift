public import Calls
import Crypto
import Evidence
import Mustache
import ReportPage

/// One page that needs nothing else: an overview, and everything about each call.
public enum HTMLReport {
  /// Piece by piece: the head with findings and artifacts as plain HTML, the data call by call, the script.
  ///
  /// - Parameters:
  ///   - analysis: What to show, all of it.
  ///   - includesTimeline: Whether events were collected; without them the page says how to get them.
  ///   - tool: Who writes it.
  ///   - style: The zone is where the page begins; the reader can change it.
  ///   - sink: Gets the text in order; what it throws ends the writing.
  public static func write<Failure: Error>(
    _ analysis: Analysis, includesTimeline: Bool, tool: Tool, style: ReportStyle = ReportStyle(),
    to sink: (String) throws(Failure) -> Void
  ) throws(Failure) {
    let context = ReportContext(analysis, style: style)
    let members = HTMLHead(context, tool: tool).members
    let parts = HTMLTemplate.parts.map { $0.render(members) }
    try sink(parts[0])
    try sink(HTMLOverview(context).element(includesTimeline: includesTimeline))
    for (index, call) in analysis.calls.enumerated() {
      try sink(HTMLCall(call, in: context).element(id: "data-\(index)"))
    }
    if !analysis.outsideCalls.isEmpty { try sink(HTMLEvents.outside(analysis.outsideCalls)) }
    try sink(parts[1])
  }

  /// The whole of what `write` writes.
  public static func render(
    _ analysis: Analysis, includesTimeline: Bool, tool: Tool, style: ReportStyle = ReportStyle()
  ) -> String {
    var text = ""
    write(analysis, includesTimeline: includesTimeline, tool: tool, style: style) { text += $0 }
    return text
  }
}

/// The template before and behind the data, which may be too long to be held as a whole.
private enum HTMLTemplate {
  struct Part {
    private let template: MustacheTemplate?

    init(_ text: Substring) {
      template = try? MustacheTemplate(string: String(text))
    }

    func render(_ members: [String: Any]) -> String { template?.render(members) ?? "" }
  }

  static var parts: [Part] {
    let template = PageSource.template
    guard let place = template.firstRange(of: "{{{data}}}\n") else { return [Part(template[...]), Part("")] }
    return [Part(template[..<place.lowerBound]), Part(template[place.upperBound...])]
  }
}

/// What the template names.
private struct HTMLHead {
  private let context: ReportContext
  private let tool: Tool

  init(_ context: ReportContext, tool: Tool) {
    self.context = context
    self.tool = tool
  }

  /// Kinds of findings in sight; the others can be unfolded.
  private static let findingLimit = 5

  var members: [String: Any] {
    let facts = ScanHeader(context).facts
    let asks = facts.filter { HTMLHead.asks.contains($0.label) }
    let findings = groups.map(finding)
    let more = Array(findings.dropFirst(HTMLHead.findingLimit))
    return [
      "title": title, "tool": "\(tool.name) \(tool.version)", "schemaVersion": JSONReport.schemaVersion,
      "style": PageSource.style, "styleHash": HTMLHead.hash(PageSource.style),
      "script": PageSource.script, "scriptHash": HTMLHead.hash(PageSource.script),
      "facts": facts.filter { !HTMLHead.asks.contains($0.label) }.map(fact),
      "asks": asks.map(fact), "hasAsks": !asks.isEmpty,
      "findings": Array(findings.prefix(HTMLHead.findingLimit)), "hasFindings": !findings.isEmpty,
      "moreFindings": more, "hasMoreFindings": !more.isEmpty,
      "moreFindingsCount": counted(more.count, "more finding"),
      "artifacts": context.analysis.artifacts.map(artifact),
      "losesInput": context.analysis.artifacts.contains { $0.problems.contains(where: \.losesInput) },
    ]
  }

  /// What the reader should do something about comes with the findings; the other facts come with the artifacts.
  private static let asks: Set<String> = ["Missing", "Ask for", "Problems"]

  private func fact(_ fact: (label: String, text: String)) -> [String: String] {
    ["label": fact.label, "text": shown(fact.text)]
  }

  /// As `sha256-` sources of a Content-Security-Policy have it.
  private static func hash(_ text: String) -> String {
    "sha256-" + base64(Array(SHA256.hash(data: Array(text.utf8))))
  }

  private var title: String {
    let count = context.analysis.calls.count
    let failed = context.analysis.calls.count { Selection.Filter.failed.accepts($0) }
    let calls = count == 0 ? "No calls" : counted(count, "call")
    return failed > 0 ? "\(calls), \(grouped(failed)) failed" : calls
  }

  /// Failures and what concerns no call, then what concerns calls, worst first.
  private var groups: [FindingList.Group] {
    let list = FindingList(context)
    let own = context.analysis.findings.filter { $0.callKey != nil && $0.severity > .info }
    let worstFirst = Finding.Severity.allCases.reversed().flatMap { severity in
      own.filter { $0.severity == severity }
    }
    return FindingList.groups(list.aboutNoCall) + FindingList.groups(worstFirst)
  }

  private func shown(_ text: String) -> String { escaped(text, usesUnicode: true) }

  private func finding(_ group: FindingList.Group) -> [String: Any] {
    let finding = group.first
    var members: [String: Any] = [
      "severity": finding.severity.rawValue, "kind": finding.kind, "text": shown(finding.text),
      "source": shown(
        finding.source.map(context.names.text) ?? finding.artifact.map(context.names.name) ?? ""),
    ]
    if group.count > 1 { members["more"] = "and \(grouped(group.count - 1)) more like it" }
    if let key = finding.callKey { members["key"] = shown(key) }
    if finding.callKey != nil, group.count > 1 { members["isAboutCalls"] = true }
    return members
  }

  private func artifact(_ artifact: Artifact) -> [String: Any] {
    [
      "path": shown(artifact.path), "kind": artifact.kind.rawValue, "bytes": byteCount(artifact.bytes),
      "records": grouped(artifact.records), "recognised": grouped(artifact.counts.recognised),
      "span": shown(span(artifact)),
      "problems": artifact.problems.map { problem in
        [
          "kind": problem.kind.rawValue, "detail": shown(problem.detail),
          "class": problem.losesInput ? "lost" : "noted",
        ]
      },
    ]
  }

  private func span(_ artifact: Artifact) -> String {
    [artifact.firstTime, artifact.lastTime].compactMap(\.self)
      .map { context.clock.dateAndTime($0) }.uniqued().joined(separator: " to ")
  }
}

/// RFC 4648, with padding.
private func base64(_ bytes: [UInt8]) -> String {
  let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var text: [UInt8] = []
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = bytes[start..<min(start + 3, bytes.count)]
    let bits = (0..<3).reduce(0) { $0 << 8 | Int(start + $1 < bytes.count ? bytes[start + $1] : 0) }
    for place in 0..<4 {
      text.append(place <= group.count ? digits[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
    }
  }
  return String(decoding: text, as: UTF8.self)
}
