internal import CScan

/// The nibbles that the bytes of one or more short strings have, position by position: what the vectorised search
/// looks for. It fits every string whose low and high nibbles all are in the sets, so those of a single literal fit
/// just that literal, and those of several fit mixtures of them as well.
struct Fingerprint: Hashable, Sendable {
  /// Bytes in a fingerprint.
  static let length = Int(SCAN_FINGERPRINT_LENGTH)

  /// Per position, bit `n` is set where `n` is a possible low nibble.
  var low = SIMD4<UInt16>()
  /// The same for high nibbles.
  var high = SIMD4<UInt16>()

  /// Fits nothing.
  init() {}

  /// Fits the literal's bytes from `start` on, in both cases where the literal does. Positions after its end are
  /// open to every byte.
  init(of literal: FoldedLiteral, at start: Int) {
    for position in 0..<Fingerprint.length {
      let index = start + position
      guard index < literal.bytes.count else {
        low[position] = .max
        high[position] = .max
        continue
      }
      let byte = literal.bytes[index]
      low[position] = 1 << UInt16(byte & 0x0F)
      high[position] = 1 << UInt16(byte >> 4) | 1 << UInt16((byte & ~literal.folds[index]) >> 4)
    }
  }

  func union(_ other: Fingerprint) -> Fingerprint {
    var union = self
    union.low |= other.low
    union.high |= other.high
    return union
  }
}

/// Up to eight fingerprints in the form in which the kernels read them; see `SCAN_TABLE_SIZE`.
struct FingerprintTable: Sendable {
  /// Fingerprints that are searched for at once.
  static let bucketCount = 8

  let bytes: [UInt8]

  init(_ buckets: [Fingerprint]) {
    var bytes = [UInt8](repeating: 0, count: Int(SCAN_FINGERPRINT_LENGTH * 32))
    for (bucket, fingerprint) in buckets.prefix(FingerprintTable.bucketCount).enumerated() {
      let bit = UInt8(1) << UInt8(bucket)
      for position in 0..<Fingerprint.length {
        let row = position * 32
        forEachBit(of: fingerprint.low[position]) { bytes[row + $0] |= bit }
        forEachBit(of: fingerprint.high[position]) { bytes[row + 16 + $0] |= bit }
      }
    }
    self.bytes = bytes
  }

  /// The same by whole bytes: 256 for each position.
  var byteRows: [UInt8] {
    (0..<Fingerprint.length * 256).map { index in
      let row = index / 256 * 32
      return bytes[row + index % 16] & bytes[row + 16 + index % 256 / 16]
    }
  }
}

/// Calls `body` with the number of each bit that is set, ascending.
@inline(__always)
func forEachBit(of set: some FixedWidthInteger, _ body: (Int) -> Void) {
  var rest = set
  while rest != 0 {
    body(rest.trailingZeroBitCount)
    rest &= rest &- 1
  }
}
