import Formats
import Yams

extension NodeReader {
  /// Reads one pattern; nil where too much of it is wrong.
  mutating func pattern(_ node: Node) -> ReadPattern? {
    let before = problems.count
    var parts: [String: (key: Node, value: Node)] = [:]
    for (key, keyNode, value) in members(node, of: "a pattern") {
      guard NodeReader.keys.contains(key) else {
        note(
          "\(quoted(key)) is no key of a pattern; the keys are \(NodeReader.keys.joined(separator: ", "))",
          at: keyNode)
        continue
      }
      parts[key] = (keyNode, value)
    }
    for key in ["name", "contains", "samples"] where parts[key] == nil && problems.count == before {
      note("the pattern has no '\(key)'", at: node)
    }
    var pattern = Pattern("", contains: [])
    pattern.origin = Pattern.Origin(file: file, line: node.mark?.line ?? 1)
    if let (_, value) = parts["name"] { pattern.name = name(value) }
    if let (_, value) = parts["about"] { pattern.about = text(value, of: "'about'", longest: 200) ?? "" }
    if let (_, value) = parts["contains"] { pattern.contains = literals(value) }
    // The words of an application decide how a value in its fields is read.
    readWords(parts, &pattern)
    var seen: [PatternField: String] = [:]
    if let (_, value) = parts["line"] { readTemplate(value, &pattern, &seen) }
    if let (_, value) = parts["json"] { readMembers(value, &pattern, &seen) }
    if let (_, value) = parts["labels"] { readLabels(value, &pattern, &seen) }
    if let (_, value) = parts["gives"] { readGiven(value, &pattern, &seen) }
    guard problems.count == before else { return nil }
    check(pattern, at: node, parts.mapValues(\.key))
    guard problems.count == before, let (_, value) = parts["samples"] else { return nil }
    let samples = samples(value)
    guard problems.count == before else { return nil }
    return ReadPattern(pattern: pattern, samples: samples)
  }

  static let keys = [
    "name", "about", "contains", "line", "json", "labels", "gives", "states", "events", "directions",
    "levels",
    "codes", "samples",
  ]

  private mutating func name(_ node: Node) -> String {
    guard let name = text(node, of: "'name'", longest: 64) else { return "" }
    let isPlain = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
    if name.isEmpty || !isPlain {
      note("a name is of letters, digits, '.', '_' and '-': contoso-call-state", at: node)
    }
    return name
  }

  // MARK: Where values are

  private mutating func readTemplate(
    _ node: Node, _ pattern: inout Pattern, _ seen: inout [PatternField: String]
  ) {
    guard let text = text(node, of: "'line'", longest: YAMLDocument.longest) else { return }
    do {
      let template = try Template(text)
      for field in template.fields where field != .skipped { seen[field] = "line" }
      pattern.line = template
    } catch {
      note(error.reason, at: node, offset: error.offset)
    }
  }

  private mutating func readMembers(
    _ node: Node, _ pattern: inout Pattern, _ seen: inout [PatternField: String]
  ) {
    for (key, keyNode, value) in members(node, of: "'json'", most: 64) {
      guard let field = field(key, at: keyNode, in: "json", &seen) else { continue }
      let path: [String]
      if value.sequence != nil {
        path = elements(value, of: "a path", most: NodeReader.longestPath)
          .compactMap { text($0, of: "a key of a path", longest: 256) }
      } else {
        let keys = text(value, of: "a path of keys, 'call.state',", longest: 1024)
        path = keys?.split(separator: ".", omittingEmptySubsequences: false).map(String.init) ?? []
      }
      guard (1...NodeReader.longestPath).contains(path.count), !path.contains("") else {
        note("a path has 1 to \(NodeReader.longestPath) keys with dots between them: call.state", at: value)
        continue
      }
      pattern.json.append(PatternMember(field, path: path))
    }
  }

  private static let longestPath = 16

  private mutating func readLabels(
    _ node: Node, _ pattern: inout Pattern, _ seen: inout [PatternField: String]
  ) {
    for (key, keyNode, value) in members(node, of: "'labels'", most: 64) {
      guard let field = field(key, at: keyNode, in: "labels", &seen) else { continue }
      if value.scalar != nil {
        guard let after = label(value) else { continue }
        pattern.labels.append(PatternLabel(field, after: after))
        continue
      }
      var after: String?
      var until: String?
      for (part, partNode, text) in members(value, of: "a label", most: 8) {
        switch part {
        case "after": after = label(text)
        case "until": until = label(text)
        default: note("\(quoted(part)) is no key of a label; there are 'after' and 'until'", at: partNode)
        }
      }
      guard let after else {
        note("a label has 'after', the text before the value", at: value)
        continue
      }
      pattern.labels.append(PatternLabel(field, after: after, until: until))
    }
  }

  private mutating func label(_ node: Node) -> String? {
    guard let text = text(node, of: "a label", longest: 128) else { return nil }
    guard !text.isEmpty, !text.contains(where: \.isNewline) else {
      note("a label is some text on one line", at: node)
      return nil
    }
    return text
  }

  /// A field that no other part of the pattern tells.
  private mutating func field(
    _ name: String, at node: Node, in part: String, _ seen: inout [PatternField: String]
  ) -> PatternField? {
    guard let field = PatternField(name: name), field != .skipped else {
      note(unknownField(name), at: node)
      return nil
    }
    if let other = seen[field] {
      note("\(name) is told by '\(other)' already", at: node)
      return nil
    }
    seen[field] = part
    return field
  }

  // MARK: What it gives

  private mutating func readGiven(
    _ node: Node, _ pattern: inout Pattern, _ seen: inout [PatternField: String]
  ) {
    for (key, keyNode, value) in members(node, of: "'gives'", most: 64) {
      guard let field = field(key, at: keyNode, in: "gives", &seen) else { continue }
      guard NodeReader.givable.contains(field) else {
        let names = NodeReader.givable.map(\.name).joined(separator: ", ")
        note("\(key) differs from record to record; 'gives' takes \(names)", at: keyNode)
        continue
      }
      if let text = self.value(value, of: field) { pattern.gives[field] = text }
    }
  }

  private static let givable: [PatternField] = [
    .state, .event, .direction, .level, .code, .subCode, .phrase, .error, .target, .diagnostic, .value,
    .participantState, .message,
  ]

  /// A value that stands in a file of patterns, as the tool spells it.
  mutating func value(_ node: Node, of field: PatternField) -> String? {
    guard let text = text(node, of: field.name) else { return nil }
    guard let value = PatternValues.value(text, of: field) else {
      note("\(quoted(text)) is no \(field.name); \(NodeReader.examples(of: field))", at: node)
      return nil
    }
    return value
  }
}
