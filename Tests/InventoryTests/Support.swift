import Evidence
import Inventory

/// Inventories of invented tickets.
enum Ticket {
  static let folder =
    #"C:\Users\Contoso\AppData\Local\Packages\Contoso.Calling_k2q8b5fxpmbf6\LocalState\"#

  static func attachment(
    _ path: String, bytes: Int = 100, fileBytes: Int? = nil, kind: ArtifactKind = .blog,
    platform: String? = nil,
    digests: [ListedFile.DigestKind: [String]] = [:]
  ) -> Attachment {
    var artifact = Artifact(path: path, kind: kind)
    artifact.bytes = bytes
    artifact.fileBytes = fileBytes
    return Attachment(artifact: artifact, platform: platform) { digests[$0] ?? [] }
  }

  static func file(
    _ path: String, _ size: Int? = nil, at time: WrittenTime? = nil, digest: ListedFile.Digest? = nil,
    isIncomplete: Bool = false, line: Int = 1
  ) -> ListedFile {
    ListedFile(
      path: path, size: size.map { $0...$0 }, modified: time, digest: digest, isPathIncomplete: isIncomplete,
      source: Source(artifact: 0, line: line, offset: line * 10))
  }

  /// A wall clock without a zone.
  static func time(_ day: Int, hour: Int = 12) -> WrittenTime {
    WrittenTime(
      text: "2026-03-\(day) \(hour):00", date: .calendar(CalendarDate(year: 2026, month: 3, day: day)),
      nanosecondOfDay: Int64(hour) * 3_600_000_000_000, zoneOffset: nil, clock: .host)
  }

  static func listing(
    _ files: [ListedFile], artifact: Int = 0, forms: [DirectoryListing.Form] = [.dir],
    patterns: [String] = [],
    mismatches: [DirectoryListing.Total] = []
  ) -> ListingEvidence {
    ListingEvidence(
      artifact: artifact,
      listing: DirectoryListing(forms: forms, entries: files, mismatches: mismatches, patterns: patterns),
      times: TimeResolver(ClockEvidence()))
  }

  /// A ticket whose first artifact is a listing of `files`.
  static func inventory(
    _ files: [ListedFile], _ attachments: [Attachment], patterns: [String] = [],
    forms: [DirectoryListing.Form] = [.dir], copies: Set<Int> = [], app: String? = nil
  ) -> Inventory {
    let listing = attachment("listing.txt", kind: .directoryManifest)
    return Inventory(
      of: [listing] + attachments, listings: [self.listing(files, forms: forms, patterns: patterns)],
      copies: copies,
      app: app)
  }
}

extension Inventory {
  func statuses(_ name: String) -> [InventoryEntry.Status] {
    entries.filter { $0.path.hasSuffix(name) }.map(\.status)
  }

  var kinds: [String] { findings.map(\.kind) }
}
