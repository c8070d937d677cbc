import Evidence

/// What a pattern read at one place of a record.
public struct PatternFinding: Hashable, Sendable {
  public var values: PatternValues
  /// Lines of the record before it.
  public var line: Int
}

extension Pattern {
  /// What the pattern alone reads in a record: a line of a log with what continues it. Empty where it is none of its own,
  /// or says nothing about a call.
  public func findings(in record: String) -> [PatternFinding] {
    let source = Source(artifact: 0, offset: 0)
    return PatternReader(self).findings(in: RecordBuilder.record(Array(record.utf8), source: source).record)
  }

  /// Why the pattern reads nothing in a record, for its author.
  public func reasonForNothing(in record: String) -> String {
    let lines = PatternReader.lines(of: LogWords.withoutSecrets(Array(record.utf8)))
    for text in contains where !lines.contains(where: { stands(text, in: $0) }) {
      return "\(quoted(text)) does not stand in it"
    }
    guard let template = line else {
      return json.isEmpty && labels.isEmpty
        ? "it says nothing about a call" : "there is no value of the right kind at any of the places"
    }
    var best: (part: Int, position: Int, line: [UInt8]) = (-1, 0, [])
    var matcher = TemplateMatcher(template, words)
    for line in lines where matcher.match(line) == nil && matcher.furthest.part > best.part {
      best = (matcher.furthest.part, matcher.furthest.position, line)
    }
    guard best.part >= 0 else { return "it says nothing about a call" }
    return misfit(of: template, best.part, at: best.position, in: best.line)
  }

  private func misfit(of template: Template, _ part: Int, at position: Int, in line: [UInt8]) -> String {
    let place = min(max(0, position), line.count)
    let found =
      place == line.count ? "the line ends" : "\(quoted(decodedText(line[place...].prefix(40)))) stands"
    switch template.parts[part] {
    case .literal(let text) where part == 0: return "\(quoted(decodedText(text))) does not stand in it"
    case .literal(let text):
      return "\(quoted(decodedText(text))) should stand at character \(place + 1), where \(found)"
    case .hole(let field):
      if part + 1 < template.parts.count, case .literal(let text) = template.parts[part + 1],
        !field.endsByItself(words), !stands(decodedText(text), in: Array(line[place...]))
      {
        return
          "{\(field.name)} should stand at character \(place + 1), and behind it \(quoted(decodedText(text))), where \(found)"
      }
      return "{\(field.name)} should stand at character \(place + 1), where \(found)"
    }
  }

  private func stands(_ text: String, in line: [UInt8]) -> Bool {
    decodedText(line).contains(decodedText(Template.collapsed(text.utf8)))
  }
}

extension PatternReader {
  /// What the record says of a call.
  func findings(in record: Record) -> [PatternFinding] {
    read(record).filter { !PatternClaims($0.values).claims.isEmpty }
      .map { PatternFinding(values: $0.values, line: $0.line) }
  }
}
