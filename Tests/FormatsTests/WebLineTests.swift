import Evidence
import Testing

@testable import Formats

/// The JavaScript SDK's own lines, all four generations.
@Suite struct WebLineTests {
  @Test(arguments: [
    Example(
      "11/5/2020, 14:59:19:424 [CallClient] [JS.TsCalling.Pluginless] ffffffff: PluginlessStack/CallRegistry/[1a2b3c4d][login] login"
    ),
    Example(
      "Send request, method: GET, URL: https://trap.skype.com/tokens, Request options: {\"headers\":{}}"),
    Example("ECS - Config fetch complete", says: "note signalling"),
    Example(
      "azure:ACS:error 11/23/2020, 15:7:36:463 [CallClient][ACSCall{\(callA)}{Disconnected}] Call end reason=NoNgcEndpoint, code=480, subCode=10037",
      says: "A: state Disconnected", "A: end 480/10037 'NoNgcEndpoint'"),
    Example("[CallClient][ACSCall{\(callA)}{Connected}]", says: "A: state Connected"),
    Example(
      "[CallClient][ACSCall{\(callA)}{Disconnected}] Failed to start the call,[object Object]",
      says: "A: state Disconnected", "A: start failed"),
    Example("[CallClient][ACSCall{\(callA.uppercased())}{Hold}] put on hold", says: "A: state LocalHold"),
    Example("[CallClient][ACSCall{\(callA)}{Melting}] something", says: "A: mention"),
    Example(
      "azure:ACS:error 2/23/2021, 14:35:31:438 [CallClient][Trouter] [Connection] Allocation request failed. Error: Error: x, status code 200",
      says: "signalling failed"),
    Example("azure:ACS-calling:info 2024-01-16T06:26:55.900Z CallClient70 created", says: "client created"),
    Example(
      "azure:ACS-calling:info 2024-01-16T06:26:55.900Z CallClient69 op:Dispose, started ",
      says: "client disposed"),
    Example(
      "azure:ACS-calling:info 2024-01-16T06:26:55.900Z CallClient70:CallStack op:InitializeEcsBase, started "),
    Example(
      "azure:ACS-calling:info 2024-01-16T06:26:55.900Z CallClient70:CallStack:Trouter [Trouter] Start",
      says: "signalling started"),
    Example(
      "azure:ACS-calling:info 2024-01-16T06:26:55.900Z CallClient70:CallStack:Trouter Trouterservice stop",
      says: "signalling stopped"),
    Example(
      "azure:ACS-calling:warning 2024-01-16T06:26:55.900Z CallClient70:CallStack Failed to fetch base settings. Stack will initialize without default settings,CallingCommunicationError: Operation timed out",
      says: "signalling configuration-timeout"),
    Example(
      "11/5/2020, 14:59:19:424 [CallClient] [JS.TsCalling.SignalingAgent] ffffffff: received status 498, stop subscribing",
      says: "failure signalling of JS.TsCalling.SignalingAgent 498"),
    Example(
      "11/5/2020, 14:59:19:424 [CallClient] [JS.TsCalling.SignalingAgent] ffffffff: received status 200, go on"
    ),
    Example(
      "\(callA) alredy exists and maps to \(callB), which is not the same as \(callC)",
      says: "note id-collision"),
  ])
  func sdkLinesSayWhatTheySay(example: Example) throws {
    let said = try claims(in: example.line + "\n")
    #expect(said == example.claims)
  }

  @Test(arguments: [
    (
      "azure:ACS-calling:warning 2024-01-16T06:26:55.900Z CallClient1:CallStack:MA:webrtc2-1 On ICE candidate error turns:relay.communication.microsoft.com:443?transport=tcp | 192.168.1.x:65164: code 600: Address not associated",
      "ice-candidate-error"
    ),
    (
      "azure:ACS:warning 11/23/2020, 15:7:36:463 [CallClient] [JS.TsCalling.MediaAgentUnsafe] ffffffff: MA/webrtc2-7/SSM Sender with media type Video does not exist, do not update media stream",
      "media-stream-sender"
    ),
    (
      "azure:ACS-calling:info 2024-01-16T06:26:55.900Z AcsProxy Proxy url not defined, return original https://teams.microsoft.com/registrar/prod/v3/registrations",
      "proxy-not-defined"
    ),
  ])
  func noiseIsCountedAndClaimsNothing(line: String, kind: String) throws {
    let read = try evidence(of: "\(line)\n\(line)\n")
    #expect(read.observations.isEmpty)
    #expect(read.noise.map(\.kind) == [kind])
    #expect(read.noise.first?.count == 2)
    #expect(read.noise.first?.first.line == 1)
  }

