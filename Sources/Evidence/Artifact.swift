/// What an artifact turned out to be, concluded from what matched in it.
public enum ArtifactKind: String, Hashable, Sendable, Codable, CaseIterable {
  case webConsoleLog = "web-console-log"
  case logcat
  case appleLog = "apple-log"
  case sdkHTTPLog = "sdk-http-log"
  case textLog = "text-log"
  case blog
  case etl
  case eventXML = "event-xml"
  case clixml
  case etwManifest = "etw-manifest"
  case directoryManifest = "directory-manifest"
  case azureMonitor = "azure-monitor"
  case callAutomationEvents = "call-automation-events"
  case eventGridEvents = "event-grid-events"
  case har
  case debugDump = "debug-dump"
  case licenseDetails = "license-details"
  case resourceJSON = "resource-json"
  case archive
  case unknown
}

/// Something odd about an artifact.
public struct Problem: Hashable, Sendable, Codable {
  /// What is odd; the raw values are part of the JSON report.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    case truncated
    case corrupt
    case checksumMismatch = "checksum-mismatch"
    case trailingData = "trailing-data"
    case limitReached = "limit-reached"
    case recordCut = "record-cut"
    case unreadable
    case notFound = "not-found"
    case encrypted
    case unsafeName = "unsafe-name"
    case changedWhileRead = "changed-while-read"
    case needsSecondPass = "needs-second-pass"
    case ambiguousDateOrder = "ambiguous-date-order"
    /// Met and deliberately not read: a link or a pipe inside a folder, a report of this tool.
    case skipped
  }

  public var kind: Kind
  /// A sentence: what was tried, what went wrong, what was done about it. Never the log's content.
  public var detail: String
  /// Bytes from the start of the decompressed content, where the problem has a place.
  public var offset: Int?

  /// Memberwise.
  public init(_ kind: Kind, _ detail: String, offset: Int? = nil) {
    self.kind = kind
    self.detail = detail
    self.offset = offset
  }

  /// Whether bytes that should have been read were not, which makes the exit code 2.
  public var losesInput: Bool {
    switch kind {
    case .truncated, .corrupt, .checksumMismatch, .trailingData, .limitReached, .recordCut, .unreadable,
      .notFound, .encrypted, .changedWhileRead:
      true
    case .unsafeName, .needsSecondPass, .ambiguousDateOrder, .skipped: false
    }
  }
}

/// One file, archive member or standard input, as the report lists it.
public struct Artifact: Hashable, Sendable, Codable {
  /// How lines were treated; `recognised + other + cut` is the number of records.
  public struct Counts: Hashable, Sendable, Codable {
    /// Lines that gave an observation.
    public var recognised = 0
    /// Lines that were counted, not looked at, or gave nothing.
    public var other = 0
    /// Lines of records over the cap, of which only the beginning was read.
    public var cut = 0

    /// All zero.
    public init() {}
  }

  /// The path below the folder argument, or the file's name; members follow `!/`.
  public var path: String
  public var kind: ArtifactKind
  /// What it was told by, in words for people.
  public var recognisedBy: String?
  /// Decompressed bytes.
  public var bytes: Int
  /// Bytes on disk; nil for what is no file of its own.
  public var fileBytes: Int?
  /// What the content was compressed with, outermost first: `gzip`. Archives around it are in the path.
  public var compressions: [String]
  /// Physical lines of text, or elements of a batch.
  public var records: Int
  public var counts: Counts
  public var firstTime: Moment?
  public var lastTime: Moment?
  public var problems: [Problem]
  /// SHA-256 in lower-case hexadecimal digits, where it was asked for: of a file as it lies on disk, of a member's
  /// content.
  public var sha256: String?
  /// What an event trace says about itself.
  public var trace: TraceFacts?
  /// Measured where the content is opaque.
  public var content: ContentFacts?

  /// An artifact of which nothing but its place is known yet.
  public init(path: String, kind: ArtifactKind = .unknown) {
    self.path = path
    self.kind = kind
    bytes = 0
    compressions = []
    records = 0
    counts = Counts()
    problems = []
  }
}
