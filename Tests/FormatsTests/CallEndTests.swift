import Evidence
import Testing

/// Whose end a code pair tells of, and when it is none.
@Suite struct CallEndTests {
  @Test(arguments: [
    "\"level\":\"error\"", "\"severity\":\"ERROR\"", "\"levelname\":\"ERROR\"", "\"@l\":\"Error\"",
    "\"error\":null", "\"error\":{}",
  ])
  func theLevelOfALineIsNoFailure(member: String) throws {
    let fields = "\"callId\":\"\(callA)\",\"state\":\"Disconnected\",\"code\":496,\"subCode\":7"
    let expected = ["A: state Disconnected", "A: end 496/7"]
    #expect(try claims(in: "{\"t\":\"2024-06-03T10:31:04Z\",\(member),\(fields)}\n") == expected)
    #expect(try claims(in: "{\(fields),\(member)}\n") == expected)
  }

  @Test(arguments: [
    Example(
      "remoteParticipant 8:acs:x state changed: Disconnected, endReason: {code: 490, subCode: 4502}",
      says: "participant state(\"Disconnected\")", "note participant-end"),
    Example(
      "participantRemoved 8:acs:x callEndReason code=490 subCode=4502", says: "note participant-end",
      "participant removed"),
    Example(
      "{\"event\":\"participantStateChanged\",\"callId\":\"\(callA)\",\"state\":\"Disconnected\",\"callEndReason\":{\"code\":490,\"subCode\":4502}}",
      says: "A: participant state(\"Disconnected\")", "A: note participant-end"),
    Example(
      "{\"callId\":\"\(callA)\",\"state\":\"Connected\",\"remoteParticipants\":[{\"id\":\"8:acs:x\",\"callEndReason\":{\"code\":0,\"subCode\":0}},{\"id\":\"8:acs:y\",\"callEndReason\":{\"code\":490,\"subCode\":4502}}]}",
      says: "A: state Connected", "A: note participant-end"),
    Example(
      "{\"callId\":\"\(callA)\",\"remoteParticipants\":[],\"state\":\"Disconnected\",\"callEndReason\":{\"code\":490,\"subCode\":4502}}",
      says: "A: state Disconnected", "A: end 490/4502"),
    Example(
      "callId=\(callA) participants=2 callEndReason { code: 490, subCode: 4502 }", says: "A: end 490/4502"),
  ])
  func aParticipantsEndIsNotTheCalls(example: Example) throws {
    let said = try claims(in: example.line + "\n")
    #expect(said == example.claims)
  }

  @Test(arguments: [
    Example("stateChanged Disconnected code=500 subCode=41033", says: "state Disconnected", "end 500/41033"),
    Example("disconnected, code: 490 subCode: 4502", says: "end 490/4502"),
    Example("Disconnected (490, 4502)", says: "end 490/4502"),
    Example("call ended code=490&subCode=4502", says: "end 490/4502"),
    Example("Code: 490, Sub Code: 4502", says: "end 490/4502"),
    Example("code 490 / subcode 4502", says: "end 490/4502"),
    Example("reason=NetworkError code=490 subCode=4502", says: "end 490/4502 'NetworkError'"),
    Example("errorCode: 490, errorSubcode: 4502", says: "end 490/4502"),
    Example(
      "E callId=\(callA) Disconnected, failed: code=496, subCode=7", says: "A: state Disconnected",
      "A: end 496/7"),
    Example(
      "ERROR call \(callA) state Disconnected, error code 496 sub code 7", says: "A: state Disconnected",
      "A: end 496/7"),
    Example("callId=\(callA) Call failed code=496 subCode=7", says: "A: end 496/7"),
    Example(
      "call.getCallEndReason().getCode() = 496, call.getCallEndReason().getSubCode() = 7", says: "end 496/7"),
    Example("callEndReason: 410 (3112)", says: "end 410/3112"),
    Example("endReason=410,3112", says: "end 410/3112"),
    Example("callEndReason=490/4502", says: "end 490/4502"),
    Example("CallEndReason: 490, 4502", says: "end 490/4502"),
    Example("End reason: 490 4502", says: "end 490/4502"),
    Example("callId \(callA) call ended code:496 sub:7", says: "A: end 496/7"),
    Example("call ended callId=\(callA) reason 410/3112", says: "A: end 410/3112"),
    Example(
      "Call ended unexpectedly due to error: {code: 410, subCode: 3112}, callId=\(callA)",
      says: "A: end 410/3112"),
    Example(
      "Call \(callA) state changed to Disconnected because participant left, code: 0, subCode: 5300",
      says: "A: state Disconnected", "A: end 0/5300"),
    Example(
      "onStateChanged: state=Disconnected, endReason code=0 subcode=0", says: "state Disconnected", "end 0/0"),
  ])
  func pairsOfAnEndAreRead(example: Example) throws {
    let said = try claims(in: example.line + "\n")
    #expect(said == example.claims)
  }

  @Test(arguments: [
    Example("startCall error code=403 subCode=5222 callId=\(callA)", says: "A: failure error 403/5222"),
    Example("mute failed callId=\(callA) code=412 subCode=41037", says: "A: failure error 412/41037"),
    Example("hold call failed code=412 subCode=41037", says: "failure error 412/41037"),
    Example(
      "Failed to mute callId=\(callA), already disconnected: code=412 subCode=43225",
      says: "A: failure error 412/43225"),
    Example(
      "callId=\(callA) error: { code: 412, subCode: 43225 }", says: "A: failure error 412/43225"),
    Example("hangUp failed callId=\(callA) code=412 subCode=41037", says: "A: failure error 412/41037"),
  ])
  func anOperationThatFailedIsNoEnd(example: Example) throws {
    let said = try claims(in: example.line + "\n")
    #expect(said == example.claims)
  }

  @Test(arguments: [
    "socket disconnected (1006, 1)", "call ended on page 3 of 410/3112",
    "callEndReason=487, 12 participants left behind",
  ])
  func otherPairsAreNone(line: String) throws {
    let said = try claims(in: line + "\n")
    #expect(!said.contains { $0.contains("/") })
  }
}
