import Evidence
import Testing

@testable import Formats

/// The descriptions of events that merged traces have.
@Suite struct EventSchemaTables {
  private func table(_ infos: [[UInt8]], maps: [[UInt8]] = []) -> EventSchemaTable {
    var table = EventSchemaTable()
    let taken = infos.map { table.addEventInfo($0) } + maps.map { table.addMapInfo($0) }
    #expect(!taken.contains(false))
    table.resolveMaps()
    return table
  }

  private func takes(info: [UInt8]) -> Bool {
    var table = EventSchemaTable()
    return table.addEventInfo(info)
  }

  private func takes(map: [UInt8]) -> Bool {
    var table = EventSchemaTable()
    return table.addMapInfo(map)
  }

  private func key() throws -> EventSchema.Key {
    EventSchema.Key(provider: try testProvider(), id: 7, version: 2)
  }

  @Test func namesAndFields() throws {
    let table = table([
      eventInfo(
        [
          TestProperty(name: "size", first: 6), TestProperty(name: "data", flags: 2, first: 14, length: 0),
          TestProperty(name: "legs", flags: 5, first: 3, second: 2, count: 0),
          TestProperty(name: "address", first: 8, second: 23),
          TestProperty(name: "label", flags: 2, first: 1, length: 3),
        ], topLevel: 3)
    ])
    let schema = try #require(table.schema(try key()))
    #expect(schema.providerName == "Sample-Media")
    #expect(schema.name == "Call/End")
    #expect(schema.level == "Error")
    #expect(table.providerName(try testProvider()) == "Sample-Media")
    #expect(
      schema.fields == [
        .init("size", .uint16), .init("data", .binary, length: .field(0)),
        .init(
          "legs", .structure, count: .field(0),
          members: [
            .init("address", .uint32, format: .ipv4), .init("label", .unicodeString, length: .field(0)),
          ]),
      ])
  }

  @Test func mapsComeBehind() throws {
    let table = table(
      [
        eventInfo([
          TestProperty(name: "state", first: 8, map: "States"),
          TestProperty(name: "media", first: 8, map: "Media"),
        ])
      ],
      maps: [
        mapInfo("States", flags: 1, [(3, "Disconnected "), (3, "second"), (4, "Held")]),
        mapInfo("Media", flags: 2, [(1, "Audio"), (2, "Video")]),
      ])
    let schema = try #require(table.schema(try key()))
    let decoded = PayloadDecoder(pointerSize: 8).decode(
      ([3, 0, 0, 0, 3, 0, 0, 0] as [UInt8]).span, as: schema)
    #expect(decoded.fields.map(\.shown) == ["Disconnected", "Audio | Video"])
  }

  @Test func damagedBlobs() {
    let good = eventInfo([TestProperty(name: "a", first: 8)])
    #expect(!takes(info: Array(good.prefix(111))))
    var many = good
    many[103] = 0x7f
    #expect(!takes(info: many))
    // A structure that contains itself, and a length that a later field gives.
    #expect(!takes(info: eventInfo([TestProperty(name: "s", flags: 1, first: 0, second: 1)])))
    #expect(!takes(info: eventInfo([TestProperty(name: "s", flags: 2, first: 14, length: 1)])))
    #expect(!takes(map: Array(mapInfo("M", flags: 1, []).prefix(20))))
    #expect(takes(info: good) && takes(map: mapInfo("M", flags: 1, [])))
  }

  @Test func structuresThatMultiply() {
    // Each structure has all those behind it, which would make 2^60 fields.
    let properties = (0..<60).map {
      TestProperty(name: "s", flags: 1, first: UInt16($0 + 1), second: UInt16(59 - $0))
    }
    #expect(!takes(info: eventInfo(properties)))
  }

  @Test func namesThatAreShared() {
    // A thousand entries with one long name are more text than the blob has.
    var blob = mapInfo(
      "M", flags: 1, (0..<1000).map { ($0, "") } + [(1000, String(repeating: "n", count: 300))])
    let place = Array(blob[(16 + 16 + 8000)..<(16 + 16 + 8004)])
    for entry in 0..<1000 { blob.replaceSubrange((32 + 8 * entry)..<(36 + 8 * entry), with: place) }
    #expect(!takes(map: blob))
    #expect(takes(map: mapInfo("M", flags: 1, [(1000, String(repeating: "n", count: 300))])))
  }
}
