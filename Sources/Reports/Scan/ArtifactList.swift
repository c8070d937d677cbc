import Calls
import Evidence

/// What was read, artifact by artifact: kind, amount, span, and what was wrong.
struct ArtifactList {
  private let context: ReportContext

  init(_ context: ReportContext) {
    self.context = context
  }

  func write(to page: inout TextPage) {
    page.blankLine()
    page.line("Artifacts", .strong)
    for artifact in context.analysis.artifacts {
      page.paragraph([Span(artifact.path, .strong), Span(" " + amount(of: artifact))], indent: 2, hanging: 4)
      if let reason = artifact.recognisedBy {
        page.paragraph([Span("told by: " + reason, .faint)], indent: 4, hanging: 6)
      }
      if let trace = artifact.trace {
        for line in TraceText.lines(of: trace) { page.paragraph([Span(line)], indent: 4, hanging: 6) }
      }
      for problem in artifact.problems {
        page.paragraph([Span("\(problem.kind.rawValue): \(problem.detail)")], indent: 4, hanging: 6)
      }
      if let digest = artifact.sha256 {
        page.paragraph([Span("SHA-256 " + digest, .faint)], indent: 4, hanging: 6)
      }
    }
  }

  private func amount(of artifact: Artifact) -> String {
    var parts = [artifact.kind.rawValue, byteCount(artifact.bytes)]
    if artifact.records > 0 {
      let unit = artifact.trace == nil ? "line" : "record"
      parts.append(
        "\(counted(artifact.records, unit)), \(grouped(artifact.counts.recognised)) of them recognised")
    }
    return parts.joined(separator: ", ")
  }
}
