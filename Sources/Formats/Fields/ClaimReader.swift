import Evidence

/// Puts the labelled values and words of one record together into claims.
struct ClaimReader {
  private let index: MessageIndex
  private let ids: CallIDs
  private let states: States
  private let words: WordSequence
  private let codes: [CodeReader.Found]
  private let failures: FailureWords
  private var claims: [(Claim, GUID?)] = []

  init(record: borrowing Record, ids: CallIDs, states: States) {
    index = record.index
    self.ids = ids
    self.states = states
    words = record.words
    failures = FailureWords(in: record)
    codes = CodeReader.find(in: record.tokens, message: record.message)
  }

  /// The claims in the order in which a fold should take them: the ID first, then what happened, then the end.
  mutating func read() -> [(Claim, GUID?)] {
    readIDChange()
    readCallEvents()
    readStates()
    readCodes()
    readParticipants()
    readMediaEvents()
    readDiagnostics()
    mentionOtherCalls()
    return claims
  }

  private mutating func add(_ claim: Claim, _ callID: GUID? = nil) {
    claims.append((claim, callID ?? ids.primary))
  }

  private mutating func readIDChange() {
    guard let change = ids.change else { return }
    claims.append((.idChange(from: change.from, to: change.to), change.to))
  }

  private mutating func readStates() {
    for found in states.found {
      switch found.subject {
      case .call:
        let claim = (Claim.state(found.state), ids.call(near: found.index, group: found.group))
        // Some prints give a value twice: `<CallState.CONNECTED: 'Connected'>`.
        if claims.last.map({ $0 != claim }) ?? true { claims.append(claim) }
      case .agent: readAgentState(found.state)
      case .participant:
        // A participant's hold is neither local nor remote.
        let state = found.isHold ? "Hold" : found.state.rawValue
        add(.participant(.state(state), who: participant))
      case .other: break
      }
    }
  }

  private mutating func readAgentState(_ state: CallState) {
    switch state {
    case .connected: add(.agent(.connected))
    case .disconnected:
      let reasons: [StaticString] = ["invalidtoken", "connectionissue"]
      add(.agent(.disconnected(reason: reasons.first { words.contains($0) }.map { "\($0)" })))
    default: break
    }
  }

  private mutating func readCodes() {
    guard !codes.isEmpty, !claims.contains(where: { if case .startFailed = $0.0 { true } else { false } })
    else { return }
    let reader = CodeClaims(index: index, ids: ids, states: states, words: words, failures: failures)
    claims += reader.claims(of: codes)
  }

  // MARK: Words

  private mutating func readCallEvents() {
    readIncoming()
    readStart()
    readAgent()
    readTransfer()
    if words.contains("direction"), let direction = words.following("direction").flatMap(Words.direction) {
      add(.direction(direction))
    }
  }

  /// Adds the direction that the name of an operation implies, unless the record writes it out.
  private mutating func addDirection(_ direction: Direction) {
    if !words.contains("direction") { add(.direction(direction)) }
  }

  private mutating func readIncoming() {
    let announces =
      words.has("incoming", "call", "received") || words.has("incoming", "all", "received")
      || words.contains("handleincomingcall") || words.has("incoming", "call", "from")
      || words.contains("onincomingcall")
      || (words.contains("incomingcall") && ids.primary != nil && states.found.isEmpty)
      || words.has("received", "incoming", "call") || words.has("receiving", "incoming", "call")
    if words.contains("handleincomingcall"), codes.contains(where: { $0.codes.code != 0 }) { return }
    if !announces, ids.primary != nil, words.has("incoming", "call"), !failures.isAny, states.found.isEmpty,
      codes.isEmpty,
      !words.containsAny(ClaimReader.answers)
    {
      addDirection(.incoming)
    }
    guard announces, !failures.isAny, !words.containsAny(ClaimReader.withdrawals)
    else {
      return
    }
    add(.incoming)
  }

  private mutating func readStart() {
    let starts =
      words.contains("startcall") || words.contains("startingcall") || words.has("starting", "call")
      || words.has("starting", "outgoing", "call")
      || words.has("start", "call")
    let joins =
      words.contains("joincall") || words.contains("joiningcall") || words.has("joining", "call")
      || words.has("join", "call")
    let accepts =
      words.contains("acceptcall") || words.has("accept", "call") || words.has("call", "accept")
      || words.has("accepting", "call") || words.has("accept", "incoming", "call")
    if words.has("failed", "to", "start", "the", "call") || words.has("start", "call", "failed")
      || words.has("failed", "to", "start", "call") || words.has("join", "call", "failed")
      || words.has("failed", "to", "join", "call") || words.has("failed", "to", "join", "the", "call")
    {
      add(.startFailed(codes.first?.codes))
      return
    }
    guard starts || joins || accepts, !speaksOfSomethingElse else { return }
    if words.containsAny(ClaimReader.successes) {
      if ids.primary == nil { add(.note(kind: "operation")) }
      return
    }
    guard !failures.isAny, ids.primary == nil || index.tokens.count < 24 else { return }
    // A line that already tells the ID of the call it started is the result, not the request.
    guard ids.primary == nil || accepts else {
      addDirection(joins ? .join : .outgoing)
      return
    }
    add(.start(accepts ? .incoming : joins ? .join : .outgoing))
  }

