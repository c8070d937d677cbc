import Evidence

/// Finds pairs of code and subcode in a message, in text, JSON, Swift, Kotlin, C#, Python and JavaScript prints.
enum CodeReader {
  /// A code that stands next to a label of its own, and where.
  struct Found: Sendable {
    var codes: EndCodes
    /// Whether the label itself speaks of an end: `callEndReason=487`.
    var isLabelledEnd: Bool
    /// Whether the code is the result of some operation of Call Automation, of which only a disconnection ends
    /// a call.
    var isOperationResult: Bool
    var group: Int
  }

  static func find(in tokens: [Token], message: [UInt8]) -> [Found] {
    var found: [Found] = []
    var pendingSubCode: (value: Int, group: Int)?
    for (index, token) in tokens.enumerated() {
      guard let value = number(at: index, in: tokens),
        let role = role(of: tokens.label(at: index), token: token)
      else { continue }
      switch role {
      case .subCode:
        if let last = found.indices.last, found[last].codes.subCode == nil {
          found[last].codes.subCode = value
        } else {
          pendingSubCode = (value, token.group)
        }
      case .code(let labelledEnd):
        var codes = EndCodes(code: value)
        if let pending = pendingSubCode, pending.group == token.group {
          codes.subCode = pending.value
          pendingSubCode = nil
        }
        found.append(
          Found(
            codes: codes, isLabelledEnd: labelledEnd,
            isOperationResult: token.enclosing?.hasSuffix("resultinformation") ?? false, group: token.group))
      }
    }
    guard !found.isEmpty else { return [] }
    let categories = resultCategories(in: tokens)
    let phrase = phrase(in: tokens, message: message)
    for index in found.indices {
      found[index].codes.categories = categories
      found[index].codes.phrase = phrase
    }
    return found
  }

  private enum Role {
    case code(labelledEnd: Bool)
    case subCode
  }

  /// Numbers also come quoted or as `-1`, which is no code; nor is the last part of a key, `callEndReason.487`.
  private static func number(at index: Int, in tokens: [Token]) -> Int? {
    guard case .number(let value) = tokens[index].kind, value < 10_000_000 else { return nil }
    if index > 0, tokens[index - 1].kind == .mark(UInt8(ascii: ".")) { return nil }
    if index > 0, tokens[index - 1].kind == .mark(UInt8(ascii: "-")),
      tokens[index - 1].range.upperBound == tokens[index].range.lowerBound, index > 1,
      tokens[index - 2].range.upperBound != tokens[index - 1].range.lowerBound
    {
      return nil
    }
    return value
  }

  private static func role(of label: Label, token: Token) -> Role? {
    let joined = label.joined
    guard !joined.isEmpty else { return nil }
    if joined.hasSuffix("subcode") { return .subCode }
    // An HTTP status, a country's or a key's code is no end code.
    guard !foreign.contains(where: { joined.hasSuffix($0) }) else { return nil }
    let enclosedInEnd = token.enclosing.map { $0.contains("endreason") } ?? false
    if joined.hasSuffix("endreason") || joined.hasSuffix("endreasoncode") { return .code(labelledEnd: true) }
    if joined.hasSuffix("code") {
      return .code(labelledEnd: enclosedInEnd || joined.contains("endreason") || joined.contains("callend"))
    }
    return nil
  }

  private static let foreign = [
    "statuscode", "httpcode", "countrycode", "keycode", "exitcode", "versioncode", "responsecode", "zipcode",
    "languagecode", "shortcode", "closecode", "charcode", "areacode", "requestcode",
  ]

  private static func resultCategories(in tokens: [Token]) -> [String] {
    var categories: [String] = []
    for token in tokens {
      guard let word = token.word, let name = categoryNames[word], !categories.contains(name) else {
        continue
      }
      // `Success` is a common word; it counts only inside the brackets of resultCategories.
      if name == "Success", !(token.enclosing?.hasSuffix("resultcategories") ?? false) { continue }
      categories.append(name)
    }
    return categories
  }

  private static let categoryNames: [String: String] = [
    "success": "Success", "expectederror": "ExpectedError", "unexpectedclienterror": "UnexpectedClientError",
    "unexpectedservererror": "UnexpectedServerError",
  ]

  /// The text behind `phrase`, `message` or `reason`.
  private static func phrase(in tokens: [Token], message: [UInt8]) -> String? {
    for name in ["phrase", "message", "reason"] {
      for (index, token) in tokens.enumerated() where token.word == name {
        guard let value = value(behind: index, in: tokens, message: message), value != "null",
          value != "unknown",
          value != "undefined", !value.isEmpty, !value.hasPrefix("code")
        else { continue }
        return value
      }
    }
    return nil
  }

  private static func value(behind index: Int, in tokens: [Token], message: [UInt8]) -> String? {
    var cursor = ByteCursor(message, from: tokens[index].range.upperBound)
    while let byte = cursor.peek(), "\\\"' ".utf8.contains(byte) { cursor.skip() }
    guard cursor.consume(UInt8(ascii: ":")) || cursor.consume(UInt8(ascii: "=")) else { return nil }
    cursor.skipSpaces()
    while cursor.peek() == UInt8(ascii: "\\") { cursor.skip() }
    let words: Range<Int>
    if let quote = cursor.peek(), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      cursor.skip()
      words = cursor.take(upTo: longestPhrase) {
        $0 != quote && $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "\n")
      }
    } else {
      guard cursor.peek() != UInt8(ascii: "{"), cursor.peek() != UInt8(ascii: "[") else { return nil }
      words = cursor.take(upTo: longestPhrase) { !",;})]\n".utf8.contains($0) }
    }
    return decodedText(LogWords.withoutSecrets(Array(message[words])))
  }

  private static let longestPhrase = 400
}
