import Evidence
import Scan

/// Secrets that the word before them gives away: `accesskey=…`, `"X-Skypetoken":"…"`, `?sig=…`, `ice-pwd:…`.
enum SecretLabels {
  /// The secret behind the `:`, `=`, `,` or `%3D` at `index`, if its label says that it is one.
  ///
  /// - Parameter isSigned: Whether the text holds a signed URL; found out when it first matters.
  static func value(behind index: Int, in bytes: [UInt8], isSigned: inout Bool?) -> Secrets.Found? {
    guard var start = end(ofSeparatorAt: index, in: bytes), let label = label(before: index, in: bytes) else {
      return nil
    }
    return value(of: label, separatorAt: index, from: &start, in: bytes, isSigned: &isSigned)
  }

  /// The secret of the pair whose name ends with the label at `range`: `"name":"X-Skypetoken","value":"…"`, or the other
  /// way round.
  static func value(ofPairNamedAt range: Range<Int>, in bytes: [UInt8]) -> Secrets.Found? {
    guard let label = label(before: range.upperBound, in: bytes),
      let paired = LabelledValue(behindLabelAt: range.upperBound, in: bytes, longest: longest)
        ?? LabelledValue(beforeNameAt: range, in: bytes)
    else { return nil }
    var start = paired.range.lowerBound
    var isSigned: Bool? = false
    return value(
      of: (label.name, false), separatorAt: start - 1, from: &start, in: bytes, isSigned: &isSigned)
  }

  private static func value(
    of label: (name: Name, isInQuery: Bool), separatorAt index: Int, from start: inout Int, in bytes: [UInt8],
    isSigned: inout Bool?
  ) -> Secrets.Found? {
    let rule = (label.isInQuery ? queryRule(label.name) : nil) ?? rule(label.name)
    if rule == nil, label.isInQuery, signedParts.contains(where: { label.name == $0 }) {
      let isInSigned = isSigned ?? SecretLabels.isSigned(bytes)
      isSigned = isInSigned
      return isInSigned ? value(from: start, in: bytes).map { Secrets.Found(kind: nil, range: $0) } : nil
    }
    guard let rule else { return nil }
    let first = start
    while start < bytes.count, isOne(bytes[start], of: " \t\n\\\"'[") { start += 1 }
    if rule.kind == .password, !label.isInQuery {
      // In prose a word follows: `password: must be longer`.
      let isAdjacent = bytes[index] != UInt8(ascii: ",") && start == first
      let isQuoted = start > first && isOne(bytes[start - 1], of: "\"'")
      guard isQuoted || isAdjacent || label.name.hasSuffix("icepwd") else { return nil }
    }
    var kind: Secrets.Kind? = rule.kind
    var isBasic = false
    if label.name.hasSuffix("authorization"), let scheme = scheme(at: start, in: bytes) {
      (start, kind) = (scheme.end, scheme.kind)
      isBasic = scheme.kind == .password
    }
    guard let range = value(from: start, in: bytes), !isPlaceholder(bytes[range]) else { return nil }
    if isBasic {
      guard range.count >= 4, isEncoded(bytes[range]) else { return nil }
    } else {
      guard range.count >= rule.shortest, !rule.looksRandom || isRandom(bytes[range]) else { return nil }
    }
    // An identifier of a session opens nothing; those that do are random.
    guard !label.name.hasSuffix("sessionid") || GUID(ascii: bytes[range]) == nil,
      !label.name.hasSuffix("recognitionsessionid"), !label.name.hasSuffix("streamingsessionid")
    else { return nil }
    // A JSON Web Token is found as what it is.
    guard !bytes[range].starts(with: webToken) else { return nil }
    if rule.kind == .accessKey, isConnectionString(before: index, in: bytes) { kind = .connectionString }
    if label.isInQuery {
      // `code=480` is a code.
      guard !bytes[range].allSatisfy(isDigit) else { return nil }
      if range.count < shortestSecretInQuery { kind = nil }
    }
    return Secrets.Found(kind: kind, range: range)
  }

  typealias Name = FoldedText<40>

  private struct Rule: Sendable {
    var kind: Secrets.Kind
    var shortest: Int
    var looksRandom = false
  }

  private static let webToken = Array("eyJ".utf8)
  private static let shortestSecretInQuery = 16

  /// By the end of a label, dashes and underscores dropped.
  private static func rule(_ name: Name) -> Rule? {
    guard name.count >= 3 else { return nil }
    if name == "sig" { return Rule(kind: .sas, shortest: 16) }
    if name == "token" { return Rule(kind: .accessToken, shortest: 32, looksRandom: true) }
    return rules.first { name.hasSuffix($0.suffix) }?.rule
  }

