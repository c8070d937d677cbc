import Intake
import Scan

/// Searches one artifact for the literals of all vocabularies, with a scanner that gets better as the artifact
/// turns out to be large: planning a good one takes longer than to search many megabytes.
struct GrowingScanner: Sendable {
  private var scanner = GrowingScanner.quick
  private var searched = 0
  /// Bytes searched after which the next scanner pays.
  private var limit = GrowingScanner.commonDistance

  /// Most artifacts are small: a ticket of a few should not wait for a plan.
  private static let quick = LiteralScanner(forLittleText: Vocabularies.literals)
  private static let commonDistance = 128 << 10
  /// Planned for logs of the usual kind, once for all artifacts.
  private static let common = LiteralScanner(Vocabularies.literals, sample: nil)
  private static let fittedDistance = 24 << 20
  private static let sampleLength = 256 << 10

  /// For an artifact that has not turned out to be large yet.
  init() {}

  /// Made for a file that is large, from samples all over it.
  init(fittedTo file: OpenFile) {
    var sample: [UInt8] = []
    let slices = 8
    for slice in 0..<slices {
      let start = file.size / slices * slice
      _ = file.read(upTo: GrowingScanner.sampleLength / slices, at: start, appendingTo: &sample)
    }
    scanner = LiteralScanner(Vocabularies.literals, sample: sample.span)
    limit = .max
  }

  /// Appends the matches in a stretch of `bytes`; their offsets count from `start`.
  mutating func findMatches(
    in bytes: [UInt8], from start: Int, to end: Int, into matches: inout [LiteralMatch]
  ) {
    let stretch = bytes.span.extracting(start..<end)
    searched += stretch.count
    if searched >= GrowingScanner.fittedDistance, searched >= limit {
      scanner = LiteralScanner(
        Vocabularies.literals, sample: stretch.extracting(first: GrowingScanner.sampleLength))
      limit = .max
    } else if searched >= limit {
      scanner = GrowingScanner.common
      limit = GrowingScanner.fittedDistance
    }
    scanner.findMatches(in: stretch, into: &matches)
  }
}
