package import Evidence

/// Makes the evidence of one log from what was read in its ranges, in their order.
package struct RangeMerge {
  private var builder: EvidenceBuilder
  private let fileBytes: Int
  /// How many lines stand before the next range's first one.
  private var linesBefore = 0
  /// How many readings of the next ranges are known from those before.
  private var known = 0
  /// Lines so far.
  private var lines = 0
  /// Bytes of the ranges so far.
  private var bytes = 0
  /// Whether a part of the text was not read, so that nobody knows the numbers of the lines behind it.
  private var hasGap = false
  private var textEnd: TextEnd?

  /// - Parameters:
  ///   - fileBytes: The size of the file, as all ranges have to tell it.
  ///   - keepsText: Whether the words of the log are kept, as a timeline needs them.
  package init(path: String, fileBytes: Int, keepsText: Bool) {
    builder = EvidenceBuilder(path: path, index: 0, keepsText: keepsText)
    self.fileBytes = fileBytes
  }

  /// Whether the text was taken to its end.
  package var isAtEnd: Bool { textEnd != nil }

  /// Takes the next range, whose head is plausible; false where it does not go with those before.
  package mutating func take(_ range: TextRange) -> Bool {
    let head = range.head
    guard head.fileBytes == fileBytes, linesBefore + max(head.lines, head.textEnd?.records ?? 0) <= fileBytes,
      known <= fileBytes
    else { return false }
    for var reading in range.readings {
      guard known == 0 else {
        known -= 1
        continue
      }
      reading.moveLines(by: linesBefore)
      if hasGap { reading.forgetLines() }
      builder.take(reading)
    }
    known += head.seam?.readings ?? 0
    lines = linesBefore + head.lines
    bytes += head.end - head.start
    if var end = head.textEnd {
      end.records += linesBefore
      textEnd = end
    }
    linesBefore = lines - (head.seam?.lines ?? 0)
    return true
  }

  /// Goes on behind a part of the text that was not read.
  package mutating func passGap() {
    linesBefore = lines
    known = 0
    hasGap = true
  }

  /// The evidence of all that was taken.
  package mutating func finish() -> ArtifactEvidence {
    var evidence = builder.finish(textEnd ?? TextEnd(offset: bytes, records: lines))
    evidence.artifact.bytes = hasGap || textEnd == nil ? bytes : fileBytes
    evidence.artifact.fileBytes = fileBytes
    return evidence
  }
}
