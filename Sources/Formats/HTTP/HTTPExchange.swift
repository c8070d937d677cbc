import Evidence

/// A request and what came of it: the value that an operation is told from.
struct HTTPExchange: Sendable {
  /// Nil where only the answer is in the log.
  var request: HTTPPart?
  /// The answer or the failure; nil where the log has none.
  var response: HTTPPart?
  var requested: WrittenTime?
  var answered: WrittenTime?
  var source: Source

  /// What marks observations of exchanges.
  static let testimony = Testimony(.client, record: "HTTP", showsCall: false)

  /// What is told of it.
  func observation() -> Observation {
    let claims = read()
    return Observation(
      .operation(claims.operation), callID: claims.callID, identifiers: claims.identifiers, time: time,
      text: claims.text, testimony: HTTPExchange.testimony, source: source)
  }

  /// Adds what is told of it.
  func tell(to sink: inout ObservationSink) {
    let claims = read()
    sink.add(
      .operation(claims.operation), by: HTTPExchange.testimony, callID: claims.callID,
      identifiers: claims.identifiers, time: time, text: claims.text)
  }

  /// Whether the address is worth telling among all that a browser asked for.
  var isOfInterest: Bool {
    guard let url = request?.url ?? response?.url else { return false }
    let address = HTTPAddress(url)
    return address.isOfMicrosoft || address.service != .other
  }

  /// When the answer came, else when the request was made, else the answer's own `Date`.
  private var time: WrittenTime? {
    answered ?? requested ?? date(response) ?? date(request)
  }

  private func date(_ part: HTTPPart?) -> WrittenTime? {
    guard let text = part?.header("date") ?? part?.header("x-ms-date") else { return nil }
    var cursor = ByteCursor(Array(text.utf8.prefix(60)))
    guard let time = TimeParser.parse(&cursor, clock: .field), case .calendar = time.date,
      time.zoneOffset != nil
    else { return nil }
    return time
  }

  // MARK: Reading

  private struct Claims {
    var operation: Operation
    var callID: GUID?
    var identifiers: [Identifier]
    var text: String
  }

  private func read() -> Claims {
    let url = request?.url ?? response?.url
    let address = HTTPAddress(url ?? "")
    let method = request?.method ?? response?.method
    let service: APIService = url == nil ? .other : address.service
    var ids = HTTPIdentifiers(service: service)
    if url != nil { ids.read(address) }
    for part in [request, response].compactMap(\.self) {
      ids.read(part.headers)
      if let content = part.content { ids.read(content) }
    }
    let name = [method, url.map { _ in address.template }].compactMap(\.self).joined(separator: " ")
    return Claims(
      operation: Operation(
        name: name.isEmpty ? "HTTP" : name, service: service, result: result, codes: codes,
        milliseconds: milliseconds, retryAfter: retryAfter),
      callID: ids.correlation, identifiers: ids.found, text: text(method: method, url: url))
  }

  private var result: Operation.Result {
    guard let status = response?.status else { return .unknown }
    switch status {
    case 100..<400: return .succeeded
    case 400..<500: return .expectedFailure
    case 500..<600: return .failed
    default: return .unknown
    }
  }

  private var codes: EndCodes? {
    guard let status = response?.status, (100..<1000).contains(status) else { return nil }
    guard status >= 400 else { return EndCodes(code: status) }
    let error = response.flatMap { HTTPError($0) }
    return EndCodes(code: status, subCode: error?.subCode, phrase: error?.phrase ?? phrase)
  }

  /// The status in words, as the log has them.
  private var phrase: String? {
    response?.reason.flatMap { $0.isEmpty ? nil : LogWords.text(Array($0.utf8)) }
  }

  private var milliseconds: Double? {
    if let told = response?.milliseconds { return told }
    guard let start = requested, let end = answered, start.date == end.date, start.clock == end.clock,
      case .calendar = start.date, end.nanosecondOfDay >= start.nanosecondOfDay
    else { return nil }
    return Double(end.nanosecondOfDay - start.nanosecondOfDay) / 1e6
  }

  private var retryAfter: Double? {
    response?.header("retry-after").flatMap { Double($0) }.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
  }

  /// `POST https://contoso.example/sms?api-version=2021-03-07 → 202 Accepted, 474 ms`
  private func text(method: String?, url: String?) -> String {
    var text = [method, url.map(HTTPAddress.shown)].compactMap(\.self).joined(separator: " ")
    if text.isEmpty { text = "a request that is not in this log" }
    if let response {
      let error = response.status.map { $0 >= 400 } ?? false ? HTTPError(response)?.words : nil
      // Services write the words of the status as the code of their error.
      let isSaid = response.reason.map { error?.hasPrefix($0) ?? false } ?? false
      let words = [response.status.map(String.init), isSaid ? nil : response.reason, error].compactMap(\.self)
        .filter { !$0.isEmpty }
      text += words.isEmpty ? "" : " → " + words.joined(separator: " ")
    } else {
      text += " → no answer in this log"
    }
    if let milliseconds { text += ", \(Int(min(max(milliseconds, 0), 1e9).rounded())) ms" }
    return LogWords.text(Array(text.utf8))
  }
}

/// What the body of a refusal says: `{"error":{"code":"8522","message":"Call not found."}}`.
struct HTTPError {
  var code: String?
  var message: String?

  /// Nil where the body says nothing of the kind.
  init?(_ part: HTTPPart) {
    guard let body = part.content, body.isObject else { return nil }
    let error = body["error"].flatMap { $0.isObject ? $0 : nil } ?? body
    code = error["code"]?.scalarText.map(HTTPError.clean) ?? body["error"]?.string.map(HTTPError.clean)
    message = (error["message"] ?? body["error_description"] ?? error["title"])?.string.map(HTTPError.clean)
    if code == nil, message == nil { return nil }
  }

  /// Codes of Call Automation are numbers.
  var subCode: Int? { code.flatMap { $0.utf8.count <= 9 ? Int($0) : nil } }

  var words: String { [code, message].compactMap(\.self).joined(separator: ": ") }

  /// What stands beside the codes.
  var phrase: String? {
    let phrase = subCode == nil ? words : message ?? ""
    return phrase.isEmpty ? nil : phrase
  }

  private static func clean(_ text: String) -> String { LogWords.text(Array(text.utf8)) }
}
