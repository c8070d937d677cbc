import Testing

@testable import Formats

/// What decoding gave, the output of all pieces put together.
private struct Decoded: Equatable {
  var text = ""
  var output: [UInt8] = []
  var marks: [ElementMark] = []
  var cut = 0
  var skipped = 0
  var isCutShort = false

  /// Decodes in pieces of the sizes that `size` gives; where `drains`, the output is taken away in between.
  init(_ bytes: [UInt8], drains: Bool = false, size: () -> Int = { .max }) {
    var decoder = BatchDecoder()
    var part: [UInt8] = []
    var newMarks: [ElementMark] = []
    var index = 0
    func drain() {
      marks += newMarks.map {
        ElementMark(position: $0.position + output.count, offset: $0.offset, record: $0.record, line: $0.line)
      }
      output += part
      part = []
      newMarks = []
    }
    while index < bytes.count {
      let end = index + min(size(), bytes.count - index)
      decoder.decode(bytes.span.extracting(index..<end), atOffset: index, into: &part, marks: &newMarks)
      index = end
      if drains { drain() }
    }
    decoder.finish(into: &part)
    drain()
    text = String(decoding: output, as: UTF8.self)
    cut = decoder.cutElements
    skipped = decoder.skippedBytes
    isCutShort = decoder.isCutShort
  }

  init(_ text: String) {
    self.init(Array(text.utf8))
  }
}

@Suite struct BatchDecoderTests {
  @Test func stringsBecomeTheirText() {
    let decoded = Decoded(#" [ "azure:ACS:info a\tb", "two\r\nlines\n", "", "\ud83d\ude00 \ud83d" ] "#)
    #expect(decoded.text == "azure:ACS:info a\tb\ntwo\nlines\n\n\n😀 \u{fffd}\n")
    #expect(decoded.marks.map(\.offset) == [3, 26, 44, 48])
    #expect(decoded.marks.map(\.record) == [1, 2, 3, 4])
    #expect(decoded.marks.map(\.position) == [0, 19, 30, 31])
    #expect(decoded.skipped == 0 && !decoded.isCutShort && decoded.cut == 0)
  }

  @Test func argumentsAreJoined() {
    let decoded = Decoded(
      #"[["azure:ACS:info a","b\nc",{"code": 0, "m":"\"x\""},[1,2],null,-1.5,true],[],["d"],[7]]"#)
    #expect(
      decoded.text == "azure:ACS:info a b\nc {\"code\": 0, \"m\":\"\\\"x\\\"\"} [1,2] null -1.5 true\nd\n7\n")
    #expect(decoded.marks.map(\.record) == [1, 2, 3])
  }

  @Test func batchesInsideABatchAreOpened() {
    #expect(Decoded(#"[[["a","b"],["c"]],[[{"d":1}]]]"#).text == "a b\nc\n{\"d\":1}\n")
    #expect(Decoded(#"[[{"a":1},{"b":2}],[{"c":3}]]"#).text == "{\"a\":1}\n{\"b\":2}\n{\"c\":3}\n")
  }

  @Test func objectsStayOnOneLine() {
    let decoded = Decoded(
      "[\n  {\n    \"message\": \"a\\nb\",\r\n    \"n\": 1\n  },\n  {\"m\":\"c\nd\"}\n]\n")
    #expect(
      decoded.text == "{     \"message\": \"a\\nb\",      \"n\": 1   }\n{\"m\":\"c\\nd\"}\n")
    #expect(decoded.marks.map(\.line) == [2, 6])
  }

  @Test(arguments: ["logs", "lines", "messages", "records", "Events"])
  func wrappersAreOpened(key: String) {
    let text =
      #"{"session":"a\"]}","n":-1,"o":{"logs":["no"],"p":[{}]},"#
      + "\"\(key)\": [\"x\",{\"y\":1}], \"tail\": [\"no\"]}\n{\"logs\":[\"z\"]}"
    let decoded = Decoded(text)
    #expect(decoded.text == "x\n{\"y\":1}\nz\n")
    #expect(decoded.skipped == 0 && !decoded.isCutShort)
  }

  @Test func linesAreCountedWhateverEndsThem() {
    let decoded = Decoded("[\r\n\"a\",\r\"b\nc\",\n\n[\"d\"],\"e\rf\r\n\",\n1]")
    #expect(decoded.marks.map(\.line) == [2, 3, 6, 6, 9])
  }

