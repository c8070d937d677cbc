public import Calls
public import Evidence
public import Formats
public import Intake
import Inventory

/// From paths to an analysis: the whole pipeline, and the one entry point of the library.
///
///     let analysis = await Analyzer().analyze(["attachments/"])
///     for call in analysis.calls { print(call.key, call.verdict) }
///
/// The result depends on the bytes of the input and the options alone: not on the number of jobs, on file times
/// or on the order in which a file system lists files.
public struct Analyzer: Sendable {
  /// How inputs are opened.
  public var intake: IntakeOptions
  /// How times are read, and whether events are kept for a timeline.
  public var fold: FoldOptions
  /// Layouts of the events of binary traces, known before anything is read.
  public var schemas: EventSchemas
  /// What reads the records; with patterns of one's own, `Vocabularies(patterns:)`.
  public var vocabularies: Vocabularies
  /// Threads that read, at least 1: each has an input of its own, or helps with a large one.
  public var jobs: Int
  /// Which artifacts get their SHA-256; each is read once more for it.
  public var hashes: Hashing
  /// Whether `progress` is told the IDs of calls.
  public var listsCallIDs = false
  /// Told of what is there before it is read.
  public var discovered: @Sendable (Discovery) -> Void
  /// Told of each input that was read; may be called from any thread, in any order.
  public var progress: @Sendable (Progress) -> Void

  /// Which artifacts get a digest.
  public enum Hashing: Sendable {
    case none
    /// Those whose content nobody but its maker can read.
    case opaque
    case all
  }

  /// What is done so far.
  public struct Progress: Sendable {
    /// The path of the input that was just read.
    public var path: String
    /// Bytes of its content, containers and compressions taken off.
    public var bytes: Int
    /// Artifacts in it.
    public var artifacts: Int
    /// The number of inputs there are.
    public var inputs: Int
    /// IDs of calls in it, where they are asked for: of its first 100,000 observations.
    public var callIDs: Set<GUID>
  }

  /// Defaults: no layouts, no patterns, two jobs, no digests, no progress.
  public init(
    intake: IntakeOptions = IntakeOptions(), fold: FoldOptions = FoldOptions(),
    schemas: EventSchemas = EventSchemas(), vocabularies: Vocabularies = .builtIn, jobs: Int = 2,
    hashes: Hashing = .none,
    discovered: @escaping @Sendable (Discovery) -> Void = { _ in },
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) {
    self.intake = intake
    self.fold = fold
    self.schemas = schemas
    self.vocabularies = vocabularies
    self.jobs = max(1, jobs)
    self.hashes = hashes
    self.discovered = discovered
    self.progress = progress
  }

  /// Reads everything under the paths and says what it means. `-` is standard input.
  ///
  /// Never fails: what could not be read stands as a problem of an artifact in the analysis.
  public func analyze(_ paths: [String]) async -> Analysis {
    await examine(paths).analysis
  }

  /// The same, with the inventory of the files.
  ///
  /// - Parameters:
  ///   - paths: Folders, files and archives; `-` is standard input.
  ///   - app: A packaged Windows application, by name or family name; the files of others are left out of the inventory.
  public func examine(_ paths: [String], app: String? = nil) async -> Examination {
    let discovery = Intake.discover(paths, options: intake)
    let artifacts = await read(discovery)
    let digests = DigestsOfInputs(artifacts, inputs: discovery.inputs, options: intake)
    return await conclude(
      ArtifactPlan(artifacts, notRead: discovery.artifactsNotRead, digests, fold: fold), app: app)
  }

  /// The evidence of everything under the paths, to be brought together with that of other places.
  ///
  /// - Parameters:
  ///   - paths: As in `examine`.
  ///   - root: A folder that all paths lie in; the artifacts are named, and come together with others, as if it were the only
  ///     path.
  ///   - context: Folders and files of the whole whose manifests and listings matter for these paths, too.
  ///   - withDigests: Whether contents get the digests that tell copies, for which all of them are read once more.
  ///   - range: The part of each file that is read, of plain logs; anything else is read whole where that begins with the file,
  ///     and nowhere else. Digests are those of whole files, and made there, too.
  public func extract(
    _ paths: [String], below root: String? = nil, context: [String] = [], withDigests: Bool = true,
    range: ByteRange? = nil
  ) async -> Extract {
    var discovery = Intake.discover(paths, below: root, options: intake)
    var ranges: [(input: Input, range: TextRange)] = []
    if let range { ranges = await takeRanges(range, of: &discovery) }
    let context = context.isEmpty ? nil : await ExtractContext(context, readBy: self)
    let artifacts = await read(discovery, described: context?.schemas)
    let kinds = artifacts.reduce(into: context?.digestKinds ?? []) { kinds, artifact in
      kinds.formUnion(artifact.evidence.listing?.digestKinds ?? [])
    }
    let digests = await parallelMap(discovery.inputs) { [intake] _, input in
      DigestsOfInput(input, listed: kinds, tellingCopies: withDigests, options: intake)
    }
    var extract = Extract()
    extract.notRead = discovery.notRead
    extract.artifacts = artifacts.map { artifact in
      ExtractedArtifact(
        artifact, of: discovery.inputs[artifact.input],
        digests: digests[artifact.input].all(of: artifact.ordinal), options: intake)
    }
    extract.ranges = await parallelMap(ranges) { [intake, hashes] _, read in
      ExtractedRange(
        read.range, of: read.input, listed: kinds, tellingCopies: withDigests, isHashed: hashes == .all,
        options: intake)
    }
    return extract
  }

