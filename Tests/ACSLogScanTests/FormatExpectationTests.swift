import Calls
import Catalog
import Evidence
import Testing

/// What the tickets about formats, encodings and codes must give, whatever the words of the reports.
@Suite struct FormatExpectationTests {
  @Test func batchesGiveTheirElements() async throws {
    let analysis = await Ticket(name: "batch-redirect").analysis()
    let first = try #require(analysis.call("ba7c0001-4f4f-4e4e-9d9d-0c0c1b1b2a01"))
    let second = try #require(analysis.call("ba7c0002-4f4f-4e4e-9d9d-0c0c1b1b2a02"))
    #expect(analysis.calls.map(\.key) == [second.key, first.key])
    #expect(first.endReason?.source.record == 4)
    #expect(first.durationSeconds == 60)
    #expect(second.endFact == "503/0")
    #expect(second.flags == [.infrastructure])
    #expect(analysis.outsideCalls.map(\.text) == ["created", "created"])
  }

  @Test func jsonLinesGiveTheirFields() async throws {
    let analysis = await Ticket(name: "json-lines").analysis()
    let call = try #require(analysis.calls.first)
    #expect(analysis.keys == ["15011001-2e2e-4d4d-9c9c-8b8b7a7a6901"])
    #expect(call.path() == "Connecting Ringing Disconnected")
    #expect(call.legs.first?.direction == .outgoing)
    #expect(call.endFact == "487/10004")
    #expect(call.endReason?.codes.categories == ["Success"])
    #expect(call.diagnosticFacts == ["microphonePermissionDenied=true"])
    #expect(call.startTime?.basis == .text)
    #expect(analysis.outsideCalls.map(\.text) == ["created"])
  }

