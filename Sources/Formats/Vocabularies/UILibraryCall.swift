import Evidence

/// Reads what patches say about one call of the UI library's state.
struct UILibraryCall {
  /// Nil in an adapter's state, which knows one call only, and where the key is no ID.
  var id: GUID?

  /// A call that was added or replaced whole.
  ///
  /// - Parameter isNew: false for a call that only changed its ID: all but its state was said before.
  func readWhole(_ call: JSONValue, isNew: Bool, into sink: inout ObservationSink) {
    guard call.isObject else { return }
    let state = call["state"]?.string.flatMap(callState)
    if isNew {
      let direction = call["direction"]?.string.flatMap { Words.direction(Word($0.lowercased())) }
      if let direction, state.map(UILibraryCall.earlyStates.contains) ?? true {
        sink.add(
          .start(direction), callID: id, identifiers: identifiers(call), text: "call added, \(direction)")
      } else {
        sink.add(.mention, callID: id, identifiers: identifiers(call), text: "call added")
      }
    }
    if let state { add(state, to: &sink) }
    guard isNew else { return }
    for member in call["remoteParticipants"]?.members ?? [] {
      readParticipant(member.key, member.value, isNew: true, into: &sink)
    }
    if let diagnostics = call["diagnostics"] { readDiagnostics([], diagnostics, into: &sink) }
    if let reason = call["callEndReason"] { addEnd(reason, to: &sink) }
  }

  /// A call that moved to the table of ended ones.
  func readEnded(_ call: JSONValue, into sink: inout ObservationSink) {
    if let state = call["state"]?.string.flatMap(callState) { add(state, to: &sink) }
    if let reason = call["callEndReason"] { addEnd(reason, to: &sink) }
  }

  /// A patch of a part of the call.
  func read(_ path: ArraySlice<String>, _ patch: StatePatch, into sink: inout ObservationSink) {
    guard let field = path.first else { return }
    let rest = path.dropFirst()
    switch field {
    case "state":
      if rest.isEmpty, let state = patch.value?.string.flatMap(callState) { add(state, to: &sink) }
    case "callEndReason":
      if rest.isEmpty, let reason = patch.value { addEnd(reason, to: &sink) }
    case "isMuted":
      if let isMuted = patch.value?.bool {
        sink.add(.muted(isMuted, byOthers: false), callID: id, text: isMuted ? "muted" : "unmuted")
      }
    case "remoteParticipants": readParticipants(rest, patch, into: &sink)
    case "remoteParticipantsEnded":
      if rest.count == 1, let who = rest.first, let reason = patch.value?["callEndReason"] {
        addParticipantEnd(reason, of: who, to: &sink)
      }
    case "diagnostics", "userFacingDiagnostics":
      if let value = patch.value { readDiagnostics(rest, value, into: &sink) }
    case "recording": readRecording(rest, patch, into: &sink)
    case "transfer": readTransfer(rest, patch, into: &sink)
    case "info":
      let info = rest.first.map { key in JSONValue.object([.init(key: key, value: patch.value ?? .null)]) }
      let found = identifiers(.object([.init(key: "info", value: info ?? patch.value ?? .null)]))
      if !found.isEmpty { sink.add(.mention, callID: id, identifiers: found, text: "call info") }
    default: break
    }
  }

  /// States in which a call has only just been started, joined or accepted.
  private static let earlyStates: Set<CallState> = [.none, .connecting, .ringing, .earlyMedia]
}

// MARK: - States and ends

extension UILibraryCall {
  private func callState(_ word: String) -> CallState? {
    Words.callState(Word(word.lowercased()))
  }

  private func add(_ state: CallState, to sink: inout ObservationSink) {
    sink.add(.state(state), callID: id, text: "call state \(state.rawValue)")
  }

  private func addEnd(_ reason: JSONValue, to sink: inout ObservationSink) {
    guard let codes = EndCodes(json: reason) else { return }
    sink.add(.end(codes), callID: id, text: "call ended, " + words(of: codes))
  }

  private func words(of codes: EndCodes) -> String {
    "code \(codes.code)" + (codes.subCode.map { ", subCode \($0)" } ?? "")
  }

  private func identifiers(_ call: JSONValue) -> [Identifier] {
    let known: [(key: String, kind: IdentifierKind)] = [
      ("participantId", .participantID), ("threadId", .threadID), ("groupId", .groupID), ("roomId", .roomID),
    ]
    var found = known.compactMap { entry in
      call.at("info", entry.key)?.string.flatMap { text -> Identifier? in
        let needsGUID = entry.kind == .participantID || entry.kind == .groupID
        guard !text.isEmpty, text.utf8.count <= 200, !needsGUID || GUID(text) != nil else { return nil }
        return Identifier(entry.kind, text)
      }
    }
    if let caller = call.at("callerInfo", "identifier", "communicationUserId")?.string {
      found.append(Identifier(.userMRI, caller))
    }
    return found
  }
}

// MARK: - Participants

