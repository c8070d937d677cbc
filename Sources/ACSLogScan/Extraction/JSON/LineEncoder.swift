import Evidence

/// Writes values as JSON, members in the order in which they are encoded and sets in order, so that equal values are equal
/// bytes: Foundation's encoder has no order for sets, and takes several times as long.
///
/// What is no finite number becomes a string, which `LineDecoder` reads back.
final class LineEncoder: Encoder {
  private(set) var bytes: [UInt8] = []
  /// Of each container that is open: whether it is an array, and whether it is empty.
  private var open: [(isArray: Bool, isEmpty: Bool)] = []

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  /// Appends a value.
  func append(_ value: some Encodable) throws {
    let start = bytes.count
    let depth = open.count
    try value.encode(to: self)
    close(to: depth)
    if bytes.count == start { put("{}") }
  }

  /// Appends what is no value, such as the end of a line.
  func put(_ text: StaticString) {
    text.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
  }

  /// Gives what was written, and forgets it.
  func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(Members<Key>(encoder: self, depth: begin(isArray: false)))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    Elements(encoder: self, depth: begin(isArray: true))
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { Single(encoder: self) }

  /// Begins a container, and gives how many are open with it.
  fileprivate func begin(isArray: Bool) -> Int {
    put(isArray ? "[" : "{")
    open.append((isArray, true))
    return open.count
  }

  /// Ends containers until so many are open.
  fileprivate func close(to depth: Int) {
    while open.count > depth, let last = open.popLast() { put(last.isArray ? "]" : "}") }
  }

  /// Begins a member or an element of the container at a depth.
  fileprivate func separate(at depth: Int) {
    close(to: depth)
    if !open[depth - 1].isEmpty { put(",") }
    open[depth - 1].isEmpty = false
  }

  fileprivate func write(_ value: some Encodable) throws {
    // Asking for the type is cheaper than trying each cast.
    switch ObjectIdentifier(type(of: value)) {
    case ObjectIdentifier(Set<String>.self): try writeSorted(value as? Set<String>)
    case ObjectIdentifier(Set<Int>.self): try writeSorted(value as? Set<Int>)
    case ObjectIdentifier([Int: Int].self):
      let depth = begin(isArray: false)
      for (key, count) in (value as? [Int: Int] ?? [:]).sorted(by: { $0.key < $1.key }) {
        separate(at: depth)
        write(string: String(key))
        put(":")
        write(integer: count)
      }
      close(to: depth - 1)
    case ObjectIdentifier([IdentifierKind: Int].self):
      // Such dictionaries are arrays of keys and values in turn.
      let depth = begin(isArray: true)
      let counts = (value as? [IdentifierKind: Int] ?? [:]).sorted { $0.key.rawValue < $1.key.rawValue }
      for (kind, count) in counts {
        separate(at: depth)
        write(string: kind.rawValue)
        separate(at: depth)
        write(integer: count)
      }
      close(to: depth - 1)
    default: try append(value)
    }
  }

  private func writeSorted<Element: Encodable & Comparable>(_ set: Set<Element>?) throws {
    try append((set ?? []).sorted())
  }

  fileprivate func write(string: String) {
    JSONText.append(string, to: &bytes)
  }

  fileprivate func write(integer: some BinaryInteger) {
    if integer < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = UInt64(integer.magnitude)
    let start = bytes.count
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  fileprivate func write(number: Double) {
    if number.isFinite { JSONText.append(number, to: &bytes) } else { write(string: number.description) }
  }

  fileprivate func write(bool: Bool) {
    put(bool ? "true" : "false")
  }
}

private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let encoder: LineEncoder
  let depth: Int

  var codingPath: [any CodingKey] { [] }

  private func name(_ key: Key) {
    encoder.separate(at: depth)
    encoder.write(string: key.stringValue)
    encoder.put(":")
  }

  func encodeNil(forKey key: Key) {
    name(key)
    encoder.put("null")
  }

  func encode(_ value: String, forKey key: Key) {
    name(key)
    encoder.write(string: value)
  }

  func encode(_ value: Bool, forKey key: Key) {
    name(key)
    encoder.write(bool: value)
  }

  func encode(_ value: Double, forKey key: Key) {
    name(key)
    encoder.write(number: value)
  }

  func encode(_ value: Int, forKey key: Key) {
    name(key)
    encoder.write(integer: value)
  }

  func encode(_ value: Int64, forKey key: Key) {
    name(key)
    encoder.write(integer: value)
  }

  func encode(_ value: UInt64, forKey key: Key) {
    name(key)
    encoder.write(integer: value)
  }

  func encode(_ value: some Encodable, forKey key: Key) throws {
    name(key)
    try encoder.write(value)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    name(key)
    return encoder.container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    name(key)
    return encoder.unkeyedContainer()
  }

  func superEncoder() -> any Encoder { encoder }

  func superEncoder(forKey key: Key) -> any Encoder {
    name(key)
    return encoder
  }
}

private struct Elements: UnkeyedEncodingContainer {
  let encoder: LineEncoder
  let depth: Int

  var codingPath: [any CodingKey] { [] }
  private(set) var count = 0

  init(encoder: LineEncoder, depth: Int) {
    self.encoder = encoder
    self.depth = depth
  }

  private mutating func begin() {
    encoder.separate(at: depth)
    count += 1
  }

  mutating func encodeNil() {
    begin()
    encoder.put("null")
  }

  mutating func encode(_ value: some Encodable) throws {
    begin()
    try encoder.write(value)
  }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<
    Nested
  > {
    begin()
    return encoder.container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    begin()
    return encoder.unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder {
    begin()
    return encoder
  }
}

private struct Single: SingleValueEncodingContainer {
  let encoder: LineEncoder

  var codingPath: [any CodingKey] { [] }

  func encodeNil() { encoder.put("null") }
  func encode(_ value: String) { encoder.write(string: value) }
  func encode(_ value: Bool) { encoder.write(bool: value) }
  func encode(_ value: Double) { encoder.write(number: value) }
  func encode(_ value: Float) { encoder.write(number: Double(value)) }
  func encode(_ value: Int) { encoder.write(integer: value) }
  func encode(_ value: Int8) { encoder.write(integer: value) }
  func encode(_ value: Int16) { encoder.write(integer: value) }
  func encode(_ value: Int32) { encoder.write(integer: value) }
  func encode(_ value: Int64) { encoder.write(integer: value) }
  func encode(_ value: UInt) { encoder.write(integer: value) }
  func encode(_ value: UInt8) { encoder.write(integer: value) }
  func encode(_ value: UInt16) { encoder.write(integer: value) }
  func encode(_ value: UInt32) { encoder.write(integer: value) }
  func encode(_ value: UInt64) { encoder.write(integer: value) }
  func encode(_ value: some Encodable) throws { try encoder.write(value) }
}
