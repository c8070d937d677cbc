/// Counts physical lines, whatever ends them: LF, CR LF or CR.
struct LineCounter: Sendable {
  /// The number of the line that the next byte stands on, from 1.
  private(set) var line = 1
  private var offsetBehindReturn = -1

  /// Takes a byte; those that end no line may be left out.
  mutating func count(_ byte: UInt8, at offset: Int) {
    if byte == .carriageReturn {
      line += 1
      offsetBehindReturn = offset &+ 1
    } else if byte == .lineFeed, offset != offsetBehindReturn {
      line += 1
    }
  }
}