  private static let rules: [(suffix: StaticString, rule: Rule)] = [
    ("accesskey", Rule(kind: .accessKey, shortest: 16)), ("accountkey", Rule(kind: .accessKey, shortest: 16)),
    ("primarykey", Rule(kind: .accessKey, shortest: 16, looksRandom: true)),
    ("secondarykey", Rule(kind: .accessKey, shortest: 16, looksRandom: true)),
    ("apikey", Rule(kind: .accessKey, shortest: 16)), ("functionskey", Rule(kind: .accessKey, shortest: 16)),
    ("subscriptionkey", Rule(kind: .accessKey, shortest: 16)),
    ("secretkey", Rule(kind: .accessKey, shortest: 16)),
    ("clientsecret", Rule(kind: .accessKey, shortest: 16)),
    ("saskey", Rule(kind: .accessKey, shortest: 16)), ("sessionid", Rule(kind: .accessToken, shortest: 16)),
    ("session", Rule(kind: .accessToken, shortest: 16, looksRandom: true)),
    ("skypetoken", Rule(kind: .accessToken, shortest: 16)),
    ("skypetokenasm", Rule(kind: .accessToken, shortest: 16)),
    ("accesstoken", Rule(kind: .accessToken, shortest: 20, looksRandom: true)),
    ("refreshtoken", Rule(kind: .accessToken, shortest: 20, looksRandom: true)),
    ("idtoken", Rule(kind: .accessToken, shortest: 20, looksRandom: true)),
    ("authtoken", Rule(kind: .accessToken, shortest: 20, looksRandom: true)),
    ("usertoken", Rule(kind: .accessToken, shortest: 20, looksRandom: true)),
    ("authorization", Rule(kind: .accessToken, shortest: 20, looksRandom: true)),
    ("sharedaccesssignature", Rule(kind: .sas, shortest: 16)),
    ("signature", Rule(kind: .signature, shortest: 20)),
    ("password", Rule(kind: .password, shortest: 6)), ("passwd", Rule(kind: .password, shortest: 6)),
    ("icepwd", Rule(kind: .password, shortest: 6)),
    ("credential", Rule(kind: .password, shortest: 16, looksRandom: true)),
  ]

  /// Parameters of a URL whose names say little elsewhere.
  private static func queryRule(_ name: Name) -> Rule? {
    queryRules.first { name == $0.name }.map { Rule(kind: $0.kind, shortest: 4) }
  }

  private static let queryRules: [(name: StaticString, kind: Secrets.Kind)] = [
    ("code", .accessKey), ("key", .accessKey), ("secret", .accessKey), ("pwd", .accessKey),
    ("token", .accessToken), ("accesstoken", .accessToken), ("idtoken", .accessToken),
    ("refreshtoken", .accessToken), ("authtoken", .accessToken), ("skypetoken", .accessToken), ("sig", .sas),
  ]

  /// What a signed URL says of its own validity.
  private static let signedParts: [StaticString] = [
    "se", "sp", "sv", "st", "sr", "spr", "sip", "ss", "srt", "skoid", "sktid", "skt", "ske", "sks", "skv",
  ]

  private static func isSigned(_ bytes: [UInt8]) -> Bool {
    let cursor = ByteCursor(bytes)
    return firstIndex(of: "&sig=", in: cursor) != nil || firstIndex(of: "?sig=", in: cursor) != nil
  }

  // MARK: Around the separator

  private static func end(ofSeparatorAt index: Int, in bytes: [UInt8]) -> Int? {
    switch bytes[index] {
    case UInt8(ascii: "%"):
      var cursor = ByteCursor(bytes, from: index)
      return cursor.consume("%3D") || cursor.consume("%3d") ? cursor.index : nil
    case UInt8(ascii: ","):
      // `'Authorization', '…'`: names and values in turn.
      return index > 0 && isOne(bytes[index - 1], of: "\"'") ? index + 1 : nil
    default: return index + 1
    }
  }

