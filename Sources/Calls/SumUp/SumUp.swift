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
///   - jobs: How many calls are summed up at once.
///
/// The joined calls are freed as they are summed up, where the caller does not hold them.
public func sumUp(
  _ joined: consuming JoinedLogs, artifacts: consuming [Artifact] = [], duplicates: [DuplicateArtifact] = [],
  keepsTimeline: Bool = true, jobs: Int = 1
) -> Analysis {
  var outlines = CallOutlines(callCount: joined.calls.count)
  let joinedCalls = joined.calls.makeIterator()
  joined.calls = []
  let joined = joined
  let artifacts = merged(artifacts, joined.artifacts)
  var queue = CallQueue(joinedCalls, joined.sightings)
  let summarizer = CallSummarizer(joined, keepsTimeline: keepsTimeline)
  var findings = FindingCollector(joined, artifacts)
  let writer = VerdictWriter(precursors: Precursors(joined))
  var calls = PackedList<Call>(blockSize: 1)
  /// Calls whose verdict rests on which calls they were handed over to.
  var open: [(index: Int, summary: CallSummary)] = []
  while case let batch = queue.next(jobs > 1 ? 4 * jobs : 1), !batch.isEmpty {
    let summaries = InParallel.map(batch, jobs: jobs) { call in
      var summary = summarizer.summary(of: call)
      if summary.transfers.isEmpty { summary.call.verdict = writer.verdict(on: summary) }
      return summary
    }
    for var summary in summaries {
      findings.take(summary)
      outlines.take(summary)
      summary.forgetEvents()
      if !summary.transfers.isEmpty { open.append((calls.count, summary)) }
      calls.append(summary.call)
    }
  }
  let links = links(between: outlines, joined.possiblySame, calls: calls)
  var additions = CallAdditions(links: links, callCount: calls.count)
  for (index, var summary) in open {
    additions.add(to: &summary.call, index)
    additions.set(writer.verdict(on: summary), of: index)
  }
  let all = findings.finish(outlines, duplicates)
  let (identifiers, unlisted) = identifiersOutsideCalls(joined)
  let order = worstFirst(outlines)
  return Analysis(
    artifacts: artifacts, calls: CallList(calls, order: order, additions), identifiers: identifiers,
    findings: inOrder(all + unlisted, keys: order.lazy.map { outlines.keys[Int($0)] }),
    outsideCalls: keepsTimeline ? outsideCalls(joined) : [],
    noise: noise(joined.artifacts), callsTotal: calls.count, flaggedOutsideCalls: findings.flaggedOutsideCalls
  )
}

private func worstFirst(_ outlines: CallOutlines) -> [UInt32] {
  let (ranks, keys) = (outlines.ranks, outlines.keys)
  return ranks.indices.map { UInt32(truncatingIfNeeded: $0) }.sorted { left, right in
    ranks[Int(left)].precedes(ranks[Int(right)]) ?? (keys[Int(left)] < keys[Int(right)])
  }
}

