internal import Evidence

/// The key of a call that was summed up, in little room; ordered as the texts of the keys are.
enum CallKey: Hashable, Comparable {
  /// The call's ID.
  case id(GUID)
  /// Calls without an ID are numbered.
  case unidentified(Int)

  private static let prefix = "unidentified-"

  /// The key that a report shows as this text; nil for a text that is none.
  init?(_ text: String) {
    if let id = GUID(text) {
      self = .id(id)
    } else if text.hasPrefix(CallKey.prefix), let number = Int(text.dropFirst(CallKey.prefix.count)) {
      self = .unidentified(number)
    } else {
      return nil
    }
  }

  /// As a report shows it.
  var text: String {
    switch self {
    case .id(let id): id.description
    case .unidentified(let number): CallKey.prefix + String(number)
    }
  }

  static func < (lhs: CallKey, rhs: CallKey) -> Bool {
    switch (lhs, rhs) {
    case (.id(let left), .id(let right)): left < right
    case (.unidentified(let left), .unidentified(let right)): String(left) < String(right)
    case (.id, .unidentified): true
    case (.unidentified, .id): false
    }
  }
}
