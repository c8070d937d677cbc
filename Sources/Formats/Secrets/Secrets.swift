/// Finds what must never be printed: tokens, keys, signatures, passwords. The one place that knows what they look like.
///
/// Told by their shape (JSON Web Tokens, `Bearer`) or by the label before them, in a URL's query, a header, JSON or the
/// printing of any language.
enum Secrets {
  /// What kind of secret it is; the raw values are those of `Claim.secret`.
  enum Kind: String, Sendable, CaseIterable {
    case accessToken = "access-token"
    case accessKey = "access-key"
    case connectionString = "connection-string"
    case sas
    case signature
    case password
  }

  /// A value that is to be masked.
  struct Found: Sendable {
    /// Nil for what is masked and opens nothing by itself: parts of a signed URL.
    var kind: Kind?
    var range: Range<Int>
    var isWebToken = false
  }

  /// Every secret in the bytes, in order.
  static func find(in bytes: [UInt8]) -> [Found] {
    var found: [Found] = []
    var isSigned: Bool?
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch marks[Int(byte)] {
      case .tokenStart where ByteCursor(bytes, from: index).startsWith("eyJ"):
        let (range, isToken) = WebToken.word(at: index, in: bytes)
        if isToken { found.append(Found(kind: .accessToken, range: range, isWebToken: true)) }
        index = range.upperBound
        continue
      case .bearerStart:
        if let range = bearer(at: index, in: bytes) {
          found.append(Found(kind: .accessToken, range: range))
          index = range.upperBound
          continue
        }
      case .separator:
        if let secret = SecretLabels.value(behind: index, in: bytes, isSigned: &isSigned) {
          found.append(secret)
          index = secret.range.upperBound
          continue
        }
      case .tokenStart, .other: break
      }
      index += 1
    }
    return found
  }

  /// The bytes with stand-ins for all secrets.
  static func masked(_ bytes: [UInt8]) -> [UInt8] {
    let found = find(in: bytes)
    guard !found.isEmpty else { return bytes }
    var clean: [UInt8] = []
    clean.reserveCapacity(bytes.count)
    var index = 0
    for secret in found {
      clean += bytes[index..<secret.range.lowerBound]
      clean += Array((secret.isWebToken ? "<token>" : "<secret>").utf8)
      index = secret.range.upperBound
    }
    return clean + bytes[index...]
  }

  private enum Mark: Sendable {
    case other
    case tokenStart
    case bearerStart
    case separator
  }

  private static let marks: [Mark] = (UInt8.min...UInt8.max).map { byte in
    switch byte {
    case UInt8(ascii: "e"): .tokenStart
    case UInt8(ascii: "B"), UInt8(ascii: "b"), UInt8(ascii: "S"), UInt8(ascii: "s"): .bearerStart
    case UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "%"), UInt8(ascii: ","): .separator
    default: .other
    }
  }

  /// `Bearer <opaque>`, `SharedKey <name>:<signature>`, `skype_token <opaque>`; what is a JSON Web Token is found as one.
  static func bearer(at index: Int, in bytes: [UInt8]) -> Range<Int>? {
    if index > 0, isWordByte(bytes[index - 1]) { return nil }
    var cursor = ByteCursor(bytes, from: index)
    guard schemes.contains(where: { cursor.consume($0) }) else { return nil }
    cursor.skipSpaces()
    let value = cursor.take { isOne($0, of: "-._~+/=:") || isWordByte($0) }
    guard value.count >= shortestBearer, !cursor.bytes[value].starts(with: Array("eyJ".utf8)),
      SecretLabels.isRandom(bytes[value])
    else { return nil }
    return value
  }

  private static let schemes: [StaticString] = [
    "Bearer ", "bearer ", "BEARER ", "Bearer%20", "bearer%20", "SharedKey ", "SharedKeyLite ", "skype_token ",
  ]
  private static let shortestBearer = 20
}
