import Calls
import Evidence
import Testing

/// What is said besides the calls: failures outside them, gaps in the evidence, and what to ask for.
@Suite struct FindingTests {
  @Test func logThatStartsInTheMiddleOfACall() {
    let analysis = analyse(
      log { log in
        log.state(.connected, "a1", at: "10:00:00")
        log.state(.disconnected, "a1", at: "10:01:00")
        log.end(0, 0, "a1", at: "10:01:00")
      })
    #expect(analysis.kinds == ["log-starts-mid-call"])
  }

  @Test func logThatStopsBeforeTheEnd() throws {
    var artifact = log { log in
      log.state(.connecting, "a1", at: "10:00:00")
      log.state(.connected, "a1", at: "10:00:05")
    }
    artifact.endsMidRecord = true
    let analysis = analyse(artifact)
    let call = try #require(analysis.calls.first)
    #expect(call.endTime == nil)
    #expect(call.endReason == nil)
    #expect(call.legs[0].leaveTime == nil)
    #expect(call.durationSeconds == nil)
    #expect(call.verdict == "The log ends while the call is Connected; no end is shown.")
    #expect(analysis.kinds == ["log-ends-before-call-end"])
    #expect(analysis.findings[0].text.contains("cut off"))
  }

  @Test func callAgentThatCouldNotBeCreated() throws {
    let analysis = analyse(
      log { log in
        log.say(.agent(.failed(EndCodes(code: 408, subCode: 40114))), at: "10:00:00", client: 1)
        log.say(.agent(.failed(EndCodes(code: 408, subCode: 40114))), at: "10:00:30", client: 1)
      })
    #expect(analysis.calls.isEmpty)
    let finding = try #require(analysis.finding("call-agent-failed"))
    #expect(finding.severity == .error)
    #expect(finding.text.contains("2 times (408/40114)"))
    #expect(analysis.findings.filter { $0.kind == "call-agent-failed" }.count == 1)
    #expect(analysis.outsideCalls.map(\.kind) == ["agent", "agent"])
  }

  @Test func startThatNeverBecameACall() {
    let analysis = analyse(
      log { log in
        log.start(at: "10:00:00", client: 1)
        log.say(.startFailed(EndCodes(code: 403, subCode: 5223)), at: "10:00:01", client: 1)
      })
    #expect(analysis.calls.isEmpty)
    #expect(analysis.kinds == ["start-call-failed"])
    #expect(analysis.outsideCalls.map(\.kind) == ["start", "start-failed"])
  }

  @Test func signallingOutOfReach() {
    let analysis = analyse(
      log { log in
        log.say(.signalling(.configurationTimeout), at: "10:00:00", client: 1)
        log.say(.signalling(.failed), at: "10:00:05", client: 1)
        log.say(.signalling(.failed), at: "10:00:15", client: 1)
      })
    #expect(analysis.findings.map(\.kind) == ["signalling-unreachable", "signalling-unreachable"])
    #expect(analysis.findings.contains { $0.text.contains("2 times") })
  }

  @Test func aPingInTwoExcerptsIsCountedOnce() {
    func pings(_ path: String, _ artifact: Int, _ minutes: ClosedRange<Int>) -> ArtifactEvidence {
      log(path, artifact: artifact) { log in
        for minute in minutes {
          log.say(.signalling(.pingUnanswered), at: "10:\(minute):00", client: 1)
        }
      }
    }
    let analysis = analyse(pings("a.log", 0, 10...19), pings("b.log", 1, 15...22))
    #expect(analysis.finding("signalling-unreachable")?.text.contains("10 or more in a row") == true)
    let whole = analyse(pings("a.log", 0, 10...22))
    #expect(whole.finding("signalling-unreachable")?.text.contains("13 or more in a row") == true)
  }

  @Test func rowsOfPingsAreNotAddedUp() {
    let analysis = analyse(
      log { log in
        for time in ["10:00:00", "10:01:00", "10:02:00", "11:00:00", "11:01:00"] {
          log.say(.signalling(.pingUnanswered), at: time, client: 1)
        }
      })
    #expect(analysis.finding("signalling-unreachable")?.text.contains("3 or more in a row") == true)
  }

  @Test func aFailureToldWithoutItsCodeAndWithItIsOne() {
    func failures(_ second: String, client: Int = 1) -> [Finding] {
      analyse(
        log { log in
          log.created(1, at: "09:59:00")
          log.created(2, at: "09:59:00")
          log.say(.agent(.failed(nil)), at: "10:00:00", client: 1)
          log.say(
            .agent(.failed(EndCodes(code: 408, subCode: 40114))), at: "10:00:\(second)", client: client)
        }
      ).findings.filter { $0.kind == "call-agent-failed" }
    }
    #expect(failures("04").map(\.codes?.subCode) == [40114])
    #expect(failures("06").count == 2)
    #expect(failures("04", client: 2).count == 2)
  }

