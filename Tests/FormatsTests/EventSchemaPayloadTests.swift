import Evidence
import Testing

@testable import Formats

/// Payloads decoded by their schemas.
@Suite struct EventSchemaPayload {
  @Test func numbers() {
    let payload: [UInt8] = [
      0xff, 0xfe, 0xfe, 0xff, 0x01, 0x02, 0xfd, 0xff, 0xff, 0xff, 1, 0, 0, 0, 0x00, 0x00, 0xc0, 0x3f, 9, 0, 0,
      0,
    ]
    let decoded = decode(
      payload,
      [
        .init("a", .int8), .init("b", .uint8), .init("c", .int16), .init("d", .uint16), .init("e", .int32),
        .init("f", .bool), .init("g", .float), .init("h", .pointer),
      ], pointerSize: 4)
    #expect(decoded.isExact)
    #expect(
      decoded.fields.map(\.value) == [
        .integer(-1), .unsigned(0xfe), .integer(-2), .unsigned(0x0201), .integer(-3), .boolean(true),
        .number(1.5),
        .unsigned(9),
      ])
  }

  @Test func strings() {
    let payload = windowsBytes {
      $0.wide("Zoë 🎧")
      $0.narrow("plain")
      $0.add(UInt16(4))
      $0.bytes += [0x41, 0, 0x42, 0]
      $0.bytes += [0x63, 0x64, 0, 0x65]
      $0.bytes += [0x46, 0, 0x47, 0]
    }
    let decoded = decode(
      payload,
      [
        .init("a", .unicodeString), .init("b", .ansiString), .init("c", .countedUnicode),
        .init("d", .ansiString, length: .constant(4)), .init("e", .unicodeString),
      ])
    #expect(decoded.isExact)
    #expect(decoded.fields.map(\.value) == ["Zoë 🎧", "plain", "AB", "cd", "FG"].map { .text($0) })
  }

  @Test func loneSurrogate() {
    #expect(
      decode([0x00, 0xd8, 0x41, 0], [.init("a", .unicodeString)]).fields.map(\.value) == [.text("\u{fffd}A")])
  }

  @Test func timesAndIdentifiers() throws {
    let payload = windowsBytes {
      $0.add(UInt64(116_444_736_000_000_000 + 15_000_000))
      for part in [2024, 1, 2, 16, 6, 26, 52, 689] { $0.add(UInt16(part)) }
      $0.bytes += [1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 0x20, 2, 0, 0]
      $0.bytes += testProviderBytes
      $0.bytes += [0, 0, 0, 0]
    }
    let decoded = decode(
      payload,
      [
        .init("a", .fileTime), .init("b", .systemTime), .init("c", .sid), .init("d", .guid),
        .init("e", .wbemSID),
      ])
    #expect(decoded.isExact)
    let moment = try #require(
      Instant(
        year: 2024, month: 1, day: 16,
        nanosecondOfDay: (6 * 3600 + 26 * 60 + 52) * 1_000_000_000 + 689_000_000))
    #expect(
      decoded.fields.map(\.value) == [
        .time(Instant(nanoseconds: 1_500_000_000)), .time(moment), .text("S-1-5-32-544"),
        .guid(try testProvider()),
        .text(""),
      ])
  }

  @Test func impossibleTimes() {
    let payload = [UInt8](repeating: 0xff, count: 24)
    let decoded = decode(payload, [.init("a", .fileTime), .init("b", .systemTime)])
    #expect(decoded.fields.map(\.value) == [.unsigned(.max), .bytes(Array(payload.prefix(16)))])
  }

  @Test(
    arguments: [
      ([192, 0, 2, 7], FieldType.uint32, FieldFormat.ipv4, "192.0.2.7"),
      ([0x20, 0x01, 0x0d, 0xb8] + Array(repeating: 0, count: 11) + [1], .binary, .ipv6, "2001:db8::1"),
      (Array(repeating: 0, count: 16), .binary, .ipv6, "::"),
      ([2, 0, 0x0d, 0x96, 192, 0, 2, 7, 0, 0, 0, 0, 0, 0, 0, 0], .binary, .socketAddress, "192.0.2.7:3478"),
      ([0x05, 0x00, 0x07, 0x80], .uint32, .hResult, "0x80070005"),
      ([0x05, 0x00, 0x07, 0x80], .int32, .hResult, "0x80070005"),
      ([0x2a, 0, 0, 0], .hexInt32, .standard, "0x2a"),
      ([0x41], .uint8, .string, "A"),
    ] as [([UInt8], FieldType, FieldFormat, String)])
  func formats(payload: [UInt8], type: FieldType, format: FieldFormat, shown: String) {
    let decoded = decode(payload, [.init("a", type, format: format)])
    #expect(decoded.isExact)
    #expect(decoded.fields.map(\.shown) == [shown])
  }

  @Test func portsComeFromTheNetwork() {
    #expect(
      decode([0x0d, 0x96], [.init("a", .uint16, format: .port)]).fields.map(\.value) == [.unsigned(3478)])
  }

  @Test func maps() {
    let states = EventSchema.ValueMap(names: [3: "Disconnected"], isBitMap: false)
    let bits = EventSchema.ValueMap(names: [1: "Audio", 4: "Video"], isBitMap: true)
    let decoded = decode(
      [3, 4, 13],
      [.init("a", .uint8, map: states), .init("b", .uint8, map: states), .init("c", .uint8, map: bits)])
    #expect(decoded.fields.map(\.shown) == ["Disconnected", nil, "Audio | Video | 0x8"])
  }

  @Test func arrays() {
    let member = EventSchema.Field("m", .uint8)
    let decoded = decode(
      [2, 0, 7, 8, 3, 1, 0, 2, 0, 3, 0, 9, 9],
      [
        .init("a", .uint8, count: .prefixed), .init("n", .uint8), .init("b", .uint16, count: .field(1)),
        .init("c", .structure, count: .constant(2), members: [member]),
      ])
    #expect(decoded.isExact)
    #expect(
      decoded.fields.map(\.value) == [
        .array([.unsigned(7), .unsigned(8)]), .unsigned(3),
        .array([.unsigned(1), .unsigned(2), .unsigned(3)]),
        .array([.structure([.init("m", .unsigned(9))]), .structure([.init("m", .unsigned(9))])]),
      ])
  }

  @Test func lengthsByFields() {
    let members: [EventSchema.Field] = [
      .init("inner", .uint8), .init("x", .binary, length: .field(0)),
      .init("y", .binary, length: .topLevelField(0)),
    ]
    let decoded = decode(
      [2, 1, 0xaa, 0xbb, 0xcc], [.init("n", .uint8), .init("s", .structure, members: members)])
    #expect(decoded.isExact)
    #expect(
      decoded.fields.last?.value
        == .structure([
          .init("inner", .unsigned(1)), .init("x", .bytes([0xaa])), .init("y", .bytes([0xbb, 0xcc])),
        ]))
  }

  @Test func leftoverAndCut() {
    #expect(decode([1, 2, 3], [.init("a", .uint8)]).leftover == 2)
    let cut = decode([1, 2, 3], [.init("a", .uint8), .init("b", .uint32), .init("c", .uint8)])
    #expect(cut.isCutShort && !cut.isExact)
    #expect(cut.fields == [.init("a", .unsigned(1))])
    let elements = decode([1, 2, 3], [.init("a", .uint16, count: .constant(5))])
    #expect(elements.isCutShort)
    #expect(elements.fields.map(\.value) == [.array([.unsigned(0x0201)])])
  }

  @Test(arguments: [
    EventSchema.Field("a", .structure, count: .constant(.max)),
    .init("a", .binary, length: .constant(0), count: .constant(.max)),
    .init("a", .unicodeString, length: .constant(.max)),
    .init("a", .structure, count: .constant(.max), members: [.init("b", .uint8, count: .constant(0))]),
    .init("a", .uint8, count: .field(4)), .init("a", .uint8, count: .constant(-1)),
  ])
  func hostileExtents(field: EventSchema.Field) {
    #expect(decode([1, 2, 3], [field]).isCutShort)
  }

  @Test func namesThatMultiply() {
    let name = String(repeating: "n", count: 256)
    let map = EventSchema.ValueMap(names: [1: name], isBitMap: false)
    let values = [UInt8](repeating: 1, count: 60_000)
    let member = EventSchema.Field("m", .uint8, map: map)
    let array = decode(values, [.init("a", .uint8, count: .constant(60_000), map: map)])
    #expect(array.isExact && array.fields.map(\.shown) == [nil])
    let members = decode(values, [.init("a", .structure, count: .constant(60_000), members: [member])])
    guard case .array(let structures) = members.fields.first?.value else { return #expect(members.isExact) }
    let shown = structures.map { $0 == .structure([.init("m", .unsigned(1), shown: name)]) }
    #expect(shown.count { $0 } == 4096)
  }

  @Test func textOfCharacters() {
    let decoded = decode([0x68, 0x69, 0, 0], [.init("a", .uint8, format: .string, count: .constant(4))])
    #expect(decoded.fields.map(\.shown) == ["hi"])
  }

  @Test func deepStructures() {
    var field = EventSchema.Field("a", .uint8)
    for _ in 0..<1000 { field = .init("s", .structure, members: [field]) }
    #expect(decode([1], [field]).isCutShort)
  }
}
