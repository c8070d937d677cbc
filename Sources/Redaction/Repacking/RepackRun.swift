import Evidence
import Intake

/// One run over all inputs: keeps in step with how each is packed, and passes content from the reader through the
/// rewriter to the innermost layer.
final class RepackRun: PackingObserver {
  let policy: any RedactionPolicy
  /// Nil where nothing is written.
  let folder: OutputFolder?
  /// Names taken in the output folder.
  let names = NameTree()
  /// The first thing that could not be written; from then on nothing is.
  private(set) var failure: RepackFailure?
  private(set) var artifacts: [RepackedArtifact] = []
  private let intake: IntakeOptions
  private var records: [ArtifactRecord] = []
  /// What takes content, outermost first.
  private var layers: [any Layer] = []
  private var archives: [ArchiveLayer] = []
  /// Content before and after the rewriter.
  private var buffer: [UInt8] = []
  private var rewritten: [UInt8] = []

  init(policy: any RedactionPolicy, intake: IntakeOptions, folder: OutputFolder?) {
    self.policy = policy
    self.intake = intake
    self.folder = folder
  }

  /// What a policy may look at before it decides.
  private static let beginningLength = 64 << 10
  /// Content before and after the rewriter stays in the processor's cache; with 1 MiB, copying takes four times as long.
  private static let blockLength = 128 << 10

  func fail(_ words: String) {
    if failure == nil { failure = .cannotWrite(words) }
  }

  func repack(_ input: Input) {
    let file = FileLayer(input, in: self)
    layers = [file]
    archives = []
    Intake.open(input, options: intake, packing: self) { artifact in
      visit(artifact)
      return failure == nil
    }
    if failure == nil, let reason = intake.interruption.reason {
      file.discard()
      for record in records { record.leaveOut(reason.detail) }
    } else if failure == nil {
      file.finish()
    } else {
      file.discard()
    }
    artifacts += records.map(\.result)
    records = []
    layers = []
  }

  func noteNotRead(_ artifact: Artifact) {
    var result = RepackedArtifact(path: artifact.path, isArchive: false)
    result.problems = artifact.problems
    result.reasonLeftOut = artifact.problems.first?.detail ?? "it was not read"
    artifacts.append(result)
  }

  func makeFolder(_ empty: EmptyFolder) {
    guard let folder, failure == nil else { return }
    let name = names.folder(empty.path.split(separator: "/").map(String.init), naming: policy.name(for:in:))
    if folder.makeFolders(name.components, like: empty.facts) == nil { fail(SystemWords.last) }
  }

  // MARK: Content

  private func visit(_ artifact: OpenedArtifact) {
    guard !artifact.isArchive else { return }
    let record = record(of: artifact)
    guard artifact.hasContent, let layer = layers.last else {
      return record.leaveOut(artifact.problems.last?.detail ?? "it could not be read")
    }
    // Lent for the while, so that many small artifacts share their memory.
    var input: [UInt8] = []
    swap(&input, &buffer)
    defer { swap(&input, &buffer) }
    read(artifact, upTo: RepackRun.beginningLength, into: &input)
    if input.isEmpty, let problem = artifact.problems.first(where: \.losesInput) {
      return record.leaveOut("nothing of it could be read: \(problem.detail)")
    }
    switch policy.treatment(ofArtifactAt: artifact.path, beginning: input) {
    case .leaveOut(let reason): record.leaveOut(reason)
    case .rewrite(let rewriter):
      do throws(CannotKeep) {
        try layer.begin()
        record.outputPath = layer.outputPath
        pass(artifact, through: rewriter, to: layer, beginningWith: &input)
      } catch {
        record.leaveOut(error.reason)
      }
    }
  }

  private func record(of artifact: OpenedArtifact) -> ArtifactRecord {
    let record = ArtifactRecord(artifact)
    records.append(record)
    layers.last?.adopt(record)
    return record
  }

  /// Begins with what is in `input` already.
  private func pass(
    _ artifact: OpenedArtifact, through rewriter: any ContentRewriter, to layer: any Layer,
    beginningWith input: inout [UInt8]
  ) {
    var output: [UInt8] = []
    swap(&output, &rewritten)
    defer { swap(&output, &rewritten) }
    while !input.isEmpty, failure == nil {
      rewriter.rewrite(input.span, appendingTo: &output)
      flush(&output, to: layer)
      read(artifact, upTo: RepackRun.blockLength, into: &input)
    }
    rewriter.finish(appendingTo: &output)
    flush(&output, to: layer)
  }

  private func read(_ artifact: OpenedArtifact, upTo count: Int, into input: inout [UInt8]) {
    input.removeAll(keepingCapacity: true)
    _ = artifact.read(upTo: count, appendingTo: &input)
  }

  private func flush(_ output: inout [UInt8], to layer: any Layer) {
    if folder != nil, !output.isEmpty { layer.write(output.span) }
    output.removeAll(keepingCapacity: true)
  }

  // MARK: Packing

  func beginStream(_ stream: PackedStream) {
    guard let below = layers.last else { return }
    layers.append(StreamLayer(stream, over: below, in: self))
  }

  func endStream() {
    layers.popLast()?.finish()
  }

  func beginArchive(_ format: ContentFormat.ArchiveFormat, _ artifact: OpenedArtifact) {
    guard let below = layers.last else { return }
    archives.append(ArchiveLayer(format, record(of: artifact), over: below, in: self))
  }

  func endArchive() {
    archives.popLast()?.finish()
  }

  func beginMember(_ member: PackedMember) {
    guard let archive = archives.last else { return }
    if member.entry.kind == .folder { archive.addFolder(member) }
    layers.append(MemberLayer(member, of: archive, in: self))
  }

  func endMember() {
    layers.popLast()?.finish()
  }
}

/// What is known so far about what becomes of an artifact.
final class ArtifactRecord {
  let artifact: OpenedArtifact
  var outputPath: String?
  private var changes: [String] = []
  private var reasonLeftOut: String?

  init(_ artifact: OpenedArtifact) {
    self.artifact = artifact
  }

  func note(_ change: String) {
    changes.append(change)
  }

  func leaveOut(_ reason: String) {
    if reasonLeftOut == nil { reasonLeftOut = reason }
    outputPath = nil
  }

  /// Complete when the input was read.
  var result: RepackedArtifact {
    var result = RepackedArtifact(path: artifact.path, outputPath: outputPath, isArchive: artifact.isArchive)
    result.changes = changes
    result.reasonLeftOut = reasonLeftOut
    result.problems = artifact.problems
    return result
  }
}
