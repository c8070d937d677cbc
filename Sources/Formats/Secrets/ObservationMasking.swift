import Evidence

extension Observation {
  /// Puts stand-ins where values hold secrets: whatever a log writes into a field, no report may print it. An identifier that
  /// holds one is none.
  mutating func maskSecrets() {
    if identifiers.contains(where: { mayHoldSecret($0.value) }) {
      identifiers = identifiers.compactMap { identifier in
        let value = masked(identifier.value)
        if value == identifier.value { return identifier }
        let isProse = identifier.kind == .userAgent || identifier.kind == .sdkVersion
        return isProse ? Identifier(identifier.kind, value) : nil
      }
    }
    claim.maskSecrets()
    if let participant = testimony?.participant { testimony?.participant = masked(participant) }
    if let instance = testimony?.clientInstance { testimony?.clientInstance = masked(instance) }
    if let record = testimony?.record { testimony?.record = masked(record) }
  }
}

extension Claim {
  fileprivate mutating func maskSecrets() {
    switch self {
    case .end(let codes): self = .end(codes.masked)
    case .startFailed(let codes): self = .startFailed(codes?.masked)
    case .agent(.failed(let codes)): self = .agent(.failed(codes?.masked))
    case .agent(.disconnected(let reason)): self = .agent(.disconnected(reason: reason.map(Formats.masked)))
    case .failure(let failure):
      self = .failure(
        Failure(
          name: Formats.masked(failure.name), target: failure.target.map(Formats.masked),
          codes: failure.codes?.masked))
    case .diagnostic(let diagnostic):
      self = .diagnostic(
        Diagnostic(
          name: Formats.masked(diagnostic.name), value: Formats.masked(diagnostic.value),
          participant: diagnostic.participant.map(Formats.masked)))
    case .participant(let change, let who): self = .participant(change, who: who.map(Formats.masked))
    case .operation(var operation):
      operation.name = Formats.masked(operation.name)
      operation.codes = operation.codes?.masked
      self = .operation(operation)
    case .stay(let stay): self = .stay(stay.masked)
    case .carrier(var cause):
      cause.sipText = cause.sipText.map(Formats.masked)
      cause.q850Text = cause.q850Text.map(Formats.masked)
      self = .carrier(cause)
    case .resource(var facts):
      facts.name = facts.name.map(Formats.masked)
      self = .resource(facts)
    case .healthAlert(var alert):
      alert.title = alert.title.map(Formats.masked)
      self = .healthAlert(alert)
    default: break
    }
  }
}

extension EndCodes {
  fileprivate var masked: EndCodes {
    guard let phrase, mayHoldSecret(phrase) else { return self }
    return EndCodes(code: code, subCode: subCode, categories: categories, phrase: Formats.masked(phrase))
  }
}

extension Stay {
  fileprivate var masked: Stay {
    var stay = self
    for field in [
      \Stay.participantID, \.user, \.endpointID, \.endpointType, \.participantType, \.telephoneCallType,
      \.sdkVersion, \.os,
    ] {
      if let text = stay[keyPath: field], mayHoldSecret(text) { stay[keyPath: field] = Formats.masked(text) }
    }
    stay.end = stay.end?.masked
    return stay
  }
}

/// The text with stand-ins for secrets.
func masked(_ text: String) -> String {
  guard mayHoldSecret(text) else { return text }
  let bytes = Array(text.utf8)
  let clean = LogWords.withoutSecrets(bytes)
  return clean == bytes ? text : String(decoding: clean, as: UTF8.self)
}

/// Nearly all values are short or have nothing in them that a secret has: a label's sign, the beginning of a token, or the
/// word before one.
private func mayHoldSecret(_ text: String) -> Bool {
  guard text.utf8.count >= 12 else { return false }
  var last: (UInt8, UInt8) = (0, 0)
  let bytes = text.utf8.span
  for index in bytes.indices {
    let byte = bytes[index]
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "%"), UInt8(ascii: ":"), UInt8(ascii: ","): return true
    case UInt8(ascii: "J") where last == (UInt8(ascii: "e"), UInt8(ascii: "y")): return true
    case UInt8(ascii: "r") where last == (UInt8(ascii: "r"), UInt8(ascii: "e")): return true
    case UInt8(ascii: "R") where last == (UInt8(ascii: "R"), UInt8(ascii: "E")): return true
    default: break
    }
    last = (last.1, byte)
  }
  return false
}
