import Calls
import Catalog
import Evidence
import Testing

/// What the witnesses of one call know together of its legs.
@Suite struct AccountLegTests {
  private func client(_ code: Int, _ subCode: Int, left: String = "10:05:00", version: String? = nil)
    -> ArtifactEvidence
  {
    log { log in
      var own = [Identifier(.participantID, "p1")]
      if let version { own.append(Identifier(.sdkVersion, version)) }
      log.say(.state(.connecting), "a1", at: "10:00:00", client: 1, with: own)
      log.state(.connected, "a1", at: "10:00:04", client: 1)
      log.state(.disconnected, "a1", at: left, client: 1)
      log.end(code, subCode, "a1", at: left, client: 1)
    }
  }

  private func summary(_ write: (inout LogScript) -> Void) -> ArtifactEvidence {
    log("PT1H.json", artifact: 1, platform: nil, write)
  }

  @Test func clientAndServiceKnowOneLeg() throws {
    let service = summary { log in
      log.stay("a1", "P1", at: "10:00:01", seconds: 299, 0, 0)
      log.stay("a1", "p2", at: "10:00:01", seconds: 299, 0, 0)
    }
    let analysis = analyse(client(0, 0), service)
    let call = try #require(analysis.calls.first)
    #expect(call.legs.count == 2)
    #expect(call.legs.map(\.client) == [0, nil])
    #expect(call.legs.map(\.endpointType) == ["VoIP", "VoIP"])
    #expect(call.legs[0].joinTime?.instant.rfc3339 == "2024-01-16T10:00:00.000Z", "the client's times first")
    #expect(call.legs[1].leaveTime?.instant.rfc3339 == "2024-01-16T10:05:00.000Z")
    #expect(call.legs[0].sources.count == 3)
    #expect(call.endReasons.map(\.witness) == [.client, .service, .service])
    #expect(call.endReasons.map(\.leg) == [0, 0, 1])
    #expect(analysis.finding("end-reasons-disagree") == nil)
    #expect(analysis.finding("clocks-disagree") == nil)
    #expect(call.durationSeconds == 296)
  }

  @Test func theSameTimesTellWhereNoIDDoes() throws {
    let own = log { log in
      log.state(.connecting, "a1", at: "10:00:00", client: 1)
      log.state(.connected, "a1", at: "10:00:04", client: 1)
      log.state(.disconnected, "a1", at: "10:05:00", client: 1)
    }
    let alike = summary { log in
      log.stay("a1", "p1", at: "09:59:56", seconds: 300)
      log.stay("a1", "p2", at: "10:00:20", seconds: 280)
    }
    #expect(analyse(own, alike).calls.first?.legs.map(\.participantID) == ["p1", "p2"])
    let ambiguous = summary { log in
      log.stay("a1", "p1", at: "10:00:00", seconds: 300)
      log.stay("a1", "p2", at: "10:00:00", seconds: 300)
    }
    #expect(analyse(own, ambiguous).calls.first?.legs.map(\.participantID) == [nil, "p1", "p2"])
    let telephone = summary { $0.stay("a1", "p1", at: "10:00:00", seconds: 300, type: "PSTN") }
    #expect(analyse(own, telephone).calls.first?.legs.count == 2)
    let elsewhere = summary { $0.stay("a1", "p1", at: "10:00:00", seconds: 306) }
    #expect(analyse(own, elsewhere).calls.first?.legs.count == 1, "who begins together may end apart")
    let later = summary { $0.stay("a1", "p1", at: "10:00:20", seconds: 280) }
    #expect(analyse(own, later).calls.first?.legs.count == 2)
  }

  @Test func whoSaysWhatWhereEndsDisagree() throws {
    let service = summary { $0.stay("a1", "p1", at: "10:00:00", seconds: 300, 410, 301005) }
    let analysis = analyse(client(0, 0), service)
    let call = try #require(analysis.calls.first)
    #expect(call.endReason?.witness == .client)
    #expect(call.endReason?.codes.code == 0)
    let text = try #require(analysis.finding("end-reasons-disagree")).text
    #expect(text.contains("0/0 by the client") && text.contains("410/301005 by the service"))
    let old = try #require(analyse(client(0, 0, version: "1.27.4"), service).calls.first)
    #expect(old.endReason?.witness == .service, "codes of the early Web SDK are not relied on")
    #expect(old.legs[0].endReason?.codes.subCode == 301005)
    let new = try #require(analyse(client(0, 0, version: "1.27.5"), service).calls.first)
    #expect(new.endReason?.witness == .client)
    let otherLeg = summary { $0.stay("a1", "p2", at: "10:00:00", seconds: 120, 410, 301005) }
    #expect(analyse(client(0, 0), otherLeg).finding("end-reasons-disagree") == nil)
    let terse = summary { $0.stay("a1", "p1", at: "10:00:00", seconds: 300, 410) }
    #expect(analyse(client(410, 3112), terse).finding("end-reasons-disagree") == nil)
  }

