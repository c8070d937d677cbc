/// The lines that belong to one request or answer: headers and body stand on lines of their own, with or without a prefix
/// like the first line's.
struct HTTPLines: Sendable {
  private enum Style {
    case python
    case net(isIndented: Bool)
    case java
    case exception
  }

  private enum Place {
    case headers
    /// A body is announced.
    case beforeBody
    /// In JSON that is not closed yet.
    case body(JSONDepth)
    case done
  }

  private let style: Style
  private var place = Place.headers
  private var bodyLines = 0
  private var bodyBytes = 0
  private var blankLines = 0
  private var section = Section.message

  private static let longestBody = 500
  /// A body over this is left to itself, so that the headers before it stay in one record.
  private static let largestBody = 32 << 10

  /// Nil where the line is not the first of a request, of an answer or of an exception about one.
  init?(opening line: ByteCursor) {
    if let headline = HTTPHeadline.find(in: line) {
      switch headline {
      case .pythonRequest, .pythonResponse: style = .python
      case .netContent(_, _, let text):
        style = .net(isIndented: false)
        place = HTTPLines.place(behind: ByteCursor(line.bytes, from: text.lowerBound, to: text.upperBound))
      case .netRequest, .netResponse, .netFailure: style = .net(isIndented: line.peek().map(isSpace) ?? false)
      case .javaRequest, .javaResponse: style = .java
      }
    } else if HTTPException.opens(line) {
      style = .exception
    } else {
      return nil
    }
  }

  /// Whether the line goes on with what was taken so far.
  mutating func takes(_ line: ByteCursor) -> Bool {
    switch place {
    case .done: return false
    case .body(var depth):
      bodyLines += 1
      bodyBytes += line.end - line.index
      guard bodyLines < HTTPLines.longestBody, bodyBytes < HTTPLines.largestBody,
        HTTPHeadline.find(in: line) == nil
      else { return false }
      depth.add(HTTPLines.content(of: line))
      place = depth.isClosed ? .done : .body(depth)
      return true
    case .beforeBody:
      guard line.end - line.index < HTTPLines.largestBody, HTTPHeadline.find(in: line) == nil else {
        return false
      }
      let content = HTTPLines.content(of: line)
      guard content.index > line.index || !LineHeader.begins(line) else { return false }
      place = HTTPLines.place(behind: content)
      return true
    case .headers: return takesHeader(line)
    }
  }

  private mutating func takesHeader(_ line: ByteCursor) -> Bool {
    switch style {
    case .python: return takesPython(HTTPLines.content(of: line))
    case .net(let isIndented):
      if isIndented, !(line.peek().map(isSpace) ?? false) { return false }
      return HTTPLines.isHeader(HTTPLines.content(of: line), spaced: false)
    case .java: return takesJava(line)
    case .exception: return takesException(line)
    }
  }

  private mutating func takesPython(_ line: ByteCursor) -> Bool {
    var content = line
    content.skipSpaces()
    if content.startsWith("'") { return firstIndex(of: "': '", in: content) != nil }
    if content.startsWith("Request body:") || content.startsWith("Response content:") {
      place = .beforeBody
      return true
    }
    return HTTPLines.pythonLines.contains { content.startsWith($0) }
  }

  private static let pythonLines: [StaticString] = [
    "Request method: ", "Request headers:", "Response headers:", "A body is sent", "No body was attached",
    "Body is streamable", "File upload",
  ]

  /// Headers, what is said of the body, and the line that ends it all.
  private mutating func takesJava(_ line: ByteCursor) -> Bool {
    if line.startsWith("--> END") || line.startsWith("<-- END") {
      place = .done
      return true
    }
    if line.startsWith("Response body:") || line.ends(line.index..<line.end, with: "-byte body:") {
      place = .beforeBody
      return true
    }
    return line.peek() == UInt8(ascii: "(") && firstIndex(of: "body", in: line) != nil
      || HTTPLines.isHeader(line, spaced: false)
  }

  private enum Section {
    case message
    case content
    case headers
    case frames
  }

