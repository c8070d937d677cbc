import Evidence
import Testing

@testable import Formats

/// Secrets are found wherever they stand, and none of them is told.
@Suite struct SecretTests {
  /// A way of writing a secret, and its kind.
  struct Shape: CustomTestStringConvertible, Sendable {
    let kind: String
    let text: String

    init(_ kind: String, _ text: String) {
      self.kind = kind
      self.text = text
    }

    var testDescription: String { text.prefix(24) + "…" }
  }

  private static let mark = FakeSecrets.mark
  private static let key = FakeSecrets.key
  private static let token = FakeSecrets.token(#"{"exp":1700000000,"skypeid":"acs:x"}"#)

  static let shapes: [Shape] = [
    Shape("access-token", "token=\(token)"), Shape("access-token", "X-Skypetoken: \(token)"),
    Shape("access-token", "Authorization: Bearer \(token)"),
    Shape("access-token", "Authorization: Bearer \(mark)abcdefghijklmnop"),
    Shape("access-token", "x-skypetoken=\(mark)abcdefghijklmn"),
    Shape("access-token", "https://a.example/?access_token=\(mark)abcdefghij"),
    Shape("access-token", "refreshToken: \(mark)abcdefghijklmnop"),
    Shape("access-key", "accesskey=\(key)"), Shape("access-key", "AccessKey: \(key)"),
    Shape("access-key", "primaryKey: \(key)"), Shape("access-key", "x-functions-key:\(key)"),
    Shape("access-key", "https://a.example/api/f?code=\(mark)abcdefghij=="),
    Shape("access-key", "https://a.example/api/f?x=1&key=\(mark)abcdefghij"),
    Shape("connection-string", "endpoint=https://contoso.communication.azure.com/;accesskey=\(key)"),
    Shape("connection-string", "Endpoint=https://contoso.communication.azure.com/;AccessKey=\(key)"),
    Shape("sas", "https://a.blob.core.windows.net/r?sv=2024-01-01&se=2024&sig=\(mark)abcdefghij%3D"),
    Shape("sas", "next=https%3A%2F%2Fa.example%2Fr%3Fsv%3D1%26sig%3D\(mark)abcdefghij"),
    Shape(
      "signature",
      "Authorization: HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=\(mark)abcdefghij="
    ),
    Shape("password", "a=ice-pwd:\(mark)abcdef"), Shape("password", "password=\(mark)"),
    Shape("signature", "Authorization: SharedKey contoso:\(key)"),
    Shape("password", "Authorization: Basic \(mark)abcdefghijklmnop"),
  ]

  static let inJSON: [Shape] = [
    Shape("access-token", #"{"X-Skypetoken":"\#(token)"}"#), Shape("access-token", #"{"token":"\#(token)"}"#),
    Shape("access-token", #"{"skypeToken":"\#(mark)abcdefghijkl"}"#),
    Shape("access-key", #"{"primaryKey":"\#(key)"}"#),
    Shape(
      "connection-string", #"{"primaryConnectionString":"endpoint=https://a.example/;accesskey=\#(key)"}"#),
    Shape("password", #"{"username":"u","password":"\#(mark)ab"}"#),
    Shape("password", #"{"urls":["turn:a.example"],"credential":"\#(mark)abcdefgh1"}"#),
    Shape("access-token", #"{"name":"authorization","value":"Bearer \#(token)"}"#),
  ]

  @Test(arguments: shapes + inJSON) func isFound(shape: Shape) {
    let found = Secrets.find(in: Array(shape.text.utf8))
    #expect(found.compactMap(\.kind?.rawValue).contains(shape.kind))
    #expect(!text(Secrets.masked(Array(shape.text.utf8))).contains(Self.mark))
  }

  @Test(arguments: shapes + inJSON) func isToldByItsLineAndNeverShown(shape: Shape) throws {
    let log =
      "2024-02-24T10:36:20Z first line callId: \(callA) Connected\nsome line\n2024-02-24T10:36:21Z callId: \(callA) "
      + shape.text + " Disconnected\n"
    let read = try evidence(of: log)
    #expect(read.secrets == ["\(shape.kind) 3"])
    #expect(!"\(read)".contains(Self.mark))
  }

  @Test(arguments: inJSON) func isFoundInDocuments(shape: Shape) throws {
    let element = try #require(JSONReader.read(Array(#"{"a":[\#(shape.text)]}"#.utf8))?.value)
    var sink = ObservationSink(source: Source(artifact: 0, record: 7, offset: 0))
    #expect(ServiceRecords.read(element, into: &sink) == nil)
    let kinds = sink.observations.compactMap { observation -> String? in
      if case .secret(let kind) = observation.claim { kind } else { nil }
    }
    #expect(kinds == [shape.kind])
    #expect(!"\(sink.observations)".contains(Self.mark))
  }

  @Test func isToldByItsLineInADocument() throws {
    let document = """
      {"log":{"version":"1.2","creator":{"name":"x"},"entries":[
      {"startedDateTime":"2024-02-24T10:36:20Z","time":1,
       "request":{"method":"POST","url":"https://contoso.communication.azure.com/calling/x",
        "headers":[
         {"name":"x","value":"y"},
         {"name":"authorization","value":"Bearer \(Self.token)"}
        ]},
       "response":{"status":401,"headers":[],
        "content":{"text":"{\\"token\\":\\"\(Self.token)\\"}"}}}
      ]}}
      """
    let read = try evidence(of: document)
    #expect(read.secrets.sorted() == ["access-token 6", "access-token 9"])
  }

  @Test(arguments: [
    "recordingId: eyJQbGF0Zm9ybUVuZHBvaW50SWQiOiI0MDFmNmUwMC0xMTExLTQxMTEtODExMS0xMTExMTExMTExMTEifQ",
    "Authorization:REDACTED", "Authorization: 'REDACTED'", "accesskey=<your access key here>",
    "accesskey=REDACTED00000000", #"{"token":"Sanitized"}"#, "Call end reason, code=480, subCode=10037",
    "https://a.example/?code=480&subCode=10037", "password: must be longer than 12 characters",
    "the token is good", "Signature=", "credential: AzureKeyCredential", "key=value",
    "Bearer token expected here",
    "sig=", "https://a.example/?a=1&b=2", "continuationToken=abc",
    "8:acs:\(callA)_00000001-0001-4000-8000-000000000001",
  ])
  func whatIsNoSecretStays(text line: String) {
    #expect(text(Secrets.masked(Array(line.utf8))) == line)
    #expect(Secrets.find(in: Array(line.utf8)).isEmpty)
  }

  @Test func partsOfASignedURLAreMasked() {
    let url =
      "https://a.example/r?sv=2024-11-04&sp=r&se=2030-01-01T00:00:00Z&sr=b&sig=\(Self.mark)abcdefghij&x=1"
    let masked = text(LogWords.withoutSecrets(Array(url.utf8)))
    #expect(masked == "https://a.example/r?sv=<secret>&sp=<secret>&se=<secret>&sr=<secret>&sig=<secret>&x=1")
  }

  @Test func eachLineOfARecordIsNamed() throws {
    let read = try evidence(
      of: """
        2026-11-22 00:54:32,404 DEBUG azure.core.pipeline.policies._universal: Request URL: 'https://contoso.communication.azure.com/sms?x=1'
        Request method: 'POST'
        Request headers:
            'Authorization': 'HMAC-SHA256 SignedHeaders=x-ms-date;host&Signature=\(Self.key)'
            'x-ms-client-request-id': '\(HTTPIDs.request)'
        Request body:
        {"accessToken": "\(Self.token)"}

        """)
    #expect(read.secrets == ["signature 4", "access-token 7"])
  }

  @Test func eachIsToldOnceAndTheirNumberIsBounded() throws {
    let line =
      "callId: \(callA) Authorization: Bearer \(Self.token) and Authorization: Bearer \(Self.token)\n"
    let read = try evidence(of: String(repeating: line, count: 12_000))
    #expect(read.secrets.count <= 10_000)
    #expect(read.secrets.count > 9_000)
    #expect(read.tokens.count == 1)
  }

  /// Wherever records are cut and however they are damaged, what is told holds no secret that is whole.
  @Test func nothingToldHoldsASecret() throws {
    var generator = SeededGenerator(seed: 11)
    let shapes = Self.shapes + Self.inJSON
    for _ in 0..<150 {
      var lines: [String] = []
      for _ in 0..<6 {
        let shape = try #require(shapes.randomElement(using: &generator))
        let start = try #require(
          [
            "callId: \(callA) Connected ", "azure:ACS-calling:info ",
            "Request [\(HTTPIDs.request)] GET https://a.example/?q= ",
            "CallingCommunicationError: code: 401, message: ", "\t", "Location:",
          ].randomElement(using: &generator))
        lines.append(start + shape.text)
      }
      let read = try evidence(of: lines.joined(separator: "\n") + "\n")
      #expect(!"\(read)".contains(Self.mark))
    }
  }

  @Test func damagedTextIsMaskedInItsTime() {
    var generator = SeededGenerator(seed: 12)
    let whole = Array((Self.shapes + Self.inJSON).map(\.text).joined(separator: "\n").utf8)
    for _ in 0..<500 {
      let damaged = mutated(whole, using: &generator)
      let found = Secrets.find(in: damaged)
      #expect(zip(found, found.dropFirst()).allSatisfy { $0.range.upperBound <= $1.range.lowerBound })
      _ = Secrets.masked(damaged)
    }
    for unit in ["eyJ", ":", "=", "a=", "%3D", "sig=", "Bearer ", "'x',", "accesskey=", "?code=&", "a:'"] {
      let text = Array(String(repeating: unit, count: 20_000).utf8)
      _ = Secrets.masked(text)
    }
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
