import Evidence

/// The files that all listings together name: what two commands say of one file is put together, and a file listed
/// twice is told from two files.
struct ListedFiles {
  private(set) var entries: [InventoryEntry] = []
  /// Whether the name of an entry may have been cut.
  private(set) var isIncomplete: [Bool] = []
  /// The first entry of a path, for comparing.
  private var places: [String: Int] = [:]
  /// The first entry of a name with a size and a time, in whatever folder.
  private var twins: [Twin: Int] = [:]

  /// What only the same file has in another folder.
  private struct Twin: Hashable {
    var name: String
    var size: Int
    var time: Moment
  }

  init(_ listings: [ListingEvidence]) {
    for listing in listings {
      for file in listing.listing.entries { add(file, of: listing) }
    }
  }

  private mutating func add(_ file: ListedFile, of listing: ListingEvidence) {
    var source = file.source
    source.artifact = listing.artifact
    let path = ListedPath(file.path)
    var entry = InventoryEntry(
      path: file.path, role: FileRole(of: path.name), status: .missing, isListed: true, source: source)
    entry.size = file.size
    entry.digest = file.digest
    entry.modified = file.modified.map { ListedFiles.moment(of: $0, listing.times) }
    entry.app = AppPackage(in: path.components)
    let key = path.components.map { FileName.folded(String($0)) }.joined(separator: "/")
    if let place = places[key], agrees(entries[place], entry) {
      guard !complete(place, with: entry) else { return }
      entry.status = .duplicate
    } else if let twin = twin(of: entry, path), let place = twins[twin] {
      entry.status = sharesRoots(entries[place], entry) ? .duplicate : entry.status
    } else {
      if let twin = twin(of: entry, path) { twins[twin] = entries.count }
      places[key] = entries.count
    }
    entries.append(entry)
    isIncomplete.append(file.isPathIncomplete)
  }

  /// A time without a year is shown as it stands: nothing in a listing decides the year.
  private static func moment(of time: WrittenTime, _ resolver: TimeResolver) -> Moment {
    var resolver = resolver
    let moment = resolver.resolve(time)
    if case .monthAndDay = time.date {
      return Moment(instant: moment.instant, basis: .floating, text: time.text)
    }
    return moment
  }

  private func agrees(_ first: InventoryEntry, _ second: InventoryEntry) -> Bool {
    if let one = first.size, let two = second.size, !one.overlaps(two) { return false }
    if let one = first.digest, let two = second.digest, one.kind == two.kind, one != two { return false }
    if let one = first.modified, let two = second.modified, one.basis == two.basis, one.isPlaced {
      return one.instant.seconds(since: two.instant).magnitude < 60
    }
    return true
  }

  /// Adds what the entry did not say; false where there is nothing new.
  private mutating func complete(_ place: Int, with other: InventoryEntry) -> Bool {
    var isNew = false
    if entries[place].size == nil, let size = other.size {
      entries[place].size = size
      isNew = true
    }
    if entries[place].modified == nil, let modified = other.modified {
      entries[place].modified = modified
      isNew = true
    }
    if entries[place].digest == nil, let digest = other.digest {
      entries[place].digest = digest
      isNew = true
    }
    return isNew
  }

  private func twin(of entry: InventoryEntry, _ path: ListedPath) -> Twin? {
    guard let size = entry.size, size.lowerBound == size.upperBound, size.lowerBound > 0,
      let time = entry.modified
    else { return nil }
    return Twin(name: path.name.folded, size: size.lowerBound, time: time)
  }

  /// The same application's, or one of them not known to be of any.
  private func sharesRoots(_ first: InventoryEntry, _ second: InventoryEntry) -> Bool {
    first.app == second.app || first.app == nil || second.app == nil
  }
}
