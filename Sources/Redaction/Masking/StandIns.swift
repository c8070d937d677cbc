import Evidence
import Formats

/// Makes stand-ins: the same for the same value, of the value's shape, and to be told from any value, so that what is
/// masked once is not masked again.
struct StandIns {
  private let key: RedactionKey
  private var made: [Value: [UInt8]] = [:]

  /// Bytes of a value that its stand-in depends on.
  private static let longest = SensitiveFinder.lookAhead / 2

  private struct Value: Hashable {
    var shape: StandInShape
    var text: [UInt8]
  }

  init(_ key: RedactionKey) {
    self.key = key
  }

  /// The stand-in for a value; nil where it is one already.
  mutating func standIn(for text: ArraySlice<UInt8>, shape: StandInShape) -> [UInt8]? {
    // The end of a longer value may not be there yet.
    let value = Value(shape: shape, text: Array(text.prefix(StandIns.longest)))
    if let known = made[value] { return known }
    guard !StandIns.isStandIn(text, shape: shape) else { return nil }
    let new = make(value.text, shape)
    // Hostile input has as many values as bytes.
    if made.count >= 100_000 { made.removeAll(keepingCapacity: true) }
    made[value] = new
    return new
  }

  private func make(_ text: [UInt8], _ shape: StandInShape) -> [UInt8] {
    switch shape {
    case .secret: return Array("REDACTED-".utf8) + key.digits(8, for: text, in: "secret")
    case .word(let noun): return word(noun, for: text)
    case .mailAddress: return word(.person, for: decodedMail(text)) + Array("@example.invalid".utf8)
    case .host:
      return Array("host-".utf8) + key.digits(10, for: folded(text), in: "host") + Array(".example".utf8)
    case .guid: return guid(for: text)
    case .hexadecimal:
      let old = folded(text).filter { hexadecimalDigit($0) != nil }
      let new = marked(key.digits(old.count, for: old, in: "hex"))
      return matchingCase(of: text, replacing({ hexadecimalDigit($0) != nil }, in: text, by: new))
    case .code: return marked(key.digits(text.count, for: text, in: "code"))
    case .digits: return number(for: text)
    case .address4(let isPrivate): return address4(for: text, isPrivate: isPrivate)
    case .address6(let scope): return address6(for: text, scope)
    case .serverCallID: return serverCallID(for: text) ?? word(.value, for: text)
    }
  }

  private func word(_ noun: StandInShape.Noun, for text: [UInt8]) -> [UInt8] {
    let name = noun.rawValue
    return Array("\(name)-".utf8) + key.digits(StandIns.wordDigits, for: folded(text), in: name)
  }

  private static let wordDigits = 10

  /// The first group tells that it is none.
  private func guid(for text: [UInt8]) -> [UInt8] {
    guard text.count == GUID.length else { return word(.value, for: text) }
    let digits = key.digits(24, for: folded(text), in: "guid")
    var id = StandIns.longMark + [UInt8(ascii: "-")]
    for (position, digit) in digits.enumerated() {
      if position == 4 || position == 8 || position == 12 { id.append(UInt8(ascii: "-")) }
      id.append(digit)
    }
    return matchingCase(of: text, id)
  }

  private func marked(_ digits: [UInt8]) -> [UInt8] {
    let mark = StandIns.mark(forLength: digits.count)
    return Array((mark + digits.dropFirst(mark.count)).prefix(digits.count))
  }

  private static let longMark = Array("5afe5afe".utf8)

  private static func mark(forLength length: Int) -> [UInt8] {
    length >= 16 ? longMark : Array(longMark.prefix(4))
  }

  /// Country code 999, which is nobody's, with the spaces and brackets of the number.
  private func number(for text: [UInt8]) -> [UInt8] {
    let old = text.filter { isDecimal($0) }
    let new =
      [9, 9, 9] + key.digits(old.count, for: old, in: "phone").map { (hexadecimalDigit($0) ?? 0) % 10 }
    return replacing(isDecimal, in: text, by: new.map { $0 + UInt8(ascii: "0") })
  }

  /// Other digits in the places of a number's, with all that is between them.
  private func replacing(_ isReplaced: (UInt8) -> Bool, in text: [UInt8], by digits: [UInt8]) -> [UInt8] {
    var position = 0
    return text.map { byte in
      guard isReplaced(byte) else { return byte }
      defer { position += 1 }
      return digits[position]
    }
  }

