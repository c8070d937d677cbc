import Evidence
import Testing

@testable import Formats

private let first = "11111111-aaaa-4bbb-8ccc-000000000001"
private let second = "22222222-aaaa-4bbb-8ccc-000000000002"
private let user = "8:acs:33333333-aaaa-4bbb-8ccc-000000000003_44444444-aaaa-4bbb-8ccc-000000000004"

private func observations(_ message: String, namespace: String? = nil) -> [Observation] {
  var record = Record(message: Array(message.utf8), source: Source(artifact: 0, line: 1, offset: 0))
  record.namespace = namespace
  var sink = ObservationSink(record: record)
  UILibraryPatches().read(record, into: &sink)
  return sink.observations
}

private func claims(ofPatches patches: String) -> [Claim] {
  observations("State change: [\(patches)]", namespace: "communication-react:calling-context").map(\.claim)
}

private func patch(_ path: String..., op: String = "replace", value: String? = nil) -> String {
  let path = path.map { "\"\($0)\"" }.joined(separator: ",")
  return #"{"op":"\#(op)","path":[\#(path)]"# + (value.map { ",\"value\":\($0)" } ?? "") + "}"
}

@Suite struct UILibraryPatchesTests {
  @Test func readsStates() throws {
    let found = observations("State change: [\(patch("calls", first, "state", value: "\"InLobby\""))]")
    let observation = try #require(found.first)
    #expect(found.count == 1)
    #expect(observation.claim == .state(.inLobby))
    #expect(observation.callID == GUID(first))
    #expect(observation.text == "call state InLobby")
  }

  @Test func aCallRemovedAndAddedInOneChangeHasAnotherID() throws {
    let value = #"{"id":"\#(second)","state":"Connecting","direction":"Outgoing","isMuted":false}"#
    let remove = patch("calls", first, op: "remove")
    let add = patch("calls", second, op: "add", value: value)
    let from = try #require(GUID(first))
    let to = try #require(GUID(second))
    let expected: [Claim] = [.idChange(from: from, to: to), .state(.connecting)]
    #expect(claims(ofPatches: remove + "," + add) == expected)
    #expect(claims(ofPatches: add + "," + remove) == expected)
    let rename = patch("calls", first, "id", value: "\"\(second)\"")
    #expect(claims(ofPatches: rename) == [.idChange(from: from, to: to)])
    #expect(claims(ofPatches: [rename, remove, add].joined(separator: ",")) == expected)
  }

  @Test func aCallThatEndsIsNoIDChange() {
    let ended = #"{"id":"\#(first)","state":"Disconnected","callEndReason":{"code":410,"subCode":301005}}"#
    let patches = [
      patch("calls", first, op: "remove"), patch("callsEnded", second, op: "remove"),
      patch("callsEnded", first, op: "add", value: ended),
    ]
    #expect(
      claims(ofPatches: patches.joined(separator: ","))
        == [.state(.disconnected), .end(EndCodes(code: 410, subCode: 301005))])
  }

  @Test func readsACallAddedWhole() {
    let call = """
      {"id":"\(first)","state":"None","direction":"Incoming","callerInfo":{"displayName":"Secret Name"},
      "remoteParticipants":{"\(user)":{"displayName":"Secret Name","state":"Idle"}},
      "diagnostics":{"network":{"latest":{"noNetwork":{"value":true,"valueType":"DiagnosticFlag"}}},
      "media":{"latest":{}}},"recording":{"isRecordingActive":false},
      "info":{"participantId":"\(second)","threadId":"19:meeting_x@thread.v2"}}
      """
    let found = observations("State change: [\(patch("calls", first, op: "add", value: call))]")
    #expect(
      found.map(\.claim) == [
        .start(.incoming), .state(.none), .participant(.added, who: user),
        .participant(.state("Idle"), who: user), .diagnostic(Diagnostic(name: "noNetwork", value: "true")),
      ])
    #expect(found.allSatisfy { $0.callID == GUID(first) })
    #expect(
      found.first?.identifiers == [
        Identifier(.participantID, second), Identifier(.threadID, "19:meeting_x@thread.v2"),
      ])
    #expect(!found.contains { $0.text.contains("Secret") })
  }

  @Test func readsEndReasonsInEverySpelling() {
    let stable = patch("calls", first, "callEndReason", value: #"{"code":0,"subCode":5003}"#)
    #expect(claims(ofPatches: stable) == [.end(EndCodes(code: 0, subCode: 5003))])
    let beta = patch(
      "callEndReason", value: #"{"code":487,"subCode":0,"message":"m","resultCategories":["ExpectedError"]}"#)
    #expect(claims(ofPatches: beta).isEmpty)
    let adapter = patch("endedCall", value: #"{"id":"\#(first)","callEndReason":{"_code":487,"_subCode":0}}"#)
    #expect(claims(ofPatches: adapter) == [.end(EndCodes(code: 487, subCode: 0))])
    #expect(claims(ofPatches: patch("calls", first, "callEndReason")).isEmpty)
  }

  @Test func readsIncomingCalls() {
    let call =
      #"{"id":"\#(first)","callerInfo":{"identifier":{"kind":"communicationUser","communicationUserId":"\#(user)"}}}"#
    let found = observations("State change: [\(patch("incomingCalls", first, op: "add", value: call))]")
    #expect(found.map(\.claim) == [.incoming])
    #expect(found.first?.identifiers == [Identifier(.userMRI, user)])
    let ended = #"{"id":"\#(first)","callEndReason":{"code":487,"subCode":0}}"#
    #expect(
      claims(ofPatches: patch("incomingCallsEnded", first, op: "add", value: ended))
        == [.end(EndCodes(code: 487, subCode: 0))])
  }

  @Test func readsParticipants() {
    let patches = [
      patch("calls", first, "remoteParticipants", user, op: "add", value: #"{"state":"Connecting"}"#),
      patch("calls", first, "remoteParticipants", user, "state", value: "\"Connected\""),
      patch("calls", first, "remoteParticipants", user, "displayName", value: "\"Secret Name\""),
      patch("calls", first, "remoteParticipants", user, "isSpeaking", value: "true"),
      patch("calls", first, "remoteParticipants", user, op: "remove"),
    ]
    #expect(
      claims(ofPatches: patches.joined(separator: ",")) == [
        .participant(.added, who: user), .participant(.state("Connecting"), who: user),
        .participant(.state("Connected"), who: user), .participant(.removed, who: user),
      ])
    let table = patch("calls", first, "remoteParticipants", value: #"{"\#(user)":{"state":"Hold"}}"#)
    #expect(claims(ofPatches: table) == [.participant(.state("Hold"), who: user)])
  }

  @Test func readsDiagnosticsAtEveryLevel() {
    let bad = #"{"value":3,"valueType":"DiagnosticQuality"}"#
    let expected: [Claim] = [.diagnostic(Diagnostic(name: "networkReconnect", value: "Bad"))]
    let path = ["calls", first, "diagnostics", "network", "latest"]
    for patches in [
      patch(path[0], path[1], path[2], path[3], path[4], "networkReconnect", value: bad),
      patch(path[0], path[1], path[2], path[3], path[4], "networkReconnect", "value", value: "3"),
      patch(path[0], path[1], path[2], path[3], path[4], value: "{\"networkReconnect\":\(bad)}"),
      patch(path[0], path[1], path[2], path[3], value: "{\"latest\":{\"networkReconnect\":\(bad)}}"),
      patch(path[0], path[1], "userFacingDiagnostics", path[3], path[4], "networkReconnect", value: bad),
    ] {
      #expect(claims(ofPatches: patches) == expected)
    }
    let remote = #"{"diagnostic":"cameraFreeze","value":true,"valueType":"DiagnosticFlag"}"#
    #expect(
      claims(
        ofPatches: patch(
          "calls", first, "remoteParticipants", user, "diagnostics", "cameraFreeze", value: remote))
        == [.diagnostic(Diagnostic(name: "cameraFreeze", value: "true", participant: user))])
  }

  @Test func readsMuteRecordingHoldAndTransfer() {
    let patches = [
      patch("calls", first, "isMuted", value: "true"),
      patch("calls", first, "recording", "isRecordingActive", value: "true"),
      patch("calls", first, "recording", "isRecordingActive", value: "false"),
      patch("calls", first, "state", value: "\"RemoteHold\""),
      patch(
        "calls", first, "transfer", "acceptedTransfers", second, op: "add", value: #"{"callId":"\#(second)"}"#
      ),
    ]
    #expect(
      claims(ofPatches: patches.joined(separator: ",")) == [
        .muted(true, byOthers: false), .recording(.started), .recording(.ended), .state(.remoteHold),
        .transfer(.accepted, target: GUID(second)),
      ])
  }

  @Test func readsTransfersThatWereAskedFor() {
    let path = ["calls", first, "transfer", "requestedTransfers", "1"]
    let whole = patch(
      path[0], path[1], path[2], path[3], path[4], op: "add", value: #"{"state":"Transferring"}"#)
    let state = patch(path[0], path[1], path[2], path[3], path[4], "state", value: "\"Failed\"")
    #expect(
      claims(ofPatches: whole + "," + state)
        == [.transfer(.transferring, target: nil), .transfer(.failed, target: nil)])
  }

  @Test func readsAdaptersOfOneCall() throws {
    let call = #"{"id":"\#(first)","state":"Connected","direction":"Outgoing"}"#
    let found = observations(
      "State change: [\(patch("call", value: call)),\(patch("call", "state", value: "\"LocalHold\""))]")
    #expect(found.map(\.claim) == [.mention, .state(.connected), .state(.localHold)])
    #expect(found.map(\.callID) == [GUID(first), GUID(first), nil])
    let table = patch("calls", value: #"{"\#(second)":{"state":"Ringing"}}"#)
    #expect(claims(ofPatches: table) == [.mention, .state(.ringing)])
  }

  @Test func readsTheAgentAndWhoLeft() {
    let patches = [
      patch("callAgent", value: #"{"displayName":"Secret Name"}"#),
      patch("calls", first, "info", value: #"{"groupId":"\#(second)","roomId":"r1"}"#),
      patch("calls", first, "info", "participantId", value: "\"\(second)\""),
      patch(
        "calls", first, "remoteParticipants", user, "callEndReason", value: #"{"code":0,"subCode":5000}"#),
      patch(
        "calls", first, "remoteParticipantsEnded", user, op: "add",
        value: #"{"displayName":"Secret Name","callEndReason":{"code":410,"subCode":3100}}"#),
    ]
    let found = observations("State change: [\(patches.joined(separator: ","))]")
    #expect(
      found.map(\.claim) == [
        .agent(.created), .mention, .mention, .note(kind: "participant-end"), .note(kind: "participant-end"),
      ])
    #expect(
      found.map(\.identifiers) == [
        [], [Identifier(.groupID, second), Identifier(.roomID, "r1")], [Identifier(.participantID, second)],
        [Identifier(.userMRI, user)], [Identifier(.userMRI, user)],
      ])
    #expect(found.last?.text == "remote participant left, code 410, subCode 3100")
  }

  @Test func readsErrors() {
    let error = """
      {"target":"CallAgent.startCall","innerError":{"_code":0,"_subCode":5317,"_resultCategories":["ExpectedError"],
      "name":"CallingCommunicationError","message":"ActionNotAllowed"},"timestamp":"2024-01-16T06:26:52.689Z"}
      """
    let codes = EndCodes(code: 0, subCode: 5317, categories: ["ExpectedError"], phrase: "ActionNotAllowed")
    #expect(
      claims(ofPatches: patch("latestErrors", "CallAgent.startCall", op: "add", value: error)) == [
        .failure(Failure(name: "CallingCommunicationError", target: "CallAgent.startCall", codes: codes))
      ])
    #expect(
      claims(ofPatches: patch("latestErrors", "Call.mutedByOthers", op: "add", value: "{}"))
        == [.muted(true, byOthers: true)])
    #expect(claims(ofPatches: patch("latestErrors", "Call.hold", op: "remove")).isEmpty)
  }

  @Test(arguments: [
    ("CallAgent.startCall", Claim.start(.outgoing)), ("CallAgent.join", .start(.join)),
    ("IncomingCall.accept", .start(.incoming)), ("CallClient.createCallAgent", .agent(.creating)),
    ("Call.hangUp", .note(kind: "operation")), ("Call.hold", .note(kind: "operation")),
  ])
  func readsWhatWasAskedFor(target: String, claim: Claim) {
    let found = observations("Calling stateful client target function called: \(target)")
    #expect(found.map(\.claim) == [claim])
    #expect(found.first?.text == "\(target) called")
  }

  @Test func readsEvents() {
    let event =
      #"{"name":"CREATE_REMOTE_STREAM_FAIL","level":"error","message":"Failed to create view.","data":{"error":{"_code":408},"callId":"\#(first)"}}"#
    let found = observations(event, namespace: "communication-react:calling-stateful")
    #expect(
      found.map(\.claim)
        == [.failure(Failure(name: "CREATE_REMOTE_STREAM_FAIL", codes: EndCodes(code: 408)))])
    #expect(found.first?.callID == GUID(first))
    let info = #"{"name":"CREATING_VIEW","level":"info","message":"m","data":{}}"#
    #expect(observations(info, namespace: "communication-react:calling-stateful").isEmpty)
    #expect(observations(event).isEmpty)
  }

  @Test func readsCollisionsOfIDs() {
    let text = "console.trace \(first) alredy exists and maps to \(second), which is not the same as \(first)"
    let found = observations(text)
    #expect(found.map(\.claim) == [.note(kind: "id-collision")])
    #expect(found.first?.callID == GUID(first))
  }

  @Test func readsNothingFromOtherRecords() {
    for text in [
      "", "Call state changed  Connected", "State change: ", "State change: Connected",
      "State change: [1,[],{}]",
      "State change: [\(patch("threads", "x", "state", value: "\"Connected\""))]",
      "State change: [\(patch("calls", first, "captionsFeature", "captions", value: "[\"secret\"]"))]",
      "Calling stateful client target function called: Call.on",
      "Calling stateful client target function called: ",
    ] {
      #expect(observations(text).isEmpty, "\(text)")
    }
  }

  @Test func readsWhatACutPatchStillSays() {
    let state = patch("calls", first, "state", value: "\"Connected\"")
    #expect(claims(ofPatches: state + #",{"op":"replace","pa"#).first == .state(.connected))
  }

  @Test func survivesDamage() {
    var generator = SeededGenerator(seed: 5)
    let call = #"{"id":"\#(first)","state":"Connected","remoteParticipants":{"\#(user)":{"state":"Idle"}}}"#
    let text =
      "State change: [\(patch("calls", first, op: "add", value: call)),\(patch("calls", second, op: "remove"))]"
    let bytes = Array(text.utf8)
    for _ in 0..<3000 {
      let record = Record(message: mutated(bytes, using: &generator), source: Source(artifact: 0, offset: 0))
      var sink = ObservationSink(record: record)
      UILibraryPatches().read(record, into: &sink)
      #expect(sink.observations.allSatisfy { $0.text.utf8.count < 900 && !$0.text.contains("\n") })
    }
  }
}
