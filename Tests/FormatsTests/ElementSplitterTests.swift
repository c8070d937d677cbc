import Testing

@testable import Formats

/// Cutting elements out of documents: what is found depends on the text alone, and damage costs the damaged part.
@Suite struct ElementSplitterTests {
  /// The elements of a text that comes in pieces of the given lengths.
  private func elements(_ text: [UInt8], pieces: [Int]) -> [String] {
    var splitter = ElementSplitter()
    var window: [UInt8] = []
    var rest = text[...]
    var found: [String] = []
    var turn = 0
    while true {
      let piece = rest.prefix(pieces[turn % pieces.count])
      rest = rest.dropFirst(piece.count)
      turn += 1
      window += piece
      while let element = splitter.next(window, isLast: rest.isEmpty) {
        found.append(words(element, window))
      }
      let done = max(0, min(splitter.needed, window.count))
      window.removeFirst(done)
      splitter.drop(done)
      if rest.isEmpty { return found }
    }
  }

  private func words(_ element: ElementSplitter.Element, _ text: [UInt8]) -> String {
    var words = String(decoding: text[element.range], as: UTF8.self)
    if let context = element.context {
      words +=
        " of \(context.table ?? "-") \(context.columns?.columns.map(\.name).joined(separator: "+") ?? "-")"
      words += context.shared.map { " \($0.key)" }.joined()
    }
    if element.isBare { words += " bare" }
    if element.isDamaged { words += " damaged" }
    if element.isTruncated { words += " truncated" }
    return words
  }

  private func elements(_ text: String) -> [String] { elements(Array(text.utf8), pieces: [1 << 20]) }

  @Test("what means nothing is not held while its end is looked for")
  func nothingIsHeld() {
    for opening in [
      #"{"records":[{"a":1}],"x":["#, #"{"records":[{"a":1}],"x":""#, #"{"records":[{"a":1}],"columns":["#,
    ] {
      var splitter = ElementSplitter()
      var window = Array(opening.utf8)
      var longest = 0
      for _ in 0..<80 {
        window += Array(repeating: UInt8(ascii: "1"), count: 1 << 16)
        while splitter.next(window, isLast: false) != nil {}
        let done = max(0, min(splitter.needed, window.count))
        window.removeFirst(done)
        splitter.drop(done)
        longest = max(longest, window.count)
      }
      #expect(longest <= ElementSplitter.elementCap + 1 << 17, "\(opening)")
    }
  }

