/// A 128-bit identifier, written `8-4-4-4-12` in hexadecimal digits; compared without regard to case.
///
/// No version is enforced: user parts of MRIs and call connection IDs are not RFC 4122 versions.
public struct GUID: Hashable, Sendable, Comparable {
  let high: UInt64
  let low: UInt64

  /// The halves of a written GUID: the digits before the third dash, and those behind it.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The 36 characters of a GUID, nothing before and nothing behind them; nil for anything else.
  public init?(_ text: String) {
    self.init(ascii: text.utf8.span)
  }

  /// The 36 characters of a GUID, nothing before and nothing behind them; nil for anything else.
  public init?(_ text: Substring) {
    self.init(ascii: text.utf8.span)
  }

  /// The 36 bytes of a GUID in ASCII; nil for anything else.
  public init?(ascii bytes: ArraySlice<UInt8>) {
    self.init(ascii: bytes.span)
  }

  /// The 36 bytes of a GUID in ASCII; nil for anything else.
  public init?(ascii bytes: Span<UInt8>) {
    guard bytes.count == GUID.length else { return nil }
    var halves: (UInt64, UInt64) = (0, 0)
    var digits = 0
    for index in bytes.indices {
      let byte = bytes[index]
      if index == 8 || index == 13 || index == 18 || index == 23 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard let digit = hexadecimalDigit(byte) else { return nil }
      if digits < 16 {
        halves.0 = halves.0 << 4 | UInt64(digit)
      } else {
        halves.1 = halves.1 << 4 | UInt64(digit)
      }
      digits += 1
    }
    (high, low) = halves
  }

  /// The number of characters of a written GUID.
  public static let length = 36

  /// Whether all digits are zero: a placeholder, no ID.
  public var isNil: Bool { high == 0 && low == 0 }

  public static func < (lhs: GUID, rhs: GUID) -> Bool {
    (lhs.high, lhs.low) < (rhs.high, rhs.low)
  }
}

extension GUID: CustomStringConvertible {
  /// Lower case, with dashes.
  public var description: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(GUID.length)
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends what `description` gives, in ASCII.
  public func write(to bytes: inout [UInt8]) {
    bytes.append(addingCapacity: GUID.length) { text in
      for digit in 0..<32 {
        if digit == 8 || digit == 12 || digit == 16 || digit == 20 { text.append(UInt8(ascii: "-")) }
        let half = digit < 16 ? high : low
        let value = UInt8(truncatingIfNeeded: half >> UInt64(60 - 4 * (digit % 16))) & 0xf
        text.append(value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value)
      }
    }
  }
}

extension GUID: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let value = GUID(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a GUID")
    }
    self = value
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// The value of a hexadecimal digit in ASCII, either case; nil for any other byte.
public func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}
