/// The life of one participant's stay in a call, as the JavaScript SDK spells it.
public enum CallState: String, Hashable, Sendable, Codable, CaseIterable {
  case none = "None"
  case connecting = "Connecting"
  case ringing = "Ringing"
  case earlyMedia = "EarlyMedia"
  case inLobby = "InLobby"
  case connected = "Connected"
  case localHold = "LocalHold"
  case remoteHold = "RemoteHold"
  case disconnecting = "Disconnecting"
  case disconnected = "Disconnected"
}

/// The direction of a leg.
public enum Direction: String, Hashable, Sendable, Codable, CaseIterable {
  case outgoing
  case incoming
  case join
}

/// What kind of thing an ID names; the raw values are part of the JSON report.
public enum IdentifierKind: String, Hashable, Sendable, Codable, CaseIterable {
  case msCV = "ms-cv"
  case correlationID = "correlation-id"
  case serverCallID = "server-call-id"
  case callConnectionID = "call-connection-id"
  case chainID = "chain-id"
  case participantID = "participant-id"
  case smsMessageID = "sms-message-id"
  case emailOperationID = "email-operation-id"
  case shortCodeBriefID = "short-code-brief-id"
  case tollFreeBriefID = "toll-free-brief-id"
  case recordingID = "recording-id"
  case threadID = "thread-id"
  case groupID = "group-id"
  case roomID = "room-id"
  case tenantID = "tenant-id"
  case applicationID = "application-id"
  case userID = "user-id"
  case userMRI = "user-mri"
  case resourceID = "resource-id"
  case immutableResourceID = "immutable-resource-id"
  case endpointID = "endpoint-id"
  case operationID = "operation-id"
  case chatMessageID = "chat-message-id"
  case clientRequestID = "client-request-id"
  case sdkVersion = "sdk-version"
  case userAgent = "user-agent"
  case appPackage = "app-package"
  case possibleCallID = "possible-call-id"

  /// Whether an equal value ties two observations to one call (whole strings, compared without case).
  public var joinsCalls: Bool {
    switch self {
    case .serverCallID, .callConnectionID, .chainID, .correlationID: true
    default: false
    }
  }
}

/// A value and what it names.
public struct Identifier: Hashable, Sendable, Codable {
  public var kind: IdentifierKind
  public var value: String

  /// Memberwise.
  public init(_ kind: IdentifierKind, _ value: String) {
    self.kind = kind
    self.value = value
  }
}

/// The codes of an end, an exception or a failed operation, as written.
public struct EndCodes: Hashable, Sendable, Codable {
  public var code: Int
  public var subCode: Int?
  public var categories: [String]
  /// The name, phrase or message that stands beside the codes.
  public var phrase: String?

  /// Memberwise.
  public init(code: Int, subCode: Int? = nil, categories: [String] = [], phrase: String? = nil) {
    self.code = code
    self.subCode = subCode
    self.categories = categories
    self.phrase = phrase
  }
}
