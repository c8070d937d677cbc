import Testing

@testable import Formats

@Suite struct JSONReaderTests {
  private func read(_ text: String) -> JSONReader.Reading? {
    JSONReader.read(Array(text.utf8))
  }

  private func value(_ text: String) -> JSONValue? {
    read(text)?.value
  }

  @Test func readsWhatJSONAllows() throws {
    let text = #" {"a": [1, -2.5e3, true, false, null], "b": {"c": "d"}, "e": "", "f": {}, "g": []} rest"#
    let reading = try #require(read(text))
    #expect(
      reading.value
        == .object([
          .init(
            key: "a", value: .array([.number("1"), .number("-2.5e3"), .bool(true), .bool(false), .null])),
          .init(key: "b", value: .object([.init(key: "c", value: .string("d"))])),
          .init(key: "e", value: .string("")),
          .init(key: "f", value: .object([])),
          .init(key: "g", value: .array([])),
        ]))
    #expect(reading.isComplete)
    #expect(reading.end == text.utf8.count - " rest".utf8.count)
  }

  @Test(arguments: [
    (#""a\n\t\"\\\/b""#, "a\n\t\"\\/b"),
    (#""\u00e9 \uD83D\uDE00""#, "é 😀"),
    (#""\uD83D!""#, "\u{fffd}!"),
    (#""\uD83D\n""#, "\u{fffd}\n"),
    (#""\uD83D\uD83D\uDE00""#, "\u{fffd}😀"),
    (#""\uDE00""#, "\u{fffd}"),
    (#""\uD83D""#, "\u{fffd}"),
    (#""\u12g""#, "\u{fffd}g"),
    (#""\u12\n""#, "\u{fffd}\n"),
    (#""C:\Users\q""#, #"C:\Users\q"#),
    ("\"raw\nbreak\tand\u{1}\"", "raw\nbreak\tand\u{1}"),
    (#"'it\'s \x41'"#, "it's A"),
  ])
  func decodesStrings(written: String, expected: String) {
    // A path's \U is no escape: what is unknown stays as it is.
    #expect(value(written) == .string(expected))
  }

  @Test(arguments: [
    "{ code: 487, subCode: 0, phrase: undefined }",
    "{'code': 487, 'subCode': 0, 'phrase': None}",
    "{code=487, subCode=0, phrase=nil}",
    "{\"code\":487,\"subCode\":0,\"phrase\":null,}",
    "{ 'code' => 487, 'subCode' => 0, 'phrase' => nil }",
    "{\n  _code: 487,\n  sub_code: '0',\n  Phrase: undefined\n}",
  ])
  func readsPrintedObjects(text: String) throws {
    let reading = try #require(read(text))
    #expect(reading.isComplete)
    #expect(reading.value["code"]?.int == 487)
    #expect(reading.value["subCode"]?.int == 0)
    #expect(reading.value["phrase"] == .null)
    #expect(reading.value.members.count == 3)
  }

  @Test func readsPrintedTypesAndBareWords() {
    let text =
      "{ state: InLobby, reason: CallEndReason { code: 410 }, list: Array(2) [1, 2], f: [Function: off], t: NaN }"
    let value = value(text)
    #expect(value?["state"] == .string("InLobby"))
    #expect(value?.at("reason", "code")?.int == 410)
    #expect(value?["list"]?.elements == [.number("1"), .number("2")])
    #expect(value?["f"]?.elements == [.string("Function: off")])
    #expect(value?["t"] == .number("NaN"))
    #expect(value?["t"]?.double == nil)
  }

  @Test func keepsWhatACutValueHolds() throws {
    let whole = #"{"a":"b","c":[1,{"d":"efg"}],"h":true}"#
    let reading = try #require(read(#"{"a":"b","c":[1,{"d":"ef"#))
    #expect(!reading.isComplete)
    #expect(reading.value.at("a") == .string("b"))
    #expect(reading.value["c"]?.elements.last?["d"] == .string("ef"))
    for length in 1..<whole.utf8.count {
      let cut = try #require(JSONReader.read(Array(whole.utf8.prefix(length))))
      #expect(!cut.isComplete)
      #expect(cut.end == length)
    }
  }

  @Test func findsKeysWhateverTheirSpelling() {
    let value = value(#"{"_subCode":null,"subcode":5317,"subCode":1,"other":2}"#)
    #expect(value?["sub_code"]?.int == 5317)
    #expect(value?.members.count == 4)
    #expect(value?["sub"] == nil)
  }

  @Test func readsIntegersFromNumbersAndText() {
    let numbers = value(#"[487, "487", 487.0, "4.87e2", 487.5, "x", 99999999999999999999, true]"#)
    #expect(numbers?.elements.map(\.int) == [487, 487, 487, 487, nil, nil, nil, nil])
  }

  @Test func readsNothingWhereNoValueBegins() {
    for text in ["", "   ", "azure:ACS:info", "}", "]", ", 1", "x1", "--"] { #expect(read(text) == nil) }
  }

  @Test func goesOnBehindAContainerThatIsTooDeep() throws {
    let depth = JSONReader.maximumDepth + 10
    let nested = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    let reading = try #require(read(#"{"a":"# + nested + #","b":1}"#))
    #expect(!reading.isComplete)
    #expect(reading.value["b"]?.int == 1)
    #expect(read(String(repeating: "[", count: 500_000)) != nil)
    #expect(read(String(repeating: "{a:", count: 500_000)) != nil)
    #expect(read(String(repeating: "a{", count: 500_000)) == nil)
  }

  @Test func boundsTheNumberOfMembers() throws {
    let text = "[[" + String(repeating: "1,", count: JSONReader.maximumMembers + 5) + "1],2] x"
    let reading = try #require(read(text))
    #expect(!reading.isComplete)
    #expect(reading.end == text.utf8.count - 2)
    #expect(reading.value.elements.first?.elements.count == JSONReader.maximumMembers)
  }

  @Test func survivesDamage() {
    var generator = SeededGenerator(seed: 1)
    let samples = [
      #"{"op":"replace","path":["calls","x","state"],"value":{"a":"\u00e9\uD83D\uDE00\n","b":[1,2,{"c":null}]}}"#,
      "{ code: 487, 'sub': [Function: x], e: CallError { a: `b` }, 'c' => 1 }",
    ].map { Array($0.utf8) }
    for round in 0..<6000 {
      let bytes = mutated(samples[round % samples.count], using: &generator)
      guard let reading = JSONReader.read(bytes) else { continue }
      #expect(reading.end <= bytes.count)
      // A value that was read whole does not depend on what follows it.
      if reading.isComplete, reading.value.isObject {
        let again = JSONReader.read(bytes[..<reading.end])
        #expect(again?.value == reading.value && again?.isComplete == true)
      }
    }
  }

  @Test("objects in strings whose quotes nobody escaped")
  func unescapedObjects() {
    let value = JSONReader.read(Array(#"{"a":"{"b":"c","d":{"e":1}}","f":"{","g":"{\"h\":1}"}"#.utf8))?.value
    #expect(value?["a"]?["b"] == .string("c"))
    #expect(value?["a"]?["d"]?["e"]?.int == 1)
    #expect(value?["f"] == .string("{"))
    #expect(value?["g"] == .string(#"{"h":1}"#))
  }
}
