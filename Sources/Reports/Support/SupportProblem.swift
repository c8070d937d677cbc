import Catalog
import Evidence

/// The kinds of problems for which Microsoft's guide asks for different things. The raw values are part of the command
/// line and of the JSON.
public enum SupportProblem: String, Sendable, Hashable, CaseIterable {
  /// A voice or video call.
  case calling
  case callAutomation = "call-automation"
  case sms
  case email
  case chat
  case shortCode = "short-code"
  case tollFree = "toll-free"
  /// Identity, rooms and all other requests over HTTP.
  case other

  var title: String {
    switch self {
    case .calling: "Voice or video call"
    case .callAutomation: "Call Automation"
    case .sms: "SMS"
    case .email: "Email"
    case .chat: "Chat"
    case .shortCode: "Short code program"
    case .tollFree: "Toll-free verification"
    case .other: "Request over HTTP"
    }
  }

  /// What a failure of a service is about.
  init(_ service: APIService) {
    switch service {
    case .calling: self = .calling
    case .callAutomation, .callRecording: self = .callAutomation
    case .sms: self = .sms
    case .email: self = .email
    case .chat: self = .chat
    case .identity, .rooms, .jobRouter, .networkTraversal, .advancedMessaging, .other: self = .other
    }
  }

  /// The kinds of identifiers that show that something is about this problem, where nothing is known to have failed.
  var telltales: Set<IdentifierKind> {
    switch self {
    case .calling: [.possibleCallID, .participantID]
    case .callAutomation: [.callConnectionID, .chainID]
    case .sms: [.smsMessageID]
    case .email: [.emailOperationID]
    case .chat: [.threadID, .chatMessageID]
    case .shortCode: [.shortCodeBriefID]
    case .tollFree: [.tollFreeBriefID]
    case .other: [.msCV, .clientRequestID, .roomID]
    }
  }
}
