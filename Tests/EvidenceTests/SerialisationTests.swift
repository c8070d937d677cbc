import Evidence
import Foundation
import Testing

/// Evidence is written by one machine and read by another.
@Suite struct SerialisationTests {
  private let id = GUID("a1a1a1a1-0001-4000-8000-a1a1a1a1a1a1")

  @Test func everyClaimComesBack() throws {
    let id = try #require(id)
    let codes = EndCodes(code: 487, subCode: 0, categories: ["Success"], phrase: "gone")
    let claims: [Claim] = [
      .mention, .state(.inLobby), .idChange(from: nil, to: id), .idChange(from: id, to: id), .end(codes),
      .start(.join), .direction(.incoming), .incoming, .startFailed(nil), .startFailed(codes),
      .agent(.creating),
      .agent(.failed(codes)), .agent(.disconnected(reason: "invalidtoken")), .client(.created),
      .failure(Failure(name: "x", target: "y", codes: codes)),
      .diagnostic(Diagnostic(name: "noNetwork", value: "true")),
      .participant(.state("Idle"), who: nil), .muted(true, byOthers: true), .recording(.paused),
      .transfer(.accepted, target: id), .signalling(.pingUnanswered),
      .media([
        MediaSample(medium: "audio", direction: nil, metric: "m", mean: 1, minimum: 0, maximum: 2, count: 2)
      ]),
      .crash, .note(kind: "device"),
    ]
    var evidence = ArtifactEvidence(artifact: Artifact(path: "a.log", kind: .logcat))
    let time = written(.ambiguous(first: 1, second: 2, year: 2024), clock(7), by: .sdk)
    evidence.clocks.note(
      [time, written(.missing, clock(8), by: .console)], source: Source(artifact: 0, offset: 0))
    evidence.observations = PackedList(
      claims.map {
        Observation(
          $0, callID: id, identifiers: [Identifier(.msCV, "x")], time: time, stamp: .max,
          source: Source(artifact: 1, line: 2, record: 3, offset: 4))
      })
    evidence.noise = [
      NoiseTally(kind: "ice-candidate-error", count: 3, first: Source(artifact: 0, offset: 9))
    ]
    let data = try JSONEncoder().encode(evidence)
    #expect(try JSONDecoder().decode(ArtifactEvidence.self, from: data) == evidence)
  }

  /// Where a part is kept in memory is no part of the written form.
  @Test func clocksAreWrittenFlat() throws {
    var clocks = ClockEvidence()
    for isEmpty in [true, false] {
      if !isEmpty {
        clocks.note(unordered: written(.ambiguous(first: 13, second: 2, year: 2024), by: .console))
      }
      let data = try JSONEncoder().encode(clocks)
      #expect(try JSONDecoder().decode(ClockEvidence.self, from: data) == clocks)
      let object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
      #expect(object["dayFirstVotes"] as? Int == (isEmpty ? 0 : 1))
    }
  }

  /// A ticket may have a million files of which hardly one says anything.
  @Test func anArtifactThatSaysNothingTakesLittleRoom() {
    #expect(MemoryLayout<ArtifactEvidence>.size <= 600)
    #expect(MemoryLayout<ClockEvidence>.size <= 8)
    #expect(MemoryLayout<PackedList<Observation>>.size <= 16)
  }

  @Test func aTextThatIsNoGUIDIsRefused() {
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([GUID].self, from: Data("[\"x\"]".utf8)) }
  }

  @Test func theStableHashIsFNV1a() {
    var hash = StableHash()
    #expect(hash.value == 0xcbf2_9ce4_8422_2325)
    hash.combine(Array("foobar".utf8))
    #expect(hash.value == 0x8594_4171_f739_67e8)
    var resumed = StableHash(resuming: StableHash().value)
    resumed.combine(Array("foobar".utf8))
    #expect(resumed.value == hash.value)
    var (one, other) = (StableHash(), StableHash())
    one.combine("ab")
    one.combine("c")
    other.combine("a")
    other.combine("bc")
    #expect(one.value != other.value)
  }

  @Test func sourcesAreInTheOrderOfTheLog() {
    let sources = [
      Source(artifact: 0, line: 9, offset: 10), Source(artifact: 0, record: 1, offset: 20),
      Source(artifact: 0, record: 2, offset: 20), Source(artifact: 1, offset: 0),
    ]
    #expect(sources.shuffled().sorted() == sources)
  }

  @Test func onlyLostInputIsAFailureOfReading() {
    let harmless: Set<Problem.Kind> = [.unsafeName, .needsSecondPass, .ambiguousDateOrder, .skipped]
    for kind in Problem.Kind.allCases {
      #expect(Problem(kind, "x").losesInput == !harmless.contains(kind))
    }
  }

  @Test func onlyIDsThatTheServiceSharesJoinCalls() {
    let joining = IdentifierKind.allCases.filter(\.joinsCalls)
    #expect(joining == [.correlationID, .serverCallID, .callConnectionID, .chainID])
  }
}
