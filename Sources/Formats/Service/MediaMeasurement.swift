internal import CSimdjson
import Evidence

/// The numbers of one row of media statistics, and whose they are.
struct MediaMeasurement: Sendable {
  /// A hash of everything that the row says but numbers and times.
  var hash: WideHash
  /// The same without what is measured: whose statistics these are.
  var owner: WideHash
  var numbers: MediaNumbers

  /// Nil where the numbers are none, or none to be told in passing.
  init?(_ found: simdjson_measurement) {
    let (average, sum, minimum, maximum, count) = found.numbers
    let points = count.isNaN ? 1 : count
    let mean = average.isNaN ? sum / points : average
    guard points >= 1, points == points.rounded(), !mean.isNaN else { return nil }
    numbers = MediaNumbers(
      mean: mean, minimum: minimum.isNaN ? mean : min(minimum, mean),
      maximum: maximum.isNaN ? mean : max(maximum, mean), count: Int(min(points, 1_000_000)))
    hash = WideHash(high: found.all.0, low: found.all.1)
    owner = WideHash(high: found.common.0, low: found.common.1)
  }
}

/// The numbers of one row of media statistics, or of several together.
struct MediaNumbers: Equatable, Sendable {
  var mean: Double
  var minimum: Double
  var maximum: Double
  /// How many points of time there are.
  var count: Int
}

extension MediaSample {
  var numbers: MediaNumbers {
    MediaNumbers(mean: mean, minimum: minimum, maximum: maximum, count: count)
  }
}
