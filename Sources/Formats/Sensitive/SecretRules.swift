/// Secrets, and prose behind the headings of bodies, in bytes that may go on.
enum SecretRules {
  static func webToken(at index: Int, in bytes: [UInt8], into found: inout [SensitiveValue]) {
    let (range, isToken) = WebToken.word(at: index, in: bytes)
    guard isToken else { return }
    found.append(
      SensitiveValue(.token, range, .secret, ending: range.upperBound == bytes.count ? .word : nil))
  }

  static func scheme(at index: Int, in bytes: [UInt8], into found: inout [SensitiveValue]) {
    guard let range = Secrets.bearer(at: index, in: bytes) else { return }
    found.append(
      SensitiveValue(.token, range, .secret, ending: range.upperBound == bytes.count ? .word : nil))
  }

  /// The secret of a label that has the literal at `range` in it.
  static func secret(behindLabelAt range: Range<Int>, in bytes: [UInt8], into found: inout [SensitiveValue]) {
    var cursor = ByteCursor(bytes, from: range.lowerBound)
    _ = cursor.consume(UInt8(ascii: "?")) || cursor.consume(UInt8(ascii: "&"))
    _ = cursor.take(upTo: 40) { isWordByte($0) || $0 == UInt8(ascii: "-") }
    let end = cursor.index
    _ = cursor.take(upTo: 5) { isOne($0, of: " \\\"'") }
    guard let separator = cursor.peek(), isOne(separator, of: ":=,%>") else { return }
    var isSigned: Bool? = false
    let secret =
      SecretLabels.value(behind: cursor.index, in: bytes, isSigned: &isSigned)
      ?? SecretLabels.value(ofPairNamedAt: end, in: bytes)
    guard let secret else { return }
    let label = bytes[range]
    let isRelay = label.starts(with: "pwd".utf8) || label.starts(with: "credential".utf8)
    let kind: SensitiveKind =
      switch secret.kind {
      case .accessToken: .token
      case .password where isRelay: .relay
      case .accessKey, .connectionString, .sas, .signature, .password, nil: .credential
      }
    let isOpen = secret.range.upperBound == bytes.count || secret.range.count >= SecretLabels.longest
    found.append(SensitiveValue(kind, secret.range, .secret, ending: isOpen ? .word : nil))
  }

  /// Prose up to the end of the line; JSON and XML have labels inside, and nothing may be there.
  static func body(behind index: Int, in bytes: [UInt8]) -> SensitiveValue? {
    var cursor = ByteCursor(bytes, from: index)
    cursor.skipSpaces()
    let start = cursor.index
    let end = ValueEnding.line.end(in: bytes, from: start)
    let range = start..<(end ?? bytes.count)
    guard let first = bytes[range].first, !isOne(first, of: "{[<\"'("), range.count >= 3 else { return nil }
    let words = String(decoding: bytes[range].prefix(24).map { lowercased($0) }, as: UTF8.self)
    guard !nothing.contains(where: words.hasPrefix) else { return nil }
    return SensitiveValue(.body, range, .word(.text), ending: end == nil ? .line : nil)
  }

  private static let nothing = [
    "none", "null", "empty", "no body", "redacted", "text-", "a body is sent", "this request has",
  ]

  /// The base of a correlation vector.
  static func correlationVector(behind index: Int, in bytes: [UInt8]) -> SensitiveValue? {
    guard let value = LabelledValue(behindLabelAt: index, in: bytes, longest: 256) else { return nil }
    let base = bytes[value.range].prefix { isWordByte($0) || isOne($0, of: "+/") }
    guard (16...22).contains(base.count) else { return nil }
    return SensitiveValue(.id, base.startIndex..<base.endIndex, .code)
  }
}
