import Foundation
import Testing

/// No report shows a token, a key or a signature, whatever attachment it stands in.
@Suite struct SecretOutputTests {
  /// Put together here so that no scanner takes it for a real one.
  private static let mark = "Very" + "Secret" + "42"
  private static let key = mark + "aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1wX2yZ3/+=="
  private static let token =
    "eyJ" + "hbGciOiJSUzI1NiJ9.eyJleHAiOjE3MDAwMDAwMDAsImFjc1Njb3BlIjoiY2hhdCJ9." + mark
  private static let call = "a1a1a1a1-0001-4000-8000-a1a1a1a1a1a1"

  private static let attachments: [String: String] = [
    "console.log": """
    2024-01-16T10:00:00.000Z Starting call callId: \(call) token=\(token)
    2024-01-16T10:00:01.000Z Call state changed Connected callId: \(call) {"X-Skypetoken":"\(token)"}
    RM relays from trap, {"Skype":[{"addresses":["203.0.113.2"],"username":"u","password":"\(mark)"}]}
    2024-01-16T10:00:09.000Z Call ended callId: \(call) callEndReason: { code: 401, subCode: 0, message: 'Invalid \(token)' }

    """,
    "python.log": """
    2024-01-16 10:00:00,404 DEBUG azure.core.pipeline.policies._universal: Request URL: 'https://contoso.communication.azure.com/sms?api-version=1&sig=\(mark)abcdefghij&code=\(mark)xyz'
    Request method: 'POST'
    Request headers:
        'Authorization': 'HMAC-SHA256 SignedHeaders=x-ms-date;host&Signature=\(key)'
    Request body:
    {"connectionString": "endpoint=https://contoso.communication.azure.com/;accesskey=\(key)"}
    2024-01-16 10:00:01,404 DEBUG azure.core.pipeline.policies._universal: Response status: '401'
    Response headers:
        'WWW-Authenticate': 'Bearer \(key)'
    Response content:
    {"error": {"code": "Denied", "message": "Bad token \(token)"}}

    """,
    "network.har": """
    {"log":{"version":"1.2","creator":{"name":"WebInspector"},"entries":[{"startedDateTime":"2024-01-16T10:00:00.000Z","time":5,
    "request":{"method":"GET","url":"https://api.flightproxy.skype.com/x/\(token)/y?access_token=\(mark)abcdefghijk",
    "headers":[{"name":"Authorization","value":"Bearer \(token)"},{"name":"x-skypetoken","value":"\(key)"}]},
    "response":{"status":401,"statusText":"Bearer \(token)","headers":[],"content":{"text":"{\\"error\\":{\\"code\\":\\"\(token)\\"}}"}}}]}}
    """,
    "agent.log": """
    info: Azure.Core[1]
          Request [7e577e57-0001-4a00-8a00-000000000001] POST https://contoso.communication.azure.com/calling/callConnections
          User-Agent:\(token)
    \("2024-01-16T10:00:09.000Z") callId: \(call) see https://contoso.example/x?y=\(token.replacing(".", with: "%2E"))

    """,
    "PT1H.json": """
    {"time":"2024-01-16T11:00:00.000Z","category":"CallSummary","correlationId":"\(call)","properties":{"participantId":"b1b1b1b1-0001-4000-8000-b1b1b1b1b1b1","participantStartTime":"2024-01-16T10:00:00.000Z","participantDuration":"9","participantEndReason":"0","sdkVersion":"endpoint=https://x.example/;accesskey=\(key)","endpointId":"Bearer \(key)","identifier":"acs:\(token)"}}
    {"time":"2024-01-16T11:00:00.000Z","category":"CallClientOperations","operationName":"UserFacingDiagnostics","properties":{"CallId":"\(call)","CallClientTimeStamp":"2024-01-16T10:00:01.000Z","OperationName":"UserFacingDiagnostics","UserAgent":"x?sig=\(key)&sv=2","OperationPayload":"{\\"DiagnosticChanged\\":\\"accesskey=\(key)\\",\\"DiagnosticQuality\\":\\"Bearer \(key)\\"}"}}
    {"time":"2024-01-16T11:00:00.000Z","category":"CallClientOperations","operationName":"Join","properties":{"CallId":"\(call)","CallClientTimeStamp":"2024-01-16T10:00:02.000Z","OperationName":"Join","ResultType":"Failed","ResultSignature":401,"OperationPayload":"{\\"FailureReason\\":\\"SharedKey st:\(key) Authorization: skype_token \(key)\\"}"}}
    {"time":"2024-01-16T11:00:00.000Z","category":"SMSOperational","operationName":"Send?sig=\(key)","correlationId":"accesskey=\(key)","resultType":"Failed","resultSignature":"401","properties":{"MessageId":"accesskey=\(key)"}}

    """,
    "callback.json": """
    [{"id":"1","source":"calling/callConnections/401f3500-0001-4000-8000-000000000001","type":"Microsoft.Communication.CallConnected","specversion":"1.0","time":"2024-01-16T10:00:00Z","data":{"callConnectionId":"401f3500-0001-4000-8000-000000000001","correlationId":"\(call)","serverCallId":"https://s.example/r/a.mp4?sv=2022&sig=\(key)"}}]
    """,
    "resource.json": """
    {"name":"Contoso","properties":{"immutableResourceId":"\(call)"},"primaryKey":"\(key)",
    "primaryConnectionString":"endpoint=https://contoso.communication.azure.com/;accesskey=\(key)"}
    """,
  ]

  @Test(arguments: [
    ["scan"], ["scan", "-v"], ["scan", "--format", "json"], ["timeline"], ["timeline", "--format", "json"],
    ["files", "-v"], ["files", "--format", "json"], ["ids"], ["ids", "--format", "json"],
    ["ids", "--format", "csv"], ["ids", "--for-support"],
  ])
  func noReportShowsASecret(arguments: [String]) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let ticket = folder.appending(path: "ticket")
    try FileManager.default.createDirectory(at: ticket, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in Self.attachments {
      try Data(text.utf8).write(to: ticket.appending(path: name))
    }
    let run = try Program.run(arguments + ["ticket"], in: folder)
    #expect(run.exitCode == 0 || run.exitCode == 2)
    #expect(!run.output.isEmpty)
    #expect(!run.output.contains(Self.mark))
    #expect(!run.messages.contains(Self.mark))
    if arguments[0] != "files", arguments[0] != "ids" { #expect(run.output.contains("secret")) }
  }
}
