/// What a value of media statistics is worth.
public struct MediaVerdict: Hashable, Sendable {
  /// The raw values are part of the JSON report.
  public enum Quality: String, Hashable, Sendable, Codable, CaseIterable {
    /// On the good side of every published number.
    case good
    /// Beyond the number that Microsoft calls poor.
    case poor
    /// Between two published numbers, or on the bad side of a mere recommendation.
    case unjudged
  }

  public var quality: Quality
  /// The rule that judged, the same for every spelling of a metric: `roundTripTime`, `jitter`, …
  public var rule: String
  /// The published number that decided, in the metric's unit.
  public var threshold: Double
  /// The number in words: `a round-trip time over 500 ms is poor`.
  public var words: String
}

/// The numbers that Microsoft publishes to judge media statistics by. The documentation has no scale of good,
/// average and bad beyond these, so nothing else is judged.
public enum MediaThresholds {
  /// Judges a value by the published number for its metric; nil where there is none.
  ///
  /// Not judged at all: `packetsLostPerSecond` and audio bitrates (no number, or two that contradict each
  /// other), the counters of whole calls such as `totalFreezeDurationInMs`, and values that are no numbers.
  ///
  /// - Parameters:
  ///   - medium: `audio`, `video`, `screenShare` or `transports`, in any case.
  ///   - direction: `send`, `receive` or `recv`; nil for transports.
  ///   - metric: In the spelling of any SDK or log: `rttInMs`, `RoundTripTimeInMs`, `roundTripTimeAvg`,
  ///     `audioSendRtt`.
  ///   - value: In the metric's own unit: milliseconds, a ratio of 1, frames per second, pixels, bits per
  ///     second.
  public static func judge(medium: String, direction: String?, metric: String, value: Double) -> MediaVerdict?
  {
    guard value.isFinite, let rule = rule(of: metric) else { return nil }
    return rule.verdict(on: value, medium: key(medium), isSent: direction?.lowercased() == "send")
  }

  /// The name of the rule for a metric in any spelling; nil where nothing is published.
  public static func rule(metric: String) -> String? { rule(of: metric)?.rawValue }

  private static func rule(of metric: String) -> Rule? { rules[key(metric)] }

  /// A name's ASCII letters, in lower case.
  private static func key(_ name: String) -> String {
    String(decoding: name.utf8.map { $0 | 0x20 }.filter { (0x61...0x7a).contains($0) }, as: UTF8.self)
  }

  private static let rules: [String: Rule] = {
    var rules: [String: Rule] = [:]
    for rule in Rule.allCases {
      for spelling in rule.spellings { rules[key(spelling)] = rule }
    }
    return rules
  }()
}

/// One published yardstick.
private enum Rule: String, CaseIterable {
  case roundTripTime
  case jitter
  case packetLossRate
  case jitterBuffer
  case healedRatio
  case frameRate
  case receivedHeight
  case freezePerMinute
  case packetUtilization
  case availableBitrate
  case audioLevel

  /// The metric's names: Web SDK before 1.8, until 1.20, since 1.20.1; native SDKs; Call Diagnostics log.
  var spellings: [String] {
    switch self {
    case .roundTripTime:
      [
        "audioSendRtt", "audioSendPairRtt", "audioRecvPairRtt", "rttInMs", "pairRttInMs", "RoundTripTimeInMs",
        "PairRoundTripTimeInMs", "roundTripTimeAvg", "roundTripTimeMax",
      ]
    case .jitter: ["jitterInMs", "jitterAvg", "jitterMax"]
    case .packetLossRate: ["packetLossRate", "packetLossRateAvg", "packetLossRateMax"]
    case .jitterBuffer:
      [
        "audioRecvJitterBufferMs", "jitterBufferInMs", "jitterBufferDelayInMs", "JitterBufferSizeAvg",
        "JitterBufferSizeMax",
      ]
    case .healedRatio: ["healedRatio", "HealedDataRatioAvg", "HealedDataRatioMax"]
    case .frameRate:
      [
        "frameRateInput", "frameRateEncoded", "frameRateSent", "frameRateReceived", "frameRateDecoded",
        "frameRateOutput", "frameRate", "VideoFrameRateAvg",
      ]
    case .receivedHeight: ["frameHeightReceived", "RecvResolutionHeight"]
    case .freezePerMinute: ["freezeDurationPerMinuteInMs", "RecvFreezeDurationPerMinuteInMs"]
    case .packetUtilization: ["PacketUtilization"]
    case .availableBitrate: ["SentBWEstimate", "availableBitrate", "availableOutgoingBitrate"]
    case .audioLevel:
      ["audioSendAudioInputLevel", "audioRecvAudioOutputLevel", "audioInputLevel", "audioOutputLevel"]
    }
  }

