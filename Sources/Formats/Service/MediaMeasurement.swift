import Evidence

/// The numbers of one row of media statistics, and which sum they belong to.
struct MediaMeasurement: Sendable {
  /// A hash of everything that the row says but numbers and times.
  var hash: WideHash
  var mean: Double
  var minimum: Double
  var maximum: Double
  var count: Int

  /// - Parameter numbers: Average, sum, minimum, maximum and count; NaN for those that are not written.
  init?(hash: WideHash, _ numbers: [5 of Double]) {
    self.hash = hash
    let points = numbers[4].isNaN ? 1 : numbers[4]
    let mean = numbers[0].isNaN ? numbers[1] / points : numbers[0]
    guard points >= 1, points == points.rounded(), !mean.isNaN else { return nil }
    count = Int(min(points, 1_000_000))
    self.mean = mean
    minimum = numbers[2].isNaN ? mean : min(numbers[2], mean)
    maximum = numbers[3].isNaN ? mean : max(numbers[3], mean)
  }

  /// Whether a sample has just these numbers.
  func isEqual(to sample: MediaSample) -> Bool {
    mean == sample.mean && minimum == sample.minimum && maximum == sample.maximum && count == sample.count
  }
}
