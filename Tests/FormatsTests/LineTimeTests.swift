import Evidence
import Testing

/// Times that applications' loggers put before a line, or into a field of it.
@Suite struct LineTimeTests {
  @Test(arguments: [
    ("time=\"2024-06-15T10:00:00Z\" level=info msg=\"$\"", "2024-06-15T10:00:00Z"),
    ("ts=2024-06-15T10:00:00Z level=warn msg=\"$\"", "2024-06-15T10:00:00Z"),
    ("<6/15/2024 10:00:02 AM +02:00> $", "6/15/2024 10:00:02 AM +02:00"),
    ("05/Jun/2024:10:00:03 +0000 $", "05/Jun/2024:10:00:03 +0000"),
    ("[05/Jun/2024:10:00:03 +0000] $", "05/Jun/2024:10:00:03 +0000"),
    ("20240615T100004Z $", "20240615T100004Z"),
    ("1717574400.123 $", "1717574400.123"),
    (
      "{\"asctime\":\"2024-06-15 10:00:05,123\",\"created\":1718445605.1,\"levelname\":\"INFO\",\"message\":\"$\"}",
      "2024-06-15 10:00:05,123"
    ),
    ("{\"timeGenerated\":\"2024-06-15T10:00:06Z\",\"message\":\"$\"}", "2024-06-15T10:00:06Z"),
    ("{\"created_at\":\"2024-06-15T10:00:06Z\",\"message\":\"$\"}", "2024-06-15T10:00:06Z"),
    ("{\"logged_at\":\"2024-06-15T10:00:06Z\",\"message\":\"$\"}", "2024-06-15T10:00:06Z"),
    ("{\"log_time\":\"2024-06-15T10:00:06Z\",\"message\":\"$\"}", "2024-06-15T10:00:06Z"),
    (
      "2024-06-30 08:05:51.545123 +0200 u0_a123 1182 1182 D CallManager: $",
      "2024-06-30 08:05:51.545123 +0200"
    ),
  ])
  func timesAreRead(line: String, time: String) throws {
    let text = line.replacing("$", with: "Call state changed Connected callId: \(callA)")
    let read = try evidence(of: text)
    #expect(read.transcript == ["A: state Connected"])
    #expect(read.observations.map(\.time?.text) == [time])
  }

  @Test func aUserOfAndroidIsNoPartOfTheMessage() throws {
    let line = "2024-06-30 08:05:51.545123 +0200 u0_a123 1182 1183 D CallManager: callId: \(callA)"
    let read = try evidence(of: line)
    #expect(read.artifact.kind == .logcat)
    #expect(read.observations.map(\.instance) == [1182])
    #expect(read.observations.map(\.text) == ["callId: \(callA)"])
  }

  @Test(arguments: ["1717574400.123.4 x", "17175744001.5 x", "20241399T100000Z x", "05/Jun/2024 x"])
  func othersAreNoTimes(start: String) throws {
    let read = try evidence(of: "\(start) callId: \(callA)")
    #expect(read.observations.map(\.time?.text) == [nil])
  }
}
