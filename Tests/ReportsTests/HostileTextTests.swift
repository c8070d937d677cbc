import Calls
import Catalog
import Evidence
import Foundation
import Reports
import Testing

/// Text that tries to reach the terminal, the reader's eye or the JSON reader unescaped.
@Suite struct HostileTextTests {
  static let samples = [
    "\u{1b}[2J\u{1b}]0;owned\u{7}", "a\nb\rc\td", "\u{202e}gnp.exe\u{2066}", "\u{9b}31m\u{85}", "\u{0}\u{7f}",
    "zero\u{200b}width\u{feff}", "\u{2028}line\u{2029}", "\u{e000}\u{e0041}\u{fff9}",
    "e" + String(repeating: "\u{301}", count: 500), String(repeating: "x", count: 500),
    String(repeating: "漢字", count: 200), "👩‍👩‍👧 \u{1f1e9}\u{1f1ea}", "\"quoted\\\"", "", "   ", "\u{fffd}",
  ]

  /// An analysis that says the same text wherever log text can stand.
  static func analysis(saying text: String) -> Analysis {
    var call = Build.lostCall()
    call.verdict = text
    call.clients[0].label = text
    call.clients[0].platform = "web"
    call.legs[0].participantID = text
    call.legs[0].user = text
    call.legs[0].endpointID = text
    call.legs[0].quality = text
    call.legs[0].sdkVersion = text
    call.legs[0].os = text
    call.legs[0].browser = text
    call.endReason?.title = text
    call.endReason?.action = text
    call.endReason?.codes.phrase = text
    call.endReason?.codes.categories = [text]
    call.identifiers[0].identifier.value = text
    call.timeline[0].text = text
    call.timeline[1].time = Build.moment(3, .floating, text: text)
    call.startTime = Build.moment(3, .floating, text: text)
    call.diagnostics = [
      DiagnosticChange(
        diagnostic: Diagnostic(name: text, value: text, participant: text), time: nil, client: 0,
        source: Build.source(1))
    ]
    call.quality = [
      QualityVerdict(participant: text, metric: text, value: 1, verdict: "good", source: Build.source(2))
    ]
    var artifact = Build.artifact("dir/" + text)
    artifact.problems = [Problem(.truncated, text)]
    var analysis = Build.analysis([call], artifacts: [artifact, Build.artifact("other/" + text)])
    analysis.outsideCalls = [Build.event(1, "failure", text, line: 1)]
    analysis.findings = [
      Finding(kind: "log-gap", severity: .error, text: text, callKey: call.key, artifact: 0),
      Finding(kind: "token-expired", severity: .error, text: text, source: Build.source(1)),
    ]
    analysis.identifiers = [
      IdentifierSighting(identifier: Identifier(.userMRI, text), callKey: nil, source: Build.source(1))
    ]
    return analysis
  }

  private func texts(_ analysis: Analysis, _ style: ReportStyle) -> [String] {
    [ScanReport.render(analysis, style: style)] + TimelineReport.pages(analysis, style: style).map(\.text)
  }

  private func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "\n" { return true }
    switch scalar.properties.generalCategory {
    case .control, .format, .privateUse, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator:
      return false
    default: return true
    }
  }

  @Test(arguments: samples) func nothingReachesTheTerminalUnescaped(sample: String) {
    for style in [ReportStyle(isVerbose: true), ReportStyle(width: 120), ReportStyle(usesUnicode: false)] {
      for text in texts(HostileTextTests.analysis(saying: sample), style) {
        #expect(text.unicodeScalars.allSatisfy(isHarmless))
        if !style.usesUnicode { #expect(!text.contains(where: "→×…".contains)) }
      }
    }
  }

  @Test func escapesAreReadable() {
    let call = HostileTextTests.analysis(saying: "\u{1b}[2J\tx\ny\u{202e}").calls[0]
    let text = ScanReport.render(Build.analysis([call]))
    #expect(text.contains("\\u{1b}[2J x\\ny\\u{202e}"))
  }

  @Test func lettersStayReadableWithoutOrnaments() {
    let style = ReportStyle(width: 200, usesUnicode: false)
    let text = TimelineReport.render(HostileTextTests.analysis(saying: "Jürgen 山田 → \u{202e}"), style: style)
    #expect(text.contains("Jürgen 山田 -> \\u{202e}"))
    #expect(text.contains("Connecting -> Connected"))
  }

  @Test func colorIsTheOnlyEscapeSequence() {
    let style = ReportStyle(usesColor: true)
    for text in texts(HostileTextTests.analysis(saying: "\u{1b}[31m"), style) {
      let rest = text.replacing(#/\u{1b}\[[0-9]+m/#, with: "")
      #expect(rest.unicodeScalars.allSatisfy(isHarmless))
      #expect(rest.contains("\\u{1b}[31m"))
    }
  }

  @Test func randomTextIsHarmlessAndSurvivesJSON() throws {
    var random = Random(seed: 42)
    for _ in 0..<60 {
      let sample = random.text()
      let analysis = HostileTextTests.analysis(saying: sample)
      for text in texts(analysis, ReportStyle(width: 40 + Int(random.next() % 100))) {
        #expect(text.unicodeScalars.allSatisfy(isHarmless))
      }
      let json = JSONReport.render(analysis, includesTimeline: true, tool: Tool(version: "1"))
      let object = try #require(try parsed(json) as? [String: Any])
      let calls = try #require(object["calls"] as? [[String: Any]])
      let verdict = try #require(calls[0]["verdict"] as? String)
      #expect(Array(verdict.unicodeScalars) == Array(sample.unicodeScalars))
    }
  }

  @Test(arguments: samples) func jsonHasNoRawControls(sample: String) {
    let json = JSONReport.render(
      HostileTextTests.analysis(saying: sample), includesTimeline: true, tool: Tool(version: "1"))
    #expect(
      json.unicodeScalars.allSatisfy { scalar in
        scalar == "\n" || ![.control, .format].contains(scalar.properties.generalCategory)
      })
  }
}

/// SplitMix64: the same numbers in every run.
struct Random {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
    return value ^ value >> 31
  }

  /// Up to 80 scalars, many of them out of the way.
  mutating func text() -> String {
    var text = ""
    for _ in 0..<next() % 80 {
      let limit: UInt64 = [0x20, 0x7f, 0x100, 0x3000, 0x10ffff][Int(next() % 5)]
      if let scalar = Unicode.Scalar(UInt32(next() % limit)) { text.unicodeScalars.append(scalar) }
    }
    return text
  }
}
