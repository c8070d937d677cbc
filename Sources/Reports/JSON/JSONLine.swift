import Evidence

/// Writes objects of JSON one a line, straight into bytes: traces have millions of them.
struct JSONLine {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// Begins the object of a line.
  mutating func begin() {
    bytes.append(UInt8(ascii: "{"))
    needsComma = false
  }

  /// Ends the object and the line.
  mutating func end() {
    bytes.append(UInt8(ascii: "}"))
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Ends a line whose value was appended.
  mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  mutating func set(_ key: StaticString, _ value: String?) {
    guard let value else { return }
    name(key)
    JSONText.append(value, to: &bytes)
  }

  mutating func set(_ key: StaticString, _ value: (some BinaryInteger)?) {
    guard let value else { return }
    name(key)
    append(value)
  }

  mutating func set(_ key: StaticString, _ value: GUID?) {
    guard let value else { return }
    name(key)
    append(value)
  }

  /// As RFC 3339 with the 100 ns that Windows counts.
  mutating func set(_ key: StaticString, _ value: Instant?) {
    guard let value else { return }
    name(key)
    append(value)
  }

  /// As hexadecimal digits.
  mutating func set(_ key: StaticString, hexadecimal value: [UInt8]) {
    guard !value.isEmpty else { return }
    name(key)
    append(hexadecimal: value)
  }

  mutating func set(_ key: StaticString, object members: (inout JSONLine) -> Void) {
    name(key)
    append(object: members)
  }

  mutating func set<Element>(
    _ key: StaticString, list elements: some Sequence<Element>, _ element: (inout JSONLine, Element) -> Void
  ) {
    name(key)
    append(list: elements, element)
  }

  /// Begins a member whose value is to be appended.
  mutating func name(_ key: String) {
    separate()
    JSONText.append(key, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    needsComma = true
  }

  private mutating func name(_ key: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    unsafe bytes.append(
      contentsOf: UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  /// Gives what was written, and forgets it.
  mutating func take() -> String {
    defer { bytes.removeAll(keepingCapacity: true) }
    return String(decoding: bytes, as: UTF8.self)
  }
}

// MARK: - Values

extension JSONLine {
  mutating func append(_ value: String) {
    JSONText.append(value, to: &bytes)
  }

  mutating func append(_ value: some BinaryInteger) {
    var digits = UInt64(value.magnitude)
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    let start = bytes.count
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digits % 10))
      digits /= 10
    } while digits > 0
    bytes[start...].reverse()
  }

  mutating func append(_ value: Bool) {
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// What is no finite number, for which JSON has no word, becomes its name.
  mutating func append(_ value: Double) {
    if value.isFinite { JSONText.append(value, to: &bytes) } else { append("\(value)") }
  }

  mutating func append(_ value: GUID) {
    bytes.append(UInt8(ascii: "\""))
    value.write(to: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func append(_ value: Instant) {
    bytes.append(UInt8(ascii: "\""))
    value.writeRFC3339Ticks(to: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func append(hexadecimal value: [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    bytes.append(addingCapacity: 2 * value.count) { digits in
      for byte in value {
        digits.append(JSONLine.digit(byte >> 4))
        digits.append(JSONLine.digit(byte & 0xf))
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// With `0x`: numbers of JSON lose bits of 64 in many readers.
  mutating func append(hexadecimal value: UInt64) {
    append("0x" + String(value, radix: 16))
  }

  mutating func append(object members: (inout JSONLine) -> Void) {
    bytes.append(UInt8(ascii: "{"))
    needsComma = false
    members(&self)
    bytes.append(UInt8(ascii: "}"))
    needsComma = true
  }

  mutating func append<Element>(
    list elements: some Sequence<Element>, _ element: (inout JSONLine, Element) -> Void
  ) {
    bytes.append(UInt8(ascii: "["))
    var isFirst = true
    for value in elements {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      element(&self, value)
    }
    bytes.append(UInt8(ascii: "]"))
    needsComma = true
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value
  }
}
