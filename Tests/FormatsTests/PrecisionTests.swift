import Evidence
import Testing

/// A console of an application that talks of calls, sockets, participants and requests all day: nothing of it
/// is a fact about a call.
@Suite struct PrecisionTests {
  private static let chatter = """
    App started, version 4.12.0 (build 1187)
    Connected to https://signalr.contoso.example/hub?id=\(callA)
    WebSocket connection to 'wss://push.contoso.example/socket' failed: Error during WebSocket handshake: Unexpected response code: 503
    [HMR] Waiting for update signal from WDS...
    SignalR: connection state changed from Connecting to Connected
    socket.io: disconnected, reason: transport close, code 1006
    GET https://contoso.example/api/calls?status=connected 200 (31 ms)
    GET https://contoso.example/api/calls/\(callA) 404 (Not Found)
    GET https://contoso.example/api/calls/\(callA)/participants 200 OK
    POST https://contoso.example/api/callbacks/\(callB) 500 (Internal Server Error)
    PUT https://contoso.example/users/\(callC)/presence {"availability":"InACall"}
    fetch failed: TypeError: Failed to fetch, status code 490
    AxiosError: Request failed with status code 498
    {"error":{"code":"InvalidAuthenticationToken","message":"Access token has expired.","innerError":{"request-id":"\(callA)"}}}
    {"statusCode":500,"message":"upstream connect error","traceId":"\(callB)"}
    Response { status: 401, statusText: 'Unauthorized', url: 'https://contoso.example/token' }
    OPTIONS /communication/identities?api-version=2022-10-01 204
    XHR failed loading: POST "https://browser.pipe.aria.microsoft.com/Collector/3.0/?qsp=true".
    Loaded 12 call templates in 31 ms
    Redux action: calls/fetchHistory/fulfilled { count: 12 }
    Redux action: participants/updated { added: 2, removed: 0 }
    Redux state: { calls: { status: 'idle' }, socket: { state: 'connected' } }
    useCallTimer: tick 12
    useCall: rerender because props changed
    CallScreen mounted
    CallButton: disabled because the agent is offline
    CallHistory rendered with 31 items, last call yesterday
    callQueue length 3, callWaitTime 00:01:12
    callbackUrl = https://contoso.example/api/events/\(callA)
    API call to /presence took 812 ms
    API call \(callB) finished: connected=true
    Recalling settings \(callC)
    Making the call to the pricing service, country code: 491
    phoneNumber: +14255550123, countryCode: 1, areaCode: 425
    customer said: please call me back when you are connected
    The line is ringing in my ears
    ringing sound loaded
    ringtone.mp3 buffered
    User clicked on "Disconnected devices"
    Devices: microphone (3), speaker (2), camera (1), selected: default
    deviceId: \(callA), groupId: \(callB), label: Headset
    Bluetooth device connected: Contoso Buds
    Bluetooth headset state: Connecting -> Connected
    navigator.mediaDevices.ondevicechange fired
    RTCPeerConnection iceConnectionState: checking
    RTCPeerConnection iceConnectionState changed to connected
    RTCPeerConnection connectionState = disconnected
    pc.signalingState stable
    peer \(callC) connected
    ICE candidate gathering state: complete
    DTLS transport state connecting
    data channel "chat" state: open
    [Participant 12] state: Connected
    participant 8:acs:\(callA)_00000001-0001-4000-8000-000000000001 connectionState connected
    participants: [{"id":"\(callA)","name":"Ana","state":"active"}]
    Roster: 4 participants, 1 presenter, meeting subject "Call Disconnected devices support"
    dominant speaker changed to 8:orgid:\(callB)
    chat thread created, members 4
    Message delivered id=1613694358927
    typing indicator sent to 3 participants
    Video stream 2 is available, size 1280x720
    video element state: playing
    recording consent dialog shown
    transcript ready for download
    file transfer state: Transferring 40 %
    bank transfer accepted for invoice 4711
    bytes transferred: 120311
    Order \(callA) transferred to warehouse
    database connection state: Connected
    redis: Connected to 10.0.0.4:6379
    MQTT state None
    Kafka consumer group \(callB) connected
    service worker state: activated
    Network state: online, effectiveType 4g
    network quality: good
    networkType=wifi, downlink=10
    Battery state: none
    state: Connected
    status: disconnected
    old state None new state Connected
    this.state = { connected: false, connecting: true }
    Session \(callA) started for user \(callB)
    correlation vector reset
    userId: \(callC) tenant contoso
    sessionId=\(callB) deviceModel=Pixel
    trace-id: \(callA) span-id: 00f067aa0ba902b7
    eTag "\(callC)"
    feature flags: {"newCallUI":true,"callRecording":false,"endReasonSurvey":1}
    survey: overall call score 4 of 5, code review pending
    keydown keyCode: 490 code: KeyA
    exit code 1
    npm ERR! code ELIFECYCLE errno 1
    error code: 42
    Error: Cannot read properties of undefined (reading 'callId')
    TypeError: call.state is undefined
    Warning: Each child in a list should have a unique "key" prop. Check the render method of `CallList`.
    Uncaught TypeError: participants.map is not a function
    Unhandled rejection: timeout of 5000ms exceeded
    Lint: 'endReason' is assigned a value but never used
    Setting up call agent mock for tests: skipped
    i18n: missing key "call.state.connected"
    i18n: missing key "callEndReason.487"
    analytics: event call_button_visible {"screen":"home"}
    timer: 00:12:32 elapsed
    cache hit 0.93, misses 12, keys 1187
    """.split(separator: "\n").map(String.init)

  private static let wrappings: [@Sendable (String) -> String] = [
    { $0 }, { "12:32:42.351 index.js:8 \($0)" },
    { "06-30 08:05:51.545  1182  1190 I Contoso : \($0)" },
    { "2024-01-16T06:26:55.902Z [info]: \($0)" },
    {
      "{\"level\":\"info\",\"message\":\"\($0.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\"}"
    },
  ]

  @Test(arguments: wrappings.indices)
  func chatterIsNoEvidence(wrapping: Int) throws {
    let log = PrecisionTests.chatter.map(PrecisionTests.wrappings[wrapping])
    let read = try evidence(of: log.joined(separator: "\n"))
    for observation in read.observations {
      let line = log[(observation.source.line ?? 1) - 1]
      #expect(observation.callID == nil, "\(line)")
      switch observation.claim {
      case .mention, .participant: break
      default: Issue.record("\(observation.claim) in \(line)")
      }
    }
    #expect(read.artifact.records == log.count)
    #expect(!read.identifiers.contains { $0.hasPrefix("possible-call-id") })
  }
}
