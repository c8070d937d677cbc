import Evidence
import Testing

@testable import Formats

/// What a whole trace says of itself and of calls.
@Suite struct EventTraceReading {
  @Test func saysWhatTheSessionWas() throws {
    var trace = TraceBuilder { $0.eventsLost = 41 }
    trace.add([TraceBuilder.traceLogging("Started", time: TraceBuilder.ticks(1500))], processor: 3)
    trace.add([TraceBuilder.traceLogging("Stopped", time: TraceBuilder.ticks(2500))])
    let read = try evidence(of: trace.bytes, name: "a.bin")
    #expect(read.artifact.kind == .etl)
    #expect(read.artifact.records == 3)
    #expect(read.artifact.bytes == trace.bytes.count)
    #expect(read.artifact.problems.isEmpty)
    #expect(read.platform == "windows")
    let facts = try #require(read.artifact.trace)
    #expect(facts.logger == "Invented Session")
    #expect(facts.logFile == "C:\\Logs\\a.etl")
    #expect(facts.systemVersion == "10.0.19045")
    #expect(facts.processors == 4)
    #expect(facts.pointerSize == 8)
    #expect(facts.clock == "qpc")
    #expect(facts.bootTime?.rfc3339 == "2026-03-04T09:00:00.000Z")
    #expect(facts.startTime?.rfc3339 == "2026-03-04T10:00:00.000Z")
    #expect(facts.endTime?.rfc3339 == "2026-03-04T10:01:00.000Z")
    #expect(facts.buffers == 3)
    #expect(facts.eventsLost == 41)
    #expect(facts.buffersLost == 2)
    let media = try #require(GUID(TraceBuilder.media))
    #expect(facts.providers == [.init(id: media, name: "Contoso.Media", events: 2, decodable: 2)])
    let span = TimeResolver(read.clocks).span()
    #expect(span?.first.instant.rfc3339 == "2026-03-04T10:00:01.500Z")
    #expect(span?.last.instant.rfc3339 == "2026-03-04T10:00:02.500Z")
  }

  @Test(
    arguments: [
      (1, 10_000_000, 25_000_000), (1, 3_117_777, 7_794_443), (3, 1, 6_000_000_000), (0, 1000, 2500),
    ] as [(UInt32, Int64, Int64)])
  func clocksTick(type: UInt32, frequency: Int64, ticks: Int64) throws {
    var trace = TraceBuilder {
      $0.clockType = type
      $0.frequency = frequency
    }
    let time = TraceBuilder.firstTicks + ticks
    trace.add([TraceBuilder.classic(TraceBuilder.media, type: 1, time: time, [1, 2, 3])])
    let read = try evidence(of: trace.bytes)
    #expect(TimeResolver(read.clocks).span()?.last.instant.rfc3339 == "2026-03-04T10:00:02.500Z")
  }

  @Test func systemTimeIsATime() throws {
    var trace = TraceBuilder { $0.clockType = 2 }
    let time = TraceBuilder.start + 25_000_000
    trace.add([TraceBuilder.message(TraceBuilder.media, number: 12, time: time, [1, 2, 3, 4])])
    let read = try evidence(of: trace.bytes)
    #expect(TimeResolver(read.clocks).span()?.last.instant.rfc3339 == "2026-03-04T10:00:02.500Z")
    #expect(read.artifact.trace?.providers.map(\.events) == [1])
  }

  @Test func allKindsOfRecordsCount() throws {
    let time = TraceBuilder.ticks(1)
    let payload = wide("callId \(callA) state Connected")
    let records = [
      TraceBuilder.system(hook: 0x0400, time: time, payload), TraceBuilder.compact(time: time, payload),
      TraceBuilder.performance(time: time, payload),
      TraceBuilder.classic(TraceBuilder.media, type: 3, time: time, payload),
      TraceBuilder.instance(TraceBuilder.media, time: time, payload),
      TraceBuilder.event(TraceBuilder.media, id: 7, time: time, is32: true, payload),
      TraceBuilder.message(TraceBuilder.media, number: 1, time: time, payload),
      little(16 as UInt16) + [0x0e, 0xc0] + [UInt8](repeating: 1, count: 12),
    ]
    for is32 in [false, true] {
      var trace = TraceBuilder { $0.pointerSize = is32 ? 4 : 8 }
      trace.add(records)
      let read = try evidence(of: trace.bytes)
      #expect(read.artifact.records == 9)
      #expect(read.artifact.problems.isEmpty)
      #expect(read.artifact.trace?.providers.map(\.events) == [4])
      #expect(read.artifact.trace?.pointerSize == (is32 ? 4 : 8))
      #expect(read.transcript == [String](repeating: "A: state Connected", count: 7))
      #expect(read.artifact.counts.recognised == 7)
      #expect(read.observations.map(\.source.record) == [2, 3, 4, 5, 6, 7, 8])
      #expect(read.observations.first?.source.offset == 4096 + 72)
    }
  }

