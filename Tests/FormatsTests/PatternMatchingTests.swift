import Evidence
import Formats
import Testing

/// What templates, members and labels read in a record.
@Suite struct PatternMatchingTests {
  private func values(_ pattern: Pattern, in record: String) -> [String] {
    pattern.findings(in: record).map { finding in
      finding.values.listed.map { "\($0.field.name)=\($0.value)" }.joined(separator: " ")
    }
  }

  private let origin = Pattern.Origin(file: "p.yaml", line: 1)

  private func lined(_ template: String, contains: String = "call") throws -> Pattern {
    var words = PatternWords()
    words.states = ["TALKING": .connected, "ON HOLD": .localHold]
    return Pattern("p", contains: [contains], line: try Template(template), words: words, origin: origin)
  }

  @Test func aTemplateFitsWhereAllOfItDoes() throws {
    let pattern = try lined("call {callId} moved to {state} ({code}/{subCode})")
    let line = "the call was made; call \(callA) moved to   TALKING (0/0) and more"
    #expect(values(pattern, in: line) == ["callId=\(callA) state=Connected code=0 subCode=0"])
    #expect(values(pattern, in: "call \(callA) moved to JUMPING (0/0)") == [])
    #expect(values(pattern, in: "call \(callA)0 moved to TALKING (0/0)") == [])
    #expect(values(pattern, in: "call \(callA) moved to TALKING (0/)") == [])
    #expect(values(pattern, in: "call \(callA) moved to TALKING (1234567890/0)") == [])
  }

  @Test func anyTextReachesToWhereTheRestFits() throws {
    let pattern = try lined("call {_} {callId} went {_} to {state} ({_})")
    let line = "call of the day \(callA) went from here to there and to TALKING (fine)"
    #expect(values(pattern, in: line) == ["callId=\(callA) state=Connected"])
    #expect(values(pattern, in: "call of the day went to TALKING (fine)") == [])
    let last = try lined("{_} call {callId} {_}")
    #expect(values(last, in: "a call or no call \(callA) ") == ["callId=\(callA)"])
  }

