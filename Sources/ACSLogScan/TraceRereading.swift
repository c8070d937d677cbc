import Evidence
import Formats
import Intake

/// Reads binary traces again whose events a manifest among the attachments describes: until everything was read, nobody
/// knows that there is one.
struct TraceRereading {
  let inputs: [Input]
  let options: IntakeOptions
  /// Layouts that were known from the start.
  let schemas: EventSchemas
  /// The same, with those that manifests elsewhere describe.
  let described: EventSchemas?
  let vocabularies: Vocabularies
  let keepsText: Bool

  /// Replaces the evidence of the traces that the manifests among the artifacts describe.
  func decode(_ artifacts: inout [NumberedArtifact]) {
    let manifests = artifacts.indices.filter { artifacts[$0].evidence.artifact.kind == .etwManifest }
    let traces = artifacts.indices.filter { hasUndecoded(artifacts[$0].evidence) { _ in true } }
    guard !manifests.isEmpty || described != nil, !traces.isEmpty else { return }
    var schemas = described ?? schemas
    for manifest in manifests {
      _ = reopen(artifacts[manifest]) { schemas.read($0) }
    }
    for trace in traces where hasUndecoded(artifacts[trace].evidence, schemas.describes) {
      decode(&artifacts[trace], schemas)
    }
  }

  private func decode(_ trace: inout NumberedArtifact, _ schemas: EventSchemas) {
    let old = trace.evidence.artifact
    var evidence: ArtifactEvidence?
    let ordinal = trace.ordinal
    let wasRead = reopen(trace) { artifact in
      evidence = ArtifactReader.read(
        artifact, index: ordinal, schemas: schemas, keepsText: keepsText, vocabularies: vocabularies)
    }
    guard wasRead, var evidence else {
      trace.evidence.artifact.problems.append(
        Problem(
          .needsSecondPass,
          "a manifest describes events of this trace, which came only once; of those, only the text was read")
      )
      return
    }
    evidence.artifact.fileBytes = old.fileBytes
    evidence.artifact.sha256 = old.sha256
    trace.evidence = evidence.renumbered(to: trace.index)
  }

  private func hasUndecoded(_ evidence: ArtifactEvidence, _ isWanted: (GUID) -> Bool) -> Bool {
    evidence.artifact.trace?.providers.contains { $0.decodable < $0.events && isWanted($0.id) } ?? false
  }

  private func reopen(_ artifact: NumberedArtifact, _ visit: (OpenedArtifact) -> Void) -> Bool {
    let input = inputs[artifact.input]
    // A pipe has no size, and comes only once.
    guard input.size != nil else { return false }
    return Intake.reopen(input, ordinal: artifact.ordinal, options: options, visit: visit)
  }
}
