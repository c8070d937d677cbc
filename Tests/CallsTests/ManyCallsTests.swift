import Evidence
import Testing

@testable import Calls

/// Logs with more calls than are held at hand.
@Suite struct ManyCallsTests {
  private static let count = 3000

  private func name(_ number: Int) -> GUID {
    let digits = String(number)
    let text = "aaaa0000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
    return GUID(text) ?? id("a1")
  }

  /// All calls begin before the first one ends, and end in the order given.
  private func log(endingIn order: some Sequence<Int>) -> LogEvidence {
    var evidence = ArtifactEvidence(artifact: Artifact(path: "a.log", kind: .textLog))
    var line = 0
    func say(_ claim: Claim, _ call: Int) {
      line += 1
      let instant = Instant(nanoseconds: 1_705_386_360_000_000_000 + Int64(line) * 1_000_000)
      evidence.observations.append(
        Observation(
          claim, callID: name(call),
          time: WrittenTime(
            text: instant.rfc3339, date: .calendar(instant.date), nanosecondOfDay: instant.nanosecondOfDay,
            zoneOffset: 0, clock: .host),
          stamp: UInt64(line), source: Source(artifact: 0, line: line, offset: line * 100)))
    }
    for call in 0..<ManyCallsTests.count {
      say(.state(.connecting), call)
      say(.state(.connected), call)
    }
    for call in order { say(.end(EndCodes(code: 480, subCode: call)), call) }
    return LogEvidence(evidence, artifact: 0)
  }

  @Test func everyCallGetsItsOwnEnd() {
    let forwards = Array(0..<ManyCallsTests.count)
    for order in [forwards, forwards.reversed()] {
      let folded = fold(log(endingIn: order), FoldOptions(keepsTimeline: false))
      #expect(folded.fragments.map { $0.ids.map(\.id) } == forwards.map { [name($0)] })
      #expect(folded.fragments.allSatisfy { $0.events.map(\.source) == $0.events.map(\.source).sorted() })
      let analysis = sumUp(join([folded]), keepsTimeline: false)
      #expect(analysis.calls.count == ManyCallsTests.count)
      let wrong = analysis.calls.count { $0.key != name($0.endReason?.codes.subCode ?? -1).description }
      #expect(wrong == 0)
    }
  }

  @Test func draftsComeBackFromSleep() {
    var drafts = DraftStore()
    for number in 0..<ManyCallsTests.count {
      drafts.append(FragmentDraft(number: number, client: number % 7, opened: nil))
    }
    // Enough rounds that what the store still holds of drafts that were woken is thrown away on the way.
    for round in 1...8 {
      for number in drafts.indices.reversed() where number % round == 0 {
        drafts.update(number) { $0.addTies([Identifier(.chainID, "\(round)")]) }
      }
    }
    #expect(drafts.count == ManyCallsTests.count)
    for number in drafts.indices {
      let rounds = (1...8).filter { number % $0 == 0 }.map(String.init)
      #expect(drafts[number].ties.map(\.value) == rounds)
      #expect(drafts[number].number == number)
    }
    drafts.update(5) { $0 = FragmentDraft(number: 9, client: 2, opened: nil) }
    #expect(drafts[5].client == 2)
  }

  @Test func draftsKeepWhatTheyKnow() {
    var draft = FragmentDraft(
      number: 3, client: 4, opened: Moment(instant: Instant(nanoseconds: 5), basis: .text, text: "x"))
    for number in 0..<20 {
      draft.add(
        FragmentID(
          id: name(number), evidence: .inferred, firstSeen: nil, source: Source(artifact: 0, offset: number)))
    }
    draft.latestID = name(7)
    draft.latestCycle = 2
    draft.continues = 1
    draft.changes = [IDChange(from: name(1), to: name(2))]
    draft.note(
      Event(
        claim: .end(EndCodes(code: 410, subCode: 3112, categories: ["x"], phrase: "y")), callID: nil,
        moment: nil, text: "", source: Source(artifact: 0, offset: 9), cycle: 0))
    var woken = PackedList([draft])[0]
    #expect(woken.ids == draft.ids)
    #expect(woken.changes == draft.changes)
    #expect([woken.latestID, draft.latestID] == [name(7), name(7)])
    #expect([woken.latestCycle, woken.continues] == [2, 1])
    #expect(woken.ends == EndCodes(code: 410, subCode: 3112))
    #expect(woken.opened == draft.opened && woken.hasEnded)
    woken.add(
      FragmentID(id: name(19), evidence: .explicit, firstSeen: nil, source: Source(artifact: 0, offset: 0)))
    #expect(woken.ids.count == 20)
    #expect(woken.ids.last?.evidence == .explicit, "a known ID is found again")
  }

  @Test func fragmentsAreFoundInTheirLogs() {
    let folded = [forwardsLog(2), forwardsLog(0), forwardsLog(6000)].map { fold($0) }
    let starts = LogStarts(folded)
    #expect(starts.count == 6002)
    #expect((0..<5).map(starts.log(of:)) == [0, 0, 2, 2, 2])
    #expect(starts.log(of: 6001) == 2)
    var readers = FragmentReaders(folded, starts)
    #expect(readers.fragment(4).ids.map(\.id) == [name(2)])
    #expect(readers.fragment(1).ids.map(\.id) == [name(1)])
    // Far enough apart that a log's fragments before them fill more than one piece of memory.
    for first in [3, 2000, 4000, 6001] {
      readers.release(before: first)
      #expect(readers.fragment(6001).ids.map(\.id) == [name(5999)])
      #expect(readers.fragment(first).ids.map(\.id) == [name(first - 2)])
    }
  }

  private func forwardsLog(_ count: Int) -> LogEvidence {
    var evidence = ArtifactEvidence(artifact: Artifact(path: "a.log", kind: .textLog))
    evidence.observations = PackedList(
      (0..<count).map {
        Observation(.state(.connected), callID: name($0), source: Source(artifact: 0, offset: $0))
      })
    return LogEvidence(evidence, artifact: 0)
  }
}
