/// A user-facing diagnostic of the Calling SDKs.
public struct DiagnosticEntry: Hashable, Sendable {
  /// How a diagnostic's value is typed.
  public enum ValueType: String, Hashable, Sendable, Codable, CaseIterable {
    /// Good, Poor or Bad.
    case quality = "DiagnosticQuality"
    /// true or false; true is the unhealthy one, for every diagnostic.
    case flag = "DiagnosticFlag"
  }

  /// As the JavaScript SDK spells it; for those of native SDKs alone, in the same style.
  public var name: String
  /// As the Windows SDK spells it; nil where it has none.
  public var windowsName: String?
  /// As the iOS SDK spells it; nil where it has none.
  public var iosName: String?
  /// `network`, `audio`, `camera` or `screenShare`.
  public var category: String
  public var valueType: ValueType
  /// The values it takes.
  public var values: [String]
  /// Those of its values that mean trouble.
  public var unhealthyValues: [String]
  /// One sentence.
  public var meaning: String
  /// When it becomes unhealthy.
  public var raisedWhen: String
  /// When it becomes healthy again.
  public var clearedWhen: String
  /// What is odd about it; nil where nothing is.
  public var notes: String?
  /// Whether only native SDKs have it.
  public var isNativeOnly: Bool

  /// Whether a value as written in a log means trouble: any case, with or without the enumeration's name
  /// before it (`DiagnosticQuality.Bad`), or the number of the quality (1 good, 2 poor, 3 bad).
  public func isUnhealthy(_ value: String) -> Bool {
    let word = value.split(separator: ".").last.map { $0.lowercased() } ?? ""
    switch valueType {
    case .quality: return word == "poor" || word == "bad" || word == "2" || word == "3"
    case .flag: return word == "true" || word == "1"
    }
  }
}

extension Catalog {
  /// Every diagnostic.
  public static let diagnostics: [DiagnosticEntry] = {
    var diagnostics: [DiagnosticEntry] = []
    TextTable.forEachLine(of: diagnosticsText) { fields in
      guard let name = fields.optional(0), let type = fields.optional(4) else { return }
      let isQuality = type.hasPrefix("quality")
      diagnostics.append(
        DiagnosticEntry(
          name: name, windowsName: fields.optional(1), iosName: fields.optional(2), category: fields[3],
          valueType: isQuality ? .quality : .flag,
          values: isQuality ? ["Good", "Poor", "Bad"] : ["true", "false"],
          unhealthyValues: isQuality ? ["Poor", "Bad"] : ["true"],
          meaning: fields[5], raisedWhen: fields[6], clearedWhen: fields[7], notes: fields.optional(8),
          isNativeOnly: type.hasSuffix(" native")))
    }
    return diagnostics
  }()

  /// The diagnostic of a name in the spelling of any platform: case, `_`, `-`, spaces and a leading `is` do
  /// not matter.
  public static func diagnostic(named name: String) -> DiagnosticEntry? {
    diagnosticsByName[diagnosticKey(name)].map { diagnostics[$0] }
  }

  private static let diagnosticsByName: [String: Int] = {
    var indices: [String: Int] = [:]
    for (index, entry) in diagnostics.enumerated() {
      for name in [entry.name, entry.windowsName, entry.iosName].compactMap(\.self) {
        indices[diagnosticKey(name)] = index
      }
    }
    // The name of the release notes of 2021.
    indices["speakingwhiledeviceismuted"] = indices["speakingwhilemicrophoneismuted"]
    return indices
  }()

  private static func diagnosticKey(_ name: String) -> String {
    let key = String(name.lowercased().filter { $0.isLetter })
    return key.hasPrefix("is") ? String(key.dropFirst(2)) : key
  }
}
