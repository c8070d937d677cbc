/// The short names of codes.
public enum EndPhrase {
  /// The name of an end code, as the queries of Microsoft's Call Diagnostics workbook call it; nil for
  /// others.
  ///
  /// Some are Communication Services' own and differ from SIP: 480 is "Remote client endpoint not
  /// registered".
  public static func phrase(code: Int) -> String? { phrases[code] }

  /// The standard name of a SIP status code (RFC 3261 and its extensions), as an SBC means it; nil for codes
  /// that are no SIP codes.
  public static func sipPhrase(code: Int) -> String? {
    switch code {
    // Network codes of Communication Services, which SIP does not know.
    case ..<100, 490, 492, 495...498: nil
    default: sipPhrases[code] ?? phrases[code]
    }
  }

  /// Where Communication Services gives a SIP code a meaning of its own.
  private static let sipPhrases: [Int: String] = [
    200: "OK",
    403: "Forbidden",
    404: "Not Found",
    408: "Request Timeout",
    410: "Gone",
    430: "Flow Failed",
    480: "Temporarily Unavailable",
    481: "Call/Transaction Does Not Exist",
    487: "Request Terminated",
    491: "Request Pending",
    500: "Server Internal Error",
    503: "Service Unavailable",
    504: "Server Time-out",
    603: "Decline",
  ]

  private static let phrases: [Int: String] = {
    var phrases: [Int: String] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, let code = Int(parts[0]) else { continue }
      phrases[code] = String(parts[1])
    }
    return phrases
  }()

  private static let text = """
    0 Success
    100 Trying
    180 Ringing
    181 Call Is Being Forwarded
    182 Queued
    183 Session Progress
    199 Early Dialog Terminated
    200 Success
    202 Accepted
    204 No Notification
    300 Multiple Choices
    301 Moved Permanently
    302 Moved Temporarily
    305 Use Proxy
    380 Alternative Service
    400 Bad Request
    401 Unauthorized
    402 Payment Required
    403 Forbidden / Authentication failure
    404 Call not found
    405 Method Not Allowed
    406 Not Acceptable
    407 Proxy Authentication Required
    408 Call controller timed out
    409 Conflict
    410 Local media stack or media infrastructure error
    411 Length Required
    412 Conditional Request Failed
    413 Request Entity Too Large
    414 Request-URI Too Large
    415 Unsupported Media Type
    416 Unsupported URI Scheme
    417 Unknown Resource-Priority
    420 Bad Extension
    421 Extension Required
    422 Session Interval Too Small
    423 Interval Too Brief
    424 Bad Location Information
    428 Use Identity Header
    429 Provide Referrer Identity
    430 Unable to deliver message to client application
    433 Anonymity Disallowed
    436 Bad Identity-Info
    437 Unsupported Certificate
    438 Invalid Identity Header
    439 First Hop Lacks Outbound Support
    440 Max-Breadth Exceeded
    469 Bad Info Package
    470 Consent Needed
    480 Remote client endpoint not registered
    481 Failed to handle incoming call
    482 Loop Detected
    483 Too Many Hops
    484 Address Incomplete
    485 Ambiguous
    486 Busy Here
    487 Call canceled, locally declined, ended due to an endpoint mismatch issue, or failed to generate media offer
    488 Not Acceptable Here
    489 Bad Event
    490 Local endpoint network issues
    491 Local endpoint network issues
    493 Undecipherable
    494 Security Agreement Required
    496 Local endpoint network issues
    497 Local endpoint network issues
    498 Local endpoint network issues
    500 Communication Services infrastructure error
    501 Not Implemented
    502 Bad Gateway
    503 Communication Services infrastructure error
    504 Communication Services infrastructure error
    505 Version Not Supported
    513 Message Too Large
    555 Push Notification Service Not Supported
    580 Precondition Failure
    600 Busy Everywhere
    603 Call globally declined by remote Communication Services participant
    604 Does Not Exist Anywhere
    606 Not Acceptable
    607 Unwanted
    608 Rejected
    """
}
