import Evidence
import Testing

@testable import Formats

/// Events of Event Grid, in its own envelope and in CloudEvents'.
@Suite struct ServiceGridEventTests {
  private static func event(_ name: String, subject: String = "", _ data: String) -> String {
    """
    {"id":"1","topic":"\(Invented.arm)","subject":"\(subject)","eventType":"Microsoft.Communication.\(name)",
    "eventTime":"2026-03-04T05:06:07.5Z","dataVersion":"1.0","metadataVersion":"1","data":{\(data)}}
    """
  }

  private static let callFields = """
    "serverCallId":"\(Invented.serverCall)","correlationId":"\(Invented.call)","group":{"id":"\(Invented.operation)"},
    "room":{"id":"99466898241024408"},"isTwoParty":false,"startedBy":{"communicationIdentifier":{"rawId":"\(Invented.user)"}}
    """

  @Test func incomingCalls() throws {
    let data = """
      "to":{"rawId":"\(Invented.user)"},"from":{"rawId":"4:+14255550123"},"serverCallId":"opaque-and-long-enough-0123456789",
      "callerDisplayName":"Invented Person","incomingCallContext":"eyJhbGciOiJub25lIn0.e30.","correlationId":"\(Invented.call)"
      """
    let (kind, observations) = service(ServiceGridEventTests.event("IncomingCall", data))
    #expect(kind == .eventGridEvents)
    let only = try #require(observations.first)
    #expect(only.claim == .incoming)
    #expect(only.testimony?.witness == .service)
    #expect(only.callID == GUID(Invented.call))
    #expect(only.values(.serverCallID) == ["opaque-and-long-enough-0123456789"])
    #expect(only.values(.userMRI).sorted() == ["4:+14255550123", Invented.user])
    #expect(only.text == "IncomingCall")
  }

  @Test func startsAndEnds() throws {
    let started = service(ServiceGridEventTests.event("CallStarted", ServiceGridEventTests.callFields))
      .observations
    #expect(started.map(\.claim) == [.callSpan(CallSpan(type: "Group"))])
    #expect(started.first?.time?.text == "2026-03-04T05:06:07.5Z")
    #expect(started.first?.values(.groupID) == [Invented.operation])
    #expect(started.first?.values(.roomID) == ["99466898241024408"])
    let data =
      ServiceGridEventTests.callFields
      + #","durationOfCall":67.5,"endedBy":{"type":"Participant"},"reason":{"code":0,"subCode":5000,"phrase":"Ended."}"#
    let ended = service(ServiceGridEventTests.event("CallEnded", data)).observations
    try #require(ended.count == 2)
    #expect(ended[0].claim == .callSpan(CallSpan(seconds: 67.5, type: "Group")))
    #expect(ended[0].time?.nanosecondOfDay == 18_300_000_000_000, "67.5 s before the event")
    #expect(ended[0].time?.text == "2026-03-04T05:06:07.5Z − 67.5 s")
    #expect(ended[1].claim == .end(EndCodes(code: 0, subCode: 5000, phrase: "Ended.")))
    #expect(ended[1].text == "CallEnded: 0/5000: Ended., after 67.5 s, by Participant")
    let bare = service(ServiceGridEventTests.event("CallEnded", ServiceGridEventTests.callFields))
      .observations
    #expect(bare.map(\.claim) == [.state(.disconnected)])
  }

  @Test func aSpanMayBeginTheDayBefore() throws {
    var cursor = ByteCursor(Array("2026-03-01T00:00:10Z".utf8))
    let time = try #require(TimeParser.parse(&cursor, clock: .field))
    let start = try #require(time.earlier(by: 20))
    #expect(start.date == .calendar(CalendarDate(year: 2026, month: 2, day: 28)))
    #expect(start.nanosecondOfDay == (86_400 - 10) * 1_000_000_000)
    #expect(time.earlier(by: -1) == nil)
    #expect(time.earlier(by: .infinity) == nil)
    #expect(time.earlier(by: .nan) == nil)
  }

  @Test func participantsComeAndGo() throws {
    let data =
      ServiceGridEventTests.callFields
      + #","user":{"communicationIdentifier":{"rawId":"\#(Invented.user)"},"role":"Attendee"},"participantId":"\#(Invented.participant)""#
    let added = service(ServiceGridEventTests.event("CallParticipantAdded", data)).observations
    try #require(added.count == 2)
    #expect(added[0].claim == .participant(.added, who: Invented.user))
    #expect(added[1].stay?.participantID == Invented.participant)
    #expect(added[1].stay?.user == Invented.user)
    #expect(added[1].stay?.seconds == nil)
    #expect(added.allSatisfy { $0.testimony?.participant == Invented.participant })
    let removed = service(ServiceGridEventTests.event("CallParticipantRemoved", data)).observations
    #expect(removed.map(\.claim) == [.participant(.removed, who: Invented.user)])
    #expect(removed.first?.text == "CallParticipantRemoved: participant 7b1d5a90…, Attendee")
  }

