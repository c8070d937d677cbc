import Intake
import Scan

/// Searches one artifact for the literals of all vocabularies, with a scanner that gets better as there turns out to be
/// much to search: planning a good one takes longer than to search many megabytes.
///
/// Every scanner finds the same, so that they may pass from one artifact to the next.
struct GrowingScanner: Sendable {
  private let shared: SharedScanners
  private var scanner: LiteralScanner
  private var searched = 0
  /// Bytes searched after which the next scanner pays.
  private var limit = GrowingScanner.shortDistance

  private static let shortDistance = 128 << 10
  private static let fittedDistance = 24 << 20
  private static let sampleLength = 256 << 10

  /// For an artifact that has not turned out to be large yet.
  init(_ shared: SharedScanners) {
    self.shared = shared
    scanner = shared.quick
  }

  /// Made for a file that is large, from samples all over it.
  init(_ shared: SharedScanners, fittedTo file: OpenFile) {
    var sample: [UInt8] = []
    let slices = 8
    for slice in 0..<slices {
      let start = file.size / slices * slice
      _ = file.read(upTo: GrowingScanner.sampleLength / slices, at: start, appendingTo: &sample)
    }
    self.shared = shared
    scanner = shared.fit(to: sample.span)
    limit = .max
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
    let (all, fitted) = shared.note(searched: stretch.count)
    if let fitted {
      scanner = fitted
      limit = GrowingScanner.fittedDistance
    } else if all >= GrowingScanner.fittedDistance {
      fit(to: stretch)
    } else {
      scanner = shared.common
    }
  }

  private mutating func fit(to sample: Span<UInt8>) {
    scanner = shared.fit(to: sample.extracting(first: GrowingScanner.sampleLength))
    limit = .max
  }
}