  @Test func everySnippetOfTheGuideIsRead() async throws {
    let analysis = await Ticket(name: "guide-snippets").analysis()
    let withStates = try #require(analysis.call("9a1de004-0b0b-4c4c-8d8d-7e7e6f6f5004"))
    #expect(withStates.path() == "Connected Disconnected")
    #expect(withStates.endFact == "0/0")
    #expect(analysis.call("9a1de006-0b0b-4c4c-8d8d-7e7e6f6f5006")?.path() == "Connected")
    #expect(analysis.call("9a1de001-0b0b-4c4c-8d8d-7e7e6f6f5001") == nil, "a line that is only a GUID")
    #expect(analysis.call("9a1de003-0b0b-4c4c-8d8d-7e7e6f6f5003") == nil)
    #expect(
      analysis.values(.possibleCallID).isSuperset(of: [
        "9a1de001-0b0b-4c4c-8d8d-7e7e6f6f5001", "9a1de003-0b0b-4c4c-8d8d-7e7e6f6f5003",
      ]))
    #expect(analysis.values(.smsMessageID).count == 4, "no SMS has to do with a call")
    #expect(analysis.values(.serverCallID).count == 1)
    #expect(analysis.calls.allSatisfy { $0.values(.smsMessageID).isEmpty })
    #expect(!analysis.calls.contains { $0.states.isEmpty && $0.verdict.contains("incoming") })
  }

  @Test func appleLogsAreRead() async throws {
    let analysis = await Ticket(name: "ios-ui-library").analysis()
    let call = try #require(analysis.call("105a0001-6f6f-4e4e-8d8d-1c1c2b2b3a01"))
    #expect(analysis.keys == [call.key, "105a0002-6f6f-4e4e-8d8d-1c1c2b2b3a02"])
    #expect(call.path() == "Connecting Connected Disconnected")
    #expect(call.endFact == "410/301005")
    #expect(call.startTime?.instant.rfc3339 == "2024-02-22T15:03:17.343Z")
    #expect(call.startTime?.basis == .text)
    #expect(call.clients.first?.platform == "ios")
    #expect(analysis.findingKinds.contains("redacted-identifier"))
  }

  @Test func windowsLogsAreRead() async throws {
    let analysis = await Ticket(name: "windows-app").analysis()
    let call = try #require(analysis.calls.first)
    #expect(analysis.keys == ["3e1fd001-4a4a-4b4b-8c8c-6d6d7e7e8f01"])
    #expect(call.path() == "Connecting EarlyMedia Connected Disconnected")
    #expect(call.endFact == "504/0")
    #expect(call.flags == [.infrastructure])
    #expect(call.legs.first?.direction == .outgoing)
    #expect(call.connectedTime?.instant.rfc3339 == "2024-09-09T12:05:19.250Z")
    #expect(call.connectedTime?.basis == .text)
  }

  @Test func tracesAreReadWithTheirManifest() async throws {
    let analysis = await Ticket(name: "windows-trace").analysis()
    let call = try #require(analysis.calls.first)
    #expect(analysis.keys == ["e7ace001-5a5a-4b4b-8c8c-7d7d8e8e9f01"])
    #expect(call.path() == "Connecting Connected Disconnected")
    #expect(call.endFact == "490/4502")
    #expect(call.flags == [.network])
    #expect(call.diagnostics.map { $0.diagnostic.name } == ["networkReconnect"])
    #expect(call.endTime?.instant.rfc3339 == "2026-03-04T10:01:05.010Z")
    #expect(call.endTime?.basis == .text)
    let trace = try #require(analysis.artifacts.last)
    #expect(trace.kind == .etl && trace.records == 9 && trace.counts.recognised == 6)
    #expect(trace.trace?.providers.first { $0.name == "Contoso-Call-Quality" }?.decodable == 1)
    let manifest = try #require(analysis.artifacts.first)
    #expect(manifest.kind == .etwManifest && manifest.records == 1 && manifest.problems.isEmpty)
  }

  @Test func dateOrdersComeFromTheFile() async throws {
    let analysis = await Ticket(name: "date-orders").analysis()
    let dayFirst = try #require(analysis.call("da7e0001-1a1a-4b4b-8c8c-2d2d3e3e4f01"))
    let monthFirst = try #require(analysis.call("da7e0002-1a1a-4b4b-8c8c-2d2d3e3e4f02"))
    let open = try #require(analysis.call("da7e0003-1a1a-4b4b-8c8c-2d2d3e3e4f03"))
    #expect(dayFirst.connectedTime?.instant.rfc3339 == "2021-07-01T10:00:02.100Z")
    #expect(monthFirst.connectedTime?.instant.rfc3339 == "2021-07-01T17:00:02.100Z")
    #expect(dayFirst.startTime?.basis == .unknown && monthFirst.startTime?.basis == .unknown)
    #expect(open.startTime?.basis == .floating)
    #expect(open.durationSeconds == 60)
    let problems = analysis.artifacts.map { $0.problems.map(\.kind) }
    #expect(problems == [[], [], [.ambiguousDateOrder]])
  }

  @Test func everyEncodingIsRead() async throws {
    let analysis = await Ticket(name: "utf16-and-crlf").analysis()
    let names = ["notepad.log", "old-mac.log", "powershell.log", "windows.log"]
    #expect(analysis.artifacts.map(\.path) == names)
    #expect(analysis.artifacts.map(\.records) == [6, 6, 6, 6])
    #expect(analysis.calls.count == 4)
    #expect(analysis.calls.allSatisfy { $0.endReason?.source.line == 6 && $0.durationSeconds == 30 })
    let words = analysis.calls.flatMap(\.timeline).map(\.text).joined(separator: "\n")
    #expect(words.contains("Jürgen Weiß") && words.contains("с Ольгой") && words.contains("à Zoé"))
  }

  @Test func damagedArchivesGiveWhatTheyHave() async throws {
    let analysis = await Ticket(name: "damaged-gzip").analysis()
    #expect(analysis.calls.count == 3)
    #expect(analysis.calls.allSatisfy { $0.durationSeconds == 30 })
    let problems = analysis.artifacts.map { $0.problems.map(\.kind) }
    #expect(problems == [[.truncated], [.trailingData], [.checksumMismatch]])
  }

  // MARK: Codes

  @Test func blockedRelaysAreANetworkFault() async throws {
    let analysis = await Ticket(name: "blocked-relays").analysis()
    let call = try #require(analysis.calls.first)
    #expect(analysis.keys == ["b10c0001-8d8d-4c4c-9b9b-a1a1a2a2a301"])
    #expect(call.connectedTime == nil)
    #expect(call.endFact == "410/3112")
    #expect(call.endReason?.outcome == .network)
    #expect(call.flags.isEmpty)
    #expect(call.diagnosticFacts == ["networkRelaysNotReachable=true"])
    #expect(call.verdict.contains("networkRelaysNotReachable"))
  }

  @Test func flagsAreByCodeAndClassesByMeaning() async throws {
    let analysis = await Ticket(name: "infrastructure-and-network-codes").analysis()
    #expect(analysis.calls.count == 17)
    #expect(analysis.calls.count { $0.flags == [.network] } == 11)
    #expect(analysis.calls.count { $0.flags == [.infrastructure] } == 6)
    var classes: [String: String] = [:]
    for call in analysis.calls { classes[call.endFact ?? ""] = call.endReason?.outcome.rawValue }
    #expect(
      classes == [
        "490/4502": "network", "490/0": "network", "491/0": "network", "492/0": "unknown",
        "493/0": "unknown", "494/0": "unknown", "495/0": "unknown", "495/4507": "authentication",
        "496/7": "network", "497/560487": "remote", "498/0": "network", "500/0": "infrastructure",
        "501/0": "service", "502/0": "service", "503/0": "infrastructure", "504/0": "infrastructure",
        "500/41033": "client",
      ])
    #expect(analysis.calls.first?.flags == [.network], "worst first")
  }
}
