public import Evidence

/// What a place in a record can tell: the names of the holes of a template, of members and of labels.
public enum PatternField: Hashable, Sendable {
  case time
  case level
  case callID
  case newCallID
  case state
  case direction
  case event
  case code
  case subCode
  case phrase
  case participant
  case participantState
  case error
  case target
  case diagnostic
  case value
  case message
  case identifier(IdentifierKind)
  /// `_`: any text, which is not looked at.
  case skipped

  /// All of them, in the order in which documentation lists them.
  public static let all: [PatternField] =
    [
      .time, .level, .callID, .newCallID, .state, .direction, .event, .code, .subCode, .phrase, .participant,
      .participantState, .error, .target, .diagnostic, .value, .message,
    ]
    + IdentifierKind.allCases.filter { $0 != .possibleCallID }.map { .identifier($0) } + [.skipped]

  private static let byName = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }

  /// The field of this name; nil where there is none.
  public init?(name: String) {
    guard let field = PatternField.byName[name] else { return nil }
    self = field
  }

  /// As pattern files spell it.
  public var name: String {
    switch self {
    case .time: "time"
    case .level: "level"
    case .callID: "callId"
    case .newCallID: "newCallId"
    case .state: "state"
    case .direction: "direction"
    case .event: "event"
    case .code: "code"
    case .subCode: "subCode"
    case .phrase: "phrase"
    case .participant: "participant"
    case .participantState: "participantState"
    case .error: "error"
    case .target: "target"
    case .diagnostic: "diagnostic"
    case .value: "value"
    case .message: "message"
    case .identifier(let kind): PatternField.camelCased(kind.rawValue)
    case .skipped: "_"
    }
  }

  /// `ms-cv` is `msCv`.
  private static func camelCased(_ name: String) -> String {
    let parts = name.split(separator: "-")
    return parts.dropFirst().reduce(into: parts.first.map(String.init) ?? "") { result, part in
      result += part.prefix(1).uppercased() + part.dropFirst()
    }
  }
}