  /// 240.0.0.0/4 is reserved (RFC 1112) and no machine's; of private addresses, a part that is rarely used.
  private func address4(for text: [UInt8], isPrivate: Bool) -> [UInt8] {
    let parts = key.digits(6, for: text, in: "ip").compactMap { hexadecimalDigit($0) }.map { Int($0) }
    let bytes = [parts[0] << 4 | parts[1], parts[2] << 4 | parts[3], parts[4] << 4 | parts[5]]
    // No stand-in ends in 0, as versions do.
    let end = "\(bytes[1]).\(max(bytes[2], 1))"
    return Array((isPrivate ? "10.213.\(end)" : "241.\(bytes[0]).\(end)").utf8)
  }

  /// 2001:db8::/32 is for documentation (RFC 3849).
  private func address6(for text: [UInt8], _ scope: StandInShape.AddressScope) -> [UInt8] {
    let digits = key.digits(8, for: folded(text), in: "ip")
    return StandIns.prefix6(scope) + digits[..<4] + [UInt8(ascii: ":")] + digits[4...]
  }

  private static func prefix6(_ scope: StandInShape.AddressScope) -> [UInt8] {
    switch scope {
    case .link: Array("fe80::5afe:".utf8)
    case .site: Array("fd5a:fe5a::".utf8)
    case .world: Array("2001:db8:5afe::".utf8)
    }
  }

  private func serverCallID(for text: [UInt8]) -> [UInt8]? {
    guard let address = ServerCallAddress(String(decoding: text, as: UTF8.self)) else { return nil }
    let old = Array(address.url[address.range])
    let new = key.digits(4, for: old, in: "ip").compactMap { hexadecimalDigit($0) }.map { Int($0) }
    let words = "10-213-\(new[0] << 4 | new[1])-\(new[2] << 4 | new[3])"
    let url = address.url[..<address.range.lowerBound] + words.utf8 + address.url[address.range.upperBound...]
    return Base64.encode(
      Array(url), isForURLs: text.contains { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") })
  }

  // MARK: What is one already

  /// Whether a value of such a shape is the stand-in for another one.
  static func isStandIn(_ value: ArraySlice<UInt8>, shape: StandInShape) -> Bool {
    let text = Array(value.prefix(longest))
    return switch shape {
    case .secret: text.starts(with: "REDACTED".utf8)
    case .word: isWord(text)
    case .mailAddress: text.suffix(16).elementsEqual("@example.invalid".utf8)
    case .host: text.suffix(8).elementsEqual(".example".utf8)
    case .guid: folded(text).starts(with: longMark)
    case .hexadecimal:
      isMarked(folded(text).filter { hexadecimalDigit($0) != nil })
    case .code: isMarked(folded(text))
    case .digits: text.filter(isDecimal).starts(with: "999".utf8)
    case .address4(let isPrivate):
      text.starts(with: (isPrivate ? "10.213." : "241.").utf8)
    case .address6(let scope): text.starts(with: prefix6(scope))
    case .serverCallID:
      ServerCallAddress(String(decoding: text, as: UTF8.self)).map {
        $0.url[$0.range].starts(with: "10-213-".utf8)
      } ?? false
    }
  }

  private static func isMarked(_ digits: [UInt8]) -> Bool {
    digits.starts(with: mark(forLength: digits.count))
  }

  /// `Person-0123456789`, in whatever noun.
  private static func isWord(_ text: [UInt8]) -> Bool {
    guard let dash = text.lastIndex(of: UInt8(ascii: "-")), text.count - dash - 1 == wordDigits,
      text[(dash + 1)...].allSatisfy({ hexadecimalDigit($0) != nil })
    else { return false }
    return nouns.contains(String(decoding: text[..<dash], as: UTF8.self))
  }

  private static let nouns = Set(StandInShape.Noun.allCases.map(\.rawValue))
}

private func folded(_ text: [UInt8]) -> [UInt8] {
  text.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
}

private func isDecimal(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}

/// Upper case where the value has it.
private func matchingCase(of text: [UInt8], _ digits: [UInt8]) -> [UInt8] {
  let letters = UInt8(ascii: "A")...UInt8(ascii: "F")
  guard text.contains(where: letters.contains) else { return digits }
  return digits.map { (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0) ? $0 & ~0x20 : $0 }
}

/// The same address is written with `@`, `%40` and `\u0040`.
private func decodedMail(_ text: [UInt8]) -> [UInt8] {
  let address = String(decoding: folded(text), as: UTF8.self)
  for sign in ["%40", "\\u0040", "&#64;"] {
    if let range = address.firstRange(of: sign) { return Array(address.replacingCharacters(range).utf8) }
  }
  return Array(address.utf8)
}

extension String {
  fileprivate func replacingCharacters(_ range: Range<Index>) -> String {
    self[..<range.lowerBound] + "@" + self[range.upperBound...]
  }
}