  @Test func aClientKnowsItsIDThoughARowOfAnEarlierArtifactNamesItFirst() throws {
    let service = log("PT1H.json", platform: nil) { log in
      log.stay("a1", "p1", at: "10:10:00", seconds: 600, 500, 43031)
    }
    let own = log(artifact: 1) { log in
      log.say(.state(.connecting), "a1", at: "10:00:00", client: 1, with: [Identifier(.participantID, "p1")])
      log.state(.connected, "a1", at: "10:00:04", client: 1)
      log.state(.disconnected, "a1", at: "10:05:00", client: 1)
      log.end(0, 0, "a1", at: "10:05:00", client: 1)
    }
    let analysis = analyse(service, own)
    #expect(analysis.calls.first?.legs.count == 1)
    #expect(analysis.finding("end-reasons-disagree") != nil)
    let clocks = try #require(analysis.finding("clocks-disagree")).text
    #expect(clocks.contains("10:20:00 UTC") && clocks.contains("10:05:00 UTC"))
    let identifiers = try #require(analysis.calls.first).identifiers
    #expect(identifiers.filter { $0.identifier.kind == .participantID }.count == 1)
  }

  @Test func ofTheVersionsOfAStreamsMediaTheHighestCounts() throws {
    func quality(_ version: Int) -> String? {
      let service = summary { log in
        log.stay("a1", "p1", at: "10:00:00", seconds: 60)
        log.tell(
          .media([poor]), "a1", at: "23:00:00", record: "ACSCallDiagnosticsUpdates", participant: "p1",
          version: 1)
        var good = poor
        good.mean = 0
        log.tell(
          .media([good]), "a1", at: "23:00:00", record: "ACSCallDiagnosticsUpdates", participant: "p1",
          version: version)
      }
      return analyse(service).calls.first?.legs.first?.quality
    }
    #expect(quality(2) == "good")
    #expect(quality(1) == "poor")
  }

  @Test func whatAClientReportsOfEnteringAndHangingUpIsItsStay() throws {
    let service = summary { log in
      for (name, time) in [("EnterCall", "10:00:02"), ("Hangup", "10:01:00")] {
        log.tell(
          .operation(Operation(name: name, service: .calling, result: .succeeded)), "a1", at: time,
          record: "ACSCallClientOperations", participant: "p1")
      }
    }
    let call = try #require(analyse(service).calls.first)
    #expect(call.legs.count == 1)
    #expect(call.legs.first?.joinTime?.instant.rfc3339 == "2024-01-16T10:00:02.000Z")
    #expect(call.legs.first?.leaveTime?.instant.rfc3339 == "2024-01-16T10:01:00.000Z")
  }

  @Test func theVerdictGivesTheReasonOfTheWholeCall() throws {
    let events = summary { log in
      log.tell(
        .participant(.added, who: "8:acs:x"), "a1", at: "10:00:00",
        record: "Microsoft.Communication.CallParticipantAdded", participant: "8:acs:x")
      log.tell(
        .end(EndCodes(code: 487, subCode: 10004)), "a1", at: "10:01:00",
        record: "Microsoft.Communication.CallEnded")
    }
    #expect(try #require(analyse(events).calls.first).verdict.contains("487/10004"))
  }

  @Test func timesThatDifferAreSaid() {
    func found(_ start: String, _ seconds: Double) -> Bool {
      let service = summary { $0.stay("a1", "p1", at: start, seconds: seconds, 0, 0) }
      return analyse(client(0, 0), service).finding("clocks-disagree") != nil
    }
    #expect(!found("10:00:14", 286))
    #expect(found("10:00:15", 285))
    #expect(!found("09:59:50", 310))
    #expect(found("09:59:49", 311))
    #expect(!found("10:00:00", 310))
    #expect(found("10:00:00", 311))
  }