  @Test func aHoleAtTheEndTakesTheRestOfTheLine() throws {
    let pattern = try lined("call {callId} is {state}")
    #expect(
      values(pattern, in: "x call \(callA) is ON HOLD  \r\nmore") == ["callId=\(callA) state=LocalHold"])
    #expect(values(pattern, in: "call \(callA) is TALKING loudly") == [])
  }

  @Test func aTemplateMayBeginWithAHole() throws {
    let pattern = try lined("{time} call {callId} is {state}")
    let line = "2026-01-29 11:04:05.120 +01:00 call \(callA) is TALKING"
    #expect(
      values(pattern, in: line) == ["time=2026-01-29 11:04:05.120 +01:00 callId=\(callA) state=Connected"])
    #expect(values(pattern, in: "so " + line).count == 1)
    #expect(values(pattern, in: "1769684645123 call \(callA) is TALKING").count == 1)
    #expect(values(pattern, in: "yesterday call \(callA) is TALKING") == [])
    #expect(values(pattern, in: "12:32:42.351 index.js:8 " + line).count == 1)
    // How far a word reaches, only the text behind it tells: it begins where the line, or its message, does.
    let first = try lined("{state} is call {callId}")
    #expect(values(first, in: "TALKING is call \(callA)").count == 1)
    #expect(values(first, in: "06-30 08:05:51.545  4121  4177 I Desk: TALKING is call \(callA)").count == 1)
    #expect(values(first, in: "so TALKING is call \(callA)") == [])
  }

  @Test func eachLineOfARecordIsReadByItself() throws {
    let pattern = try lined("call {callId} is {state}")
    let record = "calls:\n  call \(callA) is TALKING\n  call \(callB) is ON HOLD\n  call \(callC) is OVER"
    #expect(
      values(pattern, in: record) == ["callId=\(callA) state=Connected", "callId=\(callB) state=LocalHold"])
    #expect(pattern.findings(in: record).map(\.line) == [1, 2])
  }

  @Test func bracesAreWrittenTwice() throws {
    let pattern = try lined("call {{id={callId}}} {{{state}}}")
    #expect(values(pattern, in: "call {id=\(callA)} {TALKING}") == ["callId=\(callA) state=Connected"])
  }

  @Test func placeholdersAreNoIDs() throws {
    let nothing = "00000000-0000-0000-0000-000000000000"
    let pattern = try lined("call {callId} is {state}")
    #expect(values(pattern, in: "call \(nothing) is TALKING") == ["state=Connected"])
    let members = Pattern("p", contains: ["call"], json: [PatternMember(.callID, path: ["call"])])
    #expect(values(members, in: "{\"call\":null}") == [])
    #expect(values(members, in: "{\"call\":\"REDACTED\"}") == [])
  }

  @Test func membersOfJSONAreFoundWhereverTheObjectStands() {
    let pattern = Pattern(
      "p", contains: ["phase"],
      json: [
        PatternMember(.callID, path: ["ctx", "calls", "0", "id"]),
        PatternMember(.state, path: ["ctx", "phase"]),
        PatternMember(.code, path: ["why"]), PatternMember(.level, path: ["sev"]),
      ])
    let object =
      "{\"sev\":40,\"ctx\":{\"calls\":[{\"id\":\"\(callA)\"}],\"phase\":\"EarlyMedia\"},\"why\":null}"
    let expected = ["level=warning callId=\(callA) state=EarlyMedia"]
    #expect(values(pattern, in: object) == expected)
    #expect(
      values(pattern, in: "2026-01-29T11:04:05Z INFO {config} sent \(object) to the collector") == expected)
    // An object in a string, as containers' log drivers write lines.
    let inner = object.replacing("\"", with: "\\\"")
    let nested = Pattern(
      "p", contains: ["phase"],
      json: [PatternMember(.callID, path: ["log", "ctx", "calls", "0", "id"])], origin: origin)
    #expect(values(nested, in: "{\"log\":\"\(inner)\",\"stream\":\"stdout\"}") == ["callId=\(callA)"])
    #expect(values(pattern, in: "phase") == [])
    #expect(values(pattern, in: "{\"ctx\":{\"phase\":\"sunny\"}}") == [])
  }

  @Test func labelsAreFoundInAnyOrder() {
    let pattern = Pattern(
      "p", contains: ["call"],
      labels: [
        PatternLabel(.callID, after: "id="), PatternLabel(.code, after: "code="),
        PatternLabel(.state, after: "st=", until: "|"), PatternLabel(.phrase, after: "why="),
      ])
    #expect(
      values(pattern, in: "call code=487 st=Early_Media| why=\"not answered\" callid=1 id=\(callA)")
        == ["callId=\(callA) state=EarlyMedia code=487 phrase=not answered"])
    // `code=` is no part of a longer word.
    #expect(values(pattern, in: "call subcode=1, id=\(callA)") == ["callId=\(callA)"])
    #expect(values(pattern, in: "call code=x, st=sunny|") == [])
  }

  @Test func allTextsOfContainsStandInTheRecord() throws {
    let pattern = Pattern("p", contains: ["CallDesk", "ended"], gives: [.event: "end"])
    #expect(values(pattern, in: "CallDesk: ended") == ["event=end"])
    #expect(values(pattern, in: "CallDesk: began") == [])
  }

  @Test(arguments: [
    ("", 0), ("{state}", 0), ("{state} {callId}", 0), ("call {callId}{state}", 13), ("call {colour}", 5),
    ("call {callId", 5), ("call callId}", 11), ("call {callId} and {callId}", 18), ("a\nb", 1),
    ("call {displayName}", 5),
  ])
  func flawsOfATemplateHaveAPlace(template: String, offset: Int) {
    do {
      _ = try Template(template)
      Issue.record("no error in \(template)")
    } catch {
      #expect(error.offset == offset, "\(error.reason)")
      #expect(!error.reason.isEmpty)
    }
  }

  @Test func hugeTemplatesAreRefused() {
    let holes = (0..<10_000).map { _ in "x {_} " }.joined()
    #expect(throws: Template.Flaw.self) { try Template(holes) }
    #expect(throws: Template.Flaw.self) { try Template(String(repeating: "a", count: 1 << 20)) }
    let many = (0...Template.mostHoles).map { _ in "x {_} " }.joined()
    #expect(throws: Template.Flaw.self) { try Template(many) }
  }

  @Test func whyATemplateDoesNotFitIsSaid() throws {
    let pattern = try lined("call {callId} moved to {state} (code={code})")
    let reasons = [
      ("no line of ours", "'call' does not stand in it"),
      ("a call was made", "{callId} should stand at character 8, where 'was made' stands"),
      ("callings", "'call ' does not stand in it"),
      ("call 12 moved", "{callId} should stand at character 6, where '12 moved' stands"),
      ("call \(callA) is lost", "' moved to ' should stand at character 42"),
      ("call \(callA) moved to JUMPING (code=1)", "{state} should stand at character 52"),
      (
        "call \(callA) moved to TALKING (code=one)",
        "{code} should stand at character 66, where 'one)' stands"
      ),
    ]
    for (line, reason) in reasons {
      #expect(pattern.reasonForNothing(in: line).contains(reason), "\(pattern.reasonForNothing(in: line))")
    }
  }
}
