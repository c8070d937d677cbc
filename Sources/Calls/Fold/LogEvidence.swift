public import Evidence

/// What the user said about how to read logs.
public struct FoldOptions: Sendable {
  /// The zone of times without one, by the path of the artifact.
  public var zone: @Sendable (_ path: String) -> Zone?
  /// The order of date fields; overrides what the artifacts show.
  public var dateOrder: DateOrder?
  /// Whether the words of the log and the events that decide nothing are kept, as a timeline needs them.
  public var keepsTimeline: Bool

  /// Memberwise.
  public init(
    dateOrder: DateOrder? = nil, keepsTimeline: Bool = true,
    zone: @escaping @Sendable (_ path: String) -> Zone? = { _ in nil }
  ) {
    self.zone = zone
    self.dateOrder = dateOrder
    self.keepsTimeline = keepsTimeline
  }
}

/// One artifact of a log, and its index in the report.
public struct LogPiece: Hashable, Sendable, Codable {
  /// Goes for the sources of all observations, whatever they say themselves.
  public var artifact: Int
  public var evidence: ArtifactEvidence

  /// Memberwise.
  public init(artifact: Int, evidence: ArtifactEvidence) {
    self.artifact = artifact
    self.evidence = evidence
  }
}

/// One log: usually one artifact, or the rotated pieces of one log.
public struct LogEvidence: Hashable, Sendable, Codable {
  /// In the order in which they were written, as far as the caller knows; times decide where they are known.
  public var pieces: [LogPiece]

  /// Memberwise.
  public init(pieces: [LogPiece]) {
    self.pieces = pieces
  }

  /// A log of one artifact.
  public init(_ evidence: ArtifactEvidence, artifact: Int) {
    pieces = [LogPiece(artifact: artifact, evidence: evidence)]
  }
}