  @Test("records in arrays in arrays are cut, and what stands too deep is counted")
  func nestedArrays() {
    #expect(elements(#"{"records":[[{"a":1}],[[{"b":2}]]]}"#) == [#"{"a":1}"#, #"{"b":2}"#])
    var splitter = ElementSplitter()
    let brackets = 20
    let deep = String(repeating: "[", count: brackets) + #"{"a":1}"# + String(repeating: "]", count: brackets)
    let text = Array((deep + #"{"b":2}"#).utf8)
    var found: [String] = []
    while let element = splitter.next(text, isLast: true) {
      found.append(String(decoding: text[element.range], as: UTF8.self))
    }
    #expect(found == [#"{"b":2}"#])
    #expect(splitter.strayBytes == deep.utf8.count - 2 * 16)
    #expect(splitter.firstStray == 16)
  }

  private static let documents = [
    #"{"a":1}"# + "\n" + #"{"a":"}{"}"# + "\r\n" + #"{"a":{"b":[1,2]}}"#,
    #"{"records":[{"a":1},{"a":[{"b":"\"]}"}]}]}"# + "\n" + #"{"records":[{"a":3}]}"#,
    #"{"tables":[{"name":"P","columns":[{"name":"A","type":"string"},{"name":"B"}],"rows":[["x",1],["]",null]]}]}"#,
    #"{"Tables":[{"TableName":"T","Columns":[{"ColumnName":"A"}],"Rows":[["x"],["y"]]}]}"#,
    #"[{"FrameType":"DataSetHeader"},{"FrameType":"DataTable","Columns":[{"ColumnName":"A"}],"Rows":[["x"]]}]"#,
    #"[ {"a":1}, {"a":2} , [{"a":3}] ]"#,
    #"{"shared":{"time":"t"},"properties":[{"a":1},{"a":2}]}"#,
    #"{"ACSCallSummary":{"a":1},"ACSCallDiagnostics":[{"a":2},{"a":3}]}"#,
    #"{"log":{"version":"1.2","creator":{"name":"x"},"entries":[{"a":1},{"a":2}]}}"#,
    #""category": "x", "properties": {"a":1}, "properties": {"a":2}"#,
    #""a": "{"inner":"quotes"}", "b": 2"#,
  ]

  @Test("elements of each container")
  func containers() {
    let found = ElementSplitterTests.documents.map { elements($0) }
    #expect(found[0] == [#"{"a":1}"#, #"{"a":"}{"}"#, #"{"a":{"b":[1,2]}}"#])
    #expect(found[1] == [#"{"a":1}"#, #"{"a":[{"b":"\"]}"}]}"#, #"{"a":3}"#])
    #expect(found[2] == [#"["x",1] of - A+B"#, #"["]",null] of - A+B"#])
    #expect(found[3] == [#"["x"] of - A"#, #"["y"] of - A"#])
    #expect(found[4] == [#"["x"] of - A"#])
    #expect(found[5] == [#"{"a":1}"#, #"{"a":2}"#, #"{"a":3}"#])
    #expect(found[6] == [#"{"a":1} of - - time"#, #"{"a":2} of - - time"#])
    #expect(
      found[7] == [
        #"{"a":1} of ACSCallSummary -"#, #"{"a":2} of ACSCallDiagnostics -"#,
        #"{"a":3} of ACSCallDiagnostics -"#,
      ])
    #expect(found[8] == [#"{"a":1}"#, #"{"a":2}"#])
    #expect(found[9] == [#"{"a":1} of - - category"#, #"{"a":2} of - - category"#])
    #expect(found[10] == [#""a": "{"inner":"quotes"}", "b": 2 bare"#])
  }

  @Test("the same elements, however the text comes in", arguments: documents)
  func pieces(document: String) {
    let text = Array(document.utf8)
    let whole = elements(text, pieces: [text.count])
    for pieces in [[1], [2], [3], [7], [1, 5, 2], [13]] {
      #expect(elements(text, pieces: pieces) == whole, "pieces of \(pieces)")
    }
  }

  @Test("a text that is cut anywhere gives the elements before the cut", arguments: documents)
  func cuts(document: String) {
    let text = Array(document.utf8)
    let whole = elements(text, pieces: [text.count]).filter { !$0.hasSuffix("bare") }
    for end in text.indices {
      let found = elements(Array(text[..<end]), pieces: [5]).filter {
        !$0.hasSuffix("truncated") && !$0.hasSuffix("bare")
      }
      #expect(found == Array(whole.prefix(found.count)), "cut at \(end)")
    }
  }

  @Test("a lost byte costs no more than two elements")
  func lostBytes() {
    let records = (0..<20).map { #"{"time":"t\#($0)","a":{"b":[\#($0)]},"c":"d"}"# }
    let text = Array((#"{"records":["# + records.joined(separator: ",") + "]}").utf8)
    let start = #"{"records":["#.utf8.count
    // What tells elements in damage apart is their first name: without one of its quotes they cannot be.
    let quotes = Set(
      records.indices.flatMap { index in
        let element = start + records[..<index].reduce(0) { $0 + $1.utf8.count + 1 }
        return [element + 1, element + 6]
      })
    for lost in start..<text.count - 2 where !quotes.contains(lost) {
      var damaged = text
      damaged.remove(at: lost)
      var found: Set<String> = []
      for element in elements(damaged, pieces: [64]) {
        let element = element.replacing(" damaged", with: "").replacing(" truncated", with: "")
        let bytes = Array(element.utf8)
        // What simdjson refuses is broken up where it is read.
        let places = ElementBoundaries.places(bytes, in: 0..<bytes.count)
        for part in ElementBoundaries.parts(bytes, from: 0, at: places + [bytes.count]) {
          found.insert(String(decoding: bytes[part], as: UTF8.self))
        }
      }
      let intact = records.count { found.contains($0) }
      #expect(intact >= 17, "without byte \(lost)")
    }
  }

  @Test("any bytes end, in memory that they fill", arguments: 0..<300 as Range<UInt64>)
  func anyBytes(seed: UInt64) {
    var state = seed &* 0x9e37_79b9_7f4a_7c15 &+ 1
    func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
    let alphabet = Array(#"{}[]",:\ab 1"#.utf8) + [0x0a, 0x0d, 0xff, 0]
    let words = [
      "\"records\":[", "\"rows\":[", "\"columns\":[{\"name\":\"a\"}]", "\"properties\":{", "\n{\"a\":",
    ]
    var text: [UInt8] = []
    for _ in 0..<400 {
      if next() % 9 == 0 {
        text += words[Int(next() % 5)].utf8
      } else {
        text.append(alphabet[Int(next() % 16)])
      }
    }
    let whole = elements(text, pieces: [text.count])
    #expect(whole.reduce(0) { $0 + $1.utf8.count } <= text.count * 8)
    _ = elements(text, pieces: [3, 1, 8])
  }

  @Test("deep containers are passed over")
  func deepContainers() {
    let text = [UInt8](repeating: .openBracket, count: 300_000)
    #expect(elements(text, pieces: [1 << 16]).count <= 1)
  }

  @Test("a record over the cap is cut, and the next one read")
  func longRecords() {
    let long = #"{"a":""# + String(repeating: "x", count: 3 << 20) + #""}"#
    let text = Array((#"{"records":["# + long + #",{"a":2}]}"#).utf8)
    var splitter = ElementSplitter()
    var found: [ElementSplitter.Element] = []
    while let element = splitter.next(text, isLast: true) { found.append(element) }
    #expect(found.map(\.isCut) == [true, false])
    #expect(found.first?.range.count == ElementSplitter.elementCap)
  }
}
