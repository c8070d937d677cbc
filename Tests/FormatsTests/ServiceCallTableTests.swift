import Catalog
import Evidence
import Testing

@testable import Formats

/// `ACSCallSummary`, `ACSCallDiagnostics`, and the later versions of their rows.
@Suite struct ServiceCallTableTests {
  private static let summary = """
    {"time":"2026-03-04T06:30:06.402Z","resourceId":"SUBSCRIPTIONS/0A/PROVIDERS/MICROSOFT.COMMUNICATION/COMMUNICATIONSERVICES/CONTOSO",
    "correlationId":"\(Invented.call)","operationName":"CallSummary","category":"CallSummary","properties":{
    "identifier":"acs:\(Invented.resource)_0000001f-5555-4a7b-8c9d-0a0b0c0d0e0f","callStartTime":"2026-03-04T05:06:07.100Z",
    "callDuration":87,"callType":"Group","teamsThreadId":"19:meeting_aW52ZW50ZWQ@thread.v2",
    "participantId":" \(Invented.participant)","participantStartTime":"2026-03-04T05:06:11.235Z",
    "participantDuration":"82","participantEndReason":"487","ParticipantEndSubCode":"10004","resultCategory":"ExpectedError",
    "endpointId":"\(Invented.endpoint)","endpointType":"VoIP","participantType":"ACS","sdkVersion":"1.32.1.0_stable",
    "osVersion":"Windows 10.0.22631 Arch: x64","participantTenantId":"7e7a7700-9999-4e1f-8a0b-ddddeeeeffff",
    "SomethingNew":"4 of 5"}}
    """

