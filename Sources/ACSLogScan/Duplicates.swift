import Calls
import Evidence

/// Artifacts that were attached twice. Suspects have the same size, ticks and observations; the SHA-256 of their
/// contents decides, and nothing else is hashed.
enum Duplicates {
  static func confirmed(
    among artifacts: [NumberedArtifact], _ digests: some ArtifactDigests
  ) -> [DuplicateArtifact] {
    var confirmed: [DuplicateArtifact] = []
    for group in suspectedDuplicates(artifacts.lazy.map(\.evidence)) {
      var originals: [String: Int] = [:]
      for index in group.sorted() {
        guard let digest = digests.ofContent(index, .sha256) else { continue }
        if let original = originals[digest] {
          confirmed.append(DuplicateArtifact(copy: index, original: original))
        } else {
          originals[digest] = index
        }
      }
    }
    return confirmed.sorted { $0.copy < $1.copy }
  }
}
