import Formats
import Yams

extension NodeReader {
  /// Reads the samples of a pattern.
  mutating func samples(_ node: Node) -> [PatternSample] {
    let before = problems.count
    let samples = elements(node, of: "'samples'", most: 50).compactMap { sample($0) }
    if problems.count == before, !samples.contains(where: { !$0.expected.isEmpty }) {
      note(
        "a pattern needs a sample that gives something: 'line' and, under 'expect', what it must give",
        at: node)
    }
    return samples
  }

  private mutating func sample(_ node: Node) -> PatternSample? {
    var record: String?
    var expectation: Node?
    let before = problems.count
    for (key, keyNode, value) in members(node, of: "a sample", most: 8) {
      switch key {
      case "line": record = text(value, of: "the line of a sample", longest: 64 << 10)
      case "expect": expectation = value
      default: note("\(quoted(key)) is no key of a sample; there are 'line' and 'expect'", at: keyNode)
      }
    }
    guard problems.count == before else { return nil }
    guard let record, let expectation else {
      note(
        "a sample has 'line', as it stands in the log, and 'expect', what it must give, or nothing", at: node)
      return nil
    }
    let expected = expected(expectation)
    guard problems.count == before else { return nil }
    return PatternSample(
      record: record.hasSuffix("\n") ? String(record.dropLast()) : record, expected: expected,
      place: place(of: node))
  }

  /// `nothing`, the values of the one finding, or a list of these.
  private mutating func expected(_ node: Node) -> [[PatternSample.Value]] {
    if node.scalar?.string == "nothing" { return [] }
    if node.sequence != nil {
      return elements(node, of: "'expect'", most: 50).map { values($0) }
    }
    return [values(node)]
  }

  private mutating func values(_ node: Node) -> [PatternSample.Value] {
    guard node.scalar == nil else {
      note("'expect' is 'nothing', or fields and what they must hold: {state: Connected}", at: node)
      return []
    }
    let members = members(node, of: "'expect'")
    if node.mapping?.isEmpty ?? false {
      note("'expect' names at least one field, or is 'nothing'", at: node)
    }
    return members.compactMap { key, keyNode, value in
      guard let field = PatternField(name: key), field != .skipped else {
        note(unknownField(key), at: keyNode)
        return nil
      }
      guard let text = self.value(value, of: field) else { return nil }
      return PatternSample.Value(field: field, text: text, place: place(of: value))
    }
  }

  private func place(of node: Node) -> PatternProblem.Place {
    PatternProblem.Place(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }
}
