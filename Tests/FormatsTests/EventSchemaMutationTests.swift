import Evidence
import Testing

@testable import Formats

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Damaged descriptions and payloads: whatever is made of them is bounded by their length.
@Suite struct EventSchemaMutation {
  private let mutants: Int = {
    guard let text = unsafe getenv("ACS_LOGSCAN_MUTANTS") else { return 2_000 }
    return unsafe Int(String(cString: text)) ?? 2_000
  }()

  private let payload = windowsBytes {
    $0.add(UInt16(3))
    $0.bytes += [1, 2, 3, 4, 5, 6]
    $0.wide("8:acs:somebody")
    $0.narrow("leg")
    for value in 0..<10 { $0.add(UInt64(value)) }
  }

  private func mutated(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
      let index = Int.random(in: bytes.indices, using: &generator)
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: bytes[index] = UInt8.random(in: .min ... .max, using: &generator)
      case 1: bytes[index] = [0, 1, 0x7f, 0x80, 0xff].randomElement(using: &generator) ?? 0
      case 2: bytes.removeSubrange(index...)
      case 3: bytes.remove(at: index)
      default: bytes.insert(bytes[index], at: index)
      }
    }
    return bytes
  }

  private func values(in fields: [DecodedField]) -> Int {
    fields.reduce(0) { $0 + values(in: $1.value) }
  }

  private func values(in value: FieldValue) -> Int {
    switch value {
    case .array(let elements): elements.reduce(1) { $0 + values(in: $1) }
    case .structure(let fields): 1 + values(in: fields)
    default: 1
    }
  }

  private func expectSound(_ payload: [UInt8], _ schema: EventSchema) {
    for pointerSize in [4, 8] {
      let decoded = PayloadDecoder(pointerSize: pointerSize).decode(payload.span, as: schema)
      #expect((0...payload.count).contains(decoded.leftover))
      #expect(values(in: decoded.fields) <= 4096 + 2 * payload.count)
    }
  }

  @Test func traceLogging() {
    var generator = SeededGenerator(seed: 71)
    let metadata = eventMetadata()
    for _ in 0..<mutants {
      guard let schema = TraceLoggingMetadata.schema(mutated(metadata, &generator)) else { continue }
      expectSound(mutated(payload, &generator), schema)
    }
  }

  private func eventMetadata() -> [UInt8] {
    FormatsTests.traceLogging(
      "Event",
      [
        traceLoggingField("n", 0x46), traceLoggingField("s", 0xd8, 3), traceLoggingField("a", 1),
        traceLoggingField("b", 2), traceLoggingField("c", 0x2a, 4, 0), traceLoggingField("d", 0x8e, 10),
      ])
  }

  @Test func eventInfos() {
    var generator = SeededGenerator(seed: 72)
    let info = eventInfo(
      [
        TestProperty(name: "size", first: 6), TestProperty(name: "data", flags: 2, first: 14, length: 0),
        TestProperty(name: "legs", flags: 5, first: 3, second: 2, count: 0),
        TestProperty(name: "address", first: 8, second: 23, map: "Map"),
        TestProperty(name: "label", flags: 2, first: 1, length: 3),
      ], topLevel: 3)
    let map = mapInfo("Map", flags: 2, [(1, "One"), (2, "Two")])
    for _ in 0..<mutants {
      if let made = TraceEventInfo(mutated(info, &generator).span) {
        expectSound(mutated(payload, &generator), made.schema)
      }
      if let made = EventMapInfo(mutated(map, &generator).span) {
        #expect(made.map.names.count <= map.count / 8)
      }
    }
  }

  @Test func manifests() {
    var generator = SeededGenerator(seed: 73)
    let manifest = Array(
      """
      <?xml version="1.0"?><m><provider name="P" guid="{11111111-2222-3333-4444-555555555555}"><templates>
      <template tid="T"><data name="n" inType="win:UInt8"/><struct name="s" count="n"><data name="a"
      inType="win:UnicodeString" length="n"/></struct><data name="m" inType="win:UInt32" map="M" count="3"/>
      </template></templates><maps><bitMap name="M"><map value="0x1" message="$(string.x)"/></bitMap></maps>
      <events><event value="1" template="T" task="A"/></events></provider></m>
      """.utf8)
    for _ in 0..<mutants {
      guard let read = InstrumentationManifest(mutated(manifest, &generator)) else { continue }
      for schema in read.schemas.values { expectSound(mutated(payload, &generator), schema) }
    }
  }

  @Test func textAndProcesses() {
    var generator = SeededGenerator(seed: 74)
    for _ in 0..<mutants {
      let bytes = mutated(payload + [0xd0, 0xb7, 0x37, 0x04, 0x38, 0x04], &generator)
      var text: [UInt8] = []
      TextRuns.append(bytes.span, to: &text)
      #expect(text.count <= 2 * bytes.count)
      #expect(String(validating: text, as: UTF8.self) != nil)
      for version in [3, 4] as [UInt16] {
        if let process = KernelProcess(bytes, version: version, pointerSize: 8) {
          #expect(process.image.utf8.count <= 3 * bytes.count)
        }
      }
      #expect(ProviderTraits(bytes).map { $0.name.utf8.count <= 3 * bytes.count } ?? true)
    }
  }
}
