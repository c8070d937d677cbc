import Calls
import Catalog
import Evidence
import Reports
import Testing

@Suite struct ScanReportTests {
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

        Calls, worst first (times in UTC)
        aaaa0000-0000-4000-8000-000000000001  2024-01-16 06:26:01  3 min 10 s
            also aaaa0000 aaaa0000 +1 more
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
        aaaa0000-0000-4000-8000-000000000001  2024-01-16 06:26:01  3 min 10 s  also aaaa0000 aaaa0000 +1 more
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
        "None of 3 calls asked for in these files.\n  error   call-not-found: ffff is nowhere.\n"))
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

  @Test(arguments: [60, 80, 120]) func theHeaderHasEightLines(width: Int) {
    var artifacts = ArtifactKind.allCases.map { Build.artifact("ticket/\($0.rawValue).log", $0) }
    for index in artifacts.indices {
      artifacts[index].problems = Problem.Kind.allCases.map { Problem($0, "Odd.") }
    }
    artifacts[0].firstTime?.basis = .unknown
    artifacts[1].firstTime?.basis = .floating
    var analysis = Build.analysis([Build.lostCall()] + (10..<20).map(Build.normalCall), artifacts: artifacts)
    let outcomes = OutcomeClass.allCases
    for (index, outcome) in outcomes.enumerated().prefix(10) {
      analysis.calls[index].endReason?.outcome = outcome
      analysis.calls[index].flags = [.network, .infrastructure]
    }
    analysis.flaggedOutsideCalls = 7
    let missing = ["log-gap", "log-level-too-low", "log-starts-mid-call", "file-missing", "blog-without-etl"]
    let failures = ["call-agent-failed", "start-call-failed", "token-expired", "throttled"]
    analysis.findings = (missing + failures).map { Finding(kind: $0, severity: .error, text: "Text.") }
    let lines = ScanReport.render(analysis, style: ReportStyle(width: width))
      .split(separator: "\n", omittingEmptySubsequences: false)
    let header = lines.prefix { !$0.isEmpty }
    #expect(header.count == 8)
    #expect(header.allSatisfy { $0.count <= width })
    let labels = ["Read", "Span", "Calls", "Flags", "Outside", "Missing", "Ask for", "Problems"]
    #expect(header.map { $0.prefix(10).trimmed } == labels)
    #expect(header[0].hasSuffix(width == 60 ? "…" : "more"))
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
  }

  @Test func kindsOfFindingsBeyondSixAreNamed() {
    var analysis = Build.analysis([Build.normalCall(1)])
    analysis.findings = (1...8).flatMap { kind in
      (1...2).map { Finding(kind: "kind-\(kind)", severity: .warning, text: "Text \($0).") }
    }
    let text = ScanReport.render(analysis)
    #expect(
      text.contains(
        "  warning kind-6: Text 1. (and 1 more like it)\n  … and kind-7, kind-8 (--all shows them)\n"))
    #expect(!text.contains("Text 2"))
    let all = ScanReport.render(analysis, style: ReportStyle(showsAllCalls: true))
    #expect(all.contains("  warning kind-8: Text 2.\n"))
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
