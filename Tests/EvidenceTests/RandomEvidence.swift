import Evidence

/// Makes evidence of every kind, sense or nonsense, the same for the same seed.
struct RandomEvidence {
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

  mutating func maybe<Value>(_ value: (inout RandomEvidence) -> Value) -> Value? {
    number(2) == 0 ? nil : value(&self)
  }

  mutating func guid() -> GUID {
    let last = number(5)
    return GUID("\(last)aaaaaaa-0000-4000-8000-00000000000\(last)") ?? guid()
  }

  mutating func text() -> String {
    one(of: ["", "x", "userFacingDiagnostic", "caf\u{e9}", "8:acs:\(guid())_\(guid())", "\(next())"])
  }

  mutating func date() -> CalendarDate {
    CalendarDate(year: 1990 + number(60), month: 1 + number(13), day: 1 + number(31))
  }

  mutating func writtenTime() -> WrittenTime {
    let date: WrittenDate =
      switch number(4) {
      case 0: .calendar(date())
      case 1: .ambiguous(first: 1 + number(31), second: 1 + number(12), year: 2000 + number(30))
      case 2: .monthAndDay(month: 1 + number(12), day: 1 + number(31))
      default: .missing
      }
    let nanoseconds = Int64(number(86_400_001)) * (number(2) == 0 ? 1_000_000 : 999_999)
    let instant = Instant(nanoseconds: nanoseconds)
    return WrittenTime(
      text: one(of: [instant.rfc3339, instant.clockText(fractionDigits: number(4)), text()]), date: date,
      nanosecondOfDay: nanoseconds, zoneOffset: maybe { $0.one(of: [0, 3600, -43_200]) },
      clock: one(of: ClockKind.allCases))
  }

  mutating func moment() -> Moment {
    let instant = Instant(nanoseconds: Int64(bitPattern: next()) >> Int64(number(60)))
    return Moment(
      instant: instant, basis: one(of: TimeBasis.allCases), text: one(of: [instant.rfc3339, "06:26", text()]))
  }

  mutating func source() -> Source {
    Source(
      artifact: number(3), line: maybe { $0.number(1000) }, record: maybe { $0.number(9) },
      offset: number(100_000))
  }

  mutating func codes() -> EndCodes {
    EndCodes(
      code: number(600), subCode: maybe { $0.number(600_000) },
      categories: number(2) == 0 ? [] : [text(), text()],
      phrase: maybe { $0.text() })
  }

  mutating func claim() -> Claim {
    switch number(29) {
    case 0: .mention
    case 1: .state(one(of: CallState.allCases))
    case 2: .idChange(from: maybe { $0.guid() }, to: guid())
    case 3: .end(codes())
    case 4: .start(one(of: Direction.allCases))
    case 5: .direction(one(of: Direction.allCases))
    case 6: .incoming
    case 7: .startFailed(maybe { $0.codes() })
    case 8: .agent(agentEvent())
    case 9: .client(one(of: ClientEvent.allCases))
    case 10: .failure(Failure(name: text(), target: maybe { $0.text() }, codes: maybe { $0.codes() }))
    case 11: .diagnostic(Diagnostic(name: text(), value: text(), participant: maybe { $0.text() }))
    case 12: .participant(one(of: [.added, .removed, .state(text())]), who: maybe { $0.text() })
    case 13: .muted(number(2) == 0, byOthers: number(2) == 0)
    case 14: .recording(one(of: RecordingState.allCases))
    case 15: .transfer(one(of: TransferState.allCases), target: maybe { $0.guid() })
    case 16: .signalling(one(of: SignallingEvent.allCases))
    case 17: .media([sample(), sample()])
    case 18: .crash
    case 19: .note(kind: text())
    case 20: .stay(stay())
    case 21: .callSpan(CallSpan(seconds: maybe { $0.seconds() }, type: maybe { $0.text() }))
    case 22: .operation(operation())
    case 23:
      .carrier(
        CarrierCause(
          sipCode: maybe { $0.number(700) }, sipText: maybe { $0.text() }, q850Code: maybe { $0.number(128) },
          q850Text: maybe { $0.text() }))
    case 24:
      .token(
        TokenFacts(
          issued: maybe { $0.number(2_000_000_000) }, expires: maybe { $0.number(2_000_000_000) },
          scopes: number(2) == 0 ? [] : [text()], resourceID: maybe { $0.text() }, user: maybe { $0.text() }))
    case 25: .secret(kind: text())
    case 26:
      .resource(
        ResourceFacts(name: maybe { $0.text() }, immutableID: text(), dataLocation: maybe { $0.text() }))
    case 27: .licence(LicencePlan(id: text(), name: maybe { $0.text() }, status: maybe { $0.text() }))
    default:
      .healthAlert(
        ServiceHealthAlert(
          trackingID: maybe { $0.text() }, title: maybe { $0.text() }, stage: maybe { $0.text() },
          services: number(2) == 0 ? [] : [text()], regions: number(2) == 0 ? [] : [text(), text()]))
    }
  }

  private mutating func seconds() -> Double { Double(number(100_000)) / 16 }

  private mutating func stay() -> Stay {
    var stay = Stay()
    stay.participantID = maybe { $0.text() }
    stay.user = maybe { $0.text() }
    stay.endpointID = maybe { $0.text() }
    stay.seconds = maybe { $0.seconds() }
    stay.end = maybe { $0.codes() }
    stay.endpointType = maybe { $0.text() }
    stay.participantType = maybe { $0.text() }
    stay.telephoneCallType = maybe { $0.text() }
    stay.sdkVersion = maybe { $0.text() }
    stay.os = maybe { $0.text() }
    return stay
  }

  private mutating func operation() -> Operation {
    Operation(
      name: text(), service: one(of: APIService.allCases), result: one(of: Operation.Result.allCases),
      codes: maybe { $0.codes() }, milliseconds: maybe { $0.seconds() }, retryAfter: maybe { $0.seconds() })
  }

  private mutating func testimony() -> Testimony {
    Testimony(
      one(of: Witness.allCases), record: text(), showsCall: number(2) == 0, participant: maybe { $0.text() },
      clientInstance: maybe { $0.text() }, version: maybe { $0.number(9) })
  }

  private mutating func agentEvent() -> AgentEvent {
    one(of: [
      .creating, .created, .failed(maybe { $0.codes() }), .connected,
      .disconnected(reason: maybe { $0.text() }),
      .disposed,
    ])
  }

  private mutating func sample() -> MediaSample {
    MediaSample(
      medium: text(), direction: maybe { $0.text() }, metric: text(), mean: Double(number(1000)) / 7,
      minimum: 0, maximum: Double(number(1000)), count: number(9), stream: maybe { $0.text() })
  }

  mutating func identifier() -> Identifier { Identifier(one(of: IdentifierKind.allCases), text()) }

  mutating func observation() -> Observation {
    Observation(
      claim(), callID: maybe { $0.guid() }, identifiers: number(2) == 0 ? [] : [identifier(), identifier()],
      time: maybe { $0.writtenTime() }, instance: maybe { $0.number(9000) }, text: text(),
      stamp: maybe { $0.next() }, testimony: maybe { $0.testimony() }, source: source())
  }
}
