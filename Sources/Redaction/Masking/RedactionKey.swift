import Crypto

/// What stand-ins are made with: whoever has it can make the same again, nobody can go back without it.
public struct RedactionKey: Sendable {
  private let key: SymmetricKey

  /// Bytes that a key needs at least.
  public static let shortest = 16

  /// A new one that nobody knows.
  public init() {
    key = SymmetricKey(size: .bits256)
  }

  /// The key of some bytes, such as those of a file; nil where they are fewer than `shortest`.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count >= RedactionKey.shortest else { return nil }
    key = SymmetricKey(data: SHA256.hash(data: bytes))
  }

  /// Hexadecimal digits that stand for a value, as many as asked for (HMAC-SHA256).
  func digits(_ count: Int, for value: [UInt8], in domain: String) -> [UInt8] {
    var digits: [UInt8] = []
    digits.reserveCapacity(count + 64)
    var block: UInt8 = 0
    while digits.count < count {
      var hash = HMAC<SHA256>(key: key)
      hash.update(data: Array(domain.utf8) + [0, block])
      hash.update(data: value)
      for byte in hash.finalize() {
        digits.append(RedactionKey.alphabet[Int(byte >> 4)])
        digits.append(RedactionKey.alphabet[Int(byte & 15)])
      }
      block &+= 1
    }
    return Array(digits.prefix(count))
  }

  private static let alphabet = Array("0123456789abcdef".utf8)
}
