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

  @Test func silencesDoNotDateTheLinesBehindThem() {
    func written(day: Int, _ clock: Int64) -> WrittenTime {
      let date: WrittenDate =
        day == 0 ? .missing : .calendar(CalendarDate(year: 2024, month: 1, day: day))
      return WrittenTime(
        text: "\(day) \(clock)", date: date, nanosecondOfDay: clock * Instant.nanosecondsPerSecond,
        zoneOffset: 0, clock: .sdk)
    }
    func folded(withSilences: Bool) -> FoldedLog {
      var evidence = ArtifactEvidence(artifact: Artifact(path: "a.log", kind: .webConsoleLog))
      for (number, time) in [written(day: 16, 36_000), written(day: 18, 36_000)].enumerated() {
        // Only a line with a number shows that it is near the one before.
        let line = withSilences ? number + 1 : nil
        evidence.clocks.note([time], source: Source(artifact: 0, line: line, offset: number * 100))
      }
      #expect(evidence.clocks.gaps.isEmpty != withSilences)
      for (claim, time, offset) in [
        (Claim.state(.connected), written(day: 16, 36_000), 0),
        (.muted(true, byOthers: false), written(day: 0, 36_010), 200),
      ] {
        evidence.observations.append(
          Observation(claim, callID: id("a1"), time: time, source: Source(artifact: 0, offset: offset)))
      }
      return fold(LogEvidence(evidence, artifact: 0))
    }
    let (with, without) = (folded(withSilences: true), folded(withSilences: false))
    #expect(with.gaps.map(\.seconds) == [2 * 86_400])
    #expect(with.fragments == without.fragments)
    #expect(with.fragments.flatMap(\.events).map { time($0.moment) }.last == "2024-01-16T10:00:10.000Z")
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
