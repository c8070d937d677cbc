import Evidence

/// Collects what a manifest lists, bounded.
struct ListingCollector {
  /// Entries beyond are counted and not kept.
  static let maximumEntries = 200_000
  /// Patterns and sums that do not fit, each.
  private static let maximumNotes = 200
  /// Bytes of a path that are kept.
  private static let longestPath = 32 << 10

  private(set) var listing = DirectoryListing()
  private(set) var clocks = ClockEvidence()
  private(set) var omitted = 0

  /// Takes an entry; its path is complete.
  mutating func add(_ file: FoundFile, source: Source) {
    note(file.form)
    guard listing.entries.count < ListingCollector.maximumEntries else {
      omitted += 1
      return
    }
    if let time = file.modified { clocks.note(unordered: time) }
    var path = file.path
    var isIncomplete = file.isPathIncomplete
    if path.utf8.count > ListingCollector.longestPath {
      path = decodedText(Array(path.utf8.prefix(ListingCollector.longestPath)))
      isIncomplete = true
    }
    listing.entries.append(
      ListedFile(
        path: path, size: file.size, modified: file.modified, digest: file.digest,
        isPathIncomplete: isIncomplete, source: source))
  }

  /// Takes note of a form, also where it lists no file.
  mutating func note(_ form: DirectoryListing.Form) {
    if !listing.forms.contains(form) { listing.forms.append(form) }
  }

  /// Takes a sum, which is kept where it does not fit.
  mutating func check(_ total: DirectoryListing.Total) {
    guard !total.fits, listing.mismatches.count < ListingCollector.maximumNotes else { return }
    listing.mismatches.append(total)
  }

  /// Takes the patterns of an echoed command.
  mutating func notePatterns(_ patterns: [String]) {
    for pattern in patterns where listing.patterns.count < ListingCollector.maximumNotes {
      if !listing.patterns.contains(pattern) { listing.patterns.append(pattern) }
    }
  }

  /// The listing, when everything was taken. Lists of nothing but paths name folders like files; one that holds
  /// another entry is none.
  mutating func finish() -> (DirectoryListing, [Problem]) {
    if listing.forms.contains(.pathList) || listing.forms.contains(.where) {
      let folders = Set(listing.entries.compactMap { ListingPath.parent($0.path) })
      listing.entries.removeAll { entry in
        entry.size == nil && entry.digest == nil && folders.contains(entry.path)
      }
    }
    guard omitted > 0 else { return (listing, []) }
    let limit = ListingCollector.maximumEntries
    let problem = Problem(
      .limitReached, "the listing names more than \(limit) files; \(omitted) were left out")
    return (listing, [problem])
  }
}
