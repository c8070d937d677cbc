import Calls

/// What the findings show to be missing, and what to ask the sender for.
struct MissingEvidence: Equatable {
  /// What is missing, as a phrase: `the end of 2 calls`.
  var gap: String
  /// What would fill the gap, as a phrase: `the log until after the call`.
  var request: String

  /// One for each kind of gap, the most telling first.
  static func all(in analysis: Analysis) -> [MissingEvidence] {
    let isWithoutNews =
      analysis.callsTotal == 0 && !analysis.artifacts.isEmpty
      && !analysis.findings.contains { $0.isFailureOutsideCalls || $0.kind == "call-not-found" }
    return (isWithoutNews ? [call] : []) + of(analysis.findings)
  }

  /// Any call at all.
  static let call = MissingEvidence(
    gap: "any call", request: "a log of the time of the call at level info or verbose")

  /// The request as a sentence.
  var ask: String { "Ask for \(request)." }

  /// The same for the findings of one call.
  static func of(_ findings: [Finding]) -> [MissingEvidence] {
    let byKind = Dictionary(grouping: findings, by: \.kind)
    return kinds.compactMap { kind in
      guard let found = byKind[kind.finding] else { return nil }
      let count = found.reduce(0) { $0 + ($1.callCount ?? 1) }
      let gap = kind.noun.map { "\(kind.gap) \(counted(count, $0))" } ?? kind.gap
      return MissingEvidence(gap: gap, request: kind.request)
    }
  }

  private struct Kind {
    var finding: String
    var gap: String
    /// What the gap is counted by; nil where a count says nothing.
    var noun: String?
    var request: String
  }

  private static let kinds: [Kind] = [
    Kind(
      finding: "call-not-found", gap: "the call asked for", noun: nil,
      request: "the log of the client that had the call"),
    Kind(
      finding: "id-not-in-logs", gap: "the call of", noun: "reported ID", request: "the logs of that call"),
    Kind(
      finding: "log-ends-before-call-end", gap: "the end of", noun: "call",
      request: "the log until after the call"),
    Kind(
      finding: "log-starts-mid-call", gap: "the beginning of", noun: "call",
      request: "the log from the page load on"),
    Kind(
      finding: "first-client-not-in-log", gap: "the first CallClient", noun: nil,
      request: "the log from the page load on"),
    Kind(finding: "no-call-id", gap: "the ID of", noun: "call", request: "the call IDs"),
    Kind(finding: "log-gap", gap: "lines in", noun: "gap", request: "the whole log without gaps"),
    Kind(
      finding: "participant-log-missing", gap: "the other side of", noun: "call",
      request: "the other participants' logs"),
    Kind(finding: "log-level-too-low", gap: "verbose lines", noun: nil, request: "a log at level verbose"),
    Kind(
      finding: "file-missing", gap: "content of", noun: "listed file",
      request: "the files that the listing names"),
    Kind(
      finding: "file-size-differs", gap: "parts of", noun: "file", request: "the whole files again"),
    Kind(finding: "file-hash-differs", gap: "right content of", noun: "file", request: "the files again"),
    Kind(
      finding: "blog-without-etl", gap: ".etl files beside", noun: ".blog file",
      request: "the .etl files of the device"),
    Kind(
      finding: "manifest-pattern-too-narrow", gap: "a full listing", noun: nil,
      request: "a listing of the whole folder"),
    Kind(
      finding: "redacted-identifier", gap: "IDs that were masked", noun: nil,
      request: "logs with call IDs unmasked"),
  ]
}
