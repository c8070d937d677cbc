import Evidence
import Scan

/// Reads records with one pattern.
struct PatternReader: Sendable {
  let pattern: Pattern
  private let contains: [[UInt8]]
  /// Whether only the message counts, and not what the tool reads as the wrappers of a line.
  private let isOfMessage: Bool

  /// What was read at one place of a record.
  struct Match: Sendable {
    var values: PatternValues
    /// Lines of the record before it.
    var line: Int
  }

  /// The most that is read in one record.
  private static let mostMatches = 1000

  init(_ pattern: Pattern) {
    self.pattern = pattern
    contains = pattern.contains.map { Array($0.utf8) }
    isOfMessage = pattern.origin == nil
  }

  /// What the record says; empty where it is none of the pattern's.
  func read(_ record: Record) -> [Match] {
    var steps = 0
    return read(record, counting: &steps)
  }

  /// The same, and how many bytes were looked at.
  func read(_ record: Record, counting steps: inout Int) -> [Match] {
    if !isOfMessage, let written = record.written {
      let matches = read(written, &steps)
      if !matches.isEmpty || written == record.message { return matches }
    }
    guard contains.allSatisfy(record.mayContain) else { return [] }
    return read(record.message, &steps)
  }

  private func read(_ text: [UInt8], _ steps: inout Int) -> [Match] {
    guard contains.allSatisfy({ stands($0, in: text, &steps) }) else { return [] }
    if pattern.line != nil { return readLines(of: text, &steps) }
    var values = PatternValues()
    readMembers(of: text, &values, &steps)
    if !pattern.labels.isEmpty {
      for line in PatternReader.lines(of: text) { readLabels(of: line, &values, &steps) }
    }
    let hasPlaces = !pattern.json.isEmpty || !pattern.labels.isEmpty
    guard !hasPlaces || !values.saysNothing else { return [] }
    give(&values)
    return [Match(values: values, line: 0)]
  }

  private func readLines(of text: [UInt8], _ steps: inout Int) -> [Match] {
    guard let template = pattern.line else { return [] }
    var matcher = TemplateMatcher(template, pattern.words)
    var matches: [Match] = []
    for (number, line) in PatternReader.lines(of: text).enumerated() {
      guard let holes = matcher.match(line) else { continue }
      var values = PatternValues()
      for hole in holes { _ = values.take(hole.field, decodedText(line[hole.range]), pattern.words) }
      readMembers(of: line, &values, &steps)
      readLabels(of: line, &values, &steps)
      give(&values)
      matches.append(Match(values: values, line: number))
      if matches.count == PatternReader.mostMatches { break }
    }
    steps += matcher.steps + text.count
    return matches
  }

  private func give(_ values: inout PatternValues) {
    for (field, value) in pattern.gives where values[field] == nil { values[field] = value }
  }

  private func readMembers(of text: [UInt8], _ values: inout PatternValues, _ steps: inout Int) {
    guard !pattern.json.isEmpty, let object = PatternReader.object(in: text, &steps) else { return }
    for member in pattern.json {
      guard let text = PatternReader.text(at: member.path, in: object, &steps) else { continue }
      _ = values.take(member.field, text, pattern.words)
    }
  }

  private func readLabels(of line: [UInt8], _ values: inout PatternValues, _ steps: inout Int) {
    var reader = LabelReader()
    for label in pattern.labels where values[label.field] == nil {
      reader.read(label, in: line, pattern.words, into: &values)
    }
    steps += reader.steps
  }

  /// The lines of a record, runs of blanks as one.
  static func lines(of text: [UInt8]) -> [[UInt8]] {
    text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
      Template.collapsed(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
    }
  }

  // MARK: JSON

  private static let mostObjects = 4

  /// The first JSON object in a text.
  private static func object(in text: [UInt8], _ steps: inout Int) -> JSONValue? {
    var start = 0
    for _ in 0..<mostObjects {
      guard let brace = text[start...].firstIndex(of: .openBrace) else { return nil }
      start = brace + 1
      guard text[start...].first(where: { !$0.isJSONSpace }) == .quote else { continue }
      steps += text.count - brace
      if let reading = JSONReader.read(text, from: brace), reading.value.isObject { return reading.value }
    }
    return nil
  }

  /// The text of the value that a path leads to; an object may stand in a string.
  private static func text(at path: [String], in object: JSONValue, _ steps: inout Int) -> String? {
    var value = object
    for key in path {
      if let text = value.string {
        steps += text.utf8.count
        guard let inner = JSONReader.read(Array(text.utf8))?.value else { return nil }
        value = inner
      }
      if let index = Int(key), !value.isObject {
        guard value.elements.indices.contains(index) else { return nil }
        value = value.elements[index]
      } else {
        guard let member = value[key] else { return nil }
        value = member
      }
    }
    return value.scalarText
  }

  private func stands(_ part: [UInt8], in text: [UInt8], _ steps: inout Int) -> Bool {
    guard let first = part.first, part.count <= text.count else { return false }
    var cursor = ByteCursor(text)
    steps += text.count
    while let place = cursor.find(first), place + part.count <= text.count {
      steps += part.count
      if text[place..<place + part.count].elementsEqual(part) { return true }
      cursor.index = place + 1
    }
    return false
  }
}
