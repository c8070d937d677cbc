/// Secrets, and prose behind the headings of bodies, in bytes that may go on.
enum SecretRules {
  /// Gives where the word ends that was looked at.
  static func webToken(at index: Int, in bytes: [UInt8], into found: inout [SensitiveValue]) -> Int {
    let (range, isToken) = WebToken.word(at: index, in: bytes)
    // One that was cut before its first dot.
    guard isToken || range.count >= 12 && headers.contains(where: { bytes[range].starts(with: $0.utf8) })
    else {
      return range.upperBound
    }
    found.append(
      SensitiveValue(.token, range, .secret, ending: range.upperBound == bytes.count ? .word : nil))
    return range.upperBound
  }

  /// Base64 of what the headers of tokens begin with: `{"alg`, `{"typ`, `{"kid`, `{"x5t`, `{"nonce`.
  private static let headers = ["eyJhbGci", "eyJ0eXAi", "eyJraWQi", "eyJ4NXQi", "eyJub25jZ"]

  static func scheme(at index: Int, in bytes: [UInt8], into found: inout [SensitiveValue]) {
    guard let range = Secrets.bearer(at: index, in: bytes) ?? opaque(at: index, in: bytes) else { return }
    found.append(
      SensitiveValue(.token, range, .secret, ending: range.upperBound == bytes.count ? .word : nil))
  }

  /// `Bearer` and a long word, also one without digits.
  private static func opaque(at index: Int, in bytes: [UInt8]) -> Range<Int>? {
    var cursor = ByteCursor(bytes, from: index)
    guard cursor.take(upTo: 12, while: isLetter).count >= 6,
      cursor.consume(UInt8(ascii: " ")) || cursor.consume("%20")
    else { return nil }
    let range = cursor.take(upTo: SecretLabels.longest, while: isTokenByte)
    guard range.count >= 20, !bytes[range].allSatisfy({ isLetter($0) && lowercased($0) == $0 }) else {
      return nil
    }
    return range
  }

  /// What stands behind `Authorization:` and its scheme, where nothing else is known of it; signatures have labels of
  /// their own.
  private static func authorization(behindLabelAt end: Int, in bytes: [UInt8]) -> SensitiveValue? {
    guard let value = LabelledValue(behindLabelAt: end, in: bytes, longest: SecretLabels.longest),
      !value.isPlaceholder(in: bytes)
    else { return nil }
    var cursor = ByteCursor(bytes, from: value.range.lowerBound, to: value.range.upperBound)
    let scheme = cursor.take { isWordByte($0) || $0 == UInt8(ascii: "-") }
    guard cursor.consume(UInt8(ascii: " ")), !cursor.startsWith("SignedHeaders"),
      !cursor.startsWith("REDACTED"),
      !scheme.isEmpty, value.range.upperBound - cursor.index >= 6
    else { return nil }
    return SensitiveValue(.credential, cursor.index..<value.range.upperBound, .secret, ending: value.ending)
  }

  /// The secret of a label that has the literal at `range` in it.
  static func secret(behindLabelAt range: Range<Int>, in bytes: [UInt8], into found: inout [SensitiveValue]) {
    var cursor = ByteCursor(bytes, from: range.lowerBound)
    _ = cursor.consume(UInt8(ascii: "?")) || cursor.consume(UInt8(ascii: "&"))
    _ = cursor.take(upTo: 40) { isWordByte($0) || $0 == UInt8(ascii: "-") }
    let end = cursor.index
    _ = cursor.take(upTo: 5) { isOne($0, of: " \\\"'") }
    let isFollowed = cursor.peek().map { isOne($0, of: ":=,%>") } ?? false
    guard isFollowed || cursor.index > end else { return }
    var isSigned: Bool? = false
    let secret =
      (isFollowed ? SecretLabels.value(behind: cursor.index, in: bytes, isSigned: &isSigned) : nil)
      ?? SecretLabels.value(ofPairNamedAt: range.lowerBound..<end, in: bytes)
    let label = bytes[range]
    guard let secret else {
      if isFollowed, label.first.map(lowercased) == UInt8(ascii: "a"),
        let value = authorization(behindLabelAt: end, in: bytes)
      {
        found.append(value)
      }
      return
    }
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

  /// The values of the cookies in a recorded exchange (HAR 1.2), in the list behind the label that ends at `index`: objects
  /// of scalars.
  static func cookies(behind index: Int, in bytes: [UInt8], into found: inout [SensitiveValue]) {
    var cursor = ByteCursor(bytes, from: index)
    func skipSpaces() { _ = cursor.take(upTo: 256, while: isSpace) }
    skipSpaces()
    guard cursor.consume(UInt8(ascii: ":")) else { return }
    skipSpaces()
    guard cursor.consume(UInt8(ascii: "[")) else { return }
    var isValue = false
    while let byte = cursor.peek(), !isOne(byte, of: "[]") {
      cursor.skip()
      guard byte == UInt8(ascii: "\"") else { continue }
      let start = cursor.index
      let end = ValueEnding.quote(byte, backslashes: 0).end(in: bytes, from: start)
      let text = start..<(end ?? bytes.count)
      if isValue, !text.isEmpty {
        found.append(
          SensitiveValue(
            .credential, text, .word(.value), ending: end == nil ? .quote(byte, backslashes: 0) : nil))
      }
      cursor.skip(text.count + 1)
      skipSpaces()
      isValue = cursor.peek() == UInt8(ascii: ":") && bytes[text].elementsEqual("value".utf8)
    }
  }

  /// Prose up to the end of the line; JSON and XML have labels inside, and nothing may be there.
  static func body(behind index: Int, in bytes: [UInt8]) -> SensitiveValue? {
    var cursor = ByteCursor(bytes, from: index)
    cursor.skipSpaces()
    if cursor.consume(UInt8(ascii: "\r")) || cursor.peek() == UInt8(ascii: "\n") {
      // The body begins on the next line, if that is no record.
      _ = cursor.consume(UInt8(ascii: "\n"))
      guard let first = cursor.peek(), !isDigit(first) else { return nil }
    }
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

  /// The hash of a certificate behind `fingerprint:sha-256`: bytes in hexadecimal digits, with colons between.
  static func fingerprint(behind index: Int, in bytes: [UInt8]) -> SensitiveValue? {
    var cursor = ByteCursor(bytes, from: index)
    _ = cursor.take(upTo: 4) { isDigit($0) || $0 == UInt8(ascii: " ") }
    let range = cursor.take(upTo: 200) { isHexDigit($0) || $0 == UInt8(ascii: ":") }
    return range.count >= 32 ? SensitiveValue(.relay, range, .word(.value)) : nil
  }

  /// The fragment of a user name behind `ufrag `, as candidates have it.
  static func fragment(behind index: Int, in bytes: [UInt8]) -> SensitiveValue? {
    var cursor = ByteCursor(bytes, from: index)
    let range = cursor.take(upTo: 256) { isWordByte($0) || isOne($0, of: "+/-") }
    return range.count >= 4 ? SensitiveValue(.relay, range, .word(.value)) : nil
  }

  /// The base of a correlation vector.
  static func correlationVector(behind index: Int, in bytes: [UInt8]) -> SensitiveValue? {
    guard let value = LabelledValue(behindLabelAt: index, in: bytes, longest: 256) else { return nil }
    let base = bytes[value.range].prefix { isWordByte($0) || isOne($0, of: "+/") }
    guard (16...22).contains(base.count) else { return nil }
    return SensitiveValue(.id, base.startIndex..<base.endIndex, .code)
  }
}
