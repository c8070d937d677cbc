/// The parts of Azure Communication Services that have codes of their own. The raw values are part of the
/// JSON report.
public enum CatalogDomain: String, Hashable, Sendable, Codable, CaseIterable {
  case calling
  case callAutomation
  case pstn
  case teamsInterop
  case callingNativeErrors
  case sms
  case email
  case chat
  case rest

  /// Whether the domain's codes say how a call ended, so that the domains explain each other's codes.
  public var isAboutCalls: Bool {
    switch self {
    case .calling, .callAutomation, .pstn, .teamsInterop: true
    case .callingNativeErrors, .sms, .email, .chat, .rest: false
    }
  }
}

/// The service's own judgement of an end, as its `resultCategories` spell it.
public enum ResultCategory: String, Hashable, Sendable, Codable, CaseIterable {
  case success = "Success"
  case expectedError = "ExpectedError"
  case unexpectedClientError = "UnexpectedClientError"
  case unexpectedServerError = "UnexpectedServerError"

  /// The category of any spelling the documentation or a log uses: `UnxpectedClientError` and `Expected` are
  /// misprints of Microsoft's pages, and logs differ in case.
  public init?(spelling: some StringProtocol) {
    switch spelling.lowercased() {
    case "success": self = .success
    case "expectederror", "expected": self = .expectedError
    case "unexpectedclienterror", "unxpectedclienterror": self = .unexpectedClientError
    case "unexpectedservererror", "unxpectedservererror": self = .unexpectedServerError
    default: return nil
    }
  }

  /// What an end of this category means where nothing says more.
  public var outcome: OutcomeClass {
    switch self {
    case .success: .success
    case .expectedError: .expected
    case .unexpectedClientError: .client
    case .unexpectedServerError: .service
    }
  }
}

/// One row of the documentation's tables of codes.
public struct CatalogEntry: Hashable, Sendable {
  public var domain: CatalogDomain
  /// nil where the table lists subcodes alone, or statuses without a number.
  public var code: Int?
  public var subCode: Int?
  /// The result categories, spelled as ``ResultCategory`` does.
  public var categories: [String]
  /// What happened, as a sentence.
  public var title: String
  /// What the documentation advises; nil where it names nothing. ``advice`` is never empty.
  public var action: String?
  /// What is odd about the row: where pages contradict each other, misprints, history. ``notes`` has more.
  public var note: String?
  /// The class that the page's own words give, in the words of the tables: `network`, `infrastructure`,
  /// `auth`, `device`, `throttling` or `serverError`.
  public var documentedClass: String?
  /// The Call Automation events that carry the row's codes, such as `CallDisconnected`.
  public var callbackEvents: [String]
  /// The enhanced SMTP status of a bounced e-mail, such as `5.1.10`.
  public var enhancedStatus: String?
  /// The delivery status of an e-mail, such as `Quarantined`.
  public var status: String?
  /// The field of the log in which the code stands, such as `DeliveryStatusDetails`.
  public var field: String?
  /// The name of the native SDK's enumeration case.
  public var enumName: String?
  /// The table that the row is from, such as `call-end` or `callautomation-subcodes`.
  public var section: String
  /// What the row means for a call, whatever its number; see ``Classification``.
  public var outcome: OutcomeClass

  /// Whether only older pages have the row.
  public var isLegacy: Bool { section.hasSuffix("-legacy") }

  /// The flag that the row's code raises by its number alone.
  public var flag: Flag? { code.flatMap(Flag.init(code:)) }

  /// What a reader should know besides: the row's own note, and where the flag of its code and its meaning
  /// differ.
  public var notes: [String] {
    let end = code.map { End(code: $0, subCode: subCode, categories: [], domain: domain) }
    return [note].compactMap(\.self) + (end?.caveats(outcome: outcome) ?? [])
  }

  /// What to do: the documentation's advice, or what goes for all ends of this outcome.
  public var advice: String { action ?? outcome.generalAdvice }
}

extension OutcomeClass {
  /// What to do about an end of this class where the documentation names nothing for its code.
  public var generalAdvice: String {
    switch self {
    case .success: "Nothing to do."
    case .expected: "Usually nothing to do: it is one of the ends that an application must be ready for."
    case .network:
      "Check the local network (Wi-Fi, VPN, proxy, firewall) against the network requirements, then try again."
    case .infrastructure:
      "Try again later; if it persists, open a support case with the call ID and the client logs."
    case .authentication: "Check that the token is valid, unexpired, of the right scope and of this resource."
    case .device: "Check that the device is connected, permitted and not in use by another program."
    case .media:
      "Use a current SDK on a supported platform; collect the media statistics and logs for a support case."
    case .throttling: "Slow down: honour Retry-After and back off between attempts."
    case .client:
      "Check what the application asked for and in which state; collect the client logs for a support case."
    case .remote: "Find out at the other end why it did not take or keep the call; try again later."
    case .service: "Try again; if it persists, open a support case with the call ID and the client logs."
    case .unknown:
      "Collect the call ID, the participant ID and the complete client logs, and open a support case."
    }
  }
}
