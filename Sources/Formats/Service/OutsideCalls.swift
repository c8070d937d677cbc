import Evidence

/// Bounds what is kept of testimony that is about no call and tells of no failure: an export of a year's messages has
/// millions of these.
struct OutsideCalls: Sendable {
  /// Identifiers that were met in excess of those kept, by kind. Each counts once as long as so many can be remembered.
  private(set) var identifiersNotKept: [IdentifierKind: Int] = [:]
  private var kept: [IdentifierKind: Set<UInt64>] = [:]
  private var others: Set<UInt64> = []
  private var observations = 0
  private var failures = 0

  /// Identifiers of each kind that a report lists.
  private static let mostOfAKind = 10_000
  /// Observations that are kept even though they name nothing new, and failures that are kept at all; each operation is
  /// counted in any case.
  private static let mostRepeated = 20_000
  private static let mostFailures = 50_000
  private static let mostRemembered = 1 << 18

  /// Whether an observation is to be kept.
  mutating func keeps(_ observation: Observation) -> Bool {
    guard let testimony = observation.testimony, observation.callID == nil, testimony.clientInstance == nil,
      testimony.participant == nil, !observation.identifiers.contains(where: \.kind.joinsCalls)
    else { return true }
    switch observation.claim {
    case .mention: break
    case .operation(let operation) where operation.result == .succeeded: break
    case .operation, .failure:
      failures += 1
      return failures <= OutsideCalls.mostFailures
    default: return true
    }
    let isNew = noteIdentifiers(of: observation)
    observations += 1
    return isNew || observations <= OutsideCalls.mostRepeated
  }

  /// Whether one of them is new and among those that are kept.
  private mutating func noteIdentifiers(of observation: Observation) -> Bool {
    var hasNew = false
    for identifier in observation.identifiers {
      var hash = StableHash()
      hash.combine(identifier.value)
      if kept[identifier.kind]?.contains(hash.value) ?? false { continue }
      if kept[identifier.kind]?.count ?? 0 < OutsideCalls.mostOfAKind {
        kept[identifier.kind, default: []].insert(hash.value)
        hasNew = true
        continue
      }
      hash.combine(identifier.kind.rawValue)
      guard !others.contains(hash.value) else { continue }
      if others.count < OutsideCalls.mostRemembered { others.insert(hash.value) }
      identifiersNotKept[identifier.kind, default: 0] += 1
    }
    return hasNew
  }
}
