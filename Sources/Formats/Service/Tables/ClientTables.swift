import Catalog
import Evidence

/// What clients told the service of themselves: `ACSCallClientOperations`, `ACSCallClientMediaStatsTimeSeries`, and
/// the service's requests to others, `ACSCallClientServiceRequestAndOutcome`.
extension ServiceTables {
  static func readMediaStatistics(_ row: TableRow, into sink: inout ObservationSink) {
    let callID = row.row.guid(.callID)
    let sample = statisticsSample(row.row)
    sink.add(
      sample.map { .media([$0]) } ?? .mention, by: row.testimony(showsCall: callID != nil), callID: callID,
      identifiers: row.identifiers().found, time: row.row.time(.callClientTimeStamp) ?? row.timeWritten,
      text: row.words(row.row.text(.metricName) ?? "media statistics"))
  }

  static func statisticsSample(_ row: ServiceRow) -> MediaSample? {
    guard let name = row.text(.metricName) else { return nil }
    let count = row.int(.count) ?? 1
    let sum = row.double(.sum)
    let mean = row.double(.average) ?? sum.flatMap { count > 0 ? $0 / Double(count) : nil }
    guard let mean, count > 0 else { return nil }
    let minimum = row.double(.minimum) ?? mean
    return MediaSample(
      medium: MediaNames.medium(row.text(.mediaStreamType)),
      direction: MediaNames.direction(row.text(.mediaStreamDirection)), metric: MediaNames.metric(name),
      mean: mean, minimum: min(minimum, mean), maximum: max(row.double(.maximum) ?? mean, mean),
      count: min(count, 1_000_000), stream: row.text(.mediaStreamCodec).map(ServiceWords.bounded))
  }

  // MARK: Operations of clients

  static func readClientOperation(_ row: TableRow, into sink: inout ObservationSink) {
    let name = row.word(.operationName) ?? "operation"
    let payload = payload(row.row.value(.operationPayload))
    let callID = row.row.guid(.callID)
    var identifiers = row.identifiers()
    identifiers.add(.participantID, payload["RemoteParticipantId"]?.scalarText)
    sink.add(
      claim(named: name, row, payload), by: row.testimony(showsCall: callID != nil), callID: callID,
      identifiers: identifiers.found, time: row.row.time(.callClientTimeStamp) ?? row.timeWritten,
      text: words(name, row, payload))
  }

  private static func claim(named name: String, _ row: TableRow, _ payload: JSONValue) -> Claim {
    if let diagnostic = diagnostic(payload) { return .diagnostic(diagnostic) }
    let hasResult = row.row.value(.resultType) != nil || row.row.value(.resultSignature) != nil
    if isPointEvent(name) || !hasResult { return .note(kind: "client-event") }
    var codes = row.status
    if let reason = payload["FailureReason"]?.scalarText, !reason.isEmpty {
      codes?.phrase = ServiceWords.line(String(reason.prefix(200)))
    }
    return .operation(
      Operation(
        name: name, service: .calling, result: row.result(isRequest: false), codes: codes,
        milliseconds: row.row.double(.durationMs)))
  }

  /// What happened at a moment rather than what was asked for: `State-changed`, `SelectedDevice-changed`, `PageHidden`.
  private static func isPointEvent(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.hasSuffix("changed") || name.hasPrefix("page")
  }

  private static func diagnostic(_ payload: JSONValue) -> Diagnostic? {
    guard let name = payload["DiagnosticChanged"]?.scalarText,
      let quality = payload["DiagnosticQuality"]?.scalarText ?? payload["DiagnosticValue"]?.scalarText
    else { return nil }
    let who = payload["RemoteParticipantId"]?.scalarText
    let isAnother = who.map { !["remote", "local", ""].contains($0.lowercased()) } ?? false
    return Diagnostic(
      name: Catalog.diagnostic(named: name)?.name ?? ServiceWords.bounded(name),
      value: values[quality.lowercased()] ?? ServiceWords.bounded(quality),
      participant: isAnother ? who.map(ServiceWords.bounded) : nil)
  }

  private static let values = [
    "good": "Good", "poor": "Poor", "bad": "Bad", "true": "true", "false": "false", "1": "Good", "2": "Poor",
    "3": "Bad",
  ]

  /// An object, or the JSON of one in a string.
  static func payload(_ value: JSONValue?) -> JSONValue {
    guard case .string(let text)? = value else { return value ?? .null }
    return JSONReader.read(Array(text.utf8))?.value ?? .null
  }

  private static func words(_ name: String, _ row: TableRow, _ payload: JSONValue) -> String {
    var text = "\(row.title): \(name)"
    if let result = row.row.text(.resultType) { text += " \(result.lowercased())" }
    if let status = row.row.text(.resultSignature) { text += " \(status)" }
    if let time = row.row.double(.durationMs) { text += " in \(ServiceWords.number(time)) ms" }
    let parts = payload.members.lazy.map { (name: $0.key, value: $0.value) }
    return ServiceWords.line(text, Array(parts) + row.row.others)
  }

  // MARK: Requests of the service

  static func readServiceRequest(_ row: TableRow, into sink: inout ObservationSink) {
    let details = payload(row.row.value(.properties))
    let name = row.word(.operationName) ?? "request"
    let callID = row.row.guid(.callID) ?? details["CallId"]?.scalarText.flatMap { GUID($0) }
    let parts = details.members.lazy.map { (name: $0.key, value: $0.value) }
    sink.add(
      .operation(
        Operation(
          name: name, service: .calling, result: row.result(isRequest: true), codes: row.status,
          milliseconds: row.row.double(.durationMs))),
      by: row.testimony(showsCall: false), callID: callID, identifiers: row.identifiers().found,
      time: row.timeWritten,
      text: ServiceWords.line("\(row.title): " + requestWords(name, row), Array(parts) + row.row.others))
  }

  /// `Play succeeded, 202, in 82 ms`.
  static func requestWords(_ name: String, _ row: TableRow) -> String {
    var text = name
    if let result = row.row.text(.resultType) { text += " \(result.lowercased())" }
    if let status = row.status { text += ", " + ServiceWords.codes(status) }
    if let time = row.row.double(.durationMs) { text += ", in \(ServiceWords.number(time)) ms" }
    return text
  }
}
