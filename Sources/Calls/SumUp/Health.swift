internal import Catalog
internal import Evidence

/// The media of a call held against the documented thresholds: for each metric the worst mean that was sampled. Which
/// way is worse is known where a threshold is documented; elsewhere the greatest mean is given.
func qualityVerdicts(_ events: [Event]) -> [QualityVerdict] {
  var worst = WorstMedia()
  for event in events { worst.take(event, participant: nil) }
  return worst.verdicts
}

/// The same of what other witnesses say, for each participant.
func qualityVerdicts(_ events: [AccountEvent]) -> [QualityVerdict] {
  var worst = WorstMedia()
  for told in events { worst.take(told.event, participant: told.testimony.participant) }
  return worst.verdicts
}

/// The worst verdict on each metric of each participant.
private struct WorstMedia {
  private struct Key: Hashable {
    var participant: String?
    var metric: String
  }

  private var worst: [Key: QualityVerdict] = [:]

  /// By participant, then by metric.
  var verdicts: [QualityVerdict] {
    let order = worst.map { (participant: $1.participant ?? "", metric: $1.metric, key: $0) }
      .sorted { ($0.participant, $0.metric) < ($1.participant, $1.metric) }
    return order.compactMap { worst[$0.key] }
  }

  mutating func take(_ event: Event, participant: String?) {
    guard case .media(let samples) = event.claim else { return }
    for sample in samples {
      let verdict = QualityVerdict(sample, participant: participant, source: event.source)
      let key = Key(participant: participant?.lowercased(), metric: verdict.metric)
      guard let known = worst[key] else {
        worst[key] = verdict
        continue
      }
      let isWorse = (verdict.rank, verdict.value) > (known.rank, known.value)
      if isWorse { worst[key] = verdict }
    }
  }
}

extension LegDraft {
  /// `poor` where any metric of the leg's media is, `good` where one is judged and none is poor.
  var quality: String? {
    let verdicts = qualityVerdicts(events).map(\.verdict)
    return ["poor", "good"].first(where: verdicts.contains)
  }
}

extension QualityVerdict {
  init(_ sample: MediaSample, participant: String? = nil, source: Source) {
    let judged = MediaThresholds.judge(
      medium: sample.medium, direction: sample.direction, metric: sample.metric, value: sample.mean)
    let name = [sample.medium, sample.direction, sample.metric].compactMap(\.self).joined(separator: ".")
    self.init(
      participant: participant, metric: name, value: sample.mean,
      verdict: judged?.quality.rawValue ?? MediaVerdict.Quality.unjudged.rawValue, source: source)
  }

  /// The same with a participant's name as reports show it.
  var shown: QualityVerdict {
    var verdict = self
    verdict.participant = participant.map(RedactedParticipant.shown)
    return verdict
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
