public import Evidence
public import Formats
public import Intake

/// Reads nothing but the binary Windows traces under some paths, event by event.
public struct TraceDump: Sendable {
  /// How inputs are opened.
  public var intake: IntakeOptions
  /// Layouts of events known before anything is read.
  public var schemas: EventSchemas

  /// Memberwise.
  public init(intake: IntakeOptions = IntakeOptions(), schemas: EventSchemas = EventSchemas()) {
    self.intake = intake
    self.schemas = schemas
  }

  /// What was read.
  public struct Result: Sendable {
    /// The traces, and whatever lost input, with their problems.
    public var artifacts: [Artifact] = []
    /// Traces among them.
    public var traces = 0

    /// Nothing read.
    public init() {}
  }

  /// Shows each event of each trace, trace by trace, each in the order of time, until `body` gives false.
  ///
  /// Manifests among the inputs are read first.
  public func forEachEvent<Failure: Error>(
    _ paths: [String], _ body: (TraceEvent, _ path: String) throws(Failure) -> Bool
  ) throws(Failure) -> Result {
    let discovery = Intake.discover(paths, options: intake)
    var result = Result()
    result.artifacts = discovery.artifactsNotRead
    var schemas = schemas
    // What has no size, such as a pipe, comes only once.
    for input in discovery.inputs where input.size != nil {
      readManifests(in: input, into: &schemas, &result)
    }
    var failure: Failure?
    var goesOn = true
    for input in discovery.inputs where goesOn {
      var archives: [OpenedArtifact] = []
      Intake.open(input, options: intake) { artifact in
        if artifact.isArchive { archives.append(artifact) }
        guard goesOn, !artifact.isArchive else { return }
        guard var trace = EventTrace(artifact, schemas: schemas) else {
          result.note(artifact, [EventTrace.damage(of: artifact)].compactMap(\.self))
          return
        }
        result.traces += 1
        do throws(Failure) {
          try trace.forEachEvent { event throws(Failure) in
            goesOn = try body(event, artifact.path)
            return goesOn
          }
        } catch {
          failure = error
          goesOn = false
        }
        result.note(artifact, trace.problems)
      }
      for archive in archives { result.note(archive) }
    }
    if let failure { throw failure }
    return result
  }

  private func readManifests(in input: Input, into schemas: inout EventSchemas, _ result: inout Result) {
    Intake.open(input, options: intake) { artifact in
      guard !artifact.isArchive, let manifest = schemas.read(artifact), !manifest.problems.isEmpty else {
        return
      }
      result.artifacts.append(manifest)
    }
  }
}

extension TraceDump.Result {
  fileprivate mutating func note(_ artifact: OpenedArtifact, _ problems: [Problem] = []) {
    let all = artifact.problems + problems
    guard !all.isEmpty else { return }
    var noted = Artifact(path: artifact.path, kind: artifact.isArchive ? .archive : .etl)
    noted.problems = all
    artifacts.append(noted)
  }
}
