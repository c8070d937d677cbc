import Evidence
import Formats
import Intake

/// What artifacts elsewhere tell that matters for those of a shard.
struct ExtractContext: Sendable {
  /// What the analyzer knows of layouts of events, with what manifests describe.
  var schemas: EventSchemas
  /// The kinds of digests that listings have.
  var digestKinds: Set<ListedFile.DigestKind> = []

  /// Reads all manifests and listings under some paths.
  init(_ paths: [String], readBy analyzer: Analyzer) async {
    var analyzer = analyzer
    analyzer.discovered = { _ in }
    analyzer.progress = { _ in }
    schemas = analyzer.schemas
    let discovery = Intake.discover(paths, options: analyzer.intake)
    for artifact in await analyzer.read(discovery) {
      digestKinds.formUnion(artifact.evidence.listing?.digestKinds ?? [])
      guard artifact.evidence.artifact.kind == .etwManifest else { continue }
      _ = Intake.reopen(
        discovery.inputs[artifact.input], ordinal: artifact.ordinal, options: analyzer.intake
      ) { schemas.read($0) }
    }
  }
}

extension DirectoryListing {
  /// The kinds of digests that it has.
  var digestKinds: Set<ListedFile.DigestKind> { Set(entries.lazy.compactMap { $0.digest?.kind }) }
}
