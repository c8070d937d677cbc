/// Makes invented traces, as the session of a Windows machine writes them.
struct TraceBuilder {
  /// What the trace's clock counts from: 2026-03-04T10:00:00Z as a FILETIME.
  static let start: Int64 = 134_170_920_000_000_000
  /// What the performance counter showed then.
  static let firstTicks: Int64 = 5_000_000
  static let media = "2ca0b76b-7c2e-4a0f-8d5e-1f0c5f3e9a01"

  var bufferSize = 4096
  var pointerSize = 8
  /// 1 performance counter, 2 system time, 3 cycles.
  var clockType: UInt32 = 1
  var frequency: Int64 = 10_000_000
  var mode: UInt32 = 0
  /// COMPRESSION_FORMAT_*.
  var compression: UInt32 = 0
  var eventsLost: UInt32 = 0
  private(set) var bytes: [UInt8] = []

  /// A trace of nothing but its header.
  init(_ change: (inout TraceBuilder) -> Void = { _ in }) {
    change(&self)
    add([header()], isHeader: true)
  }

  /// Adds a buffer with records.
  mutating func add(
    _ records: [[UInt8]], processor: UInt8 = 0, isHeader: Bool = false, isCompressed: Bool = false
  ) {
    var content: [UInt8] = []
    for record in records {
      content += record
      while !content.count.isMultiple(of: 8) { content.append(0xff) }
    }
    let filled = 72 + content.count
    let packed = isCompressed ? TraceBuilder.packed(content) : content
    let size = isCompressed || compression != 0 ? 72 + packed.count : bufferSize
    var buffer = little(UInt32(size)) + little(UInt32(filled)) + little(UInt32(filled)) + little(0 as UInt32)
    buffer += little(TraceBuilder.start) + little(1 as Int64) + little(0 as UInt64)
    buffer += [processor, 8] + little(1 as UInt16) + little(isHeader && compression != 0 ? compression : 3)
    buffer += little(UInt32(filled)) + little(UInt16(isCompressed ? 0x40 : 0))
    buffer += little(UInt16(isHeader ? 4 : 0)) + [UInt8](repeating: 0, count: 16) + packed
    while buffer.count < size { buffer.append(0xff) }
    bytes += buffer
  }

  /// Ticks of the clock `milliseconds` after the start of the session.
  static func ticks(_ milliseconds: Int64) -> Int64 { firstTicks + milliseconds * 10_000 }

  private func header() -> [UInt8] {
    var payload = little(UInt32(bufferSize)) + [10, 0, 1, 5] + little(19045 as UInt32)
    payload += little(4 as UInt32) + little(TraceBuilder.start + 600_000_000) + little(156_250 as UInt32)
    payload +=
      little(64 as UInt32) + little(compression == 0 ? mode : mode | 0x0400_0000) + little(0 as UInt32)
      + little(1 as UInt32)
    payload += little(UInt32(pointerSize)) + little(eventsLost) + little(2400 as UInt32)
    payload += [UInt8](repeating: 0, count: 2 * pointerSize + 172)
    while !payload.count.isMultiple(of: 8) { payload.append(0) }
    payload += little(TraceBuilder.start - 36_000_000_000) + little(frequency) + little(TraceBuilder.start)
    payload += little(clockType) + little(2 as UInt32) + wide("Invented Session") + wide("C:\\Logs\\a.etl")
    return TraceBuilder.system(
      hook: 0, time: TraceBuilder.firstTicks, version: 2, is32: pointerSize == 4, payload)
  }
}

// MARK: - Records

extension TraceBuilder {
  static func system(
    hook: UInt16, time: Int64, version: UInt16 = 3, is32: Bool = false, _ payload: [UInt8]
  ) -> [UInt8] {
    little(version) + [is32 ? 1 : 2, 0xc0] + little(UInt16(32 + payload.count)) + little(hook)
      + little(77 as UInt32) + little(1234 as UInt32) + little(time) + little(0 as UInt64) + payload
  }

  static func compact(time: Int64, _ payload: [UInt8]) -> [UInt8] {
    little(2 as UInt16) + [4, 0xc0] + little(UInt16(24 + payload.count)) + little(0x0f00 as UInt16)
      + little(77 as UInt32) + little(1234 as UInt32) + little(time) + payload
  }

  /// With one counter of the processor between header and payload.
  static func performance(time: Int64, _ payload: [UInt8]) -> [UInt8] {
    little(0x0102 as UInt16) + [0x11, 0xc0] + little(UInt16(24 + payload.count)) + little(0x0f2e as UInt16)
      + little(time) + little(99 as UInt64) + payload
  }

  static func classic(_ provider: String, type: UInt8, time: Int64, _ payload: [UInt8]) -> [UInt8] {
    little(UInt16(48 + payload.count)) + [0x14, 0xc0, type, 4] + little(2 as UInt16) + little(77 as UInt32)
      + little(1234 as UInt32) + little(time) + guid(provider) + little(0 as UInt64) + payload
  }