extension UILibraryCall {
  private func readParticipants(
    _ path: ArraySlice<String>, _ patch: StatePatch, into sink: inout ObservationSink
  ) {
    guard let who = path.first else {
      // The whole table is replaced on every update of the call: only states are news.
      for member in patch.value?.members ?? [] {
        readParticipant(member.key, member.value, isNew: false, into: &sink)
      }
      return
    }
    let rest = path.dropFirst()
    switch rest.first {
    case nil:
      if patch.isRemoval {
        sink.add(.participant(.removed, who: who), callID: id, text: "remote participant removed")
      } else if let value = patch.value {
        readParticipant(who, value, isNew: true, into: &sink)
      }
    case "state":
      if let state = patch.value?.string { addParticipant(state, of: who, to: &sink) }
    case "callEndReason":
      if let reason = patch.value { addParticipantEnd(reason, of: who, to: &sink) }
    case "diagnostics", "remoteDiagnostics":
      guard let value = patch.value else { return }
      if let name = rest.dropFirst().first {
        addDiagnostic(value["diagnostic"]?.string ?? name, value, participant: who, to: &sink)
      } else {
        for member in value.members { addDiagnostic(member.key, member.value, participant: who, to: &sink) }
      }
    default: break
    }
  }

  private func readParticipant(
    _ who: String, _ participant: JSONValue, isNew: Bool, into sink: inout ObservationSink
  ) {
    guard participant.isObject else { return }
    if isNew { sink.add(.participant(.added, who: who), callID: id, text: "remote participant added") }
    if let state = participant["state"]?.string { addParticipant(state, of: who, to: &sink) }
  }

  private func addParticipant(_ state: String, of who: String, to sink: inout ObservationSink) {
    let state = clipped(state, to: 40)
    sink.add(.participant(.state(state), who: who), callID: id, text: "remote participant \(state)")
  }

  private func addParticipantEnd(_ reason: JSONValue, of who: String, to sink: inout ObservationSink) {
    guard let codes = EndCodes(json: reason) else { return }
    sink.add(
      .note(kind: "participant-end"), callID: id, identifiers: [Identifier(.userMRI, who)],
      text: "remote participant left, " + words(of: codes))
  }
}

// MARK: - Diagnostics, recording, transfer

extension UILibraryCall {
  /// `diagnostics.{network|media}.latest.<name>` is `{value, valueType}`; any level may be patched.
  private func readDiagnostics(
    _ path: ArraySlice<String>, _ value: JSONValue, into sink: inout ObservationSink
  ) {
    guard let level = path.first else {
      for kind in ["network", "media"] {
        if let latest = value.at(kind, "latest") { readDiagnostics([kind, "latest"], latest, into: &sink) }
      }
      return
    }
    guard level == "network" || level == "media" else { return }
    switch path.count {
    case 1:
      if let latest = value["latest"] { readDiagnostics([level, "latest"], latest, into: &sink) }
    case 2:
      for member in value.members { addDiagnostic(member.key, member.value, participant: nil, to: &sink) }
    case 3...4:
      // The fourth segment is `value`, or `valueType`, which says nothing alone.
      guard path.count == 3 || path.last == "value" else { return }
      addDiagnostic(path[path.startIndex + 2], value, participant: nil, to: &sink)
    default: break
    }
  }

  private func addDiagnostic(
    _ name: String, _ latest: JSONValue, participant: String?, to sink: inout ObservationSink
  ) {
    guard let value = (latest["value"] ?? latest).scalarText, !name.isEmpty, name.utf8.count <= 60 else {
      return
    }
    let isQuality = latest["valueType"]?.string != "DiagnosticFlag"
    let named = isQuality ? UILibraryCall.qualities[value] ?? value : value
    guard UILibraryCall.diagnosticValues.contains(named) else { return }
    sink.add(
      .diagnostic(Diagnostic(name: name, value: named, participant: participant)), callID: id,
      text: "diagnostic \(name) \(named)")
  }

  private static let qualities = ["1": "Good", "2": "Poor", "3": "Bad"]
  private static let diagnosticValues: Set<String> = ["Good", "Poor", "Bad", "true", "false"]

  private func readRecording(
    _ path: ArraySlice<String>, _ patch: StatePatch, into sink: inout ObservationSink
  ) {
    let isActive = path.isEmpty ? patch.value?["isRecordingActive"]?.bool : patch.value?.bool
    guard path.isEmpty || path.first == "isRecordingActive", let isActive else { return }
    sink.add(
      .recording(isActive ? .started : .ended), callID: id,
      text: isActive ? "recording started" : "recording ended")
  }

  private func readTransfer(
    _ path: ArraySlice<String>, _ patch: StatePatch, into sink: inout ObservationSink
  ) {
    guard path.count >= 2, !patch.isRemoval, let value = patch.value else { return }
    switch path.first {
    case "acceptedTransfers":
      guard path.count == 2 else { return }
      let target = value["callId"]?.string.flatMap { GUID($0) }
      sink.add(.transfer(.accepted, target: target), callID: id, text: "transfer accepted")
    case "requestedTransfers":
      let word = path.count == 2 ? value["state"]?.string : path.last == "state" ? value.string : nil
      guard let state = word.flatMap({ TransferState(rawValue: $0) }) else { return }
      sink.add(.transfer(state, target: nil), callID: id, text: "transfer \(state.rawValue)")
    default: break
    }
  }
}
