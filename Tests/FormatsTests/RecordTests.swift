import Evidence
import Testing

/// Records of several lines: which lines belong together, wherever they stand in a file.
@Suite struct RecordTests {
  @Test func prettyPrintedObjectsAreOneRecord() throws {
    let read = try evidence(
      of: """
        12:00:00.000 before
        12:00:01.000 call info {
          "callId": "\(callA)",
          "state": "Connected",
          "participants": [
            { "id": "x" }
          ]
        }
        12:00:02.000 after
        """)
    #expect(read.transcript == ["A: state Connected"])
    #expect(read.observations.first?.source.line == 2)
    #expect(read.observations.first?.time?.text == "12:00:01.000")
    #expect(read.artifact.counts.recognised == 7)
    #expect(read.artifact.counts.other == 2)
  }

  @Test func aBraceOnALineOfItsOwnOpensTheObject() throws {
    let read = try evidence(
      of: "Call details:\n{\n  callId: \(callA),\n  callState: 'InLobby'\n}\nCall state changed  Connected\n")
    #expect(read.transcript == ["A: state InLobby", "state Connected"])
    #expect(read.observations.map(\.source.line) == [1, 6])
  }

  @Test func objectsWithoutALineBeforeStandAlone() throws {
    let read = try evidence(of: "hello\n{\n  \"callId\": \"\(callA)\"\n}\n{\n  \"callId\": \"\(callB)\"\n}\n")
    #expect(read.transcript == ["A: mention", "B: mention"])
    #expect(read.observations.map(\.source.line) == [2, 5])
  }

  @Test func stackTracesBelongToTheirError() throws {
    let read = try evidence(
      of: """
        Uncaught (in promise) CallingCommunicationError: code: 412, subCode: 43225
            at Call.mute (https://contoso.example/callEndReason.js:1:23)
            at async onClick (index.js:12)
        (anonymous) @ file.js:271
        Promise.then (async)
        Call state changed  Connected
        """)
    #expect(read.transcript == ["failure CallingCommunicationError 412/43225", "state Connected"])
    #expect(read.observations.map(\.source.line) == [1, 6])
  }

  @Test func logcatRepeatsItsHeaderOnEveryFrame() throws {
    func line(_ text: String) -> String {
      "2024-06-24 17:52:22.061 26411-26435 System.err              com.contoso.acsquickstart            W  \(text)\n"
    }
    let read = try evidence(
      of: line("java.util.concurrent.ExecutionException: java.lang.IllegalArgumentException: Unknown error.")
        + line(
          "\tat com.azure.android.communication.calling.NativeLibraryHelpers.checkStatus(NativeLibraryHelpers.java:250)"
        )
        + line("\tat com.contoso.MainActivity.onCreate(MainActivity.java:10)")
        + line("Caused by: java.lang.IllegalArgumentException: Unknown error.") + line("good-bye"))
    #expect(read.transcript == ["failure java.util.concurrent.ExecutionException"])
    #expect(read.observations.first?.source.line == 1)
    #expect(read.observations.first?.instance == 26411)
    #expect(read.artifact.kind == .logcat)
    #expect(read.platform == "android")
  }

  @Test func theLongFormatOfLogcatHasItsMessageBelow() throws {
    let read = try evidence(
      of: """
        [ 06-30 08:05:51.545  1182: 1190 D/communication.ui ]
        CallingStateWrapper(callState=CONNECTED, callEndReason=0, callEndReasonSubCode=0)

        [ 06-30 08:05:52.545  1182: 1190 D/communication.ui ]
        CallingStateWrapper(callState=DISCONNECTED, callEndReason=487, callEndReasonSubCode=0)

        """)
    #expect(read.transcript == ["state Connected", "state Disconnected", "end 487/0"])
    #expect(read.observations.first?.time?.text == "06-30 08:05:51.545")
    #expect(read.observations.first?.instance == 1182)
  }

  @Test func logShowWrapsOntoIndentedLines() throws {
    let header =
      "2023-07-19 08:22:51.916784+0300 0x3058     Info        0x0                  599    0    contoso: [com.azure:Calling] "
    let read = try evidence(
      of: header + "something new:\n  on calls update received \(callA)\n" + header
        + "callInfoModel connected\n")
    #expect(read.transcript == ["A: mention", "state Connected"])
    #expect(read.observations.map(\.source.line) == [1, 3])
  }

