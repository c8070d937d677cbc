import Evidence
import Testing

/// What a text is written in, what ends its lines, and where its facts stand.
@Suite struct TextTests {
  private static let lines = [
    "Caf\u{e9} opens \u{1f600}", "callId: \(callA)", "", "\u{4e2d}\u{6587} callId: \(callB) state: Connected",
    "end",
  ]

  /// Where the two facts stand: their lines, and what comes before them.
  private func expectFacts(_ content: [UInt8], unit: Int, mark: Int, lineBreak: String) throws {
    let read = try evidence(of: content)
    #expect(read.transcript == ["A: mention", "B: state Connected"])
    #expect(read.observations.map(\.source.line) == [2, 4])
    #expect(read.artifact.records == 5)
    #expect(read.artifact.bytes == content.count)
    #expect(read.artifact.problems == [])
    let before = [1, 3].map { TextTests.lines.prefix($0).joined(separator: lineBreak) + lineBreak }
    let lengths = before.map { mark + (unit == 1 ? $0.utf8.count : 2 * $0.utf16.count) }
    #expect(read.observations.map(\.source.offset) == lengths)
  }

  @Test(arguments: ["\n", "\r\n", "\r"], [false, true])
  func utf8(lineBreak: String, hasMark: Bool) throws {
    let text = TextTests.lines.joined(separator: lineBreak) + lineBreak
    try expectFacts(
      (hasMark ? [0xef, 0xbb, 0xbf] : []) + text.utf8, unit: 1, mark: hasMark ? 3 : 0, lineBreak: lineBreak)
    try expectFacts(
      (hasMark ? [0xef, 0xbb, 0xbf] : []) + text.utf8.dropLast(lineBreak.utf8.count), unit: 1,
      mark: hasMark ? 3 : 0,
      lineBreak: lineBreak)
  }

