internal import CScan

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// How often `byte` stands in `bytes`, at the speed of memory.
public func count(of byte: UInt8, in bytes: Span<UInt8>) -> Int {
  unsafe bytes.withUnsafeBufferPointer { bytes in
    guard let base = bytes.baseAddress else { return 0 }
    return unsafe scan_count_byte(base, bytes.count, byte)
  }
}

/// The number of line feeds (0x0A) in `bytes`.
public func countNewlines(in bytes: Span<UInt8>) -> Int {
  count(of: 0x0A, in: bytes)
}

/// The first index of `byte` that is not less than `start`.
public func firstIndex(of byte: UInt8, in bytes: Span<UInt8>, from start: Int = 0) -> Int? {
  let start = max(0, start)
  return unsafe bytes.withUnsafeBufferPointer { bytes -> Int? in
    guard let base = bytes.baseAddress, start < bytes.count else { return nil }
    guard let found = unsafe memchr(base + start, Int32(byte), bytes.count - start) else { return nil }
    return unsafe UnsafeRawPointer(base).distance(to: found)
  }
}

/// The last index of `byte` that is less than `end`.
public func lastIndex(of byte: UInt8, in bytes: Span<UInt8>, before end: Int) -> Int? {
  unsafe bytes.withUnsafeBufferPointer { bytes -> Int? in
    let end = min(end, bytes.count)
    guard let base = bytes.baseAddress, end > 0 else { return nil }
    guard let found = unsafe scan_find_last_byte(base, end, byte) else { return nil }
    return unsafe base.distance(to: found)
  }
}

/// Calls `body` with the index of each `end` that has `mark` at one of two distances before it, ascending, at nearly
/// the speed of memory; both distances are at least 1.
public func forEachIndex(
  of end: UInt8, in bytes: Span<UInt8>, having mark: UInt8, atDistance first: Int, or second: Int,
  _ body: (Int) -> Void
) {
  unsafe bytes.withUnsafeBufferPointer { bytes in
    guard let base = bytes.baseAddress else { return }
    var place = max(first, second)
    while place < bytes.count {
      place = unsafe scan_find_marked_byte(base, bytes.count, place, end, mark, first, second)
      if place < bytes.count { body(place) }
      place += 1
    }
  }
}
