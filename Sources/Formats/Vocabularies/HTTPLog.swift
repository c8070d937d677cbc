import Evidence
public import Scan

/// What the Azure SDKs log of their requests: .NET's event source in every host's shape, Python's logging policies, Java's
/// JSON and its older arrows, JavaScript's pretty-printed objects, and what tests record of traffic.
///
/// A record is mostly one side of an exchange; `ExchangeTracker` brings the sides together.
public struct HTTPLog: Vocabulary {
  /// Headlines, and the exception of .NET.
  public let literals: [Literal] = [
    Literal("Request URL: "), Literal("esponse status"), Literal("Request ["), Literal("esponse ["),
    Literal("azure:core-"), Literal("az.sdk.message"), Literal("-byte body)"), Literal("equest failed"),
    Literal("RequestFailedException"), Literal("nock("), Literal("--> GET "), Literal("--> POST "),
    Literal("--> PUT "), Literal("--> PATCH "), Literal("--> DELETE "),
  ]

  /// Ready to read.
  public init() {}

  public func read(_ record: Record, into sink: inout ObservationSink) {
    if record.contains("az.sdk.message") {
      JavaHTTP.read(record, into: &sink)
    } else if record.contains("nock(") {
      NockRecording.read(record, into: &sink)
    } else if HTTPLog.isOfPipeline(record) {
      JavaScriptHTTP.read(record, into: &sink)
    } else if record.contains("Request URL: ") || record.contains("esponse status: ")
      || record.contains("equest [") || record.contains("esponse [") || record.contains("--> ")
      || record.contains("<-- ")
    {
      HTTPLogLines.read(record, into: &sink)
    }
    if sink.isEmpty, record.contains("Service request failed") || record.contains("RequestFailedException: ")
    {
      NetException.read(record, into: &sink)
    }
    if let part = sink.exchange, part.hasMaskedID { sink.addNoise("redacted-identifier") }
  }

  /// `azure:core-rest-pipeline:info Request: {`
  private static func isOfPipeline(_ record: Record) -> Bool {
    guard let namespace = record.namespace else { return false }
    return namespace.hasPrefix("core-") || starts("Response status code: ", record.message)
  }
}

/// The lines of .NET, Python and the older Java: a headline, headers, a body.
enum HTTPLogLines {
  static func read(_ record: Record, into sink: inout ObservationSink) {
    let message = record.message
    let lines = lines(of: message)
    for (number, line) in lines.prefix(2).enumerated() {
      guard let headline = HTTPHeadline.find(in: line) else { continue }
      if var part = part(headline, ByteCursor(message)) {
        readRest(lines[(number + 1)...], headline, into: &part)
        sink.add(part)
      }
      return
    }
  }

  /// The lines of a message, without their breaks.
  static func lines(of message: [UInt8]) -> [ByteCursor] {
    var lines: [ByteCursor] = []
    var start = 0
    while start <= message.count, lines.count < mostLines {
      let end =
        Scan.firstIndex(of: UInt8(ascii: "\n"), in: message.span.extracting(start...)).map { start + $0 }
        ?? message.count
      let hasReturn = end > start && message[end - 1] == UInt8(ascii: "\r")
      lines.append(ByteCursor(message, from: start, to: hasReturn ? end - 1 : end))
      start = end + 1
    }
    return lines
  }

  private static let mostLines = 2000

  private static func part(_ headline: HTTPHeadline, _ text: ByteCursor) -> HTTPPart? {
    var part: HTTPPart
    switch headline {
    case .pythonRequest(let url):
      part = HTTPPart(.request)
      part.url = text.text(url)
    case .pythonResponse(let status):
      part = HTTPPart(.response)
      part.status = status
    case .netRequest(let id, let method, let url):
      part = HTTPPart(.request)
      part.id = text.text(id)
      part.method = text.text(method)
      part.url = text.text(url)
    case .netResponse(let id, let status, let reason, let milliseconds):
      part = HTTPPart(.response)
      part.id = text.text(id)
      part.status = status
      part.reason = trimmed(text.text(reason))
      part.milliseconds = milliseconds
    case .netContent(let id, let ofResponse, let content):
      part = HTTPPart(ofResponse ? .moreOfResponse : .moreOfRequest)
      part.id = text.text(id)
      part.body = Array(text.bytes[content].prefix(HTTPPart.longestBody))
    case .netFailure(let id, let reason):
      part = HTTPPart(.failure)
      part.id = text.text(id)
      part.reason = text.text(reason)
    case .javaRequest(let method, let url):
      part = HTTPPart(.request)
      part.method = text.text(method)
      part.url = text.text(url)
    case .javaResponse(let status, let url, let milliseconds):
      part = HTTPPart(.response)
      part.status = status
      part.url = text.text(url)
      part.milliseconds = milliseconds
    }
    return part
  }

