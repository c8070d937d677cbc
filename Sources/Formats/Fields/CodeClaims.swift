import Evidence

/// Decides what the codes of a record are: the end of its call, of a participant's part in it, or a failure.
struct CodeClaims {
  private let index: MessageIndex
  private let ids: CallIDs
  private let states: States
  private let words: WordSequence
  private let failures: FailureWords

  init(index: MessageIndex, ids: CallIDs, states: States, words: WordSequence, failures: FailureWords) {
    self.index = index
    self.ids = ids
    self.states = states
    self.words = words
    self.failures = failures
  }

  func claims(of codes: [CodeReader.Found]) -> [(Claim, GUID?)] {
    var claims: [(Claim, GUID?)] = []
    for found in codes {
      guard let claim = claim(of: found) else { continue }
      let callID = ids.call(near: 0, group: found.group)
      // A participant's end is one, however many codes tell of it.
      if case .note = claim, claims.contains(where: { $0.0 == claim }) { continue }
      claims.append((claim, callID))
    }
    return claims
  }

  private func claim(of found: CodeReader.Found) -> Claim? {
    if words.contains("handleincomingcall") {
      guard found.codes.code != 0 else { return nil }
      return .failure(Failure(name: "handleIncomingCall", codes: found.codes))
    }
    if found.isOperationResult, !words.contains("calldisconnected") {
      return found.codes.code >= 400 ? failure(found.codes) : nil
    }
    let subject = Subject.nearest(before: found.index, in: index.tokens)
    // `Disconnected because the last participant left`: without brackets of its own the code is the call's.
    let isOfParticipant = subject == .participant && (found.group != 0 || !states.saysEnd)
    if isOfParticipant, saysEnd(found) || saysGone || words.containsPart("participantremoved") {
      return .note(kind: "participant-end")
    }
    if isEnd(found, subject: subject) {
      // A print of an object that lives: `callEndReason: { code: 0, subCode: 0 }` in a call that is connected.
      return isAlive && found.codes.code == 0 && (found.codes.subCode ?? 0) == 0 ? nil : .end(found.codes)
    }
    return failures.isAny || found.codes.subCode != nil ? failure(found.codes) : nil
  }

  private func isEnd(_ found: CodeReader.Found, subject: Subject?) -> Bool {
    if saysEnd(found) { return true }
    let namesCall = ids.primary != nil
    let isPair = found.codes.subCode != nil
    if states.saysEnd, isPair || namesCall { return true }
    if saysCallGone, isPair || namesCall { return true }
    if failures.ofOperation || subject == .agent { return false }
    if subject == .other, !namesCall, !isNothingButCodes { return false }
    if saysGone, isPair || namesCall && !failures.isAny { return true }
    return isPair && (namesCall || words.containsPart("call") || isNothingButCodes)
  }

  private func saysEnd(_ found: CodeReader.Found) -> Bool {
    found.isLabelledEnd || words.containsPart("endreason") || words.has("end", "reason")
  }

  /// The line says it of the call in so many words, whatever error it names as the reason.
  private var saysCallGone: Bool {
    (words.contains("callended") || words.has("call", "ended") || words.has("call", "disconnected"))
      && !words.has("failed", "to")
  }

  private var saysGone: Bool {
    words.containsAny(CodeClaims.ends)
      || words.has("hung", "up") || words.contains("hangup") && !failures.isAny
  }

  private static let ends: WordList = [
    "ended", "disconnected", "disconnecting", "callended", "calldisconnected", "hungup",
  ]

  /// `Code: 490, Sub Code: 4502`: the pair is the SDK's, and what stands before it in the log says of what.
  private var isNothingButCodes: Bool {
    index.tokens.first?.word.map(CodeClaims.labels.contains) ?? false
  }

  private static let labels: WordSet = ["code", "subcode", "errorcode", "errorsubcode", "reason"]

  private var isAlive: Bool {
    states.found.contains { $0.subject == .call } && !states.saysEnd
  }

  private func failure(_ codes: EndCodes) -> Claim {
    if words.containsPart("callagent") || words.has("call", "agent") || words.contains("createagent") {
      return .agent(.failed(codes))
    }
    return .failure(Failure(name: failureName, codes: codes))
  }

  private var failureName: String {
    for token in index.tokens {
      guard let word = token.word, FailureWords.isException(word) else { continue }
      return decodedText(index.message[token.range])
    }
    return "error"
  }
}
