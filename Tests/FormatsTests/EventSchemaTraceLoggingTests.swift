import Evidence
import Testing

@testable import Formats

/// What TraceLogging events say of themselves.
@Suite struct EventSchemaTraceLogging {
  @Test func fields() throws {
    let metadata = traceLogging(
      "CallEnded",
      [
        traceLoggingField("id", 1), traceLoggingField("code", 0x87, 15),
        traceLoggingField("tagged", 0x84, 0x82, 0x81, 1),
        traceLoggingField("list", 0x46), traceLoggingField("pair", 0x24, 2, 0),
        traceLoggingField("leg", 0x98, 2), traceLoggingField("x", 4), traceLoggingField("y", 2),
      ])
    let schema = try #require(TraceLoggingMetadata.schema(metadata))
    #expect(schema.name == "CallEnded")
    #expect(
      schema.fields == [
        .init("id", .unicodeString), .init("code", .int32, format: .hResult),
        .init("tagged", .uint8, format: .string),
        .init("list", .uint16, count: .prefixed), .init("pair", .uint8, count: .constant(2)),
        .init("leg", .structure, members: [.init("x", .uint8), .init("y", .ansiString)]),
      ])
  }

  @Test func customFieldsAreBinary() throws {
    let metadata = traceLogging("E", [traceLoggingField("c", 0x6e, 2, 0, 9, 9), traceLoggingField("d", 14)])
    let schema = try #require(TraceLoggingMetadata.schema(metadata))
    #expect(schema.fields.map(\.type) == [.countedBinary, .countedBinary])
  }

  @Test(
    arguments: [
      [], [9], [4, 0, 0], [200, 0, 0, 65, 0], traceLogging("E", [traceLoggingField("a", 31)]),
      traceLogging("E", [Array("no end".utf8)]), traceLogging("E", [traceLoggingField("s", 0x98, 3)]),
      traceLogging("E", Array(repeating: traceLoggingField("s", 0x98, 1), count: 1000)),
    ] as [[UInt8]])
  func damage(metadata: [UInt8]) {
    #expect(TraceLoggingMetadata.schema(metadata) == nil)
  }

  @Test func cacheTellsDescriptionsApart() {
    var cache = TraceLoggingCache()
    for _ in 0..<2 {
      for name in ["A", "B", "a longer name than eight bytes"] {
        let schema = cache.schema(traceLogging(name, []))
        #expect(schema?.name == name)
      }
      let damaged = cache.schema([1, 2, 3])
      #expect(damaged == nil)
    }
  }

  @Test func traits() throws {
    let item = [32, 0] + Array("Sample.Rtc".utf8) + [0] + [19, 0, 1] + testProviderBytes
    let traits = try #require(ProviderTraits(item))
    #expect(traits.name == "Sample.Rtc")
    #expect(traits.group == (try testProvider()))
    #expect(ProviderTraits(Array(item.prefix(31))) == nil)
    #expect(ProviderTraits([5, 0, 65, 0, 0])?.name == "A")
  }
}
