import Evidence
import Testing

/// Logger output that an application redirected: JSON lines, batches, what the guide's own snippets print.
@Suite struct RedirectTests {
  @Test(arguments: [
    "{\"message\":\"$\",\"level\":\"error\",\"timestamp\":\"2024-01-16T06:26:55.902Z\"}",
    "{\"timestamp\":\"2024-01-16T06:26:55.902Z\",\"severity\":\"Error\",\"msg\":\"$\"}",
    "{\"@t\":\"2024-01-16T06:26:55.902Z\",\"@l\":\"Error\",\"@m\":\"$\"}",
    "{\"time\":\"2024-01-16T06:26:55.902Z\",\"lvl\":\"error\",\"text\":\"$\",\"page\":{\"url\":\"x\"}}",
    "{\"ts\":\"2024-01-16T06:26:55.902Z\",\"logLevel\":\"ERROR\",\"args\":[\"$\"]}",
    "{\"ts\":\"2024-01-16T06:26:55.902Z\",\"level\":\"error\",\"arguments\":[\"$\",{\"a\":1}]}",
    "{\"created\":\"2024-01-16T06:26:55.902Z\",\"level\":\"error\",\"body\":\"$\"}",
    "{\"date\":\"2024-01-16T06:26:55.902Z\",\"level\":\"error\",\"log\":\"$\\n\"}",
    "{\"timestamp\":\"2024-01-16T06:26:55.902Z\",\"message\":\"{\\\"level\\\":\\\"error\\\",\\\"message\\\":\\\"$\\\"}\"}",
    "2024-01-16T06:26:55.902Z {\"level\":\"error\",\"message\":\"$\"}",
  ])
  func everyShapeOfObjectIsOpened(shape: String) throws {
    for (line, said) in [
      ("[CallClient][ACSCall{\(callA)}{Connected}] x", ["A: state Connected"]),
      ("azure:ACS:error [CallClient][ACSCall{\(callA)}{Connected}] x", ["A: state Connected"]),
      ("Call end reason: code: 487, subcode: 0", ["end 487/0"]),
    ] {
      let read = try evidence(of: shape.replacing("$", with: line) + "\n")
      #expect(read.transcript == said)
      #expect(read.observations.first?.time?.text == "2024-01-16T06:26:55.902Z")
      #expect(read.levels == ["error"])
    }
  }

  @Test func theInnermostClockComesFirst() throws {
    let read = try evidence(
      of:
        "{\"timestamp\":\"2024-01-16T06:26:56Z\",\"message\":\"azure:ACS-calling:info 2024-01-16T06:26:55.900Z CallClient3 created\"}"
    )
    #expect(read.observations.first?.time?.text == "2024-01-16T06:26:55.900Z")
    #expect(read.observations.first?.instance == 3)
    #expect(read.clientNumbers == [3])
    #expect(read.artifact.kind == .webConsoleLog)
  }

  @Test func fieldsBesideTheMessageAreRead() throws {
    let said = try claims(
      in: "{\"message\":\"state changed\",\"callId\":\"\(callA)\",\"callState\":\"Ringing\"}")
    #expect(said == ["A: state Ringing"])
  }

  // MARK: Batches

  private static let lines: [String] = (0..<400).flatMap { index in
    [
      "azure:ACS-calling:info 2024-01-16T06:26:\(10 + index % 50).900Z CallClient1:CallStack something \"\(index)\" \\ \u{1f600}",
      index % 40 == 7 ? "Call \(callA) state changed:\tConnected" : "nothing of interest \(index)",
      index % 100 == 50
        ? "[CallClient][ACSCall{\(callB)}{Disconnected}] Call end reason=NoNgcEndpoint, code=480, subCode=\(index)"
        : "x",
    ]
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing(
      "\t", with: "\\t")
    return "\"\(escaped)\""
  }

