import Calls
import Evidence
import Testing

/// One call, many IDs.
@Suite struct IdentityTests {
  @Test func localIDReplacedByServersWhileConnecting() throws {
    let analysis = analyse(
      log { log in
        log.start(.join, at: "10:00:00")
        log.state(.connecting, "a1", at: "10:00:01")
        log.idChanged(from: "a1", to: "b2", at: "10:00:02")
        log.state(.connected, "b2", at: "10:00:05")
        log.state(.disconnected, "b2", at: "10:01:05")
        log.end(0, 0, "b2", at: "10:01:05")
      })
    let call = try #require(analysis.calls.first)
    #expect(analysis.calls.count == 1)
    #expect(call.callID == id("b2"))
    #expect(call.key == id("b2").description)
    #expect(call.aliases == [id("a1")])
    #expect(call.role("a1") == .initial)
    #expect(call.role("b2") == .final)
    #expect(call.ids.map(\.evidence) == [.explicit, .explicit])
    #expect(call.path == ["Connecting", "Connected", "Disconnected"])
    #expect(call.legs.count == 1)
    #expect(call.legs[0].direction == .join)
    #expect(call.durationSeconds == 60)
    #expect(analysis.findings.isEmpty)
  }

  @Test func replacedAgainLater() throws {
    let analysis = analyse(
      log { log in
        log.state(.connecting, "a1", at: "10:00:01")
        log.idChanged(from: "a1", to: "b2", at: "10:00:02")
        log.state(.connected, "b2", at: "10:00:05")
        log.idChanged(from: "b2", to: "c3", at: "10:00:30")
        log.state(.disconnected, "c3", at: "10:01:05")
        log.end(0, 0, "c3", at: "10:01:05")
      })
    let call = try #require(analysis.calls.first)
    #expect(analysis.calls.count == 1)
    #expect(call.role("a1") == .initial)
    #expect(call.role("b2") == .alias)
    #expect(call.role("c3") == .final)
    #expect(call.legs.count == 1)
  }

  @Test func firstCallerKeepsTheID() throws {
    let analysis = analyse(
      log { log in
        log.start(at: "10:00:00", client: 1)
        log.state(.connecting, "c3", at: "10:00:01", client: 1)
        log.state(.connected, "c3", at: "10:00:05", client: 1)
        log.state(.disconnected, "c3", at: "10:01:05", client: 1)
      })
    let call = try #require(analysis.calls.first)
    #expect(analysis.calls.count == 1)
    #expect(call.role("c3") == .final)
    #expect(call.aliases.isEmpty)
  }

