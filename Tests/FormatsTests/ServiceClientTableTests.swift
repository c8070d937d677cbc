import Evidence
import Testing

@testable import Formats

/// What clients told the service of themselves.
@Suite struct ServiceClientTableTests {
  private static func operation(_ columns: String) -> String {
    """
    {"TimeGenerated":"2026-03-04T06:00:00Z","CallClientTimeStamp":"2026-03-04T05:06:07.066Z","CallId":"\(Invented.call)",
    "ParticipantId":"\(Invented.participant)","OperationId":"\(Invented.operation)","SdkVersion":"1.32.1.0_stable",
    "ClientInstanceId":"D08A3D05-DB90-415F-88A7-87AE74EDC1DD","UserAgent":"azsdk-js-communication-calling/1.32.1",
    "Type":"ACSCallClientOperations",\(columns)}
    """
  }

  @Test func operationsHaveTheirReason() throws {
    let row = ServiceClientTableTests.operation(
      #""OperationName":"StartVideo","OperationType":"client-api-request","DurationMs":"577","ResultType":"ExpectedError","ResultSignature":"403","OperationPayload":"{\"StreamType\":\"Video\",\"FailureReason\":\"Permission denied\"}""#
    )
    let only = try #require(onlyObservation(row))
    #expect(
      only.operation
        == Operation(
          name: "StartVideo", service: .calling, result: .expectedFailure,
          codes: EndCodes(code: 403, categories: ["ExpectedError"], phrase: "Permission denied"),
          milliseconds: 577))
    #expect(only.callID == GUID(Invented.call))
    #expect(only.time?.text == "2026-03-04T05:06:07.066Z")
    #expect(only.testimony?.clientInstance == "d08a3d05-db90-415f-88a7-87ae74edc1dd")
    #expect(only.testimony?.showsCall == true)
    #expect(only.values(.operationID) == [Invented.operation])
    #expect(only.values(.userAgent) == ["azsdk-js-communication-calling/1.32.1"])
    #expect(
      only.text
        == "CallClientOperations: StartVideo expectederror 403 in 577 ms StreamType=Video FailureReason=Permission denied"
    )
  }

  @Test(arguments: [
    ("Succeeded", 200, Operation.Result.succeeded), ("Success", 200, .succeeded),
    ("ExpectedClientError", 412, .expectedFailure), ("UnexpectedClientError", 408, .failed),
    ("UnexpectedServerError", 500, .failed), ("Failed", 404, .failed), ("", 200, .succeeded),
    ("Odd", 700, .failed),
  ])
  func resultsOfClientsAreRead(word: String, status: Int, result: Operation.Result) throws {
    let row = ServiceClientTableTests.operation(
      #""OperationName":"Join","ResultType":"\#(word)","ResultSignature":\#(status)"#)
    #expect(try #require(onlyObservation(row)).operation?.result == result)
  }

  @Test func anOperationBeforeTheCallHasNoCall() throws {
    let row = """
      {"Type":"ACSCallClientOperations","CallId":"","OperationName":"CallAgentInit","ResultType":"Succeeded",
      "ClientInstanceId":"d08a3d05-db90-415f-88a7-87ae74edc1dd","ResultSignature":200}
      """
    let only = try #require(onlyObservation(row))
    #expect(only.callID == nil)
    #expect(only.testimony?.showsCall == false)
    #expect(only.testimony?.clientInstance != nil)
  }

  @Test(arguments: [
    #"{"DiagnosticChanged":"NetworkReconnect","DiagnosticQuality":"Bad"}"#,
    #""{\"diagnosticChanged\":\"networkReconnect\",\"diagnosticQuality\":\"bad\"}""#,
  ])
  func diagnosticsAreDiagnostics(payload: String) throws {
    let row = ServiceClientTableTests.operation(
      #""OperationName":"UserFacingDiagnostics","ResultType":"Succeeded","OperationPayload":\#(payload)"#)
    #expect(
      try #require(onlyObservation(row)).claim
        == .diagnostic(Diagnostic(name: "networkReconnect", value: "Bad")))
  }

  @Test(arguments: ["State-changed", "SelectedDevice-changed", "PageHidden", "SelectedMicrophoneChanged"])
  func pointEventsAreNotes(name: String) throws {
    let row = ServiceClientTableTests.operation(#""OperationName":"\#(name)","ResultType":"Succeeded""#)
    let only = try #require(onlyObservation(row))
    #expect(only.claim == .note(kind: "client-event"))
    #expect(only.text.contains(name))
  }

  @Test func aRowOfStatisticsIsASample() throws {
    let row = """
      {"TimeGenerated":"2026-03-04T06:00:00Z","CallId":"\(Invented.call)","CallClientTimeStamp":"2026-03-04T05:06:07Z",
      "MetricName":"RoundTripTimeInMs","Count":"2","Sum":"34","Average":"","Minimum":"10","Maximum":"24",
      "MediaStreamDirection":"recv","MediaStreamType":"audio","MediaStreamCodec":"OPUS","AggregationIntervalSeconds":"10",
      "ParticipantId":"\(Invented.participant)","Type":"ACSCallClientMediaStatsTimeSeries"}
      """
    let only = try #require(onlyObservation(row))
    #expect(
      only.samples == [
        MediaSample(
          medium: "audio", direction: "receive", metric: "rttInMs", mean: 17, minimum: 10, maximum: 24,
          count: 2,
          stream: "OPUS")
      ])
    #expect(only.time?.text == "2026-03-04T05:06:07Z")
    #expect(only.testimony?.participant == Invented.participant)
  }

  @Test func requestsOfTheServiceAreOperations() throws {
    let row = """
      {"TimeGenerated":"2026-03-04T06:00:00Z","Type":"ACSCallClientServiceRequestAndOutcome","OperationName":"CreateConversation",
      "CorrelationId":"\(Invented.participant)","ResultType":"UnexpectedServerError","ResultSignature":503,"DurationMs":9,
      "Properties":"{\\"CallId\\":\\"\(Invented.call)\\",\\"Region\\":\\"weu\\"}"}
      """
    let only = try #require(onlyObservation(row))
    #expect(only.operation?.result == .failed)
    #expect(only.operation?.codes?.code == 503)
    #expect(only.callID == GUID(Invented.call), "the correlation ID is none")
    #expect(only.testimony?.showsCall == false)
    #expect(only.text.contains("Region=weu"))
  }
}
