import Evidence

/// Makes claims of what a pattern read in a record.
struct PatternClaims {
  private let values: PatternValues

  init(_ values: PatternValues) {
    self.values = values
  }

  /// The call that the claims are about: its new ID, where it got one.
  var callID: GUID? { newCallID ?? oldCallID }

  private var oldCallID: GUID? { values[.callID].flatMap { GUID($0) } }
  private var newCallID: GUID? { values[.newCallID].flatMap { GUID($0) } }
  private var event: PatternEvent? { values[.event].flatMap { PatternEvent(rawValue: $0) } }
  private var state: CallState? { values[.state].flatMap { CallState(rawValue: $0) } }

  /// The other IDs.
  var identifiers: [Identifier] {
    let participant = values[.participant].flatMap { who in
      who.hasPrefix("8:") || who.hasPrefix("4:") || who.hasPrefix("28:") ? Identifier(.userMRI, who) : nil
    }
    return IdentifierKind.allCases.compactMap { kind in
      values[.identifier(kind)].map { Identifier(kind, $0) }
    } + [participant].compactMap(\.self)
  }

  /// The claims in the order in which a fold should take them: the ID first, then what happened, then the end. None where
  /// the values are about nothing.
  var claims: [Claim] {
    var claims: [Claim] = []
    if let new = newCallID, new != oldCallID { claims.append(.idChange(from: oldCallID, to: new)) }
    if let event {
      claims.append(
        event.claim(codes: codes, who: values[.participant], failure: failure(named: "failure")))
    } else if values[.error] != nil {
      claims.append(.failure(failure(named: "failure")))
    }
    if let direction = values[.direction].flatMap({ Direction(rawValue: $0) }) {
      claims.append(event == .start || event == .join ? .start(direction) : .direction(direction))
    }
    if let state { claims.append(.state(state)) }
    if let codes, let claim = claim(of: codes) { claims.append(claim) }
    if let word = values[.participantState] {
      claims.append(.participant(.state(word), who: values[.participant]))
    }
    if let name = values[.diagnostic], let value = values[.value] {
      claims.append(.diagnostic(Diagnostic(name: name, value: value, participant: values[.participant])))
    }
    if claims.isEmpty, callID != nil || !identifiers.isEmpty { claims.append(.mention) }
    return claims
  }

  private var codes: EndCodes? {
    guard let code = values[.code].flatMap({ Int($0) }) else { return nil }
    return EndCodes(code: code, subCode: values[.subCode].flatMap { Int($0) }, phrase: values[.phrase])
  }

  private func failure(named name: String) -> Failure {
    Failure(name: values[.error] ?? name, target: values[.target], codes: codes)
  }

  /// What codes say that no event has taken: the end, or, of a call that goes on, a failure.
  private func claim(of codes: EndCodes) -> Claim? {
    if event == .participantRemoved { return .note(kind: "participant-end") }
    if let event {
      return event.takesCodes || codes.code == 0 ? nil : .failure(failure(named: event.rawValue))
    }
    if values[.error] != nil { return nil }
    guard let state, state != .disconnecting, state != .disconnected else { return .end(codes) }
    return codes.code == 0 ? nil : .failure(failure(named: "failure"))
  }
}
