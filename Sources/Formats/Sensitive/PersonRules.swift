import Evidence

/// Telephone numbers, e-mail addresses and the identifiers of users by their shape.
enum PersonRules {
  /// The number behind the plus at `index`: 7 to 15 digits (ITU-T E.164), as they are or in groups.
  static func phone(atPlus index: Int, width: Int = 1, in bytes: [UInt8]) -> SensitiveValue? {
    if index > 0, isWordByte(bytes[index - 1]) || isOne(bytes[index - 1], of: "/+=") {
      // `4%3A%2B1425…`: what stands before is an escape.
      guard index >= 3, bytes[index - 3] == UInt8(ascii: "%") || bytes[index - 1] == UInt8(ascii: "=") else {
        return nil
      }
    }
    var cursor = ByteCursor(bytes, from: index + width)
    let start = cursor.index
    let first = cursor.take(upTo: 16) { isDigit($0) }.count
    if first >= 7 {
      guard first <= 15, !isEpoch(bytes[start..<cursor.index]),
        !(cursor.peek().map { isLetter($0) || $0 == UInt8(ascii: "/") } ?? false)
      else {
        return nil
      }
      return SensitiveValue(.phone, start..<cursor.index, .digits)
    }
    guard (1...3).contains(first) else { return nil }
    var digits = first
    var end = cursor.index
    while digits < 15 {
      // Whole numbers of eleven digits and more have no further group; what follows is something else.
      if digits >= 10, cursor.peek() == UInt8(ascii: " ") { break }
      _ = cursor.take(upTo: 2) { isOne($0, of: " -.()") }
      let group = cursor.take(upTo: 5) { isDigit($0) }.count
      guard group > 0 else { break }
      digits += group
      end = cursor.index
    }
    guard (7...15).contains(digits), !(end < bytes.count && isWordByte(bytes[end])) else { return nil }
    return SensitiveValue(.phone, start..<end, .digits)
  }

  /// `/phonenumber/14255550123`
  static func phoneInPath(at index: Int, in bytes: [UInt8]) -> SensitiveValue? {
    var cursor = ByteCursor(bytes, from: index)
    _ = cursor.consume(UInt8(ascii: "+")) || cursor.consume("%2B") || cursor.consume("%2b")
    let range = cursor.take(upTo: 16) { isDigit($0) }
    return range.count >= 5 ? SensitiveValue(.phone, range, .digits) : nil
  }

  /// The e-mail address around the `@` at `index`, which is `width` bytes long.
  static func mail(at index: Int, width: Int = 1, in bytes: [UInt8]) -> SensitiveValue? {
    var start = index
    while start > 0, index - start < 64, isPartOfMail(bytes[start - 1]) { start -= 1 }
    start += lengthOfEscape(at: start, upTo: index, in: bytes)
    while start < index, isOne(bytes[start], of: ".-+") { start += 1 }
    var cursor = ByteCursor(bytes, from: index + width)
    var domain = cursor.take(upTo: 253) { isWordByte($0) || isOne($0, of: ".-") }
    while !domain.isEmpty, isOne(bytes[domain.upperBound - 1], of: ".-_") {
      domain = domain.lowerBound..<domain.upperBound - 1
    }
    guard start < index, let dot = bytes[domain].lastIndex(of: UInt8(ascii: ".")) else { return nil }
    let top = bytes[dot + 1..<domain.upperBound]
    guard top.count >= 2, top.allSatisfy(isLetter), bytes[domain].first.map(isWordByte) ?? false else {
      return nil
    }
    // Threads are found by themselves.
    for kept: StaticString in ["thread.", "unq.gbl"]
    where ByteCursor(bytes, from: domain.lowerBound).startsWith(kept) {
      return nil
    }
    return SensitiveValue(.person, start..<domain.upperBound, .mailAddress)
  }

  /// Of an escape that ends what stands before an address, without its first byte: `\nada@…`, `%3Cada%40…`.
  private static func lengthOfEscape(at start: Int, upTo end: Int, in bytes: [UInt8]) -> Int {
    guard start > 0, start < end else { return 0 }
    let isHexadecimal: (Range<Int>) -> Bool = { range in
      range.upperBound <= end && bytes[range].allSatisfy { hexadecimalDigit($0) != nil }
    }
    switch bytes[start - 1] {
    case UInt8(ascii: "\\"):
      if isOne(bytes[start], of: "ntrbf") { return 1 }
      return bytes[start] == UInt8(ascii: "u") && isHexadecimal(start + 1..<start + 5) ? 5 : 0
    case UInt8(ascii: "%"): return isHexadecimal(start..<start + 2) ? 2 : 0
    default: return 0
    }
  }

  private static func isPartOfMail(_ byte: UInt8) -> Bool {
    isWordByte(byte) || isOne(byte, of: ".-+") || byte >= 0x80
  }

