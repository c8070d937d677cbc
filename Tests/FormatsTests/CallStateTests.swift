import Evidence
import Testing

/// Call states next to a label, in every platform's spelling, and states that are no call's.
@Suite struct CallStateTests {
  @Test(arguments: [
    Example("Call state changed  Connecting", says: "state Connecting"),
    Example("Call state changed to: Connected", says: "state Connected"),
    Example("callState: 'InLobby'", says: "state InLobby"),
    Example("call.state = EarlyMedia", says: "state EarlyMedia"),
    Example("call state is now RemoteHold", says: "state RemoteHold"),
    Example("[Call \(callA)] state changed: Ringing", says: "A: state Ringing"),
    Example("Call \(callA) is Connected", says: "A: state Connected"),
    Example(" LOG  [ACS Calling] Call \(callA) state: Disconnecting", says: "A: state Disconnecting"),
    Example("{\"callId\":\"\(callA)\",\"state\":\"Connected\"}", says: "A: state Connected"),
    Example(
      "{\"event\":\"stateChanged\",\"call\":{\"id\":\"\(callA)\",\"state\":\"Ringing\"}}",
      says: "A: state Ringing"),
    Example("Optional(\"\(callA)\") call state: CallState.connected", says: "state Connected"),
    Example("callId: Optional(\"\(callA)\"), state: CallState.connected", says: "A: state Connected"),
    Example("Call(id: \"\(callA)\", state: ACSCallState.remoteHold)", says: "A: state RemoteHold"),
    Example("call.id=\(callA) call.state=5", says: "A: state Connected"),
    Example("callState=5 callId=\(callA)", says: "A: state Connected"),
    Example(
      "D/communication.ui: CallingStateWrapper(callState=CONNECTED, callEndReason=0, callEndReasonSubCode=0)",
      says: "state Connected"),
    Example(
      "D/communication.ui: CallingStateWrapper(callState=DISCONNECTED, callEndReason=487, callEndReasonSubCode=0)",
      says: "state Disconnected", "end 487/0"),
    Example(
      "D/communication.ui: CallingStateWrapper(callState=EARLY_MEDIA, callEndReason=0)",
      says: "state EarlyMedia"),
    Example("CallState: IN_LOBBY (call id \(callA))", says: "A: state InLobby"),
    Example("CallId = \(callA), State: LocalHold", says: "A: state LocalHold"),
    Example("CallId: \(callA) State: Connected", says: "A: state Connected"),
    Example("{'call_id': '\(callA)', 'call_state': 'Ringing'}", says: "A: state Ringing"),
    Example(
      "CallInfo(call_id=UUID('\(callA)'), state=<CallState.CONNECTED: 'Connected'>)",
      says: "A: state Connected"),
    Example("{ callId: '\(callA)', state: 'Connected' }", says: "A: state Connected"),
    Example("Dispatch State Update: connected", says: "state Connected"),
    Example("callInfoModel connected", says: "state Connected"),
    Example("::::CallingDemoView::getEventsHandler::onCallStateChanged connected", says: "state Connected"),
    Example("Call state changed from Connecting to Connected", says: "state Connected"),
    Example("callState: Connecting -> Connected", says: "state Connected"),
    Example("call state \u{201c}Connecting\u{201d} \u{2192} \u{201c}Ringing\u{201d}", says: "state Ringing"),
    Example("Call state changed, old state: Ringing, new state: Connected", says: "state Connected"),
    Example("Call state: None", says: "state None"),
    Example("[caller] state Connecting callId \(callA)", says: "A: state Connecting"),
    Example("callee: state Connected callId \(callA)", says: "A: state Connected"),
    Example(
      "06-30 08:05:51.545  1182  1190 I Call    : state: CONNECTED, id: \(callA)", says: "A: state Connected"),
    Example("Call state: CONNECTED id=\(callA)", says: "A: state Connected"),
    Example("Call state CONNECTED (id=\(callA))", says: "A: state Connected"),
    Example("[\(callA)] call state: Connected", says: "A: state Connected"),
    Example("[\(callA)] state: EarlyMedia", says: "A: state EarlyMedia"),
    Example("stateChanged Connected", says: "state Connected"),
    Example("state changed: Connected", says: "state Connected"),
    Example("state: Connecting -> Connected", says: "state Connected"),
  ])
  func statesAreReadNextToALabel(example: Example) throws {
    let said = try claims(in: example.line + "\n")
    #expect(said == example.claims)
  }

  @Test(arguments: [
    Example("socket state: Connected"), Example("WebSocket connected"),
    Example("iceConnectionState: connected"),
    Example("peerConnection.connectionState = connected"),
    Example("RTCPeerConnection connection state: connecting"),
    Example("recording state: connected"), Example("SignalR connection state changed: Disconnected"),
    Example("Connected"), Example("Connected to the database"), Example("connecting..."),
    Example("MQTT client Disconnected"), Example("redis state = Connected"), Example("device state: None"),
    Example("transfer state: None"), Example("network state Connected"),
    Example("Bluetooth headset state: Connected"),
    Example("Trouter state: Connected"), Example("phone is ringing"),
    Example("video stream state: Connected"),
    Example("the call button state is none of your business"), Example("chat thread state: Connected"),
    Example("data channel state: Connecting"), Example("push notification channel connected"),
    Example("serverConnection state: Connected"),
    Example("state: Connected"), Example("ConnectionState changed to Disconnected"),
    Example("callClient state: Connected"), Example("callback state: Connected"),
    Example("API call state: connected"), Example("systemCallState: connected"),
    Example("06-30 08:05:51.545  1182  1190 I Callback: state: CONNECTED, id: \(callA)"),
    Example("[\(callA)] state: Connected"), Example("hub stateChanged Connected"),
    Example("state changed: Connected (socket 12)"), Example("stateChanged Disconnected: MQTT transport"),
    Example("player state: Connecting -> Connected"), Example("GET /calls/state Connected 200"),
    Example("useCallStateHook connecting things"), Example("disconnectedCallCount: 0"),
  ])
  func otherStatesAreNoCalls(example: Example) throws {
    let states = try claims(in: example.line + "\n").filter {
      $0.contains("state") && !$0.contains("participant")
    }
    #expect(states == [])
  }

  @Test(arguments: [
    Example("Call agent connection state changed from Connected to Disconnected", says: "agent disconnected"),
    Example("CallAgent connectionState: Connected", says: "agent connected"),
    Example(
      "Call agent connection state changed from Connected to Disconnected, reason invalidToken",
      says: "agent disconnected invalidtoken"),
    Example("teamsCallAgent connectionState: Disconnected", says: "agent disconnected"),
    Example("remote participant state: Connected", says: "participant state(\"Connected\")"),
    Example(
      "participant 8:acs:\(callB)_00000001-0001-4000-8000-000000000001 state changed: InLobby",
      says: "participant state(\"InLobby\") 8:acs:\(callB)_00000001-0001-4000-8000-000000000001"),
    Example("remoteParticipant.state = Idle"),
    Example("Call \(callA) remote participant state: Hold", says: "A: participant state(\"Hold\")"),
  ])
  func statesOfAgentsAndParticipantsAreTheirs(example: Example) throws {
    let said = try claims(in: example.line + "\n")
    #expect(said == example.claims)
  }
}
