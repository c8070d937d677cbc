public import Catalog
public import Evidence

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
    if let callKey { return noteInCall(operation, event, callKey) }
    let detail = "\(operation.service.rawValue) \(operation.name) \(codes?.written ?? "")"
    let name = "\(operation.service.words) operation \(operation.name)"
    // The code of an e-mail that came back is its receiver's, by SMTP.
    let isOfSMTP = operation.service == .email && operation.result == .expectedFailure
    if let codes, !isOfSMTP, !operation.isFaultOfClient, let flag = Flag(code: codes.code) {
      countFlag()
      note("flagged-code-outside-call", .warning, event, detail: detail, codes: codes) { count in
        "\(name) failed outside any call\(times(count)) with a code of \(flag.rawValue)"
          + meaning(codes, or: "", domain: operation.service.domain)
      }
    } else {
      let isExpected = operation.service == .calling && operation.result == .expectedFailure
      note("operation-failed", isExpected ? .info : .warning, event, detail: detail, codes: codes) { count in
        "\(name) failed outside any call\(times(count))"
          + operation.meaning
      }
    }
  }

  /// What an application asked Call Automation for in a call; what a client asked for fails its leg or harms nothing.
  private mutating func noteInCall(_ operation: Operation, _ event: Event, _ callKey: String) {
    guard operation.service == .callAutomation || operation.service == .callRecording else { return }
    let detail = "\(operation.service.rawValue) \(operation.name) \(operation.codes?.written ?? "")"
    note(
      "operation-failed", .warning, event, detail: detail, codes: operation.codes, callKey: callKey
    ) { count in
      "\(operation.service.words) operation \(operation.name) failed in this call\(times(count))"
        + operation.meaning
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

extension Operation {
  /// The code of an operation of a client is one of HTTP's kind; whose fault it was, the category beside it says.
  public var isFaultOfClient: Bool {
    service == .calling && codes?.subCode == nil
      && codes?.categories.contains { ResultCategory(spelling: $0) == .unexpectedClientError } == true
  }

  /// What its codes mean and what to do about them.
  fileprivate var meaning: String {
    guard isFaultOfClient, let codes else {
      return Calls.meaning(codes, or: "and the record gives no code", domain: service.domain)
    }
    let phrase = codes.phrase.map { ", \($0)" } ?? ""
    return
      " (\(codes.written)\(phrase)): the client failed, not the service. Check the device, the browser and the "
      + "application, and ask for the client's log of that time."
  }

  /// In the words of a verdict.
  var trouble: String? {
    guard result == .failed || result == .expectedFailure else { return nil }
    guard let codes else { return name + " failed" }
    guard service == .callAutomation || service == .callRecording else {
      return name + " failed with " + codes.written
    }
    let title = Catalog.standard.explain(
      code: codes.code, subCode: codes.subCode, categories: codes.categories, domain: service.domain
    ).title
    return "\(name) failed with \(codes.written) (\(title.hasSuffix(".") ? String(title.dropLast()) : title))"
  }
}

extension APIService {
  /// Whose codes explain its results.
  public var domain: CatalogDomain {
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
