extension BatchDecoder {
  /// The bytes of an artifact's beginning that decide.
  static let headLength = 1 << 16

  /// Whether an artifact that begins like this is a batch. False for ordinary logs, JSON Lines, and a single
  /// object that holds no batch: those are read line by line.
  static func recognises(head: ArraySlice<UInt8>) -> Bool {
    var probe = BatchProbe()
    for byte in head.prefix(headLength) where !byteOrderMark.contains(byte) || probe.hasBegun {
      switch probe.take(byte) {
      case .undecided: continue
      case .batch: return true
      case .other: return false
      }
    }
    return probe.hasElements
  }
}

/// Follows the beginning of an artifact until it is clear whether it is a batch.
private struct BatchProbe {
  enum Verdict {
    case undecided
    case batch
    case other
  }

  /// Whether an element that can hold a log line has begun.
  private(set) var hasElements = false
  /// Whether anything but white space has been seen.
  private(set) var hasBegun = false

  private var structure = JSONStructure()
  private var isInString = false
  private var isEscaped = false
  /// The beginning of the last string, and whether it is an element.
  private var string: [UInt8] = []
  private var stringIsElement = false
  /// The depth of the array that holds the elements; nil until it begins.
  private var batchDepth: Int?
  private var isWrapper = false
  private var hasContainers = false
  private var linesOfLog = 0

  mutating func take(_ byte: UInt8) -> Verdict {
    if isInString {
      takeInString(byte)
      return .undecided
    }
    if byte.isJSONSpace { return .undecided }
    if hasBegun, structure.depth == 0 { return verdictBehindEnd(byte) }
    let before = structure
    guard structure.accept(byte) else { return .other }
    if !hasBegun {
      guard byte == .openBracket || byte == .openBrace else { return .other }
      hasBegun = true
      isWrapper = byte == .openBrace
      batchDepth = isWrapper ? nil : 1
      return .undecided
    }
    let isElement = before.depth == batchDepth
    switch byte {
    case .quote:
      isInString = true
      isEscaped = false
      string.removeAll(keepingCapacity: true)
      stringIsElement = isElement
      if batchDepth != nil { hasElements = true }
    case .openBrace, .openBracket:
      if isElement {
        hasContainers = true
        if byte == .openBrace { hasElements = true }
      } else if byte == .openBracket, isWrapper, before.depth == 1, BatchDecoder.holdsBatch(string) {
        batchDepth = 2
      }
    case .closeBracket:
      if before.depth == batchDepth, isWrapper { batchDepth = nil }
    default:
      // A log line may begin with a word in brackets; a batch does not begin with a number or keyword.
      if isElement, !hasElements, byte.isJSONScalar { return .other }
    }
    return .undecided
  }

  private mutating func takeInString(_ byte: UInt8) {
    if isEscaped {
      isEscaped = false
    } else if byte == .backslash {
      isEscaped = true
    } else if byte == .quote {
      isInString = false
      if stringIsElement, string.starts(with: BatchProbe.logPrefix) || string.first.map(isDigit) == true {
        linesOfLog += 1
      }
      return
    }
    if string.count < BatchProbe.keptLength { string.append(byte) }
  }

  /// Several arrays are several batches where their elements are; several arrays of strings may as well be one
  /// message's arguments a line, which is the line reader's. Several objects are JSON Lines.
  private func verdictBehindEnd(_ byte: UInt8) -> Verdict {
    guard byte == .openBracket, !isWrapper, hasElements else { return .other }
    return hasContainers || linesOfLog > 1 ? .batch : .other
  }

  private static let logPrefix = Array("azure:".utf8)
  private static let keptLength = 16
}
