/// What stands between the values of a batch.
extension BatchDecoder {
  mutating func take(
    _ byte: UInt8, at offset: Int, _ output: inout [UInt8], _ marks: inout [ElementMark]
  ) {
    switch mode {
    case .outside: takeOutside(byte, at: offset, &output, &marks)
    case .members: takeInWrapper(byte, at: offset)
    case .memberKey: takeInKey(byte)
    case .memberColon: takeBehindKey(byte, at: offset)
    case .memberValue: takeMemberValue(byte, at: offset)
    case .elements: takeBetween(byte, at: offset, &output, &marks)
    case .opening: takeOpening(byte, at: offset, &output, &marks)
    case .arguments: takeArgument(byte, at: offset, &output)
    case .scalar: takeScalar(byte, at: offset, &output, &marks)
    case .lost: takeLost(byte, at: offset, &output, &marks)
    case .text, .raw, .memberSkip: break
    }
  }

  mutating func takeOutside(
    _ byte: UInt8, at offset: Int, _ output: inout [UInt8], _ marks: inout [ElementMark]
  ) {
    switch byte {
    case .lineFeed, .carriageReturn:
      isBehindRubbish = false
      lostProgress = 0
    case .openBracket where !isBehindRubbish:
      nesting = 1
      mode = .elements
    case .openBrace where !isBehindRubbish:
      wrapperDepth = 1
      mode = .members
    default:
      if byte.isJSONSpace || BatchDecoder.byteOrderMark.contains(byte) { return }
      isBehindRubbish = true
      if records > 0, resynchronises(at: byte) {
        // The closer before was none: the batch goes on.
        nesting = 1
        mode = .elements
        takeBetween(byte, at: offset, &output, &marks)
      } else {
        advanceLost(byte, at: offset)
      }
    }
  }

  mutating func takeInWrapper(_ byte: UInt8, at offset: Int) {
    switch byte {
    case .quote:
      key.removeAll(keepingCapacity: true)
      isEscaped = false
      mode = .memberKey
    case .closeBrace:
      wrapperDepth -= 1
      if wrapperDepth <= 0 { leaveBatch() }
    case .comma: break
    default:
      if !byte.isJSONSpace { lose(byte, at: offset) }
    }
  }

  mutating func leaveBatch() {
    wrapperDepth = 0
    lostProgress = 1
    lostLength = 0
    isEscaped = false
    mode = .outside
  }

  mutating func takeInKey(_ byte: UInt8) {
    if byte == .quote, !isEscaped {
      mode = .memberColon
      return
    }
    isEscaped = byte == .backslash && !isEscaped
    if key.count <= BatchDecoder.longestKey { key.append(byte) }
  }

  mutating func takeBehindKey(_ byte: UInt8, at offset: Int) {
    if byte == .colon {
      mode = .memberValue
    } else if !byte.isJSONSpace {
      lose(byte, at: offset)
    }
  }

  mutating func takeMemberValue(_ byte: UInt8, at offset: Int) {
    if byte.isJSONSpace { return }
    if byte == .openBracket, BatchDecoder.holdsBatch(key) {
      nesting = 1
      mode = .elements
      return
    }
    if byte == .openBrace, wrapperDepth == 1, BatchDecoder.holdsWrapper(key) {
      wrapperDepth = 2
      mode = .members
      return
    }
    structure = JSONStructure()
    isInString = byte == .quote
    isEscaped = false
    if structure.accept(byte) {
      mode = .memberSkip
    } else {
      lose(byte, at: offset)
    }
  }

  mutating func takeBetween(
    _ byte: UInt8, at offset: Int, _ output: inout [UInt8], _ marks: inout [ElementMark]
  ) {
    if byte.isJSONSpace { return }
    noteEnd(followedBy: byte)
    switch byte {
    case .comma: return
    case .closeBracket:
      nesting -= 1
      if nesting > 0 { return }
      if isInWrapper { mode = .members } else { leaveBatch() }
    case .openBracket:
      element = Element(byte, offset: offset, line: lines.line)
      mode = .opening
    case .quote, .openBrace:
      element = Element(byte, offset: offset, line: lines.line)
      begin(byte, &output, &marks)
    default:
      if byte.isJSONScalar {
        element = Element(0, offset: offset, line: lines.line)
        scratch.removeAll(keepingCapacity: true)
        scratch.append(byte)
        mode = .scalar
      } else {
        lose(byte, at: offset)
      }
    }
  }

  mutating func noteEnd(followedBy byte: UInt8) {
    guard isBehindElement else { return }
    isBehindElement = false
    guard byte == .comma || byte == .closeBracket else { return }
    if usualOpener == 0 || lastOpener == element.opener { usualOpener = element.opener }
    lastOpener = element.opener
  }

  mutating func takeOpening(
    _ byte: UInt8, at offset: Int, _ output: inout [UInt8], _ marks: inout [ElementMark]
  ) {
    switch byte {
    case .closeBracket: mode = .elements
    case .openBracket, .openBrace:
      guard nesting < BatchDecoder.maximumNesting else { return lose(byte, at: offset) }
      nesting += 1
      mode = .elements
      takeBetween(byte, at: offset, &output, &marks)
    default:
      if byte.isJSONSpace { return }
      mark(&output, &marks)
      element.isArguments = true
      mode = .arguments
      takeArgument(byte, at: offset, &output)
    }
  }

  mutating func takeArgument(_ byte: UInt8, at offset: Int, _ output: inout [UInt8]) {
    switch byte {
    case .comma: return
    case .closeBracket:
      endWholeElement(into: &output)
    default:
      if byte.isJSONSpace { return }
      guard byte == .quote || byte == .openBrace || byte == .openBracket || byte.isJSONScalar else {
        endElement(into: &output)
        return lose(byte, at: offset)
      }
      if element.items > 0 { element.append(.space, to: &output) }
      element.items += 1
      if byte.isJSONScalar {
        scratch.removeAll(keepingCapacity: true)
        scratch.append(byte)
        mode = .scalar
      } else {
        beginValue(byte, &output)
      }
    }
  }

  /// The keys of a wrapper that hold a batch.
  static func holdsBatch(_ key: some Collection<UInt8>) -> Bool {
    isKey(key, among: batchKeys)
  }

  /// The keys of a wrapper that hold one in turn.
  static func holdsWrapper(_ key: some Collection<UInt8>) -> Bool {
    isKey(key, among: wrapperKeys)
  }

  static func isKey(_ key: some Collection<UInt8>, among keys: [[UInt8]]) -> Bool {
    let folded = key.map { lowercased($0) }
    return keys.contains { $0.elementsEqual(folded) }
  }

  private static let wrapperKeys = ["data", "payload", "body"].map { Array($0.utf8) }
  private static let batchKeys = ["logs", "lines", "messages", "records", "events"].map { Array($0.utf8) }
  static let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]
  private static let longestKey = 16
  private static let maximumNesting = 16
}
