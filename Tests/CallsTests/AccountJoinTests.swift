import Calls
import Evidence
import Testing

/// Which records of services and callbacks are of which calls.
@Suite struct AccountJoinTests {
  /// Server call IDs of one conversation, and of another; only the service's instance differs between the first two.
  private static let server = conversation("conv-usea2-01.conv.skype.com", "g4hZUhKVDUKfk_GztCgRSA", "i=12")
  private static let sameConversation = conversation(
    "conv-usea2-02.conv.skype.com", "g4hZUhKVDUKfk_GztCgRSA", "i=7")
  private static let otherConversation = conversation(
    "conv-usea2-01.conv.skype.com", "h4hZUhKVDUKfk_GztCgRSA", "i=12")

  private static func conversation(_ host: String, _ token: String, _ query: String) -> String {
    let address = "https://api.flightproxy.skype.com/api/v2/cp/\(host)/conv/\(token)?\(query)"
    return base64(Array(address.utf8))
  }

  private static func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let value = (0..<3).reduce(0) { $0 << 8 | (start + $1 < group.endIndex ? Int(group[start + $1]) : 0) }
      for digit in 0...group.count { text.append(digits[value >> (18 - 6 * digit) & 63]) }
    }
    return text
  }

  private let client = log { log in
    log.state(.connecting, "a1", at: "10:00:00", client: 1)
    log.state(.connected, "a1", at: "10:00:02", client: 1)
    log.state(.disconnected, "a1", at: "10:05:00", client: 1)
    log.end(0, 0, "a1", at: "10:05:00", client: 1)
  }

  @Test func equalCallIDsAreOneCall() throws {
    let export = log("PT1H.json", artifact: 1, platform: nil) { log in
      log.stay("a1", "p1", at: "10:00:00", seconds: 300, 0, 0)
    }
    let analysis = analyse(client, export)
    #expect(analysis.calls.count == 1)
    let ids = try #require(analysis.calls.first).ids
    #expect(ids.map(\.evidence) == [.explicit])
  }

  @Test func aCorrelationIDThatChangesOnOneConnectionIsOneCall() throws {
    let callbacks = log(platform: nil) { log in
      log.callback(.state(.connected), "a1", at: "10:00:00", connection: "Conn-1")
      log.callback(.end(EndCodes(code: 200)), "b2", at: "10:02:00", connection: "conn-1")
    }
    let analysis = analyse(callbacks)
    let call = try #require(analysis.calls.first)
    #expect(analysis.calls.count == 1)
    #expect(call.callID == id("b2"), "the latest callback's")
    #expect(call.aliases == [id("a1")])
    #expect(call.ids.allSatisfy { $0.evidence == .explicit })
  }

  @Test func serverCallIDsJoinAsWholeStrings() {
    let tie = Identifier(.serverCallID, "opaque-1")
    let callbacks = log("events.json", artifact: 1, platform: nil) { log in
      log.callback(.state(.connected), "b2", at: "10:00:01", server: "OPAQUE-1")
      log.callback(.state(.connected), "c3", at: "10:00:01", server: "opaque-2")
    }
    let own = log { log in
      log.say(.state(.connected), "a1", at: "10:00:00", client: 1, with: [tie])
    }
    let analysis = analyse(own, callbacks)
    #expect(analysis.calls.count == 2)
    #expect(analysis.call("a1")?.key == analysis.call("b2")?.key)
    #expect(analysis.call("a1")?.callID == id("b2"), "a callback's ID counts more than a client's")
  }

  @Test func theServicesExportNamesTheCall() {
    let tables = log(platform: nil) { log in
      log.callback(.state(.connected), "b2", at: "10:30:00", connection: "c")
      log.tell(
        .stay(Stay()), "a1", at: "10:00:00", with: [Identifier(.callConnectionID, "c")])
    }
    #expect(analyse(tables).calls.map(\.callID) == [id("a1")])
  }

  @Test func oneConversationIsOneCallOnlyWhileLivesOverlap() throws {
    func callbacks(second: [String]) -> Analysis {
      analyse(
        log(platform: nil) { log in
          log.callback(.state(.connected), "a1", at: "10:00:00", server: AccountJoinTests.server)
          log.callback(.end(EndCodes(code: 200)), "a1", at: "10:10:00", server: AccountJoinTests.server)
          log.callback(.state(.connected), "b2", at: second[0], server: AccountJoinTests.sameConversation)
          log.callback(
            .end(EndCodes(code: 200)), "b2", at: second[1], server: AccountJoinTests.sameConversation)
          log.callback(.state(.connected), "c3", at: "10:05:00", server: AccountJoinTests.otherConversation)
        })
    }
    let together = callbacks(second: ["10:05:00", "10:15:00"])
    #expect(together.calls.count == 2)
    let call = try #require(together.call("a1"))
    #expect(call.key == together.call("b2")?.key)
    #expect(Set(call.ids.map(\.evidence)) == [.explicit, .inferred])
    #expect(callbacks(second: ["10:10:01", "10:15:00"]).calls.count == 3)
  }

  @Test func aConversationNeverMergesTwoCallsOfTheServicesTable() {
    let tables = log(platform: nil) { log in
      for name in ["a1", "b2"] {
        var stay = Stay()
        stay.seconds = 60
        log.tell(
          .stay(stay), name, at: "10:00:00", participant: name,
          with: [
            Identifier(
              .serverCallID, name == "a1" ? AccountJoinTests.server : AccountJoinTests.sameConversation)
          ])
      }
    }
    #expect(analyse(tables).calls.count == 2)
  }

  @Test func surveysAndBillsGoToTheirParticipantsCall() throws {
    let participant = id("f1").description
    let records = log("survey.json", artifact: 1, platform: nil) { log in
      log.stay("b2", participant, at: "10:00:00", seconds: 60)
      log.tell(
        .note(kind: "survey"), at: "10:10:00", record: "ACSCallSurvey", showsCall: false,
        participant: participant.uppercased(),
        with: [
          Identifier(.participantID, participant.uppercased()),
          Identifier(.correlationID, id("a1").description),
        ])
    }
    let analysis = analyse(client, records)
    #expect(analysis.calls.count == 2, "a survey's correlation ID is no call's")
    #expect(analysis.call("b2")?.timeline.map(\.kind).contains("survey") == true)
    #expect(analysis.call("a1")?.timeline.map(\.kind).contains("survey") == false)
  }

  @Test func whatShowsNoCallMakesNone() {
    let records = log(platform: nil) { log in
      log.tell(.note(kind: "survey"), "a1", record: "ACSCallSurvey", showsCall: false)
      log.tell(
        .operation(Operation(name: "Send", service: .sms, result: .succeeded)),
        record: "ACSSMSIncomingOperations",
        showsCall: false, with: [Identifier(.msCV, "abc.0")])
      log.tell(
        .mention, record: "HTTP", showsCall: false, with: [Identifier(.chainID, id("b2").description)])
    }
    let analysis = analyse(records)
    #expect(analysis.calls.isEmpty)
    #expect(analysis.outsideCalls.count == 3)
    #expect(analysis.identifiers.count == 2)
  }

  @Test func whatNeverMergesCalls() {
    let shared = [IdentifierKind.groupID, .roomID, .threadID, .endpointID, .userMRI, .msCV, .recordingID].map
    {
      Identifier($0, "same")
    }
    let tables = log(platform: nil) { log in
      for name in ["a1", "b2"] {
        log.tell(
          .stay(Stay()), name, at: "10:00:00", participant: "8:acs:same", instance: "same", with: shared)
      }
    }
    #expect(analyse(tables).calls.count == 2)
  }

  @Test func operationsBeforeACallGoToTheNextOneOfTheirInstance() throws {
    func operation(
      _ log: inout LogScript, _ name: String?, _ time: String, _ instance: String, _ what: String
    ) {
      log.tell(
        .operation(Operation(name: what, service: .calling, result: .failed)), name, at: time,
        record: "ACSCallClientOperations", instance: instance)
    }
    let tables = log(platform: nil) { log in
      operation(&log, nil, "07:59:59", "i1", "TooEarly")
      operation(&log, nil, "08:00:00", "I1", "Early")
      operation(&log, "a1", "10:00:00", "i1", "Join")
      operation(&log, nil, "10:30:00", "i1", "Between")
      operation(&log, "b2", "11:00:00", "i1", "Join")
      operation(&log, nil, "11:30:00", "i1", "Late")
      operation(&log, nil, "09:59:00", "i2", "Stranger")
    }
    let analysis = analyse(tables)
    #expect(analysis.calls.count == 2)
    func operations(_ name: String) -> [Instant?] {
      analysis.call(name)?.timeline.map(\.time?.instant) ?? []
    }
    #expect(operations("a1").map { $0?.rfc3339.dropFirst(11).prefix(5) } == ["08:00", "10:00"])
    #expect(operations("b2").map { $0?.rfc3339.dropFirst(11).prefix(5) } == ["10:30", "11:00"])
    #expect(
      analysis.outsideCalls.compactMap { $0.time?.instant.rfc3339.dropFirst(11).prefix(5) } == [
        "07:59", "09:59", "11:30",
      ])
    #expect(
      analysis.call("a1")?.startTime?.instant.rfc3339 == "2024-01-16T10:00:00.000Z",
      "what came before by inference is no beginning")
  }
}
