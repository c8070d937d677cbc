import Catalog
import Evidence
import Foundation
import Reports
import Testing

@Suite struct CodesReportTests {
  @Test func aCodeAndSubcodeAreExplained() {
    let text = CodesReport.page(CodeLookup(code: 495, subCode: 4507))
    #expect(text.hasPrefix("495/4507 "))
    #expect(text.contains("  Class       authentication\n"))
    #expect(text.contains("  Flag        network (code 495 is one of 490-498, whatever it means)\n"))
    #expect(text.contains("  Based on    a row with this code and subcode\n"))
    #expect(text.contains("  Category    UnexpectedClientError\n"))
    #expect(text.contains("calling (call-end)"))
    #expect(text.contains("callAutomation (callautomation-events)"))
  }

  @Test func aBareSubcodeIsFound() {
    let lookup = CodeLookup(code: 4507)
    #expect(lookup.code == 495)
    #expect(lookup.subCode == 4507)
    #expect(CodesReport.page(lookup).hasPrefix("495/4507 "))
  }

  @Test func anUnknownCodeIsSaidToBeUnknown() {
    let text = CodesReport.page(CodeLookup(code: 77_777))
    #expect(text.hasPrefix("77777 "))
    #expect(text.contains("  Class       unknown\n"))
    #expect(text.contains("nothing: it is not documented"))
    #expect(text.hasSuffix("The documentation has no row for it.\n"))
  }

  @Test func aDomainExplainsItsOwnCodes() {
    let lookup = CodeLookup(code: 403, domain: .chat)
    #expect(lookup.entries.allSatisfy { $0.domain == .chat })
    #expect(lookup.explanation?.title == lookup.entries.first?.title)
  }

  @Test func theTableHasEveryRow() {
    let entries = CodeLookup().entries
    let text = CodesReport.table(entries)
    let rows = text.split(separator: "\n").count { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
    #expect(rows == entries.count)
    #expect(rows > 500)
    #expect(text.hasPrefix("N = flag network (codes 490-498), I = flag infrastructure (codes 500-504)\n"))
    #expect(text.contains("  490 "))
    #expect(text.contains(" N network "))
  }

  @Test(arguments: [60, 80, 120]) func pagesFitTheScreen(width: Int) {
    let style = ReportStyle(width: width)
    let all = CodesReport.table(CodeLookup().entries, style: style)
    #expect(all.split(separator: "\n").filter { $0.count > width } == [])
    for code in [0, 410, 490, 500] {
      let page = CodesReport.page(CodeLookup(code: code), style: style)
      #expect(page.split(separator: "\n").filter { $0.count > width } == [])
    }
  }

  @Test func jsonHasEveryRowAndTheExplanation() throws {
    let tool = Tool(version: "1")
    let all = try #require(try parsed(JSONCodesReport.render(CodeLookup(), tool: tool)) as? [String: Any])
    #expect((all["codes"] as? [Any])?.count == CodeLookup().entries.count)
    #expect(all["explanation"] == nil)
    let one = JSONCodesReport.render(CodeLookup(code: 410, subCode: 301_005), tool: tool)
    let object = try #require(try parsed(one) as? [String: Any])
    let explanation = try #require(object["explanation"] as? [String: Any])
    #expect(explanation["class"] as? String == "network")
    #expect(explanation["flag"] == nil)
    #expect(explanation["match"] as? String == "codeAndSubCode")
  }
}
