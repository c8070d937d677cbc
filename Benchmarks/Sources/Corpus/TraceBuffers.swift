/// Packs messages into the buffers of a Windows trace (.etl): a header buffer, then buffers of 64 KiB with an event for
/// each message, its text as UTF-16. The layouts are those of WMI_BUFFER_HEADER, SYSTEM_TRACE_HEADER and EVENT_HEADER.
struct TraceBuffers {
  private static let size = 64 << 10
  private static let bufferHeader = 72
  private static let eventHeader = 80

  private var buffer: [UInt8] = []
  private var sequence: UInt64 = 0

  /// The buffer that a trace begins with; its one record is TRACE_LOGFILE_HEADER, as a 64-bit writer leaves it. It
  /// does not count the buffers, as in the trace of a session that was not stopped.
  mutating func header() -> [UInt8] {
    begin()
    let names: [UInt8] = "desk\0desk.etl\0".utf8.flatMap { byte -> [UInt8] in [byte, 0] }
    append(2, 2)
    append(0xC002, 2)
    append(UInt64(32 + 280 + names.count), 2)
    buffer += [UInt8](repeating: 0, count: 26)
    let fields: [(place: Int, value: UInt64)] = [
      (0, UInt64(TraceBuffers.size)), (12, 1),
      // Bytes of a pointer, MHz, ticks a second, and system time as the clock.
      (44, 8), (52, 2400), (256, 10_000_000), (272, 2),
    ]
    var content = [UInt8](repeating: 0, count: 280)
    for (place, value) in fields {
      for index in 0..<4 { content[place + index] = UInt8(truncatingIfNeeded: value >> UInt64(8 * index)) }
    }
    buffer += content + names
    return finish(type: 4)
  }

  /// Adds an event; gives the buffer before it where that has no room for it.
  mutating func add(_ text: [UInt8], milliseconds: Int) -> [UInt8]? {
    let length = min(TraceBuffers.eventHeader + 2 * text.count + 2, 60_000)
    let isFull = !buffer.isEmpty && buffer.count + length + 8 > TraceBuffers.size
    let full = isFull ? finish(type: 0) : nil
    if buffer.isEmpty { begin() }
    append(UInt64(length), 2)
    append(0xC013, 2)
    append(0, 4)
    append(880, 4)
    append(4112, 4)
    // Units of 100 ns since 1601.
    append(UInt64(milliseconds + 11_644_473_600_000) * 10_000, 8)
    buffer += TraceBuffers.provider
    append(7, 2)
    buffer += [UInt8](repeating: 0, count: TraceBuffers.eventHeader - 42)
    for byte in text.prefix((length - TraceBuffers.eventHeader) / 2 - 1) {
      buffer.append(byte)
      buffer.append(0)
    }
    append(0, 2)
    while !buffer.count.isMultiple(of: 8) { buffer.append(0xFF) }
    return full
  }

  /// The last buffer; nil where there is nothing to end.
  mutating func end() -> [UInt8]? {
    buffer.isEmpty ? nil : finish(type: 0)
  }

  private mutating func begin() {
    buffer = [UInt8](repeating: 0, count: TraceBuffers.bufferHeader)
  }

  private mutating func finish(type: UInt64) -> [UInt8] {
    let filled = UInt64(buffer.count)
    buffer += [UInt8](repeating: 0xFF, count: TraceBuffers.size - buffer.count)
    for (place, value, width) in [
      (0, UInt64(TraceBuffers.size), 4), (4, filled, 4), (24, sequence, 8), (44, 3, 4), (48, filled, 4),
      (54, type, 2),
    ] {
      for index in 0..<width { buffer[place + index] = UInt8(truncatingIfNeeded: value >> UInt64(8 * index)) }
    }
    sequence += 1
    defer { buffer = [] }
    return buffer
  }

  private mutating func append(_ value: UInt64, _ width: Int) {
    for index in 0..<width { buffer.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * index))) }
  }

  /// {4d5e6f70-8192-4a3b-9c4d-5e6f70819203}, invented.
  private static let provider: [UInt8] = [
    0x70, 0x6f, 0x5e, 0x4d, 0x92, 0x81, 0x3b, 0x4a, 0x9c, 0x4d, 0x5e, 0x6f, 0x70, 0x81, 0x92, 0x03,
  ]
}
