import Evidence
import Intake
import Testing

@testable import Formats

/// Events one by one, in the order of time.
@Suite struct EventTraceOrder {
  /// The events of a trace, and what was wrong with it.
  private func events(
    of content: [UInt8], heldLimit: Int = 64 << 20, mostEvents: Int = .max
  ) throws -> (events: [TraceEvent], problems: [Problem]) {
    var events: [TraceEvent] = []
    var problems: [Problem] = []
    try opened(content) { artifact in
      guard
        var trace = EventTrace(
          artifact, schemas: EventSchemas(), heldLimit: heldLimit)
      else { return }
      trace.forEachEvent { event in
        events.append(event)
        return events.count < mostEvents
      }
      problems = trace.problems
    }
    return (events, problems)
  }

  /// Three processors whose buffers overlap, the oldest one last.
  private static func trace(_ change: (inout TraceBuilder) -> Void = { _ in }) -> TraceBuilder {
    var trace = TraceBuilder(change)
    func event(_ time: Int64) -> [UInt8] {
      TraceBuilder.traceLogging("E", time: TraceBuilder.ticks(time), numbers: ["n": UInt32(time)])
    }
    let isCompressed = trace.compression != 0
    trace.add([event(40), event(70), event(90)], processor: 2, isCompressed: isCompressed)
    trace.add([event(50), event(60)], processor: 1, isCompressed: isCompressed)
    trace.add([event(80), event(100)], processor: 1, isCompressed: isCompressed)
    trace.add([event(10), event(20), event(30)], processor: 0, isCompressed: isCompressed)
    return trace
  }

  @Test(arguments: [(0, false), (0, true), (3, false), (3, true)] as [(UInt32, Bool)])
  func buffersOfSeveralProcessorsAreMerged(compression: UInt32, isPacked: Bool) throws {
    let bytes = EventTraceOrder.trace { $0.compression = compression }.bytes
    let (events, problems) = try events(of: isPacked ? gzip(bytes) : bytes)
    #expect(problems.isEmpty)
    let numbers = events.dropFirst().map { $0.decoded?.fields.first?.value }
    #expect(numbers == (1...10).map { FieldValue.unsigned(10 * $0) })
    #expect(events.map(\.record) == [1, 9, 10, 11, 2, 5, 6, 3, 7, 4, 8])
    #expect(events.dropFirst().prefix(4).map(\.processor) == [0, 0, 0, 2])
  }

  @Test func recordsOfOneTimeKeepTheOrderOfTheFile() throws {
    var trace = TraceBuilder()
    for processor in 0..<3 as Range<UInt8> {
      trace.add(
        (0..<2).map { _ in TraceBuilder.traceLogging("E", time: TraceBuilder.ticks(5)) },
        processor: processor)
    }
    #expect(try events(of: trace.bytes).events.map(\.record) == [1, 2, 3, 4, 5, 6, 7])
  }

  @Test func aTraceThatComesOnceAndIsTooLargeIsReadInTheOrderOfTheFile() throws {
    var trace = EventTraceOrder.trace()
    // More than is read ahead.
    for _ in 0..<200 { trace.add([TraceBuilder.traceLogging("Late", time: TraceBuilder.ticks(200))]) }
    trace.add([TraceBuilder.traceLogging("Early", time: TraceBuilder.ticks(5))])
    let whole = try events(of: trace.bytes)
    #expect(whole.problems.isEmpty)
    #expect(whole.events[1].name == "Early")
    let (stream, problems) = try events(
      of: gzip(trace.bytes), heldLimit: TraceBufferHeader.largestBuffer + 600_000)
    #expect(stream.count == whole.events.count)
    #expect(stream.last?.name == "Early")
    #expect(Set(stream.map(\.record)).count == stream.count)
    #expect(problems.map(\.kind) == [.needsSecondPass])
  }

  @Test func readingEndsWhereItIsToldTo() throws {
    #expect(try events(of: EventTraceOrder.trace().bytes, mostEvents: 3).events.count == 3)
  }

  @Test func damageIsSaidAndCostsTheDamagedPart() throws {
    var bytes = EventTraceOrder.trace().bytes
    bytes.replaceSubrange(2 * 4096 + 72..<2 * 4096 + 74, with: [0xff, 0xff])
    let (events, problems) = try events(of: bytes)
    #expect(events.count == 9)
    #expect(problems.map(\.kind) == [.corrupt])
  }

  @Test func whatAnEventSaysOfItself() throws {
    var trace = TraceBuilder()
    trace.add([
      TraceBuilder.event(
        TraceBuilder.media, id: 5, version: 2, level: 3, opcode: 7, task: 9, time: TraceBuilder.ticks(1),
        items: [(1, guid(callA)), (6, little(1 as UInt64) + little(0x7ff0 as UInt64))],
        [3, 0xd8] + wide("über") + [0, 9])
    ])
    let event = try #require(try events(of: trace.bytes).events.last)
    #expect(event.kind == .event)
    #expect(event.provider == GUID(TraceBuilder.media))
    #expect(event.id == 5 && event.version == 2 && event.level == 3)
    #expect(event.opcode == 7 && event.task == 9 && event.keywords == 0x8000_0000_0000_0001)
    #expect(event.processID == 1234 && event.threadID == 77)
    #expect(event.relatedActivity == GUID(callA))
    #expect(event.stack == [0x7ff0])
    #expect(event.decoded == nil)
    #expect(event.strings == ["über"])
    #expect(event.time?.rfc3339Ticks == "2026-03-04T10:00:00.0010000Z")
  }

  @Test func manyBuffersThatOverlapAreBounded() throws {
    var trace = TraceBuilder { $0.bufferSize = 512 }
    for number in 0..<400 as Range<Int64> {
      trace.add([
        TraceBuilder.classic(TraceBuilder.media, type: 1, time: TraceBuilder.ticks(number), [1]),
        TraceBuilder.classic(TraceBuilder.media, type: 1, time: TraceBuilder.ticks(10_000 - number), [2]),
      ])
    }
    let (events, problems) = try events(of: trace.bytes)
    #expect(events.count == 801)
    #expect(Set(events.map(\.record)).count == 801)
    #expect(problems.map(\.kind) == [.needsSecondPass])
  }
}
