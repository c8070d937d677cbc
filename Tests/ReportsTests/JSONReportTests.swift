import Calls
import Catalog
import Evidence
import Foundation
import Reports
import Testing

func parsed(_ json: String) throws -> Any {
  try JSONSerialization.jsonObject(with: Data(json.utf8))
}

@Suite struct JSONReportTests {
  private func render(_ analysis: Analysis, includesTimeline: Bool = false) -> String {
    JSONReport.render(analysis, includesTimeline: includesTimeline, tool: Tool(version: "1.2.3"))
  }

  @Test func nothingIsAnObjectToo() {
    #expect(
      render(Analysis(), includesTimeline: true) == """
        {
          "schemaVersion": "1.0",
          "tool": {"name": "acs-logscan", "version": "1.2.3"},
          "summary": {
            "artifacts": 0,
            "bytes": 0,
            "records": 0,
            "calls": 0,
            "callsTotal": 0,
            "flags": {"network": 0, "infrastructure": 0},
            "classes": {},
            "flaggedOutsideCalls": 0
          },
          "artifacts": [],
          "calls": [],
          "identifiers": [],
          "findings": [],
          "outsideCalls": [],
          "noise": []
        }

        """)
  }

  @Test func aCallOfWhichNothingIsKnown() {
    let text = render(Build.analysis([Call(key: "unidentified-1")], artifacts: []), includesTimeline: true)
    #expect(
      text.contains(
        """
          "calls": [
            {
              "key": "unidentified-1",
              "aliases": [],
              "verdict": "",
              "ids": [],
              "clients": [],
              "legs": [],
              "states": [],
              "endReasons": [],
              "flags": [],
              "identifiers": {},
              "related": [],
              "diagnostics": [],
              "quality": [],
              "timeline": []
            }
          ],
        """))
  }

  @Test func keysStandInTheContractsOrder() {
    let text = render(Build.analysis([Build.lostCall()]), includesTimeline: true)
    let keys = [
      "key", "callId", "aliases", "verdict", "ids", "clients", "startTime", "connectedTime", "endTime",
      "durationSeconds", "legs", "states", "endReason", "endReasons", "flags", "identifiers", "related",
      "diagnostics", "quality", "timeline",
    ]
    let found = text.matches(of: #/\n {6}"([A-Za-z]+)":/#).map { String($0.1) }
    #expect(
      found.filter { !$0.hasSuffix("Basis") && keys.contains($0) } == ["bytes"].filter(keys.contains) + keys)
  }

  @Test func timelineOnlyWhereAskedFor() {
    let analysis = Build.analysis([Build.lostCall()])
    #expect(!render(analysis).contains("\"timeline\""))
    #expect(!render(analysis).contains("\"outsideCalls\""))
    #expect(render(analysis, includesTimeline: true).contains("\"timeline\""))
  }

  @Test func timesSayHowTheyBecameUTC() {
    var call = Build.normalCall(1)
    call.startTime = Build.moment(1, .unknown, text: "x")
    call.connectedTime = Build.moment(2, .floating, text: "06:26:02")
    let bases: [TimeBasis] = [.user, .unknown, .floating]
    call.states = bases.enumerated().map { index, basis in
      StateChange(
        state: .connected, time: Build.moment(Double(index), basis, text: "t\(index)"), callID: nil,
        client: nil,
        leg: nil, source: Source(artifact: 0, record: 7, offset: 1))
    }
    let text = render(Build.analysis([call]))
    #expect(
      text.contains("\"startTime\": \"2024-01-16T06:26:01.000Z\",\n      \"startTimeBasis\": \"unknown\",\n"))
    #expect(text.contains("      \"connectedTimeText\": \"06:26:02\",\n      \"durationSeconds\": 61,\n"))
    #expect(
      text.contains(
        """
                {
                  "state": "Connected",
                  "time": "2024-01-16T06:26:00.000Z",
                  "timeText": "t0",
                  "timeBasis": "user",
                  "source": {"artifact": 0, "record": 7, "offset": 1}
                },
        """))
    #expect(
      text.contains(
        """
                {
                  "state": "Connected",
                  "timeText": "t2",
                  "source": {"artifact": 0, "record": 7, "offset": 1}
                }
        """))
  }

  @Test func numbersThatAreNoneAreLeftOut() throws {
    var call = Build.normalCall(1)
    call.durationSeconds = .infinity
    var leg = Leg()
    leg.phases.setup = .nan
    leg.phases.hold = 0.1 + 0.2
    leg.phases.connected = -0.0
    call.legs = [leg]
    call.quality = [1e300, 0.000_012, .nan].map { value in
      QualityVerdict(participant: nil, metric: "m", value: value, verdict: "good", source: Build.source(1))
    }
    let text = render(Build.analysis([call]))
    #expect(!text.contains("durationSeconds"))
    #expect(text.contains("\"phases\": {\"hold\": 0.3, \"connected\": 0}"))
    _ = try parsed(text)
  }

  @Test func classesAreCountedWorstFirst() {
    var calls = (1...4).map(Build.normalCall)
    calls[1].endReason?.outcome = .media
    calls[2].endReason?.outcome = .network
    calls[3].endReason = nil
    calls[2].flags = [.network]
    let text = render(Build.analysis(calls))
    #expect(text.contains("\"classes\": {\"network\": 1, \"media\": 1, \"success\": 1}"))
    #expect(text.contains("\"flags\": {\"network\": 1, \"infrastructure\": 0}"))
  }

  @Test func onlyGUIDsBecomeLowerCase() {
    var analysis = Build.analysis([Build.lostCall()])
    analysis.identifiers = [
      IdentifierSighting(
        identifier: Identifier(.possibleCallID, "CCCC0000-0000-4000-8000-00000000000C"),
        callKey: Build.id(1).description, source: Build.source(1)),
      IdentifierSighting(
        identifier: Identifier(.msCV, "AbC.1"), callKey: "unidentified-3", source: Build.source(1)),
    ]
    let text = render(analysis)
    #expect(
      text.contains("\"value\": \"cccc0000-0000-4000-8000-00000000000c\",\n      \"callId\": \"aaaa0000"))
    #expect(text.contains("\"value\": \"AbC.1\",\n      \"callKey\": \"unidentified-3\""))
    #expect(text.contains("\"participantId\": \"bbbb0000-"))
  }

  @Test func identifiersOfACallAreListedOnce() {
    var call = Build.lostCall()
    call.identifiers += call.identifiers
    #expect(render(Build.analysis([call])).contains("\"ms-cv\": [\"AbC+d/E.0\", \"AbC+d/E.1\"]"))
  }

  @Test func aLongReportIsWrittenInPieces() throws {
    struct Full: Error {}
    let analysis = Build.analysis((0..<2000).map(Build.normalCall))
    var pieces: [String] = []
    JSONReport.write(analysis, includesTimeline: false, tool: Tool(version: "1.2.3")) { pieces.append($0) }
    #expect(pieces.count > 1)
    #expect(pieces.allSatisfy { $0.utf8.count < 2 << 20 })
    #expect(pieces.joined() == render(analysis))
    #expect(throws: Full.self) {
      try JSONReport.write(analysis, includesTimeline: false, tool: Tool(version: "1.2.3")) { _ in
        throw Full()
      }
    }
  }
}
