import Evidence
import Intake

/// Digests of artifacts, which are asked for by index in the report.
protocol ArtifactDigests: Sendable {
  /// The digest of an artifact's content, containers and compressions taken off; nil where it is not to be had.
  func ofContent(_ artifact: Int, _ kind: ListedFile.DigestKind) -> String?

  /// The digest of the file that an artifact is, as it lies on disk; nil for members, and where it is not to be had.
  func ofFile(_ artifact: Int, _ kind: ListedFile.DigestKind) -> String?
}

extension ArtifactDigests {
  /// What a listing may have of it: a digest of the file, and one of the content where that is packed or no file.
  func listable(of artifact: Int, _ kind: ListedFile.DigestKind, isPacked: Bool) -> [String] {
    let file = ofFile(artifact, kind)
    let content = !isPacked && file != nil ? nil : ofContent(artifact, kind)
    return [file, content].compactMap(\.self)
  }
}

/// Digests that are made on demand, of inputs that can be opened again.
struct DigestsOfInputs: ArtifactDigests {
  let inputs: [Input]
  /// Of each artifact: its input, and its ordinal there.
  let places: [(input: Int, ordinal: Int)]
  let options: IntakeOptions

  init(_ artifacts: [NumberedArtifact], inputs: [Input], options: IntakeOptions) {
    self.inputs = inputs
    self.options = options
    places = artifacts.map { ($0.input, $0.ordinal) }
  }

  func ofContent(_ artifact: Int, _ kind: ListedFile.DigestKind) -> String? {
    guard places.indices.contains(artifact) else { return nil }
    let (input, ordinal) = places[artifact]
    return Intake.contentDigest(of: inputs[input], ordinal: ordinal, kind, options: options)
  }

  func ofFile(_ artifact: Int, _ kind: ListedFile.DigestKind) -> String? {
    guard places.indices.contains(artifact), places[artifact].ordinal == 0 else { return nil }
    return Intake.fileDigest(of: inputs[places[artifact].input], kind)
  }
}

/// Digests that were made where the inputs were.
struct ExtractedDigests: ArtifactDigests {
  /// Of each artifact.
  let digests: [[ExtractedArtifact.Digest]]

  func ofContent(_ artifact: Int, _ kind: ListedFile.DigestKind) -> String? {
    digest(of: artifact, .content, kind)
  }

  func ofFile(_ artifact: Int, _ kind: ListedFile.DigestKind) -> String? {
    digest(of: artifact, .file, kind)
  }

  private func digest(
    of artifact: Int, _ scope: ExtractedArtifact.Digest.Scope, _ kind: ListedFile.DigestKind
  ) -> String? {
    guard digests.indices.contains(artifact) else { return nil }
    return digests[artifact].first { $0.scope == scope && $0.value.kind == kind }?.value.hex
  }
}

/// All digests that may be asked for where an input is not to be had.
struct DigestsOfInput: Sendable {
  /// Of the content of each artifact, by its ordinal.
  private let contents: [Int: [ListedFile.Digest]]
  private let file: [ListedFile.Digest]

  /// - Parameters:
  ///   - listed: The kinds that listings have.
  ///   - tellingCopies: Whether copies are to be told.
  init(
    _ input: Input, listed: Set<ListedFile.DigestKind>, tellingCopies: Bool, options: IntakeOptions
  ) {
    let kinds = tellingCopies ? listed.union([.sha256]) : listed
    contents = kinds.isEmpty ? [:] : Intake.contentDigests(of: input, kinds, options: options)
    file = ListedFile.DigestKind.allCases.filter(listed.contains).compactMap { kind in
      Intake.fileDigest(of: input, kind).map { ListedFile.Digest(kind: kind, hex: $0) }
    }
  }

  /// Those of an artifact, by its ordinal.
  func all(of ordinal: Int) -> [ExtractedArtifact.Digest] {
    let files = ordinal == 0 ? file : []
    return files.map { ExtractedArtifact.Digest(.file, $0.kind, $0.hex) }
      + contents[ordinal, default: []].map { ExtractedArtifact.Digest(.content, $0.kind, $0.hex) }
  }
}
