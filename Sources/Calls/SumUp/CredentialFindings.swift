internal import Evidence

/// What a person should know about the tokens, keys and other secrets in the artifacts, and about what was tried with the
/// tokens.
struct CredentialFindings {
  /// Something that needs an access token.
  struct Attempt: Sendable {
    enum Purpose: Sendable {
      case start
      case agent
      case chat
      case calling
    }

    var purpose: Purpose
    var instant: Instant
    var source: Source
    var callKey: String?
    /// Whether it went well all the same, so that it was another token that it was made with.
    var wentWell: Bool
  }

  /// A token, and where it stands first.
  struct Token: Sendable {
    var facts: TokenFacts
    var source: Source
  }

  private var tokens: [Int: [Token]] = [:]
  private var attempts: [Int: [Attempt]] = [:]
  private var secrets = SecretList()
  private let artifacts: [Artifact]

  /// Attempts that are looked at in one artifact.
  private static let mostAttempts = 50_000

  init(_ artifacts: [Artifact]) {
    self.artifacts = artifacts
  }

  /// Takes an event outside calls, or of a call.
  mutating func take(_ event: Event, callKey: String? = nil, isConnected: Bool = false) {
    switch event.claim {
    case .token(let facts):
      tokens[event.source.artifact, default: []].append(Token(facts: facts, source: event.source))
    case .secret(let kind): secrets.note(kind, event.source)
    default:
      guard let purpose = event.claim.purpose, let moment = event.moment, moment.isUTC,
        attempts[event.source.artifact, default: []].count < CredentialFindings.mostAttempts
      else { return }
      let attempt = Attempt(
        purpose: purpose, instant: moment.instant, source: event.source, callKey: callKey,
        wentWell: isConnected || event.claim.showsGoodToken)
      attempts[event.source.artifact, default: []].append(attempt)
    }
  }

  /// Everything there is to say, and of the failures what it does not say already: a refusal of a token that is known to have
  /// expired is told once.
  func findings(_ failures: [Finding], _ sightings: PackedList<JoinedSighting>) -> [Finding] {
    var refusals = failures.filter { $0.kind == "token-expired" }
    let others = failures.filter { $0.kind != "token-expired" }
    var found: [Finding] = []
    for (artifact, tokens) in tokens.sorted(by: { $0.key < $1.key }) {
      let judge = TokenJudge(
        tokens: tokens, attempts: attempts[artifact] ?? [], path: path(artifact), artifact: artifact)
      if let expired = judge.expired(absorbing: &refusals) { found.append(expired) }
      judge.explainRefusals(&refusals)
      found += judge.missingScopes()
    }
    found += otherResources(sightings)
    return others + refusals + found + secrets.findings(path: path)
  }

  /// Tokens of one resource beside users of another.
  private func otherResources(_ sightings: PackedList<JoinedSighting>) -> [Finding] {
    let resources = tokens.mapValues { $0.filter { $0.facts.resourceID != nil } }.filter { !$0.value.isEmpty }
    guard !resources.isEmpty else { return [] }
    var users: [Int: Set<String>] = [:]
    for sighting in sightings where sighting.identifier.kind == .userMRI {
      guard let id = resourceID(ofUser: sighting.identifier.value) else { continue }
      users[sighting.source.artifact, default: []].insert(id)
    }
    let everywhere = users.values.reduce(into: Set<String>()) { $0.formUnion($1) }
    return resources.sorted { $0.key < $1.key }.flatMap { artifact, tokens -> [Finding] in
      // A token that was attached by itself is compared with the users of all that came with it.
      let users = users[artifact] ?? everywhere
      guard !users.isEmpty else { return [] }
      var told: Set<String> = []
      return tokens.compactMap { token in
        guard let resource = token.facts.resourceID, !users.contains(resource), told.insert(resource).inserted
        else { return nil }
        return Finding(
          kind: "token-other-resource", severity: .error,
          text:
            "An access token in \(path(artifact)) is of resource \(resource), while the users are of "
            + "\(users.sorted().prefix(3).joined(separator: ", ")). A token counts only for the resource that issued it: check which "
            + "connection string the server that hands out tokens uses.",
          artifact: artifact, source: token.source)
      }
    }
  }

  /// The resource of `8:acs:<resource>_<user>`, in all clouds.
  private func resourceID(ofUser user: String) -> String? {
    let parts = user.split(separator: ":")
    guard parts.count == 3, parts[0] == "8", parts[1] == "acs" || parts[1].hasSuffix("-acs") else {
      return nil
    }
    return GUID(parts[2].prefix(GUID.length))?.description
  }

  private func path(_ artifact: Int) -> String {
    artifacts.indices.contains(artifact) ? artifacts[artifact].path : "artifact \(artifact)"
  }
}

extension Claim {
  /// What an access token is needed for; nil for anything else.
  fileprivate var purpose: CredentialFindings.Attempt.Purpose? {
    switch self {
    case .start, .startFailed: .start
    case .agent(.creating), .agent(.created), .agent(.failed): .agent
    case .operation(let operation):
      switch operation.service {
      case .chat: .chat
      case .calling: .calling
      default: nil
      }
    default: nil
    }
  }

  /// Whether it cannot be with a token that is no good.
  fileprivate var showsGoodToken: Bool {
    switch self {
    case .agent(.created): true
    case .operation(let operation): operation.result == .succeeded
    default: false
    }
  }
}