  @Test func theHighestVersionOfAParticipantsRowCounts() throws {
    let service = summary { log in
      log.stay("a1", "p1", at: "10:00:00", seconds: 10, 500, nil, version: 1)
      log.stay("a1", "p1", at: "10:00:00", seconds: 60, 0, 0, version: 3)
      log.stay("a1", "p1", at: "10:00:00", seconds: 20, 410, nil, version: 2)
      log.stay("a1", "p1", at: "10:00:00", seconds: 5, 490, nil)
      log.stay("a1", "p2", at: "10:00:00", seconds: 50, 410, nil, version: 1)
      log.stay("a1", "p2", at: "10:00:00", seconds: 50, 410, nil, version: 1)
    }
    let call = try #require(analyse(service).calls.first)
    #expect(call.legs.map(\.participantID) == ["p1", "p2"])
    #expect(call.endReasons.map(\.codes.code) == [0, 410])
    #expect(call.flags.isEmpty)
    #expect(call.timeline.count == 4, "each stay begins and ends once")
  }

  @Test func aParticipantWhoCameBackHasTwoStays() throws {
    let service = summary { log in
      log.stay("a1", "p1", at: "10:00:00", seconds: 60, 410, 3112)
      log.stay("a1", "p1", at: "10:02:00", seconds: 60, 0, 0)
    }
    #expect(try #require(analyse(service).calls.first).legs.count == 2)
  }

