import Calls
import Evidence
import Testing

/// What a person should know of operations, limits and the health of the service.
@Suite struct AccountFindingTests {
  private func tallies(_ windows: [(requests: Int, failures: Int)], gapAfter gap: Int? = nil)
    -> [OperationTally]
  {
    windows.enumerated().map { index, window in
      let place = index + (gap.map { index > $0 ? 1 : 0 } ?? 0)
      return OperationTally(
        start: Instant(nanoseconds: 1_705_399_200_000_000_000).adding(seconds: 300 * place), service: .sms,
        name: "SMSMessagesSent", requests: window.requests, failures: window.failures,
        first: Source(artifact: 0, line: index + 1, offset: index))
    }
  }

  private func rate(_ parts: [OperationTally]...) -> Finding? {
    let artifacts = parts.enumerated().map { index, operations in
      var evidence = log("\(index).json", artifact: index, platform: nil) { _ in }
      evidence.operations = operations
      return evidence
    }
    let folded = artifacts.enumerated().map { fold(LogEvidence($0.element, artifact: $0.offset)) }
    return sumUp(join(folded), artifacts: artifacts.map(\.artifact)).finding("api-error-rate")
  }

  @Test func errorRatesAreOverThreePercentOfAHundredInThreeWindows() throws {
    let finding = try #require(rate(tallies([(100, 4), (100, 4), (100, 4)])))
    #expect(finding.severity == .warning)
    #expect(
      finding.text.hasPrefix("First check Azure Service Health for 2024-01-16 10:00 to 10:15 UTC"))
    #expect(finding.text.contains("SMSMessagesSent") && finding.text.contains("12 of 300"))
    #expect(finding.text.contains("not proof of an outage"))
    #expect(rate(tallies([(100, 3), (100, 4), (100, 4)])) == nil, "3 % is not more than 3 %")
    #expect(rate(tallies([(99, 50), (100, 4), (100, 4)])) == nil, "too few requests")
    #expect(rate(tallies([(100, 4), (100, 4)])) == nil, "too short")
    #expect(rate(tallies([(100, 4), (100, 4), (100, 4)], gapAfter: 1)) == nil, "not successive")
    #expect(rate(tallies([(50, 2), (50, 2), (50, 2)]), tallies([(50, 2), (50, 2), (50, 2)])) != nil)
    #expect(rate(tallies([(100, 0), (100, 4), (100, 4), (100, 4), (100, 0)])) != nil)
  }

  private func operation(
    _ service: APIService, _ code: Int, _ result: Operation.Result, count: Int = 1, retryAfter: Double? = nil
  ) -> Analysis {
    analyse(
      log(platform: nil) { log in
        for number in 0..<count {
          log.tell(
            .operation(
              Operation(
                name: "Send", service: service, result: result, codes: EndCodes(code: code),
                retryAfter: retryAfter)),
            at: "10:00:0\(number)", record: "HTTP", showsCall: false)
        }
      })
  }

  @Test func failedOperationsOutsideCallsAreGrouped() throws {
    let analysis = operation(.sms, 503, .failed, count: 3)
    let finding = try #require(analysis.finding("flagged-code-outside-call"))
    #expect(finding.text.contains("SMS operation Send failed outside any call, 3 times"))
    #expect(analysis.flaggedOutsideCalls == 3)
    #expect(operation(.sms, 400, .expectedFailure).finding("operation-failed")?.severity == .warning)
    #expect(operation(.sms, 202, .succeeded).findings.isEmpty)
    #expect(operation(.sms, 503, .failed).kinds == ["flagged-code-outside-call"])
  }

  @Test func throttledOperationsSayHowLongToWait() throws {
    let finding = try #require(operation(.chat, 429, .expectedFailure, retryAfter: 12).finding("throttled"))
    #expect(finding.text.contains("Chat operation Send") && finding.text.contains("12 s"))
  }

  @Test func anOperationOfCallAutomationThatFailedInACallIsAFinding() throws {
    func analysis(_ service: APIService) -> Analysis {
      analyse(
        log(platform: nil) { log in
          log.callback(.state(.connected), "a1", at: "10:00:00", connection: "c")
          log.callback(
            .operation(
              Operation(
                name: "Play", service: service, result: .expectedFailure,
                codes: EndCodes(code: 400, subCode: 8536))),
            "a1", at: "10:00:05", connection: "c")
          log.callback(.state(.disconnected), "a1", at: "10:00:20", connection: "c")
        })
    }
    let failed = analysis(.callAutomation)
    let finding = try #require(failed.finding("operation-failed"))
    #expect(finding.callKey == failed.calls.first?.key)
    #expect(finding.text.contains("Play failed in this call (400/8536)"))
    #expect(failed.calls.first?.verdict.contains("15 s after Play failed with 400/8536") == true)
    #expect(analysis(.calling).finding("operation-failed") == nil)
  }

  @Test func whatAClientFailsAtIsNotTheInfrastructures() throws {
    let analysis = analyse(
      log(platform: nil) { log in
        log.tell(
          .operation(
            Operation(
              name: "StartVideo", service: .calling, result: .failed,
              codes: EndCodes(code: 500, categories: ["UnexpectedClientError"], phrase: "CameraInUse"))),
          at: "10:00:00", record: "ACSCallClientOperations", showsCall: false)
      })
    #expect(analysis.flaggedOutsideCalls == 0)
    let text = try #require(analysis.finding("operation-failed")).text
    #expect(text.contains("CameraInUse") && text.contains("the client failed"))
  }

  @Test func codesAreExplainedInTheirOwnDomain() throws {
    let sms = try #require(operation(.sms, 4010, .expectedFailure).finding("operation-failed"))
    let chat = try #require(operation(.chat, 4010, .expectedFailure).finding("operation-failed"))
    #expect(sms.text != chat.text)
    #expect(chat.text.contains("not documented"))
  }

  @Test func infrastructureSendsToServiceHealthFirst() throws {
    let own = log { log in
      log.state(.connecting, "a1", at: "10:00:00", client: 1)
      log.state(.connected, "a1", at: "10:00:02", client: 1)
      log.state(.disconnected, "a1", at: "10:05:00", client: 1)
      log.end(503, nil, "a1", at: "10:05:00", client: 1)
    }
    let analysis = analyse(own)
    let call = try #require(analysis.calls.first)
    let reason = try #require(call.endReason)
    #expect(
      call.action(for: reason).hasPrefix(
        "First check Azure Service Health for 2024-01-16 10:00 to 10:05 UTC"))
    #expect(analysis.finding("check-service-health")?.callKey == call.key)
  }

  @Test func anAlertStandsOnTheTimelineOfTheCallsOfItsTime() {
    let records = log(platform: nil) { log in
      log.stay("a1", "p1", at: "10:00:00", seconds: 60)
      log.stay("b2", "p2", at: "12:00:00", seconds: 60)
      log.tell(
        .healthAlert(ServiceHealthAlert(trackingID: "T-1")), at: "11:00:00", record: "ServiceHealth",
        showsCall: false)
    }
    let analysis = analyse(records)
    #expect(analysis.call("a1")?.timeline.contains { $0.kind == "service-health" } == false)
    #expect(analysis.call("b2")?.timeline.first?.kind == "service-health")
    #expect(analysis.outsideCalls.map(\.kind) == ["service-health"])
  }

  @Test func identifiersThatWereNotKeptAreCounted() throws {
    var evidence = log(platform: nil) { log in
      log.tell(
        .mention, record: "ACSSMSIncomingOperations", showsCall: false, with: [Identifier(.msCV, "a.0")])
    }
    evidence.identifiersNotKept = [.msCV: 500]
    let finding = try #require(analyse(evidence).finding("identifiers-not-listed"))
    #expect(finding.text.hasPrefix("501 values of kind ms-cv stand outside calls; the first 1 "))
  }

  @Test func aDocumentedLimitIsNamed() throws {
    func end(_ time: String) -> Finding? {
      analyse(
        log { log in
          log.state(.connecting, "a1", at: "10:00:00", client: 1)
          log.state(.disconnected, "a1", at: time, client: 1)
        }
      ).finding("documented-limit")
    }
    #expect(try #require(end("10:01:26")).text.contains("85 s"))
    #expect(end("10:01:00") == nil)
  }
}
