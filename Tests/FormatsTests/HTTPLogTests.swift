import Evidence
import Testing

@testable import Formats

/// Requests and answers as the SDKs of each language log them.
@Suite struct HTTPLogTests {
  private static let netRequest = """
    Request [\(HTTPIDs.request)] POST https://contoso.communication.azure.com/calling/callConnections/\(HTTPIDs.connection):terminate?api-version=2024-04-15
    x-ms-client-request-id:\(HTTPIDs.request)
    Accept:application/json
    Authorization:REDACTED
    client assembly: Azure.Communication.CallAutomation
    """
  private static let netResponse = """
    Error response [\(HTTPIDs.request)] 404 Not Found (00.3s)
    MS-CV:\(HTTPIDs.vector)
    X-Microsoft-Skype-Chain-ID:\(HTTPIDs.chain)
    Date:Sat, 24 Feb 2024 10:36:20 GMT

    """

  private func check(_ read: ArtifactEvidence, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(
      read.exchanges == [
        "call-automation POST /calling/callConnections/{id}:terminate 404 'Not Found' 300 ms"
      ],
      sourceLocation: sourceLocation)
    for id in [
      "call-connection-id=\(HTTPIDs.connection)", "client-request-id=\(HTTPIDs.request)",
      "ms-cv=\(HTTPIDs.vector)", "chain-id=\(HTTPIDs.chain)",
    ] {
      #expect(read.identifiers.contains(id), sourceLocation: sourceLocation)
    }
    #expect(read.artifact.kind == .sdkHTTPLog, sourceLocation: sourceLocation)
    #expect(
      read.observations.allSatisfy { $0.testimony == HTTPExchange.testimony }, sourceLocation: sourceLocation)
  }

  @Test func netConsole() throws {
    check(
      try evidence(
        of: "[Informational] Azure-Core: \(Self.netRequest)\n\n[Warning] Azure-Core: \(Self.netResponse)"))
  }

  @Test func netTrace() throws {
    check(
      try evidence(
        of: "Azure-Core: [Informational] \(Self.netRequest)\n\nAzure-Core: [Warning] \(Self.netResponse)"))
  }

  @Test func netCallback() throws {
    check(
      try evidence(
        of: "[10:36:20:101][Informational] \(Self.netRequest)\n\n[10:36:20:404][Warning] \(Self.netResponse)")
    )
  }

  @Test func netLogger() throws {
    func indented(_ text: String) -> String {
      text.split(separator: "\n", omittingEmptySubsequences: false).map { "      \($0)" }.joined(
        separator: "\n")
    }
    check(
      try evidence(
        of:
          "info: Azure.Core[1]\n\(indented(Self.netRequest))\nwarn: Azure.Core[8]\n\(indented(Self.netResponse))\n"
      ))
  }

  @Test func appServiceStream() throws {
    let read = try evidence(
      of: "2026-06-22T14:21:17   [Information]   \(Self.netRequest)\n\n"
        + "2026-06-22T14:21:18   [Warning]   \(Self.netResponse)2026-06-22T14:21:19   [Information]   Executed\n"
    )
    check(read)
    #expect(read.observations.first?.time?.text == "2026-06-22T14:21:18")
  }

  @Test func functionsCommandLine() throws {
    func stamped(_ text: String) -> String {
      text.split(separator: "\n").map { "[2025-10-01T23:55:20.884Z] \($0)\n" }.joined()
    }
    check(try evidence(of: stamped(Self.netRequest) + stamped(Self.netResponse)))
  }

  @Test func aLoggerOfJSON() throws {
    func line(_ text: String) -> String {
      let escaped = text.replacing("\n", with: "\\r\\n")
      return
        #"{"Timestamp":"2024-02-24T10:36:20Z","EventId":1,"LogLevel":"Information","Category":"Azure.Core","Message":"\#(escaped)"}"#
    }
    check(try evidence(of: line(Self.netRequest) + "\n" + line(Self.netResponse) + "\n"))
  }

  @Test func contentAndFailures() throws {
    let read = try evidence(
      of: """
        [Informational] Azure-Core: Request [\(HTTPIDs.request)] POST https://contoso.communication.azure.com/sms?api-version=2021-03-07
        Accept:application/json

        [Warning] Azure-Core: Error response [\(HTTPIDs.request)] 400 Bad Request (01.2s)
        Date:Sat, 24 Feb 2024 10:36:20 GMT

        [Verbose] Azure-Core: Error response [\(HTTPIDs.request)] content: {"error":{"code":"BadRequest","message":"No such number."}}
        [Informational] Azure-Core: Request [\(HTTPIDs.request2)] GET https://contoso.communication.azure.com/rooms
        [Informational] Azure-Core: Request [\(HTTPIDs.request2)] exception System.Net.Http.HttpRequestException: refused

        """)
    #expect(
      read.exchanges == ["sms POST /sms 400 'BadRequest: No such number.' 1200 ms", "rooms GET /rooms"])
    #expect(read.observations.last?.text.contains("refused") == true)
  }

  private static let pythonRequest = [
    "Request URL: 'https://contoso.communication.azure.com/calling/callConnections?api-version=2026-03-12'",
    "Request method: 'POST'", "Request headers:", "    'Accept': 'application/json'",
    "    'x-ms-client-request-id': '\(HTTPIDs.request)'", "    'Authorization': 'REDACTED'",
    "A body is sent with the request",
  ]
  private static let pythonResponse = [
    "Response status: 201", "Response headers:", "    'ms-cv': 'REDACTED'",
    "    'X-Ms-Skype-Chain-Id': 'REDACTED'", "    'x-ms-client-request-id': '\(HTTPIDs.request)'",
  ]
  private static let logger = "azure.core.pipeline.policies.http_logging_policy"

  @Test(
    arguments: [false, true], ["INFO:\(logger):", "2026-11-22 00:54:32,404 INFO \(logger): ", "\(logger) : "])
  func python(everyLine: Bool, prefix: String) throws {
    func record(_ lines: [String]) -> String {
      lines.enumerated().map { $0 == 0 || everyLine ? prefix + $1 : $1 }.joined(separator: "\n") + "\n"
    }
    let read = try evidence(of: record(Self.pythonRequest) + record(Self.pythonResponse))
    #expect(read.exchanges.count == 1)
    #expect(read.exchanges.first?.hasPrefix("call-automation POST /calling/callConnections 201") == true)
    #expect(read.identifiers == ["client-request-id=\(HTTPIDs.request)"])
    #expect(read.noise.map(\.kind) == ["redacted-identifier"])
    #expect(read.noise.first?.count == 1)
    #expect(read.artifact.kind == .sdkHTTPLog)
  }

  @Test func pythonWithoutPrefix() throws {
    let lines = Self.pythonRequest + Self.pythonResponse + Self.pythonRequest + Self.pythonResponse
    let read = try evidence(of: lines.joined(separator: "\n") + "\n")
    #expect(read.exchanges.count == 2)
  }

  @Test func twoLoggersTellOneRequest() throws {
    let debug = "2026-11-22 00:54:32,404 DEBUG azure.core.pipeline.policies._universal: "
    let info = "2026-11-22 00:54:32,405 INFO \(Self.logger): "
    let body = #"{"callConnectionId": "\#(HTTPIDs.connection)", "correlationId": "\#(callA)"}"#
    let read = try evidence(
      of: debug + Self.pythonRequest.dropLast().joined(separator: "\n") + "\nRequest body:\n{\"a\": 1}\n"
        + info + Self.pythonRequest.joined(separator: "\n") + "\n"
        + "2026-11-22 00:54:32,408 DEBUG urllib3.connectionpool: https://contoso.communication.azure.com:443 \"POST /x HTTP/1.1\" 201 228\n"
        + info.replacing(",405", with: ",909") + Self.pythonResponse.joined(separator: "\n") + "\n"
        + debug.replacing(",404", with: ",910")
          + """
          Response status: '201'
          Response headers:
              'ms-cv': '\(HTTPIDs.vector)'
              'X-Ms-Skype-Chain-Id': '\(HTTPIDs.chain)'
              'x-ms-client-request-id': '\(HTTPIDs.request)'
          Response content:
          \(body)
          EXC something else

          """)
    #expect(read.exchanges == ["call-automation POST /calling/callConnections 201 505 ms"])
    #expect(
      Set(read.identifiers) == [
        "client-request-id=\(HTTPIDs.request)", "ms-cv=\(HTTPIDs.vector)", "chain-id=\(HTTPIDs.chain)",
        "call-connection-id=\(HTTPIDs.connection)", "correlation-id=A",
      ])
  }

  @Test func javaJSON() throws {
    let name = "16:58:51.141 INFO  c.a.c.s.i.SmsImpl.send - "
    let read = try evidence(
      of: """
        \(name){"az.sdk.message":"HTTP request","method":"POST","url":"https://contoso.communication.azure.com/sms?api-version=2021-03-07","tryCount":"1","contentLength":120,"x-ms-client-request-id":"\(HTTPIDs.request)"}
        \(name){"az.sdk.message":"HTTP response","contentLength":"558","statusCode":202,"url":"https://contoso.communication.azure.com/sms?api-version=2021-03-07","durationMs":102,"ms-cv":"\(HTTPIDs.vector)","x-ms-client-request-id":"\(HTTPIDs.request)"}

        """)
    #expect(read.exchanges == ["sms POST /sms 202 102 ms"])
    #expect(read.identifiers == ["client-request-id=\(HTTPIDs.request)", "ms-cv=\(HTTPIDs.vector)"])
  }

  @Test func javaArrows() throws {
    let read = try evidence(
      of: """
        2020-01-09 12:35:14.232 [main] [INFO] com.azure.core.DefaultLogger - --> POST https://contoso.communication.azure.com/identities?api-version=1
        x-ms-client-request-id:\(HTTPIDs.request)
        (12-byte body)
        --> END POST
        2020-01-09 12:35:14.500 [main] [INFO] com.azure.core.DefaultLogger - <-- 201 https://contoso.communication.azure.com/identities?api-version=1 (244 ms, 90-byte body)
        MS-CV:\(HTTPIDs.vector)
        Response body:
        {"identity":{"id":"8:acs:\(callB)_00000001-0001-4000-8000-000000000001"}}
        <-- END HTTP
        2020-01-09 12:35:15.000 [main] [INFO] com.contoso.App - callId: \(callA) Connected

        """)
    #expect(read.exchanges == ["identity POST /identities 201 244 ms"])
    #expect(read.transcript.last == "A: state Connected")
    #expect(read.identifiers.contains("user-mri=8:acs:B_00000001-0001-4000-8000-000000000001"))
  }

  @Test func javaScript() throws {
    let read = try evidence(
      of: """
        azure:core-rest-pipeline:info Request: {
          "url": "https://contoso.communication.azure.com/chat/threads/19:abc@thread.v2/messages?api-version=2021-09-07",
          "headers": {
            "content-type": "application/json",
            "x-ms-client-request-id": "\(HTTPIDs.request)"
          },
          "method": "POST",
          "requestId": "\(HTTPIDs.request)"
        }
        azure:core-rest-pipeline:info Response status code: 201
        azure:core-rest-pipeline:info Headers: {
          "ms-cv": "\(HTTPIDs.vector)",
          "content-type": "application/json"
        }

        """)
    #expect(read.exchanges == ["chat POST /chat/threads/{id}/messages 201"])
    #expect(
      read.identifiers == [
        "thread-id=19:abc@thread.v2", "client-request-id=\(HTTPIDs.request)", "ms-cv=\(HTTPIDs.vector)",
      ])
    #expect(read.artifact.kind == .sdkHTTPLog)
  }

  @Test func nock() throws {
    let read = try evidence(
      of: """
        let nock = require('nock');

        nock('https://contoso.communication.azure.com:443', {"encodedQueryParams":true})
          .post('/calling/callConnections', {"callbackUri":"https://contoso.example"})
          .query(true)
          .reply(201, {"callConnectionId":"\(HTTPIDs.connection)"}, [
          'Content-Type',
          'application/json',
          'X-Microsoft-Skype-Chain-ID',
          '\(HTTPIDs.chain)',
          'MS-CV',
          '\(HTTPIDs.vector)',
          'Date',
          'Wed, 02 Feb 2022 05:30:55 GMT'
        ]);

        """)
    #expect(read.exchanges == ["call-automation POST /calling/callConnections 201"])
    #expect(
      read.identifiers == [
        "chain-id=\(HTTPIDs.chain)", "ms-cv=\(HTTPIDs.vector)", "call-connection-id=\(HTTPIDs.connection)",
      ])
    #expect(read.observations.first?.time?.zoneOffset == 0)
    #expect(read.artifact.kind == .sdkHTTPLog)
  }

  @Test func exceptionOfNet() throws {
    let read = try evidence(
      of: """
        Unhandled exception. Azure.RequestFailedException: Service request failed.
        Status: 501 (Not Implemented)

        Content:
        {"error":{"code":"8522","message":"Call not found."}}

        Headers:
        MS-CV: \(HTTPIDs.vector)
        X-Ms-Skype-Chain-Id: REDACTED
        Content-Length: 10

           at Azure.Communication.CallAutomation.CallConnection.HangUpAsync()

        """)
    #expect(read.transcript == ["failure RequestFailedException 501/8522 'Call not found.'"])
    #expect(read.identifiers == ["ms-cv=\(HTTPIDs.vector)"])
    #expect(read.noise.map(\.kind) == ["redacted-identifier"])
  }

  @Test func errorCodeOfAnException() throws {
    let read = try evidence(
      of:
        "Azure.RequestFailedException: The phone number is wrong.\nStatus: 400 (Bad Request)\nErrorCode: InvalidNumber\n"
    )
    #expect(read.transcript == ["failure RequestFailedException 400 'InvalidNumber'"])
  }

  @Test func answersAreNotGuessed() throws {
    let read = try evidence(
      of: """
        Request URL: 'https://contoso.communication.azure.com/sms'
        Request method: 'POST'
        Request URL: 'https://contoso.communication.azure.com/rooms'
        Request method: 'GET'
        some other line
        Response status: 500
        Response status: 200

        """)
    // The first answer follows a request; which the second is for is clear, for only one is left.
    #expect(read.exchanges == ["rooms GET /rooms 500", "sms POST /sms 200"])
    let doubtful = try evidence(
      of: """
        Request URL: 'https://contoso.communication.azure.com/sms'
        Request URL: 'https://contoso.communication.azure.com/rooms'
        Request URL: 'https://contoso.communication.azure.com/emails:send'
        Response status: 200
        Response status: 201

        """)
    #expect(doubtful.exchanges == ["email /emails:send 200", "other HTTP 201", "sms /sms", "rooms /rooms"])
    #expect(doubtful.observations.last?.text.hasSuffix("no answer in this log") == true)
  }

  @Test func requestsAreCountedByTime() throws {
    let lines = (0..<10).map { number in
      let id = "5eed5eed-0000-4000-8000-00000000000\(number)"
      return "2024-02-24T10:3\(number):20Z Request [\(id)] POST https://contoso.communication.azure.com/sms\n"
        + "2024-02-24T10:3\(number):21Z Response [\(id)] \(number == 3 ? 503 : 202) x (00.1s)\n"
    }
    let read = try evidence(of: lines.joined())
    #expect(read.operations.map(\.requests) == [5, 5])
    #expect(read.operations.map(\.failures) == [1, 0])
    #expect(read.operations.map(\.start.rfc3339) == ["2024-02-24T10:30:00.000Z", "2024-02-24T10:35:00.000Z"])
  }

  @Test(arguments: [
    ("https://a.communication.azure.com/sms?x=1", "sms /sms"),
    ("https://a.communication.azure.com/emails/operations/\(callA)", "email /emails/operations/{id}"),
    (
      "https://a.communication.azure.com/identities/8:acs:\(callB)_x1/:issueAccessToken",
      "identity /identities/{id}/:issueAccessToken"
    ),
    (
      "https://a.communication.azure.com/rooms/99466898241024408/participants",
      "rooms /rooms/{id}/participants"
    ),
    (
      "https://a.communication.azure.com/calling/recordings/eyJQbGF0Zm9ybUVuZHBvaW50SWQiOiIy:pause",
      "call-recording /calling/recordings/{id}:pause"
    ),
    ("https://a.communication.azure.com/routing/jobs/j1", "job-router /routing/jobs/{id}"),
    (
      "https://a.communication.azure.com/networkTraversal/:issueRelayConfiguration",
      "network-traversal /networkTraversal/:issueRelayConfiguration"
    ),
    (
      "https://a.communication.azure.com/messages/notifications:send",
      "advanced-messaging /messages/notifications:send"
    ),
    ("https://a.communication.azure.com/phoneNumbers/%2B14255550123", "other /phoneNumbers/{id}"),
    ("https://api.flightproxy.skype.com/api/v2/cp/x", "calling /api/v2/cp/x"),
    ("https://user:pass@contoso.example", "other /"),
  ])
  func addresses(url: String, words: String) {
    let address = HTTPAddress(url)
    #expect("\(address.service.rawValue) \(address.template)" == words)
  }

  @Test(arguments: [
    ("https://u:\(FakeSecrets.mark)@contoso.example/a", "https://<secret>@contoso.example/a"),
    (
      "https://contoso.example/tokens/\(FakeSecrets.mark)0123456789",
      "https://contoso.example/tokens/<secret>"
    ),
    (
      "https://contoso.example/rooms/99466898241024408?a=/b",
      "https://contoso.example/rooms/99466898241024408?a=/b"
    ),
    ("/sms?x", "/sms?x"), ("", ""),
  ])
  func addressesAreShownWithoutTheirKeys(url: String, shown: String) {
    #expect(HTTPAddress.shown(url) == shown)
  }

  @Test(arguments: [
    "--> GET https://contoso.example/a",
    "Azure.RequestFailedException: Service request failed.\nStatus: 501 (Not Implemented)\n",
    "[Informational] Azure-Core: Request [\(HTTPIDs.request)] GET https://contoso.communication.azure.com/sms",
    "Request URL: 'https://contoso.communication.azure.com/sms'", "Response status: 200",
  ])
  func linesOfTheirOwnStayOnTheirOwn(opening: String) throws {
    let read = try evidence(
      of: opening + "\ncallId: \(callA) state: Connected\nCall state changed Disconnected\n")
    #expect(read.transcript.contains("A: state Connected"))
    #expect(read.transcript.last == "state Disconnected" || read.transcript.contains("state Disconnected"))
  }
}
