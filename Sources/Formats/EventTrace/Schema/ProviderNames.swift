import Evidence

/// The names of providers that say none with their events.
enum ProviderNames {
  /// The GUID that TraceLogging and EventSource derive from a provider's name.
  static func guid(of name: String) -> GUID? {
    nil
  }

  /// The name of a provider that is commonly known.
  static func name(of provider: GUID) -> String? {
    nil
  }
}
