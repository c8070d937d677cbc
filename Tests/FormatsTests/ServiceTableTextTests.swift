import Evidence
import Testing

@testable import Formats

/// Tables with separated fields, as the portal and spreadsheet programs save them.
@Suite struct ServiceTableTextTests {
  private static let call = "a1a1a1a1-0001-4000-8000-a1a1a1a1a1a1"

  private func ends(_ evidence: ArtifactEvidence) -> [Int] {
    evidence.observations.compactMap {
      if case .stay(let stay) = $0.claim { stay.end?.code } else { nil }
    }
  }

  @Test("separators, marks and line breaks", arguments: [",", ";", "\t"])
  func separators(separator: String) throws {
    let names = ["\"TimeGenerated [UTC]\"", "Type", "CorrelationId", "ParticipantEndReason", "OsVersion"]
    let rows = [
      ["\"2024-06-15 10:00:00.123\"", "ACSCallSummary", Self.call, "0", "\"a \"\"b\"\"\n2024-06-15 c,;d\""],
      ["\"2024-06-15T10:00:01.123Z\"", "ACSCallSummary", "\"\(Self.call)\"", "\"487\"", ""],
    ]
    let text = ([names] + rows).map { $0.joined(separator: separator) }
    for content in [text.joined(separator: "\r\n"), "\u{feff}" + text.joined(separator: "\n") + "\n"] {
      let evidence = try evidence(of: content, name: "query_data.csv")
      #expect(ends(evidence) == [0, 487])
      #expect(evidence.artifact.kind == .azureMonitor)
      #expect(evidence.artifact.problems == [])
      #expect(evidence.artifact.records == 2)
      #expect(evidence.observations.last?.source.line == 4)
      #expect(evidence.observations.last?.source.record == 2)
      #expect(evidence.observations.allSatisfy { $0.time?.zoneOffset == 0 })
    }
  }

  @Test(
    "times have the zone of their column",
    arguments: [
      ("[UTC]", "7/15/2021, 6:30:06.402 PM", 0), ("[UTC]", "7/15/2021, 6:30:06.402\u{202f}PM", 0),
      ("[Local Time]", "7/15/2021, 6:30:06.402 PM", nil), ("[Local Time]", "15/07/2021 18:30:06.402", nil),
      ("[Local Time]", "2021-07-15T18:30:06.402Z", 0),
    ] as [(String, String, Int?)])
  func zones(suffix: String, time: String, offset: Int?) throws {
    let row = ServiceRow([JSONValue.Member(key: "TimeGenerated " + suffix, value: .string(time))])
    let written = try #require(row.time(.timeGenerated))
    #expect(written.zoneOffset == offset)
    #expect(written.nanosecondOfDay == 66_606_402_000_000)
    let text =
      "\"TimeGenerated \(suffix)\",Type,CorrelationId,ParticipantEndReason\n\"\(time)\",ACSCallSummary,\(Self.call),0\n"
    let evidence = try evidence(of: text)
    let span = try #require(TimeResolver(evidence.clocks).span())
    #expect(span.first.basis == (offset == nil ? .unknown : .text))
    #expect(span.first.instant == Instant(year: 2021, month: 7, day: 15, nanosecondOfDay: 66_606_402_000_000))
  }

  @Test("an SDK's line in a column gives what it gives in a log")
  func linesInColumns() throws {
    let line = "azure:ACS-calling:info 2024-06-15T10:00:00.100Z Call id Changed \(Self.call)"
    let text = """
      "timestamp [UTC]",message,severityLevel,"operation_Name"
      "6/15/2024, 10:00:01.000 AM","\(line)",1,x
      "6/15/2024, 10:00:02.000 AM","callId=\(Self.call) state=Connected",1,x
      "6/15/2024, 10:00:03.000 AM","nothing of interest here",1,x

      """
    let found = try evidence(of: text)
    let log = try evidence(of: line)
    #expect(found.observations.first?.claim == log.observations.first?.claim)
    #expect(found.observations.first?.time?.clock == .sdk)
    #expect(found.observations.last?.time?.zoneOffset == 0)
    #expect(found.artifact.records == 3)
    #expect(found.artifact.counts.recognised == 2)
  }

  @Test("a quote that nothing closes costs its line")
  func openQuote() throws {
    let head = "\"TimeGenerated [UTC]\",Type,CorrelationId,ParticipantEndReason\n"
    let rows = (0..<20_000).map { number in
      "\(number == 3 ? "\"" : "")2024-06-15T10:00:00Z,ACSCallSummary,\(Self.call),\(number % 600)\n"
    }
    let evidence = try evidence(of: head + rows.joined())
    #expect(evidence.artifact.records == 20_000)
    #expect(ends(evidence).count >= 19_999)
    #expect(evidence.artifact.problems.map(\.kind) == [.corrupt])
  }
}
