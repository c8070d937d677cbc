/// The bytes that JSON is made of.
extension UInt8 {
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
  static let quote = UInt8(ascii: "\"")
  static let apostrophe = UInt8(ascii: "'")
  static let backtick = UInt8(ascii: "`")
  static let backslash = UInt8(ascii: "\\")
  static let comma = UInt8(ascii: ",")
  static let colon = UInt8(ascii: ":")
  static let equals = UInt8(ascii: "=")
  static let greater = UInt8(ascii: ">")
  static let minus = UInt8(ascii: "-")
  static let space = UInt8(ascii: " ")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")

  var isJSONSpace: Bool { self == 0x20 || (0x09...0x0d).contains(self) }
  var isQuote: Bool { self == .quote || self == .apostrophe || self == .backtick }
  /// A blank that stays on the line.
  var isBlank: Bool { self == 0x20 || self == 0x09 }

  /// Whether a value without quotes stops before this byte.
  var endsBareValue: Bool {
    switch self {
    case .comma, .openBrace, .closeBrace, .openBracket, .closeBracket: true
    default: false
    }
  }

  /// Whether a key without quotes stops before this byte.
  var endsBareKey: Bool {
    isJSONSpace || endsBareValue || self == .colon || self == .equals
  }

  /// Whether JSON's numbers and keywords may contain this byte.
  var isJSONScalar: Bool {
    isLetter(self) || isDigit(self) || self == .minus || self == UInt8(ascii: "+")
      || self == UInt8(ascii: ".")
  }
}
