import Calls
import Evidence
import Reports
import Testing

@Suite struct IDsReportTests {
  private let tool = Tool(version: "1.2.3")

  private func analysis() -> Analysis {
    var call = Build.lostCall()
    call.identifiers[0].seen = Appearance(first: Build.moment(3), last: Build.moment(190))
    call.ids[1].lastSeen = Build.moment(192.5)
    var analysis = Build.analysis([call, Build.normalCall(7)])
    analysis.identifiers = [
      IdentifierSighting(
        identifier: Identifier(.smsMessageID, "Outgoing_1"), callKey: nil,
        seen: Appearance(first: Build.moment(90_000)), source: Build.source(12))
    ]
    return analysis
  }

  @Test func textListsCallByCallAndThenTheRest() {
    let text = IDsReport.render(IDList(analysis()), style: ReportStyle(width: 100))
    #expect(text.hasPrefix("5 IDs: 4 with 2 calls, 1 outside calls. Times in UTC\n"))
    let lines = text.split(separator: "\n").map(String.init)
    #expect(
      lines.contains {
        $0.hasPrefix("  call-id  \(Build.id(2))  initial  06:26:01.000") && $0.hasSuffix("console.log:3")
      })
    #expect(lines.contains { $0.contains("\(Build.id(1))  final  06:26:02.000 to 06:29:12.500") })
    #expect(lines.contains { $0.hasPrefix("  ms-cv    AbC+d/E.0  06:26:03.000 to 06:29:10.000") })
    #expect(lines.contains { $0.hasPrefix("  sms-message-id  Outgoing_1  2024-01-17 07:26:00.000") })
  }

  @Test func kindsNarrowTheList() {
    let list = IDList(analysis(), kinds: [.identifier(.msCV)])
    let text = IDsReport.render(list)
    #expect(text.contains("AbC+d/E.1"))
    #expect(!text.contains("call-id") && !text.contains("Outgoing_1"))
    let none = IDsReport.render(IDList(analysis(), kinds: [.identifier(.roomID)]))
    #expect(none == "No IDs of these kinds in 1 file.\n")
    #expect(IDKind.all.allSatisfy { IDKind($0.name.uppercased()) == $0 })
    #expect(IDKind("id") == nil)
  }

  @Test func theIssuingResourceIsInferredOnceUnlessItIsNamed() {
    let resource = "0b0b0b0b-aaaa-4bbb-8ccc-000000000001"
    func sighting(_ kind: IdentifierKind, _ value: String, line: Int) -> IdentifierSighting {
      IdentifierSighting(identifier: Identifier(kind, value), callKey: nil, source: Build.source(line))
    }
    var analysis = Build.analysis([])
    analysis.identifiers = [1, 2].map {
      sighting(.userMRI, "8:acs:\(resource)_00000001-0001-4000-8000-00000000000\($0)", line: $0)
    }
    let kinds: Set<IDKind> = [.identifier(.immutableResourceID)]
    let list = IDList(analysis, kinds: kinds)
    #expect(IDsReport.render(list).contains("  immutable-resource-id  \(resource)  inferred"))
    let rows = CSVIDsReport.render(list).split(separator: "\r\n")
    #expect(rows.count == 2 && rows[1].hasPrefix("immutable-resource-id,\(resource),,,inferred,"))
    let json = JSONIDsReport.render(list, tool: tool)
    #expect(json.contains("\"evidence\": \"inferred\""))
    analysis.identifiers.append(sighting(.immutableResourceID, resource, line: 3))
    let named = CSVIDsReport.render(IDList(analysis, kinds: kinds)).split(separator: "\r\n")
    #expect(named.count == 2 && named[1].hasPrefix("immutable-resource-id,\(resource),,,,"))
  }

  @Test func tablesAreSafeToOpen() {
    var analysis = analysis()
    let values = ["=1+1", "+BmK/0.1", "-2", "@x", "\tx", "a,b\"c", "a\u{1b}[2Jb", "a\r\nb"]
    analysis.identifiers = values.map {
      IdentifierSighting(identifier: Identifier(.msCV, $0), callKey: nil, source: Build.source(1))
    }
    analysis.artifacts[0].path = "=cmd.log"
    let rows = CSVIDsReport.render(IDList(analysis, kinds: [.identifier(.msCV)]))
      .split(separator: "\r\n").map(String.init)
    #expect(rows[0].hasPrefix("kind,value,call,role,evidence,firstSeen,firstSeenBasis,lastSeen,"))
    #expect(
      rows[1]
        == "ms-cv,AbC+d/E.0,\(Build.id(1)),,,2024-01-16T06:26:03.000Z,text,2024-01-16T06:29:10.000Z,text,"
        + "'=cmd.log,4,,400")
    let cells = rows.dropFirst(3).map { $0.dropFirst(6).prefix { $0 != "," } }
    #expect(cells.prefix(5) == ["'=1+1", "'+BmK/0.1", "'-2", "'@x", "' x"])
    #expect(rows[8].hasPrefix("ms-cv,\"a,b\"\"c\","))
    #expect(rows[9].contains("a\\u{1b}[2Jb"))
    #expect(rows.count == 11)
  }

  @Test(.enabled(if: Validator.isInstalled)) func jsonKeepsTheContract() throws {
    var unknown = Call(key: "unidentified-1")
    unknown.identifiers = IdentifierKind.allCases.map {
      IdentifierSighting(
        identifier: Identifier($0, "v"), callKey: unknown.key,
        seen: Appearance(first: Build.moment(1, .floating, text: "06:26")), source: Build.source(1))
    }
    var full = analysis()
    full.calls = CallList(Array(full.calls) + [unknown])
    full.findings = [
      Finding(kind: "redacted-identifier", severity: .warning, text: "Masked.", artifact: 0),
      Finding(kind: "resource-mismatch", severity: .warning, text: "Another.", artifact: 0),
    ]
    full.outsideCalls = [SupportReportTests.failedOperation(.sms, "SendSms", 403)]
    let reports = [Analysis(), full].flatMap { analysis in
      [JSONIDsReport.render(IDList(analysis), tool: tool), JSONIDsReport.renderSupport(analysis, tool: tool)]
        + SupportProblem.allCases.map { JSONIDsReport.renderSupport(analysis, problem: $0, tool: tool) }
    }
    #expect(try Validator.errors(in: reports, schema: "ids.schema.json") == "")
    #expect(reports[10].contains("\"firstSeenText\": \"06:26\""))
  }

  @Test(arguments: HostileTextTests.samples) func nothingReachesATerminalUnescaped(sample: String) {
    var analysis = HostileTextTests.analysis(saying: sample)
    analysis.outsideCalls = [SupportReportTests.failedOperation(.chat, sample, 400)]
    for text in [
      IDsReport.render(IDList(analysis)), SupportReport.render(analysis),
      CSVIDsReport.render(IDList(analysis)),
    ] {
      #expect(
        text.unicodeScalars.allSatisfy { scalar in
          scalar == "\n" || scalar == "\r"
            || ![.control, .format].contains(scalar.properties.generalCategory)
        })
    }
  }
}
