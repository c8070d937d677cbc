import Evidence

/// Reads states, codes and the like in every platform's spelling: lower-casing and dropping `_` makes them one.
enum Words {
  /// `EARLY_MEDIA`, `EarlyMedia` and `earlyMedia` are one state. `Hold` is what betas before 1.0 called a
  /// local hold.
  static func callState(_ word: Word) -> CallState? {
    callStates[word]
  }

  static let callStates = WordTable(
    CallState.allCases.map { ($0.rawValue.lowercased(), $0) } + [("hold", .localHold)])

  /// The numbers of ACSCallState in Objective-C; 2 is unused.
  static func appleCallState(_ number: Int) -> CallState? {
    switch number {
    case 0: CallState.none
    case 1: .earlyMedia
    case 3: .connecting
    case 4: .ringing
    case 5: .connected
    case 6: .localHold
    case 7: .disconnecting
    case 8: .disconnected
    case 9: .inLobby
    case 10: .remoteHold
    default: nil
    }
  }

  static func boolean(_ word: Word) -> Bool? {
    switch word {
    case "true", "yes", "1": true
    case "false", "no", "0": false
    default: nil
    }
  }

  /// The values of DiagnosticQuality, also as numbers, and of DiagnosticFlag.
  static func diagnosticValue(_ kind: Token.Kind) -> String? {
    switch kind {
    case .word("good"), .number(1): "Good"
    case .word("poor"), .number(2): "Poor"
    case .word("bad"), .number(3): "Bad"
    case .word("true"): "true"
    case .word("false"): "false"
    default: nil
    }
  }

  static func direction(_ word: Word) -> Direction? {
    switch word {
    case "outgoing": .outgoing
    case "incoming": .incoming
    default: nil
    }
  }
}