  @Test func indentedLinesWithAHeaderAreRecordsOfTheirOwn() throws {
    let read = try evidence(of: "hello\n LOG  callId: \(callA)\n WARN  callId: \(callB)\n")
    #expect(read.observations.map(\.source.line) == [2, 3])
  }

  @Test func linesThatOnlyLookNamedStayApart() throws {
    let read = try evidence(of: "Status: fine\nCallId: \(callA)\nCall state: Connected\n")
    #expect(read.transcript == ["A: mention", "state Connected"])
    #expect(read.observations.map(\.source.line) == [2, 3])
  }

  // MARK: Where chunks end

  /// A record of five lines, and what it says.
  private let block =
    "Call details: {\n  callId: \(callA),\n  callEndReason: {\n    code: 410, subCode: 3112\n  } }\n"

  /// Lines that say nothing, `length` bytes in all.
  private func filler(_ length: Int) -> String {
    let line = String(repeating: "nothing is here ", count: 32) + "\n"
    let last = length % line.utf8.count
    return String(repeating: line, count: length / line.utf8.count)
      + (last == 0 ? "" : String(repeating: "x", count: last - 1) + "\n")
  }

  private func expectRecord(at start: Int) throws {
    // Behind a byte order mark the first chunk is too short for the search to be tuned to it, which takes long.
    let mark = "\u{feff}"
    let text = mark + filler(start - mark.utf8.count) + block + filler(2_000)
    let read = try evidence(of: text)
    #expect(read.transcript == ["A: end 410/3112"], "the record begins at \(start)")
    #expect(read.observations.first?.source.offset == start)
    #expect(read.observations.first?.source.line == text.utf8.prefix(start).count { $0 == 10 } + 1)
    #expect(read.artifact.records == text.utf8.count { $0 == 10 })
    #expect(read.artifact.counts.recognised == 5)
  }

  @Test func recordsMayLieAcrossTheEndOfTheFirstChunk() throws {
    for before in 0...block.utf8.count + 2 { try expectRecord(at: (64 << 10) - before) }
  }

  @Test func recordsMayLieAcrossTheEndOfAnyChunk() throws {
    for before in stride(from: 0, through: block.utf8.count + 2, by: 13) {
      try expectRecord(at: ((64 + 256) << 10) - before)
    }
  }

  @Test func blocksLongerThanAPieceAreReadPieceByPiece() throws {
    var text = "12:00:00.000 Details: {\n"
    var lines: [Int] = []
    for index in 0..<2_500 {
      text += "  \"member\(index)\": \"something that takes up space in this line\",\n"
      if index % 100 == 50 {
        let digits = String(index + 10_000)
        lines.append(text.utf8.count { $0 == 10 } + 1)
        text += "  \"callId\": \"a1a1a1a1-0001-4000-8000-0000000\(digits)\",\n"
      }
    }
    text += "}\n12:00:01.000 callId: \(callB)\n"
    let read = try evidence(of: text)
    #expect(Set(read.observations.compactMap(\.callID)).count == 26)
    #expect(read.observations.count == 26)
    // What follows the longest record's two thousand lines is a record in turn.
    #expect(read.observations.compactMap(\.source.line).prefix(19) == lines.prefix(19))
    #expect(read.observations.last?.time?.text == "12:00:01.000")
    #expect(read.observations.first?.time?.text == "12:00:00.000")
    #expect(read.artifact.counts.recognised + read.artifact.counts.other == read.artifact.records)
    #expect(read.artifact.problems == [])
  }

  @Test func blocksOfManyShortLinesLoseNothing() throws {
    var text = "Details: {\n"
    for index in 0..<9_000 {
      text += index % 500 == 499 ? "  callId: a1a1a1a1-0001-4000-8000-00000000\(index + 1000),\n" : "  a: 1\n"
    }
    let read = try evidence(of: text)
    #expect(read.observations.filter { $0.callID == nil } == [])
    #expect(Set(read.observations.compactMap(\.callID)).count == text.split(separator: "callId").count - 1)
    #expect(read.observations.count == Set(read.observations.compactMap(\.callID)).count)
  }
}
