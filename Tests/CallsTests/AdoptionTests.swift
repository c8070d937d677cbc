import Calls
import Evidence
import Testing

/// What a client says without naming a call belongs to the one call that it is in at that time.
@Suite struct AdoptionTests {
  private static let poor = Claim.media([
    MediaSample(
      medium: "audio", direction: "send", metric: "jitterInMs", mean: 50, minimum: 40, maximum: 60, count: 9)
  ])
  private static let good = Claim.media([
    MediaSample(
      medium: "audio", direction: "send", metric: "jitterInMs", mean: 2, minimum: 1, maximum: 4, count: 9)
  ])

  /// A console with calls of the application's own lines, and the SDK's own log of the same client with `claims`.
  private func analysis(
    of claims: [(Claim, String)], console: (inout LogScript) -> Void = AdoptionTests.call
  ) -> Analysis {
    analyse(
      log("console.log") { log in
        log.say(.client(.created), at: "09:59:00", client: 1, stamped: true)
        console(&log)
      },
      log("download.log", artifact: 1) { log in
        log.say(.client(.created), at: "09:59:00", client: 1, stamped: true)
        for (claim, time) in claims { log.say(claim, at: time) }
      })
  }

  private static func call(_ log: inout LogScript) {
    log.state(.connecting, "a1", at: "10:00:00")
    log.state(.connected, "a1", at: "10:00:05")
    log.state(.disconnected, "a1", at: "10:01:05")
    log.end(0, 0, "a1", at: "10:01:05")
  }

  @Test func statisticsOfTheOtherArtifactAreTheCalls() throws {
    let analysis = analysis(of: [
      (Self.good, "10:00:20"), (Self.poor, "10:00:50"), (Self.good, "10:02:00"),
    ])
    let call = try #require(analysis.calls.first)
    #expect(analysis.calls.count == 1)
    #expect(call.timeline.map(\.kind) == ["state", "state", "media", "media", "state", "end"])
    #expect(call.quality.map(\.verdict) == ["poor"])
    #expect(call.legs.map(\.quality) == ["poor"])
    #expect(analysis.finding("poor-media-quality")?.callKey == call.key)
    #expect(analysis.outsideCalls.map(\.kind) == ["client", "media"])
  }

  @Test func whatDecidesACallIsNotGuessed() {
    let claims: [Claim] = [.agent(.disconnected(reason: nil)), .signalling(.failed), .startFailed(nil)]
    let analysis = analysis(of: claims.map { ($0, "10:00:30") })
    #expect(analysis.calls.first?.timeline.count == 4)
    #expect(analysis.outsideCalls.count == 4)
  }

  @Test func betweenTwoCallsOfOneClientThereIsDoubt() throws {
    let diagnostic = Claim.diagnostic(Diagnostic(name: "noNetwork", value: "true"))
    let analysis = analysis(of: [(diagnostic, "10:00:30"), (diagnostic, "10:02:30")]) { log in
      Self.call(&log)
      log.state(.connecting, "b2", at: "10:00:10")
      log.state(.connected, "b2", at: "10:00:12")
      log.state(.disconnected, "b2", at: "10:03:00")
    }
    #expect(analysis.call("a1")?.diagnostics.isEmpty == true)
    #expect(analysis.call("b2")?.diagnostics.map(\.time?.instant.rfc3339) == ["2024-01-16T10:02:30.000Z"])
    #expect(analysis.outsideCalls.count { $0.kind == "diagnostic" } == 1)
  }

  @Test func betweenTwoStaysInOneCallThereIsNone() throws {
    let analysis = analyse(
      log { log in
        log.state(.connecting, "a1", at: "10:00:00", client: 1)
        log.state(.connected, "a1", at: "10:00:05", client: 1)
        log.state(.disconnected, "a1", at: "10:01:00", client: 1)
        log.end(410, 301005, "a1", at: "10:01:00", client: 1)
        log.diagnostic("noNetwork", "false", at: "10:01:30", client: 1)
        log.say(.failure(Failure(name: "joinFailed")), at: "10:01:35", client: 1)
        log.state(.connecting, "a1", at: "10:02:00", client: 1)
        log.state(.connected, "a1", at: "10:02:05", client: 1)
        log.state(.disconnected, "a1", at: "10:03:00", client: 1)
        log.end(0, 0, "a1", at: "10:03:00", client: 1)
        log.diagnostic("noNetwork", "true", at: "10:09:00", client: 1)
      })
    let call = try #require(analysis.calls.first)
    #expect(call.legs.count == 2)
    #expect(call.diagnostics.map(\.diagnostic.value) == ["false"])
    #expect(analysis.outsideCalls.map(\.kind) == ["failure", "diagnostic"])
  }

  @Test func aCallWithoutAnEndLastsToTheNext() throws {
    let diagnostic = Claim.diagnostic(Diagnostic(name: "noNetwork", value: "true"))
    let analysis = analysis(of: [(diagnostic, "10:30:00")]) { log in
      log.state(.connecting, "a1", at: "10:00:00")
      log.state(.connected, "a1", at: "10:00:05")
    }
    #expect(analysis.call("a1")?.diagnostics.count == 1)
  }
}
