/// How far the reading of a text has come, in decoded bytes from its start.
struct ReadingPlace: Equatable, Sendable {
  /// A line begins here, unless it is a long one; everything before was searched.
  var position = 0
  /// Everything before was made records of.
  var consumed = 0
  /// The headers of the lines before were read, where they were due.
  var lookedTo = 0
  /// Where the next line's header is due.
  var nextTick = 0
  /// Of the lines at the start so many were looked at.
  var headLines = 0
  /// Whether it is within a line that is longer than the cap.
  var isInLongLine = false

  /// The start of the text.
  init() {}

  /// Behind a chunk that ends at `chunkEnd`, where the last line that begins in it, at `line`, is the next to be read and
  /// nothing else is pending: the usual case by far.
  init(behindChunk chunkEnd: Int, line: Int) {
    position = line
    consumed = line
    lookedTo = line
    nextTick = chunkEnd
    headLines = TextReader.headLineCount
  }

  /// Whether reading goes on from `actual` just as it went on from here.
  ///
  /// - Parameter start: Where reading began on an assumption. It has made sure not to look back behind that, so where
  ///   it has read no record yet, it does not matter where the last record before ended.
  func isReached(by actual: ReadingPlace, assumedStart start: Int) -> Bool {
    let isSameRecord =
      consumed == actual.consumed || consumed == start && actual.consumed <= start
    return isSameRecord && position == actual.position && nextTick == actual.nextTick
      && max(lookedTo, position) == max(actual.lookedTo, position) && headLines == actual.headLines
      && isInLongLine == actual.isInLongLine
  }
}
