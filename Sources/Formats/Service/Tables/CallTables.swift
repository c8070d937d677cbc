import Evidence

/// Calls as the service sums them up: `ACSCallSummary` has a row for each participant's stay, `ACSCallDiagnostics` one
/// for each stream.
extension ServiceTables {
  static func readCallSummary(_ row: TableRow, into sink: inout ObservationSink) {
    // Where only the inner part of a record was copied, nothing says which call it is of.
    let callID = row.row.guid(.correlationID) ?? row.row.guid(.callID)
    let testimony = row.testimony(showsCall: callID != nil)
    let identifiers = row.identifiers().found
    // The server's own row is no participant's.
    let isServer = callID != nil && row.row.guid(.participantID) == callID
    if let start = row.row.time(.callStartTime) {
      let span = CallSpan(seconds: row.row.double(.callDuration), type: row.word(.callType))
      var ofCall = testimony
      ofCall.participant = nil
      sink.add(
        .callSpan(span), by: ofCall, callID: callID,
        identifiers: isServer ? identifiers.filter { $0.kind == .resourceID || $0.kind == .threadID } : [],
        time: start, text: ServiceWords.line("\(row.title): \(words(span))"))
    }
    guard !isServer else { return }
    let stay = stay(row)
    sink.add(
      .stay(stay), by: testimony, callID: callID, identifiers: identifiers,
      time: row.row.time(.participantStartTime) ?? row.timeWritten,
      text: row.words(words(stay, participant: testimony.participant)))
  }

  private static func stay(_ row: TableRow) -> Stay {
    var stay = Stay()
    stay.participantID = row.visible(.participantID).map { ServiceWords.bounded($0).lowercased() }
    stay.user = row.visible(.identifier).flatMap { ServiceIdentifiers.value(.userMRI, $0) }
    stay.endpointID = row.visible(.endpointID).map { ServiceWords.bounded($0).lowercased() }
    stay.seconds = row.row.double(.participantDuration)
    stay.end = row.row.int(.participantEndReason).map { code in
      EndCodes(code: code, subCode: row.row.int(.participantEndSubCode), categories: categories(row.row))
    }
    stay.endpointType = row.word(.endpointType)
    stay.participantType = row.word(.participantType)
    stay.telephoneCallType = row.word(.pstnParticipantCallType)
    stay.sdkVersion = row.visible(.sdkVersion).map(ServiceWords.bounded)
    stay.os = row.visible(.osVersion).map(ServiceWords.bounded)
    return stay
  }

  /// One word, or a list in a column of that name or in JSON.
  private static func categories(_ row: ServiceRow) -> [String] {
    guard let value = row.value(.resultCategory) ?? row.value(.resultCategories) else { return [] }
    var list = value.elements
    if let text = value.scalarText {
      list = text.hasPrefix("[") ? JSONReader.read(Array(text.utf8))?.value.elements ?? [] : [value]
    }
    return list.prefix(8).compactMap { $0.scalarText.map { ServiceWords.bounded(trimmed($0)) } }.filter {
      !$0.isEmpty
    }
  }

  private static func words(_ span: CallSpan) -> String {
    var text = span.type.map { "\($0) call" } ?? "call"
    if let seconds = span.seconds { text += " of " + ServiceWords.number(seconds) + " s" }
    return text
  }

  private static func words(_ stay: Stay, participant: String?) -> String {
    var text = stay.endpointType.map { "\($0) participant" } ?? "participant"
    if let participant { text += " " + ServiceWords.who(participant) }
    if let seconds = stay.seconds { text += " " + ServiceWords.number(seconds) + " s" }
    if let end = stay.end { text += ", ended " + ServiceWords.codes(end) }
    return text
  }

  // MARK: Streams

  static func readCallDiagnostics(_ row: TableRow, into sink: inout ObservationSink) {
    let samples = diagnosticsSamples(row.row)
    let callID = row.row.guid(.correlationID) ?? row.row.guid(.callID)
    sink.add(
      samples.isEmpty ? .mention : .media(samples), by: row.testimony(showsCall: callID != nil),
      callID: callID,
      identifiers: row.identifiers().found, time: row.timeWritten, text: row.words(streamWords(row)))
  }

  private static func streamWords(_ row: TableRow) -> String {
    var text = row.row.text(.mediaType).map { "\($0) " } ?? ""
    if let direction = row.row.text(.streamDirection) { text += direction.lowercased() + " " }
    text += row.row.text(.endpointType)?.lowercased() == "server" ? "stream from the server" : "stream"
    if let participant = row.participant { text += " of " + ServiceWords.who(participant) }
    return text
  }

  private static func diagnosticsSamples(_ row: ServiceRow) -> [MediaSample] {
    let medium = MediaNames.medium(row.text(.mediaType))
    let direction = MediaNames.direction(row.text(.streamDirection))
    let names = [row.text(.codecName), row.text(.streamID)].compactMap { $0?.prefix(40) }
    let stream = ServiceWords.bounded(names.joined(separator: " "))
    return diagnosticsMetrics.compactMap { metric, average, maximum in
      guard let mean = row.double(average) ?? maximum.flatMap(row.double) else { return nil }
      return MediaSample(
        medium: medium, direction: direction, metric: metric, mean: mean, minimum: mean,
        maximum: max(mean, maximum.flatMap(row.double) ?? mean), count: 1,
        stream: stream.isEmpty ? nil : stream)
    }
  }

  /// Under the names that a client's statistics have for the same, where there is one.
  private static let diagnosticsMetrics: [(String, ServiceColumn, ServiceColumn?)] = [
    ("rttInMs", .roundTripTimeAvg, .roundTripTimeMax), ("jitterInMs", .jitterAvg, .jitterMax),
    ("packetLossRate", .packetLossRateAvg, .packetLossRateMax),
    ("jitterBufferDelayInMs", .jitterBufferSizeAvg, .jitterBufferSizeMax),
    ("healedRatio", .healedDataRatioAvg, .healedDataRatioMax),
    ("bitrate", .videoBitRateAvg, .videoBitRateMax), ("frameRate", .videoFrameRateAvg, nil),
    ("frameHeightReceived", .recvResolutionHeight, nil),
    ("freezeDurationPerMinuteInMs", .recvFreezeDurationPerMinuteInMs, nil),
    ("packetUtilization", .packetUtilization, nil),
  ]
}

/// Media as logs of services name them, under the names that a client's statistics have for the same.
enum MediaNames {
  /// `audio`, `video`, `screenShare`, `transports`, or the word as it stands.
  static func medium(_ text: String?) -> String {
    let word = ServiceWords.bounded(String((text ?? "").lowercased().prefix(24)))
    switch word {
    case "vbss", "screenshare", "screensharing": return "screenShare"
    case "appsharing", "data": return "data"
    case "transport", "transports", "": return "transports"
    default: return word
    }
  }

  /// Seen from the participant that the record is about.
  static func direction(_ text: String?) -> String? {
    switch text?.lowercased() {
    case "inbound", "recv", "receive", "incoming": "receive"
    case "outbound", "send", "outgoing": "send"
    default: nil
    }
  }

  /// `JitterInMs` is `jitterInMs` there; the native SDKs' own names became others.
  static func metric(_ name: String) -> String {
    let name = ServiceWords.bounded(String(name.prefix(64)))
    let plain = name.prefix(1).lowercased() + name.dropFirst()
    return renamed[plain] ?? plain
  }

  private static let renamed = [
    "roundTripTimeInMs": "rttInMs", "pairRoundTripTimeInMs": "pairRttInMs",
    "jitterBufferInMs": "jitterBufferDelayInMs",
  ]
}
