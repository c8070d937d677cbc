import Evidence

/// Events of Event Grid about calls and their recordings.
extension ServiceEvents {
  static func readCallEvent(_ event: ServiceEvent, into sink: inout ObservationSink) {
    switch event.name {
    case "IncomingCall": add(.incoming, of: event, into: &sink)
    case "CallStarted":
      let span = CallSpan(type: callType(event.data))
      add(.callSpan(span), of: event, words: [span.type ?? ""], into: &sink)
    case "CallEnded": readEnd(event, into: &sink)
    case _ where event.name.hasPrefix("CallParticipant"): readParticipant(event, into: &sink)
    default: readRecording(event, into: &sink)
    }
  }

  private static func add(
    _ claim: Claim, of event: ServiceEvent, participant: String? = nil, words: [String] = [],
    time: WrittenTime? = nil, into sink: inout ObservationSink
  ) {
    sink.add(
      claim, by: event.testimony(showsCall: event.callID != nil, participant: participant),
      callID: event.callID, identifiers: event.identifiers().found, time: time ?? event.time,
      text: event.words(words))
  }

  private static func callType(_ data: JSONValue) -> String? {
    data["isTwoParty"]?.bool.map { $0 ? "P2P" : "Group" }
  }

  private static func readEnd(_ event: ServiceEvent, into sink: inout ObservationSink) {
    let reason = event.data["reason"]
    let codes = reason?["code"]?.int.map { code in
      EndCodes(
        code: code, subCode: reason?["subCode"]?.int,
        phrase: (reason?["phrase"] ?? reason?["message"])?.string.map {
          ServiceWords.line(String($0.prefix(300)))
        })
    }
    let seconds = (event.data["durationOfCall"] ?? event.data["callDurationInSeconds"])?.double
    var words = codes.map { [ServiceWords.codes($0)] } ?? []
    if let seconds { words.append("after \(ServiceWords.number(seconds)) s") }
    if let who = event.data.at("endedBy", "type")?.string { words.append("by \(who)") }
    if let seconds, let start = event.time?.earlier(by: seconds) {
      let span = CallSpan(seconds: seconds, type: callType(event.data))
      add(.callSpan(span), of: event, words: words, time: start, into: &sink)
    }
    add(codes.map { .end($0) } ?? .state(.disconnected), of: event, words: words, into: &sink)
  }

  private static func readParticipant(_ event: ServiceEvent, into sink: inout ObservationSink) {
    let user = ServiceEvent.rawID(event.data["user"]).flatMap(ServiceIdentifiers.mri)
    let id = event.data["participantId"]?.scalarText.flatMap { ServiceIdentifiers.value(.participantID, $0) }
    let isAdded = event.name.hasSuffix("Added")
    let words = [
      (id ?? user).map { "participant \(ServiceWords.who($0))" }, event.data.at("user", "role")?.string,
    ].compactMap(\.self)
    add(
      .participant(isAdded ? .added : .removed, who: user ?? id), of: event, participant: id ?? user,
      words: words, into: &sink)
    guard isAdded else { return }
    var stay = Stay()
    stay.participantID = id
    stay.user = user
    stay.endpointType = event.data["endpointType"]?.string.map(ServiceWords.bounded)
    add(.stay(stay), of: event, participant: id ?? user, words: words, into: &sink)
  }

  /// The recording's files can be fetched from now on; when it began and how long it is stands beside.
  private static func readRecording(_ event: ServiceEvent, into sink: inout ObservationSink) {
    var words: [String] = []
    if let time = event.data["recordingDurationMs"]?.double {
      words.append("\(ServiceWords.number(time / 1000)) s")
    }
    for key in ["recordingContentType", "recordingChannelType", "recordingFormatType", "storageType"] {
      if let word = event.data[key]?.string { words.append(String(word.prefix(40))) }
    }
    if let reason = event.data["sessionEndReason"]?.string { words.append("ended: \(reason.prefix(80))") }
    add(.note(kind: "recording"), of: event, words: words, into: &sink)
    if let start = event.data["recordingStartTime"]?.string.flatMap(ServiceEvent.time) {
      add(.recording(.started), of: event, words: words, time: start, into: &sink)
    }
  }
}

extension WrittenTime {
  /// So many seconds before; nil for a time without a full date.
  func earlier(by seconds: Double) -> WrittenTime? {
    guard case .calendar(let day) = date, (0...10_000_000).contains(seconds),
      let end = Instant(year: day.year, month: day.month, day: day.day, nanosecondOfDay: nanosecondOfDay)
    else { return nil }
    let start = end.adding(nanoseconds: -Int64(seconds * Double(Instant.nanosecondsPerSecond)))
    var time = self
    time.text += " − \(ServiceWords.number(seconds)) s"
    time.date = .calendar(start.date)
    time.nanosecondOfDay = start.nanosecondOfDay
    return time
  }
}
