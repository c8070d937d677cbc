import Calls
import Evidence
import Testing

/// When a call began, how long it lasted, and what tells it.
@Suite struct TimeTests {
  private func time(_ moment: Moment?) -> String? { moment?.instant.rfc3339 }

  @Test func whatIsAttributedToACallIsNoSignOfItsLife() throws {
    let analysis = analyse(
      log { log in
        log.state(.none, "a1", at: "09:59:50")
        log.say(.signalling(.pingUnanswered), at: "10:00:00", client: 1)
        log.state(.connecting, "a1", at: "10:00:20", client: 1)
        log.state(.connected, "a1", at: "10:00:22", client: 1)
      })
    #expect(time(analysis.calls.first?.startTime) == "2024-01-16T10:00:20.000Z")
  }

  @Test(arguments: [true, false])
  func namingACallIsASignOfItsLife(keepsTimeline: Bool) throws {
    let analysis = analyse(
      log { log in
        log.mention("a1", at: "10:00:00")
        log.state(.connecting, "a1", at: "10:00:20")
      }, options: FoldOptions(keepsTimeline: keepsTimeline))
    #expect(time(analysis.calls.first?.startTime) == "2024-01-16T10:00:00.000Z")
    #expect(time(analysis.calls.first?.legs.first?.joinTime) == "2024-01-16T10:00:20.000Z")
  }

  @Test func anEndIsNoBeginning() throws {
    let analysis = analyse(
      log { log in
        log.state(.connecting, "a1")
        log.state(.connected, "a1")
        log.state(.disconnected, "a1", at: "10:01:00")
        log.end(0, 0, "a1", at: "10:01:00")
      })
    let call = try #require(analysis.calls.first)
    #expect(call.startTime == nil)
    #expect(call.legs.map(\.joinTime) == [nil])
    #expect(time(call.endTime) == "2024-01-16T10:01:00.000Z")
    #expect(time(call.legs.first?.leaveTime) == "2024-01-16T10:01:00.000Z")
  }

  @Test func aLogThatShowsOnlyTheEndShowsNothingEarlier() {
    let analysis = analyse(log { log in log.state(.disconnected, "a1", at: "10:01:00") })
    #expect(time(analysis.calls.first?.startTime) == "2024-01-16T10:01:00.000Z")
  }

  @Test func whereClocksDisagreeTheLengthIsThatOfOneWitness() throws {
    func stay(_ path: String, _ artifact: Int, _ minute: String) -> ArtifactEvidence {
      log(path, artifact: artifact, platform: artifact == 0 ? "web" : "android") { log in
        log.state(.connecting, "a1", at: "10:0\(minute):00", client: 1 + artifact)
        log.state(.connected, "a1", at: "10:0\(minute):05", client: 1 + artifact)
        log.state(.disconnected, "a1", at: "10:0\(minute):45", client: 1 + artifact)
      }
    }
    let call = try #require(analyse(stay("a.log", 0, "0"), stay("b.log", 1, "5")).calls.first)
    #expect(call.durationSeconds == 40)
    #expect(time(call.connectedTime) == "2024-01-16T10:05:05.000Z")
    #expect(time(call.endTime) == "2024-01-16T10:05:45.000Z")
    let agreeing = try #require(analyse(stay("a.log", 0, "0"), stay("b.log", 1, "1")).calls.first)
    #expect(agreeing.durationSeconds == 100)
  }
}
