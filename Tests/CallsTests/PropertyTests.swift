import Calls
import Evidence
import Testing

/// What must hold for any log, sense or nonsense.
@Suite struct PropertyTests {
  @Test(arguments: 0..<150)
  func nonsenseIsKeptTogether(seed: Int) throws {
    let logs = Nonsense(seed: UInt64(seed)).logs()
    let folded = logs.enumerated().map { fold(LogEvidence($0.element, artifact: $0.offset)) }
    for (log, value) in zip(logs, folded) {
      let kept =
        value.fragments.reduce(0) { $0 + $1.events.count } + value.outside.count
        + value.accounts.reduce(0) { $0 + $1.events.count }
      #expect(kept == log.observations.count, "no observation is lost or doubled")
      #expect(value.fragments.allSatisfy { value.clients.indices.contains($0.client) })
    }
    let analysis = sumUp(join(folded), artifacts: logs.map(\.artifact))
    var owner: [GUID: String] = [:]
    for call in analysis.calls {
      for id in call.ids.map(\.id) {
        #expect(owner[id] == nil, "an ID belongs to one call")
        owner[id] = call.key
      }
      #expect(call.ids.count { $0.role == .final } == (call.callID == nil ? 0 : 1))
      #expect(Set(call.aliases + [call.callID].compactMap(\.self)) == Set(call.ids.map(\.id)))
      #expect(call.legs.allSatisfy { $0.client.map(call.clients.indices.contains) ?? true })
      #expect(call.states.allSatisfy { $0.leg.map(call.legs.indices.contains) ?? false })
      #expect(call.endReasons.allSatisfy { $0.leg.map(call.legs.indices.contains) ?? true })
      #expect(call.endReason.map(call.endReasons.contains) ?? true)
      #expect(call.durationSeconds.map { $0 >= 0 } ?? true)
      let times = call.timeline.compactMap(\.time).filter(\.isUTC).map(\.instant)
      #expect(times == times.sorted(), "a timeline is in order of time")
      #expect(call.verdict.hasSuffix("."))
    }
    let keys = Set(analysis.calls.map(\.key))
    #expect(keys.count == analysis.calls.count)
    #expect(analysis.findings.allSatisfy { $0.callKey.map(keys.contains) ?? true })
    #expect(analysis.calls.map(\.standing).sorted() == analysis.calls.map(\.standing))
  }

  @Test(arguments: 0..<30)
  func theOrderOfReadingDoesNotMatter(seed: Int) {
    let logs = Nonsense(seed: UInt64(seed)).logs()
    let folded = logs.enumerated().map { fold(LogEvidence($0.element, artifact: $0.offset)) }
    let artifacts = logs.map(\.artifact)
    #expect(sumUp(join(folded), artifacts: artifacts) == sumUp(join(folded.reversed()), artifacts: artifacts))
  }

  @Test(arguments: 0..<300)
  func nothingButTimelinesDependsOnATimeline(seed: Int) {
    let logs = Nonsense(seed: UInt64(seed)).logs()
    func analysis(_ keepsTimeline: Bool) -> Analysis {
      let options = FoldOptions(keepsTimeline: keepsTimeline)
      let folded = logs.enumerated().map { fold(LogEvidence($0.element, artifact: $0.offset), options) }
      return sumUp(join(folded), artifacts: logs.map(\.artifact), keepsTimeline: keepsTimeline)
    }
    var whole = analysis(true)
    whole.outsideCalls = []
    whole.calls = CallList(
      whole.calls.map { call in
        var call = call
        call.timeline = []
        return call
      })
    #expect(analysis(false) == whole)
  }

  @Test func manyCallsAndManyClientsTakeTheirShareOfTime() {
    let analysis = analyse(
      log { log in
        for number in 0..<3000 {
          log.created(number % 40, at: "10:00:00")
          log.start(at: "10:00:00", client: number % 40)
          log.state(.connecting, at: "10:00:01", client: number % 40)
        }
      })
    #expect(analysis.calls.count == 3000)
  }
}

