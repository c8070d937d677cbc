import Evidence

/// Events that Call Automation sends to an application's callback.
extension ServiceEvents {
  static func readCallback(_ event: ServiceEvent, into sink: inout ObservationSink) {
    let result = ResultInformation(event.data["resultInformation"])
    let people = participants(of: event)
    var identifiers = event.identifiers()
    for person in people { identifiers.add(.userMRI, person) }
    let callID = event.callID
    let who = ServiceEvent.rawID(event.data["participant"]) ?? people.first
    let claim = claim(of: event, result.codes, who: who)
    var subject: String?
    if case .participant = claim { subject = who }
    let testimony = event.testimony(showsCall: callID != nil, participant: subject)
    sink.add(
      claim, by: testimony, callID: callID, identifiers: identifiers.found, time: event.time,
      text: event.words(words(of: event, result.codes, who: subject, people: people)))
    if let carrier = result.carrier {
      sink.add(
        .carrier(carrier), by: testimony, callID: callID, identifiers: identifiers.found, time: event.time,
        text: event.words([ResultInformation.words(carrier)]))
    }
  }

  /// Only the end of the connection ends anything: a prompt that failed, or a code of 0 while connected, does not.
  private static func claim(of event: ServiceEvent, _ codes: EndCodes?, who: String?) -> Claim {
    switch event.name {
    case "CallConnected": return .state(.connected)
    case "CallDisconnected": return codes.map { .end($0) } ?? .state(.disconnected)
    case "CreateCallFailed", "AnswerFailed", "ConnectFailed": return .startFailed(codes)
    case "IncomingCall": return .incoming
    case "AddParticipantSucceeded", "AddParticipantsSucceeded", "MoveParticipantSucceeded",
      "MoveParticipantsSucceeded":
      return .participant(.added, who: who)
    case "RemoveParticipantSucceeded", "RemoveParticipantsSucceeded": return .participant(.removed, who: who)
    case "ParticipantsUpdated": return .note(kind: "participants")
    case "CallTransferAccepted": return .transfer(.accepted, target: nil)
    case "RecordingStateChanged", "TeamsRecordingStateChanged", "TeamsComplianceRecordingStateChanged":
      return recording(event.data)
    default: return operation(event.name, codes)
    }
  }

  private static func recording(_ data: JSONValue) -> Claim {
    switch (data["state"] ?? data["recordingState"])?.string?.lowercased() {
    case "active": .recording(.started)
    case "inactive": .recording(.ended)
    default: .note(kind: "recording")
    }
  }

  /// The end of an operation by how its name ends; what only says that one goes on is a note.
  private static func operation(_ name: String, _ codes: EndCodes?) -> Claim {
    guard let ending = endings.first(where: { name.hasSuffix($0.suffix) }),
      name.utf8.count > ending.suffix.utf8.count
    else { return .note(kind: "call-automation") }
    var result = ending.result
    if result == .failed, let code = codes?.code, (400..<500).contains(code) { result = .expectedFailure }
    return .operation(
      Operation(
        name: String(name.dropLast(ending.suffix.count)),
        service: name.hasPrefix("StartRecording") ? .callRecording : .callAutomation, result: result,
        codes: codes))
  }

  private static let endings: [(suffix: String, result: Operation.Result)] = [
    ("Succeeded", .succeeded), ("Completed", .succeeded), ("Failed", .failed), ("Canceled", .expectedFailure),
    ("Cancelled", .expectedFailure),
  ]

  /// Those in the call, as an event lists them.
  private static func participants(of event: ServiceEvent) -> [String] {
    event.data["participants"]?.elements.prefix(100).compactMap { ServiceEvent.rawID($0) } ?? []
  }

  private static func words(
    of event: ServiceEvent, _ codes: EndCodes?, who: String?, people: [String]
  ) -> [String] {
    var parts: [String] = []
    if let who { parts.append("participant \(ServiceWords.who(who))") }
    if let codes { parts.append(ServiceWords.codes(codes)) }
    if event.name == "ParticipantsUpdated" {
      let listed = event.data["participants"]?.elements ?? []
      let muted = listed.count { $0["isMuted"]?.bool ?? false }
      let held = listed.count { $0["isOnHold"]?.bool ?? false }
      parts.append("\(listed.count) \(listed.count == 1 ? "participant" : "participants")")
      if muted > 0 { parts.append("\(muted) muted") }
      if held > 0 { parts.append("\(held) on hold") }
    }
    if let state = event.data["state"]?.string { parts.append(state) }
    for key in ["mediaStreamingUpdate", "transcriptionUpdate"] {
      let status = event.data[key]?.members.filter { $0.key.lowercased().contains("status") } ?? []
      parts += status.compactMap { $0.value.scalarText }
    }
    if let kind = event.data["recognitionType"]?.string { parts.append("by \(kind)") }
    if let failed = event.data["failedPlaySourceIndex"]?.int { parts.append("source \(failed)") }
    return parts
  }
}

/// What a callback says of how something went, and what the telephone network says of it.
struct ResultInformation {
  private(set) var codes: EndCodes?
  private(set) var carrier: CarrierCause?

  /// Reads the object; there need not be one.
  init(_ value: JSONValue?) {
    guard let value, value.isObject else { return }
    let message = value["message"]?.string.map { ServiceWords.line(String($0.prefix(300))) }
    if let code = value["code"]?.int {
      let phrase = message.flatMap { $0.isEmpty ? nil : $0 }
      codes = EndCodes(code: code, subCode: value["subCode"]?.int, phrase: phrase)
    }
    let sip = value["sipDetails"]
    let q850 = value["q850Details"]
    let cause = CarrierCause(
      sipCode: sip?["code"]?.int, sipText: ResultInformation.text(sip), q850Code: q850?["code"]?.int,
      q850Text: ResultInformation.text(q850))
    if cause != CarrierCause() { carrier = cause }
  }

  private static func text(_ details: JSONValue?) -> String? {
    details?["message"]?.string.flatMap { $0.isEmpty ? nil : ServiceWords.line(String($0.prefix(200))) }
  }

  /// `SIP 486 Busy Here, Q.850 17 User busy`.
  static func words(_ cause: CarrierCause) -> String {
    func part(_ name: String, _ code: Int?, _ text: String?) -> String? {
      guard code != nil || text != nil else { return nil }
      return ([name, code.map { "\($0)" }, text] as [String?]).compactMap(\.self).joined(separator: " ")
    }
    let parts = [part("SIP", cause.sipCode, cause.sipText), part("Q.850", cause.q850Code, cause.q850Text)]
    return parts.compactMap(\.self).joined(separator: ", ")
  }
}
