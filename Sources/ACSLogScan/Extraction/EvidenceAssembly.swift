import Calls
public import Evidence
import Intake

/// Brings evidence together that was extracted in parts: all at once, or in stages that several machines can share, each stage
/// reading evidence files and writing one:
///
/// 0. `gather` reads the ranges of some artifacts, all of each, and makes artifacts of them; needed only where there are ranges.
/// 1. `plan` reads what all artifacts are and says which of them are a log.
/// 2. `fold` reads the plan and the artifacts of some logs, and folds these logs.
/// 3. `join` reads the logs of some sets; logs that share a tie must be in one set, and a set must be read as a whole.
/// 4. `sum` reads what all artifacts are, and all that was joined.
///
/// What comes out is what examining everything at once gives.
public struct EvidenceAssembly: Sendable {
  /// A stage that writes evidence.
  public enum Stage: String, Sendable, CaseIterable {
    case gather
    case plan
    case fold
    case join
  }

  private let analyzer: Analyzer
  private let reader: EvidenceReader

  /// - Parameters:
  ///   - analyzer: Its options of folding count, the same in all stages.
  ///   - reader: Reads the evidence files.
  public init(_ analyzer: Analyzer, reader: EvidenceReader) {
    self.analyzer = analyzer
    self.reader = reader
  }

  /// What all evidence together means.
  public func examine(_ paths: [String], app: String? = nil) async -> Examination {
    await analyzer.examine(reader.read(paths), app: app)
  }

  /// Sums up once what all artifacts are and what was joined.
  public func sum(_ paths: [String], app: String? = nil) -> Examination {
    let contents = reader.contents(of: paths, headsOnly: true)
    let plan = ArtifactPlan(contents.extract, fold: analyzer.fold)
    return analyzer.finish(
      join(contents.joined), listed: plan.listed, plan.copies, plan.files, app: app)
  }

  /// What a stage gives.
  public func evidence(_ stage: Stage, of paths: [String]) async -> StageEvidence {
    let contents = reader.contents(of: paths, headsOnly: stage == .plan)
    let unread = contents.extract.notRead.filter(\.isOfEvidence).map(\.artifact)
    switch stage {
    case .gather:
      var gathered = contents.extract.joiningRanges(keepsText: true)
      gathered.notRead.removeAll(where: \.isOfEvidence)
      return StageEvidence(content: .artifacts(gathered), problems: unread)
    case .plan: return StageEvidence(content: .plan(plannedLogs(contents.extract)), problems: unread)
    case .fold:
      let (logs, missing) = logs(of: contents.plan, contents.extract)
      let folded = await analyzer.foldLogs(logs.map(Handover.init))
      return StageEvidence(content: .logs(folded), problems: unread + missing)
    case .join: return StageEvidence(content: .part(joinPart(contents.folded)), problems: unread)
    }
  }

  private func plannedLogs(_ extract: Extract) -> [PlannedLog] {
    let plan = ArtifactPlan(extract, fold: analyzer.fold)
    let copies = Set(plan.copies.map(\.copy))
    return plan.logs.compactMap { $0.take() }.map { log in
      PlannedLog(
        members: log.pieces.map { PlannedLog.Member(place: plan.places[$0.artifact], index: $0.artifact) },
        isCopy: log.pieces.contains { copies.contains($0.artifact) })
    }
  }

  /// The logs of which artifacts are here; a log of which some are not, is a problem.
  private func logs(
    of plan: [PlannedLog], _ extract: Extract
  ) -> (logs: [LogEvidence], missing: [Artifact]) {
    let artifacts = extract.joiningRanges(keepsText: true).inOrder().artifacts
    var byPlace = Dictionary(grouping: artifacts.indices, by: { artifacts[$0].place })
    var logs: [LogEvidence] = []
    var missing: [Artifact] = []
    for log in plan where log.members.contains(where: { byPlace[$0.place] != nil }) {
      var pieces: [LogPiece] = []
      for member in log.members {
        guard let index = byPlace[member.place]?.first else {
          var artifact = Artifact(path: member.place.path)
          artifact.problems = [
            Problem(.notFound, "its evidence is missing, and that of its other pieces is here")
          ]
          missing.append(artifact)
          continue
        }
        // Artifacts of one place are in one order everywhere.
        byPlace[member.place]?.removeFirst()
        var evidence = artifacts[index].evidence.renumbered(to: member.index)
        if log.isCopy { evidence.leaveOut() }
        pieces.append(LogPiece(artifact: member.index, evidence: evidence))
      }
      logs.append(LogEvidence(pieces: pieces))
    }
    return (logs, missing)
  }
}

/// What a stage of an assembly gives.
public struct StageEvidence: Sendable {
  enum Content: Sendable {
    case artifacts(Extract)
    case plan([PlannedLog])
    case logs([FoldedLog])
    case part(JoinedPart)
  }

  let content: Content
  /// What could not be read, each with a problem; what is written is worth nothing then.
  public let problems: [Artifact]

  /// Writes it, a piece of text after the other.
  ///
  /// - Parameters:
  ///   - version: The tool's.
  ///   - sink: Takes a piece of text.
  /// - Throws: What `sink` throws.
  public func write<Failure: Error>(
    version: String, to sink: (String) throws(Failure) -> Void
  ) throws(Failure) {
    try EvidenceWriter.write(version: version, to: sink) { (writer: inout EvidenceWriter) throws(Failure) in
      switch content {
      case .artifacts(let extract): try writer.put(extract, to: sink)
      case .plan(let logs):
        for log in logs { try writer.put(EvidenceLine(plan: log), to: sink) }
      case .logs(let logs):
        for log in logs { try writer.put(log, to: sink) }
      case .part(let part): try writer.put(part, to: sink)
      }
    }
  }
}