  @Test func aPageLoadedAnewIsNoLogThatEnds() {
    let analysis = analyse(
      log { log in
        log.created(1, at: "09:59:00")
        log.state(.connecting, "a1", at: "10:00:00", client: 1)
        log.state(.connected, "a1", at: "10:00:02", client: 1)
        log.created(1, at: "10:05:00")
      })
    #expect(analysis.finding("log-ends-before-call-end") == nil)
    #expect(analysis.calls.first?.verdict.hasPrefix("The page was loaded anew") == true)
  }

  @Test func onlyUnansweredPingsInARowAreAFinding() {
    func pings(_ times: String...) -> Analysis {
      analyse(log { log in for time in times { log.say(.signalling(.pingUnanswered), at: time, client: 1) } })
    }
    #expect(pings("10:00:00").kinds.isEmpty)
    #expect(pings("10:00:00", "10:20:00").kinds.isEmpty)
    #expect(pings("10:00:00", "10:00:45").kinds == ["signalling-unreachable"])
  }

  @Test func flaggedCodeOutsideACall() {
    let analysis = analyse(
      log { log in
        log.say(
          .failure(Failure(name: "CallingCommunicationError", codes: EndCodes(code: 500, subCode: 40614))),
          at: "10:00:00")
        log.say(
          .failure(Failure(name: "CallingCommunicationError", codes: EndCodes(code: 400, subCode: 41006))),
          at: "10:00:01")
      })
    #expect(analysis.kinds == ["flagged-code-outside-call"])
    #expect(analysis.flaggedOutsideCalls == 1)
    #expect(analysis.findings[0].text.contains("500/40614 (infrastructure)"))
  }

