internal import Catalog
internal import Evidence

/// The media of a call held against the documented thresholds: for each metric the worst mean that was sampled. Which
/// way is worse is known where a threshold is documented; elsewhere the greatest mean is given.
func qualityVerdicts(_ events: [Event]) -> [QualityVerdict] {
  var worst: [String: QualityVerdict] = [:]
  for event in events {
    guard case .media(let samples) = event.claim else { continue }
    for sample in samples {
      let verdict = QualityVerdict(sample, source: event.source)
      guard let known = worst[verdict.metric] else {
        worst[verdict.metric] = verdict
        continue
      }
      let isWorse = (verdict.rank, verdict.value) > (known.rank, known.value)
      if isWorse { worst[verdict.metric] = verdict }
    }
  }
  return worst.values.sorted { $0.metric < $1.metric }
}

extension LegDraft {
  /// `poor` where any metric of the leg's media is, `good` where one is judged and none is poor.
  var quality: String? {
    let verdicts = qualityVerdicts(events).map(\.verdict)
    return ["poor", "good"].first(where: verdicts.contains)
  }
}

extension QualityVerdict {
  init(_ sample: MediaSample, source: Source) {
    let judged = MediaThresholds.judge(
      medium: sample.medium, direction: sample.direction, metric: sample.metric, value: sample.mean)
    let name = [sample.medium, sample.direction, sample.metric].compactMap(\.self).joined(separator: ".")
    self.init(
      participant: nil, metric: name, value: sample.mean,
      verdict: judged?.quality.rawValue ?? MediaVerdict.Quality.unjudged.rawValue, source: source)
  }

  fileprivate var rank: Int { ["good", "unjudged", "poor"].firstIndex(of: verdict) ?? 0 }
}

extension Diagnostic {
  /// Whether the value is one that the documentation calls unhealthy; unknown diagnostics by their value.
  var isUnhealthy: Bool {
    if let entry = Catalog.diagnostic(named: name) { return entry.isUnhealthy(value) }
    return ["poor", "bad", "true"].contains(value.lowercased())
  }
}