  @Test(arguments: [
    "[$]", "{\"logs\":[$]}", "{\"device\":\"x\",\"lines\":[$],\"n\":1}", "{\"messages\":[$]}",
    "{\"records\":[$]}", "{\"events\":[$]}",
  ])
  func aBatchSaysWhatThePlainLogSays(wrapper: String) throws {
    let plain = try evidence(of: RedirectTests.lines.joined(separator: "\n") + "\n")
    #expect(plain.observations.count == 18)
    for element in ["$", "[$]", "{\"message\":$}", "{\"level\":\"info\",\"args\":[$]}"] {
      let elements = RedirectTests.lines.map { element.replacing("$", with: RedirectTests.quoted($0)) }
      let batch = wrapper.replacing("$", with: elements.joined(separator: ","))
      let read = try evidence(of: batch, name: "batch.json")
      #expect(read.transcript == plain.transcript)
      #expect(read.observations.map(\.text) == plain.observations.map(\.text))
      #expect(read.observations.map(\.time?.text) == plain.observations.map(\.time?.text))
      #expect(read.observations.map(\.source.record) == plain.observations.map(\.source.line))
      #expect(read.observations.allSatisfy { $0.source.line == 1 })
      #expect(read.artifact.records == RedirectTests.lines.count)
      #expect(read.artifact.counts.recognised == 14)
      #expect(read.artifact.counts.other == RedirectTests.lines.count - 14)
      #expect(read.artifact.kind == .webConsoleLog)
      #expect(read.artifact.problems == [])
      #expect(
        try evidence(of: gzip(Array(batch.utf8)), name: "batch.json.gz").observations == read.observations)
    }
  }

  @Test func elementsOfABatchMayHoldSeveralLines() throws {
    let element =
      "\"Call details: {\\n  callId: \(callA),\\n  state: 'Connected'\\n}\\nCall state changed  Disconnected\""
    let read = try evidence(of: "[\"x\",\(element),\"callId: \(callB)\"]")
    #expect(read.transcript == ["A: state Connected", "state Disconnected", "B: mention"])
    #expect(read.observations.map(\.source.record) == [2, 2, 3])
    #expect(read.artifact.counts.recognised == 2)
    #expect(read.artifact.records == 3)
  }

  @Test func aBatchOnOneLongLineIsReadWhole() throws {
    let filler = RedirectTests.quoted(String(repeating: "nothing of interest ", count: 400))
    let elements = (0..<400).map { index in
      index % 20 == 3
        ? RedirectTests.quoted("callId: a1a1a1a1-0001-4000-8000-00000000\(index + 1000)") : filler
    }
    let batch = "[" + elements.joined(separator: ",") + "]"
    #expect(batch.utf8.count > 3_000_000)
    let read = try evidence(of: batch)
    #expect(read.observations.count == 20)
    #expect(read.observations.map(\.source.record) == stride(from: 4, through: 384, by: 20).map { $0 })
    for observation in read.observations {
      let before = elements.prefix((observation.source.record ?? 0) - 1)
      #expect(observation.source.offset == 1 + before.reduce(0) { $0 + $1.utf8.count + 1 })
    }
    #expect(read.artifact.problems == [])
  }

  @Test func aBatchCutShortIsSaid() throws {
    let read = try evidence(of: "[\"callId: \(callA)\",\"Call state chan")
    #expect(read.transcript.first == "A: mention")
    #expect(read.artifact.problems.map(\.kind) == [.truncated])
  }

  // MARK: Snippets

  /// What the documentation's own snippets print, in the languages it has them in.
  @Test func snippetsOfTheGuide() throws {
    let server = "aHR0cHM6Ly" + String(repeating: "hcGkuZmxpZ2h0cHJveHku", count: 4)
    let text = """
      \(callA)
      \(server)
      Outgoing_20210309213228\(callB)_noam
      Call ended: Azure.Communication.Calling.WindowsClient.CallEndReason
      { code: 487, subCode: 0 }
      Optional("\(callC)")
      call id: Optional("\(callB)")
      """
    let read = try evidence(of: text, name: "output.txt")
    #expect(
      read.identifiers == [
        "possible-call-id=A", "server-call-id=\(server)", "sms-message-id=Outgoing_20210309213228B_noam",
      ])
    #expect(read.transcript.last == "B: mention")
    #expect(!read.transcript.contains { $0.contains("C:") })
    #expect(read.artifact.kind == .textLog)
  }

  @Test func supportFormsListCalls() throws {
    let read = try evidence(
      of: "\(callA),\(callB)\n\(callC)\n\n\n20240912+0200\n\(callA)\n", name: "call_history")
    #expect(
      read.identifiers == ["possible-call-id=A", "possible-call-id=B", "possible-call-id=C"])
    #expect(read.observations.map(\.source.line) == [1, 1, 2])
  }
}
