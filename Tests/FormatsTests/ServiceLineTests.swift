import Evidence
import Testing

@testable import Formats

/// Events and rows that an application printed into its log.
@Suite struct ServiceLineTests {
  private static let event = """
    {"id":"1","source":"calling/callConnections/\(Invented.connection)","type":"Microsoft.Communication.CallDisconnected","data":{"callConnectionId":"\(Invented.connection)","correlationId":"\(Invented.call)","resultInformation":{"code":487,"subCode":10004,"message":"Ended."}},"time":"2026-03-04T05:06:07Z","specversion":"1.0"}
    """

  @Test(arguments: [
    ServiceLineTests.event, "[\(ServiceLineTests.event)]",
    "[INFO] {worker} Webhook body: [\(ServiceLineTests.event)] done",
    "POST /api/callbacks [1] b'[\(ServiceLineTests.event)]'",
  ])
  func eventsAreReadInLines(line: String) throws {
    let observations = serviceLine(line)
    #expect(observations.map(\.claim) == [.end(EndCodes(code: 487, subCode: 10004, phrase: "Ended."))])
    #expect(observations.first?.testimony?.witness == .callback)
    #expect(observations.first?.callID == GUID(Invented.call))
  }

  @Test func severalEventsStandOnOneLine() {
    let other = ServiceLineTests.event.replacing("CallDisconnected", with: "PlayFailed")
    #expect(serviceLine("got [\(other), \(ServiceLineTests.event)]").count == 2)
  }

  @Test(arguments: [
    "Received event Microsoft.Communication.CallConnected for call connection id: \(Invented.connection)",
    "Received event CallConnected for call connection id: \(Invented.connection)",
    "CallConnected event received, callConnectionId=\(Invented.connection)",
    "Event type: Azure.Communication.CallAutomation.CallConnected, CallConnectionId: \(Invented.connection)",
  ])
  func namesAndIDsAreEnough(line: String) throws {
    let observations = serviceLine(line)
    #expect(observations.map(\.claim) == [.state(.connected)])
    #expect(observations.first?.values(.callConnectionID) == [Invented.connection])
    #expect(observations.first?.testimony?.record == "Microsoft.Communication.CallConnected")
    #expect(observations.first?.testimony?.showsCall == false)
  }

  @Test(arguments: [
    #"CallDisconnected: {"CallConnectionId":"\#(Invented.connection)","CorrelationId":"\#(Invented.call)","ResultInformation":{"Code":487,"SubCode":10004,"Message":"Ended."}}"#,
    #"[worker] got event calldisconnected {"callConnectionId":"\#(Invented.connection)","correlationId":"\#(Invented.call)","resultInformation":{"code":487,"subCode":10004,"message":"Ended."}}"#,
  ])
  func eventsOfAServersSDKAreReadInLines(line: String) throws {
    let observations = serviceLine(line)
    #expect(observations.map(\.claim) == [.end(EndCodes(code: 487, subCode: 10004, phrase: "Ended."))])
    #expect(observations.first?.callID == GUID(Invented.call))
    #expect(observations.first?.testimony?.record == "Microsoft.Communication.CallDisconnected")
  }

  @Test func rowsAreReadInLines() throws {
    let row =
      #"{"CorrelationId":"\#(Invented.call)","ParticipantEndReason":"0","ParticipantId":"\#(Invented.participant)"}"#
    let observations = serviceLine("query gave \(row)")
    #expect(observations.map(\.testimony?.record) == ["ACSCallSummary"])
    #expect(observations.first?.stay?.end == EndCodes(code: 0))
  }

  @Test(arguments: [
    "Call state changed Connected, callId: \(Invented.call)", "callConnectionId: \(Invented.connection)",
    "Registered provider Microsoft.Communication.Core {\"version\": 2}",
    #"{"TimeGenerated": "x", "message": "y"}"#,
    "Microsoft.Communication. [ { {{{ [[[",
  ])
  func otherLinesAreNoTestimony(line: String) {
    #expect(serviceLine(line).allSatisfy { $0.testimony == nil })
  }

  @Test func logsWithEventsAreRead() throws {
    let log = """
      2026-03-04 05:06:06.000 INFO  starting
      2026-03-04 05:06:07.100 INFO  callback [\(ServiceLineTests.event)]
      2026-03-04 05:06:08.000 INFO  done
      """
    let read = try evidence(of: log)
    #expect(read.observations.map(\.claim) == [.end(EndCodes(code: 487, subCode: 10004, phrase: "Ended."))])
    #expect(read.observations.first?.source.line == 2)
    #expect(read.observations.first?.time?.text == "2026-03-04T05:06:07Z")
  }
}