  /// `start call recording`, `start call button disabled`: no start of a call.
  private var speaksOfSomethingElse: Bool {
    if words.containsAny(ClaimReader.otherThings) { return true }
    let isControl = words.containsAny(ClaimReader.controls)
    return isControl && !words.containsAny(ClaimReader.clicks)
  }

  private mutating func readAgent() {
    guard
      words.containsAny(ClaimReader.agents)
        || words.has("call", "agent")
    else { return }
    if words.has("not", "possible", "to", "create") || failures.isAny && words.containsPart("creat") {
      if codes.isEmpty { add(.agent(.failed(nil))) }
    } else if words.contains("creating") {
      add(.agent(.creating))
    } else if words.contains("created") {
      add(.agent(.created))
    } else if words.contains("disposed") || words.contains("dispose") {
      add(.agent(.disposed))
    }
  }

  private mutating func readTransfer() {
    if words.contains("transferaccepted") || words.has("transfer", "accepted") {
      add(.transfer(.accepted, target: ids.transferTarget))
    } else if let state = transferState {
      add(.transfer(state, target: ids.transferTarget))
    } else if let target = ids.transferTarget {
      add(.transfer(.requested, target: target))
    }
  }

  private var transferState: TransferState? {
    guard words.containsAny(ClaimReader.transfers) else { return nil }
    for (position, token) in index.tokens.enumerated() {
      guard let word = token.word else { continue }
      switch word {
      case "transferring" where isTransfer(at: position) || speaksOfCall: return .transferring
      case "transferred" where isTransfer(at: position) || speaksOfCall: return .transferred
      case "transferfailed": return .failed
      case "failed" where isTransfer(at: position): return .failed
      default: continue
      }
    }
    return nil
  }

  private var speaksOfCall: Bool { ids.primary != nil || words.containsPart("call") }

  private func isTransfer(at position: Int) -> Bool {
    let label = index.tokens.label(at: position).joined
    return label.contains("transfer") && !label.contains("file") && !label.contains("data")
      || label == "state" && index.tokens.enclosing(at: position)?.contains("transfer") ?? false
  }

  private mutating func readParticipants() {
    if words.contains("participantadded") || words.has("participant", "added") {
      add(.participant(.added, who: participant))
    } else if words.contains("participantremoved") || words.has("participant", "removed") {
      add(.participant(.removed, who: participant))
    } else if words.contains("remoteparticipantsupdated") {
      if words.valueFollows("added") { add(.participant(.added, who: participant)) }
      if words.valueFollows("removed") { add(.participant(.removed, who: participant)) }
    }
  }

  private var participant: String? {
    var found: [Identifier] = []
    ShapedIdentifiers.find(in: index.message, into: &found)
    return found.first { $0.kind == .userMRI }?.value
  }

  private mutating func readMediaEvents() {
    if words.contains("mutedbyothers") || words.has("muted", "by", "others") {
      add(.muted(true, byOthers: true))
    } else if let muted = words.boolean(after: "ismuted")
      ?? words.boolean(after: "microphone", "muted", "changed")
    {
      add(.muted(muted, byOthers: false))
    }
    if let recording = words.boolean(after: "isrecordingactive")
      ?? words.boolean(after: "isrecordingactivechanged")
    {
      add(.recording(recording ? .started : .ended))
    } else if words.has("recording", "state")
      || words.contains("recordingstate") || words.contains("recordingstatechanged")
    {
      if words.contains("started") { add(.recording(.started)) }
      if words.contains("paused") { add(.recording(.paused)) }
      if words.contains("ended") { add(.recording(.ended)) }
    }
  }

  private mutating func readDiagnostics() {
    for diagnostic in DiagnosticFinder.find(in: index.tokens) {
      add(.diagnostic(Diagnostic(name: diagnostic.name, value: diagnostic.value, participant: participant)))
    }
  }

  /// A list of calls names more than one; each is worth knowing.
  private mutating func mentionOtherCalls() {
    guard ids.found.count > 1 else { return }
    let told = Set(claims.compactMap(\.1))
    let others = ids.found.filter { $0.role == .current && !told.contains($0.id) }.map(\.id)
    // A record that names one call and says nothing of it is left to the caller, which adds the other IDs.
    guard others.contains(where: { $0 != ids.primary }) else { return }
    var mentioned: Set<GUID> = []
    for id in others where mentioned.insert(id).inserted { claims.append((.mention, id)) }
  }
}

// MARK: Lists of words

extension ClaimReader {
  private static let answers: WordList = [
    "accept", "accepting", "reject", "rejecting", "cancelled", "canceled", "ended",
  ]
  private static let withdrawals: WordList = ["cancelled", "canceled", "ended", "handling"]
  private static let successes: WordList = [
    "started", "done", "finished", "completed", "succeeded", "success", "joined", "accepted",
  ]
  private static let otherThings: WordList = ["recording", "transcription", "captions", "timer", "survey"]
  private static let controls: WordList = [
    "button", "btn", "disabled", "enabled", "rendered", "screen", "page", "dialog", "listener", "handler",
  ]
  private static let transfers: WordList = ["transferring", "transferred", "transferfailed", "failed"]
  private static let clicks: WordList = ["click", "clicked", "pressed", "tapped", "onclick", "onpress"]
  private static let agents: WordList = ["callagent", "createcallagent", "createagent", "teamscallagent"]
}
