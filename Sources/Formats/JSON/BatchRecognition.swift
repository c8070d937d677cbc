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
    return probe.isBatch
  }
}

/// Follows the beginning of an artifact until it is clear whether it is a batch.
private struct BatchProbe {
  enum Verdict {
    case undecided
    case batch
    case other
  }

  /// Whether what has been seen is a batch, or bodies that each hold one.
  var isBatch: Bool {
    guard hasElements else { return false }
    return wrappersBefore == 0 || !objectIsLine && (objectHoldsBatch || structure.depth > 0)
  }

  /// Whether an element that can hold a log line has begun.
  private var hasElements = false
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
  /// The depth of the object that may hold the batch.
  private var wrapperDepth = 1
  /// Whether the object that is open has held a batch, or words of its own as a log line has.
  private var objectHoldsBatch = false
  private var objectIsLine = false
  private var wrappersBefore = 0
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
      } else if byte == .openBracket, isWrapper, before.depth == wrapperDepth, BatchDecoder.holdsBatch(string)
      {
        batchDepth = before.depth + 1
        objectHoldsBatch = true
      } else if byte == .openBrace, isWrapper, before.depth == 1, BatchDecoder.holdsWrapper(string) {
        wrapperDepth = 2
      }
    case .closeBracket:
      if before.depth == batchDepth, isWrapper { batchDepth = nil }
    case .closeBrace:
      if before.depth == wrapperDepth { wrapperDepth = 1 }
    case .colon:
      if isWrapper, before.depth == 1, BatchDecoder.isKey(string, among: BatchProbe.lineKeys) {
        objectIsLine = true
      }
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
  /// message's arguments a line, which is the line reader's. Several objects are JSON Lines, unless each holds a
  /// batch and says nothing itself: one body of a request a line.
  private mutating func verdictBehindEnd(_ byte: UInt8) -> Verdict {
    if isWrapper, byte == .openBrace, objectHoldsBatch, !objectIsLine {
      structure = JSONStructure()
      _ = structure.accept(byte)
      wrapperDepth = 1
      batchDepth = nil
      objectHoldsBatch = false
      wrappersBefore += 1
      return .undecided
    }
    guard byte == .openBracket, !isWrapper, hasElements else { return .other }
    return hasContainers || linesOfLog > 1 ? .batch : .other
  }

  private static let lineKeys = ["message", "msg", "text", "callid", "call_id", "state"].map {
    Array($0.utf8)
  }
  private static let logPrefix = Array("azure:".utf8)
  private static let keptLength = 16
}
