import Catalog
import Evidence
import Testing

@testable import Calls

/// What the steps hand on packed is what they made.
@Suite struct PackingTests {
  @Test(arguments: 0..<40)
  func fragmentsComeBack(seed: Int) {
    var random = RandomCalls(seed: UInt64(seed))
    let calls = (0..<30).map { _ in
      JoinedCall(
        fragments: [random.joinedFragment(), random.joinedFragment()],
        accounts: random.several { $0.joinedAccount() })
    }
    for blockSize in [1, 16] { #expect(Array(PackedList(calls, blockSize: blockSize)) == calls) }
    let outside = (0..<50).map { _ in
      OutsideEvent(
        client: random.maybe { $0.number(9) }, event: random.event(),
        testimony: random.maybe { $0.testimony() })
    }
    #expect(Array(PackedList(outside)) == outside)
    let sightings = (0..<50).map { _ in
      JoinedSighting(
        identifier: random.identifier(), call: random.maybe { $0.number(9) }, seen: random.appearance(),
        source: random.source())
    }
    #expect(Array(PackedList(sightings)) == sightings)
    let lines = (0..<50).map { _ in
      StampedLine(
        stamp: random.next(), source: random.source(), client: random.maybe { $0.number(9) },
        isOfSDKAlone: random.number(2) == 0)
    }
    #expect(Array(PackedList(lines)) == lines)
  }

  @Test(arguments: 0..<40)
  func callsComeBack(seed: Int) {
    var random = RandomCalls(seed: UInt64(seed))
    let calls = (0..<30).map { random.call($0) }
    let list = CallList(calls)
    #expect(Array(list) == calls)
    #expect(list[17] == calls[17])
    let failed = list.filter { $0.standing == .failed }
    #expect(Array(failed) == calls.filter { $0.standing == .failed })
  }

  @Test func keysAreInTheOrderOfTheirTexts() {
    let keys: [CallKey] = [
      .unidentified(2), .id(id("b2")), .unidentified(10), .id(id("0a")), .unidentified(1), .id(id("ff")),
    ]
    #expect(keys.sorted().map(\.text) == keys.map(\.text).sorted())
    #expect(keys.map { CallKey($0.text) } == keys)
    #expect(CallKey("unidentified-") == nil)
  }

  @Test func repeatedKeysAreThoseMetTwice() {
    var keys = RepeatedKeys()
    for key: UInt64 in [9, 1, 7, 1, 9, 3, 9] { keys.note(key) }
    #expect(keys.found() == [1, 9])
  }
}

/// Makes calls of every kind, sense or nonsense, the same for the same seed.
private struct RandomCalls {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15
  }

