import Evidence

/// What was asked of a call from outside, and what became of it: Call Automation, recordings, captions.
extension ServiceTables {
  /// Call Automation's correlation ID is the call's, and may change in its course; the call connection ID stays.
  static func readCallOperation(_ row: TableRow, into sink: inout ObservationSink) {
    var name = row.word(.operationName) ?? "operation"
    var identifiers = callIdentifiers(row)
    identifiers.add(.recordingID, recording(in: row.row.text(.uri)))
    let operation = Operation(
      name: name, service: row.service, result: row.result(isRequest: true), codes: row.status,
      milliseconds: row.row.double(.durationMs))
    if let part = row.row.text(.subOperationName) { name += " (\(part))" }
    add(.operation(operation), of: row, identifiers, words: requestWords(name, row), into: &sink)
  }

  /// `…/calling/recordings/<recording ID>:resume?api-version=…`
  private static func recording(in uri: String?) -> String? {
    guard let uri, uri.utf8.count <= 2048 else { return nil }
    let path = uri.prefix { $0 != "?" }.split(separator: "/")
    guard let place = path.firstIndex(of: "recordings"), place + 1 < path.count else { return nil }
    let id = trimmed(String(path[place + 1].prefix { $0 != ":" && $0 != "." }))
    return id.hasPrefix("eyJ") ? id : nil
  }

  static func readMediaSummary(_ row: TableRow, into sink: inout ObservationSink) {
    var name = row.word(.operationName) ?? "media operation"
    let operation = Operation(
      name: name, service: row.service, result: row.result(isRequest: false), codes: row.status)
    if let part = row.row.text(.recognizePromptSubOperationName) { name += " (\(part))" }
    for (column, word) in [
      (ServiceColumn.playInterrupted, "interrupted"), (.playInLoop, "in a loop"),
      (.playToParticipant, "to one participant"),
    ] where row.row.text(column)?.lowercased() == "true" {
      name += ", \(word),"
    }
    add(.operation(operation), of: row, callIdentifiers(row), words: requestWords(name, row), into: &sink)
  }

  static func readStreaming(_ row: TableRow, into sink: inout ObservationSink) {
    var text = row.row.text(.streamingModality) ?? "streaming"
    if let time = row.row.double(.streamingDurationInMs) {
      text += " for \(ServiceWords.number(time / 1000)) s"
    }
    if let session = row.row.text(.streamingSessionID) { text += ", session \(ServiceWords.short(session))" }
    add(
      .note(kind: "streaming"), of: row, callIdentifiers(row), time: .streamingStartTime, words: text,
      into: &sink)
  }

  static func readRecordingSummary(_ row: TableRow, into sink: inout ObservationSink) {
    var text = "recording"
    if let length = row.row.double(.recordingLength) { text += " of \(ServiceWords.number(length)) s" }
    if let chunks = row.row.int(.chunkCount) { text += " in \(chunks) \(chunks == 1 ? "file" : "files")" }
    let format = [row.row.text(.contentType), row.row.text(.channelType), row.row.text(.formatType)]
    text += format.compactMap { $0.map { ", \($0)" } }.joined()
    if let reason = row.row.text(.recordingEndReason) { text += ", ended: \(reason)" }
    let hasStart = row.row.time(.recordingStartTime) != nil
    add(
      hasStart ? .recording(.started) : .note(kind: "recording"), of: row, callIdentifiers(row),
      time: .recordingStartTime, words: text, into: &sink)
  }

  static func readCaptions(_ row: TableRow, into sink: inout ObservationSink) {
    var text = "captions"
    if let language = row.row.text(.spokenLanguage) { text += " in \(language)" }
    if let seconds = row.row.double(.duration) { text += " for \(ServiceWords.number(seconds)) s" }
    if let result = row.row.text(.resultType) { text += ", \(result.lowercased())" }
    if let reason = row.row.text(.endReason) { text += ", ended: \(reason)" }
    if let reason = row.row.text(.cancelReason) { text += ", cancelled: \(reason)" }
    if let session = row.row.text(.speechRecognitionSessionID) { text += ", session \(session)" }
    add(.note(kind: "captions"), of: row, callIdentifiers(row), time: .startTime, words: text, into: &sink)
  }

  /// With the correlation ID, which in these tables is the ID of a call.
  private static func callIdentifiers(_ row: TableRow) -> ServiceIdentifiers {
    var identifiers = row.identifiers()
    identifiers.add(.correlationID, row.row.text(.correlationID))
    return identifiers
  }

  private static func add(
    _ claim: Claim, of row: TableRow, _ identifiers: ServiceIdentifiers, time: ServiceColumn? = nil,
    words: String, into sink: inout ObservationSink
  ) {
    let callID = row.row.guid(.correlationID)
    sink.add(
      claim, by: row.testimony(showsCall: callID != nil), callID: callID, identifiers: identifiers.found,
      time: time.flatMap(row.row.time) ?? row.timeWritten, text: row.words(words))
  }
}
