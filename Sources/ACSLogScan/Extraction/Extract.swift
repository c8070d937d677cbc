public import Evidence
public import Intake

/// The evidence of some artifacts, before anything is concluded from it: what `extract` writes, on as many machines as there
/// are, and `assemble` reads.
///
/// Observations are not folded into fragments yet: whether artifacts are pieces of one log, or copies of each other, is
/// known only when those of all machines are together.
public struct Extract: Sendable {
  /// In no order that means anything.
  public var artifacts: [ExtractedArtifact] = []
  /// Of plain logs that were read in ranges.
  package var ranges: [ExtractedRange] = []
  public var notRead: [NotRead] = []

  /// Of nothing.
  public init() {}

  /// Everything that may have a problem: what was read, as far as it is known by itself, and what was not.
  public var listed: [Artifact] {
    artifacts.map(\.evidence.artifact) + ranges.map(\.artifact) + notRead.map(\.artifact)
  }

  /// Takes over what another one has.
  public mutating func add(_ other: Extract) {
    artifacts += other.artifacts
    ranges += other.ranges
    notRead += other.notRead
  }
}

/// One artifact, where it was found, and what was read in it.
public struct ExtractedArtifact: Sendable, Equatable {
  /// What tells it from all others.
  public struct Place: Hashable, Sendable, Codable, Comparable {
    /// The number of the argument that led to it, from 0.
    public var argument: Int
    /// Of the file that it is, or is in: its path below that argument.
    public var path: String
    /// Counts the artifacts in that file, itself 0.
    public var ordinal: Int

    /// Memberwise.
    public init(argument: Int, path: String, ordinal: Int) {
      self.argument = argument
      self.path = path
      self.ordinal = ordinal
    }

    init(of input: Input, ordinal: Int, options: IntakeOptions) {
      self.init(argument: input.argument, path: options.shown(input.path), ordinal: ordinal)
    }

    /// Names are told apart by their bytes: some differ in nothing else.
    public static func == (lhs: Place, rhs: Place) -> Bool {
      lhs.argument == rhs.argument && lhs.ordinal == rhs.ordinal && lhs.path.utf8.elementsEqual(rhs.path.utf8)
    }

    public func hash(into hasher: inout Hasher) {
      hasher.combine(argument)
      hasher.combine(ordinal)
      for byte in path.utf8 { hasher.combine(byte) }
    }

    /// The order of a report: that of the arguments, within a folder of the bytes of the path.
    public static func < (lhs: Place, rhs: Place) -> Bool {
      if lhs.argument != rhs.argument { return lhs.argument < rhs.argument }
      if !lhs.path.utf8.elementsEqual(rhs.path.utf8) {
        return lhs.path.utf8.lexicographicallyPrecedes(rhs.path.utf8)
      }
      return lhs.ordinal < rhs.ordinal
    }
  }

  /// A digest that may be asked for where the artifact is not to be had.
  public struct Digest: Hashable, Sendable, Codable {
    /// What it is of.
    public enum Scope: String, Hashable, Sendable, Codable {
      /// The content, containers and compressions taken off.
      case content
      /// The file as it lies on disk.
      case file
    }

    public var scope: Scope
    public var value: ListedFile.Digest

    /// Of a kind, in lower-case hexadecimal digits.
    public init(_ scope: Scope, _ kind: ListedFile.DigestKind, _ hex: String) {
      self.scope = scope
      value = ListedFile.Digest(kind: kind, hex: hex)
    }
  }

  public var place: Place
  public var digests: [Digest]
  public var evidence: ArtifactEvidence

  /// Memberwise.
  public init(place: Place, digests: [Digest], evidence: ArtifactEvidence) {
    self.place = place
    self.digests = digests
    self.evidence = evidence
  }

  init(_ artifact: NumberedArtifact, of input: Input, digests: [Digest], options: IntakeOptions) {
    place = Place(of: input, ordinal: artifact.ordinal, options: options)
    self.digests = digests
    evidence = artifact.evidence
  }
}

extension Extract {
  /// What an artifact that was read twice has in common with itself.
  private struct Reading: Hashable {
    var place: ExtractedArtifact.Place
    var signature: ArtifactSignature
  }

  /// Everything once, in the order of a report.
  func inOrder() -> Extract {
    var ordered = Extract()
    var known: [Reading: [Int]] = [:]
    for artifact in artifacts.sorted(by: { $0.place < $1.place }) {
      let reading = Reading(place: artifact.place, signature: artifact.evidence.signature)
      let isKnown = known[reading]?.contains {
        ordered.artifacts[$0].evidence.artifact == artifact.evidence.artifact
      }
      guard isKnown != true else { continue }
      known[reading, default: []].append(ordered.artifacts.count)
      ordered.artifacts.append(artifact)
    }
    var seen: Set<NotRead> = []
    ordered.notRead = notRead.sorted(by: NotRead.precedes).filter { seen.insert($0).inserted }
    return ordered
  }
}

extension NotRead {
  fileprivate static func precedes(_ one: NotRead, _ other: NotRead) -> Bool {
    if one.argument != other.argument { return one.argument < other.argument }
    return one.artifact.path.utf8.lexicographicallyPrecedes(other.artifact.path.utf8)
  }
}
