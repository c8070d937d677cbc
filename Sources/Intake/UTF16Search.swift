#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Finds where text of single bytes goes on in UTF-16, as it does where a shell has appended to a file in another
/// encoding, or where files were put together: by the zeros that UTF-16 has in every other byte, and text never.
package enum UTF16Search {
  package enum Result: Equatable {
    case none
    /// What stands from this place on is decided by the bytes behind it.
    case undecided(from: Int)
    case begins(at: Int, isBigEndian: Bool)
  }

  /// Units that are looked at, and how many of them may be other characters than those of Latin-1.
  private static let units = 16
  private static let mostOthers = 3
  /// Fewer have to do behind a byte order mark, and at the end of the content.
  private static let fewUnits = 4
  /// How far before the first zero the text in UTF-16 may begin.
  private static let longestLookBack = 256

  /// Looks from `start` on; no bytes follow the `isLast`.
  package static func first(in bytes: [UInt8], from start: Int, isLast: Bool) -> Result {
    var position = start
    while let zero = firstZero(in: bytes, from: position) {
      position = endOfZeros(in: bytes, from: zero)
      guard position == zero + 1 else { continue }
      let candidate = candidate(in: bytes, from: start, zero: zero)
      switch look(at: candidate, in: bytes, isLast: isLast) {
      case true?: return .begins(at: candidate.start, isBigEndian: candidate.isBigEndian)
      case nil: return .undecided(from: candidate.start)
      case false?: break
      }
    }
    return .none
  }

  private struct Candidate {
    var start: Int
    /// The first unit with a zero.
    var unit: Int
    var isBigEndian: Bool
    var hasMark = false
  }

  /// Where UTF-16 would begin that has its first zero at `zero`.
  private static func candidate(in bytes: [UInt8], from start: Int, zero: Int) -> Candidate {
    let first = max(start, zero - longestLookBack)
    // Behind a line break, the zero is the first half of a character. Where that is wrong, the text is the same as
    // long as it is Latin-1: each zero then goes with the character behind it.
    let isBigEndian = zero == first || bytes[zero - 1] == UInt8(ascii: "\n")
    var candidate = Candidate(
      start: isBigEndian ? zero : zero - 1, unit: isBigEndian ? zero : zero - 1, isBigEndian: isBigEndian)
    for place in stride(from: zero - 2, through: first, by: -1) {
      let isBig = bytes[place] == 0xfe && bytes[place + 1] == 0xff && (zero - place).isMultiple(of: 2)
      let isLittle = bytes[place] == 0xff && bytes[place + 1] == 0xfe && !(zero - place).isMultiple(of: 2)
      if isBig || isLittle, isText(bytes[first..<place]) {
        return Candidate(
          start: place, unit: isBig ? zero : zero - 1, isBigEndian: isBig, hasMark: true)
      }
      guard bytes[place] == UInt8(ascii: "\n") else { continue }
      // What stands on the line before the zero is UTF-16 as well, if it is nothing else.
      let before = bytes[place + 1..<candidate.unit]
      if before.count.isMultiple(of: 2), String(validating: before, as: UTF8.self) == nil {
        candidate.start = place + 1
      }
      return candidate
    }
    return candidate
  }

  /// Whether a byte order mark may stand behind these bytes; random ones have the same two bytes.
  private static func isText(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.last == UInt8(ascii: "\n") || bytes.suffix(8).allSatisfy(isPlainText)
  }

  /// Nil where there are too few bytes to tell.
  private static func look(at candidate: Candidate, in bytes: [UInt8], isLast: Bool) -> Bool? {
    let needed = candidate.hasMark ? fewUnits : units
    var others = 0
    for unit in 0..<needed {
      let index = candidate.unit + 2 * unit
      guard index + 1 < bytes.count else { return isLast ? unit >= fewUnits && others == 0 : nil }
      let zero = bytes[candidate.isBigEndian ? index : index + 1]
      let character = bytes[candidate.isBigEndian ? index + 1 : index]
      if zero == 0 {
        guard isPlainText(character) || character >= 0xa0 || character == 0x1b else { return false }
      } else {
        others += 1
        guard others <= mostOthers else { return false }
      }
    }
    return true
  }

  private static func firstZero(in bytes: [UInt8], from start: Int) -> Int? {
    unsafe bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, start < bytes.count,
        let found = unsafe memchr(base + start, 0, bytes.count - start)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - base
    }
  }

  private static func endOfZeros(in bytes: [UInt8], from zero: Int) -> Int {
    // Blocks that were reserved and never written are large.
    let isAllZeros = unsafe bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return true }
      return unsafe memcmp(base + zero, base + zero + 1, bytes.count - zero - 1) == 0
    }
    if isAllZeros { return bytes.count }
    var end = zero + 1
    while end < bytes.count, bytes[end] == 0 { end += 1 }
    return end
  }
}
