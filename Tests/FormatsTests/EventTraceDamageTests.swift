import Evidence
import Testing

@testable import Formats

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Damage costs what is damaged, and is said.
@Suite struct EventTraceDamage {
  /// Five buffers of two events each, of which each names a state.
  private static func trace(_ change: (inout TraceBuilder) -> Void = { _ in }) -> [UInt8] {
    var trace = TraceBuilder(change)
    for number in 0..<5 {
      let events = (0..<2).map { event in
        TraceBuilder.traceLogging(
          "E", time: TraceBuilder.ticks(Int64(2 * number + event)),
          strings: ["callId": callA, "state": "Connected"])
      }
      trace.add(events, isCompressed: trace.compression != 0)
    }
    return trace.bytes
  }

  private static let size = 4096

  @Test func soundTraces() throws {
    for compression in [0, 3] as [UInt32] {
      let read = try evidence(of: EventTraceDamage.trace { $0.compression = compression })
      #expect(read.artifact.records == 11)
      #expect(read.observations.count == 10)
      #expect(read.artifact.problems.isEmpty)
    }
  }

  @Test func cutInsideABuffer() throws {
    let bytes = EventTraceDamage.trace()
    let read = try evidence(of: Array(bytes[..<(4 * EventTraceDamage.size + 72 + 250)]))
    #expect(read.artifact.records == 8)
    #expect(
      read.artifact.problems == [
        Problem(
          .truncated, "the content ends inside a buffer of 4096 bytes", offset: 4 * EventTraceDamage.size)
      ])
  }

  @Test func cutInsideAHeader() throws {
    let bytes = EventTraceDamage.trace()
    let read = try evidence(of: Array(bytes[..<(5 * EventTraceDamage.size + 30)]))
    #expect(read.artifact.records == 9)
    #expect(read.artifact.problems.map(\.kind) == [.truncated])
  }

  @Test func damagedRecord() throws {
    var bytes = EventTraceDamage.trace()
    let place = 2 * EventTraceDamage.size + 72
    bytes.replaceSubrange(place..<place + 2, with: [0xff, 0xff])
    let read = try evidence(of: bytes)
    #expect(read.artifact.records == 9)
    #expect(read.artifact.problems.map(\.kind) == [.corrupt])
    #expect(read.artifact.problems.first?.offset == place)
  }

  @Test(arguments: [[0, 0, 0, 0], [255, 255, 255, 255], [7, 0, 0, 0]] as [[UInt8]])
  func damagedSizeOfABuffer(size: [UInt8]) throws {
    var bytes = EventTraceDamage.trace()
    bytes.replaceSubrange(2 * EventTraceDamage.size..<2 * EventTraceDamage.size + 4, with: size)
    let read = try evidence(of: bytes)
    #expect(read.artifact.records == 11, "what follows tells how long the buffer is")
    #expect(read.artifact.problems.map(\.kind) == [.corrupt])
    #expect(read.artifact.problems.first?.offset == 2 * EventTraceDamage.size)
  }

  @Test func likelySizeOfABuffer() throws {
    var bytes = EventTraceDamage.trace()
    bytes[2 * EventTraceDamage.size] = 0x40
    let read = try evidence(of: bytes)
    #expect(read.artifact.records == 11, "what follows tells how long the buffer is")
  }

  /// What begins the trace is damaged; its name tells what it is.
  @Test(arguments: [
    (0..<4, 11), (54..<56, 11), (72..<76, 10), (48..<52, 11),
  ]) func damagedStart(place: Range<Int>, records: Int) throws {
    var bytes = EventTraceDamage.trace()
    bytes.replaceSubrange(place, with: [UInt8](repeating: 0, count: place.count))
    let read = try evidence(of: bytes, name: "a.etl")
    #expect(read.artifact.kind == .etl)
    #expect(read.artifact.records == records)
    #expect(read.observations.count == 10)
  }

  @Test func whatIsOnlyCalledATraceIsSaid() throws {
    let noise = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* $0 &+ $0 >> 3) }
    let read = try evidence(of: noise, name: "a.etl.gz")
    #expect(read.artifact.kind == .etl)
    #expect(read.artifact.problems.map(\.kind) == [.corrupt])
    #expect(try evidence(of: noise, name: "a.bin").artifact.problems.isEmpty)
    #expect(try evidence(of: [], name: "a.etl").artifact.problems.isEmpty)
  }

  @Test func anyDamagedSizeCostsItsBufferAtMost() throws {
    let plain = EventTraceDamage.trace()
    let packed = EventTraceDamage.trace { $0.compression = 3 }
    for (bytes, most) in [(plain, 0), (packed, 2)] {
      var place = headerLength(bytes)
      while place < bytes.count {
        for value in [0, 60, 5000, 1 << 20, .max] as [UInt32] {
          var damaged = bytes
          damaged.replaceSubrange(place..<place + 4, with: little(value))
          let read = try evidence(of: damaged, name: "a.etl")
          #expect(read.artifact.records >= 11 - most)
        }
        place += Int(bytes[place]) | Int(bytes[place + 1]) << 8
      }
    }
  }

  @Test func strayBytesBetweenBuffers() throws {
    let stray = (0..<3000).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) }
    for compression in [0, 3] as [UInt32] {
      let bytes = EventTraceDamage.trace { $0.compression = compression }
      let place =
        compression == 0
        ? 3 * EventTraceDamage.size
        : bytes.count - Int(bytes.count - headerLength(bytes)) / 5
      let between = stray.prefix(compression == 0 ? 2400 : 1777)
      let read = try evidence(of: Array(bytes[..<place]) + between + bytes[place...])
      #expect(read.artifact.records == 11)
      #expect(read.artifact.problems.map(\.kind) == [.corrupt])
      #expect(read.artifact.problems.first?.offset == place)
    }
  }

  private func headerLength(_ bytes: [UInt8]) -> Int { Int(bytes[0]) | Int(bytes[1]) << 8 }

  @Test func reservedSpaceThatWasNotWritten() throws {
    let zeros = [UInt8](repeating: 0, count: 3 * EventTraceDamage.size)
    let reserved = try evidence(of: EventTraceDamage.trace { $0.mode = 0x20 } + zeros)
    #expect(reserved.artifact.records == 11)
    #expect(reserved.artifact.problems.isEmpty)
    let lost = try evidence(of: EventTraceDamage.trace() + zeros)
    #expect(lost.artifact.records == 11)
    #expect(lost.artifact.problems.map(\.kind) == [.corrupt])
  }

  @Test func damagedCompression() throws {
    var bytes = EventTraceDamage.trace { $0.compression = 3 }
    let first = headerLength(bytes)
    // The second group of flags of the first compressed buffer: a match that reaches back before the start.
    let flags = first + 72 + 36
    bytes.replaceSubrange(flags..<flags + 6, with: [0, 0, 0, 0x80, 0xff, 0xff])
    let read = try evidence(of: bytes)
    #expect(read.artifact.records == 9)
    #expect(read.artifact.problems.map(\.kind) == [.corrupt])
    #expect(read.artifact.problems.first?.offset == first)
  }

  @Test(arguments: [(2, "LZNT1"), (4, "XPRESS_HUFF")] as [(UInt32, String)])
  func otherCompressions(format: UInt32, name: String) throws {
    let read = try evidence(of: EventTraceDamage.trace { $0.compression = format })
    #expect(read.artifact.records == 1)
    #expect(read.artifact.trace?.buffers == 6)
    #expect(
      read.artifact.problems == [
        Problem(.unreadable, "5 buffers are compressed with \(name), which cannot be read")
      ])
  }

  @Test func fewProblemsAreListed() throws {
    var trace = TraceBuilder()
    for _ in 0..<50 { trace.add([[9, 0, 0x13, 0xc0, 1, 2, 3, 4, 5, 6]]) }
    let read = try evidence(of: trace.bytes)
    #expect(read.artifact.problems.count == 21)
    #expect(read.artifact.problems.last?.detail == "30 more damaged places were passed over")
  }

  @Test func hugeClaims() throws {
    // Every number is as large as it can be where a header has one.
    for place in stride(from: 0, to: 72 + 32 + 312, by: 4) {
      for value in [UInt32.max, 0x7fff_ffff, 0x8000_0000] {
        for compression in [0, 3] as [UInt32] {
          var bytes = EventTraceDamage.trace { $0.compression = compression }
          bytes.replaceSubrange(place..<place + 4, with: little(value))
          let read = try evidence(of: bytes, name: "a.etl")
          #expect(read.artifact.records <= 11)
        }
      }
    }
  }

  @Test func damagedTracesAreRead() throws {
    let wanted = unsafe getenv("ACS_LOGSCAN_MUTANTS").flatMap { unsafe Int(String(cString: $0)) } ?? 3000
    var generator = SeededGenerator(seed: 23)
    let seeds = EventTraceDamage.seeds
    for mutant in 0..<wanted {
      var content = seeds[mutant % seeds.count]
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        EventTraceDamage.damage(&content, seeds, using: &generator)
      }
      let read = try evidence(of: content, name: "a.etl")
      let artifact = read.artifact
      #expect(artifact.bytes == content.count)
      #expect(artifact.counts.recognised + artifact.counts.other + artifact.counts.cut == artifact.records)
      #expect(artifact.counts.recognised >= 0 && artifact.counts.other >= 0)
      #expect(artifact.problems.count <= 24)
      if mutant.isMultiple(of: 50) { #expect(try evidence(of: content, name: "a.etl") == read) }
    }
  }

  private static let seeds: [[UInt8]] = {
    var mixed = TraceBuilder { $0.bufferSize = 2048 }
    let payload = wide("callId \(callB) state Connected")
    let time = TraceBuilder.ticks(3)
    mixed.add([
      TraceBuilder.message(TraceBuilder.media, number: 1, time: time, payload),
      TraceBuilder.performance(time: time, payload), TraceBuilder.compact(time: time, payload),
      TraceBuilder.event(
        TraceBuilder.media, id: 5, time: time,
        items: [(1, guid(callA)), (6, little(1 as UInt64) + little(2 as UInt64))], wide(callA)),
    ])
    mixed.add([
      TraceBuilder.eventInfo(TraceBuilder.media, id: 5, providerName: "Calls", field: "callId", time: time),
      TraceBuilder.system(hook: 0x0301, time: time, payload),
    ])
    return [mixed.bytes, trace(), trace { $0.compression = 3 }, trace { $0.pointerSize = 4 }]
  }()

  private static func damage(
    _ content: inout [UInt8], _ seeds: [[UInt8]], using generator: inout SeededGenerator
  ) {
    guard content.count > 80 else { return }
    // Most of the bytes behind the records are filler.
    let near = Int.random(in: 0..<content.count / 2048 + 1, using: &generator) * 2048
    let place = min(content.count - 1, near + Int.random(in: 0..<900, using: &generator))
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: content[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 1: content[place] = UInt8.random(in: 0...255, using: &generator)
    case 2, 3:
      let values: [UInt32] = [0, 1, 71, 72, 79, 80, 0xffff, 0x1000_0000, 0x7fff_ffff, .max]
      let value = little(values.randomElement(using: &generator) ?? 0)
      let count = min([2, 4].randomElement(using: &generator) ?? 4, content.count - place)
      content.replaceSubrange(place..<place + count, with: value[..<count])
    case 4: content.removeSubrange(place..<min(content.count, place + 16))
    case 5: content.removeSubrange(place...)
    case 6:
      let other = seeds.randomElement(using: &generator) ?? []
      let start = Int.random(in: 0..<max(1, other.count), using: &generator)
      content.insert(contentsOf: other[start..<min(other.count, start + 600)], at: place)
    default:
      let end = min(content.count, place + 300)
      content.insert(
        contentsOf: content[place..<end], at: Int.random(in: 0...content.count, using: &generator))
    }
  }
}
