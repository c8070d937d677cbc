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
    /// The token of the code.
    var index: Int
  }

  static func find(in tokens: [Token], message: [UInt8]) -> [Found] {
    var found: [Found] = []
    var pendingSubCode: (value: Int, group: Int)?
    for index in tokens.indices {
      guard let value = number(at: index, in: tokens) else { continue }
      let label = tokens.label(at: index)
      let joined = mayNameCode(label) ? label.joined : Label.Joined()
      guard let role = role(of: joined, at: index, in: tokens) ?? unlabelledRole(at: index, in: tokens)
      else { continue }
      let group = tokens[index].group
      switch role {
      case .subCode:
        if let last = found.indices.last, found[last].codes.subCode == nil {
          found[last].codes.subCode = value
        } else if joined != "sub" {
          pendingSubCode = (value, group)
        }
      case .code(let labelledEnd):
        var codes = EndCodes(code: value)
        if let pending = pendingSubCode, pending.group == group {
          codes.subCode = pending.value
          pendingSubCode = nil
        }
        found.append(
          Found(
            codes: codes, isLabelledEnd: labelledEnd,
            isOperationResult: tokens.enclosing(at: index)?.hasSuffix("resultinformation") ?? false,
            group: group,
            index: index))
        if let subCode = subCode(besideCodeAt: index, role: role, in: tokens) {
          found[found.count - 1].codes.subCode = subCode
        }
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

  /// Every name of a code ends with one of three letters, which most labels of numbers do not.
  private static func mayNameCode(_ label: Label) -> Bool {
    guard let nearest = label.nearest, !nearest.isEmpty else { return !label.isEmpty }
    return isOne(nearest[nearest.count - 1], of: "ebn")
  }

  private enum Role: Equatable {
    case code(labelledEnd: Bool)
    case subCode
  }

  /// The second number of `callEndReason: 410 (3112)`, `endReason=410,3112`, `490/4502`, `490 4502`; only an end has
  /// two numbers behind one label.
  private static func subCode(besideCodeAt index: Int, role: Role, in tokens: [Token]) -> Int? {
    guard role == .code(labelledEnd: true), !tokens.label(at: index).joined.hasSuffix("code") else {
      return nil
    }
    var position = index + 1
    var closing: Token.Kind?
    if position < tokens.count, case .mark(let byte) = tokens[position].kind, isOne(byte, of: ",/(") {
      if byte == UInt8(ascii: "(") { closing = .mark(UInt8(ascii: ")")) }
      position += 1
    }
    guard position < tokens.count, case .number(let value) = tokens[position].kind, value < 10_000_000 else {
      return nil
    }
    let next = position + 1 < tokens.count ? tokens[position + 1].kind : nil
    if let closing { return next == closing ? value : nil }
    if case .word = next { return nil }
    return next == .mark(UInt8(ascii: ":")) || next == .mark(UInt8(ascii: ".")) ? nil : value
  }

  /// The codes of `Disconnected (490, 4502)` and `ended, reason 410/3112`, two numbers without names.
  private static func unlabelledRole(at index: Int, in tokens: [Token]) -> Role? {
    guard case .number(let value) = tokens[index].kind, index > 0, index + 2 < tokens.count,
      value == 0 || (100..<700).contains(value), case .number = tokens[index + 2].kind,
      case .mark(let separator) = tokens[index + 1].kind, isOne(separator, of: ",/")
    else { return nil }
    let isInBrackets =
      index > 1 && tokens[index - 1].kind == .mark(UInt8(ascii: "(")) && index + 3 < tokens.count
      && tokens[index + 3].kind == .mark(UInt8(ascii: ")"))
    if isInBrackets, let word = tokens[index - 2].word, endWords.contains(word) {
      return .code(labelledEnd: true)
    }
    let isReason = separator == UInt8(ascii: "/") && tokens.label(at: index).nearest == "reason"
    let saysEnd = tokens[..<index].contains { $0.word.map(endWords.contains) ?? false }
    return isReason && saysEnd ? .code(labelledEnd: true) : nil
  }

  private static let endWords: WordSet = ["disconnected", "ended", "disconnecting", "hungup"]

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

  private static func role(of joined: Label.Joined, at index: Int, in tokens: [Token]) -> Role? {
    guard !joined.isEmpty else { return nil }
    if joined.hasSuffix("subcode") || joined == "sub" { return .subCode }
    guard joined.hasSuffix("code") || joined.hasSuffix("endreason") else { return nil }
    // An HTTP status, a country's or a key's code is no end code.
    guard !foreign.contains(where: { joined.hasSuffix($0) }) else { return nil }
    if joined.hasSuffix("endreason") || joined.hasSuffix("endreasoncode") { return .code(labelledEnd: true) }
    if joined.hasSuffix("code") {
      let enclosedInEnd = tokens.enclosing(at: index)?.contains("endreason") ?? false
      return .code(labelledEnd: enclosedInEnd || joined.contains("endreason") || joined.contains("callend"))
    }
    return nil
  }

  private static let foreign: [StaticString] = [
    "statuscode", "httpcode", "countrycode", "keycode", "exitcode", "versioncode", "responsecode", "zipcode",
    "languagecode", "shortcode", "closecode", "charcode", "areacode", "requestcode",
  ]

  private static func resultCategories(in tokens: [Token]) -> [String] {
    var categories: [String] = []
    for (index, token) in tokens.enumerated() {
      guard let word = token.word, let name = categoryNames[word], !categories.contains(name) else {
        continue
      }
      // `Success` is a common word; it counts only inside the brackets of resultCategories.
      if name == "Success", !(tokens.enclosing(at: index)?.hasSuffix("resultcategories") ?? false) {
        continue
      }
      categories.append(name)
    }
    return categories
  }

  private static let categoryNames: WordTable<String> = [
    "success": "Success", "expectederror": "ExpectedError", "unexpectedclienterror": "UnexpectedClientError",
    "unexpectedservererror": "UnexpectedServerError",
  ]

  /// The text behind `phrase`, `message` or `reason`.
  private static func phrase(in tokens: [Token], message: [UInt8]) -> String? {
    for name in ["phrase", "message", "reason"] as [StaticString] {
      for (index, token) in tokens.enumerated() where token.word == name {
        guard let value = value(behind: index, in: tokens, message: message), value != "null",
          value != "unknown",
          value != "undefined", value.utf8.contains(where: isLetter), !value.hasPrefix("code")
        else { continue }
        return value
      }
    }
    return nil
  }

  private static func value(behind index: Int, in tokens: [Token], message: [UInt8]) -> String? {
    var cursor = ByteCursor(message, from: tokens[index].range.upperBound)
    while let byte = cursor.peek(), isOne(byte, of: "\\\"' ") { cursor.skip() }
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
      let start = cursor.index
      let end = start + cursor.take(upTo: longestPhrase) { !isOne($0, of: ",;})]\n") }.count
      // `reason=NetworkError code=490`: the next label ends a phrase without quotes.
      let label = tokens[index...].first { token in
        token.range.lowerBound > start && token.range.lowerBound < end && token.word.map(isCodeLabel) ?? false
      }
      words = start..<(label.map { max(start, $0.range.lowerBound - 1) } ?? end)
    }
    return decodedText(LogWords.withoutSecrets(Array(message[words])))
  }

  private static func isCodeLabel(_ word: Word) -> Bool { word == "code" || word == "subcode" }

  private static let longestPhrase = 400
}
