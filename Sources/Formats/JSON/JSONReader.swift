import Evidence

/// Reads a value as logs carry it: JSON, cut or damaged JSON, and what JavaScript and Python print for objects
/// (single quotes, keys without quotes, `undefined`, `None`, `CallEndReason { code: 487 }`).
///
/// Never fails on damage: whatever can be read is returned, and `Reading.isComplete` says whether it was all.
struct JSONReader {
  /// What was read, and how far.
  struct Reading: Hashable, Sendable {
    var value: JSONValue
    /// The index behind the last byte of the value.
    var end: Int
    /// Whether everything between start and end is in the value: false for a value that is cut, damaged or
    /// over a limit.
    var isComplete: Bool
  }

  /// Containers nested deeper are read as null.
  static let maximumDepth = 64
  /// Members and elements of all containers of one value; those beyond are left out.
  static let maximumMembers = 100_000

  private let bytes: ArraySlice<UInt8>
  private var index: Int
  private var isComplete = true
  private var membersLeft = JSONReader.maximumMembers

  /// Reads the value that begins at `start`, white space before it aside; nil where none begins.
  static func read(_ bytes: [UInt8], from start: Int = 0) -> Reading? {
    guard bytes.indices.contains(start) else { return nil }
    return read(bytes[start...])
  }

  /// Reads the value that begins where the slice begins, white space aside; nil where none begins.
  static func read(_ bytes: ArraySlice<UInt8>) -> Reading? {
    var reader = JSONReader(bytes: bytes)
    guard let value = reader.value(depth: 0) else { return nil }
    return Reading(value: value, end: reader.index, isComplete: reader.isComplete)
  }

  /// Reads the value that begins behind the first `label`; nil where there is no such label or no value.
  static func read(_ bytes: [UInt8], behind label: StaticString) -> Reading? {
    end(of: label, in: bytes).flatMap { read(bytes, from: $0) }
  }

  /// The index behind the first `label` in `bytes`.
  static func end(of label: StaticString, in bytes: [UInt8]) -> Int? {
    label.withUTF8Buffer { label in
      guard let first = unsafe label.first else { return nil }
      var start = 0
      while let found = bytes[start...].firstIndex(of: first), bytes.count - found >= label.count {
        let end = found + label.count
        if unsafe bytes[found..<end].elementsEqual(label) { return end }
        start = found + 1
      }
      return nil
    }
  }

  private init(bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  private var current: UInt8? {
    index < bytes.endIndex ? bytes[index] : nil
  }

  private mutating func value(depth: Int) -> JSONValue? {
    skipSpace()
    guard let byte = current else { return nil }
    switch byte {
    case .openBrace, .openBracket:
      guard depth < JSONReader.maximumDepth else {
        isComplete = false
        index += 1
        skipToClose()
        return .null
      }
      return byte == .openBrace ? object(depth: depth) : array(depth: depth)
    case .quote, .apostrophe, .backtick:
      return unescapedObject(depth: depth) ?? .string(quoted(byte))
    default: return bare(depth: depth)
    }
  }

  /// The object in a string whose quotes nobody escaped, `"{"Source":"remote"}"`, as documentation prints payloads; nil for
  /// any other string.
  private mutating func unescapedObject(depth: Int) -> JSONValue? {
    guard depth < JSONReader.maximumDepth, bytes.endIndex - index > 3, bytes[index] == .quote,
      bytes[index + 1] == .openBrace, bytes[index + 2] == .quote, isLetter(bytes[index + 3])
    else { return nil }
    var ahead = self
    ahead.index += 1
    let object = ahead.object(depth: depth)
    guard ahead.isComplete || !isComplete, ahead.current == .quote else { return nil }
    ahead.index += 1
    self = ahead
    return object
  }
}

// MARK: - Containers

extension JSONReader {
  private mutating func array(depth: Int) -> JSONValue {
    index += 1
    var elements: [JSONValue] = []
    while isInside(closer: .closeBracket) {
      guard let element = value(depth: depth + 1) else { break }
      elements.append(element)
      membersLeft -= 1
    }
    return .array(elements)
  }

