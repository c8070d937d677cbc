import Calls
import Catalog
import Evidence
import Testing

/// What must hold of the tickets with services' records, whatever the words of the reports.
@Suite struct ServiceExpectationTests {
  @Test("a client's log, exports, callbacks and requests over HTTP are one call with all of its IDs")
  func oneCallOfAllWitnesses() async throws {
    let analysis = await Ticket(name: "client-and-service").analysis()
    #expect(analysis.calls.count == 1)
    let call = try #require(analysis.calls.first)
    #expect(call.callID == GUID("b2a9c4de-51f7-4e86-8a30-77c1f2e4d9b0"))
    #expect(call.aliases == [GUID("3f1d0c52-7a64-4b0e-9c1d-2a5be8f0d001")])
    let kinds = Set(call.identifiers.map(\.identifier.kind))
    #expect(
      kinds.isSuperset(of: [
        .serverCallID, .callConnectionID, .chainID, .participantID, .endpointID, .correlationID, .userMRI,
        .resourceID, .operationID, .clientRequestID, .sdkVersion, .userAgent,
      ]))
    #expect(Set(call.timeline.map(\.witness)) == [.client, .service, .callback])
    #expect(call.legs.count == 3)
    let seen = call.legs.first { $0.client != nil }
    let own = try #require(seen)
    #expect(own.endReason?.codes.subCode == 301005)
    #expect(own.participantID == "a7c01d2e-44f3-4b6a-9c58-0d1e2f3a4b51")
    #expect(own.quality == "poor")
    let onTelephone = call.legs.first { $0.isTelephone }
    let telephone = try #require(onTelephone)
    #expect(
      telephone.carrier
        == CarrierCause(sipCode: 486, sipText: "Busy Here", q850Code: 17, q850Text: "User busy"))
    #expect(call.flags == [.network])
    let findings = Set(analysis.findings.map(\.kind))
    #expect(findings.isSuperset(of: ["end-reasons-disagree", "poor-media-quality"]))
  }

  @Test("exports alone show the call, and what failed outside of it by its own codes")
  func exportsAlone() async throws {
    let analysis = await Ticket(name: "exports-without-a-log").analysis()
    let call = try #require(analysis.calls.first)
    #expect(analysis.calls.count == 1)
    #expect(call.legs.count == 2)
    #expect(call.flags == [.infrastructure])
    #expect(call.durationSeconds == nil || call.durationSeconds == 93)
    let outside = analysis.findings.filter { $0.callKey == nil }.map(\.kind)
    #expect(outside.contains("throttled"))
    #expect(outside.contains("operation-failed"))
    let listed = Set(analysis.identifiers.map(\.identifier.kind))
    #expect(listed.isSuperset(of: [.smsMessageID, .msCV, .emailOperationID, .threadID]))
    #expect(!listed.contains(.tenantID))
  }
}
