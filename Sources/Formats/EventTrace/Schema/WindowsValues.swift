import Evidence

/// The ways in which Windows writes times.
enum WindowsTime {
  /// 1970-01-01 in units of 100 ns since 1601-01-01.
  private static let epoch: Int64 = 116_444_736_000_000_000

  /// A FILETIME, in units of 100 ns since 1601-01-01; the number itself where it is none of the years of
  /// `Instant`.
  static func value(ofFileTime time: UInt64) -> FieldValue {
    guard let time = Int64(exactly: time) else { return .unsigned(time) }
    let (nanoseconds, overflows) = (time - epoch).multipliedReportingOverflow(by: 100)
    return overflows ? .unsigned(UInt64(time)) : .time(Instant(nanoseconds: nanoseconds))
  }

  /// A SYSTEMTIME: year, month, day of the week, day, hour, minute, second, millisecond, 16 bits each; its
  /// bytes where there is no such moment.
  static func value(ofSystemTime bytes: Span<UInt8>, at offset: Int) -> FieldValue {
    func part(_ index: Int) -> Int { Int(bytes.integer(at: offset + 2 * index, as: UInt16.self) ?? 0) }
    let milliseconds = ((part(4) * 60 + part(5)) * 60 + part(6)) * 1000 + part(7)
    guard part(4) < 24, part(5) < 60, part(6) < 60, part(7) < 1000,
      let instant = Instant(
        year: part(0), month: part(1), day: part(3), nanosecondOfDay: Int64(milliseconds) * 1_000_000)
    else { return .bytes(bytes.array(offset..<(offset + 16))) }
    return .time(instant)
  }
}

/// The written form of security identifiers: `S-1-5-21-…`.
enum SecurityIdentifier {
  /// The SID of so many parts that begins at `offset`, all of which must be there.
  static func text(_ bytes: Span<UInt8>, at offset: Int, parts: Int) -> String {
    var authority: UInt64 = 0
    for index in 2..<8 { authority = authority << 8 | UInt64(bytes[offset + index]) }
    var text = "S-\(bytes[offset])-\(authority)"
    for part in 0..<parts {
      text += "-\(bytes.integer(at: offset + 8 + 4 * part, as: UInt32.self) ?? 0)"
    }
    return text
  }
}

/// The written form of network addresses.
enum NetworkAddress {
  /// Four bytes, the first one first.
  static func ipv4(_ bytes: some Collection<UInt8>) -> String {
    bytes.map { String($0) }.joined(separator: ".")
  }

  /// 16 bytes, in the form of RFC 5952: the first of the longest runs of zero groups is left out.
  static func ipv6(_ bytes: some Collection<UInt8>) -> String? {
    let bytes = Array(bytes)
    guard bytes.count == 16 else { return nil }
    let groups = (0..<8).map { Int(bytes[2 * $0]) << 8 | Int(bytes[2 * $0 + 1]) }
    var longest = 0..<0
    var index = 0
    while index < 8 {
      let end = groups[index...].firstIndex { $0 != 0 } ?? 8
      if end - index > max(longest.count, 1) { longest = index..<end }
      index = end + 1
    }
    func text(_ groups: ArraySlice<Int>) -> String {
      groups.map { String($0, radix: 16) }.joined(separator: ":")
    }
    guard !longest.isEmpty else { return text(groups[...]) }
    return text(groups[..<longest.lowerBound]) + "::" + text(groups[longest.upperBound...])
  }

  /// A SOCKADDR_IN or SOCKADDR_IN6 of Windows, with its port; nil for another family.
  static func socket(_ bytes: [UInt8]) -> String? {
    guard bytes.count >= 8, bytes[1] == 0 else { return nil }
    let port = Int(bytes[2]) << 8 | Int(bytes[3])
    switch bytes[0] {
    case 2: return "\(ipv4(bytes[4..<8])):\(port)"
    case 23:
      guard bytes.count >= 24, let address = ipv6(bytes[8..<24]) else { return nil }
      return "[\(address)]:\(port)"
    default: return nil
    }
  }
}
