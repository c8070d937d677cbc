import Evidence
import Testing

@testable import Formats

/// Damage costs the damaged event, is said with its place, and costs nothing else.
@Suite struct XMLDamage {
  private static let all = (1...6).map { "Number: \($0)" }

  @Test func intact() {
    let reading = readXML(inRoot(tracerptDump(6)))
    #expect(reading.messages == XMLDamage.all)
    #expect(reading.problems.isEmpty)
  }

  @Test(arguments: [
    ("</EventData>", "</EventDate>"), ("</EventData>", ""), ("<System>", "<System"), ("\" Guid", " Guid"),
    ("</Event>", "</Evemt>"), ("</Event>", ""), ("<Event xmlns", "<Evemt xmlns"),
    ("<Data Name", "<![CDATA[<Data Name"),
    ("<Data Name", "<!-- <Data Name"), ("<Data Name", "<Event a=\"b\"><Data Name"),
    ("<Data Name", "<Data Name <"),
    ("<Data Name", "<Data Name=\"a\" Name"), ("<EventData>", "<EventData>]]>"),
    ("<Data Name", "<!DOCTYPE a><Data Name"), ("<Event xmlns", "<Event x=\"/>\" y=\"<\" xmlns"),
  ]) func costsOneEvent(of: String, with replacement: String) throws {
    var events = tracerptDump(6)
    let range = try #require(events[2].firstRange(of: of))
    events[2].replaceSubrange(range, with: replacement)
    let reading = readXML(inRoot(events))
    #expect(reading.messages == XMLDamage.all.filter { $0 != "Number: 3" })
    #expect(reading.kinds.first == .corrupt)
    let start = "<Events>\r\n".utf8.count + events[0].utf8.count + events[1].utf8.count
    let offset = try #require(reading.problems.first?.offset)
    #expect(offset >= start && offset < start + events[2].utf8.count)
  }

  @Test func cutAnywhere() {
    let bytes = Array(inRoot(tracerptDump(3)).utf8)
    let ends = bytes.indices.filter { bytes[...$0].suffix(8).elementsEqual("</Event>".utf8) }
    for count in stride(from: 10, to: bytes.count - 12, by: 13) {
      let reading = readXML(Array(bytes[..<count]))
      #expect(reading.records.count == ends.count { $0 < count })
      #expect(reading.kinds == [.truncated])
    }
  }

  @Test func beginningLost() {
    let text = inRoot(tracerptDump(3))
    let reading = readXML(Array(Array(text.utf8).dropFirst(300)))
    #expect(reading.messages == ["Number: 2", "Number: 3"])
    #expect(reading.kinds == [.corrupt])
  }

  @Test func manyDamagedEventsAreCounted() {
    let events = tracerptDump(100).map { $0.replacing("</System>", with: "") } + tracerptDump(1)
    let reading = readXML(inRoot(events))
    #expect(reading.messages == ["Number: 1"])
    #expect(reading.problems.count == 21)
    #expect(reading.problems.last?.detail.contains("80") == true)
  }

  @Test(arguments: [
    ("\u{3}", "?"), ("\u{0}", "?"), ("&#x3;", "?"), ("&#0;", "?"), ("&#xFFFE;", "?"), ("&#xd800;", "?"),
    ("&#x41;&#66;&amp;", "AB&"), ("&nbsp;", "&nbsp;"), ("a & b &c", "a & b &c"), ("\u{fffe}", "?"),
    ("\u{fffd}é😀", "\u{fffd}é😀"), ("&#99999999999;", "&#99999999999;"), ("&#x;", "&#x;"),
  ]) func sanitises(written: String, read: String) {
    let reading = readXML(inRoot([tracerptEvent("<Data>[\(written)]</Data>")]))
    #expect(reading.messages == ["[\(read)]"])
    #expect(reading.problems.isEmpty)
  }

  @Test(
    arguments: [
      ([0xe9], "é"), ([0x80], "€"), ([0xed, 0xa0, 0x80], "?"), ([0xc3], "Ã"), ([0xf0, 0x9f], "ðŸ"),
      ([0xc0, 0x80], "À€"),
    ] as [([UInt8], String)]) func bytesThatAreNoUTF8(bytes: [UInt8], read: String)
  {
    let parts = inRoot([tracerptEvent("<Data>[@]</Data>")]).split(separator: "@")
    let reading = readXML(Array(parts[0].utf8) + bytes + Array(parts[1].utf8))
    #expect(reading.messages == ["[\(read)]"])
  }

  @Test func wrongDeclarationsAndSeveralDocuments() {
    let declaration = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n"
    let document = declaration + inRoot(tracerptDump(2))
    let reading = readXML(document + document)
    #expect(reading.messages == ["Number: 1", "Number: 2", "Number: 1", "Number: 2"])
    #expect(reading.problems.isEmpty)
  }

  @Test(arguments: [true, false]) func objects(isIndented: Bool) {
    let separator = isIndented ? "\n  " : ""
    var objects = (1...4).map { number in
      "\(separator)<Obj RefId=\"\(number)\"><Props><Obj N=\"a\" RefId=\"9\(number)\"><LST><S>b</S></LST></Obj>"
        + "<S N=\"ProviderName\">p</S></Props><MS><S N=\"Message\">m\(number)</S></MS></Obj>"
    }
    objects[1] = objects[1].replacing("</LST></Obj>", with: "</LST>")
    let reading = readXML("<Objs Version=\"1.1.0.1\">" + objects.joined() + "\n</Objs>")
    #expect(reading.messages == ["m1", "m3", "m4"].map { $0 + "\na: b" })
    #expect(reading.kinds == [.corrupt])
  }
}