  private mutating func object(depth: Int) -> JSONValue {
    index += 1
    var members: [JSONValue.Member] = []
    while isInside(closer: .closeBrace) {
      guard let key = key() else { break }
      skipSpace()
      var value = JSONValue.null
      if current == .colon || current == .equals {
        index += 1
        if current == .greater { index += 1 }
        skipSpace()
        guard let byte = current else {
          isComplete = false
          break
        }
        if byte != .comma, byte != .closeBrace, byte != .closeBracket {
          value = self.value(depth: depth + 1) ?? .null
        }
      } else if key.isEmpty {
        value = self.value(depth: depth + 1) ?? .null
      }
      members.append(JSONValue.Member(key: key, value: value))
      membersLeft -= 1
    }
    return .object(members)
  }

  /// Goes to the next member or element; false, behind the closer, where the container ends.
  private mutating func isInside(closer: UInt8) -> Bool {
    while let byte = current, byte == .comma || byte.isJSONSpace { index += 1 }
    guard let byte = current else {
      isComplete = false
      return false
    }
    if byte == closer {
      index += 1
      return false
    }
    if byte == .closeBrace || byte == .closeBracket {
      // The closer of a container further out: this one's own is missing.
      isComplete = false
      return false
    }
    if membersLeft <= 0 {
      isComplete = false
      skipToClose()
      return false
    }
    return true
  }

  /// The key that begins here; nil where the input ends inside it.
  private mutating func key() -> String? {
    guard let byte = current else { return nil }
    if byte.isQuote {
      let key = quoted(byte)
      if current != nil { return key }
      isComplete = false
      return nil
    }
    if byte == .openBrace || byte == .openBracket {
      // Damage: a container without a key.
      isComplete = false
      return ""
    }
    let start = index
    while let byte = current, !byte.endsBareKey { index += 1 }
    guard current != nil else {
      isComplete = false
      return nil
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  /// Skips the rest of a container whose opener has been read.
  private mutating func skipToClose() {
    var depth = 1
    while let byte = current {
      switch byte {
      case .openBrace, .openBracket: depth += 1
      case .closeBrace, .closeBracket: depth -= 1
      case .quote:
        _ = quoted(byte)
        continue
      default: break
      }
      index += 1
      if depth == 0 { return }
    }
  }

  private mutating func skipSpace() {
    while let byte = current, byte.isJSONSpace { index += 1 }
  }
}

// MARK: - Scalars

extension JSONReader {
  private mutating func quoted(_ quote: UInt8) -> String {
    index += 1
    let start = index
    while let byte = current, byte != quote, byte != .backslash { index += 1 }
    if current == quote {
      index += 1
      return String(decoding: bytes[start..<(index - 1)], as: UTF8.self)
    }
    var text = Array(bytes[start..<index])
    var escape = StringEscape()
    while let byte = current {
      index += 1
      if escape.isOpen || byte == .backslash, escape.take(byte, into: &text) { continue }
      if byte == quote { return String(decoding: text, as: UTF8.self) }
      text.append(byte)
    }
    escape.finish(into: &text)
    isComplete = false
    return String(decoding: text, as: UTF8.self)
  }

  /// A number, a keyword, or, inside a container, any text without quotes up to the next delimiter.
  private mutating func bare(depth: Int) -> JSONValue? {
    let start = index
    while let byte = current, !byte.isJSONSpace, !byte.endsBareValue { index += 1 }
    let word = String(decoding: bytes[start..<index], as: UTF8.self)
    if depth == 0 {
      let value = JSONReader.scalar(word)
      if value == nil { index = start }
      return value
    }
    var end = index
    while let byte = current, byte.isBlank { index += 1 }
    while let byte = current, !byte.endsBareValue, byte != .lineFeed {
      index += 1
      if !byte.isJSONSpace { end = index }
    }
    if current == .openBrace || current == .openBracket {
      // The name of a type before its members.
      return value(depth: depth)
    }
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    return JSONReader.scalar(text) ?? (text.isEmpty ? .null : .string(text))
  }

  private static func scalar(_ text: String) -> JSONValue? {
    switch text {
    case "true", "True", "YES": .bool(true)
    case "false", "False", "NO": .bool(false)
    case "null", "undefined", "None", "nil": .null
    case "NaN", "Infinity", "-Infinity", "nan": .number(text)
    default: isNumber(text) ? .number(text) : nil
    }
  }

  private static func isNumber(_ text: String) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last,
      first == .minus || isDigit(first), isDigit(last), Double(text) != nil
    else { return false }
    // `Double` reads hexadecimal too, which is an identifier's spelling here.
    return !text.utf8.contains { $0 == UInt8(ascii: "x") || $0 == UInt8(ascii: "X") }
  }
}
