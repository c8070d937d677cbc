import Evidence
import Testing

/// Call IDs, their changes, and every ID that is something else.
@Suite struct CallIDTests {
  @Test(arguments: [
    Example("callId: \(callA)", says: "A: mention"), Example("call id \(callA)", says: "A: mention"),
    Example("call.id=\(callA)", says: "A: mention"), Example("Call ID: {\(callA)}", says: "A: mention"),
    Example("call-id=\(callA.uppercased())", says: "A: mention"),
    Example("call_id=>\(callA)", says: "A: mention"),
    Example("\"callId\":\"\(callA)\"", says: "A: mention"),
    Example("\\\"callId\\\":\\\"\(callA)\\\"", says: "A: mention"),
    Example("let callId = Optional(\"\(callA)\")", says: "A: mention"),
    Example("UUID callId = \(callA);", says: "A: mention"), Example("CallId = \(callA)", says: "A: mention"),
    Example("Call added : Call Id = \(callA)", says: "A: mention"),
    Example("Call with id \(callA)", says: "A: mention"),
    Example("on calls update received \(callA)", says: "A: mention"),
    Example("addActiveCall : \(callA)", says: "A: mention"),
    Example("::::CallingDemoView call id \(callA)", says: "A: mention"),
    Example("E/ACS: startCall: callid \(callA)", says: "A: direction outgoing"),
    Example("https://contoso.example/report?callId=\(callA)&x=1", says: "A: mention"),
    Example("callIds: ['\(callA)', '\(callB)']", says: "A: mention"),
    Example("Incoming call received, callId \(callA)", says: "A: incoming"),
    Example("incoming all received \(callA)", says: "A: incoming"),
  ])
  func aLabelMakesACallID(example: Example) throws {
    let said = try claims(in: example.line + "\n")
    #expect(said == example.claims)
  }

  @Test(arguments: [
    Example("Call id Changed  \(callB)", says: "B: id ? -> B"),
    Example("idChanged \(callB)", says: "B: id ? -> B"),
    Example("callIdChanged: \(callB)", says: "B: id ? -> B"),
    Example("call id changed from \(callA) to \(callB)", says: "B: id A -> B"),
    Example("Call ID changed: \(callA) -> \(callB)", says: "B: id A -> B"),
    Example("callId \(callA) => \(callB)", says: "B: id A -> B"),
    Example("callId \(callA) \u{2192} \(callB)", says: "B: id A -> B"),
    Example("idChanged { oldCallId: '\(callA)', newCallId: '\(callB)' }", says: "B: id A -> B"),
    Example(
      "{\"event\":\"idChanged\",\"newCallId\":\"\(callB)\",\"oldCallId\":\"\(callA)\"}", says: "B: id A -> B"),
    Example("previous call id \(callA), new call id \(callB)", says: "B: id A -> B"),
    Example("ACSCall New CallId: \(callB)", says: "B: id ? -> B"),
    Example("TeamsCall New CallId: \(callB)", says: "B: id ? -> B"),
    Example("callId updated from '\(callA)' to '\(callB)'", says: "B: id A -> B"),
    Example("call_id changed: old=\(callA) new=\(callB)", says: "B: id A -> B"),
    Example("Call id changed to \(callB) (was \(callA))", says: "B: id A -> B"),
    Example("Call id changed to \(callB) from \(callA)", says: "B: id A -> B"),
    Example("new call id \(callB) (old \(callA))", says: "B: id A -> B"),
    Example("Call ID: \(callB) (previously \(callA))", says: "B: id A -> B"),
    Example("Call id replaced: \(callA) => \(callB)", says: "B: id A -> B"),
    Example("idChanged { old: '\(callA)', new: '\(callB)' }", says: "B: id A -> B"),
    Example("{\"event\":\"idChanged\",\"from\":\"\(callA)\",\"to\":\"\(callB)\"}", says: "B: id A -> B"),
    Example("call oldId=\(callA), newId=\(callB)", says: "B: id A -> B"),
    Example("call id was \(callA), now \(callB)", says: "B: id A -> B"),
    Example("call \(callA) is now known as \(callB)", says: "B: id A -> B"),
  ])
  func changesOfIDsNameBoth(example: Example) throws {
    let said = try claims(in: example.line + "\n")
    #expect(said == example.claims)
  }

