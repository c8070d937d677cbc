import Calls
import Catalog
import Evidence
import Foundation
import Reports
import Testing

/// The page as text; `BrowserTests` look at it in a browser.
@Suite struct HTMLReportTests {
  private func render(_ analysis: Analysis) -> String {
    HTMLReport.render(analysis, includesTimeline: true, tool: Tool(version: "1.2.3"))
  }

  /// The texts of the elements with data, by their IDs.
  private func data(in page: String) -> [String: String] {
    var found: [String: String] = [:]
    for match in page.matches(of: #/<script type="application/json" id="([^"]*)">([^<]*)</script>/#) {
      found[String(match.1)] = String(match.2)
    }
    return found
  }

  @Test func nothingIsAPageToo() throws {
    let page = render(Analysis())
    #expect(page.hasPrefix("<!doctype html>"))
    #expect(page.contains("<title>No calls · acs-logscan</title>"))
    #expect(page.hasSuffix("</script>\n</body>\n</html>\n"))
    #expect(Array(data(in: page).keys) == ["data"])
  }

  @Test func everyCallHasItsData() throws {
    let page = render(Build.analysis([Build.lostCall(), Build.normalCall(7)]))
    let elements = data(in: page)
    #expect(elements.keys.sorted() == ["data", "data-0", "data-1"])
    let overview = try #require(try parsed(elements["data"] ?? "") as? [String: Any])
    let calls = try #require(overview["calls"] as? [[String: Any]])
    #expect(calls.map { $0["code"] as? String } == ["410/301005", "0/0"])
    #expect(calls.map { $0["class"] as? String } == ["network", "success"])
    let call = try #require(try parsed(elements["data-0"] ?? "") as? [String: Any])
    let states = try #require(call["states"] as? [[Any]])
    #expect(states.map { $0[0] as? String } == ["Connecting", "Connected", "Disconnected"])
    #expect(states.map { ($0[1] as? [Any])?[0] as? Int }[1] == 1_705_386_362_500)
    #expect((call["events"] as? [Any])?.count == 6)
  }

  @Test(
    arguments: HostileTextTests.samples + ["</script><!--", "<b>&amp;</b>", "{{{script}}}", "' onclick='x"])
  func textStaysText(sample: String) throws {
    let page = render(HostileTextTests.analysis(saying: sample))
    let elements = data(in: page)
    #expect(elements.keys.sorted() == ["data", "data-0", "data-outside"])
    for (_, text) in elements { _ = try parsed(text) }
    #expect(page.components(separatedBy: "<script").count == 5)
    #expect(page.components(separatedBy: "</script>").count == 5)
    #expect(
      page.unicodeScalars.allSatisfy {
        $0 == "\n" || ![.control, .format, .lineSeparator].contains($0.properties.generalCategory)
      })
    let head = page.prefix(upTo: page.firstRange(of: "<script type")?.lowerBound ?? page.endIndex)
    #expect(!head.contains("<b>&amp;</b>"))
    #expect(!head.contains(" onclick='"))
  }

  @Test func timesOfUnknownZoneAndDateAreMarked() throws {
    var call = Build.lostCall()
    call.timeline[0].time = Build.moment(1, .unknown, text: "06:26:01")
    call.timeline[1].time = Build.moment(1, .floating, text: "06:26")
    call.timeline[2].time = nil
    let text = data(in: render(Build.analysis([call])))["data-0"] ?? ""
    let events = try #require((try parsed(text) as? [String: Any])?["events"] as? [[Any]])
    #expect((events[0][0] as? [Any])?[1] as? String == "unknown")
    #expect((events[1][0] as? [String]) == ["06:26"])
    #expect(events[2][0] as? Int == 0)
  }
}
