import Evidence
import Testing

@testable import Formats

/// Call Automation, recordings, captions, surveys, bills and metrics.
@Suite struct ServiceCallServiceTableTests {
  @Test func operationsOfCallAutomation() throws {
    let row = """
      {"TimeGenerated [UTC]":"5/25/2026, 5:43:25.746 PM","CorrelationId":"\(Invented.call)","OperationName":"Play",
      "OperationVersion":"3/6/23","URI":"contoso.communication.azure.com","ResultType":"Failed","ResultSignature":"404",
      "DurationMs":"82","CallConnectionId":"\(Invented.connection)","ServerCallId":"\(Invented.serverCall)","SdkVersion":"",
      "SubOperationName":"File","OperationId":"\(Invented.operation)","Type":"ACSCallAutomationIncomingOperations"}
      """
    let only = try #require(onlyObservation(row))
    #expect(
      only.operation
        == Operation(
          name: "Play", service: .callAutomation, result: .expectedFailure, codes: EndCodes(code: 404),
          milliseconds: 82))
    #expect(only.callID == GUID(Invented.call))
    #expect(only.testimony?.showsCall == true)
    #expect(only.time?.text == "5/25/2026, 5:43:25.746 PM")
    #expect(only.values(.callConnectionID) == [Invented.connection])
    #expect(only.values(.serverCallID) == [Invented.serverCall])
    #expect(only.values(.operationID) == [Invented.operation])
    #expect(only.values(.correlationID) == [Invented.call])
    #expect(only.text == "CallAutomationIncomingOperations: Play (File) failed, 404, in 82 ms")
  }

  @Test func mediaOperationsHaveTheirSubCode() throws {
    let row = """
      {"TimeGenerated":"2026-03-04T05:00:00Z","CorrelationId":"\(Invented.call)","ResultType":"Failed","OperationName":"Play",
      "OperationId":"\(Invented.operation)","PlayInLoop":"FALSE","PlayToParticipant":"TRUE","PlayInterrupted":"FALSE",
      "ResultCode":"400","ResultSubcode":"8536","ResultMessage":"Action failed, file could not be downloaded."}
      """
    let only = try #require(onlyObservation(row))
    #expect(only.testimony?.record == "ACSCallAutomationMediaSummary")
    #expect(only.operation?.result == .failed)
    #expect(
      only.operation?.codes
        == EndCodes(code: 400, subCode: 8536, phrase: "Action failed, file could not be downloaded."))
    #expect(only.text.contains("to one participant"))
    #expect(!only.text.contains("interrupted"))
  }

  @Test func streamingBeginsWhereItSays() throws {
    let row = """
      {"CorrelationId":"\(Invented.call)","CallConnectionId":"\(Invented.connection)","StreamingModality":"Transcription",
      "StreamingStartTime":"2026-03-04T05:00:00Z","StreamingDurationInMs":"1172487.9394",
      "StreamingSessionId":"\(Invented.operation)","ParticipantId":"\(Invented.participant)"}
      """
    let only = try #require(onlyObservation(row))
    #expect(only.time?.text == "2026-03-04T05:00:00Z")
    #expect(only.text == "CallAutomationStreamingUsage: Transcription for 1172.5 s, session 0be7a7e0…")
  }

  @Test func recordings() throws {
    let summary = """
      {"TimeGenerated":"2026-03-04T07:00:00Z","Category":"CallRecordingSummary","CorrelationId":"\(Invented.call)",
      "RecordingId":"\(Invented.recording)","RecordingEndReason":"CallEnded","RecordingStartTime":"2026-03-04T05:06:07Z",
      "RecordingLength":"82.94","ChunkCount":1,"FormatType":"mp4"}
      """
    let recording = try #require(onlyObservation(summary))
    #expect(recording.claim == .recording(.started))
    #expect(recording.time?.text == "2026-03-04T05:06:07Z")
    #expect(recording.values(.recordingID) == [Invented.recording])
    #expect(recording.callID == GUID(Invented.call))
    #expect(recording.text == "CallRecordingSummary: recording of 82.9 s in 1 file, mp4, ended: CallEnded")
    let operation = """
      {"TimeGenerated":"2026-03-04T07:00:00Z","Category":"CallRecordingOperational","CorrelationId":"\(Invented.call)",
      "OperationName":"ResumeCallRecording","ResultType":"Succeeded","ResultSignature":202,
      "URI":"https://contoso.communication.azure.com/calling/recordings/ \(Invented.recording):resume?api-version=1"}
      """
    let resumed = try #require(onlyObservation(operation))
    #expect(resumed.operation?.service == .callRecording)
    #expect(resumed.values(.recordingID) == [Invented.recording])
  }

  @Test func captions() throws {
    let row = """
      {"TimeGenerated":"2026-03-04T07:00:00Z","Category":"ACSCallClosedCaptionsSummary","CorrelationId":"\(Invented.call)",
      "ResultType":"Succeeded","SpokenLanguage":"en-us","EndReason":"Stopped","CancelReason":"",
      "StartTime":"2026-03-04T05:06:07Z","Duration":"66.66"}
      """
    let only = try #require(onlyObservation(row))
    #expect(only.claim == .note(kind: "captions"))
    #expect(only.callID == GUID(Invented.call))
    #expect(only.text == "CallClosedCaptionsSummary: captions in en-us for 66.7 s, succeeded, ended: Stopped")
  }

  @Test func aSurveysCorrelationIsTheParticipant() throws {
    let row = """
      {"TimeGenerated":"2026-03-04T07:00:00Z","CorrelationId":"\(Invented.participant)","Category":"CallSurvey",
      "properties":{"CallId":"\(Invented.call)","SurveyId":"\(Invented.operation)","OverallCallIssues":"CallCannotJoin",
      "OverallRatingScore":2,"OverallRatingScoreLowerBound":0,"OverallRatingScoreUpperBound":10,
      "OverallRatingScoreThreshold":5,"VideoRatingScore":4}}
      """
    let only = try #require(onlyObservation(row))
    #expect(only.claim == .note(kind: "survey"))
    #expect(only.callID == GUID(Invented.call))
    #expect(only.testimony?.showsCall == false)
    #expect(only.testimony?.participant == Invented.participant)
    #expect(only.values(.participantID) == [Invented.participant])
    #expect(only.values(.correlationID).isEmpty)
    #expect(only.text == "CallSurvey: overall 2 of 0 to 10 (low), video 4, issues: CallCannotJoin")
  }

  @Test func billsShowNoCall() throws {
    let row = """
      {"TimeGenerated":"2026-03-04T07:00:00Z","Type":"ACSBillingUsage","CorrelationId":"\(Invented.call)",
      "UsageType":"PSTN","Quantity":3,"UnitType":"minutes","StartTime":"2026-03-04T05:06:07Z",
      "UserIdA":"\(Invented.user)","UserIdB":"+14255550123"\u{20}
      """
    let ofTwo = try #require(onlyObservation(row + "}"))
    #expect(ofTwo.claim == .note(kind: "billing"))
    #expect(ofTwo.testimony?.showsCall == false)
    #expect(ofTwo.callID == GUID(Invented.call))
    #expect(ofTwo.values(.userMRI) == [Invented.user])
    let ofGroup = try #require(onlyObservation(row + #","ParticipantId":"\#(Invented.participant)"}"#))
    #expect(ofGroup.callID == nil)
    #expect(ofGroup.values(.participantID) == [Invented.participant])
  }

  @Test func metricsBelongToNoCall() throws {
    let row = """
      {"TimeGenerated":"2026-03-04T07:00:00Z","Type":"ACSCallingMetrics","CorrelationId":"1f27dac9e6d64c82cafdd6da73cdb785",
      "MetricName":"reliability/leg/UFD/CameraStoppedUnexpectedly","MetricValueAvg":99.5,"Unit":"percentage",
      "FailedLegsDcount":1,"LegsDcount":200,"CallsDcount":100,"DeviceBrowser":"Edge","DeviceModel":""}
      """
    let only = try #require(onlyObservation(row))
    #expect(only.callID == nil)
    #expect(only.testimony?.showsCall == false)
    #expect(only.values(.correlationID).isEmpty)
    #expect(
      only.text
        == "CallingMetrics: reliability/leg/UFD/CameraStoppedUnexpectedly 99.5 percentage, 100 calls, 1 of 200 legs failed DeviceBrowser=Edge"
    )
  }

  @Test func unknownTablesAreKept() throws {
    let row = """
      {"TimeGenerated":"2026-03-04T07:00:00Z","Type":"ACSCallWeatherForecast","CorrelationId":"\(Invented.call)",
      "ParticipantId":"\(Invented.participant)","Clouds":{"percent":80},"Rain":"soon","TenantId":"\(Invented.operation)"}
      """
    let only = try #require(onlyObservation(row))
    #expect(only.claim == .note(kind: "service-record"))
    #expect(only.callID == nil, "nobody knows what its correlation ID is")
    #expect(only.testimony?.record == "ACSCallWeatherForecast")
    #expect(only.values(.participantID) == [Invented.participant])
    #expect(only.values(.tenantID).isEmpty)
    #expect(only.text.hasPrefix("CallWeatherForecast: CorrelationId=\(Invented.call) ParticipantId="))
    #expect(only.text.hasSuffix(#"Clouds={"percent":80} Rain=soon"#))
    let byResource = """
      {"time":"2026-03-04T07:00:00Z","resourceId":"\(Invented.arm)","category":"NewOperational","operationName":"Do"}
      """
    #expect(only.text.count <= 400)
    #expect(service(byResource).observations.first?.claim == .note(kind: "service-record"))
  }

  @Test(arguments: [
    #"{"id":1}"#, "[]", "null", #"{"category":"Usage","level":"info","message":"x"}"#,
    #"{"type":"acs","message":"connected"}"#, #"{"roomId":"99466898241024408","state":"open"}"#,
    #"{"callConnectionId":"\#(Invented.connection)"}"#, #"{"operationName":"CallSummary"}"#,
    #"{"time":"2026-03-04T07:00:00Z","resourceId":"/subscriptions/a/providers/microsoft.compute/b","category":"X"}"#,
    #"{"id":"\#(Invented.arm)","type":"microsoft.communication/communicationservices","properties":{"hostName":"x"}}"#,
    #"{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata","value":[]}"#,
  ])
  func otherThingsAreLeftAlone(json: String) {
    let (kind, observations) = service(json)
    #expect(kind == nil)
    #expect(observations.isEmpty)
  }
}
