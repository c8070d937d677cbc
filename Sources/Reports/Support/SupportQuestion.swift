import Evidence

/// One thing that Microsoft's guide asks for, and how to get it where no artifact shows it.
struct SupportQuestion {
  var label: String
  /// Any of these answers it.
  var kinds: [IdentifierKind]
  var how: String

  /// What the guide asks for with a problem of this kind, besides the failing operation and its time.
  static func all(for problem: SupportProblem) -> [SupportQuestion] {
    switch problem {
    case .calling: [participant] + environment + resource
    case .callAutomation: [chain] + resource
    case .sms: [vector, sms] + resource
    case .email: [email] + resource
    case .chat: [vector, thread] + resource
    case .shortCode: [shortCode] + resource
    case .tollFree: [tollFree] + resource
    case .other: [vector] + resource
    }
  }

  /// The call's own ID, which only calls have.
  static let call = SupportQuestion(
    label: "Call ID", kinds: [.possibleCallID],
    how: "`call.id` in the application (`call.callId` on iOS), or a console log at level info")

  /// When and what; asked for with every problem.
  static let failure = SupportQuestion(
    label: "Failing operation and its time (UTC)", kinds: [],
    how: "ask what was tried, what happened instead, and when, with the zone")

  /// In place of the browser where there is none.
  static let device = SupportQuestion(
    label: "Operating system and device", kinds: [.userAgent],
    how: "ask the user for the version and the model")

  /// Where users of Teams take part.
  static let directory = SupportQuestion(
    label: "Directory (tenant), application and user object IDs", kinds: [.tenantID],
    how: "Microsoft Entra admin center: Overview, App registrations, Users")

  private static let participant = SupportQuestion(
    label: "Participant ID", kinds: [.participantID],
    how: "`call.info.participantId` in the application, or the call's rows of ACSCallSummary")
  private static let environment = [
    SupportQuestion(
      label: "SDK version", kinds: [.sdkVersion],
      how: "package.json, build.gradle, Podfile or the NuGet reference of the application"),
    SupportQuestion(
      label: "Operating system and browser", kinds: [.userAgent],
      how: "ask the user; in a browser `navigator.userAgent` says both"),
  ]
  private static let resource = [
    SupportQuestion(
      label: "Resource ID", kinds: [.resourceID],
      how: "Azure portal, the Communication Services resource, Overview, JSON View: `id`"),
    SupportQuestion(
      label: "Immutable resource ID", kinds: [.immutableResourceID],
      how: "the same JSON View: `properties.immutableResourceId`"),
  ]
  private static let chain = SupportQuestion(
    label: "Chain ID or correlation ID", kinds: [.chainID, .correlationID],
    how: "the response's header X-Ms-Skype-Chain-Id, or `correlationId` of any callback")
  private static let vector = SupportQuestion(
    label: "MS-CV", kinds: [.msCV],
    how: "the response's header MS-CV: HTTP logging of the SDK at its fullest, or a HAR file of the browser")
  private static let sms = SupportQuestion(
    label: "SMS message ID", kinds: [.smsMessageID],
    how: "`messageId` in the result of send, or in the delivery report")
  private static let email = SupportQuestion(
    label: "Email message ID", kinds: [.emailOperationID],
    how: "`id` of the send operation, or its Operation-Location header")
  private static let thread = SupportQuestion(
    label: "Thread ID", kinds: [.threadID], how: "`threadId` of the chat client")
  private static let shortCode = SupportQuestion(
    label: "Short code program brief ID", kinds: [.shortCodeBriefID],
    how: "Azure portal, the resource, Telephony and SMS, Short Codes: the application's ID")
  private static let tollFree = SupportQuestion(
    label: "Toll-free verification campaign brief ID", kinds: [.tollFreeBriefID],
    how: "Azure portal, the resource, Telephony and SMS, Regulatory Documents: the application's ID")
}
