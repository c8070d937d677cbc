internal import Evidence

/// The guide's measure of an API in trouble: the service fails more than 3 % of at least 100 requests in each of three
/// windows of five minutes in a row.
private enum ErrorRate {
  static let share = 0.03
  static let requests = 100
  static let windows = 3

  static func isExceeded(_ tally: OperationTally) -> Bool {
    tally.requests >= requests && Double(tally.failures) > share * Double(tally.requests)
  }
}

/// Findings on operations that the service failed too often for too long. They say what these artifacts show, not that there
/// was an outage.
func errorRates(_ joined: JoinedLogs) -> [Finding] {
  var regions: [String]?
  var findings: [Finding] = []
  for tallies in windows(joined) {
    for run in runs(tallies) {
      let requests = run.reduce(0) { $0 &+ $1.requests }
      let failures = run.reduce(0) { $0 &+ $1.failures }
      guard let first = run.first, let last = run.last else { continue }
      let known = regions ?? conversationRegions(joined)
      regions = known
      let end = last.start.adding(seconds: OperationTally.seconds)
      let window = writtenWindow(first.start, end, regions: known)
      let percent = Double(failures) * 100 / Double(max(1, requests))
      findings.append(
        Finding(
          kind: "api-error-rate", severity: .warning,
          text:
            "First check Azure Service Health for \(window). In these files the service failed \(failures) of \(requests) requests "
            + "(\(decimal(percent, digits: 1)) %) of \(first.service.words) operation \(first.name), more than 3 % in each of \(run.count) successive "
            + "windows of 5 minutes; that is what this ticket shows, not proof of an outage.",
          artifact: first.first.artifact, source: run.map(\.first).min()))
    }
  }
  return findings
}

/// The tallies of each operation, one for each window, in order of time.
private func windows(_ joined: JoinedLogs) -> [[OperationTally]] {
  struct Key: Hashable {
    var service: APIService
    var name: String
  }
  var all: [Key: [Instant: OperationTally]] = [:]
  for artifact in joined.artifacts {
    for var tally in artifact.operations {
      tally.first.artifact = artifact.index
      let key = Key(service: tally.service, name: tally.name)
      guard var known = all[key]?[tally.start] else {
        all[key, default: [:]][tally.start] = tally
        continue
      }
      known.requests = known.requests &+ tally.requests
      known.failures = known.failures &+ tally.failures
      known.first = min(known.first, tally.first)
      all[key]?[tally.start] = known
    }
  }
  return all.sorted { ($0.key.service.rawValue, $0.key.name) < ($1.key.service.rawValue, $1.key.name) }
    .map { $0.value.values.sorted { $0.start < $1.start } }
}

/// Windows without a gap between them, all of them beyond the measure, three or more.
private func runs(_ tallies: [OperationTally]) -> [[OperationTally]] {
  var runs: [[OperationTally]] = []
  var current: [OperationTally] = []
  for tally in tallies {
    let follows = current.last.map { $0.start.adding(seconds: OperationTally.seconds) == tally.start } ?? true
    if !ErrorRate.isExceeded(tally) || !follows {
      runs.append(current)
      current = []
    }
    if ErrorRate.isExceeded(tally) { current.append(tally) }
  }
  runs.append(current)
  return runs.filter { $0.count >= ErrorRate.windows }
}

/// Where the service held the conversations of these artifacts.
private func conversationRegions(_ joined: JoinedLogs) -> [String] {
  let named = joined.sightings.lazy.filter { $0.identifier.kind == .serverCallID }.prefix(1000)
  return unique(named.compactMap { ServerCallID($0.identifier.value)?.region }).sorted()
}
