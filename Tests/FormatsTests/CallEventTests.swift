import Evidence
import Testing

/// What happens in a call and around it, in applications' own words.
@Suite struct CallEventTests {
  @Test(arguments: [
    Example("Starting call", says: "start outgoing"),
    Example("startCall(['8:echo123'])", says: "start outgoing"),
    Example("Joining call", says: "start join"), Example("join call clicked", says: "start join"),
    Example("acceptCall", says: "start incoming"),
    Example("accepting call \(callA)", says: "A: start incoming"),
    Example("incomingCall.accept() for call \(callA)", says: "A: incoming"),
    Example("Start call failed", says: "start failed"), Example("Join call failed", says: "start failed"),
    Example("Failed to start call: code 403, subCode 5222", says: "start failed 403/5222"),
    Example("Failed to join the call", says: "start failed"),
    Example("Incoming call received", says: "incoming"),
    Example("onIncomingCall from 4:+14255550123", says: "incoming"),
    Example("incomingCall event { id: '\(callA)' }", says: "A: incoming"),
    Example("Incoming call cancelled"), Example("Error while handling incoming call"),
    Example("callId \(callA) direction: Incoming", says: "A: direction incoming"),
    Example("{ callId: '\(callA)', direction: 'Outgoing' }", says: "A: direction outgoing"),
    Example("startCall callId=\(callA)", says: "A: direction outgoing"),
    Example("startCall: callId=\(callA) direction=Outgoing", says: "A: direction outgoing"),
    Example("Starting outgoing call \(callA)", says: "A: direction outgoing"),
    Example("joinCall callId=\(callA)", says: "A: direction join"),
    Example("Incoming call: \(callA)", says: "A: direction incoming"),
    Example("incoming call id=\(callA)", says: "A: direction incoming"),
    Example("Receiving incoming call \(callA)", says: "A: incoming"),
    Example("Call started"), Example("startCallButton rendered"), Example("start call button disabled"),
    Example("The user will start call recording later"),
  ])
  func startsAndAnnouncements(example: Example) throws {
    let said = try claims(in: example.line + "\n")
    #expect(said == example.claims)
  }

  @Test(arguments: [
    Example("creating call agent", says: "agent creating"),
    Example("callAgent created", says: "agent created"),
    Example("Call agent disposed", says: "agent disposed"),
    Example("Call agent creation failed: { code: 401, subCode: 0 }", says: "agent failed 401/0"),
    Example("Failed to create call agent, invalid token", says: "agent failed"),
    Example("createCallAgent error 42", says: "agent failed"),
    Example("CallAgent.callsUpdated listener added"),
  ])
  func agents(example: Example) throws {
    let said = try claims(in: example.line + "\n")
    #expect(said == example.claims)
  }

  @Test(arguments: [
    Example("transferAccepted, targetCallId: \(callB)", says: "transfer Accepted B"),
    Example("transfer accepted, new call id \(callB)", says: "transfer Accepted B"),
    Example("transfer: new callId=\(callB)", says: "transfer Requested B"),
    Example("callId: \(callA) transferState: Transferring", says: "A: transfer Transferring"),
    Example("transfer state changed Transferred", says: "transfer Transferred"),
    Example("Transfer state: Failed", says: "transfer Failed"),
    Example("{\"transfer\":{\"state\":\"Failed\"},\"callId\":\"\(callA)\"}", says: "A: transfer Failed"),
    Example("call.transfer({ targetCallId: '\(callB)' }) callId \(callA)", says: "A: transfer Requested B"),
    Example("dataTransferred: 120 bytes in call"), Example("file transfer failed"),
    Example("isMuted: true callId: \(callA)", says: "A: muted true"),
    Example("call.isMuted changed to false", says: "muted false"),
    Example("Local microphone muted changed  true", says: "muted true"),
    Example("mutedByOthers", says: "muted true by others"),
    Example("Incoming audio muted changed   false"),
    Example("isRecordingActive changed: true", says: "recording Started"),
    Example("isRecordingActiveChanged false", says: "recording Ended"),
    Example("recording state: Paused", says: "recording Paused"),
    Example(
      "participantAdded 8:acs:\(callB)_00000001-0001-4000-8000-000000000001",
      says: "participant added 8:acs:\(callB)_00000001-0001-4000-8000-000000000001"),
    Example(
      "participantRemoved { identifier: '4:+14255550123' }", says: "participant removed 4:+14255550123"),
    Example(
      "Call=undefined, remoteParticipantsUpdated, added=[object Object], removed=", says: "participant added"),
    Example("remoteParticipantsUpdated, added=, removed=[object Object]", says: "participant removed"),
    Example("remoteParticipantsUpdated, added=, removed="),
  ])
  func transfersMutesRecordingsParticipants(example: Example) throws {
    let said = try claims(in: example.line + "\n")
    #expect(said == example.claims)
  }

