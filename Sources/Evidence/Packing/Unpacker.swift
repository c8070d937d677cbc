/// Reads values from the bytes that a packer wrote; behind their end it reads zeros.
public struct Unpacker: Sendable {
  private var bytes: [UInt8]
  private var position: Int
  private let names: [String]
  var memory = PackingMemory()

  /// Reads nothing yet; `names` are those of the packer.
  init(names: [String]) {
    bytes = []
    position = 0
    self.names = names
  }

  /// How many bytes are left.
  public var remaining: Int { max(0, bytes.count - position) }

  /// Goes on in other bytes.
  mutating func read(_ bytes: [UInt8]) {
    self.bytes = bytes
    position = 0
  }

  /// Goes to where a block begins.
  mutating func beginBlock(at position: Int) {
    self.position = position
    memory.forget()
  }

  /// Reads a byte.
  public mutating func readByte() -> UInt8 {
    guard bytes.indices.contains(position) else { return 0 }
    defer { position += 1 }
    return bytes[position]
  }

  /// Reads so many bytes, or those that are left.
  mutating func readBytes(_ count: Int) -> ArraySlice<UInt8> {
    guard count > 0, bytes.indices.contains(position) else { return [] }
    let slice = bytes[position...].prefix(count)
    position = slice.endIndex
    return slice
  }

  /// Reads a number that may not be negative.
  public mutating func readUnsigned() -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while shift < 64 {
      let byte = readByte()
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { break }
      shift += 7
    }
    return value
  }

  /// Reads a number that may be negative.
  public mutating func readSigned() -> Int64 {
    let value = readUnsigned()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  /// Reads a number of eight bytes.
  public mutating func readFixed() -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 8) { value |= UInt64(readByte()) << shift }
    return value
  }

  /// Reads how many elements or bytes follow; never more than there are bytes left.
  public mutating func readCount() -> Int {
    let count = readUnsigned()
    return min(Int(exactly: count) ?? 0, remaining)
  }

  /// Reads a word that is one of few.
  public mutating func unpackName() -> String {
    let place = readUnsigned()
    if place == 0 { return unpack() }
    guard let index = Int(exactly: place - 1), names.indices.contains(index) else { return "" }
    return names[index]
  }

  /// Reads a word that is one of few, or that there is none.
  public mutating func unpackOptionalName() -> String? {
    unpack(Bool.self) ? unpackName() : nil
  }

  /// Reads a value.
  @inlinable public mutating func unpack<Value: Packable>(_ type: Value.Type = Value.self) -> Value {
    Value(unpacking: &self)
  }
}
