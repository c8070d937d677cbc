import Evidence
import Formats
import Intake
import Testing

/// Logs that go on in another encoding than they began with: everything is found, and stands where it is said to.
@Suite struct MixedEncodingTests {
  private static func line(_ call: String, _ state: String) -> String {
    "2026-03-04T10:00:00.000Z azure:ACS-calling:info CallClient1 [ACSCall{\(call)}{\(state)}] größe … state\n"
  }

  private static func littleEndian(_ text: String) -> [UInt8] {
    text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
  }

  private static func padding(_ count: Int) -> String {
    String(repeating: "2026-03-04T10:00:00.000Z another line of the application\n", count: count)
  }

  @Test(arguments: [5, 30_000])
  func everyCallIsFoundAtItsPlace(lines: Int) throws {
    let first = MixedEncodingTests.padding(lines) + MixedEncodingTests.line(callA, "Connected")
    let second = MixedEncodingTests.padding(lines) + MixedEncodingTests.line(callB, "Connected")
    let third = MixedEncodingTests.padding(lines) + MixedEncodingTests.line(callC, "Connected")
    let content =
      Array(first.utf8) + [0xff, 0xfe] + MixedEncodingTests.littleEndian(second) + Array(third.utf8)
    for jobs in [1, 3] {
      var read: ArtifactEvidence?
      try opened(content) {
        read = ArtifactReader.read($0, index: 0, threads: SpareThreads(jobs: jobs, inputs: 1))
      }
      let evidence = try #require(read)
      #expect(evidence.transcript == ["A: state Connected", "B: state Connected", "C: state Connected"])
      #expect(evidence.artifact.problems == [])
      #expect(evidence.artifact.records == 3 * lines + 3)
      #expect(evidence.artifact.bytes == content.count)
      let places = evidence.observations.map(\.source.offset)
      let paddingLength = MixedEncodingTests.padding(lines).utf8.count
      #expect(
        places == [
          paddingLength, first.utf8.count + 2 + 2 * paddingLength,
          first.utf8.count + 2 + 2 * second.utf16.count + paddingLength,
        ])
      #expect(evidence.observations.map(\.source.line) == [lines + 1, 2 * lines + 2, 3 * lines + 3])
    }
  }

  @Test func eventsStandWhereTheyAreSaidTo() throws {
    func event(_ call: String) -> String {
      """
      <Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="x"/></System>\
      <EventData><Data Name="m">[ACSCall{\(call)}{Connected}] state</Data></EventData></Event>

      """
    }
    let first = String(repeating: event(callA), count: 3)
    let content =
      Array(first.utf8) + MixedEncodingTests.littleEndian(event(callB)) + Array(event(callC).utf8)
    let read = try evidence(of: content, name: "events.xml")
    let places = Dictionary(
      read.observations.map { ($0.callID?.description ?? "", $0.source.offset) }
    ) { first, _ in first }
    #expect(places[callB] == first.utf8.count)
    #expect(places[callC] == first.utf8.count + 2 * event(callB).utf16.count)
  }

  @Test func objectsInLinesAreReadInBothEncodings() throws {
    func row(_ call: String) -> String {
      """
      {"time":"2026-03-04T10:00:00Z","category":"CallSummary","operationName":"CallSummary","properties":{"correlationId":"\(call)","callStartTime":"2026-03-04T10:00:00Z"}}

      """
    }
    let content = Array((row(callA) + row(callA)).utf8) + MixedEncodingTests.littleEndian(row(callB))
    let read = try evidence(of: content, name: "rows.json")
    #expect(read.artifact.records == 3)
    #expect(read.artifact.problems == [])
    #expect(read.observations.last?.source.offset == 2 * row(callA).utf8.count)
  }
}
