import Evidence
import Formats
import Testing

/// What patterns claim in a log, beside what the library knows by itself.
@Suite struct PatternClaimTests {
  private func read(_ text: String, _ patterns: Pattern...) throws -> ArtifactEvidence {
    var evidence: ArtifactEvidence?
    try opened(Array(text.utf8)) {
      evidence = ArtifactReader.read($0, index: 0, vocabularies: Vocabularies(patterns: patterns))
    }
    guard let evidence else { throw TestFailure("nothing opened") }
    return evidence
  }

  private func pattern(_ template: String, gives: [PatternField: String] = [:]) throws -> Pattern {
    Pattern(
      "desk", contains: ["Desk:"], line: try Template("Desk: " + template), gives: gives,
      origin: Pattern.Origin(file: "desk.yaml", line: 2))
  }

  private func claims(_ template: String, _ line: String, gives: [PatternField: String] = [:]) throws
    -> [String]
  {
    try read("2026-01-29T11:04:05Z Desk: \(line)\n", try pattern(template, gives: gives)).transcript
  }

  @Test func statesAndEnds() throws {
    #expect(try claims("{callId} {state}", "\(callA) Ringing") == ["A: state Ringing"])
    #expect(
      try claims("{callId} {state} {code}/{subCode} {phrase}", "\(callA) Disconnected 487/1 gone away")
        == ["A: state Disconnected", "A: end 487/1 'gone away'"])
    // A code of 0 in a call that goes on is no end; another one is a failure.
    #expect(try claims("{callId} {state} {code}", "\(callA) Connected 0") == ["A: state Connected"])
    #expect(
      try claims("{callId} {state} {code}", "\(callA) Connected 500")
        == ["A: state Connected", "A: failure failure 500"])
    #expect(try claims("{callId} {code}", "\(callA) 410") == ["A: end 410"])
    #expect(try claims("over", "over", gives: [.event: "end"]) == ["state Disconnected"])
  }

  @Test func changesOfTheID() throws {
    #expect(try claims("{callId} is {newCallId}", "\(callA) is \(callB)") == ["B: id A -> B"])
    #expect(try claims("now {newCallId}", "now \(callB)") == ["B: id ? -> B"])
  }

  @Test(arguments: [
    (PatternEvent.start, "start outgoing"), (.join, "start join"), (.accept, "start incoming"),
    (.incoming, "incoming"), (.startFailed, "start failed 500"), (.agentFailed, "agent failed 500"),
    (.agentCreated, "agent created"), (.participantAdded, "participant added 8:acs:x"),
    (.participantRemoved, "participant removed 8:acs:x"), (.muted, "muted true"), (.unmuted, "muted false"),
    (.mutedByOthers, "muted true by others"), (.recordingEnded, "recording Ended"),
    (.transferAccepted, "transfer Accepted"), (.signallingFailed, "signalling failed"),
    (.failure, "failure Boom of place 500"), (.crash, "crash"), (.device, "note device"),
  ])
  func eventsOf(_ event: PatternEvent, claim: String) throws {
    let given: [PatternField: String] = [.event: event.rawValue, .error: "Boom", .target: "place"]
    let found = try claims("{participant} {code}", "8:acs:x 500", gives: given)
    #expect(found.first == claim)
    #expect(found.count == (["participant removed 8:acs:x"].contains(claim) ? 2 : found.count))
  }

  @Test func everyEventClaimsSomething() throws {
    for event in PatternEvent.allCases {
      #expect(try !claims("now", "now", gives: [.event: event.rawValue]).isEmpty, "\(event)")
    }
  }

  @Test func otherFields() throws {
    #expect(
      try claims("{diagnostic}={value}", "networkReconnect=Bad") == ["networkReconnect=Bad"])
    #expect(
      try claims("{participant} is {participantState}", "8:acs:x is Idle")
        == ["participant state(\"Idle\") 8:acs:x"])
    #expect(try claims("{callId} {direction}", "\(callA) Incoming") == ["A: direction incoming"])
    #expect(try claims("{error} in {target}", "Boom in place") == ["failure Boom of place"])
    let read = try read(
      "Desk: \(callA) 8:acs:\(callB)_1 \(callC)\n", try pattern("{callId} {participant} {correlationId}"))
    #expect(read.transcript == ["A: mention"])
    #expect(read.identifiers == ["correlation-id=C", "user-mri=8:acs:B_1"])
  }

  @Test func aPatternIsAskedFirstAndNamed() throws {
    let line = "2026-01-29T11:04:05Z Desk: Call state changed Connected \(callA) really Ringing\n"
    let plain = try read(line)
    #expect(plain.observations.allSatisfy { $0.pattern == nil })
    let read = try read(line, try pattern("{_} {callId} really {state}"))
    #expect(read.transcript == ["A: state Ringing"])
    #expect(read.observations.map(\.pattern) == ["desk"])
    #expect(read.artifact.counts.recognised == 1)
  }

  @Test func logsWithoutItsTextAreReadAsBefore() throws {
    let log = (0..<2000).map { "2026-01-29T11:04:05.\(100 + $0 % 900)Z INFO desk \($0) is free\n" }.joined()
    let call = "2026-01-29T11:04:06Z INFO Call state changed Connected, call id \(callA)\n"
    #expect(try read(log + call + log, try pattern("{callId} {state}")) == read(log + call + log))
  }

  @Test func theFirstPatternThatFitsReadsTheRecord() throws {
    let line = "Desk: \(callA) Ringing\n"
    let first = try pattern("{callId} Ringing", gives: [.event: "muted"])
    let second = try pattern("{callId} {state}")
    #expect(try read(line, first, second).transcript == ["A: muted true"])
    #expect(try read(line, second, first).transcript == ["A: state Ringing"])
  }

  @Test func theTimeIsWhereThePatternSays() throws {
    let text = "12:00:00.000 Desk: at 2026-01-29 11:04:05.5 +00:00 \(callA) Ringing\n"
    let own = try read(text, try pattern("at {time} {callId} {state}"))
    #expect(own.observations.map(\.time?.text) == ["2026-01-29 11:04:05.5 +00:00"])
    let without = try read(text, try pattern("{_} {_} {_} {_} {callId} {state}"))
    #expect(without.observations.map(\.time?.text) == ["12:00:00.000"])
  }

  @Test func theMessageIsWhatATimelineShows() throws {
    let read = try read("Desk: \(callA) says hello  there\n", try pattern("{callId} says {message}"))
    #expect(read.observations.map(\.text) == ["hello there"])
  }

  @Test func linesOfARecordKeepTheirNumbers() throws {
    let text = "one\nDesk: first\n  Desk: \(callA) Ringing\n  Desk: \(callB) Ringing\n"
    let read = try read(text, try pattern("{callId} {state}"))
    #expect(read.observations.map(\.source.line) == [3, 4])
  }

  @Test func secretsAreMasked() throws {
    let secret = "accesskey=" + String(repeating: "Zm9vYmFyYmF6", count: 6) + "=="
    let text = "Desk: \(callA) failed endpoint=https://x.communication.azure.com/;\(secret)\n"
    let read = try read(text, try pattern("{callId} failed {error}"))
    #expect(read.transcript.contains { $0.hasPrefix("A: failure ") })
    #expect(!read.transcript.joined().contains("Zm9vYmFy"))
  }

  @Test func framingsMakeNoDifference() throws {
    let desk = Pattern(
      "desk", contains: ["Desk says"], line: try Template("Desk says {callId} {state}"),
      origin: Pattern.Origin(file: "desk.yaml", line: 1))
    let lines = [
      "06-30 08:05:51.545  4121  4177 I Desk: Desk says \(callA) Ringing",
      "{\"level\":\"info\",\"message\":\"Desk says \(callA) Ringing\",\"time\":\"2026-01-29T11:04:05Z\"}",
      "12:32:42.351 index.js:8 Desk says \(callA) Ringing",
    ]
    for line in lines {
      #expect(try read(line + "\n", desk).transcript.contains("A: state Ringing"), "\(line)")
    }
    let event = """
      <Events><Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="D"/>\
      <TimeCreated SystemTime="2026-01-29T11:04:05Z"/></System><EventData><Data>Desk says \(callA) Ringing</Data>\
      </EventData></Event></Events>
      """
    #expect(try read(event, desk).transcript.contains("A: state Ringing"))
  }
}
