import Evidence

extension Inventory {
  /// Compares what listings name with what is attached.
  ///
  /// - Parameters:
  ///   - attachments: Every artifact of the report, in order: an artifact's index is its position.
  ///   - listings: The directory manifests among them.
  ///   - copies: Artifacts that are the same, byte for byte, as another one.
  ///   - app: Leaves out what lies in another application's folder: a package's name or family name.
  public init(
    of attachments: [Attachment], listings: [ListingEvidence], copies: Set<Int> = [], app: String? = nil
  ) {
    self.init()
    hasListing = !listings.isEmpty
    let listed = ListedFiles(listings)
    entries = listed.entries
    // Where nothing is listed, nothing is looked for, and attachments may be very many.
    var reconciliation = Reconciliation(entries.isEmpty ? [] : attachments, apartFrom: copies)
    var matches = reconciliation.matches(entries)
    for index in entries.indices where matches[index] == nil && listed.isIncomplete[index] {
      matches[index] = Inventory.incompleteMatch(entries[index], &reconciliation)
    }
    for index in entries.indices {
      if let match = matches[index] { entries[index].compare(with: attachments[match], index: match) }
    }
    let taken = Set(matches.compactMap(\.self))
    entries.reserveCapacity(entries.count + attachments.count - taken.count)
    for index in attachments.indices where !taken.contains(index) {
      entries.append(
        InventoryEntry(attachments[index], index: index, isCopy: copies.contains(index), hasListing))
    }
    applications = Set(entries.compactMap(\.app)).sorted()
    if let app { entries.removeAll { $0.app.map { !$0.isNamed(app) } ?? false } }
    findings = InventoryFindings(self, attachments, listings, app: app).all()
    steps = CollectionStep.all(for: self, attachments)
  }

  /// A name cut with dots may be found by its beginning; each costs a look at all attachments, so few are tried.
  private static func incompleteMatch(_ entry: InventoryEntry, _ reconciliation: inout Reconciliation) -> Int?
  {
    let name = ListedPath(entry.path).name.folded
    let beginning = name.prefix { $0 != "…" && $0 != "?" }
    let cut = beginning.hasSuffix("...") ? beginning.dropLast(3) : beginning
    guard cut.count >= 4 else { return nil }
    return reconciliation.match(beginning: String(cut), size: entry.size)
  }
}

extension InventoryEntry {
  fileprivate init(_ attachment: Attachment, index: Int, isCopy: Bool, _ hasListing: Bool) {
    let artifact = attachment.artifact
    let path = ListedPath(artifact.path)
    let isCounted = attachment.isListable && artifact.kind != .archive
    self.init(
      path: artifact.path, role: artifact.kind == .directoryManifest ? .listing : FileRole(of: path.name),
      status: isCopy ? .duplicate : hasListing && isCounted ? .notListed : .present,
      isListed: false, source: Source(artifact: index, offset: 0))
    let bytes = artifact.fileBytes ?? artifact.bytes
    size = bytes...bytes
    digest = artifact.sha256.map { ListedFile.Digest(kind: .sha256, hex: $0) }
    app = AppPackage(in: path.components)
    self.artifact = index
  }

  fileprivate mutating func compare(with attachment: Attachment, index: Int) {
    artifact = index
    app = app ?? AppPackage(in: ListedPath(attachment.artifact.path).components)
    let sizes = attachment.sizes
    if let size, !sizes.contains(where: size.contains) {
      status = .sizeDiffers
      attachedSize = attachment.artifact.fileBytes ?? attachment.artifact.bytes
      return
    }
    status = .present
    guard let digest else { return }
    let digests = attachment.digests(digest.kind)
    if !digests.isEmpty, !digests.contains(digest.hex) { status = .hashDiffers }
  }
}
