import Evidence
import Scan

/// What nock, the recorder of JavaScript's tests, writes of traffic: `nock('https://host').post('/path').reply(201, {…}, [
/// 'Name', 'value', … ])`.
enum NockRecording {
  static func read(_ record: Record, into sink: inout ObservationSink) {
    var host = ""
    var cursor = ByteCursor(record.message)
    while let start = firstIndex(of: "nock(", in: cursor) {
      cursor.index = start + 5
      let end = firstIndex(of: "nock(", in: cursor) ?? record.message.count
      if let written = quoted(&cursor), written.contains("://") { host = written }
      read(ByteCursor(record.message, from: cursor.index, to: end), host: host, into: &sink)
    }
  }

  private static func read(_ text: ByteCursor, host: String, into sink: inout ObservationSink) {
    guard let (method, place) = verb(in: text) else { return }
    var request = HTTPPart(.request)
    request.method = method
    var cursor = text
    cursor.index = place
    guard let path = quoted(&cursor) else { return }
    request.url = host + path
    cursor.skipSpaces()
    if cursor.consume(UInt8(ascii: ",")) { request.body = body(&cursor) }
    var exchange = HTTPExchange(request: request, source: Source(artifact: 0, offset: 0))
    if let reply = firstIndex(of: ".reply(", in: cursor) {
      cursor.index = reply + 7
      var response = HTTPPart(.response)
      response.status = cursor.digits(3, 3)
      cursor.skipSpaces()
      if cursor.consume(UInt8(ascii: ",")) { response.body = body(&cursor) }
      readHeaders(&cursor, into: &response)
      exchange.response = response
    }
    exchange.tell(to: &sink)
  }

  private static func verb(in text: ByteCursor) -> (method: String, place: Int)? {
    let found = verbs.compactMap { verb, method in
      firstIndex(of: verb, in: text).map { (method, $0 + verb.utf8CodeUnitCount) }
    }
    return found.min { $0.1 < $1.1 }
  }

  private static let verbs: [(StaticString, String)] = [
    (".get(", "GET"), (".post(", "POST"), (".put(", "PUT"), (".patch(", "PATCH"), (".delete(", "DELETE"),
  ]

  /// The text of a string at the cursor.
  private static func quoted(_ cursor: inout ByteCursor) -> String? {
    guard let quote = cursor.peek(), isOne(quote, of: "'\"") else { return nil }
    cursor.skip()
    let text = cursor.take(upTo: 4096) { $0 != quote && $0 != UInt8(ascii: "\n") }
    return cursor.consume(quote) ? cursor.text(text) : nil
  }

  private static func body(_ cursor: inout ByteCursor) -> [UInt8] {
    _ = cursor.take(while: isSpace)
    guard let first = cursor.peek(), isOne(first, of: "{["),
      let reading = JSONReader.read(cursor.bytes[cursor.index..<cursor.end]), reading.isComplete
    else { return [] }
    defer { cursor.index = reading.end }
    return Array(cursor.bytes[cursor.index..<reading.end].prefix(HTTPPart.longestBody))
  }

  /// Names and values in turn.
  private static func readHeaders(_ cursor: inout ByteCursor, into part: inout HTTPPart) {
    var name: String?
    while part.headers.count < HTTPPart.mostHeaders {
      _ = cursor.take { !isOne($0, of: "'\"") }
      guard let text = quoted(&cursor) else {
        if cursor.isAtEnd { return }
        cursor.skip()
        continue
      }
      if let known = name {
        part.add(HTTPHeader(known, text))
        name = nil
      } else {
        name = text
      }
    }
  }
}
