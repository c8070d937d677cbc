public import Evidence

/// An artifact of the ticket, as an inventory looks at it.
public struct Attachment: Sendable {
  public var artifact: Artifact
  /// Of which of the application's platforms its content speaks.
  public var platform: String?
  /// A digest of it, of the kind that a listing has; both as it lies on disk and unpacked, where they differ. Empty where it
  /// cannot be made. Called for matched files only.
  public var digests: @Sendable (ListedFile.DigestKind) -> [String]

  /// Memberwise.
  public init(
    artifact: Artifact, platform: String? = nil,
    digests: @escaping @Sendable (ListedFile.DigestKind) -> [String] = { _ in [] }
  ) {
    self.artifact = artifact
    self.platform = platform
    self.digests = digests
  }

  /// The sizes that a listing may have seen: unpacked, and on disk.
  var sizes: [Int] {
    guard let fileBytes = artifact.fileBytes, fileBytes != artifact.bytes else { return [artifact.bytes] }
    return artifact.kind == .archive ? [fileBytes] : [artifact.bytes, fileBytes]
  }

  /// Whether a listing names it rather than holds it.
  var isListable: Bool {
    artifact.kind != .directoryManifest && !artifact.problems.contains { $0.kind == .notFound }
  }
}

/// A directory manifest of the ticket.
public struct ListingEvidence: Sendable {
  /// The artifact's index in the report.
  public var artifact: Int
  public var listing: DirectoryListing
  /// Places the entries' times.
  public var times: TimeResolver

  /// Memberwise.
  public init(artifact: Int, listing: DirectoryListing, times: TimeResolver) {
    self.artifact = artifact
    self.listing = listing
    self.times = times
  }
}
