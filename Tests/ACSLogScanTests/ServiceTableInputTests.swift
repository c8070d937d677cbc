import ACSLogScan
import Calls
import Evidence
import Foundation
import Testing

/// One row of each of Azure Monitor's tables, as a diagnostic setting writes it, read as a user would have it read.
@Suite struct ServiceTableInputTests {
  struct Table: Sendable, CustomTestStringConvertible {
    let category: String
    let correlationID: String
    let properties: String
    let showsCall: Bool
    let kinds: Set<IdentifierKind>

    init(
      _ category: String, _ correlationID: String, _ properties: String, showsCall: Bool = false,
      _ kinds: Set<IdentifierKind>
    ) {
      self.category = category
      self.correlationID = correlationID
      self.properties = properties
      self.showsCall = showsCall
      self.kinds = kinds
    }

    var testDescription: String { category }

    var row: String {
      #"{"time":"2026-01-02T04:00:00.5Z","resourceId":"/SUBSCRIPTIONS/0A0A0A0A-8888-4D0E-9F10-AAAABBBBCCCC/RESOURCEGROUPS/CONTOSO/PROVIDERS/MICROSOFT.COMMUNICATION/COMMUNICATIONSERVICES/CONTOSO","#
        + #""category":"\#(category)","operationName":"\#(category)","correlationId":"\#(correlationID)","properties":{\#(properties)}}"#
        + "\n"
    }
  }

  @Test(
    "a row of each table is recognised, shows a call or none, and gives the IDs that its columns mean",
    arguments: tables)
  func rows(of table: Table) async throws {
    let analysis = try await analysis(of: table.row)
    #expect(analysis.kinds == ["azure-monitor"])
    #expect(analysis.artifacts.first?.counts.recognised == 1)
    #expect(analysis.calls.count == (table.showsCall ? 1 : 0))
    let found = analysis.identifiers + analysis.calls.flatMap(\.identifiers)
    let kinds = Set(found.map(\.identifier.kind))
    #expect(kinds.subtracting([.immutableResourceID]) == table.kinds.union([.resourceID]))
    if table.showsCall {
      #expect(analysis.calls.first?.callID == GUID(table.correlationID))
    }
  }

  @Test("a call that a survey or a bill names and nothing shows is listed as a possible one")
  func possibleCalls() async throws {
    for table in Self.tables where table.kinds.contains(.possibleCallID) {
      let analysis = try await analysis(of: table.row)
      #expect(analysis.values(.possibleCallID).count == 1, "\(table.category)")
      #expect(analysis.calls.isEmpty)
    }
  }

  @Test("a table that nobody knows is kept: its IDs by shape, its row counted")
  func unknownTables() async throws {
    let table = Table(
      "CallFutureOperational", "3f0e2b6c-1111-4a2b-9c3d-0123456789ab",
      #""participantId":"7b1d5a90-2222-4c3e-8f10-abcdefabcdef","newColumn":"x""#, [])
    let analysis = try await analysis(of: table.row)
    #expect(analysis.artifacts.first?.records == 1)
    #expect(analysis.artifacts.first?.counts.recognised == 1)
    let found = analysis.identifiers + analysis.calls.flatMap(\.identifiers)
    #expect(found.contains { $0.identifier.value == "7b1d5a90-2222-4c3e-8f10-abcdefabcdef" })
  }

  private func analysis(of text: String) async throws -> Analysis {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).json")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return await Analyzer().analyze([file.path])
  }

