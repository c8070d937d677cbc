/// Turns UTF-16, cut anywhere into pieces, into UTF-8. A surrogate without its partner becomes U+FFFD.
public struct UTF16Transcoder {
  private let isBigEndian: Bool
  /// The first byte of a code unit that the last piece cut.
  private var pendingByte: UInt8?
  /// The first half of a surrogate pair.
  private var pendingSurrogate: UInt16?

  /// A transcoder at the beginning of a text.
  public init(isBigEndian: Bool) {
    self.isBigEndian = isBigEndian
  }

  /// Appends what `content` says, but for a character whose end it does not hold.
  public mutating func transcode(_ content: [UInt8], appendingTo text: inout [UInt8]) {
    text.reserveCapacity(text.count + content.count)
    var index = 0
    if let first = pendingByte, let second = content.first {
      pendingByte = nil
      append(unit(first, second), to: &text)
      index = 1
    }
    let (low, high) = isBigEndian ? (1, 0) : (0, 1)
    while index + 1 < content.count {
      let value = UInt16(content[index + high]) << 8 | UInt16(content[index + low])
      index += 2
      if value < 0x80, pendingSurrogate == nil {
        text.append(UInt8(truncatingIfNeeded: value))
      } else {
        append(value, to: &text)
      }
    }
    if index < content.count { pendingByte = content[index] }
  }

  /// Appends U+FFFD for a surrogate left alone; false where a single byte is left, which is dropped.
  public mutating func finish(appendingTo text: inout [UInt8]) -> Bool {
    if pendingSurrogate != nil { append(replacement, to: &text) }
    pendingSurrogate = nil
    defer { pendingByte = nil }
    return pendingByte == nil
  }

  private func unit(_ first: UInt8, _ second: UInt8) -> UInt16 {
    isBigEndian ? UInt16(first) << 8 | UInt16(second) : UInt16(second) << 8 | UInt16(first)
  }

  private mutating func append(_ unit: UInt16, to text: inout [UInt8]) {
    if let high = pendingSurrogate {
      pendingSurrogate = nil
      if UTF16.isTrailSurrogate(unit) {
        let value = 0x10000 + (UInt32(high & 0x3ff) << 10 | UInt32(unit & 0x3ff))
        return append(Unicode.Scalar(value) ?? replacement, to: &text)
      }
      append(replacement, to: &text)
    }
    if UTF16.isLeadSurrogate(unit) {
      pendingSurrogate = unit
    } else {
      append(Unicode.Scalar(unit) ?? replacement, to: &text)
    }
  }

  private func append(_ scalar: Unicode.Scalar, to text: inout [UInt8]) {
    text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }
}

private let replacement: Unicode.Scalar = "\u{fffd}"
