import Evidence
import Testing

@testable import Formats

/// Events that Call Automation sends to an application's callback.
@Suite struct ServiceCallbackTests {
  private static func event(_ name: String, _ data: String = "") -> String {
    """
    {"id":"1","source":"calling/callConnections/\(Invented.connection)","type":"Microsoft.Communication.\(name)",
    "data":{"callConnectionId":"\(Invented.connection)","serverCallId":"\(Invented.serverCall)",
    "correlationId":"\(Invented.call)"\(data.isEmpty ? "" : "," + data)},
    "time":"2026-03-04T05:06:07.1234567+00:00","specversion":"1.0","subject":"calling/callConnections/\(Invented.connection)"}
    """
  }

  @Test func everyEventHasItsIDs() throws {
    let (kind, observations) = service(ServiceCallbackTests.event("CallConnected"))
    #expect(kind == .callAutomationEvents)
    let only = try #require(observations.first)
    #expect(only.claim == .state(.connected))
    #expect(only.callID == GUID(Invented.call))
    #expect(
      only.testimony == Testimony(.callback, record: "Microsoft.Communication.CallConnected", showsCall: true)
    )
    #expect(only.time?.text == "2026-03-04T05:06:07.1234567+00:00")
    #expect(only.values(.callConnectionID) == [Invented.connection])
    #expect(only.values(.serverCallID) == [Invented.serverCall])
    #expect(only.values(.correlationID) == [Invented.call])
  }

  @Test func anEndHasCodesAndCarrierDetails() throws {
    let data = """
      "ResultInformation":{"Code":500,"SubCode":560503,"Message":"Unexpected server error",
      "SipDetails":{"Code":486,"Message":"Busy Here"},"Q850Details":{"Code":17,"Message":"User busy"}}
      """
    let observations = service(ServiceCallbackTests.event("CallDisconnected", data)).observations
    try #require(observations.count == 2)
    #expect(
      observations[0].claim
        == .end(EndCodes(code: 500, subCode: 560503, phrase: "Unexpected server error")))
    #expect(
      observations[1].claim
        == .carrier(CarrierCause(sipCode: 486, sipText: "Busy Here", q850Code: 17, q850Text: "User busy")))
    #expect(observations[0].text == "CallDisconnected: 500/560503: Unexpected server error")
    #expect(observations[1].text == "CallDisconnected: SIP 486 Busy Here, Q.850 17 User busy")
  }

  @Test func anEndMayBePlain() throws {
    #expect(
      try #require(onlyObservation(ServiceCallbackTests.event("CallDisconnected"))).claim
        == .state(.disconnected))
  }

  @Test(arguments: ["CreateCallFailed", "AnswerFailed", "ConnectFailed"])
  func failedStarts(name: String) throws {
    let data = #""resultInformation":{"code":403,"subCode":10105,"message":""}"#
    #expect(
      try #require(onlyObservation(ServiceCallbackTests.event(name, data))).claim
        == .startFailed(EndCodes(code: 403, subCode: 10105)))
    #expect(try #require(onlyObservation(ServiceCallbackTests.event(name))).claim == .startFailed(nil))
  }

  @Test(arguments: [
    ("AddParticipantSucceeded", ParticipantChange.added), ("MoveParticipantSucceeded", .added),
    ("RemoveParticipantSucceeded", .removed),
  ])
  func participants(name: String, change: ParticipantChange) throws {
    let data =
      #""participant":{"rawId":"\#(Invented.user)","kind":"communicationUser"},"operationContext":"step 2""#
    let only = try #require(onlyObservation(ServiceCallbackTests.event(name, data)))
    #expect(only.claim == .participant(change, who: Invented.user))
    #expect(only.testimony?.participant == Invented.user)
    #expect(only.values(.userMRI) == [Invented.user])
    #expect(only.text == "\(name): participant 8:acs:…0a0b0c0d0e0f (context step 2)")
  }

  @Test func aListOfParticipantsIsCounted() throws {
    let data = """
      "participants":[{"identifier":{"rawId":"\(Invented.user)"},"isMuted":true,"isOnHold":false},
      {"identifier":{"phoneNumber":{"value":"+14255550123"}},"isMuted":false,"isOnHold":true},
      {"communicationUser":{"id":"8:acs:old_1"}}]
      """
    let only = try #require(onlyObservation(ServiceCallbackTests.event("ParticipantsUpdated", data)))
    #expect(only.claim == .note(kind: "participants"))
    #expect(only.values(.userMRI) == [Invented.user, "4:+14255550123", "8:acs:old_1"])
    #expect(only.text == "ParticipantsUpdated: 3 participants, 1 muted, 1 on hold")
  }

  @Test(arguments: [
    ("PlayFailed", 400, "Play", Operation.Result.expectedFailure), ("PlayFailed", 500, "Play", .failed),
    ("PlayCompleted", 200, "Play", .succeeded), ("RecognizeCanceled", 400, "Recognize", .expectedFailure),
    ("AddParticipantFailed", 487, "AddParticipant", .expectedFailure),
    ("SendDtmfTonesCompleted", 200, "SendDtmfTones", .succeeded), ("HoldFailed", 500, "Hold", .failed),
    ("CallTransferFailed", 404, "CallTransfer", .expectedFailure),
    ("BrandNewThingFailed", 0, "BrandNewThing", .failed),
  ])
  func operationsEndNothing(name: String, code: Int, operation: String, result: Operation.Result) throws {
    let data = #""resultInformation":{"code":\#(code),"subCode":0,"message":"Words."}"#
    let only = try #require(onlyObservation(ServiceCallbackTests.event(name, data)))
    #expect(
      only.operation
        == Operation(
          name: operation, service: .callAutomation, result: result,
          codes: EndCodes(code: code, subCode: 0, phrase: "Words.")))
  }

  @Test(arguments: [
    "PlayStarted", "TranscriptionUpdated", "MediaStreamingStarted", "HoldAudioPaused", "DialogConsent",
    "Failed",
    "ContinuousDtmfRecognitionToneReceived", "SomethingElse",
  ])
  func whatGoesOnIsANote(name: String) throws {
    let only = try #require(
      onlyObservation(ServiceCallbackTests.event(name, #""tone":"five","speech":"my secret""#)))
    #expect(only.claim == .note(kind: "call-automation"))
    #expect(only.text == name, "what people said or pressed is kept out")
  }

  @Test func recordings() throws {
    let event = """
      {"source":"calling/recordings/\(Invented.serverCall)/recordingId/\(Invented.recording)/RecordingStateChanged",
      "type":"Microsoft.Communication.RecordingStateChanged","data":{"recordingId":"recordingId","state":"active",
      "startDateTime":"2026-03-04T05:06:07Z","correlationId":"correlationId"},"time":"2026-03-04T05:06:08Z","specversion":"1.0"}
      """
    let (kind, observations) = service(event)
    #expect(kind == .callAutomationEvents)
    let only = try #require(observations.first)
    #expect(only.claim == .recording(.started))
    #expect(only.values(.recordingID) == [Invented.recording])
    #expect(only.values(.serverCallID) == [Invented.serverCall])
    #expect(only.values(.correlationID).isEmpty, "a placeholder")
    #expect(only.testimony?.showsCall == false)
    let ended = ServiceCallbackTests.event("RecordingStateChanged", #""state":"inactive""#)
    #expect(service(ended).observations.first?.claim == .recording(.ended))
    let failed = ServiceCallbackTests.event("StartRecordingFailed")
    #expect(service(failed).observations.first?.operation?.service == .callRecording)
  }

  @Test func transfersNameBothSides() throws {
    let data = """
      "resultInformation":{"code":200,"subCode":7015,"message":"Done."},"transferTarget":{"rawId":"\(Invented.user)"},
      "transferee":{"rawId":"8:orgid:\(Invented.operation)"}
      """
    let only = try #require(onlyObservation(ServiceCallbackTests.event("CallTransferAccepted", data)))
    #expect(only.claim == .transfer(.accepted, target: nil))
    #expect(only.values(.userMRI) == [Invented.user, "8:orgid:\(Invented.operation)"])
  }
}
