import Evidence

/// Puts the labelled values and words of one record together into claims.
struct ClaimReader {
  private let record: Record
  private let ids: CallIDs
  private let states: States
  private let words: WordSequence
  private let codes: [CodeReader.Found]
  private var claims: [(Claim, GUID?)] = []

  init(record: Record, ids: CallIDs, states: States) {
    self.record = record
    self.ids = ids
    self.states = states
    words = WordSequence(record.tokens)
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
    for found in codes {
      let callID = ids.call(near: 0, group: found.group)
      let saysEnd = found.isLabelledEnd || words.containsPart("endreason") || words.has("end", "reason")
      if words.contains("handleincomingcall") {
        guard found.codes.code != 0 else { continue }
        claims.append((.failure(Failure(name: "handleIncomingCall", codes: found.codes)), callID))
      } else if found.isOperationResult, !words.contains("calldisconnected") {
        if found.codes.code >= 400 { addFailure(found.codes, callID) }
      } else if saysEnd
        || !saysFailure && (words.containsAny(["ended", "disconnected", "hangup"]) && ids.primary != nil)
      {
        // A print of an object that lives: `callEndReason: { code: 0, subCode: 0 }` in a call that is connected.
        if isAlive, found.codes.code == 0, (found.codes.subCode ?? 0) == 0 { continue }
        claims.append((.end(found.codes), callID))
      } else if saysFailure {
        addFailure(found.codes, callID)
      } else if found.codes.subCode != nil {
        if ids.primary != nil || words.containsPart("call") {
          claims.append((.end(found.codes), callID))
        } else {
          addFailure(found.codes, callID)
        }
      }
    }
  }

  private var isAlive: Bool {
    states.found.contains { $0.subject == .call && $0.state != .disconnected && $0.state != .disconnecting }
  }

  private var saysFailure: Bool {
    words.containsAny(["failed", "failure", "exception", "error", "fail"]) || words.containsPart("error")
      || words.containsPart("exception") || words.containsPart("failure")
  }

  private mutating func addFailure(_ codes: EndCodes, _ callID: GUID?) {
    if words.containsPart("callagent") || words.has("call", "agent") || words.contains("createagent") {
      claims.append((.agent(.failed(codes)), callID))
    } else {
      claims.append((.failure(Failure(name: failureName, codes: codes)), callID))
    }
  }

  private var failureName: String {
    for token in record.tokens {
      guard let word = token.word,
        word.hasSuffix("error") || word.hasSuffix("exception") || word.hasSuffix("failure"),
        word.count > 9
      else { continue }
      return decodedText(record.message[token.range])
    }
    return "error"
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

  private mutating func readIncoming() {
    let announces =
      words.has("incoming", "call", "received") || words.has("incoming", "all", "received")
      || words.contains("handleincomingcall") || words.has("incoming", "call", "from")
      || words.contains("onincomingcall")
      || (words.contains("incomingcall") && ids.primary != nil && states.found.isEmpty)
      || words.has("received", "incoming", "call")
    if words.contains("handleincomingcall"), codes.contains(where: { $0.codes.code != 0 }) { return }
    guard announces, !saysFailure, !words.containsAny(["cancelled", "canceled", "ended", "handling"]) else {
      return
    }
    add(.incoming)
  }

  private mutating func readStart() {
    let starts =
      words.containsAny(["startcall", "startingcall"]) || words.has("starting", "call")
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
    guard !saysFailure, ids.primary == nil || record.tokens.count < 24 else { return }
    // A line that already tells the ID of the call it started is the result, not the request.
    guard ids.primary == nil || accepts else { return }
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
    if words.has("not", "possible", "to", "create") || saysFailure && words.containsPart("creat") {
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
