import Intake

/// Where a plain file is begun to be read by somebody who does not know how the text before was read.
struct AssumedStart: Sendable {
  /// Where a chunk begins: whoever reads the file from its start loads everything from here on in the same chunks.
  let chunk: Int
  /// What is most likely there.
  let place: ReadingPlace

  /// How far before a place lines are loaded. Reading looks back less far than this, whatever is loaded.
  static let lookBack = 2 * RecordCutter.longestLookBack

  /// Nil where the last line before the chunk is so long that its record may not be found.
  init?(atChunk chunk: Int, of file: OpenFile) {
    let first = max(0, chunk - RecordCutter.longestLookBack)
    var before: [UInt8] = []
    _ = file.read(upTo: chunk - first, at: first, appendingTo: &before)
    guard let lineBreak = before.lastIndex(of: UInt8(ascii: "\n")) else { return nil }
    self.chunk = chunk
    place = ReadingPlace(behindChunk: chunk, line: first + lineBreak + 1)
  }

  /// What reads on from here, up to `end` or the end of the file, and counts lines from its first; nil where the file has
  /// become shorter.
  func reader(
    of file: OpenFile, to end: Int?, index: Int, vocabularies: Vocabularies, scanner: GrowingScanner
  ) -> TextReader? {
    let window = TextWindow(
      file, from: max(0, chunk - AssumedStart.lookBack), chunk: chunk, to: end, line: (place.position, 1))
    guard let window else { return nil }
    return TextReader(
      window, index: index, from: place, isAssumed: true, vocabularies: vocabularies, scanner: scanner)
  }

  /// Whether a reading that has come to `other` can no more turn out to depend on the text before this start.
  func isSettled(at other: ReadingPlace) -> Bool {
    other.consumed > place.position || other.position >= place.position + RecordCutter.longestLookBack
  }
}
