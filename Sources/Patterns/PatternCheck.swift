import Formats
import Yams

extension NodeReader {
  /// Takes down what does not go together.
  mutating func check(_ pattern: Pattern, at node: Node, _ keys: [String: Node]) {
    let fields = Set(pattern.fields)
    let companions: [(PatternField, Set<PatternField>, String)] = [
      (.subCode, [.code], "subCode goes with code"),
      (.phrase, [.code], "phrase, the words beside codes, goes with code"),
      (
        .diagnostic, [.value],
        "diagnostic goes with value, which says how it is: Good, Poor, Bad, true or false"
      ),
      (.value, [.diagnostic], "value is the value of a diagnostic, and goes with it"),
      (.target, [.error, .event], "target, what was called, goes with error or event"),
    ]
    for (field, needed, reason) in companions where fields.contains(field) && fields.isDisjoint(with: needed)
    {
      note(reason, at: node)
    }
    let words: [(String, PatternField)] = [
      ("states", .state), ("events", .event), ("directions", .direction), ("levels", .level),
      ("codes", .code),
    ]
    for (key, field) in words {
      if let keyNode = keys[key], !fields.contains(field) || pattern.gives[field] != nil {
        note(
          "'\(key)' says what words of the field \(field.name) mean, and no such field is read", at: keyNode)
      }
    }
    if fields.isSubset(of: [.time, .level, .message, .skipped]) {
      note(
        "the pattern says nothing about a call; it needs callId, state, event, code or another field, read in "
          + "'line', 'json' or 'labels', or given in 'gives'", at: node)
    }
  }

  /// The texts of `contains`.
  mutating func literals(_ node: Node) -> [String] {
    let nodes = node.sequence == nil ? [node] : elements(node, of: "'contains'", most: 8)
    var literals: [String] = []
    for (index, node) in nodes.enumerated() {
      guard let text = text(node, of: "'contains'", longest: 128) else { continue }
      if let reason = NodeReader.flaw(of: text, isSearched: index == 0) {
        note(reason, at: node)
      } else {
        literals.append(text)
      }
    }
    if nodes.isEmpty { note("'contains' has at least one text", at: node) }
    return literals
  }

  /// Why a text cannot be searched for.
  private static func flaw(of text: String, isSearched: Bool) -> String? {
    if text.isEmpty || text.contains(where: \.isNewline) { return "'contains' is some text of one line" }
    guard isSearched else { return nil }
    let letters = text.unicodeScalars.filter { $0.properties.isAlphabetic }.map { String($0).lowercased() }
      .joined()
    if text.utf8.count < 4 || letters.count < 3 {
      return "\(quoted(text)) is too short to be searched for: at least 4 bytes, 3 of them letters"
    }
    let word = String(text.lowercased().filter { $0.isLetter || $0.isNumber })
    if common.contains(word) {
      return "\(quoted(text)) stands in lines of any log; take a longer text that only these records have"
    }
    return nil
  }

  private static let common: Set<String> = [
    "info", "information", "debug", "trace", "verbose", "warn", "warning", "error", "fatal", "message",
    "level",
    "time", "timestamp", "true", "false", "null", "http", "https", "json", "log", "logs", "with", "from",
    "this",
    "that", "call", "calls", "state", "status", "code", "user", "main", "azure", "microsoft", "thread",
    "type",
    "name", "value", "data", "event", "string", "object", "function", "index", "console",
  ]
}
