import Evidence

/// Exchanges in JSON: the entries of a HAR file, and the sessions that the SDKs' tests record.
enum HTTPRecords {
  /// Adds what the element says, and gives the kind of artifact that holds such elements; nil where it is none.
  static func read(_ element: JSONValue, into sink: inout ObservationSink) -> ArtifactKind? {
    if let entries = element.at("log", "entries"), !entries.elements.isEmpty {
      for entry in entries.elements { _ = read(entry, into: &sink) }
      return .har
    }
    if let entries = element["Entries"], !entries.elements.isEmpty, isSession(entries.elements[0]) {
      for entry in entries.elements { readSession(entry, into: &sink) }
      return .sdkHTTPLog
    }
    if isSession(element) {
      readSession(element, into: &sink)
      return .sdkHTTPLog
    }
    guard element["startedDateTime"]?.string != nil, element["request"]?.isObject ?? false else { return nil }
    readEntry(element, into: &sink)
    return .har
  }

  // MARK: HAR

  private static func readEntry(_ entry: JSONValue, into sink: inout ObservationSink) {
    var request = HTTPPart(.request)
    request.method = entry.at("request", "method")?.string.flatMap { HTTPHeadline.isMethod($0) ? $0 : nil }
    request.url = entry.at("request", "url")?.string
    addPairs(entry.at("request", "headers"), to: &request)
    if let body = entry.at("request", "postData", "text")?.string {
      request.body = Array(body.utf8.prefix(HTTPPart.longestBody))
    }
    noteSignIn(entry, into: &sink)
    var exchange = HTTPExchange(request: request, source: Source(artifact: 0, offset: 0))
    exchange.requested = time(entry["startedDateTime"])
    // A request that was blocked or broken off has the status 0.
    if let status = entry.at("response", "status")?.int, status > 0 {
      exchange.response = response(of: entry, status: status)
    }
    guard exchange.isOfInterest else { return }
    exchange.tell(to: &sink)
  }

  private static func response(of entry: JSONValue, status: Int) -> HTTPPart {
    var response = HTTPPart(.response)
    response.status = status
    response.reason = entry.at("response", "statusText")?.string
    response.milliseconds = entry["time"]?.double.flatMap { $0 >= 0 ? $0 : nil }
    addPairs(entry.at("response", "headers"), to: &response)
    if let content = entry.at("response", "content"), let text = content["text"]?.string {
      let isPacked = content["encoding"]?.string == "base64"
      let bytes = isPacked ? Base64.decode(text.prefix(2 * HTTPPart.longestBody)) : nil
      response.body = Array(
        (bytes ?? Array(text.utf8.prefix(HTTPPart.longestBody))).prefix(HTTPPart.longestBody))
    }
    return response
  }

  /// A sign-in to Teams with an account that is none of an organisation ends on a page of its own.
  private static func noteSignIn(_ entry: JSONValue, into sink: inout ObservationSink) {
    let places = [entry.at("request", "url"), entry.at("response", "redirectURL")].compactMap { $0?.string }
    guard places.contains(where: { HTTPAddress($0).isPersonalTeams }) else { return }
    sink.add(
      .note(kind: "teams-sign-in-personal"), by: HTTPExchange.testimony,
      time: time(entry["startedDateTime"]), text: "a sign-in to Teams that ends on teams.live.com/v2/")
  }

  /// `[{"name":"ms-cv","value":"…"}]`
  private static func addPairs(_ headers: JSONValue?, to part: inout HTTPPart) {
    for header in headers?.elements ?? [] {
      if let name = header["name"]?.string, let value = header["value"]?.string {
        part.add(HTTPHeader(name, value))
      }
    }
  }

  private static func time(_ value: JSONValue?) -> WrittenTime? {
    guard let text = value?.string else { return nil }
    var cursor = ByteCursor(Array(text.utf8.prefix(60)))
    return TimeParser.parse(&cursor, clock: .field)
  }

  // MARK: Recorded sessions

  private static func isSession(_ element: JSONValue) -> Bool {
    element["RequestUri"]?.string != nil && (element["StatusCode"] != nil || element["RequestHeaders"] != nil)
  }

  private static func readSession(_ element: JSONValue, into sink: inout ObservationSink) {
    guard isSession(element) else { return }
    var request = HTTPPart(.request)
    request.url = element["RequestUri"]?.string
    request.method = element["RequestMethod"]?.string.flatMap { HTTPHeadline.isMethod($0) ? $0 : nil }
    addMembers(element["RequestHeaders"], to: &request)
    request.take(body: element["RequestBody"])
    var exchange = HTTPExchange(request: request, source: Source(artifact: 0, offset: 0))
    if let status = element["StatusCode"]?.int {
      var response = HTTPPart(.response)
      response.status = status
      addMembers(element["ResponseHeaders"], to: &response)
      response.milliseconds = response.header("x-processing-time").flatMap(processingTime)
      response.take(body: element["ResponseBody"])
      exchange.response = response
    }
    exchange.tell(to: &sink)
  }

  /// Names and values as members; a value of several parts is an array.
  private static func addMembers(_ headers: JSONValue?, to part: inout HTTPPart) {
    for member in headers?.members ?? [] {
      let parts = member.value.elements.compactMap(\.scalarText)
      if let value = member.value.scalarText ?? (parts.isEmpty ? nil : parts.joined(separator: " ")) {
        part.add(HTTPHeader(member.key, value))
      }
    }
  }

  /// `474ms`: what the service itself took.
  private static func processingTime(_ text: String) -> Double? {
    guard text.hasSuffix("ms") else { return nil }
    return Double(text.dropLast(2)).flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
  }
}
