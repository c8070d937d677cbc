/// What a listing of files (`dir`, `where`, `Get-ChildItem`, `ls`, …) says should be there: the entries of one artifact
/// that is a directory manifest.
///
/// Shape and sources of the forms: the tools' own output, in any language and encoding.
public struct DirectoryListing: Hashable, Sendable, Codable {
  /// What wrote a listing; the raw values are part of the JSON report.
  public enum Form: String, Hashable, Sendable, Codable, CaseIterable {
    case `where`
    case dir
    /// `dir /s /b`, or any other list of nothing but absolute paths.
    case pathList = "path-list"
    case tree
    case forfiles
    case robocopy
    case formatTable = "format-table"
    case formatList = "format-list"
    case exportCSV = "export-csv"
    case convertToJSON = "convert-to-json"
    case exportCLIXML = "export-clixml"
    case certutil
    case ls
    case find
    case checksums
    case unzip
    case sevenZip = "7z"
    case tar
    /// The CSV or JSON that this tool writes.
    case inventory
  }

  /// A sum written in the listing, and what its entries add up to.
  public struct Total: Hashable, Sendable, Codable {
    /// What the total is about: a folder's path as written, or nil for the whole listing.
    public var folder: String?
    public var writtenFiles: Int?
    public var writtenBytes: Int?
    public var countedFiles: Int
    public var countedBytes: Int
    public var source: Source

    /// Memberwise.
    public init(
      folder: String?, writtenFiles: Int?, writtenBytes: Int?, countedFiles: Int, countedBytes: Int,
      source: Source
    ) {
      self.folder = folder
      self.writtenFiles = writtenFiles
      self.writtenBytes = writtenBytes
      self.countedFiles = countedFiles
      self.countedBytes = countedBytes
      self.source = source
    }

    /// Whether the entries add up to what is written.
    public var fits: Bool {
      (writtenFiles ?? countedFiles) == countedFiles && (writtenBytes ?? countedBytes) == countedBytes
    }
  }

  /// All forms met, in the order of the content: a manifest may be several listings one after the other.
  public var forms: [Form]
  /// Files only: folders, junctions and alternate data streams are left out.
  public var entries: [ListedFile]
  /// Only those that do not fit.
  public var mismatches: [Total]
  /// The patterns asked for, as a command echoed into the listing shows: `acs*.blog`.
  public var patterns: [String]

  /// An empty listing.
  public init(
    forms: [Form] = [], entries: [ListedFile] = [], mismatches: [Total] = [], patterns: [String] = []
  ) {
    self.forms = forms
    self.entries = entries
    self.mismatches = mismatches
    self.patterns = patterns
  }
}

/// One file that a listing names.
public struct ListedFile: Hashable, Sendable, Codable {
  /// What a digest was made with.
  public enum DigestKind: String, Hashable, Sendable, Codable, CaseIterable {
    case md5
    case sha1
    case sha256
    case sha384
    case sha512
  }

  /// A digest in lower-case hexadecimal digits.
  public struct Digest: Hashable, Sendable, Codable {
    public var kind: DigestKind
    public var hex: String

    /// Memberwise.
    public init(kind: DigestKind, hex: String) {
      self.kind = kind
      self.hex = hex
    }
  }

  /// As written, with its folder where the listing tells; separators as written.
  public var path: String
  /// Bytes, at least and at most: `1.2 m` stands for a range. Nil where none is written.
  public var size: ClosedRange<Int>?
  /// As written; placed on the UTC line with the listing's `ClockEvidence`.
  public var modified: WrittenTime?
  public var digest: Digest?
  /// Whether characters of the path may be lost: cut with dots, or replaced by `?` in a narrow encoding.
  public var isPathIncomplete: Bool
  public var source: Source

  /// Memberwise.
  public init(
    path: String, size: ClosedRange<Int>? = nil, modified: WrittenTime? = nil, digest: Digest? = nil,
    isPathIncomplete: Bool = false, source: Source
  ) {
    self.path = path
    self.size = size
    self.modified = modified
    self.digest = digest
    self.isPathIncomplete = isPathIncomplete
    self.source = source
  }
}
