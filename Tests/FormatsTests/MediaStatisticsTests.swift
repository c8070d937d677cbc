import Evidence
import Testing

@testable import Formats

private func samples(_ message: String) -> [MediaSample]? {
  let record = Record(message: Array(message.utf8), source: Source(artifact: 0, line: 1, offset: 0))
  var sink = ObservationSink(record: record)
  MediaStatistics().read(record, into: &sink)
  guard sink.observations.count <= 1, case .media(let samples)? = sink.observations.first?.claim else {
    return nil
  }
  return samples
}

private func point(
  _ medium: String, _ direction: String?, _ metric: String, _ value: Double, stream: String? = nil
) -> MediaSample {
  MediaSample(
    medium: medium, direction: direction, metric: metric, mean: value, minimum: value, maximum: value,
    count: 1,
    stream: stream)
}

@Suite struct MediaStatisticsTests {
  @Test func readsSamples() {
    let json = """
      {"audio":{"send":[{"id":1,"codecName":"opus","rttInMs":32,"packets":50,"audioInputLevel":1200}],
      "receive":[{"codecName":"opus","jitterBufferDelayInMs":41.5,"healedRatio":0.02}]},
      "video":{"send":[],"receive":[{"codecName":"H264","frameRateReceived":29,"frameHeightReceived":720,
      "totalFreezeDurationInMs":0},{"frameRateReceived":7}]},
      "screenShare":{"send":[{"bitrate":500000}],"receive":[]},
      "transports":[{"id":"t","rttInMs":30,"availableOutgoingBitrate":1500000}]}
      """
    #expect(
      samples("2024-01-16T06:26:55.900Z MediaStats sample: " + json) == [
        point("audio", "send", "rttInMs", 32, stream: "opus"),
        point("audio", "send", "audioInputLevel", 1200, stream: "opus"),
        point("audio", "receive", "jitterBufferDelayInMs", 41.5, stream: "opus"),
        point("audio", "receive", "healedRatio", 0.02, stream: "opus"),
        point("video", "receive", "frameRateReceived", 29, stream: "H264"),
        point("video", "receive", "frameHeightReceived", 720, stream: "H264"),
        point("video", "receive", "totalFreezeDurationInMs", 0, stream: "H264"),
        point("video", "receive", "frameRateReceived", 7),
        point("screenShare", "send", "bitrate", 500_000),
        point("transports", nil, "rttInMs", 30),
        point("transports", nil, "availableOutgoingBitrate", 1_500_000),
      ])
  }

  @Test func readsSummaries() {
    let json = """
      {"audio":{"send":[],"receive":[{"codecName":{"raw":["","opus"]},
      "jitterInMs":{"aggregation":{"count":4,"sum":40,"min":5,"max":20},"raw":[5,20,7,8],"timestamp":"x"},
      "bitrate":{"raw":[10,30],"timestamp":"x"},"healedRatio":{"aggregation":{"count":0,"sum":0},"raw":[]}}]}}
      """
    #expect(
      samples("MediaStats summary: " + json) == [
        MediaSample(
          medium: "audio", direction: "receive", metric: "jitterInMs", mean: 10, minimum: 5, maximum: 20,
          count: 4,
          stream: "opus"),
        MediaSample(
          medium: "audio", direction: "receive", metric: "bitrate", mean: 20, minimum: 10, maximum: 30,
          count: 2,
          stream: "opus"),
      ])
  }

  @Test func readsOldNames() {
    let nested =
      #"{"bandwidth":{"SentBWEstimate":300000},"audio":{"audioSendRtt":"25","audioSendCodecName":"opus"}}"#
    #expect(
      samples("MediaStats sample: " + nested) == [
        point("transports", nil, "availableOutgoingBitrate", 300_000),
        point("audio", "send", "rttInMs", 25, stream: "opus"),
      ])
    let middle = #"{"audio":{"receive":[{"jitterBufferInMs":210}]}}"#
    #expect(
      samples("MediaStats sample: " + middle) == [point("audio", "receive", "jitterBufferDelayInMs", 210)])
  }

  @Test func readsNothingWhereNoValueStands() {
    for text in [
      "", "MediaStats sample:", "MediaStats sample: {}", "MediaStats sample: [object Object]",
      #"MediaStats sample: {"audio":{"send":[{"rttInMs":null,"bitrate":"NaN","jitterInMs":"x","id":1}]}}"#,
      #"{"audio":{"send":[{"rttInMs":1}]}}"#,
    ] {
      #expect(samples(text) == nil, "\(text)")
    }
  }

  @Test func survivesDamageAndBoundsWhatItKeeps() {
    var generator = SeededGenerator(seed: 6)
    let text =
      #"MediaStats summary: {"video":{"send":[{"rttInMs":{"aggregation":{"count":4,"sum":40},"raw":[1e308,1]}}]}}"#
    for _ in 0..<2000 {
      let message = String(decoding: mutated(Array(text.utf8), using: &generator), as: UTF8.self)
      let found = samples(message) ?? []
      #expect(found.allSatisfy { $0.mean.isFinite && $0.count > 0 })
    }
    let many = String(repeating: #"{"bitrate":1},"#, count: 5000)
    #expect(samples("MediaStats sample: {\"audio\":{\"send\":[\(many)]}}")?.count == 1000)
  }
}
