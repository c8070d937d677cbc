/// The first line of what an SDK logs of a request or an answer, behind whatever a logger writes before it.
enum HTTPHeadline: Sendable {
  /// Python: `Request URL: 'https://…'`
  case pythonRequest(url: Range<Int>)
  /// Python: `Response status: 201`
  case pythonResponse(status: Int)
  /// .NET: `Request [<id>] POST https://…`
  case netRequest(id: Range<Int>, method: Range<Int>, url: Range<Int>)
  /// .NET: `Response [<id>] 200 OK (01.6s)`, `Error response [<id>] 401 Unauthorized (00.3s)`
  case netResponse(id: Range<Int>, status: Int, reason: Range<Int>, milliseconds: Double?)
  /// .NET: `Request [<id>] content: …`
  case netContent(id: Range<Int>, ofResponse: Bool, text: Range<Int>)
  /// .NET: `Request [<id>] exception Azure.RequestFailedException: …`
  case netFailure(id: Range<Int>, text: Range<Int>)
  /// Java, before it logged JSON: `--> POST https://…`
  case javaRequest(method: Range<Int>, url: Range<Int>)
  /// Java, before it logged JSON: `<-- 200 https://… (102 ms, 558-byte body)`
  case javaResponse(status: Int, url: Range<Int>, milliseconds: Double?)

  /// How far from the start of a line it is looked for.
  private static let reach = 300

  /// The headline in a line; nil where there is none.
  static func find(in line: ByteCursor) -> HTTPHeadline? {
    let start = ByteCursor(line.bytes, from: line.index, to: min(line.end, line.index + reach))
    if let place = firstIndex(of: "equest", by: 1, in: start), place > line.index {
      if let found = request(ByteCursor(line.bytes, from: place - 1, to: line.end)) { return found }
    }
    if let place = firstIndex(of: "esponse", by: 2, in: start), place > line.index {
      if let found = response(ByteCursor(line.bytes, from: place - 1, to: line.end)) { return found }
    }
    if let place = firstIndex(of: "--> ", by: 2, in: start) {
      return javaRequest(ByteCursor(line.bytes, from: place, to: line.end))
    }
    if let place = firstIndex(of: "<-- ", in: start) {
      return javaResponse(ByteCursor(line.bytes, from: place, to: line.end))
    }
    return nil
  }

  // MARK: Python and .NET

  private static func request(_ start: ByteCursor) -> HTTPHeadline? {
    var cursor = start
    guard beginsWord(cursor) else { return nil }
    if cursor.consume("Request URL: ") {
      guard cursor.consume(UInt8(ascii: "'")) || cursor.consume(UInt8(ascii: "\"")) else { return nil }
      let url = cursor.take { !isOne($0, of: "'\"") && !isSpace($0) }
      return .pythonRequest(url: url)
    }
    guard cursor.consume("Request ["), let id = id(&cursor) else { return nil }
    if cursor.consume("exception ") { return .netFailure(id: id, text: cursor.index..<cursor.end) }
    if let text = content(&cursor) { return .netContent(id: id, ofResponse: false, text: text) }
    guard let method = method(&cursor), cursor.consume(UInt8(ascii: " ")) else { return nil }
    let url = cursor.take { !isSpace($0) }
    return url.isEmpty ? nil : .netRequest(id: id, method: method, url: url)
  }

  private static func response(_ start: ByteCursor) -> HTTPHeadline? {
    var cursor = start
    guard beginsWord(cursor) else { return nil }
    if cursor.consume("Response status: ") {
      _ = cursor.consume(UInt8(ascii: "'"))
      return cursor.digits(3, 3).map { .pythonResponse(status: $0) }
    }
    guard cursor.consume("Response [") || cursor.consume("response ["), let id = id(&cursor) else {
      return nil
    }
    if let text = content(&cursor) { return .netContent(id: id, ofResponse: true, text: text) }
    guard let status = cursor.digits(3, 3) else { return nil }
    cursor.skipSpaces()
    let reason = cursor.take { $0 != UInt8(ascii: "(") }
    var milliseconds: Double?
    if cursor.consume(UInt8(ascii: "(")), let whole = cursor.digits(1, 6) {
      let tenths = cursor.consume(UInt8(ascii: ".")) ? cursor.digits(1, 1) ?? 0 : 0
      if cursor.peek() == UInt8(ascii: "s") { milliseconds = Double(whole * 1000 + tenths * 100) }
    }
    return .netResponse(id: id, status: status, reason: reason, milliseconds: milliseconds)
  }

  private static func beginsWord(_ cursor: ByteCursor) -> Bool {
    cursor.index == 0 || !isWordByte(cursor.bytes[cursor.index - 1])
  }

  /// `<id>] `
  private static func id(_ cursor: inout ByteCursor) -> Range<Int>? {
    let id = cursor.take(upTo: 80) { isWordByte($0) || $0 == UInt8(ascii: "-") }
    return id.count >= 8 && cursor.consume("] ") ? id : nil
  }

  /// `content: …`, `content block 0: …`
  private static func content(_ cursor: inout ByteCursor) -> Range<Int>? {
    guard cursor.consume("content") else { return nil }
    if cursor.consume(" block ") { _ = cursor.digits(1, 6) }
    guard cursor.consume(UInt8(ascii: ":")) else { return nil }
    cursor.skipSpaces()
    return cursor.index..<cursor.end
  }

  private static func method(_ cursor: inout ByteCursor) -> Range<Int>? {
    let word = cursor.take(upTo: 8) { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }
    return isMethod(cursor.text(word)) ? word : nil
  }

  /// Whether the word is a method of HTTP.
  static func isMethod(_ word: String) -> Bool {
    ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"].contains(word)
  }

  // MARK: Java

  private static func javaRequest(_ start: ByteCursor) -> HTTPHeadline? {
    var cursor = start
    guard cursor.consume("--> "), let method = method(&cursor), cursor.consume(UInt8(ascii: " ")) else {
      return nil
    }
    let url = cursor.take { !isSpace($0) }
    return url.isEmpty ? nil : .javaRequest(method: method, url: url)
  }

  private static func javaResponse(_ start: ByteCursor) -> HTTPHeadline? {
    var cursor = start
    guard cursor.consume("<-- "), let status = cursor.digits(3, 3), cursor.consume(UInt8(ascii: " ")) else {
      return nil
    }
    let url = cursor.take { !isSpace($0) }
    cursor.skipSpaces()
    var milliseconds: Double?
    if cursor.consume(UInt8(ascii: "(")), let count = cursor.digits(1, 9), cursor.consume(" ms") {
      milliseconds = Double(count)
    }
    return .javaResponse(status: status, url: url, milliseconds: milliseconds)
  }
}
