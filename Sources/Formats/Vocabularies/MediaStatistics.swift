import Evidence
public import Scan

/// Media statistics that applications print as JSON behind `MediaStats sample:` or `MediaStats summary:`.
///
/// The shape is `{audio|video|screenShare: {send[], receive[]}, transports[]}`; a sample's values are numbers,
/// a summary's `{aggregation: {count, sum, min, max}, raw[], timestamp}`. Before version 1.8 of the web SDK the
/// names were flat (`audioSendRtt`). One observation a record, of the metrics that have a meaning for quality.
public struct MediaStatistics: Vocabulary {
  /// The vocabulary has no state.
  public init() {}

  public var literals: [Literal] {
    [Literal("MediaStats sample:"), Literal("MediaStats summary:")]
  }

  public func read(_ record: Record, into sink: inout ObservationSink) {
    guard record.contains("MediaStats s") else { return }
    let message = record.message
    let reading =
      JSONReader.read(message, behind: "MediaStats sample:")
      ?? JSONReader.read(message, behind: "MediaStats summary:")
    guard let report = reading?.value else { return }
    let samples = MediaStatistics.samples(of: report)
    if !samples.isEmpty { sink.add(.media(samples), text: "media statistics, \(samples.count) values") }
  }

  /// What one report says, in the order of writing.
  static func samples(of report: JSONValue) -> [MediaSample] {
    var samples: [MediaSample] = []
    for medium in media {
      for direction in ["send", "receive"] {
        for stream in streams(of: report.at(medium, direction)) {
          samples += read(stream, medium: medium, direction: direction)
        }
      }
    }
    for transport in streams(of: report["transports"]) {
      samples += read(transport, medium: "transports", direction: nil)
    }
    for group in [report, report["bandwidth"], report["audio"]] { samples += readFlat(group) }
    return Array(samples.prefix(samplesPerRecord))
  }

  private static let media = ["audio", "video", "screenShare"]
  /// No report of a call has more; memory is bounded whatever a record claims.
  private static let samplesPerRecord = 1000

  /// The metrics with a documented or at least a named bearing on quality, as versions from 1.8 on spell them.
  private static let metrics = [
    "bitrate", "jitterInMs", "packetsLostPerSecond", "rttInMs", "pairRttInMs", "jitterBufferDelayInMs",
    "healedRatio", "audioInputLevel", "audioOutputLevel", "availableBitrate", "availableIncomingBitrate",
    "availableOutgoingBitrate", "frameRateInput", "frameRateEncoded", "frameRateSent", "frameRateReceived",
    "frameRateDecoded", "frameRateOutput", "frameHeightInput", "frameHeightSent", "frameHeightReceived",
    "longestFreezeDurationInMs", "totalFreezeDurationInMs",
  ]

  /// Names that became others.
  private static let renamed = ["jitterBufferInMs": "jitterBufferDelayInMs"]

  /// The names before 1.8, and what they are now.
  private static let flatMetrics: [(old: String, medium: String, direction: String?, metric: String)] = [
    ("SentBWEstimate", "transports", nil, "availableOutgoingBitrate"),
    ("audioSendBitrate", "audio", "send", "bitrate"),
    ("audioSendRtt", "audio", "send", "rttInMs"),
    ("audioSendPairRtt", "audio", "send", "pairRttInMs"),
    ("audioSendAudioInputLevel", "audio", "send", "audioInputLevel"),
    ("audioRecvBitrate", "audio", "receive", "bitrate"),
    ("audioRecvPairRtt", "audio", "receive", "pairRttInMs"),
    ("audioRecvJitterBufferMs", "audio", "receive", "jitterBufferDelayInMs"),
    ("audioRecvAudioOutputLevel", "audio", "receive", "audioOutputLevel"),
  ]
}

// MARK: - Reading

extension MediaStatistics {
  private static func streams(of value: JSONValue?) -> [JSONValue] {
    guard let value else { return [] }
    return value.isObject ? [value] : value.elements
  }

  private static func read(_ stream: JSONValue, medium: String, direction: String?) -> [MediaSample] {
    let codec = codecName(stream["codecName"])
    return stream.members.compactMap { member in
      let metric = renamed[member.key] ?? member.key
      guard metrics.contains(metric), let value = Statistics(member.value) else { return nil }
      return value.sample(medium: medium, direction: direction, metric: metric, stream: codec)
    }
  }

  private static func readFlat(_ group: JSONValue?) -> [MediaSample] {
    guard let group else { return [] }
    return flatMetrics.compactMap { entry in
      guard let value = group[entry.old].flatMap(Statistics.init) else { return nil }
      let codec = entry.direction == "send" ? codecName(group["audioSendCodecName"]) : nil
      return value.sample(
        medium: entry.medium, direction: entry.direction, metric: entry.metric, stream: codec)
    }
  }

  private static func codecName(_ value: JSONValue?) -> String? {
    let name = value?.string ?? value?["raw"]?.elements.last?.string
    return name.flatMap { $0.isEmpty || $0.utf8.count > longestCodecName ? nil : $0 }
  }

  private static let longestCodecName = 40
}

/// The points behind one value of a report.
private struct Statistics {
  var mean: Double
  var minimum: Double
  var maximum: Double
  var count: Int

  /// A number, or an object with an aggregation or raw points; nil where there is no point.
  init?(_ value: JSONValue) {
    if let number = value.double {
      self.init(points: [number])
    } else if let aggregation = value["aggregation"], let count = aggregation["count"]?.int {
      self.init(aggregation, count: count)
    } else {
      self.init(points: value["raw"]?.elements.compactMap(\.double) ?? [])
    }
  }

  private init?(_ aggregation: JSONValue, count: Int) {
    guard count > 0, let sum = aggregation["sum"]?.double else { return nil }
    let mean = sum / Double(count)
    self.mean = mean
    minimum = aggregation["min"]?.double ?? mean
    maximum = aggregation["max"]?.double ?? mean
    self.count = count
  }

  private init?(points: [Double]) {
    guard let minimum = points.min(), let maximum = points.max() else { return nil }
    mean = points.reduce(0, +) / Double(points.count)
    self.minimum = minimum
    self.maximum = maximum
    count = points.count
    // The sum of huge points is no number.
    guard mean.isFinite else { return nil }
  }

  func sample(medium: String, direction: String?, metric: String, stream: String?) -> MediaSample {
    MediaSample(
      medium: medium, direction: direction, metric: metric, mean: mean, minimum: minimum, maximum: maximum,
      count: count, stream: stream)
  }
}
