import Formats
import Patterns
import Testing

/// What a file of patterns is read as, and what is said of one that is wrong.
@Suite struct PatternFileTests {
  private static let good = """
    patterns:
      - name: desk-state
        about: a state
        contains: "Desk: call "
        line: "Desk: call {callId} is {state}"
        states: {UP: Connected}
        samples:
          - line: "Desk: call 5f0d6a10-0001-4000-8000-0000000000a1 is UP"
            expect: {state: Connected}
          - line: "Desk: call waiting"
            expect: nothing

    """

  @Test func aFileIsRead() throws {
    let file = try PatternFile(PatternFileTests.good, path: "f.yaml")
    #expect(file.patterns.map(\.name) == ["desk-state"])
    #expect(file.patterns.first?.origin == Pattern.Origin(file: "f.yaml", line: 2))
    #expect(file.samples == [2])
  }

  /// A change to the good file, and where and how it is refused.
  struct Change: Sendable, CustomTestStringConvertible {
    var part: String
    var instead: String
    var problem: String

    init(_ part: String, _ instead: String, _ problem: String) {
      (self.part, self.instead, self.problem) = (part, instead, problem)
    }

    var testDescription: String { instead }
  }

  @Test(arguments: [
    Change("patterns:", "pattern:", "f.yaml:1:1: 'pattern' is no key of a file of patterns"),
    Change("about:", "abuot:", "f.yaml:3:5: 'abuot' is no key of a pattern; the keys are name, about"),
    Change("about: a state", "about: [a, state]", "f.yaml:3:12: 'about' is a text, not a list"),
    Change("desk-state", "desk state", "f.yaml:2:11: a name is of letters"),
    Change("name: desk-state", "title: x", "f.yaml:2:5: 'title' is no key"),
    Change("    contains: \"Desk: call \"\n", "", "f.yaml:2:5: the pattern has no 'contains'"),
    Change(
      "contains: \"Desk: call \"", "contains: abc", "f.yaml:4:15: 'abc' is too short to be searched for"),
    Change("contains: \"Desk: call \"", "contains: \"12:34\"", "f.yaml:4:15: '12:34' is too short"),
    Change(
      "contains: \"Desk: call \"", "contains: \"[INFO] \"",
      "f.yaml:4:15: '[INFO] ' stands in lines of any log"),
    Change("contains: \"Desk: call \"", "contains: []", "f.yaml:4:15: 'contains' has at least one text"),
    Change("{state}\"", "{stat}\"", "f.yaml:5:35: 'stat' is no field; the fields are time, level, callId"),
    Change("{state}\"", "{displayName}\"", "f.yaml:5:35: 'displayName' is no field: names of people"),
    Change("{callId} is", "{callid} is", "f.yaml:5:23: 'callid' is no field; callId is spelt like this"),
    Change("{callId} is {state}", "{callId}{state}", "f.yaml:5:31: between {callId} and {state}"),
    Change("is {state}\"", "is {state}, {subCode}\"", "f.yaml:2:5: subCode goes with code"),
    Change("is {state}\"", "is {diagnostic}\"", "f.yaml:2:5: diagnostic goes with value"),
    Change("is {state}\"", "is {_}\"", "f.yaml:6:5: 'states' says what words of the field state mean"),
    Change(
      "UP: Connected", "UP: Conected", "f.yaml:6:18: 'Conected' is no state; the states are None, Connecting"),
    Change("{UP: Connected}", "UP", "f.yaml:6:13: 'states' has keys and values"),
    Change("line: \"Desk: call {", "label: \"Desk: call {", "f.yaml:5:5: 'label' is no key"),
    Change(
      "is UP\"", "is DOWN\"",
      "f.yaml:8:9: pattern 'desk-state': the sample gives nothing: {state} should stand"),
    Change(
      "{state: Connected}", "{state: Ringing}",
      "f.yaml:9:25: pattern 'desk-state': state must be 'Ringing', and it is"),
    Change(
      "{state: Connected}", "{code: 1}",
      "f.yaml:9:24: pattern 'desk-state': code must be '1', and there is none"),
    Change("{state: Connected}", "{state: Up}", "f.yaml:9:25: 'Up' is no state"),
    Change("{state: Connected}", "{colour: red}", "f.yaml:9:18: 'colour' is no field"),
    Change(
      "{state: Connected}", "[{state: Connected}, {state: Connected}]",
      "f.yaml:8:9: pattern 'desk-state': the sample must give 2"),
    Change("{state: Connected}", "{}", "f.yaml:9:17: 'expect' names at least one field"),
    Change("{state: Connected}", "something", "f.yaml:9:17: 'expect' is 'nothing', or fields"),
    Change("{state: Connected}", "nothing", "f.yaml:8:7: a pattern needs a sample that gives something"),
    Change(
      "Desk: call waiting", "Desk: call 5f0d6a10-0001-4000-8000-0000000000a1 is UP",
      "f.yaml:10:9: pattern 'desk-state': the sample must give nothing"),
    Change("        expect: nothing\n", "", "f.yaml:10:9: a sample has 'line'"),
    Change(
      "    samples:", "    gives: {callId: 1}\n    samples:", "f.yaml:7:13: callId is told by 'line' already"),
    Change(
      "    samples:", "    gives: {time: now}\n    samples:",
      "f.yaml:7:13: time differs from record to record"),
    Change(
      "    samples:", "    gives: {event: exploded}\n    samples:",
      "f.yaml:7:20: 'exploded' is no event; the events are start"),
    Change("    samples:", "    json: {code: a..b}\n    samples:", "f.yaml:7:18: a path has 1 to 16 keys"),
    Change(
      "    samples:", "    json: {state: a}\n    samples:", "f.yaml:7:12: state is told by 'line' already"),
    Change(
      "    samples:", "    labels: {code: {behind: x}}\n    samples:",
      "f.yaml:7:21: 'behind' is no key of a label"),
    Change(
      "    samples:", "    labels: {code: {until: x}}\n    samples:", "f.yaml:7:20: a label has 'after'"),
    Change(
      "    samples:", "    labels: {code: c=}\n    codes: {BAD: 4x}\n    samples:",
      "f.yaml:8:18: '4x' is no code"),
    Change("about: a state", "name: twice", "f.yaml:2:5: the key 'name' stands twice"),
    Change("about: a state", "about: \"a state", "f.yaml:"),
    Change("about: a state", "\tabout: a state", "f.yaml:3:5: not YAML: "),
  ])
  func whatIsWrongIsSaidWithItsPlace(change: Change) {
    let text = PatternFileTests.good.replacing(change.part, with: change.instead, maxReplacements: 1)
    #expect(text != PatternFileTests.good)
    let found = problems(in: text)
    #expect(found.contains { $0.hasPrefix(change.problem) }, "\(found)")
  }