  static func instance(_ provider: String, time: Int64, _ payload: [UInt8]) -> [UInt8] {
    little(UInt16(72 + payload.count)) + [0x15, 0xc0, 1, 4] + little(2 as UInt16) + little(77 as UInt32)
      + little(1234 as UInt32) + little(time) + guid(provider) + [UInt8](repeating: 0, count: 32) + payload
  }

  /// - Parameter items: Types and data of extended items.
  static func event(
    _ provider: String, id: UInt16, version: UInt8 = 0, channel: UInt8 = 0, level: UInt8 = 4,
    opcode: UInt8 = 0, task: UInt16 = 0, time: Int64, items: [(UInt16, [UInt8])] = [], is32: Bool = false,
    _ payload: [UInt8]
  ) -> [UInt8] {
    var chain: [UInt8] = []
    for (index, (type, data)) in items.enumerated() {
      let total = (8 + data.count + 7) / 8 * 8
      chain += little(UInt16(total)) + little(type) + little(UInt16(index + 1 < items.count ? 1 : 0))
      chain += little(UInt16(data.count)) + data + [UInt8](repeating: 0, count: total - 8 - data.count)
    }
    return little(UInt16(80 + chain.count + payload.count)) + [is32 ? 0x12 : 0x13, 0xc0]
      + little(UInt16(items.isEmpty ? 0 : 1)) + little(0 as UInt16) + little(77 as UInt32)
      + little(1234 as UInt32) + little(time) + guid(provider) + little(id) + [
        version, channel, level, opcode,
      ]
      + little(task) + little(0x8000_0000_0000_0001 as UInt64) + little(0 as UInt64)
      + [UInt8](repeating: 0, count: 16) + chain + payload
  }

  /// A TraceLogging event of UTF-16 strings and 32-bit numbers.
  static func traceLogging(
    _ name: String, time: Int64, strings: KeyValuePairs<String, String> = [:],
    numbers: KeyValuePairs<String, UInt32> = [:]
  ) -> [UInt8] {
    var fields: [UInt8] = [0] + Array(name.utf8) + [0]
    var payload: [UInt8] = []
    for (name, value) in strings {
      fields += Array(name.utf8) + [0, 1]
      payload += wide(value)
    }
    for (name, value) in numbers {
      fields += Array(name.utf8) + [0, 8]
      payload += little(value)
    }
    let metadata = little(UInt16(2 + fields.count)) + fields
    let traits = Array("Contoso.Media".utf8) + [0]
    return event(
      media, id: 0, channel: 11, time: time,
      items: [(11, metadata), (12, little(UInt16(2 + traits.count)) + traits)], payload)
  }

  /// A WPP message with all the fields that are usual.
  static func message(_ format: String, number: UInt16, time: Int64, _ arguments: [UInt8]) -> [UInt8] {
    let content =
      little(7 as UInt32) + guid(format) + little(time) + little(77 as UInt32) + little(1234 as UInt32)
    return little(UInt16(8 + content.count + arguments.count)) + [0, 0x90] + little(number)
      + little(0x2b as UInt16) + content + arguments
  }

  /// What a tool that merges traces writes of events with one field, a UTF-16 string.
  static func eventInfo(
    _ provider: String, id: UInt16, providerName: String, field: String, time: Int64
  ) -> [UInt8] {
    let (nameOffset, fieldOffset) = (136, 136 + wide(providerName).count)
    var blob =
      guid(provider) + [UInt8](repeating: 0, count: 16) + little(id) + [UInt8](repeating: 0, count: 14)
    blob += little(1 as UInt32) + little(UInt32(nameOffset)) + [UInt8](repeating: 0, count: 44)
    blob += little(1 as UInt32) + little(1 as UInt32) + little(0 as UInt32)
    blob += little(0 as UInt32) + little(UInt32(fieldOffset)) + little(1 as UInt16) + little(1 as UInt16)
    blob += little(0 as UInt32) + little(1 as UInt16) + little(0 as UInt16) + little(0 as UInt32)
    return classic(
      "bbccf6c1-6cd1-48c4-80ff-839482e37671", type: 32, time: time, blob + wide(providerName) + wide(field))
  }

  /// Compressed into nothing but literal bytes.
  static func packed(_ content: [UInt8]) -> [UInt8] {
    var packed: [UInt8] = []
    for start in stride(from: 0, to: content.count, by: 32) {
      packed += little(0 as UInt32) + content[start..<min(content.count, start + 32)]
    }
    return packed
  }
}

func little<Value: FixedWidthInteger>(_ value: Value) -> [UInt8] {
  (0..<Value.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> Value(8 * $0)) }
}

/// UTF-16 with its NUL.
func wide(_ text: String) -> [UInt8] {
  text.utf16.flatMap { little($0) } + [0, 0]
}

/// The structure of a written GUID.
func guid(_ text: String) -> [UInt8] {
  let digits = text.filter { $0 != "-" }
  let bytes = stride(from: 0, to: digits.count, by: 2).compactMap { place in
    UInt8(digits.dropFirst(place).prefix(2), radix: 16)
  }
  guard bytes.count == 16 else { return [UInt8](repeating: 0, count: 16) }
  return bytes[0..<4].reversed() + bytes[4..<6].reversed() + bytes[6..<8].reversed() + bytes[8...]
}
