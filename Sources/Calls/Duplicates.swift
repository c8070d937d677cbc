public import Evidence

/// An artifact whose bytes are those of another.
public struct DuplicateArtifact: Hashable, Sendable, Codable {
  /// The index of the artifact that is left out.
  public var copy: Int
  /// The index of the artifact that is counted.
  public var original: Int

  /// Memberwise.
  public init(copy: Int, original: Int) {
    self.copy = copy
    self.original = original
  }
}

/// Groups of artifacts that may be copies of each other: of equal size, with equal ticks and equal observations.
/// Suspects only; their bytes decide.
///
/// - Returns: Positions in `artifacts`, each group in ascending order and of two or more, the groups by their first.
public func suspectedDuplicates(_ artifacts: some Sequence<ArtifactEvidence>) -> [[Int]] {
  var groups: [Likeness: [Int]] = [:]
  for (index, evidence) in artifacts.enumerated() where evidence.artifact.bytes > 0 {
    let likeness = Likeness(bytes: evidence.artifact.bytes, signature: evidence.signature)
    groups[likeness, default: []].append(index)
  }
  return groups.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
}

/// What copies have in common, and what hardly anything else has.
private struct Likeness: Hashable {
  var bytes: Int
  var signature: ArtifactSignature
}
