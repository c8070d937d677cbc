public import Evidence

/// What listings say should be there, and what is: every file of both, once.
public struct Inventory: Sendable, Equatable {
  /// Listed files first, in the order of the listings, then what no listing names, in the order of the artifacts.
  public var entries: [InventoryEntry]
  /// Packaged applications whose files are listed or attached, by family name.
  public var applications: [AppPackage]
  /// What a person should know about it.
  public var findings: [InventoryFinding]
  /// What to ask the sender to do, in order; empty where nothing is missing.
  public var steps: [CollectionStep]
  /// Whether any listing is attached: without one, nothing can be missing.
  public var hasListing: Bool

  /// An inventory of nothing.
  public init() {
    entries = []
    applications = []
    findings = []
    steps = []
    hasListing = false
  }
}

/// A file that is listed, attached, or both.
public struct InventoryEntry: Sendable, Equatable {
  /// How listing and attachment agree. The raw values are part of the JSON report.
  public enum Status: String, Sendable, CaseIterable {
    case present
    case missing
    case sizeDiffers = "size-differs"
    case hashDiffers = "hash-differs"
    /// Attached, and in no listing.
    case notListed = "not-listed"
    /// Listed or attached a second time.
    case duplicate
  }

  /// As the listing has it; of what is not listed, the artifact's.
  public var path: String
  public var role: FileRole
  public var status: Status
  /// Bytes as listed, at least and at most; of what is not listed, as attached.
  public var size: ClosedRange<Int>?
  public var modified: Moment?
  public var digest: ListedFile.Digest?
  public var app: AppPackage?
  /// The index of the attached artifact.
  public var artifact: Int?
  /// Bytes as attached, where they differ from what is listed.
  public var attachedSize: Int?
  /// Whether a listing names it.
  public var isListed: Bool
  /// Where the listing names it; of what is not listed, the artifact itself.
  public var source: Source

  /// An entry of which no more is known.
  public init(path: String, role: FileRole, status: Status, isListed: Bool, source: Source) {
    self.isListed = isListed
    self.path = path
    self.role = role
    self.status = status
    self.source = source
  }
}

/// Something a person should know about the files of a ticket.
public struct InventoryFinding: Sendable, Equatable {
  /// A word of the JSON contract: `file-missing`.
  public var kind: String
  /// Or informative only.
  public var isWarning: Bool
  public var text: String
  public var artifact: Int?
  public var source: Source?

  /// Memberwise.
  public init(
    _ kind: String, isWarning: Bool = true, _ text: String, artifact: Int? = nil, source: Source? = nil
  ) {
    self.kind = kind
    self.isWarning = isWarning
    self.text = text
    self.artifact = artifact
    self.source = source
  }
}
