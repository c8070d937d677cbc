import Evidence
import Testing

@testable import Formats

/// HAR files, recorded sessions, and the documents about accounts and resources.
@Suite struct HTTPDocumentTests {
  /// What one element of a document says, and the kind of artifact it belongs to.
  private func read(_ json: String) throws -> (kind: ArtifactKind?, observations: [Observation]) {
    let value = try #require(JSONReader.read(Array(json.utf8))?.value)
    var sink = ObservationSink(source: Source(artifact: 0, record: 1, offset: 0))
    let kind = ServiceRecords.read(value, into: &sink)
    return (kind, sink.observations)
  }

  private func entry(_ url: String, status: Int = 201, method: String = "POST", more: String = "") -> String {
    """
    {"startedDateTime":"2024-02-24T10:36:20.123Z","time":474.2,"request":{"method":"\(method)","url":"\(url)",
    "headers":[{"name":"x-ms-client-request-id","value":"\(HTTPIDs.request)"}]},
    "response":{"status":\(status),"statusText":"Created","redirectURL":"",
    "headers":[{"name":"MS-CV","value":"\(HTTPIDs.vector)"},{"name":"Retry-After","value":"7"}],
    "content":{"mimeType":"application/json","text":"{\\"id\\":\\"19:abc@thread.v2\\"}"}}\(more)}
    """
  }