  /// The user in what follows `acs:`, `orgid:`, `28:` and the like: of the GUIDs between underscores, the first is the
  /// resource and names no person, where there are several.
  static func user(behind index: Int, in bytes: [UInt8], into found: inout [SensitiveValue]) {
    guard let first = guid(index, in: bytes) else { return }
    guard first.upperBound < bytes.count, bytes[first.upperBound] == UInt8(ascii: "_") else {
      return found.append(SensitiveValue(.person, first, .guid))
    }
    var start = first.upperBound + 1
    while let next = guid(start, in: bytes) {
      let goesOn = next.upperBound < bytes.count && bytes[next.upperBound] == UInt8(ascii: "_")
      found.append(SensitiveValue(goesOn ? .place : .person, next, .guid))
      guard goesOn else { return }
      start = next.upperBound + 1
    }
    var cursor = ByteCursor(bytes, from: start)
    let rest = cursor.take(upTo: 128) { isWordByte($0) || $0 == UInt8(ascii: "-") }
    if rest.count >= 4 { found.append(SensitiveValue(.person, rest, .code)) }
  }

  /// The security identifier of an account, which begins at `index`; those of Windows itself are shorter.
  static func account(at index: Int, in bytes: [UInt8]) -> SensitiveValue? {
    var cursor = ByteCursor(bytes, from: index + 2)
    let range = cursor.take(upTo: 180) { isDigit($0) || $0 == UInt8(ascii: "-") }
    return range.count >= 20 ? SensitiveValue(.person, index..<range.upperBound, .word(.user)) : nil
  }

  /// The domain and the user around the backslash at `index`, or several of them: `CONTOSO\ada`. Of a domain only the
  /// name without dots is known, which is in capitals.
  static func domainUser(at index: Int, in bytes: [UInt8], into found: inout [SensitiveValue]) {
    guard index > 1, isCapital(bytes[index - 1]) || isDigit(bytes[index - 1]) else { return }
    var start = index
    while start > 0, index - start < 16,
      isCapital(bytes[start - 1]) || isDigit(bytes[start - 1])
        || bytes[start - 1] == UInt8(ascii: "-")
    {
      start -= 1
    }
    // Longer names, and what is part of a path or of another word.
    guard (3...15).contains(index - start), isCapital(bytes[start]),
      start == 0 || !(isWordByte(bytes[start - 1]) || isOne(bytes[start - 1], of: "\\/.%<-"))
    else { return }
    var cursor = ByteCursor(bytes, from: index)
    _ = cursor.take(upTo: 8) { $0 == UInt8(ascii: "\\") }
    var user = cursor.take(upTo: 64) { isWordByte($0) || isOne($0, of: ".-") }
    while !user.isEmpty, bytes[user.upperBound - 1] == UInt8(ascii: ".") {
      user = user.lowerBound..<user.upperBound - 1
    }
    guard user.count >= 2, isLetter(bytes[user.lowerBound]), !isEscaped(user, in: bytes),
      !isFile(user, in: bytes),
      !(cursor.peek().map { isOne($0, of: "\\/(*$") } ?? false)
    else { return }
    let domain = bytes[start..<index]
    guard !systemDomains.contains(where: { domain.elementsEqual($0.utf8) }) else { return }
    found.append(SensitiveValue(.place, start..<index, .word(.computer)))
    found.append(SensitiveValue(.person, user, .word(.user)))
  }

  /// Whether it may be a control character that is written so, and no name: `ERROR\nnext`.
  private static func isEscaped(_ user: Range<Int>, in bytes: [UInt8]) -> Bool {
    switch bytes[user.lowerBound] {
    case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"): true
    case UInt8(ascii: "u"): user.count >= 5 && bytes[user].dropFirst().prefix(4).allSatisfy(isHexDigit)
    case UInt8(ascii: "x"): user.count >= 3 && bytes[user].dropFirst().prefix(2).allSatisfy(isHexDigit)
    default: false
    }
  }

  /// `LOGS\app.log`
  private static func isFile(_ name: Range<Int>, in bytes: [UInt8]) -> Bool {
    endingsOfFiles.contains { ByteCursor(bytes).ends(name, with: $0) }
  }

  private static let endingsOfFiles: [StaticString] = [
    ".log", ".txt", ".blog", ".etl", ".json", ".xml", ".csv", ".zip", ".gz", ".dmp", ".exe", ".dll", ".sys",
  ]

  private static func isCapital(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
  }

  /// Roots of the registry, and what stands in a domain's place before accounts that are the same everywhere.
  private static let systemDomains = [
    "AUTHORITY", "BUILTIN", "SERVICE", "APPPOOL", "HKLM", "HKCU", "HKCR", "HKU", "REGISTRY",
  ]

  /// `microphone:` and the ID that a browser gives a device: 64 hexadecimal digits.
  static func device(behind index: Int, in bytes: [UInt8]) -> SensitiveValue? {
    var cursor = ByteCursor(bytes, from: index)
    let range = cursor.take(upTo: 129) { isHexDigit($0) }
    return (32...128).contains(range.count) ? SensitiveValue(.device, range, .hexadecimal) : nil
  }

  /// `teamsvisitor:`, `live:`: a GUID, hexadecimal digits or a name.
  static func visitor(behind index: Int, in bytes: [UInt8]) -> SensitiveValue? {
    if let range = guid(index, in: bytes) { return SensitiveValue(.person, range, .guid) }
    var cursor = ByteCursor(bytes, from: index)
    let range = cursor.take(upTo: 128) { isWordByte($0) || isOne($0, of: ".-") }
    guard range.count >= 4 else { return nil }
    let isHex = range.count >= 16 && bytes[range].allSatisfy(isHexDigit)
    return SensitiveValue(.person, range, isHex ? .hexadecimal : .code)
  }
}
