import Evidence
import Testing

@testable import Calls

/// When IDs were named first and last.
@Suite struct AppearanceTests {
  private func seen(_ value: String, in analysis: Analysis) -> [String] {
    let all = analysis.calls.flatMap(\.identifiers) + analysis.identifiers
    let sighting = all.first { $0.identifier.value == value }
    return [sighting?.seen.first, sighting?.seen.last].compactMap { $0?.instant.clockText(fractionDigits: 0) }
  }

  private let vector = Identifier(.msCV, "225oiHMlGU+EEsMgV0MISg.0")
  private let participant = Identifier(.participantID, "p-1")

  @Test func anIDKeepsItsFirstPlaceAndItsLastTime() {
    let analysis = analyse(
      log { log in
        log.say(.state(.connecting), "a1", at: "10:00:00", with: [participant])
        log.say(.state(.connected), "a1", at: "10:00:05", with: [participant])
        log.say(.state(.disconnected), "a1", at: "10:07:00", with: [participant])
      })
    #expect(seen("p-1", in: analysis) == ["10:00:00", "10:07:00"])
    #expect(analysis.calls[0].identifiers.map(\.source.line) == [1])
    let id = analysis.calls[0].ids[0]
    #expect(id.firstSeen?.instant.clockText(fractionDigits: 0) == "10:00:00")
    #expect(id.lastSeen?.instant.clockText(fractionDigits: 0) == "10:07:00")
  }

  @Test func linesOutOfOrderAreOrdered() {
    let analysis = analyse(
      log { log in
        log.say(.mention, at: "10:05:00", with: [vector])
        log.say(.mention, at: "10:01:00", with: [vector])
        log.say(.mention, at: "10:03:00", with: [vector])
      })
    #expect(seen(vector.value, in: analysis) == ["10:01:00", "10:05:00"])
    #expect(analysis.identifiers.map(\.source.line) == [1])
  }

  @Test func severalLogsCountAsOne() {
    let analysis = analyse(
      log("a.log") { $0.say(.state(.connected), "a1", at: "10:02:00", with: [participant]) },
      log("b.log", artifact: 1) { $0.say(.state(.disconnected), "a1", at: "10:09:00", with: [participant]) })
    #expect(seen("p-1", in: analysis) == ["10:02:00", "10:09:00"])
    #expect(analysis.calls[0].identifiers.map(\.source.artifact) == [0])
  }

  @Test func aZoneOutweighsNone() {
    var seen = Appearance(at: Moment(instant: Instant(nanoseconds: 5), basis: .unknown, text: "5"))
    seen.extend(by: Appearance(at: Moment(instant: Instant(nanoseconds: 9), basis: .text, text: "9")))
    #expect(seen.first?.instant.nanoseconds == 9)
    #expect(seen.last?.instant.nanoseconds == 9)
    seen.extend(by: Appearance(at: Moment(instant: Instant(nanoseconds: 1), basis: .floating, text: "1")))
    #expect(seen.first?.instant.nanoseconds == 9)
    #expect(Appearance(at: nil).first == nil)
  }

  /// A record that was read once for many: its last time is told aside.
  @Test func aRepetitionExtendsWhatTheRecordNames() {
    var evidence = log { log in
      log.say(.mention, "a1", at: "10:00:00", with: [participant])
      log.say(.state(.connected), "a1", at: "10:00:01")
    }
    evidence.lastMentions = [
      LastMention(
        observation: 0,
        time: WrittenTime(
          text: "", date: .calendar(CalendarDate(year: 2024, month: 1, day: 16)),
          nanosecondOfDay: 43_200_000_000_000, zoneOffset: 0, clock: .sdk))
    ]
    let analysis = analyse(evidence)
    #expect(seen("p-1", in: analysis) == ["10:00:00", "12:00:00"])
    #expect(analysis.calls[0].ids[0].lastSeen?.instant.clockText(fractionDigits: 0) == "12:00:00")
  }

  @Test func appearancesComeBackFromPacking() {
    let first = Moment(instant: Instant(nanoseconds: 1_705_386_360_000_000_000), basis: .text, text: "")
    let last = Moment(instant: Instant(nanoseconds: 1_705_386_360_500_000_001), basis: .unknown, text: "x")
    let all = [Appearance(), Appearance(first: first), Appearance(first: first, last: last)]
    let sightings = all.map {
      Sighting(identifier: vector, fragment: 1, seen: $0, source: Source(artifact: 0, offset: 3))
    }
    #expect(Array(PackedList(sightings)) == sightings)
  }
}

/// A resource that is described beside logs of another one's users.
@Suite struct ResourceFindingTests {
  private let other = "0b0b0b0b-aaaa-4bbb-8ccc-000000000001"

  private func analysis(describing id: String, users: [String]) -> Analysis {
    analyse(
      log { log in
        for user in users {
          log.say(.state(.connected), "a1", at: "10:00:00", with: [Identifier(.userMRI, user)])
        }
      },
      log("resource.json", artifact: 1) { log in
        log.say(.resource(ResourceFacts(name: "contoso", immutableID: id)))
      })
  }

  @Test func anotherResourceIsSaid() {
    let analysis = analysis(
      describing: "FFFFFFFF-aaaa-4bbb-8ccc-000000000009",
      users: ["8:acs:\(other)_00000001-0001-4000-8000-000000000001"])
    let finding = analysis.finding("resource-mismatch")
    #expect(finding?.severity == .warning)
    #expect(finding?.text.contains("ffffffff-aaaa-4bbb-8ccc-000000000009 (contoso)") == true)
    #expect(finding?.text.contains(other) == true)
    #expect(finding?.artifact == 1)
  }

  @Test(arguments: [
    ["8:acs:0b0b0b0b-aaaa-4bbb-8ccc-000000000001_00000001-0001-4000-8000-000000000001"],
    ["8:gcch-acs:0B0B0B0B-aaaa-4bbb-8ccc-000000000001_00000001-0001-4000-8000-000000000001"],
    ["8:orgid:00000001-0001-4000-8000-000000000001", "4:+14255550123"], [],
  ])
  func theSameOrNoResourceIsNot(users: [String]) {
    #expect(analysis(describing: other, users: users).finding("resource-mismatch") == nil)
  }
}