  func verdict(on value: Double, medium: String, isSent: Bool) -> MediaVerdict? {
    let isScreenShare = medium == "screenshare"
    let isPicture = isScreenShare || medium == "video"
    switch self {
    case .roundTripTime: return roundTripVerdict(on: value)
    case .jitter: return over(30, "jitter over 30 ms is poor", value)
    case .packetLossRate: return over(0.1, "a packet loss over 0.1 (10 %) is poor", value)
    case .jitterBuffer: return over(200, "a jitter buffer over 200 ms is poor", value)
    case .healedRatio: return over(0.1, "a share of healed audio over 0.1 (10 %) is poor", value)
    case .frameRate where isScreenShare: return under(1, "a frame rate under 1 a second is poor", value)
    case .frameRate where isPicture: return under(7, "a frame rate under 7 a second is poor", value)
    case .receivedHeight where isScreenShare && !isSent:
      return under(768, "a height under 768 pixels is poor for screen sharing", value)
    case .receivedHeight where isPicture && !isSent:
      return under(240, "a height under 240 pixels is poor for video", value)
    case .freezePerMinute where isScreenShare:
      return over(25_000, "freezing over 25 s a minute is poor for screen sharing", value)
    case .freezePerMinute where isPicture:
      return over(6_000, "freezing over 6 s a minute is poor for video", value)
    case .packetUtilization:
      return value > 0 ? nil : verdict(.poor, 0, "no packets: media may not be flowing")
    case .availableBitrate where medium == "transports" || medium == "bandwidth" || (isPicture && isSent):
      let words = "1.5 Mbit/s are recommended for video of high quality"
      return verdict(value >= 1_500_000 ? .good : .unjudged, 1_500_000, words)
    case .audioLevel:
      // Silence is as often a muted user as a broken microphone, so it is said, not judged.
      return value > 0 ? nil : verdict(.unjudged, 0, "audio level 0 is silence")
    case .frameRate, .receivedHeight, .freezePerMinute, .availableBitrate: return nil
    }
  }

  /// The SDK recommends up to 200 ms, the log schema calls over 500 ms harmful: two yardsticks, both kept.
  private func roundTripVerdict(on value: Double) -> MediaVerdict {
    if value > 500 { return verdict(.poor, 500, "a round-trip time over 500 ms is poor") }
    if value <= 200 { return verdict(.good, 200, "a round-trip time up to 200 ms is recommended") }
    return verdict(
      .unjudged, 200, "a round-trip time up to 200 ms is recommended, over 500 ms is poor")
  }

  private func over(_ limit: Double, _ words: String, _ value: Double) -> MediaVerdict {
    verdict(value > limit ? .poor : .good, limit, words)
  }

  private func under(_ limit: Double, _ words: String, _ value: Double) -> MediaVerdict {
    verdict(value < limit ? .poor : .good, limit, words)
  }

  private func verdict(_ quality: MediaVerdict.Quality, _ threshold: Double, _ words: String) -> MediaVerdict
  {
    MediaVerdict(quality: quality, rule: rawValue, threshold: threshold, words: words)
  }
}
