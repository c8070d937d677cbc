import Evidence
import Testing

@testable import Formats

/// Damaged HTTP logs: reading ends, gives bounded output, and the same whatever pieces the log is read in.
@Suite struct HTTPDamageTests {
  private static let log = """
    info: Azure.Core[1]
          Request [\(HTTPIDs.request)] POST https://contoso.communication.azure.com/sms?api-version=2021-03-07
          x-ms-client-request-id:\(HTTPIDs.request)
          client assembly: Azure.Communication.Sms
    warn: Azure.Core[8]
          Error response [\(HTTPIDs.request)] 401 Unauthorized (00.3s)
          MS-CV:\(HTTPIDs.vector)

    2026-11-22 00:54:32,404 INFO azure.core.pipeline.policies.http_logging_policy: Request URL: 'https://contoso.communication.azure.com/rooms'
    Request method: 'POST'
    Request headers:
        'Accept': 'application/json'
    A body is sent with the request
    2026-11-22 00:54:32,409 DEBUG azure.core.pipeline.policies._universal: Response status: '201'
    Response headers:
        'ms-cv': '\(HTTPIDs.vector)'
    Response content:
    {"id": "99466898241024408",
     "participants": [{"a": 1}]}
    azure:core-rest-pipeline:info Request: {
      "url": "https://contoso.communication.azure.com/chat/threads",
      "method": "POST"
    }
    azure:core-rest-pipeline:info Response status code: 201
    azure:core-rest-pipeline:info Headers: {
      "ms-cv": "\(HTTPIDs.vector)"
    }
    x - {"az.sdk.message":"HTTP response","statusCode":202,"url":"https://contoso.communication.azure.com/sms","durationMs":102}
    nock('https://contoso.communication.azure.com').get('/rooms').reply(200, {"value":[]}, [ 'MS-CV', '\(HTTPIDs.vector)' ]);
    x - <-- 200 https://contoso.communication.azure.com/rooms (102 ms, 558-byte body)
    MS-CV:\(HTTPIDs.vector)
    <-- END HTTP
    Azure.RequestFailedException: Service request failed.
    Status: 501 (Not Implemented)

    Headers:
    MS-CV: \(HTTPIDs.vector)

    """

  @Test func theLogIsReadWhole() throws {
    let read = try evidence(of: Self.log)
    #expect(
      read.exchanges.map { $0.split(separator: " ").prefix(4).joined(separator: " ") } == [
        "sms POST /sms 401", "rooms POST /rooms 201", "chat POST /chat/threads 201", "sms /sms 202 102",
        "rooms GET /rooms 200", "rooms /rooms 200 102",
      ])
    #expect(read.transcript.last == "failure RequestFailedException 501 'Not Implemented'")
  }

  @Test func damagedLogsAreRead() throws {
    var generator = SeededGenerator(seed: 31)
    let log = Array(Self.log.utf8)
    for mutant in 0..<700 {
      let content = mutated(log, using: &generator)
      let read = try evidence(of: content)
      let counts = read.artifact.counts
      #expect(counts.recognised + counts.other + counts.cut == read.artifact.records)
      #expect(read.observations.count < 60)
      #expect(read.observations.allSatisfy { $0.text.count <= 400 && !$0.text.contains("\n") })
      if mutant.isMultiple(of: 50) { #expect(try evidence(of: content) == read) }
    }
  }

  @Test(arguments: [
    "Request URL: '", "Request [", "Request [\(HTTPIDs.request)] GET x\n", "Response status: 200\n",
    "--> GET a\n", "<-- 200 a (1 ms\n",
    "nock(", "nock('http://a').get('/b').reply(200,{", "az.sdk.message", "{\"az.sdk.message\":",
    "Service request failed.\n",
    "RequestFailedException: \n\n", "azure:core-a:info Request: {\n", "Response content:\n{",
    "Status: 500 (\n",
  ])
  func whateverIsRepeatedIsReadInItsTime(unit: String) throws {
    let content = [UInt8](repeatElement(Array(unit.utf8), count: (48 << 10) / unit.utf8.count).joined())
    let read = try evidence(of: content)
    #expect(read.artifact.bytes == content.count)
    #expect(read.observations.count <= content.count / 4)
  }
}
