import Evidence

/// Says what a person should know about the files of a ticket, one finding for each kind and listing.
struct InventoryFindings {
  private let inventory: Inventory
  private let attachments: [Attachment]
  private let listings: [ListingEvidence]
  private let app: String?

  init(_ inventory: Inventory, _ attachments: [Attachment], _ listings: [ListingEvidence], app: String?) {
    self.inventory = inventory
    self.attachments = attachments
    self.listings = listings
    self.app = app
  }

  func all() -> [InventoryFinding] {
    listings.flatMap(ofListing) + notListed() + emptyFiles() + readableBlogs() + lossyTraces()
      + blogsAndTraces() + applications()
  }

  private func ofListing(_ evidence: ListingEvidence) -> [InventoryFinding] {
    let entries = inventory.entries.filter { $0.isListed && $0.source.artifact == evidence.artifact }
    var findings: [InventoryFinding] = []
    findings += missing(entries)
    findings += grouped(
      entries.filter { $0.status == .sizeDiffers }, "file-size-differs", evidence,
      "has another size than the listing says", "have other sizes than the listing says",
      ": the copy is cut, or the file was still written to. Ask for it again.")
    findings += grouped(
      entries.filter { $0.status == .hashDiffers }, "file-hash-differs", evidence,
      "has another hash than the listing says", "have other hashes than the listing says",
      ": the content is not what was listed. Ask for it again.")
    findings += totals(evidence)
    if let pattern = narrowPattern(evidence, entries) {
      findings.append(
        InventoryFinding(
          "manifest-pattern-too-narrow",
          "\(pattern): it says nothing about the media stack's logs (*.msrtc-*.blog) and .etl traces, whether they "
            + "exist or not. Ask for a listing of *.blog and *.etl.", artifact: evidence.artifact))
    }
    return findings
  }

  /// A listing of a whole disk names much that nobody asked for: where it names support files, only those are missed.
  private func missing(_ entries: [InventoryEntry]) -> [InventoryFinding] {
    let missing = entries.filter { $0.status == .missing }
    guard let first = missing.first else { return [] }
    let support = missing.filter { $0.role.isSupportFile }
    let isAboutSupport = entries.contains { $0.role.isSupportFile }
    let named = isAboutSupport ? support : missing
    guard let example = named.first else { return [] }
    let others = missing.count - named.count
    let rest = others > 0 ? " (and \(others) other \(others == 1 ? "file" : "files") that no SDK writes)" : ""
    let text =
      "\(Self.counted(named.count, "file")) of \(entries.count(where: { $0.status != .duplicate })) that this listing names "
      + "\(named.count == 1 ? "is" : "are") not attached: \(names(of: named))\(rest)."
    return [
      InventoryFinding(
        "file-missing", text, artifact: first.source.artifact, source: example.source)
    ]
  }

  private func grouped(
    _ entries: [InventoryEntry], _ kind: String, _ evidence: ListingEvidence, _ one: String, _ many: String,
    _ advice: String
  ) -> [InventoryFinding] {
    guard let first = entries.first else { return [] }
    let subject =
      entries.count == 1
      ? "\(names(of: entries)) \(one)" : "\(entries.count) files \(many) (\(names(of: entries)))"
    return [InventoryFinding(kind, subject + advice, artifact: evidence.artifact, source: first.source)]
  }

  private func totals(_ evidence: ListingEvidence) -> [InventoryFinding] {
    guard let total = evidence.listing.mismatches.first else { return [] }
    var parts: [String] = []
    if let files = total.writtenFiles, files != total.countedFiles {
      parts.append("\(Self.counted(files, "file")) where \(total.countedFiles) are listed")
    }
    if let bytes = total.writtenBytes, bytes != total.countedBytes {
      parts.append("\(bytes) bytes where the listed files have \(total.countedBytes)")
    }
    let place = total.folder.map { " for \($0)" } ?? ""
    let more = evidence.listing.mismatches.count - 1
    let rest = more > 0 ? " (and \(more) more like it)" : ""
    var source = total.source
    source.artifact = evidence.artifact
    return [
      InventoryFinding(
        "listing-total-differs",
        "The listing's own total\(place) says \(parts.joined(separator: " and "))\(rest): lines were taken out, or lost.",
        artifact: evidence.artifact, source: source)
    ]
  }

  /// What made the listing, where it can only have named the SDK's own logs.
  private func narrowPattern(_ evidence: ListingEvidence, _ entries: [InventoryEntry]) -> String? {
    let patterns = evidence.listing.patterns
    if !patterns.isEmpty {
      guard patterns.allSatisfy(Self.isNarrow), let first = patterns.first else { return nil }
      return "This listing was made with \(first)"
    }
    guard evidence.listing.forms.allSatisfy({ $0 == .where || $0 == .pathList }), !entries.isEmpty,
      entries.allSatisfy({ $0.role == .sdkLog })
    else { return nil }
    return "This listing looks as if it was made with acs*.blog"
  }

  /// Whether a pattern matches SDK logs and neither media logs nor traces: `acs*.blog`.
  private static func isNarrow(_ pattern: String) -> Bool {
    let name = FileName(ListedPath(pattern).components.last.map(String.init) ?? pattern).folded
    return name.hasPrefix("acs") && name.hasSuffix(".blog")
  }

