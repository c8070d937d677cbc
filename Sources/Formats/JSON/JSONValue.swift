/// A value as JSON, or a language's printing of an object, spells it.
enum JSONValue: Hashable, Sendable {
  /// In the order of writing; keys that stand twice are there twice.
  case object([Member])
  case array([JSONValue])
  case string(String)
  /// The characters as written, among them `NaN` and `Infinity`: identifiers lose digits as `Double`.
  case number(String)
  case bool(Bool)
  /// `null`, `nil`, `None` and `undefined`.
  case null

  /// One name and value of an object.
  struct Member: Hashable, Sendable {
    var key: String
    var value: JSONValue
  }
}

extension JSONValue {
  /// The members of an object; empty for anything else.
  var members: [Member] {
    if case .object(let members) = self { members } else { [] }
  }

  /// The elements of an array; empty for anything else.
  var elements: [JSONValue] {
    if case .array(let elements) = self { elements } else { [] }
  }

  var isNull: Bool { self == .null }

  var isObject: Bool {
    if case .object = self { true } else { false }
  }

  /// The text of a string; nil for anything else.
  var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// `true` or `false`, also as a string: application loggers quote everything.
  var bool: Bool? {
    switch self {
    case .bool(let value): value
    case .string("true"): true
    case .string("false"): false
    default: nil
    }
  }

  /// An integer, written as a number or as a numeric string; nil for fractions and what does not fit.
  var int: Int? {
    guard let text = numeral else { return nil }
    return Int(text) ?? Double(text).flatMap { Int(exactly: $0) }
  }

  /// A finite number, written as a number or as a numeric string.
  var double: Double? {
    guard let text = numeral, let value = Double(text), value.isFinite else { return nil }
    return value
  }

  /// The characters of a string, number or truth value; nil for null and containers.
  var scalarText: String? {
    switch self {
    case .string(let text), .number(let text): text
    case .bool(let value): value ? "true" : "false"
    case .null, .array, .object: nil
    }
  }

  private var numeral: String? {
    switch self {
    case .number(let text): text
    case .string(let text): text.utf8.count <= JSONValue.longestNumeral ? text : nil
    case .bool, .null, .array, .object: nil
    }
  }

  /// No number of a log is longer; longer strings are not worth a conversion.
  private static let longestNumeral = 40
}

extension JSONValue {
  /// The first value under a key that says something, else nil or `null`. Case and underscores do not count:
  /// `subCode`, `subcode`, `_subCode` and `sub_code` are one key.
  subscript(key: String) -> JSONValue? {
    var fallback: JSONValue?
    for member in members where JSONValue.isSameKey(member.key, key) {
      if !member.value.isNull { return member.value }
      fallback = fallback ?? member.value
    }
    return fallback
  }

  /// The value that a path of keys leads to.
  func at(_ path: String...) -> JSONValue? {
    var value: JSONValue? = self
    for key in path { value = value?[key] }
    return value
  }

  /// Whether two keys differ in case and underscores only.
  static func isSameKey(_ left: String, _ right: String) -> Bool {
    folded(left).elementsEqual(folded(right))
  }

  private static func folded(_ key: String) -> some Sequence<UInt8> {
    key.utf8.lazy.filter { $0 != UInt8(ascii: "_") }.map { lowercased($0) }
  }
}