  @Test(
    arguments: [
      ("serverCallId: \(callA)", nil), ("groupId: \(callA)", "group-id"),
      ("joining group call \(callA)", "group-id"),
      ("groupCallId=\(callA)", "group-id"), ("participantId: \(callA)", "participant-id"),
      ("correlationId: \(callA)", "correlation-id"), ("callConnectionId: \(callA)", "call-connection-id"),
      ("call connection id \(callA)", "call-connection-id"),
      ("call agent x-ms-client-request-id: \(callA)", "client-request-id"),
      ("endpointId: \(callA)", "endpoint-id"), ("operationId: \(callA)", "operation-id"),
      ("tenantId: \(callA)", "tenant-id"), ("X-Microsoft-Skype-Chain-ID: \(callA)", "chain-id"),
      ("x-ms-skype-chain-id=\(callA)", "chain-id"), ("x-ms-correlation-request-id: \(callA)", nil),
      ("deviceId: \(callA)", nil), ("sessionId=\(callA)", nil), ("saw \(callA)", nil),
      ("userId: \(callA)", nil),
      ("roomId: \(callA)", "room-id"), ("callbackId: \(callA)", nil), ("Etag \(callA)", nil),
      ("immutableResourceId: \(callA)", "immutable-resource-id"), ("threadId \(callA)", nil),
      ("callAgentId: \(callA)", nil), ("API call \(callA) took 12 ms", nil), ("callerId: \(callA)", nil),
      ("GET https://contoso.example/api/calls/\(callA)/notes", nil), ("chat id: \(callA)", nil),
      ("callLegId: \(callA)", nil), ("recall \(callA)", nil), ("id: \(callA)", nil),
      ("callerUserId \(callA)", nil),
      ("HTTP call \(callA) failed", nil), ("phone call \(callA) CRM record created", nil),
      ("GET /calls/\(callA)/state Connected 200", nil), ("device oldId=\(callA), newId=\(callB)", nil),
    ] as [(String, String?)])
  func otherIDsAreNoCalls(line: String, kind: String?) throws {
    let read = try evidence(of: line + "\n")
    #expect(read.observations.compactMap(\.callID) == [])
    #expect(read.observations.filter { if case .idChange = $0.claim { true } else { false } } == [])
    if let kind { #expect(read.identifiers == ["\(kind)=A"]) }
  }

  @Test(arguments: [
    "00000000-0000-0000-0000-000000000000", "null", "undefined", "REDACTED", "<private>",
    "a1a1a1a1-0001-4000",
  ])
  func placeholdersAreNoIDs(value: String) throws {
    let read = try evidence(
      of: "callId: \(value), participantId: \(value), state: Connected, mscv: \(value)\n")
    #expect(read.observations.compactMap(\.callID) == [])
    #expect(read.identifiers == [])
  }

  @Test(arguments: [
    (
      "ms-cv: 225oiHMlGU+EEsMgV0MISg.0", "ms-cv=225oiHMlGU+EEsMgV0MISg.0"
    ),
    ("\"mscv\": \"cnge6RMf20yD8hGYK0Jxdw.0\"", "ms-cv=cnge6RMf20yD8hGYK0Jxdw.0"),
    ("MS-CV = oh+LGB2dUUadMcTAdRWQxQ.1.1.1.7", "ms-cv=oh+LGB2dUUadMcTAdRWQxQ.1.1.1.7"),
    (
      "thread 19:6e5d6ca1d75044a49a36a7965ec4a906@thread.v2 opened",
      "thread-id=19:6e5d6ca1d75044a49a36a7965ec4a906@thread.v2"
    ),
    ("thread 19:meeting_MjZiOTkw@thread.v2 opened", "thread-id=19:meeting_MjZiOTkw@thread.v2"),
    (
      "sent Outgoing_20210309213228\(callA)_noam ok", "sms-message-id=Outgoing_20210309213228A_noam"
    ),
    ("got Incoming_20200918002745\(callA)", "sms-message-id=Incoming_20200918002745A"),
    (
      "POST /subscriptions/\(callB)/resourceGroups/rg-1/providers/Microsoft.Communication/CommunicationServices/contoso-acs",
      "resource-id=/subscriptions/B/resourcegroups/rg-1/providers/microsoft.communication/communicationservices/contoso-acs"
    ),
    ("callee 4:+14255550123 incoming call from", "user-mri=4:+14255550123"),
    ("roomId: 99466898241024408 participantId null", "room-id=99466898241024408"),
    ("roomId 99466898241024408 joined", "room-id=99466898241024408"),
    ("calling bot 28:orgid:\(callA), call agent", "user-mri=28:orgid:A"),
    (
      "call agent for 8:acs:\(callA)_0000000c-1fb9-4878-07fd-0848220077e1 created",
      "user-mri=8:acs:A_0000000c-1fb9-4878-07fd-0848220077e1"
    ),
    ("sdkVersion: '1.19.2.2_beta', callId: x", "sdk-version=1.19.2.2_beta"),
  ])
  func identifiersAreKnownByLabelOrShape(line: String, identifier: String) throws {
    #expect(try evidence(of: line + "\n").identifiers.contains(identifier))
  }

  @Test func linesOfNothingButIDsArePossibleCalls() throws {
    let server = "aHR0cHM6Ly" + String(repeating: "hcGkuZmxpZ2h0cHJveHku", count: 4)
    let read = try evidence(
      of: """
        \(callA)
        "\(callB)"
        12:32:42.351 index.js:8 \(callC)

        \(callA),\(callB)
        \(server)
        Outgoing_20210309213228\(callA)_noam
        20240912Z
        \(callA)
        """)
    #expect(read.observations.compactMap(\.callID) == [])
    #expect(
      read.identifiers == [
        "possible-call-id=A", "possible-call-id=B", "possible-call-id=C", "server-call-id=\(server)",
        "sms-message-id=Outgoing_20210309213228A_noam",
      ])
    #expect(read.observations.allSatisfy { $0.claim == .mention })
    #expect(read.observations.first { $0.time != nil }?.time?.text == "12:32:42.351")
  }

  @Test func severalCallsOfOneLineAreAllKnown() throws {
    #expect(
      Set(
        try claims(
          in:
            "calls: [{ callId: '\(callA)', state: 'Connected' }, { callId: '\(callB)', state: 'LocalHold' }]")
      )
        == ["A: state Connected", "B: state LocalHold"])
  }
}