/// Logs of random lines about few calls, with the same SplitMix64 numbers in every run.
private struct Nonsense {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15
  }

  private mutating func next(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((value ^ (value >> 31)) % UInt64(bound))
  }

  func logs() -> [ArtifactEvidence] {
    var random = self
    let clocks: [LogScript.Clock] = [.utc, .utc, .local, .clockOnly, .noYear]
    return (0..<3).map { artifact in
      let clock = clocks[random.next(clocks.count)]
      return log("log\(artifact).log", artifact: artifact, clock: clock) { log in
        for second in 0..<random.next(60) { random.line(second, &log) }
      }
    }
  }

  private mutating func line(_ second: Int, _ log: inout LogScript) {
    let names = ["a1", "b2", "c3", "d4"]
    if next(4) == 0 { return record(second, &log, names) }
    let name = next(3) == 0 ? nil : names[next(4)]
    let time = next(6) == 0 ? nil : "10:\(second):\(next(60))"
    let client = next(3) == 0 ? nil : 1 + next(2)
    let identifier = Identifier(
      IdentifierKind.allCases[next(IdentifierKind.allCases.count)], id(names[next(4)]).description)
    log.say(
      claim(names), name, at: time, client: client, with: next(8) == 0 ? [identifier] : [],
      stamped: time != nil && next(2) == 0)
  }

  /// What another witness says.
  private mutating func record(_ second: Int, _ log: inout LogScript, _ names: [String]) {
    let kinds: [IdentifierKind] = [
      .serverCallID, .callConnectionID, .chainID, .correlationID, .participantID, .msCV,
    ]
    let identifiers = (0..<next(3)).map { _ in
      Identifier(kinds[next(kinds.count)], ["x1", id(names[next(4)]).description][next(2)])
    }
    log.tell(
      recordClaim(), next(2) == 0 ? nil : names[next(4)], at: next(6) == 0 ? nil : "10:\(second):\(next(60))",
      by: Witness.allCases[next(3)], record: ["ACSCallSummary", "ACSCallClientOperations", "HTTP"][next(3)],
      showsCall: next(2) == 0, participant: [nil, "p1", "p2"][next(3)], instance: [nil, "i1"][next(2)],
      version: [nil, 1, 2][next(3)], with: identifiers)
  }

  private mutating func recordClaim() -> Claim {
    switch next(10) {
    case 0...2:
      var stay = Stay()
      stay.participantID = [nil, "p1", "p2"][next(3)]
      stay.seconds = [nil, 30, -1, .infinity, 1e300][next(5)]
      stay.end = next(2) == 0 ? nil : EndCodes(code: [0, 410, 500][next(3)], subCode: [nil, 3112][next(2)])
      return .stay(stay)
    case 3: return .callSpan(CallSpan(seconds: [nil, 60, .nan][next(3)]))
    case 4:
      return .operation(
        Operation(
          name: "Op", service: APIService.allCases[next(APIService.allCases.count)],
          result: Operation.Result.allCases[next(4)], codes: EndCodes(code: [200, 401, 429, 503][next(4)])))
    case 5: return .carrier(CarrierCause(sipCode: 486))
    case 6: return .healthAlert(ServiceHealthAlert(trackingID: "T"))
    case 7: return .state([.connected, .disconnected][next(2)])
    case 8: return .end(EndCodes(code: 500))
    default: return otherClaim()
    }
  }

  private mutating func otherClaim() -> Claim {
    switch next(7) {
    case 0: .direction(.incoming)
    case 1: .agent(.failed(next(2) == 0 ? nil : EndCodes(code: 408, subCode: 40114)))
    case 2: .participant(.added, who: nil)
    case 3:
      .media([
        MediaSample(
          medium: "audio", direction: "receive", metric: "jitterInMs", mean: Double(next(99)), minimum: 0,
          maximum: 99, count: 3)
      ])
    case 4: .crash
    case 5: .signalling(.configurationTimeout)
    default: .agent(.disconnected(reason: "invalidTokenProvided"))
    }
  }

  private mutating func claim(_ names: [String]) -> Claim {
    switch next(22) {
    case 0...5: .state(CallState.allCases[next(CallState.allCases.count)])
    case 6: .idChange(from: next(2) == 0 ? nil : id(names[next(4)]), to: id(names[next(4)]))
    case 7: .end(EndCodes(code: [0, 410, 490, 500][next(4)], subCode: [nil, 0, 3112][next(3)]))
    case 8: .start([.outgoing, .incoming, .join][next(3)])
    case 9: .startFailed(nil)
    case 10: .diagnostic(Diagnostic(name: "networkReconnect", value: next(2) == 0 ? "Bad" : "Good"))
    case 11: .client(next(2) == 0 ? .created : .disposed)
    case 12: .failure(Failure(name: "Error", codes: EndCodes(code: 500, subCode: nil)))
    case 13: .signalling(.pingUnanswered)
    case 14: .transfer(.accepted, target: id(names[next(4)]))
    case 15: .incoming
    case 16: .muted(true, byOthers: next(2) == 0)
    case 17: .recording(.started)
    case 18: .note(kind: ["device", "id-collision", "redacted-identifier"][next(3)])
    case 19: otherClaim()
    default: .mention
    }
  }
}
