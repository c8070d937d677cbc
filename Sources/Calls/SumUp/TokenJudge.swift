internal import Evidence

/// Judges what was tried in one artifact by the tokens that stand in it.
struct TokenJudge {
  let tokens: [CredentialFindings.Token]
  let attempts: [CredentialFindings.Attempt]
  let path: String
  let artifact: Int

  /// Clocks of a client and of the issuer differ by this much.
  private static let tolerance = 300

  private typealias Attempt = CredentialFindings.Attempt
  private typealias Token = CredentialFindings.Token

  init(
    tokens: [CredentialFindings.Token], attempts: [CredentialFindings.Attempt], path: String, artifact: Int
  ) {
    self.tokens = tokens.filter { $0.facts.isOfCommunication }
    self.attempts = attempts.sorted { ($0.instant, $0.source) < ($1.instant, $1.source) }
    self.path = path
    self.artifact = artifact
  }

  // MARK: Expired

  /// The first attempt for which no token of the artifact was good any more.
  ///
  /// - Parameter refusals: What is known of tokens that were refused; what is about this one is taken out.
  func expired(absorbing refusals: inout [Finding]) -> Finding? {
    let failing = attempts.compactMap { attempt in
      expiredToken(at: attempt).map { (attempt: attempt, token: $0) }
    }
    guard let worst = failing.first(where: { !$0.attempt.wentWell }) ?? failing.first,
      let expires = worst.token.facts.expires
    else { return nil }
    let (attempt, token) = worst
    guard !attempt.wentWell || attempt.callKey != nil else { return nil }
    let end = instant(expires)
    let late = duration(attempt.instant.seconds(since: end))
    var text =
      "The access token in \(path) had expired \(late) before \(attempt.purpose.words) at "
      + "\(attempt.instant.rfc3339): it was good until \(end.rfc3339)"
    if let issued = token.facts.issued, expires > issued {
      text += ", \(duration(Double(expires) - Double(issued))) from its issue"
    }
    if attempt.wentWell {
      text += ". The attempt went well all the same, so it was made with another token."
      return Finding(
        kind: "token-expired", severity: .info, text: text, callKey: attempt.callKey, artifact: artifact,
        source: token.source)
    }
    let count = failing.count { !$0.attempt.wentWell }
    if count > 1 { text += "; so it was for \(count) attempts" }
    let same = refusals.indices.filter { index in
      guard refusals[index].artifact == artifact else { return false }
      return refusals[index].callKey == attempt.callKey || refusals[index].callKey == nil
        || attempt.callKey == nil
    }
    let codes = same.compactMap { refusals[$0].codes }
    if let first = codes.first { text += "; it was refused with \(first.written)" }
    let callKey = attempt.callKey ?? same.compactMap { refusals[$0].callKey }.first
    for index in same.reversed() { refusals.remove(at: index) }
    return Finding(
      kind: "token-expired", severity: .error,
      text: text + ". Check when the application refreshes its tokens.", callKey: callKey, artifact: artifact,
      source: token.source, codes: codes.first)
  }

  /// Says of refusals in this artifact that the token had not expired, where one that was good was at hand.
  func explainRefusals(_ refusals: inout [Finding]) {
    for index in refusals.indices {
      let refusal = refusals[index]
      guard refusal.artifact == artifact || refusal.source?.artifact == artifact, let codes = refusal.codes,
        let attempt = attempts.first(where: { $0.source == refusal.source })
          ?? attempts.last(where: { $0.source < refusal.source ?? $0.source && !$0.wentWell }),
        let token = tokens.first(where: { isGood($0, at: attempt.instant) }),
        let expires = token.facts.expires
      else { continue }
      refusals[index].text =
        "An access token was refused with \(codes.written), although the one in \(path) had not expired: it is good until "
        + "\(instant(expires).rfc3339). Check whether it was made for this resource and this user, whether the user's tokens were "
        + "revoked, and whether another token was sent."
    }
  }

  private func isGood(_ token: Token, at moment: Instant) -> Bool {
    guard let issued = token.facts.issued, let expires = token.facts.expires else { return false }
    return instant(issued) <= moment.adding(seconds: TokenJudge.tolerance) && moment < instant(expires)
  }

  /// The token that was good the longest, where none that was issued by then was good any more.
  private func expiredToken(at attempt: Attempt) -> Token? {
    let usable = tokens.filter { token in
      token.facts.issued.map { instant($0) <= attempt.instant.adding(seconds: TokenJudge.tolerance) } ?? true
    }
    guard let last = usable.max(by: { ($0.facts.expires ?? .max) < ($1.facts.expires ?? .max) }),
      let expires = last.facts.expires, instant(expires) < attempt.instant
    else { return nil }
    return last
  }

  private func instant(_ seconds: Int) -> Instant {
    Instant(nanoseconds: 0).adding(seconds: seconds)
  }

  // MARK: Scopes

  func missingScopes() -> [Finding] {
    [
      missing(["voip", "voip.join"], for: [.start, .agent, .calling], doing: "Calls need"),
      missing(["chat", "chat.join", "chat.join.limited"], for: [.chat], doing: "Chat needs"),
    ].compactMap(\.self)
  }

  private func missing(
    _ wanted: Set<String>, for purposes: [CredentialFindings.Attempt.Purpose], doing: String
  )
    -> Finding?
  {
    let known = tokens.filter { !$0.facts.scopes.isEmpty }
    let concerned = attempts.filter { purposes.contains($0.purpose) }
    guard let token = known.first, let attempt = concerned.first, !concerned.contains(where: \.wentWell),
      known.allSatisfy({ wanted.isDisjoint(with: $0.facts.scopes) })
    else { return nil }
    let scopes = Set(known.flatMap(\.facts.scopes)).sorted().prefix(8).joined(separator: ", ")
    return Finding(
      kind: "token-scope-missing", severity: .error,
      text:
        "\(doing) an access token with the scope \(wanted.sorted(by: >).joined(separator: " or ")); the one in \(path) has only "
        + "\(scopes), and \(attempt.purpose.words) was tried at \(attempt.instant.rfc3339). Issue the token with that scope.",
      callKey: attempt.callKey, artifact: artifact, source: token.source)
  }
}

extension TokenFacts {
  private static let knownScopes: Set<String> = [
    "voip", "voip.join", "chat", "chat.join", "chat.join.limited",
  ]

  /// Whether it is a user's token of Azure Communication Services, or may be: applications hold tokens of other services, too.
  fileprivate var isOfCommunication: Bool {
    resourceID != nil || user != nil || scopes.isEmpty || !TokenFacts.knownScopes.isDisjoint(with: scopes)
  }
}

extension CredentialFindings.Attempt.Purpose {
  fileprivate var words: String {
    switch self {
    case .start: "the start of a call"
    case .agent: "the creation of the call agent"
    case .chat: "a request to chat"
    case .calling: "a request of the calling service"
    }
  }
}
