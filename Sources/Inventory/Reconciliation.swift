import Evidence

/// Finds out which attachment a listed file is: by the end of its path and its size first, then by the end of its path
/// alone. Every attachment is taken once, in time that grows with the number of files.
struct Reconciliation {
  private let attachments: [Attachment]
  /// Attachments that are not taken yet, by what a listing may call them; the first is at the end.
  private var bySize: [SizedSuffix: [Int]] = [:]
  private var bySuffix: [String: [Int]] = [:]
  private(set) var isTaken: [Bool]

  private struct SizedSuffix: Hashable {
    var suffix: String
    var size: Int
  }

  init(_ attachments: [Attachment], apartFrom copies: Set<Int>) {
    self.attachments = attachments
    isTaken = attachments.map { !$0.isListable }
    for index in attachments.indices.reversed() where !isTaken[index] && !copies.contains(index) {
      for suffix in Reconciliation.suffixes(of: attachments[index].artifact) {
        bySuffix[suffix, default: []].append(index)
        for size in attachments[index].sizes {
          bySize[SizedSuffix(suffix: suffix, size: size), default: []].append(index)
        }
      }
    }
  }

  /// The attachments of listed files, by their position; nil where there is none.
  mutating func matches(_ files: [InventoryEntry]) -> [Int?] {
    let paths = files.map { ListedPath($0.path) }
    var matches = [Int?](repeating: nil, count: files.count)
    for usesSize in [true, false] {
      for depth in (1...ListedPath.comparedDepth).reversed() {
        for index in files.indices where matches[index] == nil && files[index].status != .duplicate {
          guard let suffix = paths[index].suffix(depth) else { continue }
          matches[index] = usesSize ? take(suffix, size: files[index].size) : take(suffix)
        }
      }
    }
    return matches
  }

  /// An attachment whose name begins as a cut name does; nil where there is none, or more than one.
  mutating func match(beginning: String, size: ClosedRange<Int>?) -> Int? {
    let candidates = attachments.indices.filter { index in
      !isTaken[index] && ListedPath(attachments[index].artifact.path).name.folded.hasPrefix(beginning)
        && (size.map { range in attachments[index].sizes.contains { range.contains($0) } } ?? true)
    }
    guard candidates.count == 1 else { return nil }
    isTaken[candidates[0]] = true
    return candidates[0]
  }

  private mutating func take(_ suffix: String, size: ClosedRange<Int>?) -> Int? {
    guard let size, size.lowerBound == size.upperBound else { return nil }
    let key = SizedSuffix(suffix: suffix, size: size.lowerBound)
    return Reconciliation.take(from: &bySize[key], &isTaken)
  }

  private mutating func take(_ suffix: String) -> Int? {
    Reconciliation.take(from: &bySuffix[suffix], &isTaken)
  }

  private static func take(from list: inout [Int]?, _ isTaken: inout [Bool]) -> Int? {
    while let index = list?.popLast() {
      guard !isTaken[index] else { continue }
      isTaken[index] = true
      return index
    }
    return nil
  }

  /// The ends of an artifact's path, also without what it is packed in, and without the number that a browser puts
  /// behind the name of a second download.
  private static func suffixes(of artifact: Artifact) -> Set<String> {
    let components = artifact.path.split(separator: "/").map { part in
      part.hasSuffix("!") ? part.dropLast() : part
    }
    guard let last = components.last else { return [] }
    let folder = components.dropLast().map { FileName.folded(String($0)) }
    var names: Set<String> = [FileName.folded(String(last))]
    for name in names where [".gz", ".xz", ".bz2", ".zst"].contains(where: name.hasSuffix) {
      if let dot = name.lastIndex(of: ".") { names.insert(String(name[..<dot])) }
    }
    for name in names {
      if let original = withoutDownloadNumber(name) { names.insert(original) }
    }
    var suffixes = names
    for depth in 1..<ListedPath.comparedDepth where folder.count >= depth {
      let head = folder.suffix(depth).joined(separator: "/")
      for name in names { suffixes.insert("\(head)/\(name)") }
    }
    return suffixes
  }

  /// `console.(1).log` and `console(1).log`, as folded names have it, were `console.log`.
  private static func withoutDownloadNumber(_ name: String) -> String? {
    guard let close = name.lastIndex(of: ")"), let open = name[..<close].lastIndex(of: "("),
      Int(name[name.index(after: open)..<close]) != nil
    else { return nil }
    var head = name[..<open]
    if head.last == "." { head.removeLast() }
    return head.isEmpty ? nil : String(head) + name[name.index(after: close)...]
  }
}
