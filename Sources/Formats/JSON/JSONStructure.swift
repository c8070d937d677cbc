/// Follows brackets, commas and colons of JSON and notices where they cannot be right: a lost quote or bracket
/// shows within a few bytes, before the damage swallows what comes behind it.
struct JSONStructure: Sendable {
  /// Containers that are open.
  private(set) var depth = 0
  /// Whether the outermost containers are objects, the innermost of them in the lowest bit.
  private var kinds: UInt64 = 0
  /// The last significant byte: a quote for a string, `scalarMark` for a number or keyword, 0 for none.
  private(set) var previous: UInt8 = 0

  private static let scalarMark = UInt8(ascii: "0")
  /// Deeper containers are counted, and their kinds not checked.
  private static let checkedDepth = 64

  /// Takes the next byte outside of strings that is no white space; of a string, its opening quote.
  ///
  /// - Returns: false where JSON has no such byte in this place.
  mutating func accept(_ byte: UInt8) -> Bool {
    switch byte {
    case .quote:
      guard valueMayBegin || previous == .openBrace || previous == .comma else { return false }
    case .openBrace, .openBracket:
      guard valueMayBegin else { return false }
      depth += 1
      if depth <= JSONStructure.checkedDepth { kinds = kinds << 1 | (byte == .openBrace ? 1 : 0) }
    case .closeBrace, .closeBracket:
      guard depth > 0, isInObject.map({ $0 == (byte == .closeBrace) }) ?? true, previous != .colon else {
        return false
      }
      if depth <= JSONStructure.checkedDepth { kinds >>= 1 }
      depth -= 1
    case .comma:
      guard depth > 0, !isBetween else { return false }
    case .colon:
      guard previous == .quote else { return false }
    default:
      guard byte.isJSONScalar, valueMayBegin || previous == JSONStructure.scalarMark else { return false }
      previous = JSONStructure.scalarMark
      return true
    }
    previous = byte
    return true
  }

  /// Whether the innermost container is an object; nil outside of all, and too deep to say.
  private var isInObject: Bool? {
    depth == 0 || depth > JSONStructure.checkedDepth ? nil : kinds & 1 == 1
  }

  /// Whether nothing but a value, a key or a closer can come next.
  private var isBetween: Bool {
    switch previous {
    case .openBrace, .openBracket, .comma, .colon: true
    default: false
    }
  }

  private var valueMayBegin: Bool {
    switch previous {
    case 0, .openBracket, .colon: true
    case .comma: isInObject != true
    default: false
    }
  }
}
