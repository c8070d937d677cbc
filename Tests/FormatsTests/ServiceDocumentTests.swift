import Evidence
import Intake
import Testing

@testable import Formats

/// Documents of services' records, in every container.
@Suite struct ServiceDocumentTests {
  private static let call = "a1a1a1a1-0001-4000-8000-a1a1a1a1a1a1"

  /// A row of a call summary as a diagnostic setting writes it.
  private func row(_ number: Int, code: String = "0") -> String {
    #"{"time":"2024-06-15T10:00:0\#(number % 10).000Z","category":"CallSummary","correlationId":"\#(Self.call)","properties":{"#
      + #""callStartTime":"2024-06-15T09:00:00.000Z","callDuration":60,"participantId":"b2b2b2b2-0002-4000-8000-00000000000\#(number % 10)","#
      + #""participantStartTime":"2024-06-15T09:00:01.000Z","participantDuration":"55","participantEndReason":"\#(code)"}}"#
  }

  private func read(_ text: String, jobs: Int = 1) throws -> ArtifactEvidence {
    try read(Array(text.utf8), jobs: jobs)
  }

  private func read(_ bytes: [UInt8], jobs: Int = 1) throws -> ArtifactEvidence {
    var evidence: ArtifactEvidence?
    try opened(bytes, name: "export") {
      evidence = ArtifactReader.read($0, index: 0, threads: SpareThreads(jobs: jobs, inputs: 1))
    }
    return try #require(evidence)
  }

  private func ends(_ evidence: ArtifactEvidence) -> [Int] {
    evidence.observations.compactMap {
      if case .stay(let stay) = $0.claim { stay.end?.code } else { nil }
    }
  }

