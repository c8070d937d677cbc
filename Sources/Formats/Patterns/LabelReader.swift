import Evidence

/// Finds the values behind labels in one line.
struct LabelReader {
  /// Bytes that were looked at: tests hold it against the lengths of lines.
  private(set) var steps = 0

  /// The longest value.
  private static let longest = 4096

  /// Adds the value of a label, at the first place where there is one of the field's kind.
  ///
  /// - Parameter line: Runs of blanks as one.
  mutating func read(
    _ label: PatternLabel, in line: [UInt8], _ words: PatternWords, into values: inout PatternValues
  ) {
    guard let first = label.after.first, label.after.count <= line.count else { return }
    var tries = 0
    for place in 0...line.count - label.after.count where line[place] == first {
      steps += label.after.count
      guard line[place..<place + label.after.count].elementsEqual(label.after),
        !isWordByte(first) || place == 0 || !isWordByte(line[place - 1])
      else { continue }
      let value = value(of: label, in: line, from: place + label.after.count)
      if values.take(label.field, decodedText(line[value]), words), values[label.field] != nil { return }
      tries += 1
      if tries == LabelReader.mostTries { return }
    }
  }

  /// A label that stands more often without a value is none.
  private static let mostTries = 8

  private mutating func value(of label: PatternLabel, in line: [UInt8], from start: Int) -> Range<Int> {
    let limit = min(line.count, start + LabelReader.longest)
    steps += limit - start
    if let until = label.until, let first = until.first {
      var end = start
      while end + until.count <= limit {
        if line[end] == first, line[end..<end + until.count].elementsEqual(until) { return start..<end }
        end += 1
      }
      return start..<limit
    }
    switch label.field {
    case .callID, .newCallID:
      return start..<(PatternValues.idEnd(in: line, from: start) ?? start)
    case .time:
      var cursor = ByteCursor(line, from: start)
      _ = PatternValues.time(&cursor)
      return start..<cursor.index
    default:
      var cursor = ByteCursor(line, from: start, to: limit)
      if let quote = cursor.peek(), isOne(quote, of: "\"'") {
        cursor.skip()
        let inside = cursor.take { $0 != quote }
        return inside
      }
      return cursor.take { !isOne($0, of: " ,;\"')]}") }
    }
  }
}
