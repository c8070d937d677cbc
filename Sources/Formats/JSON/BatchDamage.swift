/// Going on behind damage.
extension BatchDecoder {
  mutating func skip(at offset: Int) {
    skippedBytes += 1
    firstSkippedOffset = firstSkippedOffset ?? offset
  }

  /// Resynchronises: skips up to the next `"`, `}` or `]`, comma, and opening byte of an element like those
  /// before; of any element, where there are none or nothing like them comes for a long way.
  mutating func enterLost() {
    nesting = max(nesting, 1)
    lostProgress = structure.previous == .comma ? 2 : 0
    lostLength = 0
    structure = JSONStructure()
    isEscaped = false
    mode = .lost
  }

  /// The same, where the byte that shows the damage has been taken already.
  mutating func lose(_ byte: UInt8, at offset: Int) {
    structure = JSONStructure()
    enterLost()
    advanceLost(byte, at: offset)
  }

  mutating func takeLost(
    _ byte: UInt8, at offset: Int, _ output: inout [UInt8], _ marks: inout [ElementMark]
  ) {
    if resynchronises(at: byte) {
      mode = .elements
      takeBetween(byte, at: offset, &output, &marks)
    } else {
      advanceLost(byte, at: offset)
    }
  }

  func resynchronises(at byte: UInt8) -> Bool {
    let opens = byte == .quote || byte == .openBrace || byte == .openBracket
    let isUsual = usualOpener == 0 || usualOpener == byte || lostLength > BatchDecoder.elementCap
    return opens && lostProgress == 2 && isUsual
  }

  mutating func advanceLost(_ byte: UInt8, at offset: Int) {
    skip(at: offset)
    lostLength += 1
    if isEscaped {
      isEscaped = false
      return
    }
    switch byte {
    case .quote, .closeBrace, .closeBracket: lostProgress = 1
    case .comma: lostProgress = lostProgress == 1 ? 2 : 0
    case .backslash:
      isEscaped = true
      lostProgress = 0
    default:
      if !byte.isJSONSpace { lostProgress = 0 }
    }
  }
}
