import Evidence
import Testing

/// Lines of megabytes.
@Suite struct LongLineTests {
  @Test func everyFactOfALongLineIsFound() throws {
    let filler = String(repeating: "{\"text\":\"nothing of note\"},", count: 200)
    let count = 400
    let line = (0..<count).map {
      "\(filler){\"callId\":\"\(callA)\",\"state\":\"\($0 % 2 == 0 ? "Connected" : "Disconnected")\"},"
    }
    .joined()
    let read = try evidence(of: "first line\n" + line + "\nlast line\n")
    let states = read.transcript.filter { $0.hasPrefix("A: state") }
    let expected = (0..<count).map { $0 % 2 == 0 ? "A: state Connected" : "A: state Disconnected" }
    #expect(states == expected)
    #expect(read.artifact.counts.cut == 1)
  }
}
