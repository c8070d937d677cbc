import Evidence

/// Strings of a batch: copied as the text they stand for.
extension BatchDecoder {
  /// Copies a string's text from `start`; returns where it ended or the piece did.
  mutating func copyText(
    _ input: Span<UInt8>, from start: Int, offset: Int, to output: inout [UInt8]
  ) -> Int {
    var index = start
    while index < input.count {
      let run = index
      if !escape.isOpen {
        while index < input.count, !input[index].stopsText { index += 1 }
        if index > run {
          flushReturn(into: &output)
          element.append(input.extracting(run..<index), to: &output)
          if index == input.count { return index }
        }
      }
      let byte = input[index]
      index += 1
      if escape.isOpen {
        scratch.removeAll(keepingCapacity: true)
        let isTaken = escape.take(byte, into: &scratch)
        for byte in scratch { appendText(byte, to: &output) }
        if isTaken {
          lines.count(byte, at: offset + index - 1)
          continue
        }
      }
      switch byte {
      case .quote:
        endString(into: &output)
        endValue(into: &output)
        return index
      case .backslash:
        if index < input.count, let decoded = StringEscape.simple(input[index]) {
          appendText(decoded, to: &output)
          index += 1
        } else {
          _ = escape.take(byte, into: &scratch)
        }
      default:
        lines.count(byte, at: offset + index - 1)
        appendText(byte, to: &output)
      }
    }
    return index
  }

  /// Appends a byte that may be part of a line break: CR LF becomes LF.
  mutating func appendText(_ byte: UInt8, to output: inout [UInt8]) {
    if byte != .lineFeed { flushReturn(into: &output) }
    if byte == .carriageReturn {
      element.holdsReturn = true
    } else {
      element.holdsReturn = false
      element.append(byte, to: &output)
    }
  }

  mutating func flushReturn(into output: inout [UInt8]) {
    guard element.holdsReturn else { return }
    element.holdsReturn = false
    element.append(.carriageReturn, to: &output)
  }

  mutating func endString(into output: inout [UInt8]) {
    scratch.removeAll(keepingCapacity: true)
    escape.finish(into: &scratch)
    for byte in scratch { appendText(byte, to: &output) }
    flushReturn(into: &output)
  }
}

/// Objects of a batch: copied as they are, on one line.
extension BatchDecoder {
  /// Copies an object from `start`; returns where it ended, was damaged, or the piece ended.
  mutating func copyRaw(
    _ input: Span<UInt8>, from start: Int, offset: Int, to output: inout [UInt8]
  ) -> Int {
    var index = start
    var run = start
    while index < input.count {
      if isInString, !isEscaped {
        while index < input.count, !input[index].stopsText { index += 1 }
        if index == input.count { break }
      }
      let byte = input[index]
      if byte < 0x20 {
        element.append(input.extracting(run..<index), to: &output)
        run = index + 1
        lines.count(byte, at: offset + index)
        appendControl(byte, to: &output)
      } else if !accept(byte) {
        element.append(input.extracting(run..<index), to: &output)
        endElement(into: &output)
        enterLost()
        return index
      }
      index += 1
      if structure.depth == 0 {
        element.append(input.extracting(run..<index), to: &output)
        endValue(into: &output)
        return index
      }
    }
    element.append(input.extracting(run..<index), to: &output)
    return index
  }

  /// Skips a value of a wrapper's member; returns where it ended or the piece did.
  mutating func skipMember(_ input: Span<UInt8>, from start: Int, offset: Int) -> Int {
    var index = start
    while index < input.count {
      if isInString, !isEscaped {
        while index < input.count, !input[index].stopsText { index += 1 }
        if index == input.count { break }
      }
      let byte = input[index]
      if structure.depth == 0, !isInString, byte == .comma || byte == .closeBrace {
        mode = .members
        return index
      }
      lines.count(byte, at: offset + index)
      index += 1
      if byte < 0x20 {
        isEscaped = false
      } else if !accept(byte) {
        lose(byte, at: offset + index - 1)
        return index
      }
    }
    return index
  }

  /// Follows strings and structure; false where the byte cannot stand here.
  mutating func accept(_ byte: UInt8) -> Bool {
    if isInString {
      if isEscaped {
        isEscaped = false
      } else if byte == .backslash {
        isEscaped = true
      } else if byte == .quote {
        isInString = false
      }
      return true
    }
    if byte == .space { return true }
    if byte == .quote {
      isInString = true
      isEscaped = false
    }
    return structure.accept(byte)
  }

  /// Keeps an object on one line: breaks between values become spaces, those inside strings escapes.
  mutating func appendControl(_ byte: UInt8, to output: inout [UInt8]) {
    isEscaped = false
    switch byte {
    case .lineFeed where isInString, .carriageReturn where isInString:
      element.append(.backslash, to: &output)
      element.append(byte == .lineFeed ? UInt8(ascii: "n") : UInt8(ascii: "r"), to: &output)
    case .lineFeed, .carriageReturn: element.append(.space, to: &output)
    default: element.append(byte, to: &output)
    }
  }
}

extension UInt8 {
  /// Whether a run of plain characters inside a JSON string ends before this byte.
  var stopsText: Bool {
    self < 0x20 || self == .quote || self == .backslash
  }
}