  @Test func patternsOfOneNameAreRefused() {
    let twice =
      PatternFileTests.good + PatternFileTests.good.split(separator: "\n").dropFirst().joined(separator: "\n")
    #expect(
      problems(in: twice).contains {
        $0.hasPrefix("f.yaml:12:5: a pattern of the name 'desk-state' stands above")
      })
  }

  @Test func aPatternThatNeverHasItsTurnIsRefused() {
    let second = PatternFileTests.good.replacing("desk-state", with: "desk-other").split(separator: "\n")
      .dropFirst()
    let problems = problems(in: PatternFileTests.good + second.joined(separator: "\n"))
    #expect(problems.contains { $0.contains("the sample is read by 'desk-state', which stands before") })
  }

  @Test func errorsHaveNoControlCharacters() {
    let text = PatternFileTests.good.replacing(
      "about: a state", with: "\"a\\e[2J\\nb\": 1\n    \"a\\e[2J\\nb\": 2")
    let found = problems(in: text)
    #expect(found.count == 1)
    #expect(found.first?.contains("'a?[2J?b' stands twice") == true, "\(found)")
  }

  @Test func everythingWrongIsSaidAtOnce() {
    let text = PatternFileTests.good.replacing("about:", with: "abuot:").replacing("UP: Con", with: "UP: Kon")
    #expect(problems(in: text).count == 2)
  }

  @Test func otherFilesAreRefused() {
    #expect(problems(in: "") == ["f.yaml: the file is empty; it begins with 'patterns:'"])
    #expect(
      problems(in: "just words").first?.hasPrefix("f.yaml:1:1: a file of patterns has keys and values")
        == true)
    #expect(problems(in: "patterns: []") == ["f.yaml:1:11: the list has no pattern"])
    #expect(problems(in: "patterns: {}").first?.hasPrefix("f.yaml:1:11: 'patterns' is a list") == true)
    #expect(problems(in: "patterns: [1]\n---\npatterns: [2]").first?.contains("another document") == true)
  }

  @Test func limitsAreSaid() {
    let holes = (0..<10_000).map { "h\($0) {_}" }.joined(separator: " ")
    let many = PatternFileTests.good.replacing("{callId} is {state}", with: holes)
    #expect(problems(in: many).contains { $0.contains("a template has at most") }, "\(problems(in: many))")
    let long = PatternFileTests.good + "# " + String(repeating: "x", count: 1 << 20)
    #expect(problems(in: long) == ["f.yaml: a file of patterns has at most 256 KiB; divide it"])
    let pattern = PatternFileTests.good.split(separator: "\n").dropFirst().joined(separator: "\n") + "\n"
    let crowd = "patterns:\n" + (0...200).map { pattern.replacing("desk-state", with: "p\($0)") }.joined()
    #expect(problems(in: crowd).contains { $0.contains("'patterns' has at most 200 elements") })
  }

  @Test func bombsAreRefused() {
    let laughs = (1...12).map { level in
      "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ",") + "]"
    }
    let bomb = "a0: &a0 [lol]\n" + laughs.joined(separator: "\n") + "\npatterns: *a12\n"
    #expect(problems(in: bomb).first?.contains("anchors and aliases are not taken") == true)
    // As a key, which is hashed.
    let key = "x: [&a [1], &b [*a,*a], ? [*b,*b] : 1]\n"
    #expect(problems(in: key).first?.contains("anchors and aliases are not taken") == true)
    for opener in ["[", "{a: ", "- ", "? "] {
      let deep = "patterns: \n " + String(repeating: opener, count: 60_000)
      #expect(!problems(in: deep).isEmpty)
    }
  }
}
