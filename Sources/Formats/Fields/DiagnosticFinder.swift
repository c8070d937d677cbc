import Catalog
import Evidence

/// User-facing diagnostics by their names, in any platform's spelling, with the value that follows.
enum DiagnosticFinder {
  static func find(in tokens: [Token]) -> [(name: String, value: String)] {
    var found: [(name: String, value: String)] = []
    for (index, token) in tokens.enumerated() {
      guard let word = token.word, word.count >= 9, let entry = Catalog.diagnostic(named: word),
        let value = value(behind: index, in: tokens), !found.contains(where: { $0.name == entry.name })
      else { continue }
      found.append((entry.name, value))
    }
    return found
  }

  /// The nearest value within a dozen tokens: `networkReconnect: Bad`, `Diagnostic: networkReconnect` and
  /// `Value: 3` on the next line, `{ diagnostic: 'noNetwork', value: true, valueType: 'DiagnosticFlag' }`.
  private static func value(behind index: Int, in tokens: [Token]) -> String? {
    for token in tokens[(index + 1)...].prefix(12) {
      if let word = token.word, word != "value", Catalog.diagnostic(named: word) != nil { return nil }
      if let value = Words.diagnosticValue(token.kind) { return value }
    }
    return nil
  }
}
