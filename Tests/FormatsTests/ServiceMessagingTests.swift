import Evidence
import Testing

@testable import Formats

/// SMS, email, chat and the services around calls: rows whose correlation ID is no call's.
@Suite struct ServiceMessagingTests {
  @Test func sms() throws {
    let row = """
      {"TimeGenerated":"2026-03-04T05:06:07Z","OperationName":"SMSMessagesSent","CorrelationId":"dDRmubfpNZAAAAAnxBtw3Q.0",
      "Category":"SMSOperational","ResultType":"Failed","ResultSignature":429,"ResultDescription":"Too many messages",
      "DurationMs":130,"OutgoingMessageLength":151,"DeliveryAttempts":0,"PhoneNumber":"+14255550123","Country":"US",
      "MessageId":"Outgoing_20260304050607b4372a0b-6cf9-4b93-8c0e-c49db855a365_noam"}
      """
    let only = try #require(onlyObservation(row))
    #expect(
      only.operation
        == Operation(
          name: "SMSMessagesSent", service: .sms, result: .expectedFailure,
          codes: EndCodes(code: 429, phrase: "Too many messages"), milliseconds: 130))
    #expect(only.callID == nil)
    #expect(only.testimony?.showsCall == false)
    #expect(only.values(.msCV) == ["dDRmubfpNZAAAAAnxBtw3Q.0"])
    #expect(
      only.values(.smsMessageID) == ["Outgoing_20260304050607b4372a0b-6cf9-4b93-8c0e-c49db855a365_noam"])
    #expect(only.text.contains("number …0123 (US)"))
    #expect(!only.text.contains("425555"))
  }

  @Test func emails() throws {
    let sent = """
      {"OperationType":"SendMail","OperationCategory":"EmailSendMailOperational","Size":0.02,"UniqueRecipientsCount":6,
      "CorrelationId":"\(Invented.operation)"}
      """
    let mail = try #require(onlyObservation(sent))
    #expect(mail.operation?.result == .unknown)
    #expect(mail.values(.emailOperationID) == [Invented.operation])
    let bounced = """
      {"TimeGenerated":"2026-03-04T05:06:07Z","Category":"EmailStatusUpdateOperational","CorrelationId":"\(Invented.operation)",
      "RecipientId":"somebody@contoso.example","DeliveryStatus":"Bounced","SmtpStatusCode":"550",
      "EnhancedSmtpStatusCode":"5.1.1","IsHardBounce":"True","FailureReason":"RecipientNotFound",
      "FailureMessage":"somebody@contoso.example is unknown"}
      """
    let bounce = try #require(onlyObservation(bounced))
    #expect(
      bounce.operation
        == Operation(
          name: "DeliveryStatusUpdate", service: .email, result: .expectedFailure,
          codes: EndCodes(
            code: 550, categories: ["Bounced"], phrase: "5.1.1 RecipientNotFound …@contoso.example is unknown"
          )))
    #expect(bounce.callID == nil)
    #expect(bounce.values(.emailOperationID) == [Invented.operation])
    #expect(bounce.text.contains("hard bounce"))
    #expect(!bounce.text.contains("somebody"))
    let clicked = """
      {"Category":"EmailUserEngagementOperational","EngagementType":"Click","UserAgent":"Mozilla/5.0",
      "EngagementContext":"https://contoso.example/?id=12345","CorrelationId":"\(Invented.operation)"}
      """
    let click = try #require(onlyObservation(clicked))
    #expect(click.claim == .note(kind: "email"))
    #expect(click.values(.userAgent).isEmpty, "it is the reader's")
  }

  @Test func chat() throws {
    let row = """
      {"TimeGenerated":"2026-03-04T05:06:07Z","Type":"ACSChatIncomingOperations","OperationName":"SendChatMessage",
      "CorrelationId":"oh+LGB2dUUadMcTAdRWQxQ.0","ChatThreadId":"19:0123456789abcdef0123456789abcdef@thread.v2",
      "ChatMessageId":1772600767000,"UserId":"\(Invented.user)","ResultType":"Succeeded","ResultSignature":"201"}
      """
    let only = try #require(onlyObservation(row))
    #expect(only.operation?.service == .chat)
    #expect(only.operation?.codes?.code == 201)
    #expect(only.values(.chatMessageID) == ["1772600767000"])
    #expect(only.values(.threadID) == ["19:0123456789abcdef0123456789abcdef@thread.v2"])
    #expect(only.values(.msCV) == ["oh+LGB2dUUadMcTAdRWQxQ.0"])
    #expect(only.values(.userMRI) == [Invented.user])
  }

  @Test(arguments: [
    ("ACSAuthIncomingOperations", APIService.identity), ("ACSRoomsIncomingOperations", .rooms),
    ("ACSJobRouterIncomingOperations", .jobRouter), ("ACSAdvancedMessagingOperations", .advancedMessaging),
    ("acsnetworktraversalincomingoperations", .networkTraversal),
    ("acsnetworktraversaldiagnostics", .networkTraversal),
  ])
  func requests(table: String, service: APIService) throws {
    let row = """
      {"TimeGenerated":"2026-03-04T05:06:07Z","Type":"\(table)","OperationName":"Do","CorrelationId":"Y4x6ZabFE0+E8ERwMpd68w",
      "ResultType":"Failed","ResultSignature":"503","DurationMs":7.5,"RoomId":"99466898241024408"}
      """
    let only = try #require(onlyObservation(row))
    #expect(
      only.operation
        == Operation(
          name: "Do", service: service, result: .failed, codes: EndCodes(code: 503), milliseconds: 7.5))
    #expect(only.callID == nil)
    #expect(only.values(.msCV) == ["Y4x6ZabFE0+E8ERwMpd68w"])
    #expect(only.values(.roomID) == ["99466898241024408"])
    #expect(only.testimony?.showsCall == false)
  }

  @Test func addressesAndNumbersAreMasked() {
    #expect(
      ServiceWords.line("to a.b+c@contoso.example and +14255550123.") == "to …@contoso.example and …0123.")
    #expect(ServiceWords.line("19:x@thread.v2 a+b @ +12 c@d") == "19:x@thread.v2 a+b @ +12 c@d")
    #expect(ServiceWords.who("4:+14255550123") == "4:…0123")
    #expect(ServiceWords.who(Invented.user) == "8:acs:…0a0b0c0d0e0f")
  }
}
