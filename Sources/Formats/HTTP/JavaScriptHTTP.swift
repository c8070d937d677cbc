import Evidence

/// The logging policy of JavaScript's core: `Request: {`, `Response status code: 201`, `Headers: {`, the objects pretty-printed
/// over many lines. The headers of an answer come in a record behind its status.
enum JavaScriptHTTP {
  static func read(_ record: Record, into sink: inout ObservationSink) {
    let message = record.message
    var cursor = ByteCursor(message)
    if cursor.consume("Request: ") {
      guard let value = JSONReader.read(message, from: cursor.index)?.value, let url = value["url"]?.string
      else {
        return
      }
      var part = HTTPPart(.request)
      part.url = url
      part.method = value["method"]?.string.flatMap { HTTPHeadline.isMethod($0) ? $0 : nil }
      part.id = value["requestId"]?.string
      part.take(body: value["body"])
      add(value["headers"], to: &part)
      sink.add(part)
    } else if cursor.consume("Response status code: ") {
      guard let status = cursor.digits(3, 3) else { return }
      var part = HTTPPart(.response)
      part.status = status
      sink.add(part)
    } else if cursor.consume("Headers: ") {
      guard let value = JSONReader.read(message, from: cursor.index)?.value, value.isObject else { return }
      var part = HTTPPart(.moreOfResponse)
      add(value, to: &part)
      sink.add(part)
    }
  }

  private static func add(_ headers: JSONValue?, to part: inout HTTPPart) {
    let headers = headers?["_headersMap"] ?? headers
    for member in headers?.members ?? [] {
      let value = member.value.scalarText ?? member.value["value"]?.scalarText
      if let value { part.add(HTTPHeader(member.key, value)) }
    }
  }
}
