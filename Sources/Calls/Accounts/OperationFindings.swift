internal import Catalog
internal import Evidence

/// Operations of APIs that failed.
extension FailureFindings {
  /// Takes an operation; `callKey` is nil outside calls.
  mutating func note(_ operation: Operation, _ event: Event, _ callKey: String?) {
    // Requests to other services, such as storage, say nothing about communication.
    guard operation.service != .other, operation.result == .failed || operation.result == .expectedFailure
    else { return }
    let codes = operation.codes
    if let codes, codes.code == 429 { return noteThrottled(operation, codes, event, callKey) }
    if let codes, codes.code == 401, operation.service == .calling || operation.service == .chat {
      noteToken("\(operation.name) was refused with \(codes.written)", codes, event, callKey)
    }
    guard callKey == nil else { return }
    let detail = "\(operation.service.rawValue) \(operation.name) \(codes?.written ?? "")"
    let name = "\(operation.service.words) operation \(operation.name)"
    // The code of an e-mail that came back is its receiver's, by SMTP.
    let isOfSMTP = operation.service == .email && operation.result == .expectedFailure
    if let codes, !isOfSMTP, let flag = Flag(code: codes.code) {
      countFlag()
      note("flagged-code-outside-call", .warning, event, detail: detail, codes: codes) { count in
        "\(name) failed outside any call\(times(count)) with a code of \(flag.rawValue)"
          + meaning(codes, or: "", domain: operation.service.domain)
      }
    } else {
      let isExpected = operation.service == .calling && operation.result == .expectedFailure
      note("operation-failed", isExpected ? .info : .warning, event, detail: detail, codes: codes) { count in
        "\(name) failed outside any call\(times(count))"
          + meaning(codes, or: "and the record gives no code", domain: operation.service.domain)
      }
    }
  }

  private mutating func noteThrottled(
    _ operation: Operation, _ codes: EndCodes, _ event: Event, _ callKey: String?
  ) {
    let wait = operation.retryAfter.map { ", which says \(duration($0))," } ?? ""
    note(
      "throttled", .warning, event, detail: "\(operation.service.rawValue) \(operation.name)", codes: codes,
      callKey: callKey
    ) { count in
      "The service throttled \(operation.service.words) operation \(operation.name)\(times(count)) (\(codes.written)); wait as long as "
        + "its Retry-After\(wait) and send fewer requests."
    }
  }
}

extension APIService {
  /// Whose codes explain its results.
  var domain: CatalogDomain {
    switch self {
    case .calling: .calling
    case .callAutomation, .callRecording: .callAutomation
    case .sms: .sms
    case .email: .email
    case .chat: .chat
    case .identity, .rooms, .jobRouter, .networkTraversal, .advancedMessaging, .other: .rest
    }
  }

  /// As prose names it.
  var words: String {
    switch self {
    case .calling: "Calling"
    case .callAutomation: "Call Automation"
    case .callRecording: "Call Recording"
    case .sms: "SMS"
    case .email: "Email"
    case .chat: "Chat"
    case .identity: "Identity"
    case .rooms: "Rooms"
    case .jobRouter: "Job Router"
    case .networkTraversal: "Network Traversal"
    case .advancedMessaging: "Advanced Messaging"
    case .other: "API"
    }
  }
}
