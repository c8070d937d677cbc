import Evidence
import Testing

/// Codes of ends, failures and operations in every print style, and numbers that are no such codes.
@Suite struct CodeTests {
  @Test(arguments: [
    Example("Call end reason: code: 487, subcode: 10003", says: "end 487/10003"),
    Example("callEndReason: { code: 0, subCode: 0 }", says: "end 0/0"),
    Example("callEndReason { code: 410, subCode: 3112 } callId \(callA)", says: "A: end 410/3112"),
    Example("{\"callId\":\"\(callA)\",\"callEndReason\":{\"code\":603,\"subCode\":0}}", says: "A: end 603/0"),
    Example(
      "{\"callId\":\"\(callA)\",\"callEndReason\":{\"subCode\":0,\"code\":603,\"resultCategories\":[\"Success\"],\"phrase\":\"Declined\"}}",
      says: "A: end 603/0 Success 'Declined'"),
    Example("callEndReason = Optional(code: 480, subcode: 10037)", says: "end 480/10037"),
    Example("Receive vaildate CallEndReason:487, subcode:0", says: "end 487/0"),
    Example("callEndReason=CallEndReason(code=410, subCode=10024)", says: "end 410/10024"),
    Example("CallEndReason { Code = 500, SubCode = 41033 }", says: "end 500/41033"),
    Example("CallEndReasonCode: 487 CallEndReasonSubCode: 0", says: "end 487/0"),
    Example("call_end_reason: {'code': 408, 'sub_code': 10057}", says: "end 408/10057"),
    Example("Call Disconnected { code: 487, subCode: 0 }", says: "state Disconnected", "end 487/0"),
    Example("call ended, callId: \(callA), code=0, subCode=5300", says: "A: end 0/5300"),
    Example("call.callEndReason?.code: 490, call.callEndReason?.subCode: 4502", says: "end 490/4502"),
    Example(
      "Call state changed Disconnected, callEndReason.code=496 subCode=0", says: "state Disconnected",
      "end 496/0"),
    Example(
      "callId \(callA) state Connected callEndReason { code: 0, subCode: 0 }", says: "A: state Connected"),
    Example(
      "endReason: {\"code\":\"410\",\"subCode\":\"301005\",\"resultCategories\":[\"UnexpectedClientError\"]}",
      says: "end 410/301005 UnexpectedClientError"),
  ])
  func endsAreRead(example: Example) throws {
    let said = try claims(in: example.line + "\n")
    #expect(said == example.claims)
  }

  @Test(arguments: [
    Example(
      "Uncaught (in promise): CallingCommunicationError : User stack init timeout", says: "agent failed"),
    Example(
      "CallingCommunicationError: ActionNotAllowed, code: 0, subCode: 5317",
      says: "failure CallingCommunicationError 0/5317"),
    Example(
      "{\"_code\":0,\"_subCode\":5317,\"_resultCategories\":[\"ExpectedError\"],\"name\":\"CallingCommunicationError\",\"message\":\"ActionNotAllowed\"}",
      says: "failure CallingCommunicationError 0/5317 ExpectedError 'ActionNotAllowed'"),
    Example("Uncaught (in promise) 61", says: "failure Uncaught 61"),
    Example("CommunicationServicesError: it broke", says: "failure CommunicationServicesError"),
    Example(
      "Failed to createView, reason=Failed to render stream, timeout, code=408",
      says: "failure createView of createView 408 'Failed to render stream'"),
    Example(
      "CallError: Call.mute: Operation failed (code: 412, subCode: 43225)",
      says: "failure CallError of Call.mute 412/43225"),
    Example("CallError: CallClient.createCallAgent: token expired, code 401", says: "agent failed 401"),
    Example("CallError: CallAgent.startCall: no, code: 403, subCode: 5828", says: "start failed 403/5828"),
    Example("Failed to create CallAgent, code: 401, subCode: 5300", says: "agent failed 401/5300"),
    Example("It was not possible to create a call agent.", says: "agent failed"),
    Example("call error Optional(x) code: 500, subcode: 1", says: "failure error 500/1"),
    Example(
      "handleIncomingCall {\"callId\":\"\(callA)\",\"code\":\"410\",\"subCode\":\"0\"}",
      says: "A: failure handleIncomingCall 410/0"),
    Example(
      "hold failed: CallingCommunicationError(code=412, subCode=41037, callId=\(callA))",
      says: "A: failure CallingCommunicationError 412/41037"),
  ])
  func failuresAreRead(example: Example) throws {
    let said = try claims(in: example.line + "\n")
    #expect(said == example.claims)
  }

  @Test(arguments: [
    "POST /api/token failed with status code 401", "HTTP 500 error, statusCode: 503",
    "Failed to load user, code 404",
    "GET https://contoso.example 490 error", "countryCode: 49, phone call planned",
    "exit code 1, call ended badly",
    "error code ENOTFOUND", "call the office, country code: 491", "onKeyDown keyCode: 495 in call view",
    "call ended, responseCode: 502", "error: { statusCode: 500, subject: 'call' }",
    "WebSocket closed, close code: 1006",
    "languageCode=491 for the call", "callRating code review 498", "qrCode: 490, call", "zipCode: 49000",
    "errors: 490, calls: 495", "barcode: 491 error in call", "subCode review",
    "\"code\": -1, \"subCode\": -1",
    "pin code: 4911 for the call", "postal code: 49011", "status: 490, subStatus: 12",
    "promo code: 495", "currencyCode: 978 call price", "unicode: 490 in call subject",
  ])
  func otherNumbersAreNoEnds(line: String) throws {
    let said = try claims(in: line + "\n")
    #expect(said.filter { $0.contains("end ") || $0.contains("failure") || $0.contains("failed") } == [])
  }
}
