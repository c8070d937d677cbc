import Calls
import Evidence
import Testing

/// Several calls, several stays, and calls that follow each other.
@Suite struct LifeTests {
  @Test func interleavedCallsOfSeveralClientsOnHoldAndResumed() throws {
    let analysis = analyse(
      log { log in
        log.created(1, at: "09:59:00")
        log.created(2, at: "09:59:01")
        log.state(.connecting, "a1", at: "10:00:00", client: 1)
        log.state(.connected, "a1", at: "10:00:05", client: 1)
        log.state(.connecting, "b2", at: "10:00:10", client: 2)
        log.state(.localHold, "a1", at: "10:00:12", client: 1)
        log.state(.connected, "b2", at: "10:00:15", client: 2)
        log.state(.disconnected, "b2", at: "10:00:45", client: 2)
        log.end(0, 0, at: "10:00:45", client: 2)
        log.state(.connected, at: "10:00:50", client: 1)
        log.state(.disconnected, at: "10:01:00", client: 1)
        log.end(0, 487, at: "10:01:00", client: 1)
      })
    #expect(analysis.calls.count == 2)
    let first = try #require(analysis.call("a1"))
    let second = try #require(analysis.call("b2"))
    #expect(first.path == ["Connecting", "Connected", "LocalHold", "Connected", "Disconnected"])
    #expect(first.legs[0].phases.hold == 38)
    #expect(first.legs[0].phases.connected == 17)
    #expect(first.legs[0].phases.setup == 5)
    #expect(first.durationSeconds == 55)
    #expect(first.endReason?.codes.subCode == 487)
    #expect(first.clients.map(\.label) == ["CallClient1 (web)"])
    #expect(second.path == ["Connecting", "Connected", "Disconnected"])
    #expect(second.endReason?.codes.subCode == 0)
    #expect(second.clients.map(\.label) == ["CallClient2 (web)"])
    #expect(analysis.finding("impossible-state-sequence") == nil)
  }