  /// Reads a range of all inputs, and leaves those that are to be read whole.
  private func takeRanges(_ range: ByteRange, of discovery: inout Discovery) async -> [(
    input: Input, range: TextRange
  )] {
    let readings = await parallelMap(discovery.inputs) { [intake, vocabularies] _, input in
      let reading = RangeReading(
        input, from: range.start, to: range.end, options: intake, vocabularies: vocabularies)
      return (input, reading)
    }
    discovery.inputs = []
    var ranges: [(input: Input, range: TextRange)] = []
    for (input, reading) in readings {
      switch reading {
      case .range(let range): ranges.append((input, range))
      case .whole: discovery.inputs.append(input)
      case .nothing: break
      case .interrupted(let problem):
        var artifact = Artifact(path: intake.shown(input.path))
        artifact.fileBytes = input.size
        artifact.problems = [problem]
        discovery.notRead.append(NotRead(argument: input.argument, artifact: artifact))
      }
    }
    return ranges
  }

  /// What all evidence together means.
  ///
  /// The same as if all its artifacts were examined at once, as if those of one argument lay in one folder.
  public func examine(_ extract: consuming Extract, app: String? = nil) async -> Examination {
    await conclude(ArtifactPlan(extract, fold: fold), app: app)
  }

  /// Reads everything.
  ///
  /// - Parameter described: With the layouts of events that manifests elsewhere describe.
  func read(_ discovery: Discovery, described: EventSchemas? = nil) async -> [NumberedArtifact] {
    discovered(discovery)
    var artifacts = InputArtifacts.numbered(await readInputs(discovery.inputs))
    let reader = TraceRereading(
      inputs: discovery.inputs, options: intake, schemas: schemas, described: described,
      vocabularies: vocabularies, keepsText: fold.keepsTimeline)
    reader.decode(&artifacts)
    return artifacts
  }

  /// From the evidence of all artifacts to what it means.
  private func conclude(_ plan: consuming ArtifactPlan, app: String?) async -> Examination {
    let (listed, copies, files, logs) = (plan.listed, plan.copies, plan.files, plan.logs)
    return finish(join(await foldLogs(logs)), listed: listed, copies, files, app: app)
  }

  /// Sums up, and looks at the files.
  func finish(
    _ joined: consuming JoinedLogs, listed: consuming [Artifact], _ copies: [DuplicateArtifact],
    _ files: FileComparison, app: String?
  ) -> Examination {
    var analysis = sumUp(
      joined, artifacts: listed, duplicates: copies, keepsTimeline: fold.keepsTimeline, jobs: jobs)
    let inventory = files.inventory(of: analysis.artifacts, app: app)
    analysis.add(
      inventory.findings.map(Finding.init) + Coverage(inventory, analysis.artifacts).findings(analysis))
    return Examination(analysis: analysis, inventory: inventory)
  }

  private func readInputs(_ inputs: [Input]) async -> [InputArtifacts] {
    var options = intake
    options.threads = SpareThreads(jobs: jobs, inputs: inputs.count)
    return await parallelMap(inputs) { [options] index, input in
      defer { options.threads.giveBack() }
      let artifacts = InputArtifacts.read(
        input, at: index, options: options, schemas: schemas, vocabularies: vocabularies,
        hashes: hashes,
        keepsText: fold.keepsTimeline)
      progress(
        Progress(
          path: input.path, bytes: artifacts.evidence.reduce(0) { $0 + $1.artifact.bytes },
          artifacts: artifacts.evidence.count, inputs: inputs.count,
          callIDs: listsCallIDs ? artifacts.callIDs : []))
      return artifacts
    }
  }

  func foldLogs(_ logs: [Handover<LogEvidence>]) async -> [FoldedLog] {
    let options = fold
    let spare = logs.count < jobs ? 2 : 1
    return await parallelMap(logs) { _, log in
      Calls.fold(log.take() ?? LogEvidence(pieces: []), options, jobs: spare)
    }
  }

  /// Maps with at most `jobs` elements under way, and keeps the order.
  private func parallelMap<Element: Sendable, Result: Sendable>(
    _ elements: [Element], _ transform: @escaping @Sendable (Int, Element) -> Result
  ) async -> [Result] {
    await withTaskGroup(of: (Int, Result).self) { group in
      var results = [Result?](repeating: nil, count: elements.count)
      var next = 0
      func startNext() {
        guard next < elements.count else { return }
        let index = next
        let element = elements[index]
        next += 1
        group.addTask { (index, transform(index, element)) }
      }
      for _ in 0..<jobs { startNext() }
      while let (index, result) = await group.next() {
        results[index] = result
        startNext()
      }
      return results.compactMap { $0 }
    }
  }
}
