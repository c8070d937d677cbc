/// Everything that reading one artifact yields: what the folds and joins work on, and nothing else.
public struct ArtifactEvidence: Hashable, Sendable, Codable {
  public var artifact: Artifact
  public var clocks: ClockEvidence
  /// In the order of the log.
  public var observations: PackedList<Observation>
  /// When records that only name IDs, and of which the first alone is an observation, were written for the last time; in
  /// the order of the observations.
  public var lastMentions: PackedList<LastMention>
  /// Lines known to be noise, counted by what they are.
  public var noise: [NoiseTally]
  public var signature: ArtifactSignature
  /// Whether the content ends without a line break, inside a record that its format shows to be incomplete.
  public var endsMidRecord: Bool
  /// The log levels met on lines that were looked at: `verbose`, `info`, `warning`, `error`.
  public var levels: Set<String>
  /// The numbers of the CallClient instances met on lines that were looked at.
  public var clientNumbers: Set<Int>
  /// The platform the log's shape speaks of: `web`, `android`, `ios` or `windows`.
  public var platform: String?
  /// Requests by operation and time, in no order; those of observations that were not kept are among them.
  public var operations: [OperationTally]
  /// Identifiers that were met outside calls beyond those that a report lists, by kind.
  public var identifiersNotKept: [IdentifierKind: Int]
  /// What a directory manifest lists.
  public var listing: DirectoryListing?

  /// Evidence of an artifact that has given nothing yet.
  public init(artifact: Artifact) {
    self.artifact = artifact
    clocks = ClockEvidence()
    observations = []
    lastMentions = []
    noise = []
    signature = ArtifactSignature()
    endsMidRecord = false
    levels = []
    clientNumbers = []
    operations = []
    identifiersNotKept = [:]
  }
}

/// When what an observation mentions was written for the last time.
public struct LastMention: Hashable, Sendable, Codable {
  /// Index into the observations.
  public var observation: Int
  public var time: WrittenTime

  /// Memberwise.
  public init(observation: Int, time: WrittenTime) {
    self.observation = observation
    self.time = time
  }
}

/// Lines that look alarming and are known to mean nothing by themselves.
public struct NoiseTally: Hashable, Sendable, Codable {
  /// A word for the report: `ice-candidate-error`, `media-stream-sender`.
  public var kind: String
  public var count: Int
  public var first: Source

  /// Memberwise.
  public init(kind: String, count: Int, first: Source) {
    self.kind = kind
    self.count = count
    self.first = first
  }
}

/// What two artifacts are compared by before their bytes are.
public struct ArtifactSignature: Hashable, Sendable, Codable {
  /// A hash over the first line of every 64 KiB, and the last line.
  public var ticks: UInt64
  /// A hash over the observations, without their artifact.
  public var observations: UInt64

  /// The signature of an empty artifact.
  public init() {
    ticks = StableHash().value
    observations = StableHash().value
  }
}

/// FNV-1a, 64 bit: the same value on every machine and in every run, which `Hasher` is not.
public struct StableHash: Sendable {
  /// The hash of everything combined so far.
  public private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// The hash of nothing.
  public init() {}

  /// Goes on from an earlier value.
  public init(resuming value: UInt64) {
    self.value = value
  }

  /// Adds the eight bytes of a number, the lowest first.
  public mutating func combine(_ number: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      value = (value ^ (number >> UInt64(shift) & 0xff)) &* 0x100_0000_01b3
    }
  }

  /// Adds bytes, in order.
  public mutating func combine(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
  }

  /// Adds an array's bytes, in order. Generic code is not specialised for callers in other modules.
  public mutating func combine(_ bytes: [UInt8]) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
  }

  /// Adds the UTF-8 of a text and a terminator, so that neighbours cannot run into each other.
  public mutating func combine(_ text: String) {
    combine(text.utf8)
    combine(CollectionOfOne(0))
  }
}
