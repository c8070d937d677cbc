import Calls
import Evidence
import Testing

/// Findings about tokens, secrets, licences and sign-ins.
@Suite struct CredentialTests {
  private let resource = "a5a5a5a5-a5a5-4000-8000-a5a5a5a5a5a5"
  private let otherResource = "b6b6b6b6-b6b6-4000-8000-b6b6b6b6b6b6"
  /// 2024-01-16T10:00:00Z, the day of the scripts.
  private let ten = 1_705_399_200

  private func token(_ from: Int? = nil, _ to: Int? = nil, scopes: [String] = ["voip"]) -> Claim {
    .token(TokenFacts(issued: from, expires: to, scopes: scopes, resourceID: resource))
  }

  private func errors(_ analysis: Analysis, _ kind: String) -> [Finding] {
    analysis.findings.filter { $0.kind == kind && $0.severity == .error }
  }

  @Test func expiredBeforeTheStart() throws {
    let analysis = analyse(
      log { log in
        log.say(token(ten - 86_400, ten), at: "09:00:00", client: 1)
        log.start(at: "12:05:00", client: 1)
        log.say(.startFailed(nil), at: "12:05:01", client: 1)
      })
    let finding = try #require(errors(analysis, "token-expired").first)
    #expect(errors(analysis, "token-expired").count == 1)
    #expect(
      finding.text.contains("had expired 2 h 5 min before the start of a call at 2024-01-16T12:05:00.000Z"))
    #expect(finding.text.contains("good until 2024-01-16T10:00:00.000Z"))
    #expect(finding.source?.line == 1)
  }

  @Test func aRefusalIsToldWithIt() throws {
    let analysis = analyse(
      log { log in
        log.say(token(ten - 86_400, ten), at: "09:00:00", client: 1)
        log.say(.agent(.creating), at: "10:10:00", client: 1)
        log.say(.agent(.failed(EndCodes(code: 401, subCode: 40235))), at: "10:10:01", client: 1)
      })
    let findings = analysis.findings.filter { $0.kind == "token-expired" }
    #expect(findings.count == 1)
    #expect(findings.first?.text.contains("10 min before the creation of the call agent") == true)
    #expect(findings.first?.text.contains("refused with 401/40235") == true)
    #expect(findings.first?.codes?.subCode == 40235)
  }

  @Test func aRefusalElsewhereStaysOnItsOwn() {
    let analysis = analyse(
      log { log in
        log.say(token(ten - 86_400, ten), at: "09:00:00", client: 1)
        log.say(.agent(.creating), at: "10:10:00", client: 1)
      },
      log("other.log", artifact: 1) { log in
        log.say(.agent(.failed(EndCodes(code: 401))), at: "10:10:01", client: 1)
      })
    #expect(errors(analysis, "token-expired").count == 2)
  }

  @Test func aNewerTokenIsGood() {
    let analysis = analyse(
      log { log in
        log.say(token(ten - 86_400, ten), at: "09:00:00", client: 1)
        log.say(token(ten, ten + 86_400), at: "10:00:00", client: 1)
        log.start(at: "12:05:00", client: 1)
        log.say(.startFailed(nil), at: "12:05:01", client: 1)
      })
    #expect(analysis.finding("token-expired") == nil)
  }

  @Test func aLaterTokenSaysNothingOfAnAttemptBefore() {
    let analysis = analyse(
      log { log in
        log.say(token(ten - 86_400, ten), at: "09:00:00", client: 1)
        log.start(at: "11:00:00", client: 1)
        log.say(.startFailed(nil), at: "11:00:01", client: 1)
        log.say(token(ten + 7200, ten + 90_000), at: "12:00:00", client: 1)
      })
    #expect(errors(analysis, "token-expired").count == 1)
  }

  @Test func aCallThatConnectedHadAnotherToken() {
    let analysis = analyse(
      log { log in
        log.say(token(ten - 86_400, ten), at: "09:00:00", client: 1)
        log.start(.outgoing, "a1", at: "12:05:00", client: 1)
        log.state(.connecting, "a1", at: "12:05:01", client: 1)
        log.state(.connected, "a1", at: "12:05:02", client: 1)
        log.state(.disconnected, "a1", at: "12:06:00", client: 1)
      })
    #expect(analysis.finding("token-expired")?.severity == .info)
  }

  @Test func timesOfUnknownZoneDecideNothing() {
    let analysis = analyse(
      log(clock: .local) { log in
        log.say(token(ten - 86_400, ten), at: "09:00:00", client: 1)
        log.say(.agent(.creating), at: "12:05:00", client: 1)
      })
    #expect(analysis.finding("token-expired") == nil)
  }

  @Test func scopes() {
    func analysis(_ scopes: [String], _ claim: Claim = .start(.outgoing)) -> Analysis {
      analyse(
        log { log in
          log.say(token(scopes: scopes), at: "09:00:00", client: 1)
          log.say(claim, at: "09:05:00", client: 1)
        })
    }
    #expect(errors(analysis(["chat"]), "token-scope-missing").count == 1)
    #expect(analysis(["voip.join"]).finding("token-scope-missing") == nil)
    #expect(analysis(["chat", "voip"]).finding("token-scope-missing") == nil)
    #expect(analysis([]).finding("token-scope-missing") == nil)
    let chat = Claim.operation(
      Operation(
        name: "POST /chat/threads", service: .chat, result: .expectedFailure, codes: EndCodes(code: 403)))
    #expect(errors(analysis(["voip"], chat), "token-scope-missing").count == 1)
    #expect(analysis(["chat"], chat).finding("token-scope-missing") == nil)
  }

  @Test func aTokenOfAnotherResource() throws {
    func analysis(_ user: String) -> Analysis {
      analyse(
        log { log in
          log.say(token(), at: "09:00:00", client: 1)
          log.say(.mention, at: "09:00:01", client: 1, with: [Identifier(.userMRI, user)])
        })
    }
    let finding = try #require(
      analysis("8:acs:\(otherResource)_00000001-0001").finding("token-other-resource"))
    #expect(finding.text.contains(resource))
    #expect(finding.text.contains(otherResource))
    #expect(analysis("8:acs:\(resource)_00000001-0001").finding("token-other-resource") == nil)
    #expect(analysis("8:orgid:\(otherResource)").finding("token-other-resource") == nil)
    #expect(analysis("8:gcch-acs:\(otherResource)_1").finding("token-other-resource") != nil)
  }

  @Test func secretsAreListedByFile() throws {
    let analysis = analyse(
      log("a.log") { log in
        for _ in 0..<9 { log.say(.secret(kind: "access-token"), at: "09:00:00") }
        log.say(.secret(kind: "access-key"), at: "09:00:00")
      },
      log("b.log", artifact: 1) { log in log.say(.secret(kind: "sas"), at: "09:00:00") })
    let findings = analysis.findings.filter { $0.kind == "secret-present" }
    #expect(findings.count == 2)
    let first = try #require(findings.first { $0.artifact == 0 })
    #expect(first.severity == .warning)
    #expect(
      first.text.hasPrefix(
        "a.log holds secrets: an access key (line 10); 9 access tokens (lines 1, 2, 3, 4, 5 and 4 more)."))
    #expect(findings.contains { $0.text.hasPrefix("b.log holds secrets: a signed URL (line 1).") })
  }

  @Test func licences() throws {
    func text(_ plans: LicencePlan...) -> String? {
      analyse(log { log in for plan in plans { log.say(.licence(plan)) } }).finding("teams-licence")?.text
    }
    let teams = "57ff2da0-773e-42df-b2af-ffb7a2317929"
    #expect(
      text(
        LicencePlan(id: resource, name: "OTHER", status: "Success"),
        LicencePlan(id: teams, name: "TEAMS1", status: "Success"))?
        .hasPrefix(
          "Service plan TEAMS1 (\(teams)) has the status Success: the user has a Teams licence and is eligible"
        ) == true)
    #expect(
      text(LicencePlan(id: teams, status: "Disabled"))?.contains("has the status Disabled, not Success")
        == true)
    #expect(
      text(LicencePlan(id: resource, name: "OTHER", status: "Success"))?.contains("not eligible") == true)
    #expect(text() == nil)
    let free = LicencePlan(id: "4fa4026d-ce74-4962-a151-8e96d57ea8e4", status: "Success")
    #expect(text(free)?.hasSuffix("a sign-in that ends on teams.live.com is not eligible.") == true)
  }

  @Test func aPersonalAccountIsNotEligible() throws {
    let analysis = analyse(log { log in log.say(.note(kind: "teams-sign-in-personal"), at: "09:00:00") })
    #expect(analysis.finding("teams-not-eligible")?.severity == .info)
    let scan = analyse(
      log { log in log.say(.note(kind: "teams-sign-in-personal"), at: "09:00:00") },
      options: FoldOptions(keepsTimeline: false))
    #expect(scan.finding("teams-not-eligible") != nil)
  }

  @Test func maskedHeadersSayHowToShowThem() throws {
    var artifact = log { log in log.say(.note(kind: "redacted-identifier"), at: "09:00:00") }
    artifact.artifact.kind = .sdkHTTPLog
    let text = try #require(analyse(artifact).finding("redacted-identifier")?.text)
    for hint in [
      "LoggedHeaderNames", "logging_enable=True", "addAllowedHeaderName", "additionalAllowedHeaderNames",
    ] {
      #expect(text.contains(hint))
    }
  }

  @Test func refusalsOfOtherServicesAreNoRefusedTokens() {
    func analysis(_ service: APIService) -> Analysis {
      analyse(
        log { log in
          log.say(
            .operation(
              Operation(
                name: "GET /x", service: service, result: .expectedFailure, codes: EndCodes(code: 401))),
            at: "09:00:00")
        })
    }
    #expect(analysis(.other).finding("token-expired") == nil)
    #expect(analysis(.chat).finding("token-expired") != nil)
  }

  @Test func aRefusedTokenThatIsStillGoodIsNotSaidToHaveExpired() throws {
    let analysis = analyse(
      log { log in
        log.say(token(ten - 7200, ten + 79_200), at: "09:00:00", client: 1)
        log.say(.agent(.creating), at: "10:10:00", client: 1)
        log.say(.agent(.failed(EndCodes(code: 401))), at: "10:10:01", client: 1)
      })
    let finding = try #require(errors(analysis, "token-expired").first)
    #expect(finding.text.contains("refused with 401, although the one in"))
    #expect(finding.text.contains("had not expired: it is good until 2024-01-17T08:00:00.000Z"))
  }

  @Test func tokensAndUsersMayStandInDifferentFiles() {
    let analysis = analyse(
      log { log in log.say(token(ten, ten + 3600), at: "09:00:00", client: 1) },
      log("users.log", artifact: 1) { log in
        log.say(
          .mention, at: "09:00:01",
          with: [Identifier(.userMRI, "8:acs:\(otherResource)_0000001f-5555-4a7b-8c9d-0a0b0c0d0e0f")])
      })
    #expect(analysis.finding("token-other-resource") != nil)
  }
}
