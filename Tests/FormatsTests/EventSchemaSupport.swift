import Evidence

@testable import Formats

/// Writes structures of Windows, little-endian.
struct WindowsBytes {
  var bytes: [UInt8] = []

  mutating func add(_ value: some FixedWidthInteger) {
    for byte in 0..<(type(of: value).bitWidth / 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> (8 * byte)))
    }
  }

  mutating func narrow(_ text: String) {
    bytes += Array(text.utf8) + [0]
  }

  mutating func wide(_ text: String) {
    for unit in text.utf16 { add(unit) }
    add(UInt16(0))
  }

  /// `text` behind what is there, its place noted at `offset`.
  mutating func wide(_ text: String, notedAt offset: Int) {
    note(UInt32(bytes.count), at: offset)
    wide(text)
  }

  mutating func note(_ value: UInt32, at offset: Int) {
    for index in 0..<4 { bytes[offset + index] = UInt8(truncatingIfNeeded: value >> UInt32(8 * index)) }
  }
}

func windowsBytes(_ build: (inout WindowsBytes) -> Void) -> [UInt8] {
  var writer = WindowsBytes()
  build(&writer)
  return writer.bytes
}

func decode(_ payload: [UInt8], _ fields: [EventSchema.Field], pointerSize: Int = 8) -> DecodedPayload {
  PayloadDecoder(pointerSize: pointerSize).decode(payload.span, as: EventSchema(fields: fields))
}

/// The metadata of a TraceLogging event with fields that are already written.
func traceLogging(_ name: String, _ fields: [[UInt8]]) -> [UInt8] {
  let rest = [0] + Array(name.utf8) + [0] + fields.flatMap { $0 }
  return windowsBytes { $0.add(UInt16(rest.count + 2)) } + rest
}

func traceLoggingField(_ name: String, _ codes: UInt8...) -> [UInt8] {
  Array(name.utf8) + [0] + codes
}

/// 11111111-2222-3333-4444-555555555555 as Windows stores it.
let testProviderBytes: [UInt8] =
  [0x11, 0x11, 0x11, 0x11, 0x22, 0x22, 0x33, 0x33, 0x44, 0x44] + Array(repeating: 0x55, count: 6)

func testProvider() throws -> GUID {
  guard let guid = GUID("11111111-2222-3333-4444-555555555555") else { throw EventSchemaTestFailure() }
  return guid
}

struct EventSchemaTestFailure: Error {}

/// A property of a TRACE_EVENT_INFO.
struct TestProperty {
  var name: String
  var flags: UInt32 = 0
  var first: UInt16
  var second: UInt16 = 0
  var map: String?
  var count: UInt16 = 1
  var length: UInt16 = 0
}

/// A TRACE_EVENT_INFO of the test provider, event 7, version 2.
func eventInfo(_ properties: [TestProperty], topLevel: Int? = nil) -> [UInt8] {
  windowsBytes { blob in
    blob.bytes = testProviderBytes + Array(repeating: 0, count: 96)
    blob.bytes[32] = 7
    blob.bytes[34] = 2
    blob.note(UInt32(properties.count), at: 100)
    blob.note(UInt32(topLevel ?? properties.count), at: 104)
    for property in properties {
      blob.add(property.flags)
      blob.add(UInt32(0))
      blob.add(property.first)
      blob.add(property.second)
      blob.add(UInt32(0))
      blob.add(property.count)
      blob.add(property.length)
      blob.add(UInt32(0))
    }
    blob.wide("Sample-Media", notedAt: 52)
    blob.wide("Error ", notedAt: 56)
    blob.wide("Call", notedAt: 68)
    blob.wide("End", notedAt: 72)
    for (index, property) in properties.enumerated() {
      blob.wide(property.name, notedAt: 112 + 24 * index + 4)
      if let map = property.map { blob.wide(map, notedAt: 112 + 24 * index + 12) }
    }
  }
}

/// An EVENT_MAP_INFO of the test provider.
func mapInfo(_ name: String, flags: UInt32, _ entries: [(UInt32, String)]) -> [UInt8] {
  testProviderBytes
    + windowsBytes { blob in
      blob.add(UInt32(0))
      blob.add(flags)
      blob.add(UInt32(entries.count))
      blob.add(UInt32(0))
      for entry in entries {
        blob.add(UInt32(0))
        blob.add(entry.0)
      }
      blob.wide(name, notedAt: 0)
      for (index, entry) in entries.enumerated() { blob.wide(entry.1, notedAt: 16 + 8 * index) }
    }
}

/// The entry points that take spans, for arrays: what is expected of them is written in macros.
extension TraceLoggingMetadata {
  static func schema(_ bytes: [UInt8]) -> EventSchema? { schema(bytes.span) }
}

extension TraceLoggingCache {
  mutating func schema(_ bytes: [UInt8]) -> EventSchema? { schema(bytes.span) }
}

extension ProviderTraits {
  init?(_ bytes: [UInt8]) { self.init(bytes.span) }
}

extension EventSchemaTable {
  mutating func addEventInfo(_ bytes: [UInt8]) -> Bool { addEventInfo(bytes.span) }
  mutating func addMapInfo(_ bytes: [UInt8]) -> Bool { addMapInfo(bytes.span) }
}

extension EventSourceManifests {
  mutating func add(_ bytes: [UInt8], provider: GUID, process: UInt32) -> [UInt8]? {
    add(bytes.span, provider: provider, process: process)
  }
}

extension KernelProcess {
  init?(_ bytes: [UInt8], version: UInt16, pointerSize: Int) {
    self.init(bytes.span, version: version, pointerSize: pointerSize)
  }
}
