extension BatchDecoder {
  /// The element that is being decoded, and how much of it may still be written.
  struct Element: Sendable {
    /// The byte it begins with; 0 for numbers and keywords.
    let opener: UInt8
    let offset: Int
    let line: Int
    /// Whether its line has been begun.
    var isOpen = false
    /// Whether it is an argument array, and how many items of it have been begun.
    var isArguments = false
    var items = 0
    /// Whether a carriage return is held back until it is known not to belong to a line break.
    var holdsReturn = false
    private(set) var isCut = false
    private var room = BatchDecoder.elementCap

    init(_ opener: UInt8, offset: Int, line: Int) {
      self.opener = opener
      self.offset = offset
      self.line = line
    }

    /// Appends a run as far as there is room; never a part of a character.
    mutating func append(_ run: Span<UInt8>, to output: inout [UInt8]) {
      if isCut || run.isEmpty { return }
      // Every character that begins with so much room left ends within the cap.
      let safe = min(run.count, max(0, room - 3))
      unsafe run.extracting(..<safe).withUnsafeBufferPointer { unsafe output.append(contentsOf: $0) }
      room -= safe
      for index in safe..<run.count where !isCut { append(run[index], to: &output) }
    }

    mutating func append(_ byte: UInt8, to output: inout [UInt8]) {
      if isCut { return }
      let length =
        switch byte {
        case 0xc0..<0xe0: 2
        case 0xe0..<0xf0: 3
        case 0xf0...: 4
        default: 1
        }
      if length > room {
        isCut = true
        return
      }
      room -= 1
      output.append(byte)
    }
  }
}

extension BatchDecoder {
  mutating func mark(_ output: inout [UInt8], _ marks: inout [ElementMark]) {
    records += 1
    element.isOpen = true
    marks.append(
      ElementMark(position: output.count, offset: element.offset, record: records, line: element.line))
  }

  mutating func begin(_ byte: UInt8, _ output: inout [UInt8], _ marks: inout [ElementMark]) {
    mark(&output, &marks)
    beginValue(byte, &output)
  }

  mutating func beginValue(_ byte: UInt8, _ output: inout [UInt8]) {
    if byte == .quote {
      mode = .text
      return
    }
    structure = JSONStructure()
    _ = structure.accept(byte)
    isInString = false
    isEscaped = false
    element.append(byte, to: &output)
    mode = .raw
  }

  mutating func endElement(into output: inout [UInt8]) {
    guard element.isOpen else { return }
    output.append(.lineFeed)
    element.isOpen = false
    if element.isCut {
      cutElements += 1
      firstCutOffset = firstCutOffset ?? element.offset
    }
  }

  /// Goes on behind a string, object or scalar.
  mutating func endValue(into output: inout [UInt8]) {
    if element.isArguments {
      mode = .arguments
    } else {
      endWholeElement(into: &output)
    }
  }

  mutating func endWholeElement(into output: inout [UInt8]) {
    isBehindElement = true
    endElement(into: &output)
    mode = .elements
  }

  mutating func takeScalar(
    _ byte: UInt8, at offset: Int, _ output: inout [UInt8], _ marks: inout [ElementMark]
  ) {
    if byte.isJSONScalar, scratch.count < BatchDecoder.longestScalar {
      scratch.append(byte)
      return
    }
    guard !byte.isJSONScalar, BatchDecoder.isScalar(scratch) else {
      endElement(into: &output)
      for _ in scratch { skip(at: offset - scratch.count) }
      return lose(byte, at: offset)
    }
    if !element.isArguments { mark(&output, &marks) }
    endScalar(into: &output)
    take(byte, at: offset, &output, &marks)
  }

  mutating func endScalar(into output: inout [UInt8]) {
    guard element.isOpen, BatchDecoder.isScalar(scratch) else { return }
    for byte in scratch { element.append(byte, to: &output) }
    endValue(into: &output)
  }

  private static let longestScalar = 40

  private static func isScalar(_ bytes: [UInt8]) -> Bool {
    if bytes.allSatisfy(isDigit) { return true }
    return switch JSONReader.read(bytes)?.value {
    case .number, .bool, .null: true
    case .string, .array, .object, nil: false
    }
  }
}
