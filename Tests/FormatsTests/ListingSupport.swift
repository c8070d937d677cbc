import Evidence

/// What reading this content as a listing gives; empty where it is none.
func listing(in content: [UInt8]) throws -> DirectoryListing {
  try evidence(of: content, name: "listing.txt").listing ?? DirectoryListing()
}

/// What reading this text gives, with the line breaks of Windows.
func listing(in text: String) throws -> DirectoryListing {
  try listing(
    in: Array(text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n").utf8))
}

extension DirectoryListing {
  /// The entries in words: `path size time digest`, what is missing left out.
  var lines: [String] { entries.map(\.words) }
}

extension ListedFile {
  fileprivate var words: String {
    var words = [path]
    if let size {
      words.append(size.count == 1 ? "\(size.lowerBound)" : "\(size.lowerBound)-\(size.upperBound)")
    }
    if let modified { words.append(modified.words) }
    if let digest { words.append("\(digest.kind.rawValue):\(digest.hex.prefix(6))") }
    if isPathIncomplete { words.append("(cut)") }
    return words.joined(separator: " ")
  }
}

extension WrittenTime {
  fileprivate var words: String {
    let day =
      switch date {
      case .calendar(let date): "\(date.year)-\(date.month)-\(date.day)"
      case .ambiguous(let first, let second, let year): "\(first)|\(second)|\(year)"
      case .monthAndDay(let month, let day): "\(month)-\(day)"
      case .missing: "?"
      }
    let minutes = nanosecondOfDay / 60_000_000_000
    return "\(day)@\(minutes / 60):\(minutes % 60)" + (zoneOffset.map { "z\($0)" } ?? "")
  }
}
