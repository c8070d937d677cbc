import Evidence

/// Reads one value that is no structure.
struct ScalarReader {
  let pointerSize: Int
  let field: EventSchema.Field
  /// In the unit of the type.
  let length: Int?

  /// The value at `offset`, which is moved behind it; nil where the payload ends before.
  func read(_ payload: Span<UInt8>, _ offset: inout Int) -> FieldValue? {
    switch field.type {
    case .unicodeString: wideString(payload, &offset)
    case .ansiString: narrowString(payload, &offset)
    case .countedUnicode: counted(payload, &offset).map { .text(payload.wideText($0)) }
    case .countedANSI: counted(payload, &offset).map { .text(payload.narrowText($0)) }
    case .int8: signed(payload, &offset, Int8.self)
    case .uint8: unsigned(payload, &offset, UInt8.self)
    case .int16: signed(payload, &offset, Int16.self)
    case .uint16: unsigned(payload, &offset, UInt16.self)
    case .int32: signed(payload, &offset, Int32.self)
    case .uint32, .hexInt32: unsigned(payload, &offset, UInt32.self)
    case .int64: signed(payload, &offset, Int64.self)
    case .uint64, .hexInt64: unsigned(payload, &offset, UInt64.self)
    case .float:
      integer(payload, &offset, UInt32.self).map { .number(Double(Float(bitPattern: $0))) }
    case .double: integer(payload, &offset, UInt64.self).map { .number(Double(bitPattern: $0)) }
    case .bool: integer(payload, &offset, UInt32.self).map { .boolean($0 != 0) }
    case .binary: binary(payload, &offset)
    case .countedBinary: counted(payload, &offset).map { .bytes(payload.array($0)) }
    case .guid: take(16, payload, &offset).flatMap { payload.guid(at: $0.lowerBound) }.map { .guid($0) }
    case .pointer:
      pointerSize == 4
        ? unsigned(payload, &offset, UInt32.self) : unsigned(payload, &offset, UInt64.self)
    case .fileTime: integer(payload, &offset, UInt64.self).map { WindowsTime.value(ofFileTime: $0) }
    case .systemTime:
      take(16, payload, &offset).map { WindowsTime.value(ofSystemTime: payload, at: $0.lowerBound) }
    case .sid: sid(payload, &offset)
    case .wbemSID: wbemSID(payload, &offset)
    // Has no bytes of its own.
    case .structure: nil
    }
  }

  @inline(__always)
  private func integer<Value: FixedWidthInteger & BitwiseCopyable>(
    _ payload: Span<UInt8>, _ offset: inout Int, _ type: Value.Type
  ) -> Value? {
    guard let value = payload.integer(at: offset, as: type) else { return nil }
    offset += MemoryLayout<Value>.size
    return value
  }

  @inline(__always)
  private func signed<Value: SignedInteger & FixedWidthInteger & BitwiseCopyable>(
    _ payload: Span<UInt8>, _ offset: inout Int, _ type: Value.Type
  ) -> FieldValue? {
    guard let value = integer(payload, &offset, type) else { return nil }
    return field.format == .boolean ? .boolean(value != 0) : .integer(Int64(value))
  }

  @inline(__always)
  private func unsigned<Value: UnsignedInteger & FixedWidthInteger & BitwiseCopyable>(
    _ payload: Span<UInt8>, _ offset: inout Int, _ type: Value.Type
  ) -> FieldValue? {
    guard let value = integer(payload, &offset, type) else { return nil }
    switch field.format {
    case .boolean: return .boolean(value != 0)
    // Ports are written as they go over the network.
    case .port: return .unsigned(UInt64(value.byteSwapped))
    default: return .unsigned(UInt64(value))
    }
  }

  /// The next `count` bytes.
  @inline(__always)
  private func take(_ count: Int, _ payload: Span<UInt8>, _ offset: inout Int) -> Range<Int>? {
    guard count >= 0, count <= payload.count - offset else { return nil }
    defer { offset += count }
    return offset..<(offset + count)
  }

  private func counted(_ payload: Span<UInt8>, _ offset: inout Int) -> Range<Int>? {
    guard let count = integer(payload, &offset, UInt16.self) else { return nil }
    return take(Int(count), payload, &offset)
  }

  private func wideString(_ payload: Span<UInt8>, _ offset: inout Int) -> FieldValue? {
    if let length {
      let (count, overflows) = length.multipliedReportingOverflow(by: 2)
      guard !overflows, let range = take(count, payload, &offset) else { return nil }
      return .text(payload.wideText(range.lowerBound..<payload.extracting(range).firstWideZero(in: range)))
    }
    guard offset < payload.count else { return nil }
    let start = offset
    let end = payload.firstWideZero(from: start)
    // A string that the end of the payload cuts off has no NUL, and may have half a unit.
    offset = payload.count - end >= 2 ? end + 2 : payload.count
    return .text(payload.wideText(start..<end))
  }

  private func narrowString(_ payload: Span<UInt8>, _ offset: inout Int) -> FieldValue? {
    if let length {
      guard let range = take(length, payload, &offset) else { return nil }
      return .text(payload.narrowText(range.lowerBound..<payload.extracting(range).firstZero(in: range)))
    }
    guard offset < payload.count else { return nil }
    let start = offset
    let end = payload.firstZero(from: start)
    offset = end < payload.count ? end + 1 : end
    return .text(payload.narrowText(start..<end))
  }

  private func binary(_ payload: Span<UInt8>, _ offset: inout Int) -> FieldValue? {
    let count = length ?? (field.format == .ipv6 ? 16 : payload.count - offset)
    return take(count, payload, &offset).map { .bytes(payload.array($0)) }
  }

  /// Revision, number of parts, six bytes of authority, and the parts.
  private func sid(_ payload: Span<UInt8>, _ offset: inout Int) -> FieldValue? {
    guard payload.count - offset >= 8 else { return nil }
    let parts = Int(payload[offset + 1])
    guard let range = take(8 + 4 * parts, payload, &offset) else { return nil }
    return .text(SecurityIdentifier.text(payload, at: range.lowerBound, parts: parts))
  }

  private func wbemSID(_ payload: Span<UInt8>, _ offset: inout Int) -> FieldValue? {
    guard let head = payload.integer(at: offset, as: UInt32.self) else { return nil }
    guard head != 0 else {
      offset += 4
      return .text("")
    }
    return take(2 * pointerSize, payload, &offset).flatMap { _ in sid(payload, &offset) }
  }
}

extension Span where Element == UInt8 {
  /// Where, of the text at `range` whose bytes these are, the zero stands.
  fileprivate func firstZero(in range: Range<Int>) -> Int { range.lowerBound + firstZero(from: 0) }
  fileprivate func firstWideZero(in range: Range<Int>) -> Int { range.lowerBound + firstWideZero(from: 0) }
}
