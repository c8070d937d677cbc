import Calls
import Evidence
import Reports
import Testing

@Suite struct WidthTests {
  private func overlong(_ text: String, _ width: Int) -> [Substring] {
    text.split(separator: "\n").filter { columns($0) > width }
  }

  /// Columns by a rule of thumb that fits the samples: beyond Hangul Jamo and below symbols, characters are wide.
  private func columns(_ line: Substring) -> Int {
    line.unicodeScalars.reduce(0) { $0 + ((0x4e00...0x9fff).contains($1.value) ? 2 : 1) }
  }

  @Test(arguments: [60, 80, 120]) func linesFitTheScreen(width: Int) {
    let words = "Lorem ipsum dolor sit amet, 漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字 consectetur "
    var call = Build.lostCall()
    call.verdict = String(repeating: words, count: 3)
    call.endReason?.title = words
    call.endReason?.action = words
    call.timeline[0].text = String(repeating: words, count: 3)
    call.timeline[1].text = String(repeating: "base64", count: 60)
    var analysis = Build.analysis([call])
    analysis.findings = [
      Finding(kind: "log-gap", severity: .error, text: words, callKey: call.key, artifact: 0)
    ]
    let style = ReportStyle(width: width)
    #expect(overlong(ScanReport.render(analysis, style: style), width) == [])
    let page = TimelineReport.render(analysis, style: style)
    // The window is one copyable value.
    #expect(overlong(page, width).filter { !$0.contains("Z to 2024-") } == [])
    #expect(page.contains("base64base64"))
  }

  @Test func noLineEndsInSpaces() {
    let text = TimelineReport.render(Build.analysis([Build.lostCall()]))
    #expect(!text.contains(" \n"))
    #expect(!text.contains("\n\n\n"))
    #expect(text.hasSuffix("\n"))
  }

  @Test func valuesToCopyAreNeverBroken() {
    var call = Build.normalCall(1)
    let value = String(repeating: "aHR0cHM6Ly", count: 20)
    call.identifiers = [
      IdentifierSighting(
        identifier: Identifier(.serverCallID, value), callKey: call.key, source: Build.source(1))
    ]
    let text = TimelineReport.render(Build.analysis([call]), style: ReportStyle(width: 60))
    #expect(text.contains(value))
  }

  @Test func wideCharactersTakeTwoColumns() {
    var call = Build.normalCall(1)
    call.timeline = [Build.event(1, "note", "漢字", line: 1), Build.event(1, "note", "abcd", line: 2)]
    let text = TimelineReport.render(Build.analysis([call]))
    #expect(text.contains("note  漢字                                console.log:1\n"))
    #expect(text.contains("note  abcd                                console.log:2\n"))
  }

  @Test func anEmptyScreenIsNoReasonToFail() {
    let style = ReportStyle(width: -1)
    #expect(style.width == 40)
    #expect(!TimelineReport.render(Build.analysis([Build.lostCall()]), style: style).isEmpty)
  }
}
