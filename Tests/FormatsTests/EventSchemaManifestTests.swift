import Evidence
import Testing

@testable import Formats

/// Instrumentation manifests, and those of EventSources.
@Suite struct EventSchemaManifests {
  private let manifest = """
    <!-- <?xml version="1.0" encoding="UTF-16"?> -->
    <?xml version="1.0" encoding="UTF-16"?>
    <i:instrumentationManifest xmlns:i="urn:i" xmlns:win="urn:w"><i:instrumentation><i:events>
    <i:provider name="$(string.Provider)" guid="{11111111-2222-3333-4444-555555555555}">
      <i:events>
        <i:event value="0x7" version="2" level="win:Error" task="Call" opcode="win:Stop" template="T" message="$(string.Ended)" channel="C" keywords="Media win:AuditSuccess"/>
        <i:event value="8" symbol="Plain"/>
        <i:event value="70000"/>
      </i:events>
      <i:channels><i:channel chid="C" name="Sample-Media/Operational"/></i:channels>
      <i:templates><i:template tid="T">
        <i:data name="size" inType="win:UInt16"/>
        <i:data name="data" inType="win:Binary" length="size"/>
        <i:data name="state" inType="win:UInt32" map="States"/>
        <i:struct name="leg" count="2"><i:data name="port" inType="win:UInt16" outType="win:Port"/></i:struct>
        <i:data name="text" inType="win:UnicodeString" outType="xs:string" length="3"/>
      </i:template></i:templates>
      <i:maps><i:valueMap name="States"><i:map value="0x3" message="$(string.Gone)"/></i:valueMap></i:maps>
    </i:provider>
    <i:provider name="Other" guid="99999999-2222-3333-4444-555555555555"/>
    </i:events></i:instrumentation>
    <i:localization><i:resources culture="de-DE"><i:stringTable><i:string id="Gone" value="Getrennt"/></i:stringTable></i:resources>
    <i:resources culture="en-US"><i:stringTable><i:string id="Gone" value="Disconnected"/>
      <i:string id="Ended" value="Call %1 &amp; more"/><i:string id="Provider" value="Sample-Media"/>
    </i:stringTable></i:resources></i:localization></i:instrumentationManifest>
    """

  private func expectWhole(_ read: InstrumentationManifest?) throws {
    let read = try #require(read)
    let provider = try testProvider()
    #expect(read.providers.values.sorted() == ["Other", "Sample-Media"])
    #expect(read.schemas.count == 2)
    let schema = try #require(read.schemas[.init(provider: provider, id: 7, version: 2)])
    #expect(schema.providerName == "Sample-Media")
    #expect(schema.name == "Call/Stop")
    #expect(schema.level == "Error")
    #expect(schema.channel == "Sample-Media/Operational")
    #expect(schema.keywords == ["Media", "AuditSuccess"])
    #expect(schema.message == "Call %1 & more")
    #expect(
      schema.fields == [
        .init("size", .uint16), .init("data", .binary, length: .field(0)),
        .init("state", .uint32, map: .init(names: [3: "Disconnected"], isBitMap: false)),
        .init("leg", .structure, count: .constant(2), members: [.init("port", .uint16, format: .port)]),
        .init("text", .unicodeString, format: .string, length: .constant(3)),
      ])
    #expect(read.schemas[.init(provider: provider, id: 8, version: 0)]?.name == "Plain")
  }

  @Test func longManifestsAndLongNames() throws {
    let comment = "<!--" + String(repeating: "x", count: 100_000) + "-->"
    let padding = String(repeating: comment, count: 110)
    let name = String(repeating: "n", count: 5000)
    let text = """
      <instrumentationManifest><instrumentation><events><provider name="P" guid="{\(TraceBuilder.media)}">\(padding)
      <templates><template tid="T"><data name="\(name)" inType="win:UInt32"/></template></templates>
      <events><event value="1" template="T" message="\(name)\(name)"/></events></provider></events></instrumentation>
      </instrumentationManifest>
      """
    let read = try #require(InstrumentationManifest(Array(text.utf8)))
    #expect(!read.isDamaged && !read.isCutShort)
    let schema = try #require(read.schemas.values.first)
    #expect(schema.fields.map(\.name.count) == [256])
    #expect(schema.message?.count == 4096)
  }

  @Test func fieldsBeyondCountAreLeftOut() throws {
    let fields = String(repeating: "<data name=\"a\" inType=\"win:UInt8\"/>", count: 5000)
    let text =
      "<instrumentationManifest><provider name='P' guid='{\(TraceBuilder.media)}'><templates><template tid='T'>\(fields)"
      + "</template></templates><events><event value='1' template='T'/></events></provider></instrumentationManifest>"
    let read = try #require(InstrumentationManifest(Array(text.utf8)))
    #expect(read.isCutShort)
    #expect(read.schemas.values.first?.fields.count == 4096)
  }

  @Test func everyPart() throws {
    try expectWhole(InstrumentationManifest(Array(manifest.utf8)))
  }

  @Test func utf16() throws {
    let little = windowsBytes { bytes in for unit in manifest.utf16 { bytes.add(unit) } }
    try expectWhole(InstrumentationManifest(little))
    try expectWhole(InstrumentationManifest([0xff, 0xfe] + little))
    let big = windowsBytes { bytes in for unit in manifest.utf16 { bytes.add(unit.byteSwapped) } }
    try expectWhole(InstrumentationManifest([0xfe, 0xff] + big))
  }

  @Test func cutManifestKeepsWhatItHas() throws {
    // The text up to the end of the first list of events.
    let lines = manifest.split(separator: "\n").prefix { !$0.contains("<i:channels>") }
    let read = try #require(InstrumentationManifest(Array(lines.joined(separator: "\n").utf8)))
    #expect(read.schemas.count == 2)
  }

  @Test(arguments: [
    "", "<", "<!DOCTYPE x><instrumentationManifest/>", "<!-- never closed", "<Events><Event/></Events>",
    "<provider name=\"x\" guid=\"no GUID\"/>",
  ])
  func noManifest(text: String) {
    #expect(InstrumentationManifest(Array(text.utf8)) == nil)
  }

  @Test func entitiesAreNotDeclared() {
    let text =
      "<a><!DOCTYPE a [<!ENTITY x \"y\">]><provider name=\"&x;\" guid=\"\(String(repeating: "1", count: 8))\"/></a>"
    #expect(InstrumentationManifest(Array(text.utf8)) == nil)
  }

  private func piece(_ text: some Sequence<UInt8>, _ index: UInt16, of total: UInt16) -> [UInt8] {
    windowsBytes {
      $0.bytes = [1, 1, 0, 0x5b]
      $0.add(total)
      $0.add(index)
      $0.bytes += text
    }
  }

  @Test func piecesInAnyOrder() throws {
    let text = Array(manifest.utf8)
    let provider = try testProvider()
    var manifests = EventSourceManifests()
    let pieces: [(payload: [UInt8], process: UInt32)] = [
      (piece(text[900...], 2, of: 3), 1), (piece(text[..<300], 0, of: 3), 1),
      (piece(text[..<300], 0, of: 3), 1),
      (piece(text[300..<900], 1, of: 3), 2), (piece(text[300..<900], 3, of: 3), 1),
      (piece(text[300..<900], 1, of: 3), 1), (piece([65], 0, of: 1), 1),
      ([1, 1, 0, 0x5c, 1, 0, 0, 0, 65], 1),
    ]
    let joined = pieces.map { manifests.add($0.payload, provider: provider, process: $0.process) }
    #expect(joined == [nil, nil, nil, nil, nil, text, [65], nil])
  }
}
