import Evidence
import Formats
import Yams

extension NodeReader {
  /// Reads the application's own words.
  mutating func readWords(_ parts: [String: (key: Node, value: Node)], _ pattern: inout Pattern) {
    for (word, node) in words("states", parts) {
      if let state = value(node, of: .state) { pattern.words.states[word] = CallState(rawValue: state) }
    }
    for (word, node) in words("events", parts) {
      if let event = value(node, of: .event) { pattern.words.events[word] = PatternEvent(rawValue: event) }
    }
    for (word, node) in words("directions", parts) {
      if let direction = value(node, of: .direction) {
        pattern.words.directions[word] = Direction(rawValue: direction)
      }
    }
    for (word, node) in words("levels", parts) {
      if let level = value(node, of: .level) { pattern.words.levels[word] = level }
    }
    for (word, node) in words("codes", parts) {
      guard let text = text(node, of: "a code") else { continue }
      guard let code = PatternCode(text) else {
        note("\(quoted(text)) is no code; a code is 490 or, with its subcode, 490/4502", at: node)
        continue
      }
      pattern.words.codes[word] = code
    }
  }

  private mutating func words(
    _ name: String, _ parts: [String: (key: Node, value: Node)]
  ) -> [(String, Node)] {
    guard let (_, node) = parts[name] else { return [] }
    return members(node, of: "'\(name)'").map { ($0.key, $0.value) }
  }

  /// What values of a field look like.
  static func examples(of field: PatternField) -> String {
    switch field {
    case .state: "the states are " + CallState.allCases.map(\.rawValue).joined(separator: ", ")
    case .event: "the events are " + PatternEvent.allCases.map(\.rawValue).joined(separator: ", ")
    case .direction: "the directions are " + Direction.allCases.map(\.rawValue).joined(separator: ", ")
    case .level: "the levels are verbose, info, warning, error"
    case .code, .subCode: "it is a number of at most nine digits"
    case .callID, .newCallID: "it is a GUID: 8-4-4-4-12 hexadecimal digits"
    default: "it must not be empty"
    }
  }
}
