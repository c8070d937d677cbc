import Evidence

/// Which tokens and secrets of an artifact were told already, so that one that stands in every line is told once, and as many
/// as there may be take no memory without bound.
struct CredentialMemory: Sendable {
  private struct Key: Hashable {
    var claim: Claim
    /// Of a secret: each line with one is named.
    var line: Int?
    var record: Int?
  }

  private var told: Set<Key> = []

  /// What is told of one artifact.
  private static let most = 10_000

  /// Whether the observation tells anything new.
  mutating func isNew(_ observation: Observation) -> Bool {
    guard told.count < CredentialMemory.most else { return false }
    var key = Key(claim: observation.claim)
    if case .secret = observation.claim {
      key.line = observation.source.line
      key.record = observation.source.record
      if key.line == nil, key.record == nil { key.record = observation.source.offset }
    }
    return told.insert(key).inserted
  }
}
