import Evidence

/// Puts the labelled values and words of one record together into claims.
struct ClaimReader {
  private let record: Record
  private let ids: CallIDs
  private let states: States
  private let words: WordSequence
  private let codes: [CodeReader.Found]
  private let failures: FailureWords
  private var claims: [(Claim, GUID?)] = []

  init(record: Record, ids: CallIDs, states: States) {
    self.record = record
    self.ids = ids
    self.states = states
    words = WordSequence(record.tokens)
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
        let state = found.word == "hold" ? "Hold" : found.state.rawValue
        add(.participant(.state(state), who: participant))
      case .other: break
      }
    }
  }

  private mutating func readAgentState(_ state: CallState) {
    switch state {
    case .connected: add(.agent(.connected))
    case .disconnected:
      let reason = ["invalidtoken", "connectionissue"].first { words.contains($0) }
      add(.agent(.disconnected(reason: reason)))
    default: break
    }
  }

  private mutating func readCodes() {
    guard !claims.contains(where: { if case .startFailed = $0.0 { true } else { false } }) else { return }
    let reader = CodeClaims(record: record, ids: ids, states: states, words: words, failures: failures)
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
      !words.containsAny(["accept", "accepting", "reject", "rejecting", "cancelled", "canceled", "ended"])
    {
      addDirection(.incoming)
    }
    guard announces, !failures.isAny, !words.containsAny(["cancelled", "canceled", "ended", "handling"])
    else {
      return
    }
    add(.incoming)
  }

  private mutating func readStart() {
    let starts =
      words.containsAny(["startcall", "startingcall"]) || words.has("starting", "call")
      || words.has("starting", "outgoing", "call")
      || words.has("start", "call")
    let joins =
      words.containsAny(["joincall", "joiningcall"]) || words.has("joining", "call")
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
    if words.containsAny([
      "started", "done", "finished", "completed", "succeeded", "success", "joined", "accepted",
    ]) {
      if ids.primary == nil { add(.note(kind: "operation")) }
      return
    }
    guard !failures.isAny, ids.primary == nil || record.tokens.count < 24 else { return }
    // A line that already tells the ID of the call it started is the result, not the request.
    guard ids.primary == nil || accepts else {
      addDirection(joins ? .join : .outgoing)
      return
    }
    add(.start(accepts ? .incoming : joins ? .join : .outgoing))
  }

  /// `start call recording`, `start call button disabled`: no start of a call.
  private var speaksOfSomethingElse: Bool {
    if words.containsAny(["recording", "transcription", "captions", "timer", "survey"]) { return true }
    let isControl = words.containsAny([
      "button", "btn", "disabled", "enabled", "rendered", "screen", "page", "dialog", "listener", "handler",
    ])
    return isControl && !words.containsAny(["click", "clicked", "pressed", "tapped", "onclick", "onpress"])
  }

  private mutating func readAgent() {
    guard
      words.containsAny(["callagent", "createcallagent", "createagent", "teamscallagent"])
        || words.has("call", "agent")
    else { return }
    if words.has("not", "possible", "to", "create") || failures.isAny && words.containsPart("creat") {
      if codes.isEmpty { add(.agent(.failed(nil))) }
    } else if words.containsAny(["creating"]) {
      add(.agent(.creating))
    } else if words.contains("created") {
      add(.agent(.created))
    } else if words.containsAny(["disposed", "dispose"]) {
      add(.agent(.disposed))
    }
  }

  private mutating func readTransfer() {
    if words.containsAny(["transferaccepted"]) || words.has("transfer", "accepted") {
      add(.transfer(.accepted, target: ids.transferTarget))
    } else if let state = transferState {
      add(.transfer(state, target: ids.transferTarget))
    } else if let target = ids.transferTarget {
      add(.transfer(.requested, target: target))
    }
  }

  private var transferState: TransferState? {
    for (index, token) in record.tokens.enumerated() {
      guard let word = token.word else { continue }
      switch word {
      case "transferring" where isTransfer(at: index) || speaksOfCall: return .transferring
      case "transferred" where isTransfer(at: index) || speaksOfCall: return .transferred
      case "transferfailed": return .failed
      case "failed" where isTransfer(at: index): return .failed
      default: continue
      }
    }
    return nil
  }

  private var speaksOfCall: Bool { ids.primary != nil || words.containsPart("call") }

  private func isTransfer(at index: Int) -> Bool {
    let label = record.tokens.label(at: index).joined
    return label.contains("transfer") && !label.contains("file") && !label.contains("data")
      || label == "state" && record.tokens[index].enclosing?.contains("transfer") ?? false
  }

  private mutating func readParticipants() {
    if words.contains("participantadded") || words.has("participant", "added") {
      add(.participant(.added, who: participant))
    } else if words.contains("participantremoved") || words.has("participant", "removed") {
      add(.participant(.removed, who: participant))
    } else if words.containsAny(["remoteparticipantsupdated"]) {
      if words.valueFollows("added") { add(.participant(.added, who: participant)) }
      if words.valueFollows("removed") { add(.participant(.removed, who: participant)) }
    }
  }

  private var participant: String? {
    var found: [Identifier] = []
    ShapedIdentifiers.find(in: record.message, into: &found)
    return found.first { $0.kind == .userMRI }?.value
  }

  private mutating func readMediaEvents() {
    if words.contains("mutedbyothers") || words.has("muted", "by", "others") {
      add(.muted(true, byOthers: true))
    } else if let muted = words.boolean(after: ["ismuted"])
      ?? words.boolean(afterSequence: ["microphone", "muted", "changed"])
    {
      add(.muted(muted, byOthers: false))
    }
    if let recording = words.boolean(after: ["isrecordingactive", "isrecordingactivechanged"]) {
      add(.recording(recording ? .started : .ended))
    } else if words.has("recording", "state")
      || words.containsAny(["recordingstate", "recordingstatechanged"])
    {
      for (word, state) in [("started", RecordingState.started), ("paused", .paused), ("ended", .ended)]
      where words.contains(word) {
        add(.recording(state))
      }
    }
  }

  private mutating func readDiagnostics() {
    for diagnostic in DiagnosticFinder.find(in: record.tokens) {
      add(.diagnostic(Diagnostic(name: diagnostic.name, value: diagnostic.value, participant: participant)))
    }
  }

  /// A list of calls names more than one; each is worth knowing.
  private mutating func mentionOtherCalls() {
    let told = Set(claims.compactMap(\.1))
    let others = ids.found.filter { $0.role == .current && !told.contains($0.id) }.map(\.id)
    // A record that names one call and says nothing of it is left to the caller, which adds the other IDs.
    guard others.contains(where: { $0 != ids.primary }) else { return }
    var mentioned: Set<GUID> = []
    for id in others where mentioned.insert(id).inserted { claims.append((.mention, id)) }
  }
}
