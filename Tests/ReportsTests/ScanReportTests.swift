import Calls
import Catalog
import Evidence
import Reports
import Testing

@Suite struct ScanReportTests {
  @Test func aFindingOfSeveralCallsIsNotCountedAsOne() {
    var analysis = Build.analysis([Build.lostCall(), Build.normalCall(7)])
    func missing(_ key: String?, _ count: Int? = nil) -> Finding {
      Finding(
        kind: "participant-log-missing", severity: .info, text: "Ask for the others' logs.", callKey: key,
        artifact: 0, source: Build.source(1), callCount: count)
    }
    analysis.findings = [missing(nil, 40)]
    #expect(ScanReport.render(analysis).contains("the other side of 40 calls"))
    analysis.findings = [missing(nil, 40), missing(Build.id(1).description)]
    #expect(ScanReport.render(analysis).contains("the other side of 41 calls"))
    analysis.findings = [missing(Build.id(1).description)]
    #expect(ScanReport.render(analysis).contains("the other side of 1 call\n"))
  }

  @Test func aFlaggedCodeOutsideCallsIsCountedOnce() {
    var analysis = Build.analysis([])
    analysis.flaggedOutsideCalls = 3
    analysis.findings = [
      Finding(
        kind: "call-agent-failed", severity: .error, text: "No agent: 408/40114.", source: Build.source(8)),
      Finding(
        kind: "flagged-code-outside-call", severity: .warning, text: "Code 408, 3 times.",
        source: Build.source(8)),
    ]
    #expect(
      ScanReport.render(analysis).contains("\nOutside   1 call-agent-failed, 3 flagged codes\n"))
  }

  @Test func statesAreAStripWhereItIsWanted() {
    let analysis = Build.analysis([Build.lostCall(), Build.normalCall(7)])
    let strip = "\n  ░" + String(repeating: "█", count: 40) + "┤\n"
    #expect(ScanReport.render(analysis, style: ReportStyle(showsStrips: true)).contains(strip))
    #expect(!ScanReport.render(analysis).contains("█"))
    let plain = ScanReport.render(analysis, style: ReportStyle(usesUnicode: false, showsStrips: true))
    #expect(plain.contains("\n  -" + String(repeating: "=", count: 40) + "|\n"))
  }

  @Test func answerStandsInTheFirstScreen() {
    var analysis = Build.analysis([Build.lostCall(), Build.normalCall(7)])
    analysis.findings = [
      Finding(
        kind: "log-ends-before-call-end", severity: .warning, text: "The log stops.",
        callKey: Build.id(9).description),
      Finding(
        kind: "signalling-unreachable", severity: .error, text: "No ping was answered.",
        source: Build.source(4)),
    ]
    #expect(
      ScanReport.render(analysis) == """
        Read      1 file, 123 kB, 1,000 lines: 1 web-console-log
        Span      2024-01-16 06:26:00 to 06:36:00 UTC
        Calls     2: 1 network, 1 success
        Flags     network: 0 by code, 1 by meaning; infrastructure: none
        Outside   1 signalling-unreachable
        Missing   the end of 1 call
        Ask for   the log until after the call

        Calls, worst first. Times in UTC
        aaaa0000-0000-4000-8000-000000000001  2024-01-16 06:26:01  3 min 10 s
            also aaaa0000-0000-4000-8000-000000000002 +2 more
          Connecting → Connected → Disconnected; 410/301005 The network was lost.
            [class network]
          The client lost its network 3 min 10 s into the call, after signalling fell
            silent.
        aaaa0000-0000-4000-8000-000000000007  2024-01-16 06:26:07  1 min 01 s
          no states; 0/0 The local participant hung up. [class success]
          Hung up by this client.

        Outside calls
          error   signalling-unreachable: No ping was answered.            console.log:4

        """)
  }

  @Test func aWideScreenHoldsACallInThreeLines() {
    let text = ScanReport.render(Build.analysis([Build.lostCall()]), style: ReportStyle(width: 120))
    #expect(
      text.hasSuffix(
        """
        aaaa0000-0000-4000-8000-000000000001  2024-01-16 06:26:01  3 min 10 s  also aaaa0000-0000-4000-8000-000000000002 +2 more
          Connecting → Connected → Disconnected; 410/301005 The network was lost. [class network]
          The client lost its network 3 min 10 s into the call, after signalling fell silent.

        """))
  }

  @Test func withoutCallsFailuresComeFirst() {
    var analysis = Build.analysis([])
    analysis.flaggedOutsideCalls = 2
    analysis.findings = [
      Finding(kind: "duplicate-artifact", severity: .warning, text: "Attached twice.", artifact: 0),
      Finding(
        kind: "call-agent-failed", severity: .error, text: "No agent: 408/40114.", source: Build.source(8)),
      Finding(kind: "call-agent-failed", severity: .error, text: "Again.", source: Build.source(9)),
      Finding(kind: "many-call-clients", severity: .info, text: "70 clients."),
    ]
    #expect(
      ScanReport.render(analysis) == """
        No call in these files, but 2 failures outside calls:
          error   call-agent-failed: No agent: 408/40114. (and 1 more like it)
                                                                           console.log:8
          warning duplicate-artifact: Attached twice.                        console.log

        Read      1 file, 123 kB, 1,000 lines: 1 web-console-log
        Span      2024-01-16 06:26:00 to 06:36:00 UTC
        Calls     0
        Flags     network: none; infrastructure: none
        Outside   2 call-agent-failed, 2 flagged codes
        Problems  duplicate-artifact (console.log)

        """)
  }

  @Test func nothingAtAll() {
    #expect(
      ScanReport.render(Analysis()) == """
        No call in these files.

        Read      0 files, 0 bytes, 0 lines
        Calls     0
        Flags     network: none; infrastructure: none

        """)
  }

  @Test func aCallThatWasAskedForAndNotFound() {
    var analysis = Build.analysis([])
    analysis.callsTotal = 3
    analysis.findings = [Finding(kind: "call-not-found", severity: .error, text: "ffff is nowhere.")]
    let text = ScanReport.render(analysis)
    #expect(
      text.hasPrefix(
        "None of the 3 calls in these files is among those asked for.\n  error   call-not-found: ffff is nowhere.\n"
      ))
    #expect(text.contains("\nCalls     0 of 3\n"))
    #expect(text.contains("\nAsk for   the log of the client that had the call\n"))
  }

  @Test func normalEndsBeyondTwentyAreCounted() {
    let analysis = Build.analysis((10..<35).map(Build.normalCall))
    let text = ScanReport.render(analysis)
    #expect(text.contains(Build.id(29).description))
    #expect(!text.contains(Build.id(30).description))
    #expect(text.hasSuffix("… and 5 calls that ended normally (--all shows them)\n"))
    let all = ScanReport.render(analysis, style: ReportStyle(showsAllCalls: true))
    #expect(all.contains(Build.id(34).description))
    #expect(!all.contains("--all"))
  }

  @Test func aNormalEndWithAWarningIsAlwaysShown() {
    var analysis = Build.analysis((10..<35).map(Build.normalCall))
    let key = Build.id(33).description
    analysis.findings = [Finding(kind: "poor-media-quality", severity: .warning, text: "Poor.", callKey: key)]
    let text = ScanReport.render(analysis)
    #expect(text.contains(key))
    #expect(text.contains("… and 4 calls"))
  }

  @Test func flagsStandBesideTheClass() {
    var call = Build.normalCall(1)
    call.endReason = Build.end(495, 4507, .authentication, "The token is not valid.")
    call.flags = [.network]
    let text = ScanReport.render(Build.analysis([call]))
    #expect(text.contains("495/4507 The token is not valid. [class authentication]"))
    #expect(text.contains("[flag network]"))
    #expect(text.contains("Flags     network: 1 by code, 0 by meaning; infrastructure: none"))
  }

  @Test func anOpenEndIsSaid() {
    var call = Build.normalCall(1)
    call.endReason = nil
    let text = ScanReport.render(Build.analysis([call, Build.normalCall(2)]))
    #expect(text.contains("no end reason in these files"))
    #expect(text.contains("Calls     2: 1 success, 1 without an end reason"))
  }

  @Test func repeatedStatesAreFolded() {
    var call = Build.normalCall(1)
    let hold: [CallState] = [.connected, .localHold, .connected, .localHold, .connected, .localHold]
    let states: [CallState] = [.connecting] + hold + [.connected, .disconnected]
    call.states = states.map {
      StateChange(state: $0, time: nil, callID: nil, client: 0, leg: 0, source: Build.source(1))
    }
    call.states[8].impossible = true
    let text = ScanReport.render(Build.analysis([call]), style: ReportStyle(width: 120))
    #expect(text.contains("Connecting → (Connected → LocalHold) ×3 → Connected → Disconnected(!);"))
  }

  @Test func longPathsLoseTheirMiddle() {
    var call = Build.normalCall(1)
    let states = CallState.allCases + [.connected, .ringing, .connecting, .inLobby, .disconnected]
    call.states = states.map {
      StateChange(state: $0, time: nil, callID: nil, client: 0, leg: 0, source: Build.source(1))
    }
    let text = ScanReport.render(Build.analysis([call]), style: ReportStyle(width: 200))
    #expect(text.contains("RemoteHold → … 4 more … → Connecting → InLobby → Disconnected;"))
  }

  @Test func aRejoinIsASecondPath() {
    var call = Build.lostCall()
    let first = call.states
    call.states += first.map { change in
      var change = change
      change.leg = 1
      return change
    }
    call.states.append(
      StateChange(state: .ringing, time: nil, callID: nil, client: 1, leg: 2, source: Build.source(1)))
    let text = ScanReport.render(Build.analysis([call]), style: ReportStyle(width: 160))
    let path = "Connecting → Connected → Disconnected"
    #expect(text.contains("\(path), again \(path) (and 1 other client);"))
  }

  @Test(arguments: [60, 80, 120]) func theHeaderHasEightLines(width: Int) throws {
    var artifacts = ArtifactKind.allCases.map { Build.artifact("ticket/\($0.rawValue).log", $0) }
    for index in artifacts.indices {
      artifacts[index].problems = Problem.Kind.allCases.map { Problem($0, "Odd.") }
    }
    artifacts[0].firstTime?.basis = .unknown
    artifacts[1].firstTime?.basis = .floating
    var calls = [Build.lostCall()] + (10..<20).map(Build.normalCall)
    let outcomes = OutcomeClass.allCases
    for (index, outcome) in outcomes.enumerated().prefix(10) {
      calls[index].endReason?.outcome = outcome
      calls[index].flags = [.network, .infrastructure]
    }
    var analysis = Build.analysis(calls, artifacts: artifacts)
    analysis.flaggedOutsideCalls = 7
    let missing = ["log-gap", "log-level-too-low", "log-starts-mid-call", "file-missing", "blog-without-etl"]
    let failures = ["call-agent-failed", "start-call-failed", "token-expired", "throttled"]
    analysis.findings = (missing + failures).map { Finding(kind: $0, severity: .error, text: "Text.") }
    let lines = ScanReport.render(analysis, style: ReportStyle(width: width))
      .split(separator: "\n", omittingEmptySubsequences: false)
    let header = lines.prefix { !$0.isEmpty }
    #expect(header.allSatisfy { $0.count <= width })
    let labels = ["Read", "Span", "Calls", "Flags", "Outside", "Missing", "Ask for", "Problems"]
    #expect(header.map { $0.prefix(10).trimmed }.filter { !$0.isEmpty } == labels)
    #expect(header[0].hasSuffix(width == 60 ? "…" : "more"))
    let start = try #require(header.firstIndex { $0.hasPrefix("Problems") })
    #expect(
      start == (width == 60 ? 8 : 7), "only problems go on, and flags where not even their short form fits")
    let outside = try #require(header.firstIndex { $0.hasPrefix("Outside") })
    let flags = header[3..<outside].joined(separator: " ")
    #expect(flags.contains("network: 10") && flags.contains("infrastructure: 10") && !flags.contains("more"))
    let problems = header[start...].joined(separator: " ")
    #expect(Problem.Kind.allCases.allSatisfy { problems.contains($0.rawValue) })
  }

  @Test func flagsAreNeverCutAndAnswersWrapFirst() {
    var calls = (1...5).map(Build.normalCall)
    for index in calls.indices {
      calls[index].endReason?.outcome = .network
      calls[index].flags = index == 0 ? [.network] : [.infrastructure]
    }
    var analysis = Build.analysis(calls)
    let kinds = ["call-agent-failed", "start-call-failed", "token-expired", "throttled", "api-error-rate"]
    analysis.findings = kinds.map { Finding(kind: $0, severity: .error, text: "Text.") }
    let text = ScanReport.render(analysis)
    #expect(
      text.contains(
        """
        Flags     network: 1 by code, 5 by meaning;
                  infrastructure: 4 by code, 0 by meaning

        """))
    let header = text.split(separator: "\n", omittingEmptySubsequences: false)
      .prefix { !$0.isEmpty }
    #expect(header.count <= 8)
    #expect(kinds.allSatisfy { kind in header.contains { $0.contains("1 " + kind) } })
  }

  @Test func aliasesAreToldApart() {
    var call = Build.normalCall(1)
    call.callID = GUID("bbbb0001-0000-4000-8000-000000000001")
    call.aliases = [
      GUID("bbbb0001-0001-4000-8000-000000000001"), GUID("bbbb0001-0002-4000-8000-000000000001"),
    ].compactMap(\.self)
    let text = ScanReport.render(Build.analysis([call]))
    #expect(text.contains("also bbbb0001-0001 bbbb0001-0002\n"))
  }

  @Test func aShortHeaderWrapsInsteadOfCounting() {
    var artifact = Build.artifact("cut.log.gz")
    artifact.problems = [Problem(.truncated, "Cut.")]
    var other = Build.artifact("garbage-behind-the-data.log.gz")
    other.problems = [Problem(.trailingData, "Garbage.")]
    var third = Build.artifact("a-checksum-that-is-wrong.log.gz")
    third.problems = [Problem(.checksumMismatch, "Wrong.")]
    let text = ScanReport.render(Build.analysis([Build.normalCall(1)], artifacts: [artifact, other, third]))
    #expect(
      text.contains(
        """
        Problems  truncated (cut.log.gz),
                  trailing-data (garbage-behind-the-data.log.gz),
                  checksum-mismatch (a-checksum-that-is-wrong.log.gz)
        """) || text.contains("Problems  truncated, trailing-data, checksum-mismatch\n"))
    let calls = OutcomeClass.allCases.map { outcome in
      var call = Build.normalCall(1)
      call.endReason?.outcome = outcome
      return call
    }
    let classes = ScanReport.render(Build.analysis(calls)).prefix { $0 != "[" }
    #expect(OutcomeClass.allCases.allSatisfy { classes.contains("1 \($0.rawValue)") })
    #expect(!classes.contains("more"))
  }

  @Test func whatIsWrongWithACallStandsBelowIt() {
    var analysis = Build.analysis([Build.lostCall()])
    let key = Build.id(1).description
    let long = "The end of one stay in this call is given as 410/301005 and 0/0; 0/0 is taken."
    analysis.findings = [
      Finding(kind: "end-reasons-disagree", severity: .warning, text: long, callKey: key),
      Finding(kind: "log-gap", severity: .warning, text: "Silent.", callKey: key),
      Finding(kind: "log-gap", severity: .warning, text: "Silent again.", callKey: key),
      Finding(kind: "no-call-id", severity: .info, text: "No ID.", callKey: key),
    ]
    let text = ScanReport.render(analysis)
    #expect(
      text.hasSuffix(
        """
          ! end-reasons-disagree: The end of one stay in this call is given as 410/3010…
          ! log-gap: Silent. (and 1 more)

        """))
    #expect(ScanReport.render(analysis, style: ReportStyle(isVerbose: true)).contains("no-call-id: No ID."))
  }

  @Test func findingsWithDifferentCodesAreDifferentThings() {
    var analysis = Build.analysis([])
    analysis.findings = [(408, 40104), (401, 40235), (401, 40235)].map { (code: Int, subCode: Int) in
      Finding(
        kind: "call-agent-failed", severity: .error, text: "No agent (\(code)/\(subCode)).",
        codes: EndCodes(code: code, subCode: subCode))
    }
    let text = ScanReport.render(analysis)
    #expect(
      text.contains(
        """
          error   call-agent-failed: No agent (408/40104).
          error   call-agent-failed: No agent (401/40235). (and 1 more like it)

        """))
    #expect(text.contains("Outside   3 call-agent-failed\n"))
  }

  @Test func aSentenceThatExplainsTheCodesIsEnough() {
    var call = Build.lostCall()
    call.verdict = "This client lost the call (410/301005: The network was lost)."
    let text = ScanReport.render(Build.analysis([call]))
    #expect(text.contains("Disconnected; 410/301005 [class network]\n  This client lost the call"))
  }

  @Test(arguments: [false, true]) func noiseAloneIsExplained(isVerbose: Bool) {
    var analysis = Build.analysis([])
    analysis.noise = [
      NoiseTally(kind: "ice-candidate-error", count: 3, first: Build.source(5)),
      NoiseTally(kind: "tags-truncated", count: 1, first: Build.source(9)),
    ]
    let text = ScanReport.render(analysis, style: ReportStyle(width: 200, isVerbose: isVerbose))
    #expect(
      text.hasPrefix(
        """
        No call in these files.
          4 lines look alarming and mean nothing by themselves: 3 ice-candidate-error, 1 tags-truncated. Ask for a log of \
        the time of the call at level info or verbose.

        """))
    #expect(text.contains("Ask for   a log of the time of the call at level info or verbose\n"))
    analysis.findings = [Finding(kind: "call-agent-failed", severity: .error, text: "No agent.")]
    #expect(!ScanReport.render(analysis).contains("look alarming"))
  }

  @Test func aCallWithoutAnIDMakesItAskForOne() {
    var analysis = Build.analysis([Call(key: "unidentified-1")])
    analysis.findings = [
      Finding(kind: "no-call-id", severity: .info, text: "No ID.", callKey: "unidentified-1")
    ]
    let text = ScanReport.render(analysis)
    #expect(text.contains("Missing   the ID of 1 call\nAsk for   the call IDs\n"))
  }

  @Test func copiesAreNamedInTheHeader() {
    var analysis = Build.analysis(
      [Build.normalCall(1)], artifacts: [Build.artifact("a.log"), Build.artifact("copy-of-a.log")])
    analysis.findings = [
      Finding(kind: "duplicate-artifact", severity: .info, text: "The same.", artifact: 1)
    ]
    #expect(ScanReport.render(analysis).contains("Problems  duplicate-artifact (copy-of-a.log)\n"))
  }

  @Test func unknownZonesAreSaid() {
    var artifact = Build.artifact("a.log")
    artifact.firstTime = Build.moment(0, .unknown)
    artifact.lastTime = Build.moment(60, .unknown)
    var call = Build.normalCall(1)
    call.startTime = Build.moment(1, .unknown)
    let zone = DisplayZone(name: "+02:00") { _ in 7200 }
    let text = ScanReport.render(
      Build.analysis([call], artifacts: [artifact]), style: ReportStyle(zone: zone))
    #expect(text.contains("Span      2024-01-16 06:26:00 to 06:27:00 zone not known\n"))
    #expect(text.contains("2024-01-16 06:26:01 zone?"))
    #expect(text.contains("worst first. Times as written; zone not known (--timezone sets it)\n"))
  }

  @Test func findingsBeyondSixKindsTakeALineEach() {
    var analysis = Build.analysis([Build.normalCall(1)])
    let words = String(repeating: "Text ", count: 30)
    analysis.findings = (1...8).flatMap { kind in
      (1...2).map { Finding(kind: "kind-\(kind)", severity: .warning, text: "\(words)\($0).") }
    }
    let lines = ScanReport.render(analysis).split(separator: "\n")
    #expect(lines.count { $0.hasPrefix("  warning kind-") } == 8)
    let last = lines.suffix(2)
    #expect(last.first?.hasPrefix("  warning kind-7: Text Text") == true)
    #expect(last.allSatisfy { $0.count <= 80 && $0.hasSuffix("… (and 1 more)") })
    let all = ScanReport.render(analysis, style: ReportStyle(width: 400, showsAllCalls: true))
    #expect(all.contains("  warning kind-8: \(words)2.\n"))
  }

  @Test func verboseAddsInfoAndNoise() {
    var analysis = Build.analysis([Build.normalCall(1)])
    analysis.findings = [Finding(kind: "many-call-clients", severity: .info, text: "70 clients.")]
    analysis.noise = [NoiseTally(kind: "ice-candidate-error", count: 12, first: Build.source(5))]
    #expect(!ScanReport.render(analysis).contains("70 clients"))
    let text = ScanReport.render(analysis, style: ReportStyle(isVerbose: true))
    #expect(text.contains("  info    many-call-clients: 70 clients."))
    #expect(text.contains("  ice-candidate-error: 12 lines, first "))
  }

  @Test func colorAddsNothingButColor() {
    let analysis = Build.analysis([Build.lostCall()])
    let plain = ScanReport.render(analysis)
    let colored = ScanReport.render(analysis, style: ReportStyle(usesColor: true))
    #expect(colored.contains("\u{1b}[31m410/301005\u{1b}[0m"))
    #expect(colored.replacing(#/\u{1b}\[[0-9]+m/#, with: "") == plain)
  }
}

extension Substring {
  /// Without the spaces at its end.
  var trimmed: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