  @Test func fieldsOfTraceLogging() throws {
    var trace = TraceBuilder()
    trace.add([
      TraceBuilder.traceLogging(
        "CallState", time: TraceBuilder.ticks(100), strings: ["callId": callA, "state": "Connected"]),
      TraceBuilder.traceLogging("Noise", time: TraceBuilder.ticks(200), strings: ["weather": "über 20 °C"]),
      TraceBuilder.traceLogging(
        "CallEnd", time: TraceBuilder.ticks(300), strings: ["callId": callA, "note": "Tschüß, Zoé"],
        numbers: ["code": 487, "subCode": 10_057]),
    ])
    let read = try evidence(of: trace.bytes)
    #expect(read.transcript == ["A: state Connected", "A: end 487/10057"])
    #expect(
      read.observations.map { $0.time?.text } == [
        "2026-03-04T10:00:00.1000000Z", "2026-03-04T10:00:00.3000000Z",
      ])
    #expect(read.observations.map(\.instance) == [1234, 1234])
    #expect(read.artifact.counts.recognised == 2)
    #expect(read.artifact.counts.other == 2)
  }

  @Test func textOfWhatNothingDecodes() throws {
    var trace = TraceBuilder()
    trace.add([
      TraceBuilder.event(
        TraceBuilder.media, id: 900, time: TraceBuilder.ticks(1),
        [1, 2, 3, 255] + wide("callId=\(callB) state=Disconnected")),
      TraceBuilder.message(
        TraceBuilder.media, number: 3, time: TraceBuilder.ticks(2),
        Array("call end reason: code: 410, subcode: 3112, callId \(callB)".utf8) + [0, 7, 7]),
    ])
    let read = try evidence(of: trace.bytes)
    #expect(read.transcript == ["B: state Disconnected", "B: end 410/3112"])
    #expect(read.artifact.trace?.providers.first?.decodable == 0)
  }

  @Test(arguments: [
    "8:acs:\(callA)_00000001-0001-4000-8000-000000000001", "4:+15551234567", "28:orgid:\(callB)",
    "8:gcch-acs:\(callA)_00000001-0001-4000-8000-000000000001", "19:meeting_abcdefghij@thread.v2",
  ]) func identifiersThatStandAlone(identifier: String) throws {
    for payload in [Array(identifier.utf8) + [0], wide(identifier)] {
      var trace = TraceBuilder()
      trace.add([TraceBuilder.event(TraceBuilder.media, id: 9, time: TraceBuilder.ticks(1), payload)])
      let read = try evidence(of: trace.bytes)
      #expect(read.observations.map { $0.identifiers.map(\.value) } == [[identifier]])
    }
  }

  @Test func textBehindWhatALayoutCannotDecode() throws {
    var trace = TraceBuilder()
    let payload = little(7 as UInt32) + [0xff, 0xff, 0xff, 0xff] + wide("callId=\(callA) state=Connected")
    // A structure of a layout that does not fit: a number, then a GUID that cannot be there.
    let fields: [UInt8] =
      [0] + Array("Odd".utf8) + [0] + Array("n".utf8) + [0, 8] + Array("s".utf8) + [0, 19]
    trace.add([
      TraceBuilder.event(
        TraceBuilder.media, id: 0, channel: 11, time: TraceBuilder.ticks(1),
        items: [(11, little(UInt16(2 + fields.count)) + fields)], payload)
    ])
    #expect(try evidence(of: trace.bytes).transcript == ["A: state Connected"])
  }

  @Test func textOfExtendedItems() throws {
    var trace = TraceBuilder()
    trace.add([
      TraceBuilder.event(
        TraceBuilder.media, id: 9, time: TraceBuilder.ticks(1),
        items: [(9, wide("callId=\(callA) state=Connected"))], [1])
    ])
    #expect(try evidence(of: trace.bytes).transcript == ["A: state Connected"])
  }

  @Test func eventsComeInTheOrderOfTime() throws {
    func event(_ state: String, _ time: Int64) -> [UInt8] {
      TraceBuilder.traceLogging(
        "S", time: TraceBuilder.ticks(time), strings: ["callId": callC, "state": state])
    }
    var trace = TraceBuilder()
    trace.add([event("Ringing", 20), event("Disconnected", 90)], processor: 1)
    trace.add([event("Connecting", 10), event("Connected", 30)], processor: 0)
    let read = try evidence(of: trace.bytes)
    #expect(
      read.transcript == [
        "C: state Connecting", "C: state Ringing", "C: state Connected", "C: state Disconnected",
      ])
    #expect(read.observations.map(\.source.record) == [4, 2, 5, 3])
  }

  @Test(arguments: [false, true]) func layoutsThatComeLast(isPacked: Bool) throws {
    var trace = TraceBuilder { $0.compression = 3 }
    let payload = wide(callA)
    trace.add(
      [TraceBuilder.event(TraceBuilder.media, id: 5, time: TraceBuilder.ticks(5), payload)],
      isCompressed: true)
    trace.add(
      [
        TraceBuilder.eventInfo(
          TraceBuilder.media, id: 5, providerName: "Contoso.Calls", field: "callId",
          time: TraceBuilder.ticks(9))
      ], isCompressed: true)
    let read = try evidence(of: isPacked ? gzip(trace.bytes) : trace.bytes)
    #expect(read.transcript == ["A: mention"])
    #expect(read.artifact.problems.isEmpty)
    #expect(read.artifact.records == 3)
    #expect(read.artifact.bytes == trace.bytes.count)
    let media = try #require(read.artifact.trace?.providers.first { $0.id == GUID(TraceBuilder.media) })
    #expect(media.name == "Contoso.Calls")
    #expect(media.decodable == 1)
  }

  @Test func processesAreNamed() throws {
    func process(_ image: String) -> [UInt8] {
      TraceBuilder.system(
        hook: 0x0303, time: TraceBuilder.ticks(1),
        little(1 as UInt64) + little(42 as UInt32) + little(4 as UInt32) + little(1 as UInt32)
          + little(0 as UInt32) + little(2 as UInt64) + little(0 as UInt32) + Array(image.utf8) + [0]
          + wide("\(image) /run"))
    }
    var trace = TraceBuilder()
    trace.add([process("Contoso.exe"), process("audiodg.exe"), process("Contoso.exe")])
    let read = try evidence(of: trace.bytes)
    #expect(read.artifact.trace?.processes == ["Contoso.exe", "audiodg.exe"])
  }
}
