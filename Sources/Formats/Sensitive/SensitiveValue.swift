/// What kind of value it is that should not leave the house. The raw values are those of `--mask` and `--keep`.
public enum SensitiveKind: String, CaseIterable, Hashable, Sendable {
  /// Access tokens, whole or cut.
  case token
  /// Keys, signatures, passwords, connection strings, secrets in URLs.
  case credential
  /// What a relay (TURN) and a media session are opened with.
  case relay
  /// Internet addresses.
  case ip
  /// Telephone numbers.
  case phone
  /// Who took part: user identifiers, names, e-mail addresses.
  case person
  /// Cameras, microphones, phones: their IDs, labels and models.
  case device
  /// Links to meetings and recordings, threads, passcodes.
  case link
  /// Names of the customer's machines, folders, hosts, resources and tenants.
  case place
  /// What was said and written: messages, captions, transcripts, bodies in prose.
  case body
  /// The identifiers that support asks for: calls, participants, correlation. Masked only when asked for.
  case id

  /// What opens something. It is masked whatever else is wanted.
  public static let secrets: Set<SensitiveKind> = [.token, .credential, .relay]
  /// What is masked unless something else is wanted.
  public static let maskedByDefault: Set<SensitiveKind> = Set(allCases).subtracting([.id])
}

/// A value that should be masked, and where it stands.
public struct SensitiveValue: Hashable, Sendable {
  public var kind: SensitiveKind
  /// Its bytes, without the quotes around it.
  public var range: Range<Int>
  public var shape: StandInShape
  /// How it goes on where the bytes end before the value does; nil where its end is seen.
  public var ending: ValueEnding?

  init(_ kind: SensitiveKind, _ range: Range<Int>, _ shape: StandInShape, ending: ValueEnding? = nil) {
    self.kind = kind
    self.range = range
    self.shape = shape
    self.ending = ending
  }
}

/// What a stand-in has to look like, so that programs read it as they read the value.
public enum StandInShape: Hashable, Sendable {
  /// One that is told to be none.
  case secret
  /// A word that says what was there.
  case word(Noun)
  case mailAddress
  case host
  case guid
  /// Hexadecimal digits, as many.
  case hexadecimal
  /// Letters and digits, as many.
  case code
  /// A telephone number of as many digits.
  case digits
  case address4(isPrivate: Bool)
  case address6(AddressScope)
  /// Base64 of a URL with the address of a machine in it.
  case serverCallID

  /// What a stand-in is called.
  public enum Noun: String, CaseIterable, Sendable {
    case person = "Person"
    case user = "user"
    case device = "Device"
    case computer = "Computer"
    case resource = "resource"
    case app = "App"
    case link = "link"
    case text = "text"
    case value = "value"
  }

  /// Where an address of IPv6 is good for.
  public enum AddressScope: Sendable {
    case link
    case site
    case world
  }
}

/// Where a value ends.
public enum ValueEnding: Hashable, Sendable {
  /// At this quote behind as many backslashes, or at the end of the line.
  case quote(UInt8, backslashes: Int)
  /// In front of the first byte that is not of a word of base64, its dots and signs.
  case word
  /// In front of the end of the line.
  case line
  /// In front of the end of the line, as it is or escaped, or of the string that the line stands in.
  case header

  /// The end of the value in the bytes from `start` on; nil where it is not among them.
  public func end(in bytes: [UInt8], from start: Int) -> Int? {
    var backslashes = 0
    for index in bytes.indices.dropFirst(start) {
      let byte = bytes[index]
      switch self {
      // A quote that is not closed on its line was cut off; what follows is another record.
      case .quote where byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r"): return index
      case .quote(let quote, let wanted):
        if byte == quote, backslashes == wanted || wanted == 0 && backslashes.isMultiple(of: 2) {
          return index - backslashes
        }
        backslashes = byte == UInt8(ascii: "\\") ? backslashes + 1 : 0
      case .word: if !isTokenByte(byte) { return index }
      case .line: if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { return index }
      case .header: if ValueEnding.endsHeader(at: index, in: bytes) { return index }
      }
    }
    return nil
  }
}

extension ValueEnding {
  /// A quote ends the string around a header where a delimiter follows; in cookies others may stand.
  private static func endsHeader(at index: Int, in bytes: [UInt8]) -> Bool {
    var rest = bytes[index...].prefix(3)
    guard let byte = rest.popFirst() else { return false }
    if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { return true }
    if byte == UInt8(ascii: "\\") {
      guard let escaped = rest.popFirst() else { return false }
      return isOne(escaped, of: "nru") || isQuote(escaped) && isBehindString(rest.first)
    }
    return isQuote(byte) && isBehindString(rest.first)
  }

  private static func isQuote(_ byte: UInt8) -> Bool { isOne(byte, of: "\"'") }

  private static func isBehindString(_ byte: UInt8?) -> Bool {
    byte.map { isOne($0, of: ",}]) \n\r\\") } ?? false
  }
}

func isTokenByte(_ byte: UInt8) -> Bool {
  isWordByte(byte) || isOne(byte, of: "-.~+/=")
}