  static let tables = [
    Table(
      "CallSummary", "3f0e2b6c-1111-4a2b-9c3d-0123456789ab",
      #""callType": "Group", "participantId": "7b1d5a90-2222-4c3e-8f10-abcdefabcdef", "endpointId": "c0ffee00-3333-4d5e-9a0b-00112233aabb", "endpointType": "VoIP", "participantStartTime": "2026-01-02T03:04:05Z", "participantDuration": "60", "participantEndReason": "0""#,
      showsCall: true, [.endpointID, .participantID]),
    Table(
      "CallSummaryUpdates", "3f0e2b6c-1111-4a2b-9c3d-0123456789ab",
      #""callType": "Group", "participantId": "7b1d5a90-2222-4c3e-8f10-abcdefabcdef", "endpointId": "c0ffee00-3333-4d5e-9a0b-00112233aabb", "endpointType": "VoIP", "participantStartTime": "2026-01-02T03:04:05Z", "participantDuration": "60", "participantEndReason": "0", "callUpdatesVersion": 2"#,
      showsCall: true, [.endpointID, .participantID]),
    Table(
      "CallDiagnostics", "3f0e2b6c-1111-4a2b-9c3d-0123456789ab",
      #""participantId": "7b1d5a90-2222-4c3e-8f10-abcdefabcdef", "endpointId": "c0ffee00-3333-4d5e-9a0b-00112233aabb", "endpointType": "VoIP", "mediaType": "Audio", "streamId": "1", "jitterAvg": "50""#,
      showsCall: true, [.endpointID, .participantID]),
    Table(
      "CallDiagnosticsUpdates", "3f0e2b6c-1111-4a2b-9c3d-0123456789ab",
      #""participantId": "7b1d5a90-2222-4c3e-8f10-abcdefabcdef", "endpointId": "c0ffee00-3333-4d5e-9a0b-00112233aabb", "endpointType": "VoIP", "mediaType": "Audio", "streamId": "1", "jitterAvg": "50", "callUpdatesVersion": 1"#,
      showsCall: true, [.endpointID, .participantID]),
    Table(
      "CallClientOperations", "3f0e2b6c-1111-4a2b-9c3d-0123456789ab",
      #""callId": "3f0e2b6c-1111-4a2b-9c3d-0123456789ab", "participantId": "7b1d5a90-2222-4c3e-8f10-abcdefabcdef", "operationName": "Join", "operationId": "0be7a7e0-6666-4b8c-9d0e-123412341234", "callClientTimeStamp": "2026-01-02T03:04:05Z", "resultType": "Failed", "resultSignature": 403"#,
      showsCall: true, [.operationID, .participantID]),
    Table(
      "CallClientMediaStatsTimeSeries", "3f0e2b6c-1111-4a2b-9c3d-0123456789ab",
      #""callId": "3f0e2b6c-1111-4a2b-9c3d-0123456789ab", "participantId": "7b1d5a90-2222-4c3e-8f10-abcdefabcdef", "metricName": "JitterInMs", "average": 55, "minimum": 1, "maximum": 60, "count": 10, "mediaStreamType": "audio", "mediaStreamDirection": "recv""#,
      showsCall: true, [.participantID]),
    Table(
      "CallClientServiceRequestAndOutcome", "3f0e2b6c-1111-4a2b-9c3d-0123456789ab",
      #""callId": "3f0e2b6c-1111-4a2b-9c3d-0123456789ab", "participantId": "7b1d5a90-2222-4c3e-8f10-abcdefabcdef", "operationName": "x", "operationId": "0be7a7e0-6666-4b8c-9d0e-123412341234", "resultType": "Failed", "resultSignature": 500"#,
      [.operationID, .participantID]),
    Table(
      "CallSurvey", "7b1d5a90-2222-4c3e-8f10-abcdefabcdef",
      #""callId": "3f0e2b6c-1111-4a2b-9c3d-0123456789ab", "participantId": "7b1d5a90-2222-4c3e-8f10-abcdefabcdef", "surveyId": "0be7a7e0-6666-4b8c-9d0e-123412341234", "overallRatingScore": "2""#,
      [.participantID, .possibleCallID]),
    Table(
      "CallRecordingSummary", "3f0e2b6c-1111-4a2b-9c3d-0123456789ab",
      #""recordingId": "eyJQbGF0Zm9ybUVuZHBvaW50SWQiOiJpbnZlbnRlZCJ9", "recordingEndReason": "InitiatedByUser", "recordingLength": "10""#,
      showsCall: true, [.correlationID, .recordingID]),
    Table(
      "CallRecordingOperational", "0be7a7e0-6666-4b8c-9d0e-123412341234",
      #""operationName": "StartRecording", "resultType": "Failed", "resultSignature": "500", "serverCallId": "aHR0cHM6Ly9hcGkuZmxpZ2h0cHJveHk""#,
      showsCall: true, [.correlationID, .serverCallID]),
    Table(
      "CallAutomationOperational", "3f0e2b6c-1111-4a2b-9c3d-0123456789ab",
      #""operationName": "CreateCall", "callConnectionId": "401f3500-7777-4c9d-8e0f-567856785678", "serverCallId": "aHR0cHM6Ly9hcGkuZmxpZ2h0cHJveHk", "resultType": "Failed", "resultSignature": "400", "operationId": "0be7a7e0-6666-4b8c-9d0e-123412341234""#,
      showsCall: true, [.callConnectionID, .correlationID, .operationID, .serverCallID]),
    Table(
      "CallAutomationMediaSummary", "3f0e2b6c-1111-4a2b-9c3d-0123456789ab",
      #""operationName": "Play", "callConnectionId": "401f3500-7777-4c9d-8e0f-567856785678", "resultCode": 500, "resultSubcode": 9999, "operationId": "0be7a7e0-6666-4b8c-9d0e-123412341234""#,
      showsCall: true, [.callConnectionID, .correlationID, .operationID]),
    Table(
      "CallAutomationStreamingUsage", "3f0e2b6c-1111-4a2b-9c3d-0123456789ab",
      #""streamingSessionId": "0be7a7e0-6666-4b8c-9d0e-123412341234", "callConnectionId": "401f3500-7777-4c9d-8e0f-567856785678", "streamingModality": "Audio""#,
      showsCall: true, [.callConnectionID, .correlationID]),
    Table(
      "CallClosedCaptionsSummary", "3f0e2b6c-1111-4a2b-9c3d-0123456789ab",
      #""spokenLanguage": "en-us", "endReason": "Stopped""#,
      showsCall: true, [.correlationID]),
    Table(
      "CallingMetrics", "0be7a7e0-6666-4b8c-9d0e-123412341234",
      #""metricName": "API", "goal": 1"#,
      []),
    Table(
      "SMSOperational", "dDRmubfpNZZZZZnxBtw3Q.0",
      #""messageId": "Outgoing_20260320140012a1b2c3d4-001e-4f5a-8b6c-7d8e9f0a1b2c_noam", "operationName": "SmsMessagesSent", "resultType": "Failed", "resultSignature": "400""#,
      [.msCV, .smsMessageID]),
    Table(
      "EmailSendMailOperational", "0be7a7e0-6666-4b8c-9d0e-123412341234",
      #""size": "0.02""#,
      [.emailOperationID]),
    Table(
      "EmailStatusUpdateOperational", "0be7a7e0-6666-4b8c-9d0e-123412341234",
      #""deliveryStatus": "Bounced", "recipientId": "r1", "failureMessage": "5.1.1", "smtpStatusCode": "550", "enhancedSmtpStatusCode": "5.1.1""#,
      [.emailOperationID]),
    Table(
      "EmailUserEngagementOperational", "0be7a7e0-6666-4b8c-9d0e-123412341234",
      #""engagementType": "click", "userAgent": "Mozilla/5.0""#,
      [.emailOperationID]),
    Table(
      "ChatOperational", "oP1qR2sT3uV4wX5yZ6aB7w.1",
      #""chatThreadId": "19:acsV1_q1w2e3r4t5y6u7i8o9p0@thread.v2", "chatMessageId": "1774015500123", "operationName": "SendMessage", "resultType": "Failed", "resultSignature": "403", "userId": "8:acs:5e55ab1e-4444-4f6a-8b9c-99aabbccddee_0000001f-5555-4a7b-8c9d-0a0b0c0d0e0f""#,
      [.chatMessageID, .msCV, .threadID, .userMRI]),
    Table(
      "AuthOperational", "aP1qR2sT3uV4wX5yZ6aB7w.1",
      #""operationName": "CreateIdentity", "resultType": "Failed", "resultSignature": "401", "identity": "8:acs:5e55ab1e-4444-4f6a-8b9c-99aabbccddee_0000001f-5555-4a7b-8c9d-0a0b0c0d0e0f""#,
      [.msCV, .userMRI]),
    Table(
      "RoomsOperational", "Y4x6ZabFE0+E8ERwMpd68w",
      #""roomId": "99466898241024408", "operationName": "GetRoom", "resultType": "Failed", "resultSignature": "404""#,
      [.msCV, .roomID]),
    Table(
      "JobRouterOperational", "Zqx6ZabFE0+E8ERwMpd68w",
      #""entityType": "Job", "entityId": "j1", "operationName": "CreateJob", "resultType": "Failed", "resultSignature": "404""#,
      [.msCV]),
    Table(
      "NetworkTraversalOperational", "Wqx6ZabFE0+E8ERwMpd68w",
      #""operationName": "IssueRelayConfiguration", "resultType": "Failed", "resultSignature": "500""#,
      [.msCV]),
    Table(
      "AdvancedMessagingOperational", "Vqx6ZabFE0+E8ERwMpd68w",
      #""channelId": "0be7a7e0-6666-4b8c-9d0e-123412341234", "messageId": "m-1", "operationName": "SendMessage", "resultType": "Failed", "resultSignature": "400""#,
      [.msCV]),
    Table(
      "Usage", "0be7a7e0-6666-4b8c-9d0e-123412341234",
      #""usageType": "audio", "quantity": "2", "participantId": "7b1d5a90-2222-4c3e-8f10-abcdefabcdef", "recordId": "0be7a7e0-6666-4b8c-9d0e-123412341234", "mode": "VoIP""#,
      [.participantID, .possibleCallID]),
  ]
}
