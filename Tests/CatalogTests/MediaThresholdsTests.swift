import Catalog
import Testing

/// A value and its verdict; nil where nothing is published.
struct JudgedValue: Sendable {
  var medium: String
  var direction: String?
  var metric: String
  var value: Double
  var quality: MediaVerdict.Quality?

  init(
    _ medium: String, _ direction: String?, _ metric: String, _ value: Double,
    _ quality: MediaVerdict.Quality?
  ) {
    self.medium = medium
    self.direction = direction
    self.metric = metric
    self.value = value
    self.quality = quality
  }
}

@Suite struct MediaThresholdsTests {
  @Test(arguments: [
    JudgedValue("audio", "send", "rttInMs", 200, .good),
    .init("audio", "send", "rttInMs", 201, .unjudged),
    .init("audio", "send", "rttInMs", 500, .unjudged),
    .init("audio", "send", "rttInMs", 501, .poor),
    .init("transports", nil, "rttInMs", 900, .poor),
    .init("audio", "receive", "jitterInMs", 30, .good),
    .init("audio", "receive", "jitterInMs", 30.5, .poor),
    .init("audio", "receive", "packetLossRateAvg", 0.1, .good),
    .init("audio", "receive", "packetLossRateAvg", 0.11, .poor),
    .init("audio", "receive", "packetsLostPerSecond", 50, nil),
    .init("audio", "receive", "jitterBufferDelayInMs", 201, .poor),
    .init("audio", "receive", "healedRatio", 0.2, .poor),
    .init("audio", "receive", "healedRatio", 0.05, .good),
    .init("video", "receive", "frameRateReceived", 6.9, .poor),
    .init("video", "receive", "frameRateReceived", 7, .good),
    .init("screenShare", "receive", "frameRateReceived", 0.9, .poor),
    .init("screenShare", "receive", "frameRateReceived", 1, .good),
    .init("audio", "receive", "frameRateReceived", 0, nil),
    .init("video", "receive", "frameHeightReceived", 239, .poor),
    .init("video", "receive", "frameHeightReceived", 240, .good),
    .init("screenShare", "recv", "RecvResolutionHeight", 767, .poor),
    .init("screenShare", "recv", "RecvResolutionHeight", 768, .good),
    .init("video", "send", "frameHeightReceived", 1, nil),
    .init("video", "receive", "RecvFreezeDurationPerMinuteInMs", 6001, .poor),
    .init("screenShare", "receive", "RecvFreezeDurationPerMinuteInMs", 6001, .good),
    .init("screenShare", "receive", "RecvFreezeDurationPerMinuteInMs", 25_001, .poor),
    .init("video", "receive", "totalFreezeDurationInMs", 99_999, nil),
    .init("audio", "send", "PacketUtilization", 0, .poor),
    .init("audio", "send", "PacketUtilization", 12, nil),
    .init("video", "send", "availableBitrate", 1_500_000, .good),
    .init("video", "send", "availableBitrate", 300_000, .unjudged),
    .init("audio", "send", "availableBitrate", 300_000, nil),
    .init("transports", nil, "availableOutgoingBitrate", 2_000_000, .good),
    .init("bandwidth", nil, "SentBWEstimate", 2_000_000, .good),
    .init("audio", "send", "audioInputLevel", 0, .unjudged),
    .init("audio", "send", "audioInputLevel", 400, nil),
    .init("audio", "send", "bitrate", 0, nil),
    .init("audio", "send", "rttInMs", .nan, nil),
    .init("audio", "send", "rttInMs", .infinity, nil),
  ])
  func `a value is judged by the published numbers alone`(judged: JudgedValue) {
    let verdict = MediaThresholds.judge(
      medium: judged.medium, direction: judged.direction, metric: judged.metric, value: judged.value)
    #expect(verdict?.quality == judged.quality)
    #expect(verdict?.words.isEmpty != true)
  }

  @Test(arguments: [
    (
      "roundTripTime",
      [
        "audioSendRtt", "audioSendPairRtt", "audioRecvPairRtt", "rttInMs", "pairRttInMs", "RoundTripTimeInMs",
        "PairRoundTripTimeInMs", "roundTripTimeAvg", "RoundTripTimeMax",
      ]
    ),
    ("jitter", ["jitterInMs", "JitterInMs", "jitterAvg", "JitterMax"]),
    (
      "jitterBuffer",
      [
        "audioRecvJitterBufferMs", "jitterBufferInMs", "JitterBufferInMs", "jitterBufferDelayInMs",
        "JitterBufferSizeAvg", "JitterBufferSizeMax",
      ]
    ),
    ("healedRatio", ["healedRatio", "HealedRatio", "HealedDataRatioAvg", "HealedDataRatioMax"]),
    ("frameRate", ["frameRateOutput", "FrameRateDecoded", "frameRateReceived", "VideoFrameRateAvg"]),
    ("availableBitrate", ["SentBWEstimate", "AvailableBitrate", "availableOutgoingBitrate"]),
  ])
  func `one rule judges a metric in the spelling of every version`(rule: String, spellings: [String]) {
    for spelling in spellings {
      #expect(MediaThresholds.rule(metric: spelling) == rule)
    }
    #expect(MediaThresholds.rule(metric: "codecName") == nil)
  }

  @Test func `the documented times are those of the pages`() {
    #expect(DocumentedTimeouts.callEstablishment == 85)
    #expect(DocumentedTimeouts.pstnEstablishment == 115)
    #expect(DocumentedTimeouts.tokenLifetime == 86_400)
    #expect(DocumentedTimeouts.longestCall == 108_000)
  }
}
