import Calls
import Evidence

/// Chooses the problems of an analysis, and fills in a request for each.
struct SupportRequests {
  /// Those that are shown.
  private(set) var all: [SupportRequest] = []
  /// Calls for which there was no room.
  private(set) var notShown = 0

  /// Calls with a block of their own before the rest are counted.
  static let callLimit = 20

  /// - Parameters:
  ///   - problem: The kind that the reader names; nil to let the evidence choose.
  ///   - onlyCalls: Whether a call was asked for, and nothing besides.
  ///   - showsAll: Whether every call gets a block.
  init(_ analysis: Analysis, problem: SupportProblem?, onlyCalls: Bool, showsAll: Bool) {
    let evidence = SupportEvidence(analysis)
    addCalls(evidence, problem, onlyCalls: onlyCalls, showsAll: showsAll)
    if !onlyCalls { addOutside(evidence, problem) }
    if all.isEmpty, notShown == 0, !onlyCalls, problem != nil || !evidence.isOnlyAboutAccounts {
      all.append(
        SupportRequest(
          problem ?? SupportRequests.onlyService(in: analysis) ?? .calling, failures: [],
          sightings: analysis.identifiers, in: evidence))
    }
  }

  /// What all operations outside calls are about, where it is one thing.
  private static func onlyService(in analysis: Analysis) -> SupportProblem? {
    let problems = Set(analysis.outsideCalls.compactMap(\.operation).map { SupportProblem($0.service) })
    return problems.count == 1 ? problems.first : nil
  }

  /// The failed calls; where none failed, all of them, for one must be what the reader asks about.
  private mutating func addCalls(
    _ evidence: SupportEvidence, _ problem: SupportProblem?, onlyCalls: Bool, showsAll: Bool
  ) {
    guard problem.map({ $0 == .calling || $0 == .callAutomation }) ?? true else { return }
    let calls = evidence.analysis.calls
    let anyFailed = calls.first?.standing == .failed
    var shown = 0
    for call in calls {
      guard onlyCalls || !anyFailed || call.standing == .failed || !evidence.failures(of: call).isEmpty else {
        continue
      }
      guard shown < SupportRequests.callLimit || showsAll else {
        notShown += 1
        continue
      }
      shown += 1
      for kind in problem.map({ [$0] }) ?? problems(of: call, evidence) {
        all.append(SupportRequest(kind, call, in: evidence))
      }
    }
  }

  /// Call Automation's where callbacks or its operations show the call, calling's where a client does or nothing else.
  private func problems(of call: Call, _ evidence: SupportEvidence) -> [SupportProblem] {
    let failures = evidence.failures(of: call)
    let isAutomated =
      call.timeline.contains { event in
        event.witness == .callback || event.operation?.service == .callAutomation
          || event.operation?.service == .callRecording
      } || failures.contains { $0.problem == .callAutomation }
    let hasClient =
      call.states.contains { $0.client != nil } || call.endReasons.contains { $0.witness == .client }
    guard isAutomated else { return [.calling] }
    let failedInClient = failures.contains { $0.problem == .calling }
    return hasClient && failedInClient || hasClient && failures.isEmpty
      ? failures.contains { $0.problem == .callAutomation } ? [.calling, .callAutomation] : [.calling]
      : [.callAutomation]
  }

  /// One for each kind of problem that something failed with, or, where nothing is known to have failed, whose IDs
  /// stand here.
  private mutating func addOutside(_ evidence: SupportEvidence, _ problem: SupportProblem?) {
    let identifiers = evidence.analysis.identifiers
    let known = Set(all.map(\.problem))
    for kind in problem.map({ [$0] }) ?? SupportProblem.allCases {
      let failures = evidence.failuresOutside.filter { $0.problem == kind }
      let own = identifiers.filter { kind.telltales.contains($0.identifier.kind) }
      let isTold = problem != nil && !known.contains(kind)
      let isShown = !own.isEmpty && isWorthIt(kind, besides: known, evidence)
      guard !failures.isEmpty || isTold || isShown else { continue }
      let shown = sightings(of: kind, failures, identifiers, own)
      all.append(
        SupportRequest(
          kind, failures: failures, sightings: shown.own, others: shown.others, in: evidence))
    }
  }

  /// Whether IDs alone make a problem: briefs have no other use; of the rest only where there is nothing better.
  private func isWorthIt(
    _ kind: SupportProblem, besides known: Set<SupportProblem>, _ evidence: SupportEvidence
  ) -> Bool {
    if kind == .shortCode || kind == .tollFree { return true }
    guard known.isEmpty, evidence.failuresOutside.isEmpty else { return false }
    return kind != .other || all.isEmpty
  }

  /// The identifiers of the failing records; without failures, those that the problem is known by, and those that concern all.
  private func sightings(
    of kind: SupportProblem, _ failures: [SupportFailure], _ identifiers: [IdentifierSighting],
    _ own: [IdentifierSighting]
  ) -> (own: [IdentifierSighting], others: [IdentifierSighting]) {
    let places = Set(failures.map { $0.source.place })
    let artifacts = Set(failures.map(\.source.artifact) + own.map(\.source.artifact))
    let common: Set<IdentifierKind> = [
      .resourceID, .immutableResourceID, .tenantID, .applicationID, .userID,
    ]
    let environment: Set<IdentifierKind> = [.userMRI, .sdkVersion, .userAgent, .msCV, .correlationID]
    let near = identifiers.filter { artifacts.contains($0.source.artifact) }
    let beside = Set(near.filter { places.contains($0.source.place) }.map(\.identifier.kind))
    var result: (own: [IdentifierSighting], others: [IdentifierSighting]) = ([], [])
    for sighting in near {
      let own = sighting.identifier.kind
      if places.contains(sighting.source.place) {
        result.own.append(sighting)
      } else if !beside.contains(own) {
        let isTold = kind.telltales.contains(own) || environment.contains(own)
        if common.contains(own) || failures.isEmpty && isTold {
          result.own.append(sighting)
        } else if isTold {
          result.others.append(sighting)
        }
      }
    }
    return result
  }
}

extension Source {
  /// What one record says has one place, whatever line of it a word stands on.
  fileprivate var place: Source {
    record == nil ? self : Source(artifact: artifact, record: record, offset: 0)
  }
}
