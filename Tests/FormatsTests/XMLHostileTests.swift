import Evidence
import Testing

@testable import Formats

/// Input that is made to exhaust, to open or to crash.
@Suite struct XMLHostile {
  @Test(arguments: [
    "<!DOCTYPE q [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;\">]><Events><Event><Data>&b;</Data></Event></Events>",
    "<!DOCTYPE q [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Events><Event><Data>&x;</Data></Event></Events>",
    "<!DOCTYPE q SYSTEM \"file:///etc/passwd\"><Events><Event><Data>z</Data></Event></Events>",
  ]) func documentTypeIsRefused(text: String) {
    let reading = readXML("<?xml version=\"1.0\"?>" + text)
    #expect(reading.records.isEmpty)
    #expect(reading.kinds == [.corrupt])
    #expect(reading.problems.first?.offset == 21)
  }

  @Test func entitiesAreNeverExpanded() {
    let reading = readXML("<Event><!ENTITY a \"b\"><Data>&a;</Data></Event><Event><Data>&a;</Data></Event>")
    #expect(reading.messages == ["&a;"])
    #expect(reading.kinds == [.corrupt])
  }

  @Test func depthOutsideEvents() {
    let reading = readXML(
      "<Events>" + String(repeating: "<a>", count: 10_000) + tracerptEvent("<Data>a</Data>"))
    #expect(reading.messages == ["a"])
    #expect(reading.kinds == [.corrupt, .truncated])
  }

  @Test func depthInsideEvents() {
    func nested(_ depth: Int) -> String {
      let tags = String(repeating: "<a>", count: depth) + "x" + String(repeating: "</a>", count: depth)
      return tracerptEvent(tags)
    }
    let reading = readXML(inRoot([nested(100_000), nested(200), nested(300)]))
    #expect(reading.messages == ["a: x"])
    #expect(reading.kinds == [.corrupt, .corrupt])
  }

  @Test func longText() throws {
    let long = tracerptEvent(
      "<Data Name=\"callId\">11111111-aaaa-4bbb-8ccc-222222222222</Data><Data Name=\"long\">"
        + String(repeating: "abcdefghij\n", count: 1_100_000) + "</Data>")
    let reading = readXML(inRoot([tracerptEvent("<Data>a</Data>"), long, tracerptEvent("<Data>b</Data>")]))
    #expect(reading.kinds == [.recordCut])
    #expect(reading.records.map(\.isCut) == [false, true, false])
    let cut = try #require(reading.records.dropFirst().first)
    #expect(cut.text.hasPrefix("callId: 11111111-aaaa-4bbb-8ccc-222222222222\nlong: abcdefghij\nabc"))
    #expect(cut.message.count > 1_000_000 && cut.message.count <= EventCutter.limit)
    #expect(reading.records.last?.text == "b")
    #expect(reading.records.last?.source.line == 1 + 17 + 1_100_017 + 1)
  }

  @Test(arguments: ["<Event xmlns=\"u\" x=\"", "<Event xmlns=\"u\"><Data Name=\"a\">b</Data><Data Name=\""])
  func longAttribute(before: String) {
    let long = before + String(repeating: "A", count: 12 << 20) + "\">c</Data></Event>\n"
    let reading = readXML(inRoot([long, tracerptEvent("<Data>d</Data>")]), chunk: 1 << 20)
    #expect(reading.kinds == [.recordCut])
    #expect(reading.messages.last == "d")
    #expect(reading.records.count == 2)
    #expect(reading.messages.first == (before.hasPrefix("<Event xmlns=\"u\" x") ? "" : "a: b"))
  }

  @Test(arguments: [
    "<!--", "<![CDATA[", "<", "<Event", "<Event ", "<Event ><!--", "</Event", "<Obj ", "&", "<?", "<a b='",
    "\u{0}", "]]>",
  ])
  func endless(piece: String) {
    let text = String(repeating: piece, count: 300_000 / piece.utf8.count)
    _ = readXML("<Events>" + text, chunk: 10_000)
    let reading = readXML(inRoot([tracerptEvent(text), tracerptEvent("<Data>last</Data>")]), chunk: 10_000)
    #expect(reading.messages.last == "last")
  }

