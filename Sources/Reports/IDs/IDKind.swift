public import Evidence

/// A kind of ID that can be listed: a call's own, or any other identifier.
public enum IDKind: Hashable, Sendable {
  case callID
  case identifier(IdentifierKind)

  /// Every kind, call IDs first.
  public static let all: [IDKind] = [.callID] + IdentifierKind.allCases.map(IDKind.identifier)

  /// Reads what `name` gives, in any case.
  public init?(_ name: String) {
    let name = name.lowercased()
    guard let kind = IDKind.all.first(where: { $0.name == name }) else { return nil }
    self = kind
  }

  /// `call-id`, `ms-cv`, …
  public var name: String {
    switch self {
    case .callID: "call-id"
    case .identifier(let kind): kind.rawValue
    }
  }
}
