import Calls
import Evidence

/// What support asks for with one problem, filled in.
struct SupportRequest {
  /// Something that the guide asks for and no artifact shows.
  struct Missing: Equatable {
    var what: String
    var how: String
  }

  let problem: SupportProblem
  /// The key of the call that it is about.
  let callKey: String?
  /// What happened, in a sentence; nil outside calls.
  let verdict: String?
  let failures: [SupportFailure]
  let facts: SupportFacts
  /// Who took part, as MRIs.
  let users: [String]
  /// The call's clients, by what is known of them.
  let clients: [String]
  let window: SupportWindow?
  /// Artifacts that show the problem.
  let artifacts: [Int]
  let missing: [Missing]
}

extension SupportRequest {
  /// Whether nothing is filled in.
  var isEmpty: Bool { failures.isEmpty && facts.fields.allSatisfy(\.values.isEmpty) && callKey == nil }

  /// About a call.
  init(_ problem: SupportProblem, _ call: Call, in evidence: SupportEvidence) {
    self.problem = problem
    callKey = call.key
    verdict = call.verdict.isEmpty ? nil : call.verdict
    let all = SupportFailure.folded(evidence.failures(of: call))
    let own = all.filter { $0.problem == problem }
    failures = own.isEmpty ? all : own
    var facts = SupportFacts(call)
    users = (call.legs.compactMap(\.user) + call.identifiers.values(of: .userMRI)).uniqued()
    // A user agent names its system.
    let systems = facts.values(of: .userAgent).isEmpty ? call.bareSystems : []
    clients =
      (call.clients.map(\.label).filter { $0 != "client" } + systems.map { "operating system \($0)" })
      .uniqued()
    evidence.addResource(to: &facts, users: users)
    for (label, kind) in SupportEvidence.further {
      facts.set(kind, label: label, call.identifiers.values(of: kind))
    }
    self.facts = facts
    window = facts.window
    let sources = call.ids.map(\.source) + call.timeline.map(\.source) + call.endReasons.map(\.source)
    artifacts = Set(sources.map(\.artifact) + call.clients.flatMap(\.artifacts)).sorted()
    let isCalled = call.callID != nil
    missing = evidence.missing(
      problem, facts, isCall: true, hasCallID: isCalled,
      // A callback gives a call's correlation ID, which is its call ID.
      answered: isCalled && call.timeline.contains { $0.witness == .callback } ? [.correlationID] : [],
      hasFailure: !all.isEmpty, users: users, artifacts: artifacts,
      platforms: Set(call.clients.compactMap(\.platform)))
  }

  /// About what happened outside calls.
  init(
    _ problem: SupportProblem, failures: [SupportFailure], sightings: [IdentifierSighting],
    others: [IdentifierSighting] = [], in evidence: SupportEvidence
  ) {
    self.problem = problem
    callKey = nil
    verdict = nil
    self.failures = SupportFailure.folded(failures)
    let times = failures.compactMap(\.time)
    let seen = sightings.flatMap { [$0.seen.first, $0.seen.last].compactMap(\.self) }
    var facts = SupportFacts(sightings.map(\.identifier), times: times.isEmpty ? seen : times)
    users = sightings.values(of: .userMRI)
    clients = []
    evidence.addResource(to: &facts, users: users.isEmpty ? others.values(of: .userMRI) : users)
    for (label, kind) in SupportEvidence.further {
      facts.set(kind, label: label, sightings.values(of: kind))
    }
    facts.addOthers(others)
    self.facts = facts
    window = facts.window
    artifacts = Set(failures.map(\.source.artifact) + sightings.map(\.source.artifact)).sorted()
    missing = evidence.missing(
      problem, facts, isCall: failures.isEmpty, hasCallID: !facts.values(of: .possibleCallID).isEmpty,
      answered: [],
      hasFailure: !failures.isEmpty, users: users, artifacts: artifacts, platforms: [])
  }
}

extension [IdentifierSighting] {
  /// The values of a kind, each once, GUIDs in lower case.
  func values(of kind: IdentifierKind) -> [String] {
    filter { $0.identifier.kind == kind }.map { JSONReport.canonicalID($0.identifier.value) }.uniqued()
  }
}
