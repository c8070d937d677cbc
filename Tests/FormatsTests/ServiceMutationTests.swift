import Evidence
import Testing

@testable import Formats

/// Whatever stands in a row or an event, reading it ends, gives bounded output, and keeps secrets.
@Suite struct ServiceMutationTests {
  private static let tables = ServiceTable.allCases.map { table in
    """
    {"Type":"\(table.rawValue)","TimeGenerated":"2026-03-04T05:06:07Z","CallClientTimeStamp":"2026-03-04T05:06:07.066Z",
    "CorrelationId":"\(Invented.call)","CallId":"\(Invented.call)","ParticipantId":"\(Invented.participant)","Identifier":"acs:x_y",
    "CallStartTime":"2026-03-04T05:06:07Z","CallDuration":"87","ParticipantDuration":1e300,"ParticipantEndReason":"487",
    "ParticipantEndSubCode":10004,"JitterAvg":3,"RoundTripTimeAvg":"4","MediaType":"Video","OperationName":"Play","ResultType":"Failed",
    "ResultSignature":"500","DurationMs":"8","OperationPayload":"{\\"DiagnosticChanged\\":\\"noNetwork\\",\\"DiagnosticQuality\\":\\"Bad\\"}",
    "MetricName":"JitterInMs","Count":2,"Sum":34,"RecordingId":"\(Invented.recording)","RecordingLength":"9","OverallRatingScore":7,
    "MessageId":"Outgoing_20260304050607b4372a0b-6cf9-4b93-8c0e-c49db855a365_noam","DeliveryStatus":"Bounced","SmtpStatusCode":"550",
    "ServerCallId":"\(Invented.serverCall)","URI":"https://a/calling/recordings/\(Invented.recording):resume","Quantity":1.5,
    "PhoneNumber":"+14255550123","StartTime":"3/4/2026, 5:06:07 AM","New":{"a":[1,"eyJhbGciOiJub25lIn0.e30.abc"]}}
    """
  }

  private static let events = [
    "CallConnected", "CallDisconnected", "ParticipantsUpdated", "PlayFailed", "RecordingStateChanged",
    "CallEnded",
    "CallParticipantAdded", "RecordingFileStatusUpdated", "SMSDeliveryReportReceived",
    "EmailDeliveryReportReceived",
    "ChatMessageReceived", "RouterJobReceived",
  ].flatMap { name in
    ["type", "eventType"].map { key in
      """
      {"\(key)":"Microsoft.Communication.\(name)","subject":"/recording/call/\(Invented.call)/recordingId/\(Invented.recording)",
      "time":"2026-03-04T05:06:07Z","data":{"correlationId":"\(Invented.call)","serverCallId":"\(Invented.serverCall)",
      "resultInformation":{"code":487,"subCode":10004,"message":"Words.","sipDetails":{"code":486}},"durationOfCall":67.5,
      "reason":{"code":0,"subCode":5000},"participants":[{"identifier":{"rawId":"\(Invented.user)"},"isMuted":true}],
      "participantId":"\(Invented.participant)","user":{"rawId":"\(Invented.user)"},"recordingStartTime":"2026-03-04T05:00:00Z",
      "recordingDurationMs":76440,"deliveryStatus":"Failed","deliveryStatusDetails":"4005 blocked","status":"Bounced","state":"active",
      "operationContext":"eyJhbGciOiJub25lIn0.e30.abc"}}
      """
    }
  }

  @Test func seedsAreRead() {
    for seed in ServiceMutationTests.tables + ServiceMutationTests.events {
      let (kind, observations) = service(seed)
      #expect(kind != nil, "\(seed.prefix(80))")
      #expect(!observations.isEmpty, "\(seed.prefix(80))")
    }
  }

  @Test func damagedRecordsAreRead() {
    var generator = SeededGenerator(seed: 23)
    for seed in ServiceMutationTests.tables + ServiceMutationTests.events {
      let bytes = Array(seed.utf8)
      for _ in 0..<60 {
        var content = bytes
        for _ in 0..<Int.random(in: 1...8, using: &generator) { damage(&content, using: &generator) }
        check(service(String(decoding: content, as: UTF8.self)).observations)
        if Bool.random(using: &generator) {
          check(serviceLine("got [\(String(decoding: content, as: UTF8.self))]"))
        }
      }
    }
  }

  private func check(_ observations: [Observation]) {
    #expect(observations.count < 50)
    for observation in observations {
      #expect(observation.text.count <= 400)
      #expect(!observation.text.contains("\n"))
      #expect(!"\(observation)".contains("eyJhbGciOiJub25lIn0.e30"))
      #expect("\(observation.claim)".utf8.count < 20_000)
      #expect((observation.testimony?.participant ?? "").utf8.count <= 600)
      #expect(observation.identifiers.count <= 100)
      #expect(observation.identifiers.allSatisfy { (1...600).contains($0.value.utf8.count) })
      #expect(
        observation.samples.allSatisfy { $0.mean.isFinite && $0.minimum.isFinite && $0.maximum.isFinite })
    }
  }

  private func damage(_ content: inout [UInt8], using generator: inout SeededGenerator) {
    guard !content.isEmpty else { return }
    let place = Int.random(in: content.indices, using: &generator)
    switch Int.random(in: 0..<7, using: &generator) {
    case 0: content[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 1: content[place] = UInt8.random(in: 0...255, using: &generator)
    case 2:
      content.removeSubrange(place..<min(content.count, place + Int.random(in: 1...60, using: &generator)))
    case 3: content.insert(contentsOf: Array("{[\"'\n\u{2192}:,9e+".utf8), at: place)
    case 4: content.insert(contentsOf: [UInt8](repeating: UInt8(ascii: "9"), count: 40), at: place)
    case 5: content.insert(contentsOf: Array("eyJhbGciOiJub25lIn0.e30.YWJj".utf8), at: place)
    default:
      let end = min(content.count, place + 200)
      content.insert(
        contentsOf: content[place..<end], at: Int.random(in: 0...content.count, using: &generator))
    }
  }
}
