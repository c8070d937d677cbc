public import Calls
import Evidence

/// One line of the list of IDs.
struct IDEntry {
  var kind: IDKind
  var value: String
  var callKey: String?
  /// What a call ID is to its call.
  var role: CallIDSighting.Role?
  var evidence: Evidenced?
  var seen: Appearance
  var source: Source

  init(_ sighting: CallIDSighting, of call: Call) {
    kind = .callID
    value = sighting.id.description
    callKey = call.key
    role = sighting.role
    evidence = sighting.evidence
    seen = sighting.firstSeen.map { Appearance(first: $0, last: sighting.lastSeen) } ?? Appearance()
    source = sighting.source
  }

  init(_ sighting: IdentifierSighting) {
    kind = .identifier(sighting.identifier.kind)
    value = JSONReport.canonicalID(sighting.identifier.value)
    callKey = sighting.callKey
    seen = sighting.seen
    source = sighting.source
  }

  /// The immutable ID of the resource that issued a user's MRI; nil for any other identifier.
  init?(issuerOf sighting: IdentifierSighting) {
    guard let id = sighting.identifier.issuingResource else { return nil }
    self.init(sighting)
    kind = .identifier(.immutableResourceID)
    value = id.description
    evidence = .inferred
  }

  /// Whether it is prose that may be broken across lines.
  var isProse: Bool { kind == .identifier(.userAgent) }
}

/// Every ID of an analysis: call by call, worst first, then those outside calls.
public struct IDList {
  let analysis: Analysis
  private let kinds: Set<IDKind>

  /// - Parameter kinds: Those to list; all where it is empty.
  public init(_ analysis: Analysis, kinds: Set<IDKind> = []) {
    self.analysis = analysis
    self.kinds = kinds
  }

  /// Whether only some kinds are listed.
  var isNarrowed: Bool { !kinds.isEmpty }

  func entries(of call: Call) -> [IDEntry] {
    (call.ids.map { IDEntry($0, of: call) } + IDList.entries(call.identifiers)).filter(isListed)
  }

  var outside: [IDEntry] { IDList.entries(analysis.identifiers).filter(isListed) }

  /// The identifiers, and the resources that issued the users among them, where no identifier names these.
  private static func entries(_ sightings: [IdentifierSighting]) -> [IDEntry] {
    var known = Set(sightings.values(of: .immutableResourceID))
    let issuers = sightings.lazy.compactMap(IDEntry.init(issuerOf:)).filter {
      known.insert($0.value).inserted
    }
    return sightings.map { IDEntry($0) } + Array(issuers)
  }

  private func isListed(_ entry: IDEntry) -> Bool { kinds.isEmpty || kinds.contains(entry.kind) }

  /// All of them, each call's made when it is asked for.
  var entries: some Sequence<IDEntry> {
    let own = analysis.calls.lazy.flatMap { entries(of: $0) }
    return [AnySequence(own), AnySequence(outside)].joined()
  }

  var count: Int { analysis.calls.reduce(outside.count) { $0 + entries(of: $1).count } }

  /// What a list of IDs has to say besides.
  var findings: [Finding] { analysis.findings.filter { IDList.findingKinds.contains($0.kind) } }

  private static let findingKinds: Set<String> = [
    "call-not-found", "redacted-identifier", "resource-mismatch", "id-not-in-logs", "identifiers-not-listed",
    "no-call-id", "possible-id-change", "id-collision", "teams-licence", "teams-not-eligible",
  ]
}
