import Testing

@testable import Calls
@testable import Evidence

/// Exports with more calls than anyone looks at.
@Suite struct ManyAccountsTests {
  private static let count = 3_000

  private func name(_ number: Int) -> GUID { GUID(high: 0xaaaa_0000_0000_4000, low: UInt64(number) + 1) }

  /// All calls' first rows, then all calls' second rows.
  private func export(_ count: Int) -> LogEvidence {
    var evidence = ArtifactEvidence(artifact: Artifact(path: "PT1H.json", kind: .azureMonitor))
    for row in 0..<2 * count {
      let call = row % count
      let instant = Instant(nanoseconds: 1_705_386_360_000_000_000 + Int64(call) * 1_000_000_000)
      var stay = Stay()
      stay.participantID = "p\(row)"
      stay.seconds = 60
      stay.end = EndCodes(code: row < count ? 0 : 480, subCode: row < count ? 0 : call)
      evidence.observations.append(
        Observation(
          .stay(stay), callID: name(call), identifiers: [Identifier(.participantID, "p\(row)")],
          time: WrittenTime(
            text: instant.rfc3339, date: .calendar(instant.date), nanosecondOfDay: instant.nanosecondOfDay,
            zoneOffset: 0, clock: .field),
          testimony: Testimony(.service, record: "ACSCallSummary", showsCall: true, participant: "p\(row)"),
          source: Source(artifact: 0, line: row + 1, offset: row * 500)))
    }
    return LogEvidence(evidence, artifact: 0)
  }

  @Test func everyCallOfAnExportGetsItsOwnRows() {
    let analysis = sumUp(join([fold(export(ManyAccountsTests.count))]), keepsTimeline: false)
    #expect(analysis.calls.count == ManyAccountsTests.count)
    let wrong = analysis.calls.count { call in
      call.legs.count != 2 || call.key != name(call.endReason?.codes.subCode ?? -1).description
    }
    #expect(wrong == 0)
    #expect(analysis.findings.map(\.kind) == ["participant-log-missing"])
  }

  @Test func theNumberOfJobsChangesNothing() {
    let folded = fold(export(200))
    #expect(fold(export(200), jobs: 2) == folded)
    let joined = join([folded])
    let alone = sumUp(joined)
    for jobs in [2, 3, 7] { #expect(sumUp(joined, jobs: jobs) == alone) }
  }

  @Test func accountsArePacked() {
    let count = 10_000
    let accounts = fold(export(count), FoldOptions(keepsTimeline: false)).accounts
    #expect(accounts.count == count)
    #expect(PackedList(accounts, blockSize: 1).packedSize < 260 * count)
  }

  @Test func manyParticipantsOfOneCallTakeTheirShareOfTime() throws {
    var evidence = export(1).pieces[0].evidence
    let observations = Array(evidence.observations)
    evidence.observations = PackedList(
      (0..<2_000).map { number in
        var row = observations[0]
        if case .stay(var stay) = row.claim {
          stay.participantID = "p\(number)"
          row.claim = .stay(stay)
        }
        row.testimony?.participant = "p\(number)"
        row.source = Source(artifact: 0, line: number + 1, offset: number * 500)
        return row
      })
    let analysis = sumUp(join([fold(LogEvidence(evidence, artifact: 0))]), keepsTimeline: false)
    #expect(try #require(analysis.calls.first).legs.count == 2_000)
  }
}