  @Test(arguments: ["\n", "\r\n", "\r"], [false, true])
  func utf16(lineBreak: String, isBigEndian: Bool) throws {
    // Enough ASCII for the encoding to be told without a mark.
    let text = TextTests.lines.joined(separator: lineBreak) + lineBreak
    for hasMark in [true, false] {
      let units = (hasMark ? [0xfeff] : []) + Array(text.utf16)
      let content = units.flatMap { unit -> [UInt8] in
        let bytes = [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
        return isBigEndian ? bytes.reversed() : bytes
      }
      try expectFacts(content, unit: 2, mark: hasMark ? 2 : 0, lineBreak: lineBreak)
    }
  }

  @Test func recordsOfSeveralLinesEndInAnything() throws {
    for lineBreak in ["\n", "\r\n", "\r"] {
      let text = ["hello", "Call details: {", "  callId: \(callA),", "  state: 'Connected'", "}", "x"]
        .joined(separator: lineBreak)
      let read = try evidence(of: text)
      #expect(read.transcript == ["A: state Connected"])
      #expect(read.observations.first?.source.line == 2)
      #expect(read.observations.first?.text == "Call details: { callId: \(callA), state: 'Connected' }")
      #expect(read.artifact.counts.recognised == 4)
    }
  }

  @Test func otherBytesAreWindows1252() throws {
    let read = try evidence(of: Array("callId: \(callA) caf".utf8) + [0xe9, 0x80, 0x0a])
    #expect(read.observations.first?.text == "callId: \(callA) caf\u{e9}\u{20ac}")
  }

  @Test func aGzipArchiveIsReadLikeItsContent() throws {
    var text = ""
    for index in 0..<3_000 {
      text += "12:00:00.\(100 + index % 900) index.js:8 line \(index)\n"
      if index % 1_000 == 999 { text += "12:00:01.000 index.js:8 Call \(callA) state: Connected\n" }
    }
    let plain = try evidence(of: text)
    let packed = try evidence(of: gzip(Array(text.utf8)), name: "console.log.gz")
    #expect(plain.observations.count == 3)
    #expect(packed.observations == plain.observations)
    #expect(packed.signature == plain.signature)
    #expect(packed.artifact.kind == plain.artifact.kind)
    #expect(packed.artifact.records == 3_003)
    #expect(packed.artifact.bytes == text.utf8.count)
  }

  @Test(arguments: [
    ("", 0), ("\n", 1), ("\n\n\n\n", 4), ("a", 1), ("a\n", 1), ("a\n\n", 2), ("a\nb", 2), ("\r\n\r\n", 2),
    ("\r\r", 2), (" ", 1),
    ("\u{feff}", 0), ("\u{feff}a", 1),
  ])
  func smallTextsAreCounted(text: String, records: Int) throws {
    let read = try evidence(of: text)
    #expect(read.artifact.records == records)
    #expect(read.observations == [])
    #expect(read.artifact.problems == [])
    #expect(read.artifact.counts.other == records)
  }

  @Test(arguments: [
    ("SDK/acs_sdk-0-s3579513326.blog", ArtifactKind.blog), ("trace.etl.bak", .etl), ("x.bin", .unknown),
  ])
  func whatIsNoTextIsToldByItsName(name: String, kind: ArtifactKind) throws {
    var generator = SeededGenerator(seed: 4)
    let noise = (0..<5_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
    for content in [noise, []] {
      let read = try evidence(of: content, name: name)
      #expect(read.artifact.kind == kind)
      #expect(read.artifact.bytes == content.count)
      #expect(read.observations == [])
      // What is called a trace should be one.
      let isLost = kind == .etl && !content.isEmpty
      #expect(read.artifact.problems.map(\.kind) == (isLost ? [.corrupt] : []))
    }
  }

  @Test func aLogThatEndsInZerosIsRead() throws {
    let read = try evidence(of: Array("callId: \(callA)\n".utf8) + [UInt8](repeating: 0, count: 4_096))
    #expect(read.transcript == ["A: mention"])
  }

  @Test func anUnfinishedLastLineIsSaid() throws {
    #expect(try evidence(of: "a\ncallId: x").endsMidRecord)
    #expect(try !evidence(of: "a\ncallId: x\n").endsMidRecord)
  }

  @Test func aLineOverTheCapIsSearchedAndSaidToBeCut() throws {
    let long =
      "callId: \(callA) " + String(repeating: "0123456789abcde ", count: 100_000) + "callId: \(callB) "
      + String(repeating: "fedcba9876543210", count: 96_000)
    let read = try evidence(
      of: "first\n" + long + " callId: \(callC)\nafter callId: \(callA) state: Connected\n")
    #expect(Set(read.observations.compactMap(\.callID)).count == 3)
    #expect(read.transcript.last == "A: state Connected")
    #expect(read.observations.map(\.source.line) == [2, 2, 2, 3])
    #expect(read.artifact.problems.map(\.kind) == [.recordCut])
    #expect(read.artifact.problems.first?.offset == 6)
    #expect(read.artifact.records == 3)
    #expect(read.artifact.counts.cut == 1)
    #expect(read.artifact.counts.recognised == 1)
    #expect(read.artifact.counts.other == 1)
  }

  @Test func aLastLineOverTheCapIsReadToItsEnd() throws {
    let read = try evidence(of: String(repeating: "0123456789abcde ", count: 150_000) + " callId: \(callC)")
    #expect(read.transcript == ["C: mention"])
    #expect(read.artifact.counts.cut == 1)
    #expect(read.artifact.records == 1)
  }

  @Test func aLineUnderTheCapIsReadWhole() throws {
    let filler = String(repeating: "0123456789abcde ", count: 40_000)
    let read = try evidence(of: "12:00:00.000 index.js:8 callId: \(callA) \(filler) callId: \(callB)\nx\n")
    #expect(read.transcript == ["A: mention", "B: mention"])
    #expect(read.observations.allSatisfy { $0.time?.text == "12:00:00.000" })
    #expect(read.artifact.problems == [])
    #expect(read.artifact.counts.recognised == 1)
    #expect(read.artifact.counts.other == 1)
  }

  @Test func theToolsOwnReportsAreNoEvidence() throws {
    for text in [
      "Read      1 file, 12 bytes\nCalls     0\n\nPages\n\(callA).txt\n",
      "Call unidentified-1\n  It ended.\n\nClients    #1 web\ncallId: \(callA)\n",
      "Outside calls\n  callId: \(callA)\n",
      "N = flag network (codes 490-498), I = flag infrastructure\ncallId: \(callA)\n",
      "490 A title\n  Class       network\n  Flag        network\ncallId: \(callA)\n",
      "Read      2 artifacts\nSpan      unknown\ncallId: \(callA)\n",
      "<!doctype html>\n<meta name=\"generator\" content=\"acs-logscan 1\">\ncallId: \(callA)\n",
      "call,time,timeBasis,kind,witness,client\r\n\(callA),,,state,client,,callId: \(callA)\r\n",
      "call,otherCallIds,startTime,startTimeBasis\r\n\(callA),,,callId: \(callA)\r\n",
      "# Calls in these files (acs-logscan)\n\n| callId: \(callA) |\n",
      "{\"data_type\":\"acs:client:state\",\"message\":\"callId: \(callA)\"}\n",
      "{\"resourceSpans\":[{\"scope\":{\"name\":\"acs-logscan\"},\"callId\":\"\(callA)\"}]}\n",
      "{\n \"tool\": {\"name\": \"acs-logscan\"}, \"schemaVersion\": 1, \"callId\": \"\(callA)\"}",
    ] {
      let read = try evidence(of: text)
      #expect(read.observations == [])
      #expect(read.artifact.problems.map(\.kind) == [.skipped])
    }
  }
}
