/// A byte string to be searched for.
public struct Literal: Hashable, Sendable {
  /// What must stand in the text, compared as UTF-8. An empty literal is never found.
  public var text: String
  /// Whether ASCII letters match in either case. Other letters always match as written.
  public var ignoresCase: Bool

  /// A literal, found as written unless `ignoresCase` is set.
  public init(_ text: String, ignoresCase: Bool = false) {
    self.text = text
    self.ignoresCase = ignoresCase
  }
}

/// An occurrence of a literal.
public struct LiteralMatch: Hashable, Sendable {
  /// The offset of the literal's first byte in the searched bytes.
  public var offset: Int
  /// The literal's index in the list that the scanner was made from.
  public var literal: Int

  /// Memberwise.
  public init(offset: Int, literal: Int) {
    self.offset = offset
    self.literal = literal
  }
}

/// A literal as bytes, in the form in which the search compares: a byte of the text fits when, with the fold bit
/// set, it is equal to the literal's.
struct FoldedLiteral {
  /// UTF-8; where case is ignored, ASCII letters in lower case.
  let bytes: [UInt8]
  /// 0x20, the bit that tells the cases of an ASCII letter apart, at letters whose case is ignored; else 0.
  let folds: [UInt8]

  init(_ literal: Literal) {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    let text = Array(literal.text.utf8)
    guard literal.ignoresCase else {
      bytes = text
      folds = text.map { _ in 0 }
      return
    }
    folds = text.map { letters.contains($0 | 0x20) ? 0x20 : 0 }
    bytes = zip(text, folds).map { $0 | $1 }
  }

  /// The fingerprints of all its windows; a literal shorter than a fingerprint has one, with open positions.
  var fingerprints: [Fingerprint] {
    let lastStart = max(0, bytes.count - Fingerprint.length)
    return (0...lastStart).map { Fingerprint(of: self, at: $0) }
  }
}
