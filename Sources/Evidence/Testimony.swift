/// Who says it.
public enum Witness: String, Sendable, Hashable, Codable, CaseIterable {
  case client
  case service
  case callback
}

/// What marks an observation as no line of a client's own log: a row of an export, an event, a callback, an exchange over
/// HTTP. Such observations name what they are about themselves; the lines before them say nothing about it.
public struct Testimony: Hashable, Sendable, Codable {
  public var witness: Witness
  /// What it stands in, by the name the field knows it by: `ACSCallSummary`, `Microsoft.Communication.CallDisconnected`,
  /// `HTTP`.
  public var record: String
  /// Whether this alone shows that there was a call; a survey, a bill or a request over HTTP does not.
  public var showsCall: Bool
  /// Whom it is about: the first that is written of participant ID, MRI and endpoint ID.
  public var participant: String?
  /// `ClientInstanceId`: ties what a client did before a call to the call.
  public var clientInstance: String?
  /// `CallUpdatesVersion`: of the records of one participant the highest version counts.
  public var version: Int?

  /// Memberwise.
  public init(
    _ witness: Witness, record: String, showsCall: Bool, participant: String? = nil,
    clientInstance: String? = nil, version: Int? = nil
  ) {
    self.witness = witness
    self.record = record
    self.showsCall = showsCall
    self.participant = participant
    self.clientInstance = clientInstance
    self.version = version
  }
}

/// Participants whose names are hidden, as those of other organisations are, are told apart by names that stand in no file.
public enum RedactedParticipant {
  private static let beginning = "RedactedParticipant-"

  /// The name, as Microsoft's own queries make it of what else is known.
  public static func name(endpointType: String?, other: String?) -> String {
    "\(beginning)\(endpointType ?? "")-Identifier-\(other ?? "")"
  }

  /// Whether the name was made.
  public static func isName(_ name: String) -> Bool { name.hasPrefix(beginning) }

  /// What a report shows of a participant: of one that is hidden, what its file has.
  public static func shown(_ name: String) -> String { isName(name) ? "Redacted" : name }
}

/// One participant's stay in a call, as a service sums it up; it began at the observation's time.
public struct Stay: Hashable, Sendable, Codable {
  public var participantID: String?
  /// An MRI, `8:` included.
  public var user: String?
  public var endpointID: String?
  public var seconds: Double?
  /// Why it ended; its categories hold the service's result category.
  public var end: EndCodes?
  /// `VoIP`, `PSTN`, `Bot`, `Server`, …, as written.
  public var endpointType: String?
  /// `ACS`, `Teams`, …, as written.
  public var participantType: String?
  /// `Inbound`, `Outbound`, …, of a telephone's leg, as written.
  public var telephoneCallType: String?
  public var sdkVersion: String?
  public var os: String?

  /// A stay of which nothing is known but when it began.
  public init() {}
}

/// A call as a service sums it up; it began at the observation's time.
public struct CallSpan: Hashable, Sendable, Codable {
  public var seconds: Double?
  /// `P2P` or `Group`, as written.
  public var type: String?

  /// Memberwise.
  public init(seconds: Double? = nil, type: String? = nil) {
    self.seconds = seconds
    self.type = type
  }
}

/// The parts of Azure Communication Services that answer requests.
public enum APIService: String, Hashable, Sendable, Codable, CaseIterable {
  case calling
  case callAutomation = "call-automation"
  case callRecording = "call-recording"
  case sms
  case email
  case chat
  case identity
  case rooms
  case jobRouter = "job-router"
  case networkTraversal = "network-traversal"
  case advancedMessaging = "advanced-messaging"
  case other
}

/// An operation of an API, and what came of it.
public struct Operation: Hashable, Sendable, Codable {
  /// What came of an operation.
  public enum Result: String, Hashable, Sendable, Codable, CaseIterable {
    case succeeded
    /// It failed as it may: a device that was refused, a call that was declined, a wrong request.
    case expectedFailure
    /// It failed through the service's fault, or for a reason that nobody expects.
    case failed
    case unknown
  }