  @Test func theServicesRecordsAloneMakeACall() throws {
    let service = summary { log in
      log.tell(.callSpan(CallSpan(seconds: 96, type: "Group")), "a1", at: "10:00:00")
      log.stay("a1", "p1", at: "10:00:00", seconds: 90, 410, 301005, user: "8:acs:x_y")
      log.stay("a1", "p2", at: "10:00:06", seconds: 90, 0, 0)
      log.tell(.media([poor]), "a1", at: "23:00:00", record: "ACSCallDiagnostics", participant: "P1")
    }
    let analysis = analyse(service)
    let call = try #require(analysis.calls.first)
    #expect(call.startTime?.instant.rfc3339 == "2024-01-16T10:00:00.000Z")
    #expect(call.endTime?.instant.rfc3339 == "2024-01-16T10:01:36.000Z")
    #expect(call.durationSeconds == 96)
    #expect(call.connectedTime == nil && call.clients.isEmpty && call.states.isEmpty)
    #expect(call.endReason?.witness == .service && call.endReason?.leg == 0)
    #expect(call.verdict.contains("8:acs:x_y") && call.verdict.contains("410/301005"))
    #expect(call.verdict.contains("service's records"))
    #expect(call.standing == .failed)
    #expect(call.legs.map(\.quality) == ["poor", nil])
    #expect(call.quality.first?.participant == "P1")
    #expect(analysis.finding("poor-media-quality")?.text.contains("participant P1") == true)
    #expect(
      call.activity?.upperBound == call.endTime?.instant, "when a row was written is no time of the call")
    #expect(analysis.finding("participant-log-missing")?.callKey == call.key)
    #expect(Set(call.timeline.map(\.witness)) == [.service])
    #expect(call.timeline.last?.kind == "media" && call.timeline.last?.time == nil)
  }

  private var poor: MediaSample {
    MediaSample(
      medium: "audio", direction: "receive", metric: "jitterAvg", mean: 80, minimum: 80, maximum: 80, count: 1
    )
  }

  @Test func aConnectionIsALegWhereNothingElseShowsIt() throws {
    let callbacks = summary { log in
      log.callback(.state(.connected), "a1", at: "10:00:02", connection: "c1")
      log.callback(.end(EndCodes(code: 500, subCode: 8522)), "a1", at: "10:01:02", connection: "c1")
      log.tell(
        .carrier(CarrierCause(sipCode: 486, q850Code: 17)), "a1", at: "10:01:02", by: .callback,
        record: "Microsoft.Communication.CallDisconnected")
    }
    let call = try #require(analyse(callbacks).calls.first)
    #expect(call.legs.count == 1)
    #expect(call.connectedTime?.instant.rfc3339 == "2024-01-16T10:00:02.000Z")
    #expect(call.durationSeconds == 60)
    #expect(call.path == ["Connected"])
    #expect(call.endReason?.witness == .callback)
    #expect(call.legs[0].carrier?.sipCode == 486)
    #expect(call.verdict.contains("callbacks"))
    let table = log("b.json", artifact: 0, platform: nil) { log in
      log.stay("a1", "p1", at: "10:00:02", seconds: 60, 0, 0, type: "Bot")
      log.stay("a1", "p2", at: "10:00:02", seconds: 60, 0, 0)
    }
    let both = try #require(analyse(table, callbacks).calls.first)
    #expect(both.legs.count == 2, "the table has all participants")
    #expect(both.endReasons.map(\.witness) == [.service, .callback, .service])
    #expect(both.flags == [.infrastructure])
  }

  @Test func failuresOfTheServiceArePrecursors() throws {
    let service = summary { log in
      log.stay("a1", "p1", at: "10:00:00", seconds: 60, 410, 301005)
      log.tell(
        .operation(
          Operation(name: "CreateView", service: .calling, result: .failed, codes: EndCodes(code: 408))),
        "a1", at: "10:00:50", record: "ACSCallClientOperations", participant: "p1")
      log.tell(
        .diagnostic(Diagnostic(name: "networkReconnect", value: "Bad")), "a1", at: "10:00:20",
        record: "ACSCallClientOperations", participant: "p1")
      log.tell(
        .diagnostic(Diagnostic(name: "noNetwork", value: "true")), "a1", at: "10:00:55",
        record: "ACSCallClientOperations", participant: "p2")
    }
    let call = try #require(analyse(service).calls.first)
    #expect(call.verdict.contains("10 s after CreateView failed with 408"))
    #expect(!call.verdict.contains("networkReconnect"), "longer ago than what counts as before")
    #expect(!call.verdict.contains("noNetwork"), "another participant's")
    #expect(call.diagnostics.map(\.diagnostic.participant) == ["p1", "p2"])
  }

  @Test func aLogThatIsCutGetsItsEndFromTheService() throws {
    let own = log { log in
      log.say(
        .state(.connecting), "a1", at: "10:00:00", client: 1, with: [Identifier(.participantID, "p1")])
      log.state(.connected, "a1", at: "10:00:04", client: 1)
    }
    let service = summary { $0.stay("a1", "p1", at: "10:00:01", seconds: 120, 410, 301005) }
    let call = try #require(analyse(own, service).calls.first)
    #expect(call.endTime?.instant.rfc3339 == "2024-01-16T10:02:01.000Z")
    #expect(call.legs.count == 1)
    #expect(
      call.legs[0].joinTime?.instant.rfc3339 == "2024-01-16T10:00:01.000Z",
      "times of one leg are of one witness")
    #expect(call.endReason?.witness == .service)
  }

  @Test func theEventOfABeginningStandsBesideThatOfTheEnd() throws {
    func call(_ rows: [CallSpan], record: String = "Microsoft.Communication.CallEnded") throws -> Call {
      let events = log("events.json", platform: nil) { log in
        for span in rows {
          log.tell(
            .callSpan(span), "a1", at: "10:00:00",
            record: span.seconds == nil ? "Microsoft.Communication.CallStarted" : record,
            text: span.seconds == nil ? "CallStarted" : "the whole")
        }
        log.tell(.end(EndCodes(code: 0, subCode: 0)), "a1", at: "10:01:02", record: record)
      }
      return try #require(analyse(events).calls.first)
    }
    func lines(_ call: Call) -> [String] { call.timeline.filter { $0.kind == "call" }.map(\.text) }
    let (started, ended) = (CallSpan(type: "Group"), CallSpan(seconds: 62, type: "Group"))
    for rows in [[started, ended], [ended, started]] {
      let both = try call(rows)
      #expect(lines(both) == ["CallStarted"])
      #expect(both.durationSeconds == 62)
    }
    #expect(lines(try call([started])) == ["CallStarted"])
    #expect(lines(try call([started, started])) == ["CallStarted"])
    #expect(lines(try call([ended])) == ["the whole"])
    #expect(
      lines(try call([ended, started], record: "ACSCallSummary")).sorted() == ["CallStarted", "the whole"])
  }

  @Test func theServiceSaysOfNobodyThatTheyHungUp() throws {
    let rows = log("PT1H.json", platform: nil) { log in
      log.stay("a1", "bot", at: "10:00:00", seconds: 60, 0, 0, type: "Bot")
      log.stay("a1", "phone", at: "10:00:00", seconds: 61, 0, 0, type: "PSTN")
    }
    let call = try #require(analyse(rows).calls.first)
    #expect(call.endReasons.map(\.title) == Array(repeating: "Normal end: the participant left.", count: 2))
    #expect(!call.verdict.contains("hung up"))
  }

  @Test func aMadeNameOfAHiddenParticipantIsShownNowhere() throws {
    let name = RedactedParticipant.name(endpointType: "VoIP", other: "e1")
    let rows = log("PT1H.json", platform: nil) { log in
      log.tell(
        .media([
          MediaSample(
            medium: "audio", direction: "receive", metric: "jitterInMs", mean: 80, minimum: 80, maximum: 80,
            count: 1)
        ]), "a1", at: "10:00:10", record: "ACSCallDiagnostics", participant: name)
      log.tell(
        .diagnostic(Diagnostic(name: "noNetwork", value: "true")), "a1", at: "10:00:10",
        record: "ACSCallClientOperations", participant: name)
      log.tell(
        .operation(Operation(name: "EnterCall", service: .calling, result: .succeeded)), "a1",
        at: "10:00:01", record: "ACSCallClientOperations", participant: name)
    }
    let analysis = analyse(rows)
    let call = try #require(analysis.calls.first)
    #expect(call.quality.map(\.participant) == ["Redacted"])
    #expect(call.diagnostics.map(\.diagnostic.participant) == ["Redacted"])
    #expect(call.legs.map(\.participantID) == [nil])
    #expect(!"\(analysis)".contains(name))
  }

  @Test func eventsOfComingAndGoingAreStays() throws {
    func event(_ log: inout LogScript, _ claim: Claim, _ time: String, _ participant: String? = nil) {
      log.tell(
        claim, "a1", at: time, record: "Microsoft.Communication.CallParticipantAdded",
        participant: participant)
    }
    var stay = Stay()
    stay.participantID = "p1"
    let events = log("events.json", platform: nil) { log in
      event(&log, .callSpan(CallSpan(type: "Group")), "10:00:00")
      event(&log, .participant(.added, who: "p1"), "10:00:01", "p1")
      event(&log, .stay(stay), "10:00:01", "p1")
      event(&log, .participant(.removed, who: "p1"), "10:01:01", "p1")
      event(&log, .callSpan(CallSpan(seconds: 62, type: "Group")), "10:00:00")
      event(&log, .end(EndCodes(code: 0, subCode: 0)), "10:01:02")
      log.callback(.state(.connected), "a1", at: "10:00:02", connection: "c1")
    }
    let call = try #require(analyse(events).calls.first)
    #expect(
      call.legs.map(\.participantID) == ["p1", nil], "the application's connection is a leg of its own")
    #expect(call.legs[0].leaveTime?.instant.rfc3339 == "2024-01-16T10:01:01.000Z")
    #expect(call.endReasons.map(\.leg) == [nil], "the end of the call is nobody's")
    let table = log("PT1H.json", artifact: 1, platform: nil) { log in
      log.stay("a1", "P1", at: "10:00:00", seconds: 62, 0, 0)
    }
    #expect(call.timeline.count { $0.kind == "participant" } == 2, "one line for coming, one for going")
    let both = try #require(analyse(events, table).calls.first)
    #expect(both.legs.map(\.participantID) == ["P1"])
    #expect(both.legs[0].leaveTime?.instant.rfc3339 == "2024-01-16T10:01:02.000Z")
    #expect(both.callID == id("a1"))
  }

  @Test func aStartThatACallbackTellsFailedIsAFailedCall() throws {
    let callbacks = summary { $0.callback(.startFailed(nil), "a1", at: "10:00:00", connection: "c1") }
    let call = try #require(analyse(callbacks).calls.first)
    #expect(call.standing == .failed)
    #expect(call.verdict.contains("start of the call failed"))
  }

  @Test func telephonesHaveTheirCarriersWords() throws {
    let service = summary { log in
      log.stay("a1", "p1", at: "10:00:00", seconds: 60, 486, 560486, type: "PSTN", user: "4:+15550100")
      log.stay("a1", "p2", at: "10:00:00", seconds: 60, 0, 0, type: "Bot")
      log.tell(
        .carrier(CarrierCause(sipCode: 486, sipText: "Busy Here", q850Code: 17)), "a1", at: "10:01:00",
        by: .callback, record: "Microsoft.Communication.AddParticipantFailed")
    }
    let call = try #require(analyse(service).calls.first)
    #expect(call.legs.map(\.carrier?.sipCode) == [486, nil])
    #expect(call.legs.map(\.isTelephone) == [true, false])
    let reason = try #require(call.legs[0].endReason)
    #expect(call.domain(of: reason) == .pstn)
  }
}
