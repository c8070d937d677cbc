import Evidence

/// Reads the little-endian values of Windows structures; nil where they would reach beyond the bytes.
extension Span where Element == UInt8 {
  /// The integer that begins at `offset`, aligned or not.
  @inline(__always)
  func integer<Value: FixedWidthInteger & BitwiseCopyable>(at offset: Int, as type: Value.Type) -> Value? {
    guard offset >= 0, offset <= count, count - offset >= MemoryLayout<Value>.size else { return nil }
    // Every pattern of bits is an integer, and the bounds have been checked.
    return unsafe Value(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: type))
  }

  /// A GUID structure: the first three groups of digits are little-endian integers, the rest bytes.
  func guid(at offset: Int) -> GUID? {
    guard let first = integer(at: offset, as: UInt32.self),
      let second = integer(at: offset + 4, as: UInt16.self),
      let third = integer(at: offset + 6, as: UInt16.self),
      let rest = integer(at: offset + 8, as: UInt64.self)
    else { return nil }
    return GUID(high: UInt64(first) << 32 | UInt64(second) << 16 | UInt64(third), low: rest.byteSwapped)
  }

  /// Where the next zero byte stands; the end where there is none.
  @inline(__always)
  func firstZero(from start: Int) -> Int {
    var index = start
    while index < count, self[index] != 0 { index += 1 }
    return index
  }

  /// Where the next zero UTF-16 unit stands; the end of the last whole unit where there is none.
  @inline(__always)
  func firstWideZero(from start: Int) -> Int {
    var index = start
    while count - index >= 2 {
      if self[index] == 0, self[index + 1] == 0 { return index }
      index += 2
    }
    return index
  }

  /// The bytes of `range`, which must lie within.
  func array(_ range: Range<Int>) -> [UInt8] {
    unsafe extracting(range).withUnsafeBufferPointer { unsafe Array($0) }
  }

  /// Appends all bytes.
  func append(to target: inout [UInt8]) {
    unsafe withUnsafeBufferPointer { unsafe target.append(contentsOf: $0) }
  }

  /// The text of `range`: UTF-8, or Windows-1252 where it is not that.
  func narrowText(_ range: Range<Int>) -> String {
    if let text = try? UTF8Span(validating: extracting(range)) { return String(copying: text) }
    return decodedText(array(range))
  }

  /// The UTF-16 text of `range`; a surrogate without its partner becomes U+FFFD, an odd last byte is left out.
  func wideText(_ range: Range<Int>) -> String {
    let units = range.count / 2
    guard units > 0 else { return "" }
    // No unit takes more than three bytes of UTF-8; a pair takes four.
    return unsafe String(unsafeUninitializedCapacity: 3 * units) { output in
      var length = 0
      var index = range.lowerBound
      let end = range.lowerBound + 2 * units
      while index < end {
        let unit = UInt16(self[index]) | UInt16(self[index + 1]) << 8
        index += 2
        if unit < 0x80 {
          unsafe output[length] = UInt8(truncatingIfNeeded: unit)
          length += 1
          continue
        }
        var scalar = Unicode.Scalar(unit) ?? "\u{fffd}"
        if UTF16.isLeadSurrogate(unit), index < end {
          let next = UInt16(self[index]) | UInt16(self[index + 1]) << 8
          if UTF16.isTrailSurrogate(next) {
            index += 2
            scalar = UTF16.decode(UTF16.EncodedScalar([unit, next]))
          }
        }
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
          unsafe output[length] = byte
          length += 1
        }
      }
      return length
    }
  }
}
