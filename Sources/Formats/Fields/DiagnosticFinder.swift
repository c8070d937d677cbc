import Catalog
import Evidence

/// User-facing diagnostics by their names, in any platform's spelling, with the value that follows.
enum DiagnosticFinder {
  static func find(in tokens: [Token]) -> [(name: String, value: String)] {
    var found: [(name: String, value: String)] = []
    for (index, token) in tokens.enumerated() {
      guard let word = token.word, let entry = entry(named: word),
        let value = value(behind: index, in: tokens), !found.contains(where: { $0.name == entry.name })
      else { continue }
      found.append((entry.name, value))
    }
    return found
  }

  /// The diagnostic of a token's word, also in the name of its event: `onNetworkReconnectionQualityChanged`. Most words
  /// are short or begin like no diagnostic, and looking one up is slow.
  private static func entry(named word: String) -> DiagnosticEntry? {
    let length = word.utf8.count
    guard length >= 9 else { return nil }
    if let index = entries[word] { return Catalog.diagnostics[index] }
    guard length > 16, word.hasSuffix("changed") else { return nil }
    let name = word.dropLast(7)
    return (entries[String(name)] ?? (name.hasPrefix("on") ? entries[String(name.dropFirst(2))] : nil)).map {
      Catalog.diagnostics[$0]
    }
  }

  /// Every spelling of every diagnostic as a token has it, with and without `is`.
  private static let entries: [String: Int] = {
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
    return entries
  }()

  /// The nearest value within a dozen tokens: `networkReconnect: Bad`, `Diagnostic: networkReconnect` and
  /// `Value: 3` on the next line, `{ diagnostic: 'noNetwork', value: true, valueType: 'DiagnosticFlag' }`.
  private static func value(behind index: Int, in tokens: [Token]) -> String? {
    for token in tokens[(index + 1)...].prefix(12) {
      if let word = token.word, entry(named: word) != nil { return nil }
      if let value = Words.diagnosticValue(token.kind) { return value }
    }
    return nil
  }
}
