import Evidence
import Testing

/// Bodies of a logger's requests, one a line, each with the lines that it carried.
@Suite struct RequestBodyTests {
  @Test func elementsKeepTheirOwnTimes() throws {
    let read = try evidence(
      of: """
        {"timestamp":"2024-06-15T10:00:09Z","logs":[\
        {"timestamp":"2024-06-15T10:00:01.100Z","message":"Call state changed Connected callId=\(callA)"},\
        {"timestamp":"2024-06-15T10:00:02.100Z","message":"Call state changed Disconnecting callId=\(callA)"}]}
        {"timestamp":"2024-06-15T10:00:19Z","logs":[\
        {"timestamp":"2024-06-15T10:00:11.100Z","message":"Call state changed Disconnected callId=\(callA)"}]}

        """)
    #expect(read.transcript == ["A: state Connected", "A: state Disconnecting", "A: state Disconnected"])
    let times = ["01", "02", "11"].map { "2024-06-15T10:00:\($0).100Z" }
    #expect(read.observations.map(\.time?.text) == times)
    #expect(read.observations.map(\.source.line) == [1, 1, 2])
    #expect(read.observations.map(\.source.record) == [1, 2, 3])
  }

  @Test func aBodyMayWrapItsLinesTwice() throws {
    let read = try evidence(
      of: """
        {"data":{"n":1,"logs":["azure:ACS-calling:info 2024-06-15T10:00:01.100Z CallClient1 created"]},"m":[1]}
        {"data":{"n":2,"logs":["azure:ACS-calling:info 2024-06-15T10:00:02.100Z [CallClient] [ACSCall{\(callA)}{Connected}] x"]}}

        """)
    #expect(read.transcript == ["client created", "A: state Connected"])
    #expect(read.artifact.problems == [])
  }

  @Test func aLineWithAListIsALine() throws {
    let read = try evidence(
      of: """
        {"timestamp":"2024-06-15T10:00:01Z","message":"Call state changed Connected callId=\(callA)","events":["x"]}
        {"timestamp":"2024-06-15T10:00:02Z","message":"Call state changed Disconnected callId=\(callA)","events":["x"]}

        """)
    #expect(read.transcript == ["A: state Connected", "A: state Disconnected"])
  }
}