  @Test(arguments: [
    Example("networkReconnect: Bad", says: "networkReconnect=Bad"),
    Example("diagnostic networkReceiveQuality = 2", says: "networkReceiveQuality=Poor"),
    Example("{ diagnostic: 'noNetwork', value: true, valueType: 'DiagnosticFlag' }", says: "noNetwork=true"),
    Example(
      "{\"diagnostic\":\"networkSendQuality\",\"value\":3,\"valueType\":\"DiagnosticQuality\",\"callId\":\"\(callA)\"}",
      says: "A: networkSendQuality=Bad"),
    Example("diagnosticChanged networkRelaysNotReachable true", says: "networkRelaysNotReachable=true"),
    Example("isNetworkUnavailable: true", says: "noNetwork=true"),
    Example("NetworkReconnectionQuality changed to Good", says: "networkReconnect=Good"),
    Example("onNetworkReconnectionQualityChanged BAD", says: "networkReconnect=Bad"),
    Example("onIsMicrophoneMutedUnexpectedlyChanged(true)", says: "microphoneMuteUnexpectedly=true"),
    Example("networkRelaysUnreachable value: false", says: "networkRelaysNotReachable=false"),
    Example("cameraStoppedUnexpectedly=true", says: "cameraStoppedUnexpectedly=true"),
    Example("speakingWhileMicrophoneIsMuted true", says: "speakingWhileMicrophoneIsMuted=true"),
    Example(
      "networkReceiveQuality: Good, networkSendQuality: Poor", says: "networkReceiveQuality=Good",
      "networkSendQuality=Poor"),
    Example("networkReconnect handler registered"), Example("cameraPermissionDenied listener added"),
  ])
  func diagnostics(example: Example) throws {
    let said = try claims(in: example.line + "\n")
    #expect(said == example.claims)
  }

  @Test func aDiagnosticOfSeveralLinesIsOneRecord() throws {
    let read = try evidence(
      of: """
        hello
        UFD Diagnostic changed:
        Diagnostic: networkReconnect
        Value: 3
        Value type: DiagnosticQuality
        Participant Id: 8:acs:\(callB)_00000001-0001-4000-8000-000000000001
        Participant name: Ana Example
        good-bye
        """)
    #expect(read.transcript == ["networkReconnect=Bad"])
    #expect(read.observations.first?.source.line == 2)
    #expect(read.artifact.counts.recognised == 6)
    #expect(read.artifact.counts.other == 2)
  }

  @Test(arguments: [
    Example("F/libc    (18234): Fatal signal 11 (SIGSEGV), code 2", says: "crash"),
    Example("E/AndroidRuntime: FATAL EXCEPTION: main", says: "crash"),
    Example(
      "*** Assertion failure in -[SKPPreviewVideoRenderer dealloc], SKPPreviewVideoRenderer.mm:135",
      says: "crash"),
    Example(
      "E/x: java.lang.UnsatisfiedLinkError: No implementation found for com.azure.communication.calling.status sam_start",
      says: "failure java.lang.UnsatisfiedLinkError"),
    Example("Failed to registerPushNotification", says: "note device"),
    Example("Failed to set audio session category:x", says: "note device"),
    Example("*** Assertion failure in -[UITableView x], UITableView.m:1"),
  ])
  func crashesAndDevices(example: Example) throws {
    let said = try claims(in: example.line + "\n")
    #expect(said == example.claims)
  }
}
