import Evidence

/// Finds a template in lines.
///
/// The holes that take any text, `{_}`, divide a template into stretches. Each stretch is found at the first place behind
/// the one before where all of it fits; only a template that begins with a hole whose length nothing but the text behind it
/// tells begins where the line does. Inside a stretch, a hole that is not as long as its value reaches to the nearest place of the text behind it. A
/// later place of a stretch never helps those behind it, so nothing is tried twice; what was found of a text is remembered for
/// later places, and every value that is looked at before all fits is short. So the time is linear in the length of the line.
struct TemplateMatcher {
  typealias Hole = (field: PatternField, range: Range<Int>)

  private let template: Template
  private let words: PatternWords
  /// The parts of each stretch.
  private let stretches: [Range<Int>]
  /// For each part of the template where it was found last.
  private var memory: [Memory]
  /// Bytes that were looked at, over all lines: tests hold it against the lengths of lines.
  private(set) var steps = 0
  /// The part that did not fit, of the attempt that got furthest, and where in the line it should have stood.
  private(set) var furthest: (part: Int, position: Int) = (-1, 0)

  private struct Memory {
    /// The first place at or behind `from`; the end of time where there is none.
    var place = -1
    var from = Int.max
  }

  /// Words and IDs are no longer; a value that is says that the line is another.
  private static let longestValue = 512
  /// What a written time, the longest of the values that end by themselves, may look at.
  private static let longestTime = 80

  init(_ template: Template, _ words: PatternWords) {
    self.template = template
    self.words = words
    memory = Array(repeating: Memory(), count: template.parts.count)
    let parts = template.parts
    let skips = parts.indices.filter { parts[$0] == .hole(.skipped) }
    stretches = zip([-1] + skips, skips + [parts.count]).map { $0 + 1..<$1 }
  }

  /// What the holes hold, as ranges of the line; nil where the template does not fit.
  ///
  /// - Parameter line: Runs of blanks as one.
  mutating func match(_ line: [UInt8]) -> [Hole]? {
    for part in memory.indices { memory[part] = Memory() }
    furthest = (-1, 0)
    var holes: [Hole] = []
    var position = 0
    for stretch in stretches where !stretch.isEmpty {
      guard let end = search(stretch, line, from: position, &holes) else { return nil }
      position = end
    }
    return holes
  }

  /// Finds a stretch at the first place where all of it fits; gives where it ends.
  private mutating func search(
    _ stretch: Range<Int>, _ line: [UInt8], from start: Int, _ holes: inout [Hole]
  ) -> Int? {
    // Only the first stretch can begin with a hole: behind a hole there is text.
    if case .hole(let field) = template.parts[stretch.lowerBound] {
      guard field.endsByItself(words) else { return attempt(stretch, line, at: 0, &holes) }
      for place in line.indices where place == 0 || !isWordByte(line[place - 1]) {
        if let end = attempt(stretch, line, at: place, &holes) { return end }
      }
      return nil
    }
    var start = start
    while let place = find(stretch.lowerBound, in: line, from: start) {
      if let end = attempt(stretch, line, at: place, &holes) { return end }
      start = place + 1
    }
    if stretch.lowerBound > furthest.part { furthest = (stretch.lowerBound, start) }
    return nil
  }

  private mutating func attempt(
    _ stretch: Range<Int>, _ line: [UInt8], at start: Int, _ holes: inout [Hole]
  ) -> Int? {
    let before = holes.count
    var position = start
    for index in stretch {
      let end: Int?
      switch template.parts[index] {
      case .literal(let text): end = stands(text, in: line, at: position) ? position + text.count : nil
      case .hole(let field):
        end = self.end(of: field, index, in: line, from: position)
        if let end { holes.append((field, position..<end)) }
      }
      guard let end else {
        holes.removeLast(holes.count - before)
        if index > furthest.part { furthest = (index, position) }
        return nil
      }
      position = end
    }
    return position
  }

  /// Where the value in a hole ends; nil where it is none of the field's.
  private mutating func end(of field: PatternField, _ index: Int, in line: [UInt8], from start: Int) -> Int? {
    switch field {
    case .callID, .newCallID:
      steps += GUID.length
      return PatternValues.idEnd(in: line, from: start)
    case .code where field.endsByItself(words), .subCode:
      var end = start
      while end < line.count, end - start <= 9, isDigit(line[end]) { end += 1 }
      steps += end - start + 1
      return (1...9).contains(end - start) ? end : nil
    case .time:
      steps += TemplateMatcher.longestTime
      var cursor = ByteCursor(line, from: start, to: min(line.count, start + TemplateMatcher.longestTime))
      return PatternValues.time(&cursor) == nil ? nil : cursor.index
    default:
      return endOfText(field, index, in: line, from: start)
    }
  }

  private mutating func endOfText(
    _ field: PatternField, _ index: Int, in line: [UInt8], from start: Int
  ) -> Int? {
    var end = line.count
    if index + 1 < template.parts.count {
      guard let next = find(index + 1, in: line, from: start) else { return nil }
      end = next
    }
    guard end > start else { return nil }
    guard !field.isFreeText else { return end }
    guard end - start <= TemplateMatcher.longestValue else { return nil }
    steps += end - start
    var values = PatternValues()
    return values.take(field, decodedText(line[start..<end]), words) ? end : nil
  }

  /// The first place of a part that is text, at or behind `start`.
  private mutating func find(_ part: Int, in line: [UInt8], from start: Int) -> Int? {
    guard case .literal(let text) = template.parts[part] else { return nil }
    let known = memory[part]
    // Places are asked for in order, but for a few bytes behind a time.
    if known.from <= start, start <= known.place { return known.place == .max ? nil : known.place }
    let isBefore = start < known.from && known.from < .max
    let last = line.count - text.count
    var place = start
    while place <= (isBefore ? min(last, known.from) : last) {
      if stands(text, in: line, at: place) {
        memory[part] = Memory(place: place, from: start)
        return place
      }
      place += 1
    }
    let later = isBefore ? known.place : .max
    memory[part] = Memory(place: later, from: start)
    return later == .max ? nil : later
  }

  private mutating func stands(_ text: [UInt8], in line: [UInt8], at place: Int) -> Bool {
    guard place + text.count <= line.count else { return false }
    for offset in text.indices {
      steps += 1
      if line[place + offset] != text[offset] { return false }
    }
    return true
  }
}

extension PatternField {
  /// Whether a value is as long as its kind says, whatever stands behind it.
  func endsByItself(_ words: PatternWords) -> Bool {
    switch self {
    case .callID, .newCallID, .subCode, .time: true
    case .code: words.codes.isEmpty
    default: false
    }
  }

  /// Whether any text is a value.
  var isFreeText: Bool {
    switch self {
    case .phrase, .participant, .participantState, .error, .target, .diagnostic, .value, .message, .skipped:
      true
    default: false
    }
  }
}