  mutating func next() -> UInt64 {
    state = state &+ 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  mutating func number(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  mutating func one<Value>(of values: [Value]) -> Value { values[number(values.count)] }

  mutating func maybe<Value>(_ value: (inout RandomCalls) -> Value) -> Value? {
    number(2) == 0 ? nil : value(&self)
  }

  mutating func several<Value>(_ value: (inout RandomCalls) -> Value) -> [Value] {
    (0..<number(4)).map { _ in value(&self) }
  }

  private mutating func guid() -> GUID { id(one(of: ["a1", "b2", "c3", "d4"])) }

  private mutating func text() -> String {
    one(of: [
      "", "The call ended 12 s after it connected (410/3112: Two  spaces.).", "8:acs:\(guid())", "x\u{301}",
    ])
  }

  private mutating func moment() -> Moment {
    let instant = Instant(nanoseconds: 1_705_386_360_000_000_000 + Int64(number(1_000_000)) * 999_999)
    return Moment(
      instant: instant, basis: one(of: TimeBasis.allCases), text: one(of: [instant.rfc3339, "06:26", ""]))
  }

  mutating func appearance() -> Appearance {
    maybe { random in
      let first = random.moment()
      return Appearance(first: first, last: random.maybe { $0.moment() })
    } ?? Appearance()
  }

  mutating func source() -> Source {
    Source(
      artifact: number(3), line: maybe { $0.number(1000) }, record: maybe { $0.number(9) },
      offset: number(10_000))
  }

  mutating func identifier() -> Identifier { Identifier(one(of: IdentifierKind.allCases), text()) }

  private mutating func codes() -> EndCodes {
    EndCodes(
      code: number(600), subCode: maybe { $0.number(9) }, categories: several { $0.text() },
      phrase: maybe { $0.text() })
  }

  mutating func event() -> Event {
    let claim: Claim =
      switch number(5) {
      case 0: .state(one(of: CallState.allCases))
      case 1: .end(codes())
      case 2: .idChange(from: maybe { $0.guid() }, to: guid())
      case 3: .diagnostic(Diagnostic(name: text(), value: "Bad"))
      default: .mention
      }
    return Event(
      claim: claim, callID: maybe { $0.guid() }, moment: maybe { $0.moment() }, text: text(),
      source: source(), cycle: number(900))
  }

  mutating func joinedFragment() -> JoinedFragment {
    let fragment = Fragment(
      client: number(9), hasCertainClient: number(2) == 0,
      ids: several {
        FragmentID(
          id: $0.guid(), evidence: $0.one(of: Evidenced.allCases), firstSeen: $0.maybe { $0.moment() },
          source: $0.source())
      }, changes: several { IDChange(from: $0.guid(), to: $0.guid()) }, continues: maybe { $0.number(9) },
      ties: several { $0.identifier() }, events: several { $0.event() })
    return JoinedFragment(
      client: number(9), group: number(9), isCarriedOn: number(2) == 0, fragment: fragment)
  }

  mutating func testimony() -> Testimony {
    Testimony(
      one(of: Witness.allCases), record: one(of: ["ACSCallSummary", "HTTP"]), showsCall: number(2) == 0,
      participant: maybe { $0.text() }, clientInstance: maybe { $0.text() }, version: maybe { $0.number(9) })
  }

  mutating func joinedAccount() -> JoinedAccount {
    JoinedAccount(
      group: number(9),
      account: Account(
        ids: several {
          FragmentID(
            id: $0.guid(), evidence: .explicit, firstSeen: $0.maybe { $0.moment() }, source: $0.source())
        }, authority: one(of: Account.Authority.allCases), lastNamed: maybe { $0.moment().instant },
        ties: several { $0.identifier() }, participants: several { $0.text() }, showsCall: number(2) == 0,
        witnesses: several { $0.one(of: Witness.allCases) },
        events: several {
          AccountEvent(event: $0.event(), testimony: $0.testimony(), connection: $0.maybe { $0.text() })
        }))
  }

  private mutating func endReason() -> EndReason {
    EndReason(
      codes: codes(), outcome: one(of: OutcomeClass.allCases), title: text(), action: text(),
      witness: .callback, source: source(), leg: maybe { $0.number(3) }, time: maybe { $0.moment() })
  }

  private mutating func leg(_ reasons: [EndReason]) -> Leg {
    var leg = Leg()
    leg.participantID = maybe { $0.text() }
    leg.user = maybe { $0.text() }
    leg.endpointID = maybe { $0.text() }
    leg.client = maybe { $0.number(3) }
    leg.direction = maybe { $0.one(of: Direction.allCases) }
    leg.joinTime = maybe { $0.moment() }
    leg.connectedTime = maybe { $0.moment() }
    leg.leaveTime = maybe { $0.moment() }
    leg.phases.setup = maybe { Double($0.number(100_000)) / 1000 }
    leg.phases.ringing = maybe { Double($0.number(1000)) / 7 }
    leg.phases.lobby = maybe { _ in 0 }
    leg.phases.hold = maybe { Double($0.number(1000)) }
    leg.phases.connected = maybe { Double($0.number(100_000)) / 1000 }
    leg.endReason = reasons.first ?? maybe { $0.endReason() }
    leg.quality = maybe { _ in "poor" }
    leg.sdkVersion = maybe { _ in "1.27.5" }
    leg.os = maybe { _ in "Windows" }
    leg.browser = maybe { _ in "Edge 120" }
    leg.endpointType = maybe { _ in "PSTN" }
    leg.participantType = maybe { _ in "ACS" }
    leg.carrier = maybe { CarrierCause(sipCode: $0.maybe { _ in 486 }, sipText: $0.maybe { $0.text() }) }
    leg.sources = several { $0.source() }
    return leg
  }

  mutating func call(_ number: Int) -> Call {
    var call = Call(key: "unidentified-\(number)", callID: maybe { $0.guid() })
    if let id = call.callID, self.number(2) == 0 { call.key = id.description }
    call.ids = several {
      CallIDSighting(
        id: $0.guid(), role: $0.one(of: CallIDSighting.Role.allCases), evidence: .inferred,
        firstSeen: $0.maybe { $0.moment() }, source: $0.source())
    }
    call.aliases =
      self.number(2) == 0 ? call.ids.map(\.id).filter { $0 != call.callID } : several { $0.guid() }
    call.verdict = text()
    call.clients = several {
      Client(label: $0.text(), platform: $0.maybe { _ in "web" }, artifacts: $0.several { $0.number(9) })
    }
    call.startTime = maybe { $0.moment() }
    call.connectedTime = maybe { $0.moment() }
    call.endTime = maybe { $0.moment() }
    call.durationSeconds = maybe { Double($0.number(100_000)) / 1000 }
    call.endReasons = several { $0.endReason() }
    call.endReason = call.endReasons.last ?? maybe { $0.endReason() }
    let reasons = call.endReasons
    call.legs = several { $0.leg(reasons) }
    call.states = several {
      StateChange(
        state: $0.one(of: CallState.allCases), time: $0.maybe { $0.moment() }, callID: $0.maybe { $0.guid() },
        client: $0.maybe { $0.number(3) }, leg: $0.maybe { $0.number(3) }, source: $0.source(),
        impossible: $0.number(2) == 0)
    }
    call.flags = several { $0.one(of: Flag.allCases) }
    let key = call.key
    call.identifiers = several {
      IdentifierSighting(
        identifier: $0.identifier(), callKey: $0.one(of: [key, nil, "other"]), seen: $0.appearance(),
        source: $0.source())
    }
    addRest(to: &call)
    return call
  }

  private mutating func addRest(to call: inout Call) {
    call.related = several {
      RelatedCall(key: $0.guid().description, relation: "retry-of", evidence: .inferred, source: $0.source())
    }
    call.diagnostics = several {
      DiagnosticChange(
        diagnostic: Diagnostic(name: $0.text(), value: "Bad", participant: $0.maybe { $0.text() }),
        time: $0.maybe { $0.moment() }, client: $0.maybe { $0.number(3) }, source: $0.source())
    }
    call.quality = several {
      QualityVerdict(
        participant: $0.maybe { $0.text() }, metric: $0.text(), value: Double($0.number(99)) / 7,
        verdict: "poor", source: $0.source())
    }
    call.brokeOff = number(2) == 0
    call.activity = maybe { random in
      let first = random.moment().instant
      return first...first.adding(seconds: random.number(900))
    }
    call.timeline = several {
      TimelineEvent(
        time: $0.maybe { $0.moment() }, kind: "state", text: $0.text(), witness: .service,
        callID: $0.maybe { $0.guid() }, codes: $0.maybe { $0.codes() }, client: $0.maybe { $0.number(3) },
        source: $0.source())
    }
  }
}
