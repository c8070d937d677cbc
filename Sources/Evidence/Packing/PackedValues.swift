extension Bool: Packable {
  public func pack(into packer: inout Packer) { packer.write(byte: self ? 1 : 0) }

  public init(unpacking unpacker: inout Unpacker) { self = unpacker.readByte() != 0 }
}

extension UInt8: Packable {
  public func pack(into packer: inout Packer) { packer.write(byte: self) }

  public init(unpacking unpacker: inout Unpacker) { self = unpacker.readByte() }
}

extension Int: Packable {
  public func pack(into packer: inout Packer) { packer.write(Int64(self)) }

  public init(unpacking unpacker: inout Unpacker) { self = Int(truncatingIfNeeded: unpacker.readSigned()) }
}

extension Double: Packable {
  /// Whole thousandths, as most lengths of time are, take a few bytes; anything else its bits.
  public func pack(into packer: inout Packer) {
    let thousandths = (self * 1000).rounded()
    if abs(thousandths) < 1e15, (Double(Int64(thousandths)) / 1000).bitPattern == bitPattern {
      packer.write(UInt64(1))
      packer.write(Int64(thousandths))
    } else {
      packer.write(UInt64(0))
      packer.write(fixed: bitPattern)
    }
  }

  public init(unpacking unpacker: inout Unpacker) {
    self =
      unpacker.readUnsigned() == 1
      ? Double(unpacker.readSigned()) / 1000 : Double(bitPattern: unpacker.readFixed())
  }
}

extension Optional: Packable where Wrapped: Packable {
  @inlinable public func pack(into packer: inout Packer) {
    guard let self else { return packer.write(byte: 0) }
    packer.write(byte: 1)
    self.pack(into: &packer)
  }

  @inlinable public init(unpacking unpacker: inout Unpacker) {
    self = unpacker.readByte() == 0 ? nil : .some(Wrapped(unpacking: &unpacker))
  }
}

extension Array: Packable where Element: Packable {
  @inlinable public func pack(into packer: inout Packer) {
    packer.write(UInt64(count))
    for element in self { element.pack(into: &packer) }
  }

  @inlinable public init(unpacking unpacker: inout Unpacker) {
    let count = unpacker.readCount()
    self.init()
    reserveCapacity(count)
    for _ in 0..<count { append(Element(unpacking: &unpacker)) }
  }
}

/// An enumeration without associated values, packed as the place of its case.
public protocol PackableCase: Packable, CaseIterable, Equatable where AllCases == [Self] {}

extension PackableCase {
  /// Place of the case among all.
  @inlinable public var packedPlace: UInt8 {
    UInt8(truncatingIfNeeded: Self.allCases.firstIndex(of: self) ?? 0)
  }

  @inlinable public func pack(into packer: inout Packer) {
    packer.write(byte: packedPlace)
  }

  @inlinable public init(unpacking unpacker: inout Unpacker) {
    self.init(packedPlace: unpacker.readByte())
  }

  /// The case at this place; the first one for a place that there is not.
  @inlinable public init(packedPlace place: UInt8) {
    let cases = Self.allCases
    self = cases.indices.contains(Int(place)) ? cases[Int(place)] : cases[0]
  }
}

extension GUID: Packable {
  public func pack(into packer: inout Packer) {
    if let place = packer.memory.guids.firstIndex(of: self) {
      packer.write(UInt64(place + 1))
    } else {
      packer.write(UInt64(0))
      packer.write(fixed: high)
      packer.write(fixed: low)
      packer.memory.remember(self)
    }
  }

  public init(unpacking unpacker: inout Unpacker) {
    let place = unpacker.readUnsigned()
    if place == 0 {
      self.init(high: unpacker.readFixed(), low: unpacker.readFixed())
      unpacker.memory.remember(self)
    } else if let index = Int(exactly: place - 1), unpacker.memory.guids.indices.contains(index) {
      self = unpacker.memory.guids[index]
    } else {
      self.init(high: 0, low: 0)
    }
  }
}

extension Source: Packable {
  private enum Mark {
    static let isLast: UInt8 = 1
    static let hasArtifact: UInt8 = 2
    static let hasLine: UInt8 = 4
    static let hasRecord: UInt8 = 8
  }

  public func pack(into packer: inout Packer) {
    let last = packer.memory.source
    guard self != last else { return packer.write(byte: Mark.isLast) }
    var mark: UInt8 = 0
    if artifact != last.artifact { mark |= Mark.hasArtifact }
    if line != nil { mark |= Mark.hasLine }
    if record != nil { mark |= Mark.hasRecord }
    packer.write(byte: mark)
    if artifact != last.artifact { packer.pack(artifact) }
    if let line { packer.pack(line &- (last.line ?? 0)) }
    if let record { packer.pack(record &- (last.record ?? 0)) }
    packer.pack(offset &- last.offset)
    packer.memory.source = self
  }

  public init(unpacking unpacker: inout Unpacker) {
    let last = unpacker.memory.source
    let mark = unpacker.readByte()
    self = last
    guard mark & Mark.isLast == 0 else { return }
    if mark & Mark.hasArtifact != 0 { artifact = unpacker.unpack() }
    line = mark & Mark.hasLine == 0 ? nil : unpacker.unpack(Int.self) &+ (last.line ?? 0)
    record = mark & Mark.hasRecord == 0 ? nil : unpacker.unpack(Int.self) &+ (last.record ?? 0)
    offset = unpacker.unpack(Int.self) &+ last.offset
    unpacker.memory.source = self
  }
}