  /// Status, `ErrorCode`, content and headers, with blank lines between; the frames of its stack behind them.
  private mutating func takesException(_ line: ByteCursor) -> Bool {
    bodyLines += 1
    guard bodyLines < HTTPLines.longestBody else { return false }
    var content = line
    content.skipSpaces()
    if content.isAtEnd {
      blankLines += 1
      if section == .headers { section = .frames }
      return blankLines <= 4
    }
    if content.startsWith("Content:") {
      section = .content
      return true
    }
    if content.startsWith("Headers:") {
      section = .headers
      return true
    }
    if content.startsWith("at ") || content.startsWith("--- ") { return true }
    switch section {
    case .message: return HTTPLines.exceptionLines.contains { content.startsWith($0) }
    case .content: return !LineHeader.begins(line) && HTTPHeadline.find(in: line) == nil
    case .headers: return HTTPLines.isHeader(content, spaced: true)
    case .frames: return false
    }
  }

  private static let exceptionLines: [StaticString] = [
    "Status: ", "ErrorCode: ", "RequestId:", "Time:", "Additional Information", "AdditionalInformation",
  ]

  private static func place(behind text: ByteCursor) -> Place {
    var content = text
    content.skipSpaces()
    guard let first = content.peek(), isOne(first, of: "{[") else { return .done }
    var depth = JSONDepth()
    depth.add(content)
    return depth.isClosed ? .done : .body(depth)
  }

  // MARK: Lines

  /// The line without what a logger writes before it.
  static func content(of line: ByteCursor) -> ByteCursor {
    var content = line
    if let start = loggers.lazy.compactMap({ name -> Int? in
      let head = ByteCursor(line.bytes, from: line.index, to: min(line.end, line.index + 160))
      return firstIndex(of: name, in: head).map { $0 + name.utf8CodeUnitCount }
    }).first {
      content.index = start
      _ = content.take { isOne($0, of: " :]|-") && $0 != UInt8(ascii: "'") }
      return content
    }
    guard let first = line.peek(), isDigit(first) || first == UInt8(ascii: "[") else { return line }
    let header = LineHeader(line)
    return ByteCursor(line.bytes, from: header.message.lowerBound, to: header.message.upperBound)
  }

  /// Those of Python's azure-core, which write each line as a record of its own where that is asked for.
  private static let loggers: [StaticString] = ["http_logging_policy", "policies._universal"]

  /// `Name:value`, or `Name: value`.
  static func isHeader(_ line: ByteCursor, spaced: Bool) -> Bool {
    header(line, spaced: spaced) != nil
  }

  /// The name and the value of a header's line.
  static func header(_ line: ByteCursor, spaced: Bool) -> HTTPHeader? {
    var cursor = line
    cursor.skipSpaces()
    if !spaced, cursor.startsWith("client assembly:") { return HTTPHeader("client assembly", "") }
    guard cursor.peek().map(isLetter) ?? false else { return nil }
    let name = cursor.take(upTo: 80) { isWordByte($0) || isOne($0, of: "-.") }
    guard cursor.consume(UInt8(ascii: ":")) else { return nil }
    if let next = cursor.peek(), isSpace(next) {
      guard spaced else { return nil }
      cursor.skipSpaces()
    }
    var end = cursor.end
    while end > cursor.index, isSpace(cursor.bytes[end - 1]) { end -= 1 }
    return HTTPHeader(cursor.text(name), cursor.text(cursor.index..<end))
  }
}

/// Whether JSON that comes line by line is closed.
struct JSONDepth: Sendable {
  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  private var hasBegun = false

  var isClosed: Bool { hasBegun && depth <= 0 }

  mutating func add(_ line: ByteCursor) {
    for byte in line.bytes[line.index..<line.end] {
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
      } else if byte == UInt8(ascii: "\"") {
        isInString = true
      } else if isOne(byte, of: "{[") {
        depth += 1
        hasBegun = true
      } else if isOne(byte, of: "}]") {
        depth -= 1
      }
    }
  }
}

/// The exception that .NET throws when a service refuses: `Service request failed.` and its status.
enum HTTPException {
  /// Whether it begins on this line.
  static func opens(_ line: ByteCursor) -> Bool {
    let start = ByteCursor(line.bytes, from: line.index, to: min(line.end, line.index + 600))
    return firstIndex(of: "Service request failed", by: 10, in: start) != nil
      || firstIndex(of: "RequestFailedException: ", by: 2, in: start) != nil
  }
}
