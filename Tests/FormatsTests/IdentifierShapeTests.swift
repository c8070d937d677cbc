import Evidence
import Testing

/// What the shapes of IDs give away, row by row of what is known of them.
@Suite struct IdentifierShapeTests {
  private static let recording =
    "eyJQbGF0Zm9ybUVuZHBvaW50SWQiOiI0MDFmNmUwMC0xMTExLTQxMTEtODExMS0xMTExMTExMTExMTEifQ"

  @Test(arguments: [
    // Correlation vectors of all versions; a base alone only behind its label.
    ("ms-cv: bpqyomePDUqrSSYC.0", "ms-cv=bpqyomePDUqrSSYC.0"),
    ("MS-CV: V7SmguoWfeu79xdfaX5Iji.17.11!", "ms-cv=V7SmguoWfeu79xdfaX5Iji.17.11!"),
    (
      "ms-cv: A.e8iECJiOvUGPvOVtchxG9g-304773F68A307E98.1.F.A.234",
      "ms-cv=A.e8iECJiOvUGPvOVtchxG9g-304773F68A307E98.1.F.A.234"
    ),
    ("'ms-cv': 'Y4x6ZabFE0+E8ERwMpd68w'", "ms-cv=Y4x6ZabFE0+E8ERwMpd68w"),
    (#""MS-CV": "/\u002Bmk7B4tRUags4GfuUPG7Q.0""#, "ms-cv=/+mk7B4tRUags4GfuUPG7Q.0"),
    ("mscv: Y4x6ZabFE0+E8ERwMpd68w", "ms-cv=Y4x6ZabFE0+E8ERwMpd68w"),
    // Chain IDs in both spellings, also as recordings write them.
    ("X-Ms-Skype-Chain-Id: \(callA)", "chain-id=A"), ("x-ms-skype-chain-id:\(callA)", "chain-id=A"),
    ("'X-Microsoft-Skype-Chain-ID', '\(callA)',", "chain-id=A"),
    (#""X-Microsoft-Skype-Chain-ID": "\#(callA)""#, "chain-id=A"),
    ("started recording \(recording)", "recording-id=\(recording)"),
    (
      "sent Outgoing_2021030921322812345678-6cf9-4b93-8c0e-c49db855a365_noam",
      "sms-message-id=Outgoing_2021030921322812345678-6cf9-4b93-8c0e-c49db855a365_noam"
    ),
    (
      "GET https://contoso.communication.azure.com/emails/operations/\(callB)?api-version=2023-03-31",
      "email-operation-id=B"
    ),
    (
      "GET https://contoso.example/rooms/99466898241024408?api-version=2023-06-14",
      "room-id=99466898241024408"
    ),
    ("room id: 99416800913141485", "room-id=99416800913141485"),
    ("chatMessageId: '1613694358927'", "chat-message-id=1613694358927"),
    ("PATCH /shortCodes/countries/US/programBriefs/\(callC)?api-version=1", "short-code-brief-id=C"),
    ("program brief id: \(callC)", "short-code-brief-id=C"),
    ("PUT /tollFreeVerification/campaignBriefs/\(callC)", "toll-free-brief-id=C"),
    ("campaignBriefId = \(callC)", "toll-free-brief-id=C"),
    ("groupCallId: \(callA)", "group-id=A"),
    (
      "thread 19:acsV1_abcDEF-123_x@thread.v2 opened", "thread-id=19:acsV1_abcDEF-123_x@thread.v2"
    ),
    ("call agent of 8:spool:\(callA)_\(callB)", "user-mri=8:spool:A_B"),
    ("call agent of 8:gcch-acs:\(callA)_\(callB)", "user-mri=8:gcch-acs:A_B"),
    ("call agent of 28:\(callA)", "user-mri=28:A"),
    (
      "resourceId=/SUBSCRIPTIONS/\(callB)/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.COMMUNICATION/COMMUNICATIONSERVICES/CONTOSO/y=2023/m=01",
      "resource-id=/subscriptions/B/resourcegroups/rg/providers/microsoft.communication/communicationservices/contoso"
    ),
    (
      "at SUBSCRIPTIONS/\(callB)/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.COMMUNICATION/COMMUNICATIONSERVICES/CONTOSO",
      "resource-id=/subscriptions/B/resourcegroups/rg/providers/microsoft.communication/communicationservices/contoso"
    ),
    ("tenantId: \(callA)", "tenant-id=A"), ("userObjectId: \(callA)", "user-id=A"),
    ("callAgent, applicationId: \(callA)", "application-id=A"),
    ("callAgent, packageName: com.contoso.calling", "app-package=com.contoso.calling"),
  ])
  func shapesAndLabels(line: String, identifier: String) throws {
    let found = try evidence(of: line + "\n").identifiers
    #expect(found.contains(identifier), "\(found)")
  }

  @Test(arguments: [
    "ms-cv: REDACTED", "MS-CV: 0", "ms-cv: PlayWise.1", "mscv: abcdefghijklmnopqrst", "ms-cv: Sanitized",
    "X-Ms-Skype-Chain-Id: REDACTED", "X-Microsoft-Skype-Message-ID: \(callA)",
    "X-Microsoft-Skype-Original-Message-ID: \(callA)", "chain-id: 00000000-0000-0000-0000-000000000000",
    "/emails/operations/00000000-0000-0000-0000-000000000000",
    "/shortCodes/countries/US/programBriefs/00000000-0000-0000-0000-000000000000",
    "roomId: null", "roomId: 00000000", "threadId: Sanitized", "servercallid: <null>",
    "rooms/994668982410244081", "room id: 12345678901234567", "chatMessageId: 161369435892",
    "/subscriptions/\(callA)/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/x microsoft.communication/",
    "recordingId: REDACTED", "Outgoing_2021030921322 sent", "callAgent eyJQbGF0Zm9ybUVuZHBvaW50SWQiOi short",
  ])
  func whatIsNone(line: String) throws {
    #expect(try evidence(of: line + "\n").identifiers == [])
  }

  /// A line that only names IDs is kept once; when it was written last is told aside.
  @Test func repeatedMentionsKeepTheirLastTime() throws {
    let lines = (0..<3).map { "2024-07-08T07:0\($0):00.000Z participantId: \(callB) of callId: \(callA)" }
    let read = try evidence(
      of: (lines + ["2024-07-08T07:05:00.000Z ms-cv: bpqyomePDUqrSSYC.0"]).joined(separator: "\n"))
    #expect(read.observations.count == 2)
    #expect(read.lastMentions.map(\.observation) == [0])
    #expect(read.lastMentions.map(\.time.nanosecondOfDay) == [25_320_000_000_000])
  }

  /// Whatever a line that names every kind is cut to, or made of, nothing fails and no mask becomes an ID.
  @Test(arguments: 0..<40)
  func mutationsAreHarmless(seed: Int) throws {
    let line = Array(
      """
      ms-cv: A.e8iECJiOvUGPvOVtchxG9g-3.1 MS-CV: "/\\u002Bmk7B4tRUags4GfuUPG7Q.0!" X-Ms-Skype-Chain-Id: \(callA) \
      \(Self.recording) /emails/operations/\(callB) SUBSCRIPTIONS/\(callA)/RESOURCEGROUPS/R/PROVIDERS/\
      MICROSOFT.COMMUNICATION/COMMUNICATIONSERVICES/C/ roomId 99466898241024408 chatMessageId: 1613694358927
      """.utf8)
    var state = UInt64(seed) &+ 1
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<20 {
      var mutant = Array(line.prefix(next(line.count) + 1))
      for _ in 0..<next(6) { mutant[next(mutant.count)] = UInt8(next(255) + 1) }
      let read = try evidence(of: mutant + [10])
      for identifier in read.observations.flatMap(\.identifiers) {
        #expect(!identifier.value.isEmpty && identifier.value.utf8.count <= 600)
      }
    }
  }
}
