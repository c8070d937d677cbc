#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the cutting of elements asks of bytes that may be damaged markup.
enum Markup {
  /// Start tags are looked at as far as this.
  static let longestTag = 4096

  /// The first `byte` within `range`.
  static func firstIndex(of byte: UInt8, in bytes: [UInt8], _ range: Range<Int>) -> Int? {
    guard !range.isEmpty, range.upperBound <= bytes.count, range.lowerBound >= 0 else { return nil }
    return unsafe bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress,
        let found = unsafe memchr(base + range.lowerBound, Int32(byte), range.count)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - base
    }
  }

  /// The index behind the first `mark` within `range`.
  static func end(of mark: StaticString, in bytes: [UInt8], _ range: Range<Int>) -> Int? {
    let first = mark.withUTF8Buffer { unsafe $0.first ?? 0 }
    var from = range.lowerBound
    while from < range.upperBound, let index = firstIndex(of: first, in: bytes, from..<range.upperBound) {
      let end = index + mark.utf8CodeUnitCount
      if end <= range.upperBound, has(mark, at: index, in: bytes) { return end }
      from = index + 1
    }
    return nil
  }

  /// Whether `text` stands at `index`.
  static func has(_ text: StaticString, at index: Int, in bytes: [UInt8]) -> Bool {
    guard index >= 0, bytes.count - index >= text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { text in
      for offset in text.indices {
        guard unsafe bytes[index + offset] == text[offset] else { return false }
      }
      return true
    }
  }

  /// Whether all of `bytes` is `text`.
  static func spells(_ text: StaticString, _ bytes: Span<UInt8>) -> Bool {
    guard bytes.count == text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { text in
      for index in text.indices {
        guard unsafe bytes[index] == text[index] else { return false }
      }
      return true
    }
  }

  /// Whether the name at `index` is this one, and not longer: one that the bytes' end cuts may have been.
  static func hasName(_ name: StaticString, at index: Int, in bytes: [UInt8]) -> Bool {
    guard has(name, at: index, in: bytes) else { return false }
    let end = index + name.utf8CodeUnitCount
    guard end < bytes.count else { return false }
    return isSpace(bytes[end]) || bytes[end] == UInt8(ascii: "/") || bytes[end] == UInt8(ascii: ">")
  }

  /// The index behind the tag that begins at `start`. A tag whose `>` is lost ends before the next `<`, which no
  /// tag has inside; that of a tag over the limit is the limit. Nil where the end is still to come.
  static func tagEnd(from start: Int, in bytes: [UInt8], isLast: Bool) -> Int? {
    let limit = start + longestTag
    let end = min(bytes.count, limit)
    let close = firstIndex(of: UInt8(ascii: ">"), in: bytes, start..<end)
    if let open = firstIndex(of: UInt8(ascii: "<"), in: bytes, min(start + 1, end)..<(close ?? end)) {
      return open
    }
    if let close { return close + 1 }
    return bytes.count >= limit || isLast ? end : nil
  }

  /// Whether the tag is one of an element without content.
  static func isEmptyTag(_ tag: Range<Int>, in bytes: [UInt8]) -> Bool {
    tag.count > 2 && bytes[tag.upperBound - 1] == UInt8(ascii: ">")
      && bytes[tag.upperBound - 2] == UInt8(ascii: "/")
  }

  /// The white space between the last line break and `index`; nil where other things stand there.
  static func indentation(before index: Int, in bytes: [UInt8]) -> Int? {
    var start = index
    while start > 0, index - start <= longestIndentation {
      switch bytes[start - 1] {
      case UInt8(ascii: "\n"): return index - start
      case UInt8(ascii: " "), UInt8(ascii: "\t"): start -= 1
      default: return nil
      }
    }
    return nil
  }

  /// Lines indented further count as not indented.
  static let longestIndentation = 60
}
