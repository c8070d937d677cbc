public import Evidence
public import Intake

/// Answers: how do the same files come out, packed as they were, with other content and other names?
///
/// Everything is read once, forward, and written as it comes, in the order of the arguments; memory is a few buffers,
/// whatever the sizes. The same input and the same policy give the same bytes, but for encrypted archives, which need
/// random numbers.
public struct Repacker {
  private let policy: any RedactionPolicy
  private let intake: IntakeOptions

  /// - Parameters:
  ///   - policy: Is asked on the thread that calls `repack` only.
  ///   - intake: As for any reading. With a thread to spare, unpacking runs ahead of the rewriting. Passwords open
  ///     encrypted members, which are encrypted with the same one again.
  public init(policy: any RedactionPolicy, intake: IntakeOptions = IntakeOptions()) {
    self.policy = policy
    self.intake = intake
  }

  /// Writes what the paths lead to below `folder`: each file at its place below the argument, `-` as `stdin`.
  ///
  /// Files appear there whole or not at all, with the times and permissions of the originals; what came through a pipe
  /// is for its owner alone. Where reading is interrupted or nothing more can be written, those that are whole stay.
  ///
  /// - Parameters:
  ///   - paths: Files, folders, `-`.
  ///   - folder: Must be empty, or not be there; nil to run the rewriters alone and write nothing.
  /// - Returns: What became of every artifact, in the order in which they were met: of an archive first itself, then its
  ///   members.
  public func repack(_ paths: [String], into folder: String?) throws(RepackFailure) -> [RepackedArtifact] {
    let output = try folder.map { path throws(RepackFailure) in try OutputFolder(path, inputs: paths) }
    let discovery = Intake.discover(paths, options: intake)
    let run = RepackRun(policy: policy, intake: intake, folder: output)
    for input in discovery.inputs {
      run.repack(input)
      if let failure = run.failure { throw failure }
    }
    for artifact in discovery.artifactsNotRead { run.noteNotRead(artifact) }
    for folder in discovery.emptyFolders { run.makeFolder(folder) }
    if let failure = run.failure { throw failure }
    output?.finish()
    return run.artifacts
  }
}

/// What became of one artifact.
public struct RepackedArtifact: Sendable {
  /// Of the original, as reports show it: `ticket.zip!/logs/a.log`. Not masked.
  public let path: String
  /// The same of what was written, below the output folder; nil where it was left out.
  public var outputPath: String?
  /// Whether it is a container, whose members are artifacts of their own.
  public let isArchive: Bool
  /// What is not as it was, content and masked names aside, a sentence each: `the cabinet becomes a zip`. Never the
  /// log's content or a name.
  public var changes: [String] = []
  /// Why it is not in the output; nil where it is.
  public var reasonLeftOut: String?
  /// What was wrong with the original, as every reading reports it.
  public var problems: [Problem] = []
}

/// Why repacking ended before its end.
public enum RepackFailure: Error, Equatable {
  /// Nothing was read or written: the output folder may not be used.
  case refused(String)
  /// Writing failed: the disk is full, the folder not writable.
  case cannotWrite(String)

  /// A sentence for the user.
  public var words: String {
    switch self {
    case .refused(let words), .cannotWrite(let words): words
    }
  }
}
