import Evidence
import Testing

/// Whatever stands in a file, reading it ends, gives bounded output, and keeps secrets.
@Suite struct HostileInputTests {
  private static let mixedLog = """
    azure:ACS-calling:info 2024-01-16T06:26:55.900Z CallClient1 created
    12:32:42.351 index.js:8 azure:ACS:error 11/23/2020, 15:7:36:463 [CallClient][ACSCall{\(callA)}{Disconnected}] Call end reason=NoNgcEndpoint, code=480, subCode=10037
    [33458:1201/170521.928936:INFO:CONSOLE:16] "Call state changed  Connected", source: https://contoso.example/a.js (16)
    06-30 08:05:51.545  1182  1190 D communication.ui: CallingStateWrapper(callState=DISCONNECTED, callEndReason=487, callEndReasonSubCode=0)
    2024-02-22 16:03:17.343 [#1a2b3c4d-S] T#31027 S.12 [DEBUG4] [AriaSDK.Storage] 1a2b3c4d: 2500
    2023-07-19 08:22:51.916784+0300 0x3058     Info        0x0                  599    0    contoso: (Calling) [com.azure:Calling] callInfoModel connected
    {"timestamp":"2024-01-16T06:26:55.900Z","level":"info","message":"callId: \(callB)","args":[1,{"code":487,"subCode":0}]}
    UFD Diagnostic changed:
    Diagnostic: networkReconnect
    Value: 3
    Uncaught (in promise) CallingCommunicationError: code: 412, subCode: 43225
        at Call.mute (https://contoso.example/a.js:1:23)
    {
      "callId": "\(callC)", "servercallid": "aHR0cHM6LyhcGkuZmxpZ2h0cHJveHkuhcGkuZmxpZ2h0cHJveHkuhcGkuZmxpZ2h0cHJveHku"
    }
    MediaStats sample: {"audio":{"send":[{"bitrate":1,"rttInMs":2}],"receive":[]},"transports":[]}
    call id changed from \(callA) to \(callB)
    participantAdded 8:acs:\(callB)_00000001-0001-4000-8000-000000000001, ms-cv: 225oiHMlGU+EEsMgV0MISg.0, 19:x@thread.v2
    \(callA)
    azure:communication-react:calling-context:info State change: [{"op":"replace","path":["calls","\(callA)","state"],"value":"Connected"}]

    """

  @Test func damagedLogsAreRead() throws {
    var generator = SeededGenerator(seed: 7)
    let log = Array(HostileInputTests.mixedLog.utf8)
    for mutant in 0..<2_000 {
      var content = log
      for _ in 0..<Int.random(in: 1...6, using: &generator) { damage(&content, using: &generator) }
      let read = try evidence(of: content)
      let counts = read.artifact.counts
      #expect(counts.recognised >= 0 && counts.other >= 0 && counts.cut >= 0)
      #expect(counts.recognised + counts.other + counts.cut == read.artifact.records)
      #expect(read.observations.count < 200)
      #expect(read.observations.allSatisfy { $0.text.count <= 400 && !$0.text.contains("\n") })
      if mutant.isMultiple(of: 50) { #expect(try evidence(of: content) == read) }
    }
  }

  private func damage(_ content: inout [UInt8], using generator: inout SeededGenerator) {
    guard !content.isEmpty else { return }
    let place = Int.random(in: content.indices, using: &generator)
    switch Int.random(in: 0..<7, using: &generator) {
    case 0: content[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 1: content[place] = UInt8.random(in: 0...255, using: &generator)
    case 2:
      content.removeSubrange(place..<min(content.count, place + Int.random(in: 1...80, using: &generator)))
    case 3: content.insert(contentsOf: Array("{[(\"'\n\r\u{2192}:".utf8), at: place)
    case 4: content.removeSubrange(place...)
    case 5:
      // Glues two lines together.
      if let lineBreak = content[place...].firstIndex(of: 10) { content.remove(at: lineBreak) }
    default:
      let end = min(content.count, place + 400)
      content.insert(
        contentsOf: content[place..<end], at: Int.random(in: 0...content.count, using: &generator))
    }
  }

  @Test(arguments: [
    "callId: ", "{", "\"", "a.a.a.", "callId: \(callA) ", "[{\"", "19:", "8:acs:", "/subscriptions/",
    "aHR0cHM6Ly",
    "ms-cv:", "mscv=", "azure:", "(", "Connected ", "Connecting -> Connected ", "code: 1, ", "message: \"",
    "CallError: ",
    "networkReconnect ", "ACSCall{", "eyJ.", "\\", "\u{2192}", "callid\n ", "callId: {\n", "\" callId: \n",
    "at callId)\n",
    ", callId\n", "12:00:00.000 ", "[ 06-30 ", "Name: callId:\n",
  ])
  func whateverIsRepeatedIsReadInItsTime(unit: String) throws {
    let content = [UInt8](repeatElement(Array(unit.utf8), count: (48 << 10) / unit.utf8.count).joined())
    let read = try evidence(of: content)
    #expect(read.artifact.bytes == content.count)
    #expect(read.observations.count <= content.count / 4)
  }

  @Test func secretsNeverLeaveTheLog() throws {
    let claims = "eyJhbGciOiJSUzI1NiJ9.eyJza3lwZWlkIjoiYWNzOmExIiwic2NwIjoxNzkyfQ"
    let token = claims + ".c2lnbmF0dXJlLXRoYXQtaXMtc2VjcmV0"
    let read = try evidence(
      of: """
        callId: \(callA) token=\(token) state: Connected
        Call agent created {"X-Skypetoken":"\(token)"}
        CallingCommunicationError: code: 401 Authorization: Bearer \(token)
        Login response: { callAgent: 'x', communicationUserToken: { token: "\(token)" } } created
        {"callId":"\(callB)","sdkVersion":"\(token)","participantId":"\(token)","threadId":"\(token)"}
        call agent failed with \(claims)
        Call ended callEndReason: { code: 401, subCode: 0, message: 'Invalid \(token)' }
        callId: \(callA) https://contoso.example/?state=%7B%22token%22%3A%22\(token)%22
        callId: \(callC) cut in the token \(claims.prefix(60))
        """)
    #expect(read.observations.count >= 6)
    for observation in read.observations {
      #expect(!observation.text.contains("eyJ"))
      #expect(observation.identifiers.allSatisfy { !$0.value.contains("eyJ") })
      #expect(!"\(observation.claim)".contains("eyJ"))
    }
  }

  @Test func aRecordingIDIsNoSecret() throws {
    let id = "eyJQbGF0Zm9ybUVuZHBvaW50SWQiOiI0MDFmNmUwMC0xMTExLTQxMTEtODExMS0xMTExMTExMTExMTEifQ"
    let read = try evidence(of: "callId: \(callA) recordingId: \(id)\n")
    #expect(read.identifiers == ["recording-id=\(id)"])
    #expect(read.observations.first?.text == "callId: \(callA) recordingId: \(id)")
  }
}
