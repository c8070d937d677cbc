import Evidence

/// What the first record of a trace says of the session that wrote it (TRACE_LOGFILE_HEADER).
struct TraceSession: Sendable {
  /// Bytes of a buffer in memory.
  let bufferSize: Int
  let clock: TraceClock
  /// Whether its buffers are compressed one by one.
  let isCompressed: Bool
  /// Whether the file was made as long as it may become, before anything was written.
  let isPreallocated: Bool
  /// With no providers and no processes.
  let facts: TraceFacts

  /// Reads the first record of the first buffer; nil where it is no such header, or cut.
  init?(_ bytes: Span<UInt8>, end: Int) {
    guard let record = TraceRecord(bytes, at: TraceBufferHeader.length, end: end), record.kind == .system,
      record.hook(bytes) == 0, let firstTicks = record.time(bytes)
    else { return nil }
    let base = record.body.lowerBound
    guard let pointerSize = bytes.integer(at: base + 44, as: UInt32.self),
      pointerSize == 4 || pointerSize == 8
    else { return nil }
    // Two pointers and the time zone stand between, and what follows is aligned to 8 bytes.
    let times = base + (232 + 2 * Int(pointerSize))
    let names = times + 32
    guard names <= record.body.upperBound,
      let bufferSize = bytes.integer(at: base, as: UInt32.self),
      let build = bytes.integer(at: base + 8, as: UInt32.self),
      let processors = bytes.integer(at: base + 12, as: UInt32.self),
      let endTime = bytes.integer(at: base + 16, as: Int64.self),
      let mode = bytes.integer(at: base + 32, as: UInt32.self),
      let eventsLost = bytes.integer(at: base + 48, as: UInt32.self),
      let megahertz = bytes.integer(at: base + 52, as: UInt32.self),
      let bootTime = bytes.integer(at: times, as: Int64.self),
      let frequency = bytes.integer(at: times + 8, as: Int64.self),
      let startTime = bytes.integer(at: times + 16, as: Int64.self),
      let clockType = bytes.integer(at: times + 24, as: UInt32.self),
      let buffersLost = bytes.integer(at: times + 28, as: UInt32.self)
    else { return nil }
    self.bufferSize = Int(bufferSize)
    isPreallocated = mode & Mode.preallocate != 0
    isCompressed = mode & Mode.compressed != 0
    clock = TraceSession.clock(
      clockType, start: startTime, firstTicks: firstTicks, frequency: frequency, megahertz: megahertz)
    var facts = TraceFacts()
    let logger = names..<bytes.firstWideZero(from: names, to: record.body.upperBound)
    let behind = min(logger.upperBound + 2, record.body.upperBound)
    let file = behind..<bytes.firstWideZero(from: behind, to: record.body.upperBound)
    facts.logger = TraceSession.name(bytes.wideText(logger))
    facts.logFile = TraceSession.name(bytes.wideText(file))
    facts.systemVersion = "\(bytes[base + 4]).\(bytes[base + 5]).\(build)"
    facts.processors = Int(processors)
    facts.pointerSize = Int(pointerSize)
    facts.clock = clock.kind.rawValue
    facts.bootTime = TraceClock.instant(fileTime: bootTime)
    facts.startTime = TraceClock.instant(fileTime: startTime)
    facts.endTime = TraceClock.instant(fileTime: endTime)
    facts.eventsLost = Int(eventsLost)
    facts.buffersLost = Int(buffersLost)
    self.facts = facts
  }

  /// LogFileMode, evntrace.h.
  private enum Mode {
    static let preallocate: UInt32 = 0x20
    static let compressed: UInt32 = 0x0400_0000
  }

  private static func name(_ text: String) -> String? { text.isEmpty ? nil : text }

  private static func clock(
    _ type: UInt32, start: Int64, firstTicks: Int64, frequency: Int64, megahertz: UInt32
  ) -> TraceClock {
    let kind: TraceClock.Kind =
      switch type {
      case 2: .systemTime
      case 3: .processorCycles
      // 0 is the default of the session, which the frequency tells.
      case 0 where frequency == 0: .systemTime
      default: .performanceCounter
      }
    let ticks = kind == .processorCycles ? UInt64(megahertz) * 1_000_000 : UInt64(clamping: frequency)
    return TraceClock(kind: kind, start: start, firstTicks: firstTicks, frequency: ticks)
  }
}

extension Span where Element == UInt8 {
  /// Where the next zero UTF-16 unit stands before `end`; the last place of a whole unit where there is none.
  fileprivate func firstWideZero(from start: Int, to end: Int) -> Int {
    min(firstWideZero(from: start), start + (end - start) / 2 * 2)
  }
}
