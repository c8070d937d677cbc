import Evidence
import Formats
import Intake

extension Extract {
  /// The same, where the ranges of each artifact have become the artifact.
  ///
  /// - Parameter keepsText: Whether the words of the log are kept.
  func joiningRanges(keepsText: Bool) -> Extract {
    var joined = self
    joined.ranges = []
    // Who saw that a file could not be read in ranges has read it whole.
    let read = Set(artifacts.map(\.place))
    for (place, ranges) in Dictionary(grouping: ranges, by: \.head.place) where !read.contains(place) {
      if let artifact = RangeAssembly(ranges, at: place).artifact(keepsText: keepsText) {
        joined.artifacts.append(artifact)
      }
    }
    return joined
  }
}

/// Puts the ranges of one artifact together, whatever there is of them.
private struct RangeAssembly {
  private let place: ExtractedArtifact.Place
  /// All that there are of a file of this size, by where they begin, the longest first.
  private let ranges: [Int: [ExtractedRange]]
  private let digests: [ExtractedArtifact.Digest]
  private let sha256: String?
  private let fileBytes: Int
  private var problems: [Problem] = []

  init(_ all: [ExtractedRange], at place: ExtractedArtifact.Place) {
    self.place = place
    let size = all.map(\.head.text.fileBytes).max() ?? 0
    fileBytes = size
    let ranges = all.filter { $0.head.text.fileBytes == size }
    self.ranges = Dictionary(grouping: ranges, by: \.head.text.start).mapValues { ranges in
      ranges.sorted { $0.head.text.end > $1.head.text.end }
    }
    digests = ranges.reduce(into: []) { digests, range in
      digests += range.head.digests.filter { !digests.contains($0) }
    }
    sha256 = ranges.lazy.compactMap(\.head.sha256).first
    if ranges.count < all.count {
      problems.append(
        Problem(
          .changedWhileRead,
          "its ranges were read while it had different sizes; those of its largest size were used"))
    }
  }

  /// Nil where nothing was read.
  func artifact(keepsText: Bool) -> ExtractedArtifact? {
    var problems = problems
    guard let path = ranges.values.first?.first?.head.text.path else { return nil }
    var merge = RangeMerge(path: path, fileBytes: fileBytes, keepsText: keepsText)
    let chain = chain()
    var position = 0
    for range in chain {
      let head = range.head.text
      if head.start > position {
        problems.append(gap(from: position, to: head.start))
        merge.passGap()
      }
      guard merge.take(range.range) else {
        problems.append(
          Problem(.corrupt, "the evidence of its ranges does not fit together", offset: head.start))
        break
      }
      position = merge.isAtEnd ? fileBytes : head.end
    }
    if position < fileBytes { problems.append(gap(from: position, to: fileBytes)) }
    var evidence = merge.finish()
    evidence.artifact.sha256 = sha256
    evidence.artifact.problems += problems
    return ExtractedArtifact(place: place, digests: digests, evidence: evidence)
  }

  private func gap(from start: Int, to end: Int) -> Problem {
    Problem(
      .truncated, "there is no evidence of the \(grouped(end - start)) bytes from here on; the rest was used",
      offset: start)
  }

  /// The ranges that follow each other from the start of the file on, as far as there are any: where several begin at one place,
  /// the one behind which the least is missing.
  private func chain() -> [ExtractedRange] {
    let starts = ranges.keys.sorted()
    /// Behind each start, the bytes that are missing from there on, with the best choice.
    var best: [Int: (missing: Int, range: ExtractedRange)] = [:]
    func missing(from position: Int) -> Int {
      guard position < fileBytes else { return 0 }
      guard let next = next(from: position, among: starts) else { return fileBytes - position }
      return next - position + (best[next]?.missing ?? 0)
    }
    for start in starts.reversed() {
      for range in ranges[start] ?? [] {
        let rest = range.head.text.textEnd == nil ? missing(from: range.head.text.end) : 0
        if rest < best[start]?.missing ?? .max { best[start] = (rest, range) }
      }
    }
    var chain: [ExtractedRange] = []
    var position = 0
    while let start = next(from: position, among: starts), let range = best[start]?.range {
      chain.append(range)
      if range.head.text.textEnd != nil { break }
      position = range.head.text.end
    }
    return chain
  }

  /// The first start at or behind a position.
  private func next(from position: Int, among starts: [Int]) -> Int? {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] < position { low = middle + 1 } else { high = middle }
    }
    return low < starts.count ? starts[low] : nil
  }
}