private func merged(_ artifacts: consuming [Artifact], _ folded: [FoldedArtifact]) -> [Artifact] {
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
  private var ofCredentials: CredentialFindings
  private var ofLicences = LicenceFindings()
  private var ofResources = ResourceFindings()

  var flaggedOutsideCalls: Int { ofFailures.flaggedOutsideCalls }

  init(_ joined: JoinedLogs, _ artifacts: [Artifact]) {
    self.joined = joined
    ofCalls = CallFindings(joined)
    ofLogs = LogFindings(joined, artifacts)
    ofCredentials = CredentialFindings(artifacts)
  }

  mutating func take(_ summary: CallSummary) {
    ofCalls.add(summary)
    for (client, event) in summary.events {
      ofFailures.take(event, client: client.map { summary.clients[$0] }, callKey: summary.call.key)
      ofLogs.noteMasked(event)
      takeDocuments(event, summary)
    }
    for told in summary.accounts.events {
      ofFailures.take(told.event, client: nil, callKey: summary.call.key)
      ofLogs.noteMasked(told.event)
      takeDocuments(told.event, summary)
    }
  }

  private mutating func takeDocuments(_ event: Event, _ summary: CallSummary) {
    ofCredentials.take(event, callKey: summary.call.key, isConnected: summary.call.connectedTime != nil)
    ofLicences.take(event)
  }

  mutating func finish(_ outlines: CallOutlines, _ duplicates: [DuplicateArtifact]) -> [Finding] {
    ofCalls.addAcrossCalls(outlines)
    for entry in joined.outside {
      ofFailures.take(entry.event, client: entry.client, callKey: nil)
      ofLogs.noteMasked(entry.event)
      ofCredentials.take(entry.event)
      ofLicences.take(entry.event)
      ofResources.take(entry.event)
    }
    ofLogs.addAll(outlines, duplicates: duplicates)
    return ofCalls.findings + ofCredentials.findings(ofFailures.finish(), joined.sightings) + ofLogs.findings
      + ofLicences.findings() + ofResources.findings(joined.sightings) + errorRates(joined)
  }
}

/// By severity, then by the order of calls, then by kind and place.
func inOrder(_ findings: [Finding], keys: some Sequence<CallKey>) -> [Finding] {
  var places = Dictionary(findings.compactMap(\.callKey).map { ($0, -1) }) { first, _ in first }
  if !places.isEmpty {
    let named = Set(places.keys.compactMap { CallKey($0) })
    for (index, key) in keys.enumerated() where named.contains(key) { places[key.text] = index }
  }
  let keyed = findings.map { finding in
    (finding: finding, call: finding.callKey.flatMap { places[$0] } ?? -1)
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
  for artifact in joined.artifacts { counts.merge(artifact.identifiersNotKept) { $0 &+ $1 } }
  let notKept = counts
  var listed: [IdentifierSighting] = []
  for sighting in joined.sightingsOutsideCalls {
    counts[sighting.identifier.kind, default: 0] &+= 1
    let kind = sighting.identifier.kind
    guard counts[kind, default: 0] &- notKept[kind, default: 0] <= identifierLimit else { continue }
    listed.append(
      IdentifierSighting(
        identifier: sighting.identifier, callKey: nil, seen: sighting.seen, source: sighting.source))
  }
  listed.sort {
    if $0.identifier.kind != $1.identifier.kind {
      return $0.identifier.kind.rawValue < $1.identifier.kind.rawValue
    }
    return ($0.source, $0.identifier.value) < ($1.source, $1.identifier.value)
  }
  let unlisted = counts.filter { $0.value > identifierLimit || notKept[$0.key] != nil }.sorted {
    $0.key.rawValue < $1.key.rawValue
  }
  .map { kind, count in
    Finding(
      kind: "identifiers-not-listed", severity: .info,
      text:
        "\(count) values of kind \(kind.rawValue) stand outside calls; the first \(min(identifierLimit, count &- notKept[kind, default: 0])) are listed."
    )
  }
  return (listed, unlisted)
}

private func outsideCalls(_ joined: JoinedLogs) -> [TimelineEvent] {
  let order = EventOrder(joined.outside.lazy.compactMap(\.event.moment))
  let lists = Dictionary(grouping: joined.outside, by: \.event.source.artifact)
    .sorted { $0.key < $1.key }.map { $0.value.sorted { $0.event.source < $1.event.source } }
  return order.merged(lists, event: \.event)
    .map { TimelineEvent($0.event, client: nil, witness: $0.testimony?.witness ?? .client) }
}

private func noise(_ artifacts: [FoldedArtifact]) -> [NoiseTally] {
  var tallies: [String: NoiseTally] = [:]
  for tally in artifacts.flatMap(\.noise) {
    guard var known = tallies[tally.kind] else {
      tallies[tally.kind] = tally
      continue
    }
    known.count &+= tally.count
    known.first = min(known.first, tally.first)
    tallies[tally.kind] = known
  }
  return tallies.values.sorted { $0.kind < $1.kind }
}