  /// `CreateView`, `AddParticipant`, `POST /sms`.
  public var name: String
  public var service: APIService
  public var result: Result
  /// The status, the sub code and the words beside them.
  public var codes: EndCodes?
  public var milliseconds: Double?
  /// `Retry-After`, in seconds.
  public var retryAfter: Double?

  /// Memberwise.
  public init(
    name: String, service: APIService, result: Result, codes: EndCodes? = nil, milliseconds: Double? = nil,
    retryAfter: Double? = nil
  ) {
    self.name = name
    self.service = service
    self.result = result
    self.codes = codes
    self.milliseconds = milliseconds
    self.retryAfter = retryAfter
  }
}

/// What the telephone network says of the end of a leg.
public struct CarrierCause: Hashable, Sendable, Codable {
  /// A SIP response code and its words.
  public var sipCode: Int?
  public var sipText: String?
  /// A Q.850 cause and its words.
  public var q850Code: Int?
  public var q850Text: String?

  /// Memberwise.
  public init(sipCode: Int? = nil, sipText: String? = nil, q850Code: Int? = nil, q850Text: String? = nil) {
    self.sipCode = sipCode
    self.sipText = sipText
    self.q850Code = q850Code
    self.q850Text = q850Text
  }
}

/// What an access token says of itself; never the token.
public struct TokenFacts: Hashable, Sendable, Codable {
  /// Seconds since the Unix epoch.
  public var issued: Int?
  public var expires: Int?
  /// `voip`, `chat`, `voip.join`, …
  public var scopes: [String]
  /// The immutable ID of the resource it was issued for.
  public var resourceID: String?
  /// The MRI it was issued for.
  public var user: String?

  /// Memberwise.
  public init(
    issued: Int? = nil, expires: Int? = nil, scopes: [String] = [], resourceID: String? = nil,
    user: String? = nil
  ) {
    self.issued = issued
    self.expires = expires
    self.scopes = scopes
    self.resourceID = resourceID
    self.user = user
  }
}

/// What a resource's description says.
public struct ResourceFacts: Hashable, Sendable, Codable {
  public var name: String?
  public var immutableID: String
  /// `United States`: where its data are kept.
  public var dataLocation: String?

  /// Memberwise.
  public init(name: String? = nil, immutableID: String, dataLocation: String? = nil) {
    self.name = name
    self.immutableID = immutableID
    self.dataLocation = dataLocation
  }
}

/// A service plan of a user's licence.
public struct LicencePlan: Hashable, Sendable, Codable {
  public var id: String
  public var name: String?
  /// `Success`, `Disabled`, `PendingActivation`, …
  public var status: String?

  /// Memberwise.
  public init(id: String, name: String? = nil, status: String? = nil) {
    self.id = id
    self.name = name
    self.status = status
  }
}

/// An alert of Azure Service Health; its impact began at the observation's time.
public struct ServiceHealthAlert: Hashable, Sendable, Codable {
  public var trackingID: String?
  public var title: String?
  /// `Active`, `Resolved`, …
  public var stage: String?
  public var services: [String]
  public var regions: [String]

  /// Memberwise.
  public init(
    trackingID: String? = nil, title: String? = nil, stage: String? = nil, services: [String] = [],
    regions: [String] = []
  ) {
    self.trackingID = trackingID
    self.title = title
    self.stage = stage
    self.services = services
    self.regions = regions
  }
}

/// How often an operation was asked for in five minutes, and how often the service failed.
public struct OperationTally: Hashable, Sendable, Codable {
  /// Where the five minutes begin: a multiple of 300 s since the epoch.
  public var start: Instant
  public var service: APIService
  public var name: String
  public var requests: Int
  /// Those that the service failed: 5xx and the like, never 4xx.
  public var failures: Int
  public var first: Source

  /// The length of what is counted together, in seconds.
  public static let seconds = 300

  /// Memberwise.
  public init(
    start: Instant, service: APIService, name: String, requests: Int, failures: Int, first: Source
  ) {
    self.start = start
    self.service = service
    self.name = name
    self.requests = requests
    self.failures = failures
    self.first = first
  }
}
