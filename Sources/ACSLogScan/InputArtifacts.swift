import Evidence
import Formats
import Intake

/// The artifacts of one input, read.
struct InputArtifacts: Sendable {
  var input: Int
  /// In the order of the input; the position is the artifact's ordinal there.
  var evidence: [ArtifactEvidence]

  /// Opens an input and reads every artifact in it.
  ///
  /// - Parameter keepsText: Whether observations have the words of the log.
  static func read(
    _ input: Input, at index: Int, options: IntakeOptions, schemas: EventSchemas,
    vocabularies: Vocabularies, hashes: Analyzer.Hashing, keepsText: Bool
  ) -> InputArtifacts {
    var opened: [OpenedArtifact] = []
    var evidence: [ArtifactEvidence] = []
    Intake.open(input, options: options) { artifact in
      evidence.append(
        ArtifactReader.read(
          artifact, index: evidence.count, schemas: schemas, keepsText: keepsText,
          vocabularies: vocabularies, threads: options.threads))
      if artifact.isArchive { opened.append(artifact) }
    }
    // What was wrong with an archive is known only when its last member was read.
    for archive in opened where archive.ordinal < evidence.count {
      evidence[archive.ordinal].artifact.problems = archive.problems
    }
    if !evidence.isEmpty { evidence[0].artifact.fileBytes = input.size }
    if hashes != .none {
      for ordinal in evidence.indices where hashes == .all || evidence[ordinal].artifact.kind == .blog {
        evidence[ordinal].artifact.sha256 =
          ordinal == 0
          ? Intake.fileDigest(of: input)
          : Intake.contentDigest(of: input, ordinal: ordinal, options: options)
      }
    }
    return InputArtifacts(input: index, evidence: evidence)
  }

  /// The IDs of calls that stand in the first observations.
  var callIDs: Set<GUID> {
    Set(evidence.lazy.flatMap(\.observations).prefix(100_000).compactMap(\.callID))
  }

  /// All artifacts in order. What they say of themselves gets their index in the report; the observations get it when they
  /// are folded.
  static func numbered(_ inputs: [InputArtifacts]) -> [NumberedArtifact] {
    var numbered: [NumberedArtifact] = []
    // They are large, and growing would hold them twice.
    numbered.reserveCapacity(inputs.reduce(0) { $0 + $1.evidence.count })
    for input in inputs {
      for (ordinal, evidence) in input.evidence.enumerated() {
        numbered.append(
          NumberedArtifact(
            index: numbered.count, input: input.input, ordinal: ordinal,
            evidence: evidence.renumbered(to: numbered.count)))
      }
    }
    return numbered
  }
}

/// An artifact, its index in the report, and how to open it again.
struct NumberedArtifact: Sendable {
  var index: Int
  /// Means nothing where the artifact was read elsewhere; nobody opens it again then.
  var input: Int
  var ordinal: Int
  var evidence: ArtifactEvidence

  /// All artifacts that were read elsewhere, in their order.
  static func numbered(_ artifacts: [ExtractedArtifact]) -> [NumberedArtifact] {
    artifacts.enumerated().map { index, artifact in
      NumberedArtifact(
        index: index, input: 0, ordinal: artifact.place.ordinal,
        evidence: artifact.evidence.renumbered(to: index))
    }
  }
}

extension ArtifactEvidence {
  func renumbered(to index: Int) -> ArtifactEvidence {
    var copy = self
    for position in copy.noise.indices { copy.noise[position].first.artifact = index }
    copy.clocks.renumber(to: index)
    return copy
  }
}
