import Catalog
import Evidence

/// User-facing diagnostics by their names, in any platform's spelling, with the value that follows.
enum DiagnosticFinder {
  static func find(in tokens: [Token]) -> [(name: String, value: String)] {
    var found: [(name: String, value: String)] = []
    for index in tokens.indices where mayBeName(tokens[index]) {
      guard let entry = entry(at: index, in: tokens), let value = value(behind: index, in: tokens),
        !found.contains(where: { $0.name == entry.name })
      else { continue }
      found.append((entry.name, value))
    }
    return found
  }

  /// The diagnostic of a token's word, also in the name of its event: `onNetworkReconnectionQualityChanged`. Most words
  /// are short or begin like no diagnostic, and looking one up is slow.
  private static func entry(at index: Int, in tokens: [Token]) -> DiagnosticEntry? {
    guard mayBeName(tokens[index]), let word = tokens[index].word else { return nil }
    if let index = entries[word] { return Catalog.diagnostics[index] }
    guard word.count > shortestEvent, word.hasSuffix("changed") else { return nil }
    let index =
      entries[word.dropping(first: 0, last: 7)]
      ?? (word.hasPrefix("on") ? entries[word.dropping(first: 2, last: 7)] : nil)
    return index.map { Catalog.diagnostics[$0] }
  }

  /// Tells of most tokens that they name no diagnostic, without a copy of their word.
  private static func mayBeName(_ token: Token) -> Bool {
    token.range.count >= shortestName
      && (entries.slots.contains(token.slot) || token.range.count > shortestEvent)
  }

  private static let shortestName = 9
  private static let shortestEvent = 16

  /// Every spelling of every diagnostic as a token has it, with and without `is`.
  private static let entries: WordTable<Int> = {
    var entries: [String: Int] = [:]
    for (index, entry) in Catalog.diagnostics.enumerated() {
      for name in [entry.name, entry.windowsName, entry.iosName].compactMap(\.self) {
        let key = name.lowercased()
        let bare = key.hasPrefix("is") ? String(key.dropFirst(2)) : key
        entries[bare] = index
        entries["is" + bare] = index
      }
    }
    // The name of the release notes of 2021.
    entries["speakingwhiledeviceismuted"] = entries["speakingwhilemicrophoneismuted"]
    return WordTable(entries.map { ($0.key, $0.value) })
  }()

  /// The nearest value within a dozen tokens: `networkReconnect: Bad`, `Diagnostic: networkReconnect` and
  /// `Value: 3` on the next line, `{ diagnostic: 'noNetwork', value: true, valueType: 'DiagnosticFlag' }`.
  private static func value(behind index: Int, in tokens: [Token]) -> String? {
    for next in tokens.indices[(index + 1)...].prefix(12) {
      if entry(at: next, in: tokens) != nil { return nil }
      if let value = Words.diagnosticValue(tokens[next].kind) { return value }
    }
    return nil
  }
}