  @Test func failureDuringACallIsItsOwn() throws {
    let analysis = analyse(
      log { log in
        log.state(.connecting, "a1", at: "10:00:00")
        log.state(.connected, "a1", at: "10:00:05")
        log.say(
          .failure(Failure(name: "Error", target: "Call.hold", codes: EndCodes(code: 500, subCode: 41033))),
          at: "10:00:50")
        log.state(.disconnected, "a1", at: "10:01:00")
        log.end(0, 0, "a1", at: "10:01:00")
      })
    let call = try #require(analysis.calls.first)
    #expect(call.timeline.map(\.kind) == ["state", "state", "failure", "state", "end"])
    #expect(
      call.verdict == "This client hung up 55 s after it connected (0/0: "
        + (call.endReason?.title.dropLast() ?? "") + "), 10 s after Call.hold failed with 500/41033.")
    #expect(call.flags.isEmpty)
    #expect(analysis.flaggedOutsideCalls == 0)
    #expect(analysis.outsideCalls.isEmpty)
  }

  @Test func tokensAndThrottling() {
    let analysis = analyse(
      log { log in
        log.say(.agent(.disconnected(reason: "invalidToken")), at: "10:00:00")
        log.say(.failure(Failure(name: "RestError", codes: EndCodes(code: 401))), at: "10:00:10")
        log.say(.failure(Failure(name: "RestError", codes: EndCodes(code: 429))), at: "10:00:20")
      })
    #expect(analysis.findings.map(\.kind) == ["token-expired", "token-expired", "throttled"])
  }

  @Test func flagsAreAboutTheCodeAndClassIsAboutTheMeaning() throws {
    let analysis = analyse(
      log { log in
        log.state(.disconnected, "a1", at: "10:00:00")
        log.end(495, 4507, "a1", at: "10:00:00")
      })
    let call = try #require(analysis.calls.first)
    #expect(call.flags.map { "\($0)" } == ["network"])
    #expect(call.endReason.map { "\($0.outcome)" } == "authentication")
  }

  @Test func manyClientsAndAMissingBeginning() {
    let analysis = analyse(
      log { log in
        log.say(.client(.disposed), at: "10:00:00", client: 69)
        log.created(70, at: "10:00:01")
        log.state(.connected, "a1", at: "10:00:02", client: 70)
      })
    #expect(analysis.finding("many-call-clients")?.text.contains("CallClient70") == true)
    #expect(analysis.finding("first-client-not-in-log")?.text.contains("CallClient69") == true)
    let healthy = analyse(log { log in log.created(1, at: "10:00:01") })
    #expect(healthy.findings.isEmpty)
  }

  @Test func logLevelTooLow() {
    var quiet = log { log in log.state(.connected, "a1", at: "10:00:00") }
    quiet.levels = ["warning", "error"]
    #expect(analyse(quiet).kinds.contains("log-level-too-low"))
    quiet.levels = ["warning", "info"]
    #expect(!analyse(quiet).kinds.contains("log-level-too-low"))
  }

  @Test func silenceDuringACallIsAGap() {
    let analysis = analyse(
      log { log in
        log.other(at: "09:00:00")
        log.other(at: "09:10:00")
        log.state(.connecting, "a1", at: "10:00:00")
        log.state(.connected, "a1", at: "10:00:05")
        log.other(at: "10:00:10")
        log.other(at: "10:20:10")
        log.state(.disconnected, "a1", at: "10:20:15")
        log.other(at: "10:20:20")
        log.other(at: "10:50:20")
      })
    let gaps = analysis.findings.filter { $0.kind == "log-gap" }
    #expect(gaps.count == 1)
    #expect(gaps.first?.text.contains("20 min") == true)
  }

  @Test func nativeLogsMayBeSilent() {
    let analysis = analyse(
      log(platform: "android") { log in
        log.state(.connecting, at: "10:00:00", client: 4112)
        log.other(at: "10:00:05")
        log.other(at: "10:05:06")
        log.state(.disconnected, at: "10:05:07", client: 4112)
      })
    #expect(analysis.finding("log-gap") == nil)
  }

  @Test func otherParticipantsLogIsMissing() {
    let analysis = analyse(
      log { log in
        log.state(.connecting, "a1", at: "10:00:00")
        log.say(.participant(.added, who: nil), "a1", at: "10:00:05")
      })
    #expect(analysis.finding("participant-log-missing")?.severity == .info)
  }

  @Test func poorMediaIsJudged() throws {
    let bad = MediaSample(
      medium: "audio", direction: "receive", metric: "rttInMs", mean: 900, minimum: 800, maximum: 1000,
      count: 6)
    let analysis = analyse(
      log { log in
        log.state(.connecting, "a1", at: "10:00:00")
        log.say(.media([bad]), at: "10:00:10")
      })
    #expect(analysis.calls.first?.quality.map(\.metric) == ["audio.receive.rttInMs"])
    #expect(analysis.kinds.contains("poor-media-quality"))
  }

  @Test func collidingIDsOfTheUILibrary() {
    let analysis = analyse(
      log { log in
        log.state(.connected, "a1", at: "10:00:00")
        log.say(.note(kind: "id-collision"), "a1", at: "10:00:10")
      }, options: FoldOptions(keepsTimeline: false))
    #expect(analysis.kinds.contains("id-collision"))
  }

  @Test func crashEndsTheStory() throws {
    let analysis = analyse(
      log(platform: "android") { log in
        log.state(.connecting, "a1", at: "10:00:00", client: 4112)
        log.state(.connected, "a1", at: "10:00:05", client: 4112)
        log.say(.crash, at: "10:00:50", client: 1182)
      })
    #expect(analysis.calls.first?.verdict == "The process of this client died while the call was Connected.")
  }

  @Test func worstCallsComeFirst() {
    let analysis = analyse(
      log { log in
        for (name, code, sub, hour) in [
          ("a1", 0, 0, 10), ("b2", 410, 3112, 11), ("c3", 490, 4502, 12), ("d4", 410, 301005, 13),
        ] {
          log.state(.connecting, name, at: "\(hour):00:00")
          log.state(.connected, name, at: "\(hour):00:05")
          log.state(.disconnected, name, at: "\(hour):01:00")
          log.end(code, sub, name, at: "\(hour):01:00")
        }
        log.state(.connecting, "e5", at: "14:00:00")
      })
    let order = analysis.calls.map { String($0.key.prefix(2)) }
    #expect(order == ["c3", "d4", "b2", "e5", "a1"])
    #expect(analysis.calls.map(\.standing).sorted() == analysis.calls.map(\.standing))
  }

  @Test func aFailureOfACallIsNoFailureOutsideCalls() {
    let analysis = analyse(
      log { log in
        log.state(.connecting, "a1", at: "10:00:00")
        log.state(.connected, "a1", at: "10:00:05")
        log.state(.disconnected, "a1", at: "10:01:00")
        log.end(495, 4507, "a1", at: "10:01:00")
        log.say(.agent(.failed(EndCodes(code: 401, subCode: 40235))), at: "10:05:00")
      })
    let tokens = analysis.findings.filter { $0.kind == "token-expired" }
    #expect(tokens.map(\.callKey) == [nil, id("a1").description])
    #expect(tokens.map(\.codes?.subCode) == [40235, 4507])
    #expect(tokens.map(\.isFailureOutsideCalls) == [true, false])
    #expect(analysis.finding("call-agent-failed")?.codes?.code == 401)
  }

  @Test func callsWithoutAnIDAskForIt() {
    let nameless = analyse(
      log(platform: "android") { log in
        log.state(.connecting, at: "10:00:00")
        log.state(.connected, at: "10:00:05")
        log.state(.disconnected, at: "10:01:00")
        log.end(0, 0, at: "10:01:00")
      })
    #expect(nameless.findings.map(\.kind) == ["no-call-id"])
    #expect(nameless.findings[0].severity == .info)
    #expect(nameless.findings[0].callKey == "unidentified-1")
  }
}