  @Test func neverTheSameStartTag() {
    let text = (0..<30_000).map { "<Event a='\($0)'>" }.joined()
    #expect(readXML(text + tracerptEvent("<Data>last</Data>"), chunk: 10_000).messages == ["last"])
  }

  @Test func manyNames() {
    let events = (0..<300).map { number in
      tracerptEvent((0..<300).map { "<n\(number)x\($0)>\($0)</n\(number)x\($0)>" }.joined())
    }
    let reading = readXML(inRoot(events))
    #expect(reading.records.count == 300)
    #expect(reading.problems.isEmpty)
  }

  @Test func manyFieldsThatAMessageMayShow() {
    let fields = (0..<40_000).map { "<Data>a\($0)</Data>" }.joined()
    let event =
      "<Event><EventData>\(fields)</EventData><RenderingInfo><Message>"
      + String(repeating: "a", count: 60_000) + "</Message></RenderingInfo></Event>"
    #expect(readXML(event).records.first?.message.count ?? 0 > 200_000)
  }
}

@Suite struct XMLProperties {
  private static let seeds: [String] = [
    "#< CLIXML\r\n<Objs Version=\"1.1.0.1\">\r\n  <Obj RefId=\"0\"><Props><Obj N=\"a\" RefId=\"1\"><LST><S>b</S></LST></Obj>"
      + "</Props><MS><S N=\"Message\">a_x000A_b</S></MS></Obj>\r\n  <S S=\"Error\">no</S>\r\n</Objs>",
    "\u{feff}<?xml version=\"1.0\"?>\n<!-- c -->"
      + inRoot(
        [
          tracerptEvent("<Data Name=\"é\">a &amp; b\u{1}</Data><![CDATA[x</Event>]]>"),
          tracerptEvent("<Data>c</Data>"),
          tracerptEvent("<Data Name=\"Blob\">0x63006F0064006500</Data>"),
        ]),
    (1...3).map { "<Event xmlns='u'><UserData><Event a='b'><C>\($0)</C></Event></UserData></Event>\n" }
      .joined(),
  ]

  @Test func chunksMakeNoDifference() {
    var generator = SeededGenerator(seed: 11)
    for seed in XMLProperties.seeds {
      for round in 0..<60 {
        let bytes = round == 0 ? Array(seed.utf8) : mutated(Array(seed.utf8), using: &generator)
        let whole = readXML(bytes).summary
        for chunk in [1, 2, 7, 64, 300] {
          #expect(readXML(bytes, chunk: chunk).summary == whole)
        }
      }
    }
  }

  @Test func mutationsAreReadOrSaid() {
    var generator = SeededGenerator(seed: 12)
    var given = 0
    let rounds = mutantCount(of: 6000)
    for round in 0..<rounds {
      let seed = Array(XMLProperties.seeds[round % XMLProperties.seeds.count].utf8)
      let bytes = mutated(seed, using: &generator)
      let reading = readXML(bytes, chunk: Int.random(in: 20...4000, using: &generator))
      given += reading.records.count
      for record in reading.records {
        #expect(record.source.offset >= 0 && record.source.offset < bytes.count)
        #expect(String(validating: record.message, as: UTF8.self) != nil)
      }
      let offsets = reading.records.map(\.source.offset)
      #expect(offsets == offsets.sorted())
      #expect(reading.problems.allSatisfy { $0.offset.map { $0 >= 0 && $0 <= bytes.count } ?? true })
    }
    #expect(given > rounds)
  }

  @Test func damageOfOneEventSparesTheOthers() {
    var generator = SeededGenerator(seed: 13)
    let events = tracerptDump(5)
    for _ in 0..<3000 {
      // The last byte of the damaged event stays, so that its neighbour begins on a line of its own.
      let damaged = mutated(Array(events[2].utf8), using: &generator)
      let bytes =
        Array(("<Events>\r\n" + events[0] + events[1]).utf8) + damaged + Array("\n".utf8)
        + Array((events[3] + events[4] + "</Events>").utf8)
      let messages = readXML(bytes).messages
      #expect(messages.starts(with: ["Number: 1", "Number: 2"]))
      #expect(messages.suffix(2) == ["Number: 4", "Number: 5"])
    }
  }
}
