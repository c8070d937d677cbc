internal import CScan

/// The bytes that one or more short strings have, position by position: what the vectorised search looks for. It
/// fits every string whose bytes all are in the sets, so those of a single literal fit just that literal, and those
/// of several fit mixtures of them as well.
struct Fingerprint: Hashable, Sendable {
  /// Bytes in a fingerprint.
  static let length = Int(SCAN_FINGERPRINT_LENGTH)

  private var first = ByteSet()
  private var second = ByteSet()
  private var third = ByteSet()
  private var fourth = ByteSet()

  /// Fits nothing.
  init() {}

  /// Fits the literal's bytes from `start` on, in both cases where the literal does. Positions after its end are
  /// open to every byte.
  init(of literal: FoldedLiteral, at start: Int) {
    for position in 0..<Fingerprint.length {
      let index = start + position
      guard index < literal.bytes.count else {
        self[position] = .all
        continue
      }
      let byte = literal.bytes[index]
      self[position].insert(byte)
      self[position].insert(byte & ~literal.folds[index])
    }
  }

  /// The bytes that fit at a position.
  subscript(position: Int) -> ByteSet {
    get {
      switch position {
      case 0: first
      case 1: second
      case 2: third
      default: fourth
      }
    }
    set {
      switch position {
      case 0: first = newValue
      case 1: second = newValue
      case 2: third = newValue
      default: fourth = newValue
      }
    }
  }

  func union(_ other: Fingerprint) -> Fingerprint {
    var union = self
    for position in 0..<Fingerprint.length { union[position].formUnion(other[position]) }
    return union
  }
}

/// A set of byte values.
struct ByteSet: Hashable, Sendable {
  private var words = SIMD4<UInt64>()

  static let all: ByteSet = {
    var set = ByteSet()
    set.words = SIMD4(repeating: .max)
    return set
  }()

  mutating func insert(_ byte: UInt8) {
    words[Int(byte >> 6)] |= 1 << UInt64(byte & 63)
  }

  mutating func formUnion(_ other: ByteSet) {
    words |= other.words
  }

  @inline(__always)
  func forEach(_ body: (UInt8) -> Void) {
    for word in 0..<4 {
      forEachBit(of: words[word]) { body(UInt8(truncatingIfNeeded: word << 6 | $0)) }
    }
  }
}

/// Up to eight fingerprints in the forms in which the kernels read them.
struct FingerprintTable: Sendable {
  /// Fingerprints that are searched for at once.
  static let bucketCount = 8

  /// What the vectorised kernels read: see `SCAN_TABLE_SIZE`.
  private(set) var bytes = [UInt8](repeating: 0, count: Int(SCAN_TABLE_SIZE))
  /// The buckets of every byte value, 256 for each position of a fingerprint.
  private(set) var byteRows = [UInt8](repeating: 0, count: Fingerprint.length * 256)

  init(_ buckets: [Fingerprint]) {
    let septets = Int(SCAN_SEPTETS)
    for (bucket, fingerprint) in buckets.prefix(FingerprintTable.bucketCount).enumerated() {
      let bit = UInt8(1) << UInt8(bucket)
      for position in 0..<Fingerprint.length {
        fingerprint[position].forEach { byte in
          bytes[position * 32 + Int(byte & 0x0F)] |= bit
          bytes[position * 32 + 16 + Int(byte >> 4)] |= bit
          bytes[septets + position * 128 + Int(byte & 0x7F)] |= bit
          byteRows[position * 256 + Int(byte)] |= bit
        }
      }
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
