/// Writes values as bytes: whole numbers in as few bytes as they need, and what was written shortly before as a reference.
public struct Packer: Sendable {
  /// Everything written so far.
  private(set) var bytes: [UInt8] = []
  var memory = PackingMemory()
  private(set) var names = PackedNames()

  /// Nothing written yet.
  init() {}

  /// Begins a block, which can be read without what stands before it.
  mutating func beginBlock() {
    memory.forget()
  }

  /// Takes everything out that was written.
  mutating func takeBytes(reserving capacity: Int) -> [UInt8] {
    var taken: [UInt8] = []
    taken.reserveCapacity(capacity)
    swap(&taken, &bytes)
    return taken
  }

  /// Writes a byte as it is.
  public mutating func write(byte: UInt8) {
    bytes.append(byte)
  }

  /// Writes bytes as they are.
  mutating func write(bytes new: some Sequence<UInt8>) {
    bytes.append(contentsOf: new)
  }

  /// Writes a number in one byte for each seven of its bits.
  public mutating func write(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Writes a number that may be negative; small magnitudes take little room.
  public mutating func write(_ value: Int64) {
    write(UInt64(bitPattern: (value &<< 1) ^ (value >> 63)))
  }

  /// Writes a number in eight bytes.
  public mutating func write(fixed value: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(shift)))
    }
  }

  /// Writes a word that is one of few, such as the name of a diagnostic: once for all blocks.
  public mutating func pack(name: String) {
    if let place = names.place(of: name) {
      write(UInt64(place + 1))
    } else {
      write(UInt64(0))
      pack(name)
    }
  }

  /// Writes a word that is one of few, or that there is none.
  public mutating func pack(name: String?) {
    pack(name != nil)
    if let name { pack(name: name) }
  }

  /// Writes a value.
  @inlinable public mutating func pack(_ value: some Packable) {
    value.pack(into: &self)
  }
}
