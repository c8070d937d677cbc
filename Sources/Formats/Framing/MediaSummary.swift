import Evidence

/// Sums media samples up, so that a sample every second for hours costs as much memory as one.
struct MediaSummary: Sendable {
  private struct Key: Hashable {
    var medium: String
    var direction: String?
    var metric: String
  }

  private var samples: [Key: MediaSample] = [:]
  private var first: Observation?
  private var records = 0

  /// Records after which a summary is given even though nothing else happened.
  private static let longest = 60

  /// Adds the samples of one observation; gives the summary when it is long enough.
  mutating func add(_ new: [MediaSample], from observation: Observation) -> Observation? {
    first = first ?? observation
    records += 1
    for sample in new {
      let key = Key(medium: sample.medium, direction: sample.direction, metric: sample.metric)
      guard let old = samples[key] else {
        samples[key] = sample
        continue
      }
      samples[key] = old.merged(with: sample)
    }
    return records >= MediaSummary.longest ? flush() : nil
  }

  /// The summary of everything since the last one; nil where nothing was added.
  mutating func flush() -> Observation? {
    guard var observation = first else { return nil }
    let sorted = samples.values.sorted {
      ($0.medium, $0.direction ?? "", $0.metric) < ($1.medium, $1.direction ?? "", $1.metric)
    }
    observation.claim = .media(sorted)
    observation.text = "media statistics of \(records) \(records == 1 ? "record" : "records")"
    self = MediaSummary()
    return observation
  }
}

extension MediaSample {
  fileprivate func merged(with other: MediaSample) -> MediaSample {
    var merged = self
    let total = max(1, count + other.count)
    merged.mean = (mean * Double(count) + other.mean * Double(other.count)) / Double(total)
    merged.minimum = min(minimum, other.minimum)
    merged.maximum = max(maximum, other.maximum)
    merged.count = total
    merged.stream = stream ?? other.stream
    return merged
  }
}