  private func notListed() -> [InventoryFinding] {
    let listed = Set(
      inventory.entries.filter(\.isListed)
        .map { ListedPath($0.path).name.pathExtension })
    let unlisted = inventory.entries.filter { entry in
      entry.status == .notListed
        && (entry.role.isSupportFile || listed.contains(ListedPath(entry.path).name.pathExtension))
    }
    guard let first = unlisted.first else { return [] }
    let verb = unlisted.count == 1 ? "is attached and stands" : "are attached and stand"
    return [
      InventoryFinding(
        "file-not-listed", isWarning: false, "\(names(of: unlisted)) \(verb) in no listing.",
        artifact: first.artifact)
    ]
  }

  private func emptyFiles() -> [InventoryFinding] {
    let empty = inventory.entries.filter { entry in
      entry.size == 0...0 && entry.status != .duplicate && (entry.role.isSupportFile || entry.role == .log)
    }
    guard let first = empty.first else { return [] }
    let verb = empty.count == 1 ? "is" : "are"
    return [
      InventoryFinding(
        "empty-file", isWarning: false,
        "\(names(of: empty)) \(verb) empty: nothing was written, or the copy failed. Close the application before copying.",
        artifact: first.artifact, source: first.source)
    ]
  }

  /// Traces whose sessions could not keep up with the events.
  private func lossyTraces() -> [InventoryFinding] {
    attachments.enumerated().compactMap { index, attachment in
      guard let trace = attachment.artifact.trace, trace.eventsLost > 0 || trace.buffersLost > 0 else {
        return nil
      }
      let lost = [(trace.eventsLost, "event"), (trace.buffersLost, "buffer")].filter { $0.0 > 0 }
        .map { Self.counted($0.0, $0.1) }.joined(separator: " and ")
      return InventoryFinding(
        "trace-events-lost", isWarning: false,
        "\(ListedPath(attachment.artifact.path).name.text) lost \(lost) while it was recorded: what it does not show may have happened all the same.",
        artifact: index)
    }
  }

  /// `.blog` files that are no encrypted logs.
  private func readableBlogs() -> [InventoryFinding] {
    attachments.enumerated().compactMap { index, attachment in
      let artifact = attachment.artifact
      guard FileRole(of: ListedPath(artifact.path).name).isBlog, artifact.bytes > 0 else { return nil }
      let name = ListedPath(artifact.path).name.text
      let packing = artifact.compressions.first.map { "\($0)-compressed, and its content " } ?? ""
      if artifact.kind != .blog, artifact.kind != .archive {
        return InventoryFinding(
          "blog-not-encrypted", isWarning: false,
          "\(name) is called a .blog and is \(packing)\(packing.isEmpty ? "" : "is ")readable (\(artifact.kind.rawValue)); it was read.",
          artifact: index)
      }
      guard let content = artifact.content, content.entropy < 6 else {
        return artifact.compressions.isEmpty
          ? nil
          : InventoryFinding(
            "blog-not-encrypted", isWarning: false,
            "\(name) is \(artifact.compressions.joined(separator: " in "))-compressed; what is in it cannot be read.",
            artifact: index)
      }
      let what = content.highestBlockEntropy == 0 ? "holds one byte value only" : "does not look encrypted"
      return InventoryFinding(
        "blog-not-encrypted",
        "\(name) \(what) (\(decimal(content.entropy, digits: 1)) bits a byte) and is no text: it is damaged, or no .blog.",
        artifact: index)
    }
  }

  private func blogsAndTraces() -> [InventoryFinding] {
    guard PlatformEvidence(inventory, attachments).isWindows else { return [] }
    let hasBlog = inventory.entries.contains { $0.role.isBlog }
    let hasTrace = inventory.entries.contains { $0.role == .etwTrace }
    guard hasBlog != hasTrace else { return [] }
    return [
      hasBlog
        ? InventoryFinding(
          "blog-without-etl", isWarning: false,
          "There are .blog files and no .etl trace, neither attached nor listed. The support guide asks for both."
        )
        : InventoryFinding(
          "etl-without-blog", isWarning: false,
          "There are .etl traces and no .blog file, neither attached nor listed. The support guide asks for both."
        )
    ]
  }

  private func applications() -> [InventoryFinding] {
    let named = inventory.applications
    if let app, !named.contains(where: { $0.isNamed(app) }) {
      let known =
        named.isEmpty ? "no packaged application" : named.prefix(5).map(\.familyName).joined(separator: ", ")
      return [
        InventoryFinding(
          "app-not-found", "No file here is of the application \(app); the files are of \(known).")
      ]
    }
    guard named.count > 1, app == nil else { return [] }
    return [
      InventoryFinding(
        "files-of-other-applications", isWarning: false,
        "Files of \(named.count) applications are here: \(named.prefix(5).map(\.familyName).joined(separator: ", ")). "
          + "Check which of them made the calls, and leave the others out (--app NAME).")
    ]
  }

  /// The first few names, and how many more there are.
  private func names(of entries: [InventoryEntry]) -> String {
    let names = entries.prefix(4).map { ListedPath($0.path).name.text }
    let more = entries.count - names.count
    return names.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }

  private static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
