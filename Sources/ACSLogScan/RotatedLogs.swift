import Calls
import Evidence

/// Puts the rotated pieces of one log together: `console.log`, `console.log.1`, `console.log.2.gz`,
/// `console.1.log`.
enum RotatedLogs {
  /// One log for each artifact, or for each set of pieces; oldest piece first, by number.
  ///
  /// Files of two participants may be numbered just so: pieces of one log follow each other in time.
  static func group(_ artifacts: [NumberedArtifact], apartFrom copies: Set<Int>) -> [LogEvidence] {
    // Indices of artifacts, which are large and may be many.
    var sets: [[Int]] = []
    var positions: [String: Int] = [:]
    for (index, artifact) in artifacts.enumerated() {
      let base = rotation(of: artifact.evidence.artifact.path).base
      if copies.contains(artifact.index) {
        sets.append([index])
      } else if let position = positions[base] {
        sets[position].append(index)
      } else {
        positions[base] = sets.count
        sets.append([index])
      }
    }
    return sets.flatMap { pieces in
      let oldestFirst = pieces.map { artifacts[$0] }.sorted { number(of: $0) > number(of: $1) }
      return followEachOther(oldestFirst) ? [log(oldestFirst)] : pieces.map { log([artifacts[$0]]) }
    }
  }

  private static func number(of artifact: NumberedArtifact) -> Int {
    rotation(of: artifact.evidence.artifact.path).number
  }

  private static func log(_ pieces: [NumberedArtifact]) -> LogEvidence {
    LogEvidence(pieces: pieces.map { LogPiece(artifact: $0.index, evidence: $0.evidence) })
  }

  /// Whether the pieces have numbers of their own and none begins before the last one has ended, as far as their
  /// times tell.
  private static func followEachOther(_ pieces: [NumberedArtifact]) -> Bool {
    guard Set(pieces.map(number)).count == pieces.count else { return false }
    let spans = pieces.compactMap { TimeResolver($0.evidence.clocks).span() }
    return zip(spans, spans.dropFirst()).allSatisfy { $0.last.instant <= $1.first.instant }
  }

  /// The name without its number, and the number; 0 is the piece that is still written to.
  static func rotation(of path: String) -> (base: String, number: Int) {
    var parts = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    if let last = parts.last, ["gz", "bz2", "xz", "zst"].contains(last.lowercased()), parts.count > 2 {
      parts.removeLast()
    }
    for place in [parts.count - 1, parts.count - 2] where parts.count > 2 {
      if let number = rotationNumber(parts[place]) {
        parts.remove(at: place)
        return (parts.joined(separator: "."), number)
      }
    }
    return (parts.joined(separator: "."), 0)
  }

  /// Rotations are counted to a few hundred; longer numbers are dates and builds.
  private static func rotationNumber(_ text: String) -> Int? {
    guard text.count <= 3, let number = Int(text), number > 0, !text.hasPrefix("+") else { return nil }
    return number
  }
}