  @Test func elementsOverTheCapAreCut() {
    let cap = BatchDecoder.elementCap
    let long = String(repeating: "é", count: cap / 2)
    let decoded = Decoded(#"["a\#(long)","b",{"c":"\#(long)"},"d","\#(long)"]"#)
    #expect(decoded.cut == 2)
    let lines = decoded.text.split(separator: "\n")
    #expect(lines.map(\.utf8.count) == [cap - 1, 1, cap, 1, cap])
    #expect(!decoded.text.contains("\u{fffd}"))
    #expect(decoded.skipped == 0 && !decoded.isCutShort)
  }

  @Test(arguments: [
    (#"["a","b"#, "a\nb\n"),
    (#"["a","b\"#, "a\nb\n"),
    (#"["a","b\ud83d"#, "a\nb\u{fffd}\n"),
    (#"[{"a":1},{"b":"#, "{\"a\":1}\n{\"b\":\n"),
    (#"[["a","b"#, "a b\n"),
    (#"[["a","#, "a\n"),
    (#"["a","#, "a\n"),
    (#"{"logs":["a"]"#, "a\n"),
  ])
  func aCutBatchGivesWhatIsThere(written: String, expected: String) {
    let decoded = Decoded(written)
    #expect(decoded.text == expected)
    #expect(decoded.isCutShort)
  }

  @Test(arguments: [
    // A quote, a bracket, a comma or some text lost or too much.
    (#"["a"b","c","d"]"#, ["d"]),
    (#"["a""b","c"]"#, ["a", "b", "c"]),
    (#"["a",%%,"b","c"]"#, ["a", "c"]),
    (#"["a",oops,"b","c"]"#, ["a", "c"]),
    (#"[{"m":"a"x"},{"m":"b"},{"m":"c"}]"#, [#"{"m":"b"}"#, #"{"m":"c"}"#]),
    (#"[{"m":"a",{"m":"b"},{"m":"c"}]"#, [#"{"m":"b"}"#, #"{"m":"c"}"#]),
    (#"[{"m":"a"],"k":1},{"m":"b"}]"#, [#"{"m":"b"}"#]),
    (#"[["a",?],["b"],["c"]]"#, ["b", "c"]),
    (#"["a"] %%% ["x"]"#, ["a"]),
  ])
  func damageCostsOnlyTheDamagedPart(written: String, intact: [String]) {
    let decoded = Decoded(written)
    let lines = decoded.text.split(separator: "\n").map(String.init)
    #expect(intact.allSatisfy(lines.contains), "\(lines)")
    #expect(!lines.contains("x"))
  }

  @Test func batchesMayFollowEachOther() {
    let decoded = Decoded("[\"a\"]\n[\"b\"] tail\n[{\"c\":1}]\n")
    #expect(decoded.text == "a\nb\n{\"c\":1}\n")
    #expect(decoded.skipped == 4)
    #expect(!decoded.isCutShort)
  }

  private static let samples = [
    #"["a","\u00e9\ud83d\ude00\n\\\"x\r\ny",{"m":"é\"}","n":[1,{}]},["p",{"q":[]},-12.5,"r"],[[“s”],["t"]],null]"#,
    #"{"v":{"a":["]"]},"logs":[{"message":"m\r\n","level":"info"},{"x":"y"}],"n":1}"#,
    "[\r\n \"a\",\r\n {\r\n \"b\": \"c\"\r\n },\r\n [\"d\", 1]\r\n]\r\n[\"e\"]",
  ].map { Array($0.utf8) }

  @Test func piecesOfAnySizeGiveTheSame() {
    var generator = SeededGenerator(seed: 2)
    for round in 0..<4000 {
      let sample = BatchDecoderTests.samples[round % BatchDecoderTests.samples.count]
      let bytes = round < 300 ? sample : mutated(sample, using: &generator)
      let whole = Decoded(bytes)
      let limit = Int.random(in: 1...9, using: &generator)
      let pieces = Decoded(bytes, drains: round % 2 == 0) { Int.random(in: 1...limit, using: &generator) }
      #expect(pieces == whole, "\(String(decoding: bytes, as: UTF8.self))")
      #expect(whole.output.count(where: { $0 == 0x0a }) >= whole.marks.count)
      #expect(whole.marks.allSatisfy { $0.offset < bytes.count && $0.position <= whole.output.count })
    }
  }

  @Test func piecesAroundTheCapGiveTheSame() {
    let text = String(repeating: "a", count: BatchDecoder.elementCap - 5) + "é😀é😀"
    let bytes = Array("[\"\(text)\",\"b\"]".utf8)
    let whole = Decoded(bytes)
    #expect(whole.cut == 1)
    for distance in 0..<16 {
      var sizes = [BatchDecoder.elementCap - 8 + distance, 1, 1]
      #expect(Decoded(bytes, drains: true) { sizes.isEmpty ? .max : sizes.removeFirst() } == whole)
    }
  }

  @Test func brokenElementsDoNotSwallowTheRest() {
    var generator = SeededGenerator(seed: 3)
    let strings = (0..<40).map { "\"line \($0)\"" }.joined(separator: ",")
    let objects = (0..<40).map { #"{"m":"line \#($0)","n":\#($0)}"# }.joined(separator: ",")
    for round in 0..<2000 {
      let bytes = Array("[\(round % 2 == 0 ? strings : objects)]".utf8)
      // Damage in the first third leaves the last element readable.
      let third = bytes.count / 3
      var head = Array(bytes[..<third])
      let index = Int.random(in: 1..<third, using: &generator)
      head[index] = Array("\"\\{}[],:x".utf8).randomElement(using: &generator) ?? 0
      #expect(Decoded(head + bytes[third...]).text.contains("line 39"))
    }
  }
}

@Suite struct BatchRecognitionTests {
  private func recognises(_ text: String) -> Bool {
    BatchDecoder.recognises(head: Array(text.utf8)[...])
  }

  @Test(arguments: [
    #"["azure:ACS-calling:info a","b"]"#,
    "\u{feff} \n[\n  \"a\",\n  \"b\"\n]\n",
    #"[["azure:ACS:info a","b"],["c"]]"#,
    #"[{"level":"info","message":"a"},{"message":"b"}]"#,
    "[\n  {\n    \"message\": \"a\"\n  }\n]",
    #"{"session":"x","meta":{"logs":1},"logs":["a"]}"#,
    #"{"records":[{"time":"a"}]}"#,
    "{\n \"lines\": [\n [\"a\", 1]\n ]\n}",
    #"["an element that is longer than the head"#,
    "[{\"a\":1}]\n[{\"b\":2}]\n",
    #"["azure:ACS:info a","azure:ACS:info b"]"# + "\n[\"azure:ACS:info c\"]",
    "{\"time\":1,\"logs\":[\"a\"]}\n{\"time\":2,\"logs\":[{\"message\":\"b\"}]}\n",
    #"{"data":{"session":"x","logs":["a"]}}"#,
    "{\"data\":{\"logs\":[\"a\"]},\"n\":1}\n{\"data\":{\"logs\":[\"b\"]}}\n",
  ])
  func aBatchIsRecognised(text: String) {
    #expect(recognises(text))
  }

  @Test(arguments: [
    "", "  \n", "[", "[]", "[[", "[1,2]",
    "[info] azure:ACS:info a\n[info] b",
    "[2024-01-16 06:26:52] a",
    "[CallClient][ACSCall{x}{Connected}] a",
    "[\"tag\"] message\n",
    "{\"message\":\"a\"}\n{\"message\":\"b\"}\n",
    "{\"message\":\"a\"} {\"logs\":[\"b\"]}",
    "{\"logs\":[\"a\"]}\n{\"message\":\"b\"}\n",
    "{\"logs\":[\"a\"]}\n{\"name\":\"b\"}\n{\"logs\":[\"c\"]}\n",
    "{\"logs\":[\"a\"],\"message\":\"b\"}\n{\"logs\":[\"c\"],\"message\":\"d\"}\n",
    "{\n  \"code\": 0,\n  \"list\": [\"a\"]\n}",
    "{\"logs\":[]}",
    "{ code: 487, logs: ['a'] }",
    "['a', 'b']",
    "[{'code': 0}]",
    "[\"azure:ACS:info a\",\"b\"]\n[\"azure:ACS:info c\",\"d\"]\n",
    "azure:ACS:info a [\"b\"]",
    "[\n  \"a\"\n]\n2024-01-16T06:26:55.900Z next line",
    "\"a\"", "7", "{\"a\":{\"logs\":[\"b\"]}}",
  ])
  func anythingElseIsNot(text: String) {
    #expect(!recognises(text), "\(text)")
  }

  @Test func readsNoFurtherThanTheHead() {
    let padding = String(repeating: "x", count: BatchDecoder.headLength)
    #expect(!recognises("{\"a\":\"\(padding)\",\"logs\":[\"b\"]}"))
    #expect(recognises("[\"\(padding)\"] rest"))
  }

  @Test func whatIsRecognisedDecodesToSomething() {
    var generator = SeededGenerator(seed: 4)
    let sample = Array(#"{"v":[1],"logs":["a","b"],"c":"d"}"#.utf8)
    for _ in 0..<3000 {
      let bytes = mutated(sample, using: &generator)
      guard BatchDecoder.recognises(head: bytes[...]) else { continue }
      #expect(!Decoded(bytes).marks.isEmpty, "\(String(decoding: bytes, as: UTF8.self))")
    }
  }
}
