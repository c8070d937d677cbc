public import Evidence

/// Identifiers of one kind outside calls that a report lists; the rest is counted.
public let identifierLimit = 10_000

/// Judges all calls, and everything outside them.
///
/// - Parameters:
///   - artifacts: All artifacts of the report, in order; those that were folded get the times and problems that the
///     fold found.
///   - duplicates: Copies whose evidence was left out of the join.
///   - keepsTimeline: Whether the calls' timelines, and that of what happened outside calls, are made.
public func sumUp(
  _ joined: JoinedLogs, artifacts: [Artifact] = [], duplicates: [DuplicateArtifact] = [],
  keepsTimeline: Bool = true
) -> Analysis {
  let artifacts = merged(artifacts, joined.artifacts)
  var summarizer = CallSummarizer(joined, keepsTimeline: keepsTimeline)
  var findings = FindingCollector(joined, artifacts)
  var summaries: [CallSummary] = []
  summaries.reserveCapacity(joined.calls.count)
  for index in joined.calls.indices {
    var summary = summarizer.summary(of: index)
    findings.take(summary)
    summary.forgetEvents()
    summaries.append(summary)
  }
  relate(&summaries, joined.possiblySame)
  let writer = VerdictWriter(precursors: Precursors(joined))
  for index in summaries.indices { summaries[index].call.verdict = writer.verdict(on: summaries[index]) }
  let all = findings.finish(summaries, duplicates)
  let (identifiers, unlisted) = identifiersOutsideCalls(joined)
  let calls = summaries.map(\.call).sorted { $0.precedes($1) }
  return Analysis(
    artifacts: artifacts, calls: calls, identifiers: identifiers,
    findings: inOrder(all + unlisted, calls: calls), outsideCalls: keepsTimeline ? outsideCalls(joined) : [],
    noise: noise(joined.artifacts), callsTotal: calls.count, flaggedOutsideCalls: findings.flaggedOutsideCalls
  )
}

private func merged(_ artifacts: [Artifact], _ folded: [FoldedArtifact]) -> [Artifact] {
  var artifacts = artifacts
  for entry in folded {
    if artifacts.indices.contains(entry.index) {
      artifacts[entry.index] = entry.artifact
    } else {
      artifacts.append(entry.artifact)
    }
  }
  return artifacts
}

/// Everything a person should know, gathered call by call.
private struct FindingCollector {
  private let joined: JoinedLogs
  private var ofCalls: CallFindings
  private var ofFailures = FailureFindings()
  private var ofLogs: LogFindings

  var flaggedOutsideCalls: Int { ofFailures.flaggedOutsideCalls }

  init(_ joined: JoinedLogs, _ artifacts: [Artifact]) {
    self.joined = joined
    ofCalls = CallFindings(joined)
    ofLogs = LogFindings(joined, artifacts)
  }

  mutating func take(_ summary: CallSummary) {
    ofCalls.add(summary)
    for (client, event) in summary.events {
      ofFailures.take(event, client: client.map { summary.clients[$0] }, callKey: summary.call.key)
      ofLogs.noteMasked(event)
    }
  }

  mutating func finish(_ summaries: [CallSummary], _ duplicates: [DuplicateArtifact]) -> [Finding] {
    ofCalls.addAcrossCalls(summaries)
    for entry in joined.outside {
      ofFailures.take(entry.event, client: entry.client, callKey: nil)
      ofLogs.noteMasked(entry.event)
    }
    ofLogs.addAll(summaries, duplicates: duplicates)
    return ofCalls.findings + ofFailures.finish() + ofLogs.findings
  }
}

/// By severity, then by the order of calls, then by kind and place.
private func inOrder(_ findings: [Finding], calls: [Call]) -> [Finding] {
  var place: [String: Int] = [:]
  for (index, call) in calls.enumerated() { place[call.key] = index }
  let keyed = findings.map { finding in
    (finding: finding, call: finding.callKey.flatMap { place[$0] } ?? -1)
  }
  let nowhere = Source(artifact: .max, offset: 0)
  return keyed.sorted { left, right in
    if left.finding.severity != right.finding.severity {
      return left.finding.severity > right.finding.severity
    }
    if left.call != right.call { return left.call < right.call }
    if left.finding.kind != right.finding.kind { return left.finding.kind < right.finding.kind }
    let sources = (left.finding.source ?? nowhere, right.finding.source ?? nowhere)
    if sources.0 != sources.1 { return sources.0 < sources.1 }
    if left.finding.artifact != right.finding.artifact {
      return (left.finding.artifact ?? -1) < (right.finding.artifact ?? -1)
    }
    return left.finding.text < right.finding.text
  }.map(\.finding)
}

private func identifiersOutsideCalls(_ joined: JoinedLogs) -> ([IdentifierSighting], [Finding]) {
  var counts: [IdentifierKind: Int] = [:]
  var listed: [IdentifierSighting] = []
  for sighting in joined.sightings where sighting.call == nil {
    counts[sighting.identifier.kind, default: 0] += 1
    guard counts[sighting.identifier.kind, default: 0] <= identifierLimit else { continue }
    listed.append(IdentifierSighting(identifier: sighting.identifier, callKey: nil, source: sighting.source))
  }
  listed.sort {
    if $0.identifier.kind != $1.identifier.kind {
      return $0.identifier.kind.rawValue < $1.identifier.kind.rawValue
    }
    return ($0.source, $0.identifier.value) < ($1.source, $1.identifier.value)
  }
  let unlisted = counts.filter { $0.value > identifierLimit }.sorted { $0.key.rawValue < $1.key.rawValue }
    .map { kind, count in
      Finding(
        kind: "identifiers-not-listed", severity: .info,
        text:
          "\(count) values of kind \(kind.rawValue) stand outside calls; the first \(identifierLimit) are listed."
      )
    }
  return (listed, unlisted)
}

private func outsideCalls(_ joined: JoinedLogs) -> [TimelineEvent] {
  let order = EventOrder(joined.outside.lazy.compactMap(\.event.moment))
  let lists = Dictionary(grouping: joined.outside.map(\.event), by: \.source.artifact)
    .sorted { $0.key < $1.key }.map(\.value)
  return order.merged(lists, event: \.self).map { TimelineEvent($0, client: nil) }
}

private func noise(_ artifacts: [FoldedArtifact]) -> [NoiseTally] {
  var tallies: [String: NoiseTally] = [:]
  for tally in artifacts.flatMap(\.noise) {
    guard var known = tallies[tally.kind] else {
      tallies[tally.kind] = tally
      continue
    }
    known.count += tally.count
    known.first = min(known.first, tally.first)
    tallies[tally.kind] = known
  }
  return tallies.values.sorted { $0.kind < $1.kind }
}
