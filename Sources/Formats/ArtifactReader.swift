public import Evidence
public import Intake

/// Reads an opened artifact to its end and gives everything it yields.
public enum ArtifactReader {
  /// The evidence of an artifact; its observations name it by `index`.
  public static func read(_ artifact: OpenedArtifact, index: Int) -> ArtifactEvidence {
    var evidence = artifact.isArchive ? archive(artifact) : content(artifact, index: index)
    evidence.artifact.bytes = artifact.bytesRead
    evidence.artifact.problems = artifact.problems + evidence.artifact.problems
    return evidence
  }

  private static func archive(_ artifact: OpenedArtifact) -> ArtifactEvidence {
    ArtifactEvidence(artifact: Artifact(path: artifact.path, kind: .archive))
  }

  private static func content(_ artifact: OpenedArtifact, index: Int) -> ArtifactEvidence {
    var reader = TextReader(artifact, index: index)
    if reader.isBinary { return opaque(artifact) }
    if reader.isOwnReport {
      var evidence = ArtifactEvidence(artifact: Artifact(path: artifact.path, kind: .unknown))
      evidence.artifact.problems = [
        Problem(.skipped, "a report of this tool; it is no evidence and was not read")
      ]
      return evidence
    }
    let evidence = reader.read()
    return evidence.artifact.records == 0 && artifact.bytesRead == 0 ? empty(artifact) : evidence
  }

  /// What is no text is counted, and told by its name: the SDK's `.blog` files are encrypted, `.etl` are traces.
  private static func opaque(_ artifact: OpenedArtifact) -> ArtifactEvidence {
    var scratch: [UInt8] = []
    while artifact.read(upTo: 256 << 10, appendingTo: &scratch) > 0 {
      scratch.removeAll(keepingCapacity: true)
    }
    return ArtifactEvidence(artifact: Artifact(path: artifact.path, kind: kind(ofName: artifact.path)))
  }

  private static func empty(_ artifact: OpenedArtifact) -> ArtifactEvidence {
    ArtifactEvidence(artifact: Artifact(path: artifact.path, kind: kind(ofName: artifact.path)))
  }

  private static func kind(ofName path: String) -> ArtifactKind {
    var stem = path.lowercased()[...]
    for suffix in [".gz", ".bak", "gz"] where stem.hasSuffix(suffix) {
      stem = stem.dropLast(suffix.utf8.count)
    }
    if stem.hasSuffix(".blog") { return .blog }
    return stem.hasSuffix(".etl") ? .etl : .unknown
  }
}
