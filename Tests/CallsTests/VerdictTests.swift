import Calls
import Evidence
import Testing

/// A verdict never says more than the log does.
@Suite struct VerdictTests {
  @Test func anEndReasonWithoutAStateAnnouncesNothing() throws {
    let analysis = analyse(
      log(clock: .none, platform: nil) { log in
        log.mention("a1")
        log.end(0, 0)
      })
    let call = try #require(analysis.calls.first)
    #expect(call.key == id("a1").description)
    #expect(
      call.verdict
        == "The log gives 0/0 as the end reason of this call and shows no state of it, so whether and when it ended is "
        + "not known.")
  }

  @Test func aChangeOfIDAnnouncesNothing() throws {
    let analysis = analyse(log { log in log.idChanged(from: "a1", to: "b2", at: "10:00:00") })
    let verdict = try #require(analysis.calls.first?.verdict)
    #expect(verdict.hasPrefix("The log names this call and shows no state of it"))
  }

  @Test func anAnnouncementIsNoAnswer() throws {
    let announced = analyse(log { log in log.say(.incoming, "a1", at: "10:00:00") })
    #expect(announced.calls.first?.verdict.hasPrefix("An incoming call was announced") == true)
    let accepted = analyse(
      log { log in
        log.say(.incoming, "a1", at: "10:00:00")
        log.start(.incoming, "a1", at: "10:00:05")
      })
    #expect(accepted.calls.first?.verdict.contains("the call was accepted, and nothing of it after") == true)
  }

  /// A connected call that is handed over to `b2` and ends `after` seconds later.
  private func transferred(_ state: TransferState, to target: String?, after: Int, code: Int = 0) throws
    -> Call
  {
    let analysis = analyse(
      log { log in
        log.state(.connecting, "a1", at: "10:00:00")
        log.state(.connected, "a1", at: "10:00:05")
        log.say(.transfer(state, target: target.map { id($0) }), "a1", at: "10:01:00")
        log.state(.disconnected, "a1", at: "10:01:\(after)")
        log.end(code, 0, "a1", at: "10:01:\(after)")
      })
    return try #require(analysis.call("a1"))
  }

  @Test func aTransferredCallWasNotHungUp() throws {
    let named = try transferred(.accepted, to: "b2", after: 10)
    #expect(
      named.verdict
        == "The call of this client was transferred to the call \(id("b2")) and ended 1 min 5 s after it connected (0/0)."
    )
    let unnamed = try transferred(.transferred, to: nil, after: 10)
    #expect(
      unnamed.verdict.contains("was transferred to another call, which the log does not name, and ended"))
  }

  @Test func aTransferThatIsNotTheEndExplainsNothing() throws {
    #expect(try transferred(.transferred, to: nil, after: 50).verdict.hasPrefix("This client hung up"))
    #expect(try transferred(.requested, to: nil, after: 10).verdict.hasPrefix("This client hung up"))
    #expect(try transferred(.failed, to: "b2", after: 10).verdict.hasPrefix("This client hung up"))
    #expect(!(try transferred(.accepted, to: "b2", after: 10, code: 490).verdict.contains("transferred")))
  }
}