  @Test func entryOfAHAR() throws {
    let (kind, observations) = try read(
      entry("https://contoso.communication.azure.com/chat/threads?api-version=1"))
    #expect(kind == .har)
    let observation = try #require(observations.first)
    guard case .operation(let operation) = observation.claim else { throw TestFailure("no operation") }
    #expect(operation.name == "POST /chat/threads")
    #expect(operation.service == .chat)
    #expect(operation.result == .succeeded)
    #expect(operation.codes == EndCodes(code: 201))
    #expect(operation.milliseconds == 474.2)
    #expect(operation.retryAfter == 7)
    #expect(observation.time?.text == "2024-02-24T10:36:20.123Z")
    #expect(
      observation.text
        == "POST https://contoso.communication.azure.com/chat/threads?api-version=1 → 201 Created, 474 ms")
    #expect(
      observation.identifiers == [
        Identifier(.clientRequestID, HTTPIDs.request), Identifier(.msCV, HTTPIDs.vector),
        Identifier(.threadID, "19:abc@thread.v2"),
      ])
  }

  @Test func wholeHARAndStrangers() throws {
    let whole =
      "{\"log\":{\"version\":\"1.2\",\"entries\":[\(entry("https://cdn.example/a.js", status: 503)),"
      + "\(entry("https://contoso.communication.azure.com/sms", status: 0))]}}"
    let (kind, observations) = try read(whole)
    #expect(kind == .har)
    #expect(observations.count == 1)
    #expect(observations.first?.text.hasSuffix("no answer in this log") == true)
  }

  @Test func theFileIsRead() throws {
    let file = try evidence(
      of: "{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"WebInspector\"},\"entries\":["
        + "\(entry("https://contoso.communication.azure.com/sms"))]}}", name: "network.har")
    #expect(file.artifact.kind == .har)
    #expect(file.exchanges == ["sms POST /sms 201 474 ms"])
  }

  @Test func signInOfAPersonalAccount() throws {
    let personal = try read(entry("https://teams.live.com/v2/?utm=1", status: 200, method: "GET"))
    #expect(personal.observations.contains { $0.claim == .note(kind: "teams-sign-in-personal") })
    for url in [
      "https://teams.microsoft.com/v2/", "https://teams.live.com/_#/x",
      "https://evil.example/?teams.live.com/v2/",
    ] {
      let other = try read(entry(url, status: 200, method: "GET"))
      #expect(!other.observations.contains { $0.claim == .note(kind: "teams-sign-in-personal") })
    }
  }

  @Test func recordedSessions() throws {
    let one = """
      {"RequestUri":"https://contoso.communication.azure.com/emails:send?api-version=2023-03-31","RequestMethod":"POST",
      "RequestHeaders":{"User-Agent":["azsdk-net-Communication.Email/1.0.1","(.NET 8)"]},"StatusCode":202,
      "ResponseHeaders":{"MS-CV":"/\\u002Bmk7B4tRUags4GfuUPG7Q.0","X-Processing-Time":"95ms"},
      "ResponseBody":{"id":"\(callB)","status":"Running","error":null}}
      """
    let (kind, observations) = try read("{\"Entries\":[\(one),\(one)],\"Variables\":{}}")
    #expect(kind == .sdkHTTPLog)
    #expect(observations.count == 2)
    let identifiers = try #require(observations.first).identifiers
    #expect(identifiers.contains(Identifier(.emailOperationID, callB)))
    #expect(identifiers.contains(Identifier(.msCV, "/+mk7B4tRUags4GfuUPG7Q.0")))
    #expect(identifiers.contains(Identifier(.sdkVersion, "azsdk-net-Communication.Email/1.0.1")))
    #expect(try read(one).kind == .sdkHTTPLog)
  }

  @Test func licences() throws {
    let (kind, observations) = try read(
      """
      {"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#users('\(callA)')/licenseDetails","value":[{"skuId":"\(callB)",
      "servicePlans":[{"servicePlanId":"57ff2da0-773e-42df-b2af-ffb7a2317929","servicePlanName":"TEAMS1","provisioningStatus":"Success"},
      {"servicePlanId":"\(callC)","servicePlanName":"OTHER","provisioningStatus":"Disabled"}]}]}
      """)
    #expect(kind == .licenseDetails)
    #expect(
      observations.map(\.claim) == [
        .licence(LicencePlan(id: "57ff2da0-773e-42df-b2af-ffb7a2317929", name: "TEAMS1", status: "Success")),
        .licence(LicencePlan(id: callC, name: "OTHER", status: "Disabled")),
      ])
    #expect(observations.first?.identifiers == [Identifier(.userID, callA)])
  }

  @Test(arguments: [
    #"{"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Communication/CommunicationServices/Contoso","name":"Contoso","properties":{"immutableResourceId":"\#(callA)","dataLocation":"Europe"}}"#,
    #"{"immutableResourceId":"\#(callA)","dataLocation":"Europe","name":"Contoso","id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Communication/CommunicationServices/Contoso"}"#,
    #"{"outputs":{"acs":{"type":"Object","value":{"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Communication/CommunicationServices/Contoso","name":"Contoso","properties":{"immutableResourceId":"\#(callA)","dataLocation":"Europe"}}}}}"#,
  ])
  func resources(json: String) throws {
    let (kind, observations) = try read(json)
    #expect(kind == .resourceJSON)
    #expect(
      observations.map(\.claim) == [
        .resource(ResourceFacts(name: "Contoso", immutableID: callA, dataLocation: "Europe"))
      ])
    #expect(observations.first?.identifiers.map(\.kind) == [.immutableResourceID, .resourceID])
  }

  private static let health = """
    {"title":"Voice calls fail","service":"Azure Communication Services","region":"Global","trackingId":"ABCD-123","stage":"Active",
    "impactStartTime":"2024-01-16T06:00:00.000Z","impactedServices":"[{\\"ImpactedRegions\\":[{\\"RegionName\\":\\"West Europe\\"}],\\"ServiceName\\":\\"Azure Communication Services\\"}]"}
    """

  @Test(arguments: [
    #"{"schemaId":"azureMonitorCommonAlertSchema","data":{"essentials":{"monitoringService":"ServiceHealth"},"alertContext":{"eventSource":"ServiceHealth","properties":\#(health)}}}"#,
    #"{"schemaId":"Microsoft.Insights/activityLogs","data":{"status":"Activated","context":{"activityLog":{"eventSource":"ServiceHealth","properties":\#(health)}}}}"#,
    #"{"eventSource":"ServiceHealth","eventTimestamp":"2024-01-16T06:30:00Z","properties":\#(health)}"#,
  ])
  func healthAlerts(json: String) throws {
    let (kind, observations) = try read(json)
    #expect(kind == .azureMonitor)
    #expect(
      observations.map(\.claim) == [
        .healthAlert(
          ServiceHealthAlert(
            trackingID: "ABCD-123", title: "Voice calls fail", stage: "Active",
            services: ["Azure Communication Services"], regions: ["West Europe"]))
      ])
    #expect(observations.first?.time?.text == "2024-01-16T06:00:00.000Z")
  }

  @Test func timesOfHealthAlertsAreUTC() throws {
    let text = Self.health.replacing("2024-01-16T06:00:00.000Z", with: "1/2/2024 6:00:00 AM")
    let (_, observations) = try read(#"{"eventSource":"ServiceHealth","properties":\#(text)}"#)
    #expect(observations.first?.time?.date == .calendar(CalendarDate(year: 2024, month: 1, day: 2)))
    #expect(observations.first?.time?.zoneOffset == 0)
  }

  @Test func otherAlertsAreNone() throws {
    let (kind, observations) = try read(
      #"{"schemaId":"azureMonitorCommonAlertSchema","data":{"essentials":{},"alertContext":{"properties":{"a":"b"}}}}"#
    )
    #expect(kind == nil)
    #expect(observations.isEmpty)
  }

  @Test func debugDump() throws {
    let (kind, observations) = try read(
      """
      {"lastCallId":"\(callA)","lastLocalParticipantId":"\(callB)","debugInfoDumpId":"x",
      "debugInfoDumpUnzipped":"{\\"lines\\":[\\"2024-01-16T06:26:55.900Z [ACSCall{\(callA)}{Connected}] a\\"]}"}
      """)
    #expect(kind == .debugDump)
    #expect(observations.first?.callID == GUID(callA))
    #expect(observations.first?.identifiers == [Identifier(.participantID, callB)])
    #expect(observations.contains { $0.claim == .state(.connected) && $0.callID == GUID(callA) })
  }

  @Test func damagedDocumentsAreRead() throws {
    var generator = SeededGenerator(seed: 21)
    let seeds = [
      entry("https://contoso.communication.azure.com/chat/threads?sig=x"), Self.health,
      #"{"eventSource":"ServiceHealth","properties":\#(Self.health)}"#,
      #"{"lastCallId":"\#(callA)","debugInfoDumpUnzipped":{"a":["callId: \#(callA) Connected"]}}"#,
      #"{"RequestUri":"https://a/sms","StatusCode":"x","ResponseHeaders":{"MS-CV":[1,{}]},"ResponseBody":[[[]]]}"#,
      #"{"@odata.context":"users('x')/licenseDetails","value":[{"servicePlans":[{"servicePlanId":"\#(callC)"}]}]}"#,
    ]
    for seed in seeds {
      for _ in 0..<150 {
        let damaged = mutated(Array(seed.utf8), using: &generator)
        guard let value = JSONReader.read(damaged)?.value else { continue }
        var sink = ObservationSink(source: Source(artifact: 0, record: 1, offset: 0))
        _ = ServiceRecords.read(value, into: &sink)
        #expect(sink.observations.count < 50)
        #expect(sink.observations.allSatisfy { $0.text.count <= 400 })
      }
    }
  }
}
