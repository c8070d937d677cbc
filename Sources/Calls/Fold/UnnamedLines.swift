internal import Evidence

/// Lines that name no call: which of the client's calls do they speak of?
extension Attribution {
  mutating func unidentified(_ event: Event, _ client: Int) -> Int? {
    let fragment = unnamedFragment(event, client)
    return fragment.map { cycle(in: $0) }
  }

  private mutating func unnamedFragment(_ event: Event, _ client: Int) -> Int? {
    switch event.claim {
    case .state(let state): return fragmentEntering(state, event, client)
    case .end(let codes): return fragmentEnding(codes, event, client)
    case .start(let direction): return fragmentStarting(direction, event, client)
    case .incoming: return fragmentAnnounced(event, client)
    case .startFailed:
      guard let current = current(client) else { return nil }
      let isRecent = seconds(event, since: current).map { $0 <= 60 } ?? true
      return drafts[current].hasConnected || !isRecent ? nil : current
    case .failure(let failure): return fragmentFailing(failure, event, client)
    case .transfer:
      // The call that was handed over may have ended by then.
      guard let current = current(client) else { return nil }
      let isRecent = seconds(event, since: current).map { $0 <= 10 } ?? true
      return drafts[current].isOpen || isRecent ? current : nil
    case .client: return nil
    default: return openFragment(client)
    }
  }

  /// Where a state without an ID belongs; a fresh cycle after an end opens a call of its own.
  private mutating func fragmentEntering(_ state: CallState, _ event: Event, _ client: Int) -> Int {
    guard let current = current(client) else { return open(client, event) }
    let draft = drafts[current]
    guard draft.isOpen, !draft.hasLostConnection else {
      if state.beginsCycle { return open(client, event) }
      if draft.state == .disconnected || draft.hasLostConnection {
        guard state.stage < 4 else { return current }
        return otherCall(on: client, entering: state) ?? current
      }
      return current
    }
    guard let old = draft.state, !old.canBecome(state) else { return current }
    if let other = otherCall(on: client, entering: state) { return other }
    // A second call is made while the first one is on hold.
    return old.isHold && state.beginsCycle ? open(client, event) : current
  }

  /// The call touched last, among the others that are open, that can be in this state next.
  private func otherCall(on client: Int, entering state: CallState) -> Int? {
    openFragments(client).dropLast(openFragments(client).last == current(client) ? 1 : 0).last { fragment in
      guard let old = drafts[fragment].state else { return false }
      return old != state && old.canBecome(state)
    }
  }

  private mutating func fragmentEnding(_ codes: EndCodes, _ event: Event, _ client: Int) -> Int? {
    guard let current = current(client) else { return codes.isPlainZero ? nil : open(client, event) }
    let draft = drafts[current]
    if draft.isOpen { return current }
    let isRecent = seconds(event, since: current).map { abs($0) <= 60 } ?? true
    if isRecent, draft.ends.map({ $0.hasSameCodes(as: codes) }) ?? true { return current }
    if let open = openFragment(client) { return open }
    return codes.isPlainZero ? nil : open(client, event)
  }

  /// A start is often said twice, by the application and by the SDK, and sometimes after the first state.
  private mutating func fragmentStarting(_ direction: Direction, _ event: Event, _ client: Int) -> Int {
    if let current = openFragment(client), !drafts[current].hasConnected {
      let draft = drafts[current]
      let isAccepted = direction == .incoming && draft.state == nil
      let isFresh = seconds(event, since: current).map { abs($0) <= 5 } ?? !draft.hasBeginning
      if isAccepted || isFresh { return current }
    }
    return open(client, event)
  }

  private mutating func fragmentAnnounced(_ event: Event, _ client: Int) -> Int {
    if let current = openFragment(client), drafts[current].isAnonymous, drafts[current].state == nil {
      return current
    }
    return open(client, event)
  }

  private func fragmentFailing(_ failure: Failure, _ event: Event, _ client: Int) -> Int? {
    if let open = openFragment(client) { return open }
    guard let current = current(client), let ends = drafts[current].ends, let codes = failure.codes,
      ends.hasSameCodes(as: codes), seconds(event, since: current).map({ $0 <= 5 }) ?? true
    else { return nil }
    return current
  }

  private func seconds(_ event: Event, since fragment: Int) -> Double? {
    event.moment?.seconds(since: drafts[fragment].lastMoment)
  }
}

extension Claim {
  /// Whether the record speaks of the life of a call, so that IDs beside it are the call's.
  var isAboutCall: Bool {
    switch self {
    case .state, .end, .idChange, .start, .incoming, .startFailed: true
    default: false
    }
  }

  /// Whether the client it comes from is the one that an application is at work with.
  var showsActivity: Bool {
    switch self {
    case .signalling, .media, .note, .mention, .client(.disposed): false
    default: true
    }
  }

  /// Whether an ID beside it is that of the call just begun.
  var namesNewCall: Bool {
    switch self {
    case .mention, .start, .incoming, .idChange: true
    default: false
    }
  }

  /// What is still said of a call that has just ended.
  var comesAfterEnd: Bool {
    switch self {
    case .mention, .end, .state(.disconnected): true
    default: false
    }
  }

  /// Whether it shows that a call is alive, or ends, under the ID beside it.
  var showsLife: Bool {
    switch self {
    case .mention, .note, .media, .direction: false
    default: true
    }
  }

  /// Whether it decides something, and so is kept where no timeline is wanted.
  var isKeptWithoutTimeline: Bool {
    switch self {
    case .note(let kind): NoteKind.deciding.contains(kind)
    case .mention, .muted, .recording: false
    // What a client did tells when it was there.
    case .operation(let operation): operation.result != .succeeded || operation.service == .calling
    default: true
    }
  }
}

/// Notes that findings rest on.
enum NoteKind {
  /// The UI library found one ID to stand for two calls.
  static let idCollision = "id-collision"
  /// An ID was masked by what wrote the log.
  static let redactedIdentifier = "redacted-identifier"
  /// A sign-in to Teams ended where those of personal accounts end.
  static let personalTeamsSignIn = "teams-sign-in-personal"

  static let deciding: Set<String> = [idCollision, redactedIdentifier, personalTeamsSignIn]
}