  @Test func twoParticipantsLogsOfOneCall() throws {
    let analysis = analyse(
      log("caller.log") { log in
        log.state(.connecting, "c3", at: "10:00:00", client: 1)
        log.state(.connected, "c3", at: "10:00:05", client: 1)
        log.state(.disconnected, "c3", at: "10:01:05", client: 1)
        log.end(0, 0, "c3", at: "10:01:05", client: 1)
      },
      log("callee.log", artifact: 1) { log in
        log.state(.connecting, "d4", at: "10:00:03", client: 1)
        log.idChanged(from: "d4", to: "c3", at: "10:00:04", client: 1)
        log.state(.connected, "c3", at: "10:00:05", client: 1)
        log.state(.disconnected, "c3", at: "10:01:06", client: 1)
        log.end(0, 487, "c3", at: "10:01:06", client: 1)
      })
    let call = try #require(analysis.calls.first)
    #expect(analysis.calls.count == 1)
    #expect(call.callID == id("c3"))
    #expect(call.role("d4") == .initial)
    #expect(call.legs.count == 2)
    #expect(
      call.clients.map(\.label) == ["CallClient1 (web) in caller.log", "CallClient1 (web) in callee.log"])
    #expect(call.endReasons.count == 2)
    #expect(analysis.finding("end-reasons-disagree") == nil)
    #expect(analysis.finding("clocks-disagree") == nil)
  }

  @Test func theFinalIDIsTheOneMostClientsUse() throws {
    func participant(_ index: Int, from: String, to: String) -> ArtifactEvidence {
      log("p\(index).log", artifact: index) { log in
        log.state(.connecting, from, at: "10:00:00")
        if from != to { log.idChanged(from: from, to: to, at: "10:00:02") }
        log.state(.connected, to, at: "10:00:05")
      }
    }
    let analysis = analyse(
      participant(0, from: "a1", to: "c3"), participant(1, from: "b2", to: "c3"),
      log("p2.log", artifact: 2) { log in
        log.state(.connecting, "c3", at: "10:00:00")
        log.idChanged(from: "c3", to: "e5", at: "10:30:00")
      })
    #expect(analysis.calls.count == 1)
    #expect(analysis.calls.first?.callID == id("c3"))
  }

  @Test func tutorialAppPrintsOnlyTheNewID() throws {
    let analysis = analyse(
      log { log in
        log.state(.connecting, at: "10:00:00")
        log.mention("a1", at: "10:00:01")
        log.idChanged(to: "b2", at: "10:00:02")
        log.state(.connected, at: "10:00:05")
        log.state(.disconnected, at: "10:01:05")
        log.end(0, 0, at: "10:01:06")
      })
    let call = try #require(analysis.calls.first)
    #expect(analysis.calls.count == 1)
    #expect(call.callID == id("b2"))
    #expect(call.role("a1") == .initial)
    #expect(call.ids.map(\.evidence) == [.explicit, .explicit])
    #expect(call.path == ["Connecting", "Connected", "Disconnected"])
    #expect(call.endReason?.codes.code == 0)
  }

  @Test func newIDInMidLifeIsInferred() throws {
    let analysis = analyse(
      log { log in
        log.state(.connecting, "a1", at: "10:00:00", client: 1)
        log.state(.connected, "b2", at: "10:00:05", client: 1)
        log.state(.disconnected, "b2", at: "10:01:05", client: 1)
        log.end(0, 0, "b2", at: "10:01:05", client: 1)
      })
    let call = try #require(analysis.calls.first)
    #expect(analysis.calls.count == 1)
    #expect(call.callID == id("b2"))
    #expect(call.ids.first { $0.id == id("a1") }?.evidence == .inferred)
    #expect(call.ids.first { $0.id == id("b2") }?.evidence == .explicit)
    #expect(call.role("a1") == .initial)
    #expect(call.legs.count == 1)
    #expect(call.path == ["Connecting", "Connected", "Disconnected"])
    #expect(call.verdict.contains("inference"))
  }

  @Test func notInferredBeyondTheEstablishmentLimit() {
    let analysis = analyse(
      log { log in
        log.state(.connecting, "a1", at: "10:00:00", client: 1)
        log.state(.connected, "b2", at: "10:01:26", client: 1)
      })
    #expect(analysis.calls.count == 2)
    #expect(analysis.kinds.contains("possible-id-change"))
    #expect(analysis.call("a1")?.related.map(\.relation) == ["possible-same-call"])
  }

  @Test func notInferredAfterAnEnd() {
    let analysis = analyse(
      log { log in
        log.state(.connecting, "a1", at: "10:00:00", client: 1)
        log.end(480, 10037, "a1", at: "10:00:01", client: 1)
        log.state(.connected, "b2", at: "10:00:05", client: 1)
      })
    #expect(analysis.calls.count == 2)
    #expect(!analysis.kinds.contains("possible-id-change"))
  }

  @Test func notInferredWhereAStartLiesBetween() {
    let analysis = analyse(
      log { log in
        log.state(.connecting, "a1", at: "10:00:00", client: 1)
        log.start(at: "10:00:10", client: 1)
        log.state(.connected, "b2", at: "10:00:15", client: 1)
      })
    #expect(analysis.calls.count == 2)
  }

  @Test func notInferredWhereTheNewIDBeginsALifeOfItsOwn() {
    let analysis = analyse(
      log { log in
        log.state(.connecting, "a1", at: "10:00:00", client: 1)
        log.state(.connecting, "b2", at: "10:00:05", client: 1)
      })
    #expect(analysis.calls.count == 2)
  }

  @Test func neverInferredForCallsSeenAliveSideBySide() {
    let analysis = analyse(
      log { log in
        log.state(.connecting, "a1", at: "10:00:00", client: 1)
        log.state(.connected, "b2", at: "10:00:05", client: 1)
        log.state(.connected, "a1", at: "10:00:07", client: 1)
      })
    #expect(analysis.calls.count == 2)
  }

  @Test func otherClientsLogKeepsAnInferredJoinApart() {
    // The second participant is in both calls at once, so the first one's IDs are two calls.
    let analysis = analyse(
      log("one.log") { log in
        log.state(.connecting, "a1", at: "10:00:00", client: 1)
        log.state(.connected, "b2", at: "10:00:05", client: 1)
      },
      log("two.log", artifact: 1) { log in
        log.state(.connecting, "a1", at: "09:00:00", client: 1)
        log.state(.connected, "a1", at: "09:00:05", client: 1)
        log.state(.localHold, "a1", at: "09:50:00", client: 1)
        log.state(.connecting, "b2", at: "10:00:00", client: 1)
        log.state(.connected, "b2", at: "10:00:06", client: 1)
        log.state(.disconnected, "b2", at: "10:01:00", client: 1)
        log.state(.connected, "a1", at: "10:01:05", client: 1)
      })
    #expect(analysis.calls.count == 2)
    #expect(analysis.kinds.contains("possible-id-change"))
  }

  @Test func otherIDsJoinByValue() {
    let server = Identifier(.serverCallID, "aHR0cHM6Ly9pbnZlbnRlZC5leGFtcGxl")
    let analysis = analyse(
      log("one.log") { log in
        log.say(.state(.connected), "a1", at: "10:00:00", with: [server])
        log.state(.disconnected, "a1", at: "10:01:00")
      },
      log("two.log", artifact: 1) { log in
        log.say(.state(.connected), "b2", at: "10:00:00", with: [server])
        log.state(.disconnected, "b2", at: "10:01:00")
      })
    #expect(analysis.calls.count == 1)
    #expect(analysis.calls.first?.aliases.count == 1)
  }

  @Test func groupsAndThreadsNeverJoin() {
    let group = [Identifier(.groupID, id("99").description), Identifier(.threadID, "19:meeting_x@thread.v2")]
    let analysis = analyse(
      log { log in
        log.say(.state(.connected), "a1", at: "10:00:00", with: group)
        log.state(.disconnected, "a1", at: "10:01:00")
        log.say(.state(.connecting), "b2", at: "11:00:00", with: group)
        log.state(.disconnected, "b2", at: "11:01:00")
      })
    #expect(analysis.calls.count == 2)
  }

  @Test func correlationIDEqualToACallIDJoinsAndAloneMakesNoCall() {
    let analysis = analyse(
      log("one.log") { log in log.state(.connected, "a1", at: "10:00:00") },
      log("two.log", artifact: 1) { log in
        log.say(
          .end(EndCodes(code: 403, subCode: 5223)), at: "10:00:30",
          with: [Identifier(.correlationID, id("a1").description)])
        log.say(.mention, at: "10:00:31", with: [Identifier(.correlationID, id("c7").description)])
      })
    #expect(analysis.calls.count == 1)
    #expect(analysis.calls.first?.endReason?.codes.code == 403)
    #expect(analysis.identifiers.map(\.identifier.value) == [id("c7").description])
  }

  @Test func bareGUIDJoinsAnEqualCallIDAndMakesNoCall() {
    let analysis = analyse(
      log { log in
        log.state(.connected, "a1", at: "10:00:00")
        log.say(.mention, with: [Identifier(.possibleCallID, id("a1").description.uppercased())])
        log.say(.mention, with: [Identifier(.possibleCallID, id("b2").description)])
      })
    #expect(analysis.calls.count == 1)
    #expect(analysis.calls.first?.identifiers.first?.identifier.kind == .possibleCallID)
    #expect(analysis.finding("id-not-in-logs")?.text.contains(id("b2").description) == true)
    #expect(analysis.finding("id-not-in-logs")?.text.contains(id("a1").description) == false)
  }

  @Test func anIDThatIsOnlyNamedEntersNoCall() {
    let analysis = analyse(
      log { log in
        log.state(.connecting, "a1", at: "10:00:00", client: 1)
        log.mention("b2", at: "10:00:01", client: 1)
        log.state(.connected, at: "10:00:02", client: 1)
        log.state(.connected, "c3", at: "10:00:03", client: 1)
      })
    #expect(analysis.call("a1")?.ids.contains { $0.id == id("b2") } == false)
  }
}