  @Test func anUnansweredPingIsOneObservation() throws {
    func line(_ second: Int, _ text: String, client: Int = 1) -> String {
      "azure:ACS:info 7/17/2021, 18:19:\(second):349 CallClient\(client):CallStack:Trouter [Connection] \(text)\n"
    }
    let log =
      line(10, "Ping interval fired") + line(11, "onPingResponse") + line(20, "Ping interval fired")
      + line(21, "onPingResponse", client: 2) + line(30, "Ping interval fired") + line(31, "onPingResponse")
    let read = try evidence(of: log)
    #expect(read.transcript == ["signalling ping-unanswered"])
    #expect(read.observations.first?.source.line == 3)
    #expect(read.clientNumbers == [1, 2])
  }

  @Test(
    arguments: [
      (
        "azure:ACS-calling:info 2024-01-16T06:26:55.900Z CallClient69:CallStack:PluginlessStack:CallRegistry/1f2e3d4c:[Operation] [0a1b2c3d][Logout] executing operation...",
        "ACS-calling", "info", "CallClient69:CallStack:PluginlessStack:CallRegistry/1f2e3d4c:", 69,
        "[Operation] [0a1b2c3d][Logout] executing operation..."
      ),
      (
        "azure:ACS:info 7/7/2021, 18:19:40:532 CallClient1:CallStack:MA:DeviceManager:MediaStream:6:WebRTCProvider Constraints",
        "ACS", "info", "CallClient1:CallStack:MA:DeviceManager:MediaStream:6:WebRTCProvider", 1, "Constraints"
      ),
      (
        "azure:communication-react:calling-stateful:warning something odd",
        "communication-react:calling-stateful",
        "warning", nil, nil, "something odd"
      ),
      (
        "azure:core-rest-pipeline retryPolicy:info Retry 0: x", "core-rest-pipeline retryPolicy", "info", nil,
        nil,
        "Retry 0: x"
      ),
      (
        "azure:ACS-calling:verbose 2024-01-16T06:26:55.900Z CallClient1:TelemetryLogManager:Tel",
        "ACS-calling",
        "verbose", "CallClient1:TelemetryLogManager:Tel", 1, ""
      ),
      (
        "azure:ACS:error 2/23/2021, 14:35:31:438 [CallClient][Trouter] [Connection] no", "ACS", "error",
        "Trouter",
        nil, "[Connection] no"
      ),
      (
        "11/5/2020, 14:59:20:347 [CallClient] [JS.TsCalling.SignalingAgent] ffffffff: SignalingAgent [5e6f7081] x",
        nil, nil, "JS.TsCalling.SignalingAgent", nil, "SignalingAgent [5e6f7081] x"
      ),
      ("azure:ACS:information is no level", nil, nil, nil, nil, "azure:ACS:information is no level"),
      ("azure:ACS:info", "ACS", "info", nil, nil, ""),
    ] as [(String, String?, String?, String?, Int?, String)])
  func prefixesAreTakenApart(
    line: String, namespace: String?, level: String?, component: String?, instance: Int?, message: String
  ) {
    let record = RecordBuilder.record(Array(line.utf8), source: Source(artifact: 0, offset: 0)).record
    #expect(record.namespace == namespace)
    #expect(record.level == level)
    #expect(record.component == component)
    #expect(record.instance == instance)
    #expect(record.text == message)
  }

  @Test func linesCutAnywhereNeverInventACall() throws {
    let line =
      "azure:ACS:error 11/23/2020, 15:7:36:463 [CallClient][ACSCall{\(callA)}{Disconnected}] Call end reason=NoNgcEndpoint, code=480, subCode=10037"
    for length in 0...line.utf8.count {
      let read = try evidence(of: Array(line.utf8.prefix(length)))
      #expect(read.observations.allSatisfy { $0.callID == nil || $0.callID == GUID(callA) })
      #expect(read.artifact.records == (length == 0 ? 0 : 1))
    }
  }
}
