import Calls
import Catalog
import Evidence
import Testing

/// What the tickets of `Fixtures` must give, whatever the words of the reports: who was in which call under which IDs,
/// how it ended, what it means, what is missing.
@Suite struct ExpectationTests {
  // MARK: Identity

  @Test func theFirstCallerKeepsItsID() async throws {
    let analysis = await Ticket(name: "first-caller-keeps-id").analysis()
    let call = try #require(analysis.calls.first)
    #expect(analysis.calls.count == 1)
    #expect(call.idFacts == ["3f6d2a10-5b1e-4c7a-9d02-7a1be0c4d501 final explicit"])
    #expect(call.path() == "Connecting Ringing Connected Disconnecting Disconnected")
    #expect(call.endFact == "0/0")
    #expect(call.endReason?.outcome == .success)
    #expect(call.startTime?.basis == .derived)
    #expect(call.connectedTime?.instant.rfc3339 == "2024-05-14T07:14:09.215Z")
    #expect(call.durationSeconds == 42.091)
    #expect(call.flags.isEmpty)
    #expect(analysis.findings.allSatisfy { $0.severity == .info })
  }

  @Test func anIDIsReplacedTwice() async throws {
    let analysis = await Ticket(name: "id-replaced-while-connecting").analysis()
    let call = try #require(analysis.calls.first)
    #expect(analysis.calls.count == 1)
    #expect(
      call.idFacts == [
        "71c0a3e4-2f5d-4b68-8e91-64d0cf1b2a01 initial explicit",
        "9d4e7b22-0c61-4f3a-b5d8-1e2f3a4b5c02 alias explicit",
        "2b9e5f33-7a84-4d19-a6c7-0f1e2d3c4b03 final explicit",
      ])
    #expect(call.legs.count == 1)
    #expect(call.endFact == "0/0")
  }

  @Test func twoParticipantsAreInOneCall() async throws {
    let analysis = await Ticket(name: "two-participants").analysis()
    let call = try #require(analysis.calls.first)
    #expect(analysis.calls.count == 1)
    #expect(
      Set(call.idFacts) == [
        "a11ce001-6d2b-4f0a-8c53-9b7e2d1f4a01 initial explicit",
        "b0b00002-7e3c-4a1b-9d64-8c7f3e2a5b02 initial explicit",
        "c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10 final explicit",
      ])
    #expect(call.clients.map(\.artifacts) == [[0], [1]])
    #expect(call.legEnds == ["0/0", "490/4502"])
    #expect(call.endFact == "490/4502")
    #expect(call.endReason?.outcome == .network)
    #expect(call.flags == [.network])
    #expect(call.legs[0].direction == .outgoing)
    #expect(call.legs[0].user == nil, "whom Alice sees added is not Alice")
    #expect(call.legs[1].participantID == "7d3f1c52-90ab-4cde-8f01-23456789ab02")
    #expect(call.diagnosticFacts.last == "networkReconnect=Bad")
    #expect(!analysis.findingKinds.contains("participant-log-missing"))
    #expect(analysis.artifacts[0].lastTime?.instant.rfc3339 == "2024-03-19T09:36:45.389Z")
    #expect(analysis.noise.map(\.kind) == ["ice-candidate-error"])
  }

  @Test func consoleAndDownloadAreOneClient() async throws {
    let analysis = await Ticket(name: "console-and-download").analysis()
    let call = try #require(analysis.calls.first)
    #expect(analysis.calls.count == 1)
    #expect(call.clients.map(\.artifacts) == [[0, 1]])
    #expect(call.path() == "Connecting Connected Disconnecting Disconnected")
    #expect(call.quality.contains { $0.metric == "audio.send.jitterInMs" && $0.verdict == "poor" })
    #expect(analysis.outsideCalls.count { $0.kind == "client" } == 1)
    #expect(call.timeline.contains { $0.kind == "media" }, "the statistics were taken during the call")
  }

  @Test func whatIsAttachedTwiceCountsOnce() async throws {
    let analysis = await Ticket(name: "duplicate-attachments").analysis()
    let call = try #require(analysis.calls.first)
    #expect(analysis.calls.count == 1, "the excerpt is of the same client")
    #expect(call.path() == "Connecting Connected Disconnecting Disconnected")
    #expect(call.allEnds == ["0/0"])
    #expect(call.diagnostics.count == 1)
    #expect(Set(analysis.findings.filter { $0.kind == "duplicate-artifact" }.map(\.artifact)) == [1, 2])
  }

  @Test func anIDOfTheTicketTextIsNoCall() async throws {
    let id = "5eef0009-1d1d-4e4e-8f8f-2c2c3b3b4a09"
    let analysis = await Ticket(name: "id-not-in-logs").analysis()
    #expect(analysis.keys == ["5eef0001-1d1d-4e4e-8f8f-2c2c3b3b4a01"])
    #expect(analysis.values(.possibleCallID) == [id])
    #expect(analysis.values(.msCV) == ["dGVzdGluZ29ubHkxMjM0NQ.0"])
    #expect(analysis.findingKinds == ["id-not-in-logs"])
    let selected = analysis.selecting(Selection(call: id))
    #expect(selected.calls.isEmpty)
    #expect(selected.findings.map(\.kind) == ["call-not-found"])
  }

  @Test func anIDOfTheTicketTextEndsWithOne() throws {
    let folder = Ticket(name: "id-not-in-logs").folder
    let id = "5eef0009-1d1d-4e4e-8f8f-2c2c3b3b4a09"
    #expect(try Program.run(["scan", "attachments", "--call", id], in: folder).exitCode == 1)
  }

  // MARK: Several calls

  @Test func interleavedCallsStayApart() async throws {
    let analysis = await Ticket(name: "interleaved-calls").analysis()
    let first = try #require(analysis.call("0a1b2c3d-1111-4e5f-8a9b-0c1d2e3f4a11"))
    let second = try #require(analysis.call("0a1b2c3d-2222-4e5f-8a9b-0c1d2e3f4a22"))
    #expect(analysis.calls.count == 2)
    #expect(first.path() == "Connecting Connected LocalHold Connected Disconnected")
    #expect(first.legs.first?.phases.hold == 95)
    #expect(first.endFact == "0/0")
    #expect(second.path() == "Connecting Ringing Disconnected")
    #expect(second.endFact == "487/0")
    #expect(first.related.isEmpty && second.related.isEmpty)
    #expect(first.states.allSatisfy { !$0.impossible })
  }

  @Test func aTransferLinksTwoCalls() async throws {
    let analysis = await Ticket(name: "transfer").analysis()
    let first = try #require(analysis.call("7e110001-5a5a-4b4b-8c8c-d9d9e0e0f001"))
    let second = try #require(analysis.call("7e110002-5a5a-4b4b-8c8c-d9d9e0e0f002"))
    #expect(analysis.calls.count == 2)
    #expect(first.relationFacts == ["transferred-to \(second.key)"])
    #expect(second.relationFacts == ["transferred-from \(first.key)"])
    #expect(first.related.first?.evidence == .explicit)
    #expect([first.endFact, second.endFact] == ["0/0", "0/0"])
  }

  @Test func aRejoinIsASecondLeg() async throws {
    let analysis = await Ticket(name: "rejoin-after-network-loss").analysis()
    let call = try #require(analysis.calls.first)
    #expect(analysis.calls.count == 1)
    #expect(
      call.idFacts == [
        "d00d0001-1234-4abc-8def-000000000a01 initial explicit",
        "d00d00ff-1234-4abc-8def-000000000aff final explicit",
        "d00d0002-1234-4abc-8def-000000000a02 initial explicit",
      ])
    #expect(call.legEnds == ["410/301005", "0/0"])
    #expect(call.endFact == "410/301005")
    #expect(call.endReason?.outcome == .network)
    #expect(call.flags.isEmpty, "410 raises none; the meaning does")
    #expect(call.values(.groupID) == ["99990000-aaaa-4bbb-8ccc-ddddeeee0001"])
    #expect(call.diagnosticFacts.prefix(2) == ["networkReconnect=Bad", "noNetwork=true"])
  }

  @Test func aRetryIsAnotherCall() async throws {
    let analysis = await Ticket(name: "retry-after-failed-start").analysis()
    let first = try #require(analysis.call("4e7a0001-9f9f-4a4a-8b8b-c7c7d6d6e501"))
    let second = try #require(analysis.call("4e7a0002-9f9f-4a4a-8b8b-c7c7d6d6e502"))
    #expect(analysis.calls.map(\.key) == [first.key, second.key])
    #expect(first.relationFacts == ["retried-by \(second.key)"])
    #expect(second.relationFacts == ["retry-of \(first.key)"])
    #expect(first.endFact == "480/10037")
    #expect(first.endReason?.codes.phrase == "NoNgcEndpoint")
    #expect(first.connectedTime == nil)
    #expect(
      first.endTime?.instant.rfc3339 == "2024-01-30T12:00:05.600Z",
      "the end without a time has a second line with one")
    #expect(second.endFact == "0/0")
  }

  // MARK: What is missing

  @Test func aCutLogGetsNoEnd() async throws {
    let analysis = await Ticket(name: "log-cut-short").analysis()
    let call = try #require(analysis.calls.first)
    #expect(analysis.keys == ["c07c0001-6b6b-4a4a-9d9d-1e1e2f2f3001"])
    #expect(call.path() == "Connected LocalHold Connected")
    #expect(call.endReason == nil && call.endTime == nil && call.durationSeconds == nil)
    #expect(
      analysis.findingKinds == [
        "log-ends-before-call-end", "log-starts-mid-call", "first-client-not-in-log",
      ])
  }

  @Test func endReasonsThatDisagreeAreBothKept() async throws {
    let analysis = await Ticket(name: "end-reasons-disagree").analysis()
    let call = try #require(analysis.calls.first)
    #expect(analysis.calls.count == 1)
    #expect(Set(call.allEnds) == ["410/301005", "0/0"])
    #expect(call.legs.count == 1)
    #expect(call.endTime?.instant.rfc3339 == "2024-09-10T08:09:30.000Z")
    #expect(analysis.findingKinds == ["end-reasons-disagree"])
  }

  @Test func statesWithoutIDsMakeCalls() async throws {
    let analysis = await Ticket(name: "logcat-without-ids").analysis()
    #expect(analysis.kinds == ["logcat"])
    #expect(analysis.calls.count == 2)
    #expect(analysis.calls.allSatisfy { $0.callID == nil && $0.ids.isEmpty })
    #expect(analysis.calls.map(\.endFact) == ["410/3101", "603/0"])
    #expect(analysis.calls.map { $0.endReason?.outcome } == [.network, .success])
    #expect(analysis.calls.allSatisfy { $0.startTime?.basis == .unknown })
    #expect(analysis.calls.allSatisfy { $0.clients.map(\.platform) == ["android"] })
  }

  @Test func aFailedCallAgentIsAResult() async throws {
    let analysis = await Ticket(name: "failed-call-agent").analysis()
    #expect(analysis.calls.isEmpty)
    #expect(analysis.findingKinds == ["call-agent-failed", "signalling-unreachable", "token-expired"])
    let codes = analysis.outsideCalls.filter { $0.kind == "agent" }.map { $0.codes?.fact }
    #expect(codes == ["408/40104", "401/40235"])
  }

  @Test func noiseMakesNoCall() async throws {
    let analysis = await Ticket(name: "noise-only").analysis()
    #expect(analysis.calls.isEmpty && analysis.outsideCalls.isEmpty)
    #expect(analysis.findings.allSatisfy { $0.severity == .info })
    let noise = Dictionary(uniqueKeysWithValues: analysis.noise.map { ($0.kind, $0.count) })
    #expect(
      noise == [
        "ice-candidate-error": 3, "media-stream-sender": 2, "proxy-not-defined": 1, "tags-truncated": 1,
      ])
  }

  // MARK: Any alias

  @Test(arguments: Ticket.all) func everyAliasSelectsItsCall(of ticket: Ticket) async {
    let analysis = await ticket.analysis()
    for call in analysis.calls {
      for name in [call.key] + call.ids.map(\.id.description) {
        #expect(analysis.selecting(Selection(call: name)).calls.map(\.key) == [call.key])
        #expect(analysis.selecting(Selection(call: name.uppercased())).calls.map(\.key) == [call.key])
      }
    }
  }

  @Test func theProgramTakesAnAlias() throws {
    let folder = Ticket(name: "two-participants").folder
    let arguments = ["timeline", "--format", "json", "attachments"]
    let whole = try Program.run(arguments, in: folder)
    let selected = try Program.run(
      arguments + ["--call", "b0b00002-7e3c-4a1b-9d64-8c7f3e2a5b02"], in: folder)
    #expect(selected.exitCode == 0)
    #expect(selected.output.contains("c0ffee10-42d7-4b8e-91a3-5e6f7a8b9c10"))
    #expect(selected.output.count <= whole.output.count)
  }
}