  @Test func aRowIsAStayAndASpan() throws {
    let (kind, observations) = service(ServiceCallTableTests.summary)
    #expect(kind == .azureMonitor)
    try #require(observations.count == 2)
    let span = observations[0]
    #expect(span.claim == .callSpan(CallSpan(seconds: 87, type: "Group")))
    #expect(span.time?.text == "2026-03-04T05:06:07.100Z")
    #expect(span.callID == GUID(Invented.call))
    #expect(span.testimony?.participant == nil)
    let row = observations[1]
    var stay = Stay()
    stay.participantID = Invented.participant
    stay.user = Invented.user
    stay.endpointID = Invented.endpoint
    stay.seconds = 82
    stay.end = EndCodes(code: 487, subCode: 10004, categories: ["ExpectedError"])
    stay.endpointType = "VoIP"
    stay.participantType = "ACS"
    stay.sdkVersion = "1.32.1.0_stable"
    stay.os = "Windows 10.0.22631 Arch: x64"
    #expect(row.stay == stay)
    #expect(row.time?.text == "2026-03-04T05:06:11.235Z")
    #expect(row.callID == GUID(Invented.call))
    #expect(
      row.testimony
        == Testimony(.service, record: "ACSCallSummary", showsCall: true, participant: Invented.participant))
    #expect(row.values(.userMRI) == [Invented.user])
    #expect(row.values(.threadID) == ["19:meeting_aW52ZW50ZWQ@thread.v2"])
    #expect(row.values(.tenantID) == ["7e7a7700-9999-4e1f-8a0b-ddddeeeeffff"])
    #expect(row.values(.resourceID).first?.hasPrefix("/subscriptions/") == true)
    #expect(
      row.text
        == "CallSummary: VoIP participant 7b1d5a90… 82 s, ended 487/10004 (ExpectedError) SomethingNew=4 of 5"
    )
  }

  @Test func aFlatRowSaysTheSame() throws {
    let row = """
      {"TenantId":"11111111-2222-4333-8444-555555555555","TimeGenerated":"2026-03-04T06:30:06Z","Type":"ACSCallSummary",
      "CorrelationId":"\(Invented.call)","Identifier":"null","CallStartTime":"null","CallDuration":"null",
      "ParticipantId":"null","ParticipantStartTime":"3/4/2026, 5:06:11.235 AM","ParticipantDuration":"5.0",
      "ParticipantEndReason":"0","ParticipantEndSubCode":"","EndpointId":"\(Invented.endpoint.uppercased())",
      "EndpointType":"PSTN","SdkVersion":"Redacted","_ResourceId":"\(Invented.arm)","SourceSystem":"x"}
      """
    let only = try #require(onlyObservation(row))
    #expect(only.stay?.end == EndCodes(code: 0))
    #expect(only.stay?.participantID == nil)
    #expect(only.stay?.sdkVersion == nil)
    #expect(only.stay?.seconds == 5)
    #expect(only.time?.text == "3/4/2026, 5:06:11.235 AM")
    #expect(only.testimony?.participant == Invented.endpoint)
    #expect(only.values(.tenantID).isEmpty, "TenantId is the workspace")
    #expect(only.values(.sdkVersion).isEmpty)
    #expect(only.text == "CallSummary: PSTN participant c0ffee00… 5 s, ended 0")
  }

  @Test func aFragmentShowsNoCall() throws {
    let row =
      #"{"participantId":"\#(Invented.participant)","participantEndReason":"0","participantDuration":5}"#
    let only = try #require(onlyObservation(row))
    #expect(only.callID == nil)
    #expect(only.testimony?.showsCall == false)
    #expect(only.testimony?.participant == Invented.participant)
  }

  @Test func wordsAreMadeWhereTheyAreShown() throws {
    let element = try #require(JSONReader.read(Array(ServiceCallTableTests.summary.utf8))?.value)
    var sink = ObservationSink(source: Source(artifact: 0, offset: 0), keepsText: false)
    _ = ServiceRecords.read(element, into: &sink)
    #expect(sink.observations.map(\.text) == ["", ""])
    #expect(
      sink.observations.map(\.claim) == service(ServiceCallTableTests.summary).observations.map(\.claim))
  }

  @Test func theServersRowIsNoParticipant() throws {
    let row = """
      {"category":"CallSummary","correlationId":"\(Invented.call)","time":"2026-03-04T06:30:06Z","properties":{
      "callStartTime":"2026-03-04T05:06:07Z","callDuration":9,"participantId":"\(Invented.call)",
      "participantEndReason":"0","endpointType":"Server"}}
      """
    let only = try #require(onlyObservation(row))
    #expect(only.claim == .callSpan(CallSpan(seconds: 9, type: nil)))
    #expect(only.values(.participantID).isEmpty)
  }

  @Test func hiddenParticipantsAreToldApart() throws {
    let row = """
      {"Type":"ACSCallSummary","CorrelationId":"\(Invented.call)","ParticipantId":"Redacted","EndpointId":"Redacted",
      "EndpointType":"VoIP","Identifier":"\(Invented.endpoint)","ParticipantEndReason":"0"}
      """
    let only = try #require(onlyObservation(row))
    #expect(only.testimony?.participant == "RedactedParticipant-VoIP-Identifier-\(Invented.endpoint)")
    #expect(only.stay?.participantID == nil)
    #expect(only.stay?.endpointID == nil)
    #expect(only.values(.userID) == [Invented.endpoint])
    #expect(only.values(.endpointID).isEmpty)
  }

  @Test(arguments: ["CallSummary", "CallSummaryUpdates", "CallSummaryPRIVPREV"])
  func aVersionMarksAnUpdate(category: String) throws {
    let row = """
      {"category":"\(category)","correlationId":"\(Invented.call)","properties":{"callupdatesversion":"3",
      "participantEndReason":"0","endpointId":"\(Invented.endpoint)"}}
      """
    let only = try #require(onlyObservation(row))
    #expect(only.testimony?.version == 3)
    #expect(only.testimony?.record == "ACSCallSummaryUpdates")
  }

  @Test(arguments: [
    #""ResultCategories":["Failure","UnexpectedServerError"]"#,
    #""ResultCategories":"[\"Failure\",\"UnexpectedServerError\"]""#,
  ])
  func resultCategoriesMayBeAList(categories: String) throws {
    let row = #"{"CorrelationId":"\#(Invented.call)","ParticipantEndReason":"503",\#(categories)}"#
    let only = try #require(onlyObservation(row))
    #expect(only.stay?.end?.categories == ["Failure", "UnexpectedServerError"])
  }

  // MARK: Streams

  private static let diagnostics = """
    {"time":"2026-03-04T06:30:06Z","correlationId":"\(Invented.call)","category":"CallDiagnostics","properties":{
    "participantId":"\(Invented.participant)","endpointType":"VoIP","mediaType":"VBSS","streamDirection":"Inbound",
    "streamId":"14884","codecName":"H264","roundTripTimeAvg":"46","roundTripTimeMax":"48","jitterAvg":31,"jitterMax":40,
    "packetLossRateAvg":0.2,"packetLossRateMax":"0.5","jitterBufferSizeAvg":201,"healedDataRatioAvg":"0.05",
    "videoFrameRateAvg":0.5,"recvResolutionHeight":700,"recvFreezeDurationPerMinuteInMs":26000,"packetUtilization":0}}
    """

  @Test func metricsHaveTheClientsNames() throws {
    let only = try #require(onlyObservation(ServiceCallTableTests.diagnostics))
    #expect(only.testimony?.participant == Invented.participant)
    #expect(only.callID == GUID(Invented.call))
    #expect(only.samples.map(\.metric).contains("rttInMs"))
    let first = only.samples.first
    #expect(
      first
        == MediaSample(
          medium: "screenShare", direction: "receive", metric: "rttInMs", mean: 46, minimum: 46, maximum: 48,
          count: 1,
          stream: "H264 14884"))
    #expect(only.text == "CallDiagnostics: VBSS inbound stream of 7b1d5a90…")
  }

  @Test func everyMetricIsJudged() throws {
    let only = try #require(onlyObservation(ServiceCallTableTests.diagnostics))
    var verdicts: [String: MediaVerdict.Quality] = [:]
    for sample in only.samples {
      verdicts[sample.metric] =
        MediaThresholds.judge(
          medium: sample.medium, direction: sample.direction, metric: sample.metric, value: sample.mean)?
        .quality
    }
    #expect(
      verdicts == [
        "rttInMs": .good, "jitterInMs": .poor, "packetLossRate": .poor, "jitterBufferDelayInMs": .poor,
        "healedRatio": .good, "frameRate": .poor, "frameHeightReceived": .poor,
        "freezeDurationPerMinuteInMs": .poor,
        "packetUtilization": .poor,
      ])
  }

  @Test func aStreamWithoutNumbersIsMentioned() throws {
    let row =
      #"{"Type":"ACSCallDiagnostics","CorrelationId":"\#(Invented.call)","MediaType":"Audio","JitterAvg":"null"}"#
    #expect(try #require(onlyObservation(row)).claim == .mention)
  }
}
