import Calls
import Evidence
import Intake

/// What becomes of the artifacts when all are known: which are copies, which are pieces of one log, what their files are.
struct ArtifactPlan {
  /// All artifacts of the report, in order.
  let listed: [Artifact]
  /// Where those of an extract were found, in order; without those that were not read.
  private(set) var places: [ExtractedArtifact.Place] = []
  let copies: [DuplicateArtifact]
  let files: FileComparison
  /// The logs, each to be taken by who folds it.
  let logs: [Handover<LogEvidence>]

  init(
    _ artifacts: consuming [NumberedArtifact], notRead: [Artifact], _ digests: any ArtifactDigests,
    fold: FoldOptions
  ) {
    var artifacts = artifacts
    copies = Duplicates.confirmed(among: artifacts, digests)
    for copy in copies { artifacts[copy.copy].evidence.leaveOut() }
    files = FileComparison(artifacts, copies: copies, digests, fold: fold)
    logs = RotatedLogs.group(artifacts, apartFrom: Set(copies.map(\.copy))).map(Handover.init)
    listed = artifacts.map(\.evidence.artifact) + notRead
  }

  init(_ extract: Extract, fold: FoldOptions) {
    let ordered = extract.joiningRanges(keepsText: fold.keepsTimeline).inOrder()
    self.init(
      NumberedArtifact.numbered(ordered.artifacts), notRead: ordered.notRead.map(\.artifact),
      ExtractedDigests(digests: ordered.artifacts.map(\.digests)), fold: fold)
    places = ordered.artifacts.map(\.place)
  }
}

extension ArtifactEvidence {
  /// Leaves out what another artifact says, too.
  mutating func leaveOut() {
    observations = []
    operations = []
    identifiersNotKept = [:]
  }
}