  @Test("each container gives its rows")
  func containers() throws {
    let rows = [row(1), row(2, code: "487")]
    let flat =
      #"{"TimeGenerated":"2024-06-15T10:00:00Z","Type":"ACSCallSummary","CorrelationId":"\#(Self.call)","ParticipantId":"p","ParticipantEndReason":"490","TableName":"PrimaryResult"}"#
    let columns = ["TimeGenerated", "Type", "CorrelationId", "ParticipantEndReason"]
    let cells = #"["2024-06-15T10:00:00Z","ACSCallSummary","\#(Self.call)",480]"#
    let documents: [(String, [Int])] = [
      (rows.joined(separator: "\n"), [0, 487]),
      (rows.joined(separator: "\r\n") + "\r\n", [0, 487]),
      (#"{"records":[\#(rows.joined(separator: ","))]}"#, [0, 487]),
      (#"{"records":[\#(rows[0])]}"# + "\n" + #"{"records":[\#(rows[1])]}"# + "\n", [0, 487]),
      ("{\n  \"records\": [\n    \(rows.joined(separator: ",\n    "))\n  ]\n}", [0, 487]),
      ("[\(rows.joined(separator: ",\n"))]", [0, 487]), ("[\n\(flat),\n\(flat)\n]", [490, 490]),
      (
        #"{"tables":[{"name":"PrimaryResult","columns":[\#(columns.map { #"{"name":"\#($0)","type":"string"}"# }.joined(separator: ","))],"rows":[\#(cells)]}]}"#,
        [480]
      ),
      (
        #"[{"FrameType":"DataSetHeader","Version":"v2.0"},{"FrameType":"DataTable","TableKind":"PrimaryResult","Columns":[\#(columns.map { #"{"ColumnName":"\#($0)"}"# }.joined(separator: ","))],"Rows":[\#(cells),\#(cells)]}]"#,
        [480, 480]
      ),
      (
        #"{"shared":{"category":"CallSummary","correlationId":"\#(Self.call)"},"properties":[{"participantEndReason":"0"},{"participantEndReason":"410"}]}"#,
        [0, 410]
      ),
      (
        #"{"ACSCallSummary":{"CorrelationId":"\#(Self.call)","ParticipantEndReason":"0"}}"#, [0]
      ),
      (
        #""category": "CallSummary", "correlationId": "\#(Self.call)", "properties": { "participantEndReason": "500", }"#,
        [500]
      ),
    ]
    for (text, codes) in documents {
      let evidence = try read(text)
      #expect(ends(evidence) == codes, "\(text.prefix(60))")
      #expect(evidence.artifact.kind == .azureMonitor)
      #expect(evidence.artifact.problems == [], "\(text.prefix(60))")
      #expect(evidence.observations.allSatisfy { $0.callID?.description == Self.call })
      let counts = evidence.artifact.counts
      #expect(evidence.artifact.records == counts.recognised + counts.other + counts.cut)
    }
  }

  @Test("records that stand too deep, and containers that end before any, are problems")
  func depth() throws {
    let deep = String(repeating: "[", count: 20) + row(1) + String(repeating: "]", count: 20)
    let closed = try read(row(2) + "\n" + deep + "\n")
    #expect(closed.artifact.problems.map(\.kind) == [.corrupt])
    #expect(ends(closed) == [0])
    let nested = try read(#"{"records":[[[\#(row(1))]]]}"#)
    #expect(ends(nested) == [0])
    #expect(nested.artifact.problems == [])
    let open = try read(#"{"records":[[[["#)
    #expect(open.artifact.kind == .azureMonitor)
    #expect(open.artifact.problems.map(\.kind) == [.truncated])
  }

  @Test("a table may have more rows before its columns than its beginning shows")
  func lateColumns() throws {
    let cells = #"["2024-06-15T10:00:00Z","ACSCallSummary","\#(Self.call)",480]"#
    let columns = ["TimeGenerated", "Type", "CorrelationId", "ParticipantEndReason"]
      .map { #"{"name":"\#($0)","type":"string"}"# }.joined(separator: ",")
    let count = 1_000
    let rows = Array(repeating: cells, count: count).joined(separator: ",")
    let evidence = try read(
      #"{"tables":[{"name":"PrimaryResult","rows":[\#(rows)],"columns":[\#(columns)]}]}"#)
    #expect(evidence.artifact.kind == .azureMonitor)
    #expect(evidence.artifact.records == count)
    #expect(ends(evidence).count == count)
  }

  @Test("UTF-16 and byte order marks")
  func encodings() throws {
    let text = [row(1), row(2, code: "487")].joined(separator: "\r\n")
    let units: [UInt8] = text.utf16.flatMap { (unit: UInt16) -> [UInt8] in
      [UInt8(unit & 0xff), UInt8(unit >> 8)]
    }
    let wide: [UInt8] = [0xff, 0xfe] + units
    let second = row(1).utf8.count + 2
    #expect(ends(try read(wide)) == [0, 487])
    #expect(try read(wide).observations.last?.source.offset == 2 + 2 * second)
    #expect(ends(try read([0xef, 0xbb, 0xbf] + Array(text.utf8))) == [0, 487])
    #expect(try read([0xef, 0xbb, 0xbf] + Array(text.utf8)).observations.last?.source.offset == 3 + second)
  }

  @Test("each element has its line, number and offset")
  func sources() throws {
    let lines = (1...3).map { row($0) }
    for separator in ["\n", "\r\n"] {
      let sources = try read(lines.joined(separator: separator)).observations.map(\.source)
      let width = lines[0].utf8.count + separator.utf8.count
      #expect(Set(sources.map(\.line)) == [1, 2, 3])
      #expect(Set(sources.map(\.record)) == [1, 2, 3])
      #expect(Set(sources.map(\.offset)) == [0, width, 2 * width])
    }
    let pretty = "{\"records\":[\n" + lines.joined(separator: ",\n") + "\n]}"
    let sources = try read(pretty).observations.map(\.source)
    #expect(Set(sources.map(\.line)) == [2, 3, 4])
    #expect(Set(sources.map(\.record)) == [1, 2, 3])
  }

  @Test("a last line that is cut is told, and what it says is read")
  func truncation() throws {
    let text = row(1) + "\n" + row(2, code: "487")
    for length in [1, 5, 40, 200] {
      let evidence = try read(String(text.dropLast(length)))
      #expect(ends(evidence).first == 0)
      #expect(evidence.artifact.problems.map(\.kind) == [.truncated], "without \(length)")
      #expect(evidence.endsMidRecord)
      #expect(evidence.artifact.records == 2)
    }
    let document = try read(String(#"{"records":[\#(row(1)),\#(row(2))]}"#.dropLast(2)))
    #expect(document.artifact.problems.map(\.kind) == [.truncated])
    #expect(document.artifact.records == 2)
  }

  @Test("damage in one line costs that line")
  func damagedLine() throws {
    let lines = (0..<9).map { row($0, code: "\($0)") }
    let half = String(lines[4].prefix(150))
    let text = (lines[..<4] + [half] + lines[5...]).joined(separator: "\n")
    let evidence = try read(text)
    #expect(ends(evidence) == [0, 1, 2, 3, 5, 6, 7, 8])
    #expect(evidence.artifact.problems.map(\.kind) == [.corrupt])
    #expect(evidence.artifact.problems.first?.offset == 4 * (lines[0].utf8.count + 1))
  }

  @Test("damage in a document of one line costs the damaged record")
  func damagedRecord() throws {
    let rows = (0..<9).map { row($0, code: "\($0)") }
    let damaged = rows[4].replacing("\"CallSummary\"", with: "\"CallSummary", maxReplacements: 1)
    let text = #"{"records":[\#((rows[..<4] + [damaged] + rows[5...]).joined(separator: ","))]}"#
    let found = ends(try read(text))
    #expect(found.filter { $0 != 4 } == [0, 1, 2, 3, 5, 6, 7, 8])
  }

  @Test("with another thread just the same is found")
  func threads() throws {
    var text = ""
    for number in 0..<6000 {
      text += row(number, code: "\(480 + number % 20)") + "\n"
      if number % 50 == 0 { text += statistics(number) + "\n" }
      if number % 1777 == 0 { text += "{\"category\":\"CallSummary\",\"correlationId\n" }
    }
    let alone = try read(text)
    #expect(alone.artifact.records > 6000)
    for jobs in [2, 3] {
      let together = try read(text, jobs: jobs)
      #expect(together.observations == alone.observations)
      #expect(together == alone)
    }
  }

  private func statistics(_ number: Int, metric: String = "JitterInMs") -> String {
    #"{"TimeGenerated":"2024-06-15T10:00:00.000Z","Type":"ACSCallClientMediaStatsTimeSeries","CallId":"\#(Self.call)","ParticipantId":"b2b2b2b2-0002-4000-8000-000000000002","#
      + #""CallClientTimeStamp":"2024-06-15T09:00:00.000Z","MetricName":"\#(metric)","Count":"2","Sum":"\#(2 * number)","Average":"\#(number)","Minimum":"\#(number - 1)","Maximum":\#(number + 1),"#
      + #""MediaStreamDirection":"recv","MediaStreamType":"audio","MediaStreamCodec":"OPUS"}"#
  }

  @Test("media statistics are summed up, and given once")
  func mediaSums() throws {
    let rows = (1...2000).flatMap { [statistics($0), statistics($0, metric: "RttInMs")] }
    let lines = try read(rows.joined(separator: "\n"))
    let document = try read(#"{"records":[\#(rows.joined(separator: ","))]}"#, jobs: 2)
    for evidence in [lines, document] {
      #expect(evidence.artifact.records == 4000)
      #expect(evidence.artifact.counts.recognised == 4000)
      let media = evidence.observations.compactMap {
        if case .media(let samples) = $0.claim { samples } else { nil }
      }
      #expect(media.count == 1)
      let samples = try #require(media.first)
      #expect(samples.count == 2)
      for sample in samples {
        #expect(sample.mean == 1000.5 && sample.minimum == 0 && sample.maximum == 2001)
        #expect(sample.count == 4000 && sample.direction == "receive" && sample.medium == "audio")
      }
      #expect(evidence.observations.count < 10)
    }
    #expect(lines.observations.map(\.claim) == document.observations.map(\.claim))
  }

  @Test(
    "the result of a query of Kusto's second version, and nothing of what stands beside it",
    arguments: ["", "\n"])
  func framesOfKusto(space: String) throws {
    let column = #"{"ColumnName":"#
    let text = [
      #"[{\#(space)"FrameType":"DataSetHeader","Version":"v2.0"},"#,
      #"{\#(space)"FrameType":"DataTable","TableKind":"QueryProperties","Columns":[\#(column)"Key"}],"Rows":[[1],[2]]},"#,
      #"{\#(space)"FrameType":"DataTable","TableKind":"PrimaryResult","Columns":[\#(column)"TimeGenerated"},\#(column)"Type"},\#(column)"CallId"},\#(column)"_ResourceId"}],"#,
      #""Rows":[["2024-06-15T10:00:00Z","ACSCallSurvey","{\#(Invented.call)}","\#(Invented.arm.uppercased())"]]},"#,
      #"{\#(space)"FrameType":"DataSetCompletion","HasErrors":false}]"#,
    ].joined(separator: space)
    let evidence = try read(text)
    #expect(evidence.artifact.kind == .azureMonitor)
    #expect(evidence.artifact.records == 1)
    #expect(evidence.observations.first?.values(.possibleCallID) == [Invented.call])
    #expect(evidence.observations.first?.values(.resourceID) == [Invented.arm])
  }

  @Test("messages by the million are counted, not kept")
  func outsideCalls() throws {
    var text = ""
    for number in 0..<40_000 {
      text +=
        #"{"TimeGenerated":"2024-06-15T10:00:00.000Z","Type":"ACSSMSIncomingOperations","OperationName":"SMSMessagesSent","ResultType":"Succeeded","ResultSignature":202,"MessageId":"Outgoing_\#(number)_noam","CorrelationId":"x.0"}"#
        + "\n"
    }
    let evidence = try read(text)
    #expect(evidence.artifact.records == 40_000)
    #expect(evidence.observations.count <= 20_100)
    #expect(evidence.identifiersNotKept[.smsMessageID] == 30_000)
    #expect(evidence.operations.map(\.requests) == [40_000])
    #expect(evidence.operations.map(\.failures) == [0])
  }

  @Test(
    "what is no document of services stays a log",
    arguments: [
      #"{"level":30,"time":1718445600000,"msg":"azure:ACS-calling:info callId=a1a1a1a1-0001-4000-8000-a1a1a1a1a1a1"}"#,
      #"["azure:ACS-calling:info CallClient1 created","azure:ACS-calling:info b"]"#,
      #"[{"message":"a","level":"info"},{"message":"b"}]"#,
      "2024-06-15T10:00:00Z call ended: {\"participantEndReason\":\"0\"}",
      #"{"msg":"{\"category\":\"CallSummary\"}","category":"CallSummary"}"#, "{\n  callId: 'x'\n}",
      "name,size,date\na,1,2024-06-15", "[Connection] Ping interval fired, category, Usage",
    ])
  func otherTexts(text: String) {
    #expect(!ServiceDocument.recognises(head: Array(text.utf8)[...]))
  }

  @Test(
    "a row of an unknown table without its envelope is kept, and its workspace is nobody's directory",
    arguments: [
      "\"properties\": {\n  \"TenantId\": \"\(Invented.operation)\",\n  \"Gadget\": \"blue\"\n}",
      #"{"properties": {"TenantId": "\#(Invented.operation)", "Gadget": "blue"}}"#,
      #""properties": {"Gadget": "blue", "TenantId": "\#(Invented.operation)", "CorrelationId": "\#(Invented.call)"}"#,
    ])
  func fragmentsOfUnknownTables(text: String) throws {
    let evidence = try read(text)
    #expect(evidence.artifact.kind == .azureMonitor)
    #expect(evidence.observations.count == 1)
    #expect(evidence.observations.allSatisfy { $0.values(.tenantID).isEmpty })
    #expect(evidence.observations.first?.text.contains("blue") == true)
  }

  @Test("a user's directory in other JSON stays one")
  func directories() throws {
    let evidence = try read(
      #"{"properties": {"tenantId": "\#(Invented.operation)", "callId": "\#(Self.call)"}}"#)
    #expect(evidence.artifact.kind != .azureMonitor)
    #expect(evidence.observations.contains { $0.values(.tenantID) == [Invented.operation] })
  }

  @Test("a table whose rows stand before its columns", arguments: ["tables", "none"])
  func rowsBeforeColumns(wrapper: String) throws {
    let columns = ["TimeGenerated", "Type", "CorrelationId", "ParticipantEndReason"]
      .map { #"{"name":"\#($0)","type":"string"}"# }.joined(separator: ",")
    let rows = [480, 0].map { #"["2024-06-15T10:00:00Z","ACSCallSummary","\#(Self.call)",\#($0)]"# }
    let table = #"{"rows":[\#(rows.joined(separator: ","))],"name":"PrimaryResult","columns":[\#(columns)]}"#
    let evidence = try read(wrapper == "tables" ? #"{"tables":[\#(table)]}"# : table)
    #expect(ends(evidence) == [480, 0])
    #expect(evidence.artifact.kind == .azureMonitor)
    #expect(evidence.artifact.records == 2)
    #expect(evidence.artifact.problems == [])
  }

  @Test("a lost quote of a first key costs one element, and is said", arguments: 0..<6)
  func lostQuoteOfAFirstKey(place: Int) throws {
    var rows = (0..<6).map { row($0, code: "48\($0)") }
    rows[place] = rows[place].replacing("{\"time\"", with: "{time\"", maxReplacements: 1)
    for text in ["[\(rows.joined(separator: ","))]", "{\"records\":[\(rows.joined(separator: ","))]}"] {
      let evidence = try read(text)
      let others = (0..<6).filter { $0 != place }.map { 480 + $0 }
      #expect(ends(evidence).filter { $0 != 480 + place } == others)
      #expect(!evidence.artifact.problems.isEmpty)
    }
  }

  @Test("a payload whose quotes nobody escaped is read all the same")
  func unescapedPayload() throws {
    let evidence = try read(
      #""properties": {"TenantId": "\#(Invented.operation)", "TimeGenerated": "2024-06-15T10:00:00Z", "OperationName": "CreateView", "#
        + #""CallId": "\#(Self.call)", "OperationPayload": "{"StreamType":"Video","StreamId":"2.0","Source":"remote"}", "#
        + #""Type": "ACSCallClientOperations", "SdkVersion": "1.19.2.2_beta"}"#)
    let observation = try #require(evidence.observations.first)
    #expect(observation.text.contains("StreamId=2.0"))
    #expect(observation.values(.sdkVersion) == ["1.19.2.2_beta"])
  }
}
