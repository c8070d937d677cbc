import Evidence

/// A header of a request or an answer.
struct HTTPHeader: Sendable, Equatable, Codable {
  /// In lower case.
  var name: String
  var value: String

  init(_ name: String, _ value: String) {
    self.name = name.lowercased()
    self.value = value
  }
}

/// One side of an exchange over HTTP as one record of a log shows it, or a piece of one.
struct HTTPPart: Sendable {
  enum Role: String, Sendable, Codable, PackableCase {
    case request
    /// An answer; also one of which the body or the headers are told once more.
    case response
    /// More about the request or the answer of this ID, or of the record before.
    case moreOfRequest
    case moreOfResponse
    /// The request had no answer, for this reason.
    case failure
  }

  var role: Role
  /// By which requests and answers are paired, without regard to case and dashes.
  var id: String?
  var method: String?
  var url: String?
  var status: Int?
  /// The words beside the status, or the reason of a failure.
  var reason: String?
  var milliseconds: Double?
  var headers: [HTTPHeader] = []
  /// The beginning of the body.
  var body: [UInt8] = []
  /// The body where it came as a value.
  var document: JSONValue?

  init(_ role: Role) {
    self.role = role
  }

  /// Bytes of a body that are read for IDs and error codes.
  static let longestBody = 16 << 10
  /// Headers that are kept of one message.
  static let mostHeaders = 200

  mutating func add(_ header: HTTPHeader) {
    guard headers.count < HTTPPart.mostHeaders else { return }
    headers.append(header)
  }

  func header(_ name: String) -> String? {
    headers.first { $0.name == name }?.value
  }

  /// Takes a body that came as a value; one in a string is text.
  mutating func take(body value: JSONValue?) {
    if let text = value?.string {
      body = Array(text.utf8.prefix(HTTPPart.longestBody))
    } else if let value, !value.isNull {
      document = value
    }
  }

  /// The body as a value; nil where it is no JSON.
  var content: JSONValue? {
    if let document { return document }
    guard let first = body.first(where: { !isSpace($0) }), first == .openBrace || first == .openBracket else {
      return nil
    }
    return JSONReader.read(body)?.value
  }

  /// Takes over the ID that its headers tell, where the log has none of its own.
  mutating func completeID() {
    id = HTTPPart.plain(id ?? header("x-ms-client-request-id") ?? header("client-request-id"))
  }

  private static func plain(_ id: String?) -> String? {
    guard let id else { return nil }
    let plain = id.lowercased().filter { $0.isHexDigit }
    return plain.utf8.count >= 16 ? plain : nil
  }

  /// Whether an ID that support asks for is masked in it.
  var hasMaskedID: Bool {
    headers.contains { HTTPIdentifiers.isID($0.name) && $0.value.uppercased() == "REDACTED" }
  }
}