  @Test func aRecordingsCallStandsInTheSubject() throws {
    let data = """
      "recordingStorageInfo":{"recordingChunks":[{"contentLocation":"https://contoso.example/secret"}]},
      "recordingStartTime":"2026-03-04T05:00:00Z","recordingDurationMs":76440,"sessionEndReason":"CallEnded","storageType":"ACS"
      """
    let subject =
      "/recording/call/\(Invented.call)/serverCallId/\(Invented.serverCall)/recordingId/\(Invented.recording)"
    let observations =
      service(ServiceGridEventTests.event("RecordingFileStatusUpdated", subject: subject, data)).observations
    #expect(observations.map(\.claim) == [.note(kind: "recording"), .recording(.started)])
    for observation in observations {
      #expect(observation.callID == GUID(Invented.call))
      #expect(observation.values(.serverCallID) == [Invented.serverCall])
      #expect(observation.values(.recordingID) == [Invented.recording])
      #expect(observation.text == "RecordingFileStatusUpdated: 76.4 s, ACS, ended: CallEnded")
    }
    #expect(observations.last?.time?.text == "2026-03-04T05:00:00Z")
  }

  @Test func shortMessages() throws {
    let id = "Outgoing_20260304050607b4372a0b-6cf9-4b93-8c0e-c49db855a365_noam"
    let data = """
      "messageId":"\(id)","from":"+14255550123","to":"+14255550188","deliveryStatus":"Failed",
      "deliveryStatusDetails":"4005: blocked by the carrier","deliveryAttempts":[{"timestamp":"x"}],"tag":"t"
      """
    let report = try #require(onlyObservation(ServiceGridEventTests.event("SMSDeliveryReportReceived", data)))
    #expect(
      report.operation
        == Operation(
          name: "SMSDelivery", service: .sms, result: .expectedFailure,
          codes: EndCodes(code: 4005, phrase: "4005: blocked by the carrier")))
    #expect(report.values(.smsMessageID) == [id])
    #expect(report.testimony?.showsCall == false)
    #expect(
      report.text == "SMSDeliveryReportReceived: Failed, 4005: blocked by the carrier, 1 delivery attempt")
    let received = ServiceGridEventTests.event(
      "SMSReceived", #""messageId":"\#(id)","message":"my secret","from":"+14255550123""#)
    #expect(try #require(onlyObservation(received)).text == "SMSReceived")
  }

  @Test func emails() throws {
    let data = """
      "sender":"noreply@contoso.example","recipient":"somebody@contoso.example","messageId":"\(Invented.operation)",
      "status":"Bounced","deliveryStatusDetails":{"statusMessage":"550 5.1.1 somebody@contoso.example is unknown"}
      """
    let report = try #require(
      onlyObservation(ServiceGridEventTests.event("EmailDeliveryReportReceived", data)))
    #expect(report.operation?.codes?.code == 550)
    #expect(report.operation?.codes?.phrase == "550 5.1.1 …@contoso.example is unknown")
    #expect(report.operation?.result == .expectedFailure)
    #expect(report.values(.emailOperationID) == [Invented.operation])
    #expect(!report.text.contains("somebody"))
    let opened = ServiceGridEventTests.event(
      "EmailEngagementTrackingReportReceived",
      #""messageId":"\#(Invented.operation)","engagementType":"view""#)
    #expect(try #require(onlyObservation(opened)).text == "EmailEngagementTrackingReportReceived: view")
  }

  @Test func chat() throws {
    let data = """
      "messageBody":"my secret","senderDisplayName":"Invented Person","messageId":"1772600767000",
      "threadId":"19:0123456789abcdef0123456789abcdef@thread.v2","transactionId":"oh+LGB2dUUadMcTAdRWQxQ.1.1.1",
      "senderCommunicationIdentifier":{"rawId":"\(Invented.user)"}
      """
    let only = try #require(onlyObservation(ServiceGridEventTests.event("ChatMessageReceivedInThread", data)))
    #expect(only.claim == .note(kind: "chat"))
    #expect(only.values(.msCV) == ["oh+LGB2dUUadMcTAdRWQxQ.1.1.1"])
    #expect(only.values(.chatMessageID) == ["1772600767000"])
    #expect(only.values(.threadID) == ["19:0123456789abcdef0123456789abcdef@thread.v2"])
    #expect(only.values(.userMRI) == [Invented.user])
    #expect(only.text == "ChatMessageReceivedInThread")
  }

  @Test func othersAreKept() throws {
    let data = #""jobId":"job-7","queueId":"q","channelReference":"voice","content":"my secret","from":"x""#
    let only = try #require(
      onlyObservation(ServiceGridEventTests.event("RouterJobReceived", subject: "job/job-7", data)))
    #expect(only.claim == .note(kind: "event"))
    #expect(only.text == "RouterJobReceived: jobId job-7, queueId q, channelReference voice")
  }

  @Test func theOtherEnvelopeSaysTheSame() throws {
    let event = """
      {"id":"1","source":"\(Invented.arm)","subject":"call/\(Invented.serverCall)","type":"Microsoft.Communication.CallStarted",
      "time":"2026-03-04T05:06:07Z","specversion":"1.0","data":{"correlationId":"\(Invented.call)","isTwoParty":true}}
      """
    let (kind, observations) = service(event)
    #expect(kind == .eventGridEvents)
    #expect(observations.map(\.claim) == [.callSpan(CallSpan(type: "P2P"))])
    #expect(observations.first?.values(.serverCallID) == [Invented.serverCall])
    #expect(observations.first?.testimony?.witness == .service)
  }

  @Test(arguments: [
    #"{"eventType":"Microsoft.EventGrid.SubscriptionValidationEvent","data":{"validationCode":"x"}}"#,
    #"{"type":"Microsoft.Communication.","data":{}}"#, #"{"type":"Microsoft.Communication.a b","data":{}}"#,
  ])
  func otherEventsAreLeftAlone(json: String) {
    #expect(service(json).kind == nil)
  }
}