  /// The word before a separator, over quotes and spaces; nil where there is none.
  private static func label(before index: Int, in bytes: [UInt8]) -> (name: Name, isInQuery: Bool)? {
    var end = index
    let limit = max(0, index - 4)
    while end > limit, isOne(bytes[end - 1], of: " \\\"'") { end -= 1 }
    var start = end
    let floor = max(0, end - 40)
    while start > floor, isWordByte(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: "-") { start -= 1 }
    var isInQuery = start > 0 && isOne(bytes[start - 1], of: "?&") && end == index
    if start > 0, bytes[start - 1] == UInt8(ascii: "%"), end - start > 4 {
      // `%26sig%3D…`: a URL inside a URL.
      isInQuery = bytes[index] == UInt8(ascii: "%")
      start += 2
    }
    if start > 0, bytes[start - 1] == UInt8(ascii: "\\"), end - start > 5,
      ByteCursor(bytes, from: start).startsWith("u0026") || ByteCursor(bytes, from: start).startsWith("u003f")
    {
      // `\u0026sig=…`: the same in JSON.
      isInQuery = end == index
      start += 5
    }
    guard end - start >= 2 else { return nil }
    var name = Name()
    for byte in bytes[start..<end] where !isOne(byte, of: "-_") { name.append(lowercased(byte)) }
    return (name, isInQuery)
  }

  private static func value(from start: Int, in bytes: [UInt8]) -> Range<Int>? {
    var cursor = ByteCursor(bytes, from: start)
    let range = cursor.take(upTo: longest) { !endsValue[Int($0)] }
    guard !range.isEmpty else { return nil }
    return start..<(endOfString(from: start, behind: range.upperBound, in: bytes) ?? range.upperBound)
  }

  /// Where the string ends that a value is all of: it may hold what ends others, but no spaces.
  private static func endOfString(from start: Int, behind end: Int, in bytes: [UInt8]) -> Int? {
    guard start > 0, isOne(bytes[start - 1], of: "\"'"), end < bytes.count,
      isOne(bytes[end], of: "\\,;&)}]<>|")
    else { return nil }
    let backslashes = bytes[..<(start - 1)].reversed().prefix(16).prefix { $0 == UInt8(ascii: "\\") }.count
    let ending = ValueEnding.quote(bytes[start - 1], backslashes: backslashes)
    let rest = Array(bytes[start..<min(bytes.count, start + longest)])
    guard let length = ending.end(in: rest, from: 0), start + length > end,
      length < rest.count, rest[length] != UInt8(ascii: "\n"), rest[length] != UInt8(ascii: "\r"),
      !rest[..<length].contains(where: { $0 <= 0x20 })
    else { return nil }
    return start + length
  }

  /// Bytes of a value that are looked at.
  static let longest = 8192

  private static let endsValue: [Bool] = (UInt8.min...UInt8.max).map { byte in
    byte <= 0x20 || isOne(byte, of: "\"'\\,;&)}]<>|")
  }

  /// `Authorization: Basic …`, a name and a password, or `SharedKey …`, a signature; what stands behind `Bearer` or the
  /// scheme of Azure Communication Services is found by itself.
  private static func scheme(at start: Int, in bytes: [UInt8]) -> (end: Int, kind: Secrets.Kind)? {
    var cursor = ByteCursor(bytes, from: start)
    if cursor.consume("Basic ") || cursor.consume("basic ") {
      _ = cursor.take(upTo: 16) { $0 == UInt8(ascii: " ") }
      return (cursor.index, .password)
    }
    if cursor.consume("skype_token ") || cursor.consume("skypetoken ") { return (cursor.index, .accessToken) }
    return cursor.consume("SharedKey ") || cursor.consume("SharedKeyLite ") ? (cursor.index, .signature) : nil
  }

  /// `endpoint=https://…;accesskey=…`
  private static func isConnectionString(before index: Int, in bytes: [UInt8]) -> Bool {
    let start = max(0, index - 300)
    let text = bytes[start..<index].map { lowercased($0) }
    return firstIndex(of: "endpoint=", in: ByteCursor(text)) != nil
  }

  // MARK: What is no secret

  /// What loggers, recordings and documents write in a secret's place.
  private static func isPlaceholder(_ value: ArraySlice<UInt8>) -> Bool {
    guard let first = value.first, !isOne(first, of: "<{$*[(") else { return true }
    if value.allSatisfy({ $0 == first }) { return true }
    let word = String(decoding: value.prefix(12).map { lowercased($0) }, as: UTF8.self)
    return ["redacted", "sanitized", "null", "undefined", "hidden", "your", "xxxx"].contains {
      word.hasPrefix($0)
    }
  }

  /// Whether it is base64 rather than a word.
  private static func isEncoded(_ value: ArraySlice<UInt8>) -> Bool {
    value.last == UInt8(ascii: "=") || isRandom(value)
      || value.dropFirst().contains { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
  }

  /// Letters and digits mixed, as words hardly are.
  static func isRandom(_ value: ArraySlice<UInt8>) -> Bool {
    value.contains(where: isDigit) && value.contains(where: isLetter)
  }
}
