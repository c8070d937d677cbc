import Calls
import Evidence
import Testing

/// Lines that name no client, and texts that are no logs.
@Suite struct OwnershipTests {
  @Test func chatterOfIdleClientsDoesNotTakeTheApplicationsLines() {
    let analysis = analyse(
      log { log in
        log.created(1, at: "09:00:00")
        log.created(2, at: "09:00:01")
        log.state(.connecting, "a1", at: "10:00:00", client: 1)
        log.state(.connected, "a1", at: "10:00:05", client: 1)
        log.say(.signalling(.pingUnanswered), at: "10:00:10", client: 2)
        log.state(.localHold, at: "10:00:20")
        log.state(.disconnected, "a1", at: "10:01:00", client: 1)
      })
    #expect(analysis.calls.map(\.path) == [["Connecting", "Connected", "LocalHold", "Disconnected"]])
  }

  @Test func namelessCallGoesToTheClientThatNamesIt() throws {
    let analysis = analyse(
      log { log in
        log.created(1, at: "09:00:00")
        log.created(2, at: "09:00:01")
        log.state(.connecting, at: "10:00:00")
        log.state(.connected, "a1", at: "10:00:05", client: 1)
        log.state(.disconnected, "a1", at: "10:01:00", client: 1)
      })
    let call = try #require(analysis.calls.first)
    #expect(analysis.calls.count == 1)
    #expect(call.path == ["Connecting", "Connected", "Disconnected"])
    #expect(call.clients.map(\.label) == ["CallClient1 (web)"])
    #expect(call.states.map(\.callID) == [id("a1"), id("a1"), id("a1")])
  }

  @Test func anIDInATicketsTextIsNoCall() {
    let ticket = log("ticket.txt", artifact: 1, clock: .none, platform: nil) { log in
      log.mention("a1")
      log.mention("e5")
    }
    let analysis = analyse(log { log in log.state(.connecting, "a1", at: "10:00:00") }, ticket)
    #expect(analysis.calls.count == 1)
    #expect(analysis.calls.first?.clients.map(\.artifacts) == [[0]])
    #expect(analysis.calls.first?.identifiers.map(\.identifier.value) == [id("a1").description])
    #expect(analysis.identifiers.map(\.identifier) == [Identifier(.possibleCallID, id("e5").description)])
    #expect(analysis.finding("id-not-in-logs")?.text.hasPrefix(id("e5").description) == true)
  }

  @Test func anIDThatALogPrintsIsACallEvenWithoutAState() {
    let analysis = analyse(log { log in log.mention("a1", at: "10:00:00") })
    #expect(
      analysis.calls.map(\.verdict) == [
        "The log names this call and shows no state of it, neither a beginning nor an end."
      ])
  }

  @Test func aLogThatOnlyNamesTheCallTookNoPart() throws {
    let analysis = analyse(
      log { log in
        log.state(.connecting, "a1", at: "10:00:00")
        log.state(.connected, "a1", at: "10:00:05")
      },
      log("server.log", artifact: 1, platform: nil) { log in
        log.say(.agent(.created), at: "09:00:00")
        log.mention("a1", at: "10:00:03")
      })
    let call = try #require(analysis.calls.first)
    #expect(call.clients.map(\.artifacts) == [[0]])
    #expect(call.timeline.map(\.client) == [0, nil, 0])
  }

  @Test func aNoneLongBeforeTheCallIsNotItsBeginning() throws {
    let analysis = analyse(
      log(platform: "android") { log in
        log.state(.none, at: "09:00:00", client: 4112)
        log.state(.connecting, at: "10:00:00", client: 4112)
        log.mention("a1", at: "10:00:01", client: 4112)
        log.state(.connected, at: "10:00:05", client: 4112)
      })
    let call = try #require(analysis.call("a1"))
    #expect(analysis.calls.count == 1)
    #expect(call.startTime?.instant.rfc3339 == "2024-01-16T10:00:00.000Z")
    #expect(call.legs[0].phases.setup == 5)
  }
}
