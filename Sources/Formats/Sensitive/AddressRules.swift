/// Addresses of the internet by their shape.
enum AddressRules {
  /// The address of version 4 that has dots around `index`, whole or with its end masked: `192.168.1.x`.
  static func address4(at index: Int, in bytes: [UInt8]) -> SensitiveValue? {
    var start = index
    while start > 0, index - start < 15, isDigit(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: ".") {
      start -= 1
    }
    var cursor = ByteCursor(bytes, from: start)
    var parts: [Int] = []
    while parts.count < 4 {
      if parts.count == 3, let masked = maskedPart(cursor) {
        cursor.skip(masked)
        parts.append(256)
        break
      }
      guard let part = cursor.digits(1, 3), part < 256 else { return nil }
      parts.append(part)
      if parts.count < 4, !cursor.consume(UInt8(ascii: ".")) { return nil }
    }
    // More numbers behind it, as versions have, or a longer word.
    if let next = cursor.peek() {
      if isWordByte(next) { return nil }
      if next == UInt8(ascii: "."), cursor.peek(1).map(isDigit) ?? false { return nil }
    }
    guard !isVersion(before: start, in: bytes), !isKept(parts) else { return nil }
    if parts[0] < 4, parts[1] < 60, parts[2] < 30, isCell(start..<cursor.index, in: bytes) { return nil }
    return SensitiveValue(.ip, start..<cursor.index, .address4(isPrivate: isPrivate(parts)))
  }

  /// Between quotes or separators, where tables have the versions of SDKs.
  private static func isCell(_ range: Range<Int>, in bytes: [UInt8]) -> Bool {
    guard range.lowerBound > 0, range.upperBound < bytes.count else { return false }
    return isOne(bytes[range.lowerBound - 1], of: "\",[") && isOne(bytes[range.upperBound], of: "\",]\r\n")
  }

  /// `x` or `xxx` in the place of the last number.
  private static func maskedPart(_ cursor: ByteCursor) -> Int? {
    var probe = cursor
    let count = probe.take(upTo: 4) { isOne($0, of: "xX*") }.count
    return (1...3).contains(count) ? count : nil
  }

  /// A word, a slash or a `v` right before, or a label that speaks of versions.
  private static func isVersion(before start: Int, in bytes: [UInt8]) -> Bool {
    guard start > 0 else { return false }
    let last = bytes[start - 1]
    if isEscape(before: start, in: bytes) { return false }
    if isWordByte(last) || last == UInt8(ascii: ".") { return true }
    // `Chrome/126.0.1.2`, but not `udp/203.0.113.9`.
    if last == UInt8(ascii: "/"), start > 1, isWordByte(bytes[start - 2]) {
      var first = start - 1
      while first > 0, start - first < 40,
        isWordByte(bytes[first - 1]) || bytes[first - 1] == UInt8(ascii: "-")
      {
        first -= 1
      }
      return bytes[first] != lowercased(bytes[first]) || bytes[first..<start].contains(UInt8(ascii: "-"))
    }
    let before = ByteCursor(bytes, from: max(0, start - 14), to: start)
    return versionWords.contains { word in
      guard let found = firstIndex(of: word, in: before) else { return false }
      return !bytes[found + word.utf8CodeUnitCount..<start].contains(where: isLetter)
    }
  }

  private static let versionWords: [StaticString] = [
    "ersion", "ERSION", "SDK", "sdk", "Sdk", "Chrome", "Edge", "Firefox", "Safari", "uild",
  ]

  /// Addresses that are the same everywhere, and what is no machine's, but mostly a version: `1.36.1.0`.
  private static func isKept(_ parts: [Int]) -> Bool {
    parts[0] == 127 || parts[0] == 0 || parts[3] == 0 || parts == [255, 255, 255, 255]
      || parts[0] < 4 && (parts[1] == 0 || parts[2] == 0)
  }

  private static func isPrivate(_ parts: [Int]) -> Bool {
    switch (parts[0], parts[1]) {
    case (10, _), (192, 168), (172, 16...31), (169, 254), (100, 64...127): true
    default: false
    }
  }

  /// The address of version 6 that has a colon at `index`, whole or with groups masked: `[2a0d:…:x:x]`.
  static func address6(at index: Int, in bytes: [UInt8]) -> SensitiveValue? {
    var start = index
    while start > 0, index - start < 45, isPartOfAddress6(bytes[start - 1]) { start -= 1 }
    var end = index
    while end < bytes.count, end - index < 45, isPartOfAddress6(bytes[end]) { end += 1 }
    // One colon before it belongs to a label, one behind it to the text.
    if bytes[start] == UInt8(ascii: ":"), start + 1 < end, bytes[start + 1] != UInt8(ascii: ":") {
      start += 1
    }
    if end - start > 1, bytes[end - 1] == UInt8(ascii: ":"), bytes[end - 2] != UInt8(ascii: ":") { end -= 1 }
    guard end > start, !(start > 0 && isWordByte(bytes[start - 1])),
      !(end < bytes.count && isWordByte(bytes[end]))
    else { return nil }
    let isInBrackets = start > 0 && bytes[start - 1] == UInt8(ascii: "[")
    guard let groups = groups(bytes[start..<end]) else { return nil }
    let filled = groups.filter { !$0.isEmpty }
    // `Face::Add1` is a name in C++.
    let hasUpper = bytes[start..<end].contains { isLetter($0) && lowercased($0) != $0 }
    let hasLower = bytes[start..<end].contains { isLetter($0) && lowercased($0) == $0 }
    guard !(hasUpper && hasLower) else { return nil }
    guard isInBrackets || filled.contains(where: { $0.contains(where: isDigit) }),
      filled.contains(where: { $0.count > 1 || !isOne($0[$0.startIndex], of: "01xX") })
    else { return nil }
    return SensitiveValue(.ip, start..<end, .address6(scope(groups[0])))
  }

  private static func isPartOfAddress6(_ byte: UInt8) -> Bool {
    isHexDigit(byte) || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "x")
  }

  /// The groups between colons, if they make an address: eight, or fewer with one gap.
  private static func groups(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>]? {
    let groups = text.split(separator: UInt8(ascii: ":"), maxSplits: 10, omittingEmptySubsequences: false)
    guard (3...9).contains(groups.count), groups.allSatisfy({ $0.count <= 4 }) else { return nil }
    var gaps = 0
    for (position, group) in groups.enumerated() where group.isEmpty {
      let isAtEdge = position == 0 || position == groups.count - 1
      if !isAtEdge || groups.count == 3 { gaps += 1 }
    }
    let filled = groups.count { !$0.isEmpty }
    return gaps == 0
      ? (filled == 8 && groups.count == 8 ? groups : nil) : (gaps <= 2 && filled < 8 ? groups : nil)
  }

  private static func scope(_ first: ArraySlice<UInt8>) -> StandInShape.AddressScope {
    let text = first.map { lowercased($0) }
    if text.starts(with: "fe8".utf8) || text.starts(with: "fe9".utf8) || text.starts(with: "fea".utf8) {
      return .link
    }
    return text.count == 4 && (text.starts(with: "fc".utf8) || text.starts(with: "fd".utf8)) ? .site : .world
  }
}