  private static func readRest(
    _ lines: ArraySlice<ByteCursor>, _ headline: HTTPHeadline, into part: inout HTTPPart
  ) {
    if case .netContent = headline {
      for line in lines { append(line, to: &part) }
      return
    }
    var isBody = false
    for line in lines {
      var content = HTTPLines.content(of: line)
      if isBody {
        append(content, to: &part)
        continue
      }
      content.skipSpaces()
      if let value = pythonMethod(content) {
        part.method = value
      } else if let header = pythonHeader(content) ?? HTTPLines.header(content, spaced: false) {
        part.add(header)
      } else if content.startsWith("Request body:") || content.startsWith("Response content:")
        || isBodyOfJava(content)
      {
        isBody = true
      }
    }
  }

  private static func append(_ line: ByteCursor, to part: inout HTTPPart) {
    guard part.body.count < HTTPPart.longestBody, !line.startsWith("<-- END"), !line.startsWith("--> END")
    else {
      return
    }
    if !part.body.isEmpty { part.body.append(UInt8(ascii: "\n")) }
    part.body += line.bytes[line.index..<line.end].prefix(HTTPPart.longestBody)
  }

  /// `Request method: 'POST'`
  private static func pythonMethod(_ line: ByteCursor) -> String? {
    var cursor = line
    guard cursor.consume("Request method: ") else { return nil }
    _ = cursor.take { isOne($0, of: "'\"") }
    let word = cursor.text(cursor.take(upTo: 8, while: isLetter))
    return HTTPHeadline.isMethod(word) ? word : nil
  }

  /// `'ms-cv': '…'`
  private static func pythonHeader(_ line: ByteCursor) -> HTTPHeader? {
    var cursor = line
    guard cursor.consume(UInt8(ascii: "'")) else { return nil }
    let name = cursor.take(upTo: 80) { $0 != UInt8(ascii: "'") }
    guard cursor.consume("': ") else { return nil }
    let quote = cursor.peek() ?? 0
    guard isOne(quote, of: "'\"") else { return nil }
    cursor.skip()
    var end = cursor.end
    while end > cursor.index, cursor.bytes[end - 1] != quote { end -= 1 }
    return HTTPHeader(cursor.text(name), cursor.text(cursor.index..<max(cursor.index, end - 1)))
  }

  /// `Response body:`, `228-byte body:`
  private static func isBodyOfJava(_ line: ByteCursor) -> Bool {
    line.startsWith("Response body:") || line.ends(line.index..<line.end, with: "-byte body:")
  }
}

/// `Service request failed.` / `Status: 501 (Not Implemented)` / `ErrorCode: …` / `Content:` / `Headers:`
enum NetException {
  static func read(_ record: Record, into sink: inout ObservationSink) {
    var part = HTTPPart(.response)
    var isContent = false
    var errorCode: String?
    for line in HTTPLogLines.lines(of: record.message) {
      var cursor = line
      cursor.skipSpaces()
      if part.status == nil {
        guard cursor.consume("Status: ") else { continue }
        part.status = cursor.digits(3, 3)
        if cursor.consume(" (") { part.reason = cursor.text(cursor.take { $0 != UInt8(ascii: ")") }) }
      } else if cursor.consume("ErrorCode: ") {
        errorCode = cursor.text(cursor.index..<cursor.end)
      } else if cursor.startsWith("Content:") {
        isContent = true
      } else if cursor.startsWith("Headers:") {
        isContent = false
      } else if isContent {
        if part.body.count < HTTPPart.longestBody { part.body += cursor.bytes[cursor.index..<cursor.end] }
      } else if let header = HTTPLines.header(cursor, spaced: true) {
        part.add(header)
      }
    }
    guard let status = part.status else { return }
    part.completeID()
    var ids = HTTPIdentifiers(service: .other)
    ids.read(part.headers)
    if let content = part.content { ids.read(content) }
    let error = HTTPError(part)
    let phrase = error?.phrase ?? errorCode ?? part.reason
    sink.add(
      .failure(
        Failure(
          name: "RequestFailedException",
          codes: EndCodes(
            code: status, subCode: error?.subCode,
            phrase: phrase.map { LogWords.text(Array($0.utf8)) }))),
      by: HTTPExchange.testimony, identifiers: ids.found,
      text: LogWords.text(of: record))
    if part.hasMaskedID { sink.addNoise("redacted-identifier") }
  }
}