  @Test func secondCallOfOneClientWhileTheFirstIsOnHold() {
    let analysis = analyse(
      log { log in
        log.state(.connecting, "a1", at: "10:00:00")
        log.state(.connected, "a1", at: "10:00:05")
        log.state(.localHold, at: "10:00:10")
        log.state(.connecting, at: "10:00:11")
        log.mention("b2", at: "10:00:11")
        log.state(.connected, at: "10:00:14")
        log.state(.disconnected, at: "10:00:30")
        log.state(.connected, at: "10:00:31")
        log.state(.disconnected, at: "10:00:40")
      })
    #expect(
      analysis.call("a1")?.path == ["Connecting", "Connected", "LocalHold", "Connected", "Disconnected"])
    #expect(analysis.call("b2")?.path == ["Connecting", "Connected", "Disconnected"])
  }

  @Test func transferredCall() throws {
    let analysis = analyse(
      log { log in
        log.state(.connecting, "a1", at: "10:00:00")
        log.state(.connected, "a1", at: "10:00:05")
        log.say(.transfer(.accepted, target: id("b2")), "a1", at: "10:01:00")
        log.state(.disconnected, "a1", at: "10:01:02")
        log.state(.connecting, "b2", at: "10:01:01")
        log.state(.connected, "b2", at: "10:01:05")
        log.state(.disconnected, "b2", at: "10:02:05")
      })
    let first = try #require(analysis.call("a1"))
    let second = try #require(analysis.call("b2"))
    #expect(first.related.map(\.relation) == ["transferred-to"])
    #expect(first.related.map(\.key) == [second.key])
    #expect(first.related.map(\.evidence) == [.explicit])
    #expect(second.related.map(\.relation) == ["transferred-from"])
  }

  @Test func rejoinAfterANetworkLossIsASecondLeg() throws {
    let analysis = analyse(
      log { log in
        log.start(.join, at: "09:59:59", client: 1)
        log.state(.connecting, "a1", at: "10:00:00", client: 1)
        log.idChanged(from: "a1", to: "c3", at: "10:00:02", client: 1)
        log.state(.connected, "c3", at: "10:00:05", client: 1)
        log.diagnostic("networkReconnect", "Bad", at: "10:05:00", client: 1)
        log.state(.disconnected, "c3", at: "10:05:12", client: 1)
        log.end(410, 3112, "c3", at: "10:05:12", client: 1)
        log.start(.join, at: "10:05:30", client: 1)
        log.state(.connecting, "e5", at: "10:05:31", client: 1)
        log.idChanged(from: "e5", to: "c3", at: "10:05:33", client: 1)
        log.state(.connected, "c3", at: "10:05:35", client: 1)
        log.state(.disconnected, "c3", at: "10:10:35", client: 1)
        log.end(0, 0, "c3", at: "10:10:35", client: 1)
      })
    #expect(analysis.calls.count == 1)
    let call = try #require(analysis.calls.first)
    #expect(call.callID == id("c3"))
    #expect(call.role("a1") == .initial)
    #expect(call.role("e5") == .initial)
    #expect(call.legs.count == 2)
    #expect(call.legs[0].endReason?.codes.code == 410)
    #expect(call.legs[1].endReason?.codes.code == 0)
    #expect(call.legs[1].phases.connected == 300)
    #expect(call.endReason?.codes.code == 410)
    #expect(call.endReason.map { "\($0.outcome)" } == "network")
    #expect(call.endTime?.instant == call.legs[1].leaveTime?.instant)
    #expect(call.durationSeconds == 630)
    #expect(call.clients.count == 1)
    #expect(call.verdict.contains("12 s after networkReconnect was Bad"))
    #expect(call.verdict.contains("it rejoined 18 s later and left with 0/0"))
    #expect(analysis.finding("impossible-state-sequence") == nil)
    #expect(analysis.finding("end-reasons-disagree") == nil)
  }

  @Test func noneAfterALossIsKeptAndEndsTheLeg() throws {
    let analysis = analyse(
      log(platform: "android") { log in
        log.state(.none, "c3", at: "09:59:59", client: 4112)
        log.state(.connecting, "c3", at: "10:00:00", client: 4112)
        log.state(.connected, "c3", at: "10:00:05", client: 4112)
        log.state(.none, "c3", at: "10:01:00", client: 4112)
        log.state(.connecting, "c3", at: "10:01:10", client: 4112)
        log.state(.connected, "c3", at: "10:01:15", client: 4112)
        log.state(.disconnected, "c3", at: "10:02:15", client: 4112)
      })
    let call = try #require(analysis.calls.first)
    #expect(call.path == ["Connecting", "Connected", "None", "Connecting", "Connected", "Disconnected"])
    #expect(call.legs.count == 2)
    #expect(call.legs[0].phases.connected == 55)
    #expect(call.clients.map(\.label) == ["android"])
    #expect(analysis.finding("impossible-state-sequence") == nil)
  }

  @Test func lossUnderAnotherIDIsALinkedCall() throws {
    let analysis = analyse(
      log { log in
        log.state(.connecting, "a1", at: "10:00:00", client: 1)
        log.state(.connected, "a1", at: "10:00:05", client: 1)
        log.state(.disconnected, "a1", at: "10:01:00", client: 1)
        log.end(410, 3112, "a1", at: "10:01:00", client: 1)
        log.state(.connecting, "b2", at: "10:01:20", client: 1)
        log.state(.connected, "b2", at: "10:01:25", client: 1)
      })
    #expect(analysis.call("a1")?.related.map(\.relation) == ["rejoined-as"])
    #expect(analysis.call("b2")?.related.map(\.relation) == ["rejoin-of"])
  }

  @Test func retryAfterAFailedStartIsAnotherCall() throws {
    let analysis = analyse(
      log { log in
        log.start(at: "10:00:00", client: 1)
        log.state(.connecting, "a1", at: "10:00:01", client: 1)
        log.state(.disconnected, "a1", at: "10:00:03", client: 1)
        log.end(480, 10037, "a1", at: "10:00:03", client: 1)
        log.start(at: "10:00:20", client: 1)
        log.state(.connecting, "b2", at: "10:00:21", client: 1)
        log.state(.connected, "b2", at: "10:00:25", client: 1)
        log.state(.disconnected, "b2", at: "10:01:25", client: 1)
        log.end(0, 0, "b2", at: "10:01:25", client: 1)
      })
    #expect(analysis.calls.count == 2)
    let failed = try #require(analysis.call("a1"))
    let retry = try #require(analysis.call("b2"))
    #expect(analysis.calls.first?.key == failed.key)
    #expect(failed.related.map(\.relation) == ["retried-by"])
    #expect(failed.related.map(\.key) == [retry.key])
    #expect(failed.related.map(\.evidence) == [.inferred])
    #expect(retry.related.map(\.relation) == ["retry-of"])
    #expect(failed.legs[0].direction == .outgoing)
    #expect(failed.durationSeconds == nil)
  }

  @Test func failedStartEndsTheCallWithoutACode() throws {
    let analysis = analyse(
      log(clock: .none) { log in
        log.state(.disconnected, "a1")
        log.end(480, 10037, "a1")
        log.state(.disconnected, "b2")
        log.say(.startFailed(nil), "b2")
      })
    #expect(analysis.calls.count == 2)
    let first = try #require(analysis.call("a1"))
    let second = try #require(analysis.call("b2"))
    #expect(first.endReason?.codes == EndCodes(code: 480, subCode: 10037))
    #expect(second.endReason == nil)
    #expect(second.path == ["Disconnected"])
    #expect(second.verdict == "The start of the call failed, and the log gives no code for it.")
    #expect(first.verdict.hasPrefix("The call of this client ended (480/10037: "))
    #expect(first.verdict.hasSuffix("), and nothing of it is shown before its end."))
    #expect(second.standing == .failed)
    #expect(first.related.isEmpty)
  }

  @Test func failedStartWithACodeEndsTheCallByIt() throws {
    let analysis = analyse(
      log { log in
        log.state(.connecting, "a1", at: "10:00:00")
        log.say(.startFailed(EndCodes(code: 403, subCode: 5223)), "a1", at: "10:00:01")
      })
    let call = try #require(analysis.calls.first)
    #expect(call.endReason?.codes == EndCodes(code: 403, subCode: 5223))
    #expect(call.endTime?.instant.rfc3339 == "2024-01-16T10:00:01.000Z")
    #expect(analysis.finding("start-call-failed")?.callKey == call.key)
    #expect(analysis.finding("log-ends-before-call-end") == nil)
  }

  @Test func endReasonWithoutAnIDBelongsToTheCallEndedLast() throws {
    let analysis = analyse(
      log { log in
        log.state(.connecting, "a1", at: "10:00:00")
        log.state(.connected, "a1", at: "10:00:05")
        log.state(.disconnected, "a1", at: "10:01:00")
        log.end(410, 3112, at: "10:01:01")
        log.state(.connecting, at: "10:02:00")
        log.mention("b2", at: "10:02:01")
        log.end(487, 10004, at: "10:04:00")
        log.state(.disconnected, at: "10:04:00")
      })
    #expect(analysis.call("a1")?.endReason?.codes.code == 410)
    #expect(analysis.call("b2")?.endReason?.codes.code == 487)
    #expect(analysis.calls.count == 2)
  }

  @Test func plainZeroInACallThatLivesIsNoEnd() throws {
    let analysis = analyse(
      log(platform: "android") { log in
        log.state(.connecting, "a1", at: "10:00:00")
        log.end(0, 0, "a1", at: "10:00:00")
        log.state(.connected, "a1", at: "10:00:05")
        log.end(0, 0, "a1", at: "10:00:05")
      })
    let call = try #require(analysis.calls.first)
    #expect(call.endReason == nil)
    #expect(call.endTime == nil)
    #expect(analysis.kinds == ["log-ends-before-call-end"])
  }

  @Test func logcatWithStatesAndNoID() throws {
    let analysis = analyse(
      log("logcat.txt", clock: .noYear, platform: "android") { log in
        log.state(.none, at: "09:59:00", client: 4112)
        log.state(.connecting, at: "10:00:00", client: 4112)
        log.state(.connected, at: "10:00:05", client: 4112)
        log.state(.disconnected, at: "10:01:00", client: 4112)
        log.end(487, 0, at: "10:01:00", client: 4112)
        log.state(.none, at: "10:01:01", client: 4112)
        log.state(.connecting, at: "10:02:00", client: 4112)
        log.state(.connected, at: "10:02:07", client: 4112)
        log.state(.disconnected, at: "10:02:30", client: 4112)
      })
    #expect(Set(analysis.calls.map(\.key)) == ["unidentified-1", "unidentified-2"])
    let first = try #require(analysis.calls.first { $0.key == "unidentified-1" })
    #expect(first.callID == nil)
    #expect(first.ids.isEmpty)
    #expect(first.endReason?.codes.code == 487)
    #expect(first.durationSeconds == 55)
    #expect(first.path == ["Connecting", "Connected", "Disconnected"])
    #expect(first.startTime?.isPlaced == false)
  }

  @Test func stayOfASingleClientNamedLate() throws {
    let analysis = analyse(
      log { log in
        log.state(.none, at: "09:59:59")
        log.state(.connecting, at: "10:00:00")
        log.idChanged(to: "a1", at: "10:00:02")
        log.state(.inLobby, at: "10:00:03")
        log.state(.connected, at: "10:00:13")
        log.state(.disconnected, at: "10:00:20")
      })
    let call = try #require(analysis.calls.first)
    #expect(call.callID == id("a1"))
    #expect(call.ids.map(\.evidence) == [.explicit])
    #expect(call.legs[0].phases.lobby == 10)
    #expect(call.path == ["Connecting", "InLobby", "Connected", "Disconnected"])
  }

  @Test func newPageLoadIsANewClient() throws {
    let analysis = analyse(
      log { log in
        log.created(1, at: "09:59:00")
        log.state(.connecting, "a1", at: "10:00:00", client: 1)
        log.state(.connected, "a1", at: "10:00:05", client: 1)
        log.created(1, at: "10:00:30")
        log.state(.connecting, at: "10:00:40", client: 1)
        log.mention("b2", at: "10:00:40", client: 1)
        log.state(.disconnected, at: "10:00:50", client: 1)
      })
    #expect(analysis.call("a1")?.path == ["Connecting", "Connected"])
    #expect(
      analysis.call("a1")?.verdict
        == "The page was loaded anew while the call was Connected; no end is shown.")
    #expect(analysis.call("b2")?.path == ["Connecting", "Disconnected"])
  }

  @Test func incomingCallNobodyAnswered() throws {
    let analysis = analyse(log { log in log.say(.incoming, "a1", at: "10:00:00") })
    let call = try #require(analysis.calls.first)
    #expect(call.legs.map(\.direction) == [.incoming])
    #expect(call.verdict == "An incoming call was announced, and the log shows neither an answer nor an end.")
  }

  @Test func impossibleSequencesAreKeptAndMarked() throws {
    let analysis = analyse(
      log { log in
        log.state(.connecting, "a1", at: "10:00:00")
        log.state(.connected, "a1", at: "10:00:05")
        log.state(.ringing, "a1", at: "10:00:10")
        log.state(.disconnected, "a1", at: "10:00:15")
      })
    let call = try #require(analysis.calls.first)
    #expect(call.path == ["Connecting", "Connected", "Ringing", "Disconnected"])
    #expect(call.states.map(\.impossible) == [false, false, true, false])
    #expect(analysis.finding("impossible-state-sequence")?.callKey == call.key)
    #expect(call.legs.count == 1)
  }

  @Test func linesPastedOutOfOrderAreSortedByTime() throws {
    let analysis = analyse(
      log { log in
        log.state(.disconnected, "a1", at: "10:00:15")
        log.state(.connecting, "a1", at: "10:00:00")
        log.state(.connected, "a1", at: "10:00:05")
      })
    let call = try #require(analysis.calls.first)
    #expect(call.path == ["Connecting", "Connected", "Disconnected"])
    #expect(call.legs.count == 1)
    #expect(call.durationSeconds == 10)
  }
}
