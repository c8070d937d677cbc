import Intake
import Scan
import Synchronization

/// Searches one artifact for the literals of all vocabularies, with a scanner that gets better as there turns out to be
/// much to search: planning a good one takes longer than to search many megabytes.
///
/// Every scanner finds the same, so that they may pass from one artifact to the next.
struct GrowingScanner: Sendable {
  private var scanner = GrowingScanner.quick
  private var searched = 0
  /// Bytes searched after which the next scanner pays.
  private var limit = GrowingScanner.shortDistance

  /// Most artifacts are small: a ticket of a few should not wait for a plan.
  private static let quick = LiteralScanner(forLittleText: Vocabularies.literals)
  private static let shortDistance = 128 << 10
  /// Planned for logs of the usual kind, once for all artifacts.
  private static let common = LiteralScanner(Vocabularies.literals, sample: nil)
  private static let fittedDistance = 24 << 20
  private static let sampleLength = 256 << 10
  /// The scanner that was fitted last, and bytes searched in all artifacts before there was one: the artifacts of a
  /// ticket are often pieces of one log.
  private static let shared = Mutex<(searched: Int, fitted: LiteralScanner?)>((0, nil))

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
    fit(to: sample.span)
  }

  /// Appends the matches in a stretch of `bytes`; their offsets count from `start`.
  mutating func findMatches(
    in bytes: [UInt8], from start: Int, to end: Int, into matches: inout [LiteralMatch]
  ) {
    let stretch = bytes.span.extracting(start..<end)
    searched += stretch.count
    if searched >= limit { grow(stretch) }
    scanner.findMatches(in: stretch, into: &matches)
  }

  private mutating func grow(_ stretch: Span<UInt8>) {
    guard searched < GrowingScanner.fittedDistance else { return fit(to: stretch) }
    let count = stretch.count
    let (all, fitted) = GrowingScanner.shared.withLock { shared in
      shared.searched += count
      return shared
    }
    if let fitted {
      scanner = fitted
      limit = GrowingScanner.fittedDistance
    } else if all >= GrowingScanner.fittedDistance {
      fit(to: stretch)
    } else {
      scanner = GrowingScanner.common
    }
  }

  private mutating func fit(to sample: Span<UInt8>) {
    let fitted = LiteralScanner(
      Vocabularies.literals, sample: sample.extracting(first: GrowingScanner.sampleLength))
    GrowingScanner.shared.withLock { $0.fitted = fitted }
    scanner = fitted
    limit = .max
  }
}
