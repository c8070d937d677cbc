public import Formats
public import Intake

/// A redaction that is ready to begin: what is masked, how, and which names are looked for everywhere.
public struct Redaction: Sendable {
  private let options: RedactionOptions
  private let finder: SensitiveFinder
  /// Whether there were more names than are looked for where no label tells them.
  public let leavesNamesOut: Bool

  /// Reads what the paths lead to once and collects the names in it; standard input can be read only once, and what is
  /// known of its names are their labels.
  public init(_ options: RedactionOptions, of paths: [String], intake: IntakeOptions) {
    let survey = NameSurvey(options, threads: intake.threads)
    // Nothing is written, so nothing can fail.
    _ = try? Repacker(policy: survey, intake: intake).repack(paths.filter { $0 != "-" }, into: nil)
    self.options = options
    leavesNamesOut = survey.isCut
    finder = SensitiveFinder(kinds: options.kinds, known: survey.known, sample: survey.sampledText)
  }

  /// Masks for one thread, and one beside it where there is one to spare.
  public func policy(threads: SpareThreads = .none) -> Redactor {
    Redactor(options, finder, threads: threads)
  }

  /// Writes the redacted ticket, or only counts what would be masked.
  ///
  /// - Parameters:
  ///   - folder: As `Repacker.repack` takes it; nil to write nothing.
  public func redact(
    _ paths: [String], into folder: String?, intake: IntakeOptions
  ) throws(RepackFailure) -> RedactedTicket {
    let policy = policy(threads: intake.threads)
    let artifacts = try Repacker(policy: policy, intake: intake).repack(paths, into: folder)
    var ticket = RedactedTicket(
      kinds: options.kinds, isWritten: folder != nil, leavesNamesOut: leavesNamesOut)
    for artifact in artifacts {
      ticket.artifacts.append(
        RedactedArtifact(
          shownPath: policy.path(for: artifact.path), counts: policy.takeCounts(ofArtifactAt: artifact.path),
          repacked: artifact))
    }
    ticket.countsInNames = policy.countsInNames
    return ticket
  }
}

/// What became of a ticket, without any of the values that were in it.
public struct RedactedTicket: Sendable {
  /// What was masked, or looked for.
  public let kinds: Set<SensitiveKind>
  /// Whether it was written, or only looked at.
  public let isWritten: Bool
  /// Whether there were more names than are looked for where no label tells them.
  public let leavesNamesOut: Bool
  public var artifacts: [RedactedArtifact] = []
  /// How many values of each kind were masked in names of files, folders and members.
  public var countsInNames: [SensitiveKind: Int] = [:]

  /// How many values of each kind were masked in all.
  public var counts: [SensitiveKind: Int] {
    artifacts.reduce(into: countsInNames) { $0.merge($1.counts, uniquingKeysWith: +) }
  }

  /// Whether there is content that could not be masked, and so was not looked at.
  public var leavesContentOut: Bool { artifacts.contains { $0.repacked.reasonLeftOut != nil } }

  /// In how many artifacts values of a kind were masked.
  public func artifacts(with kind: SensitiveKind) -> Int {
    artifacts.count { $0.counts[kind] != nil }
  }
}

/// What became of one artifact of it.
public struct RedactedArtifact: Sendable {
  /// Its path as reports show it, every name masked.
  public let shownPath: String
  public let counts: [SensitiveKind: Int]
  public let repacked: RepackedArtifact
}
