import Evidence

/// The IDs that the address, the headers and the bodies of an exchange name.
struct HTTPIdentifiers {
  private(set) var found: [Identifier] = []
  /// What the body calls the correlation ID: in Call Automation that of the call.
  private(set) var correlation: GUID?
  private let service: APIService
  private var seen: Set<Identifier> = []

  private static let most = 60

  init(service: APIService) {
    self.service = service
  }

  private mutating func add(_ kind: IdentifierKind, _ value: String) {
    let identifier = Identifier(kind, value)
    guard found.count < HTTPIdentifiers.most, seen.insert(identifier).inserted else { return }
    found.append(identifier)
  }

  private mutating func add(_ kind: IdentifierKind, guid text: some StringProtocol) {
    if let id = GUID(String(text)), !id.isNil { add(kind, id.description) }
  }

  // MARK: Headers

  /// Whether the header of this name, in lower case, holds an ID that support asks for.
  static func isID(_ name: String) -> Bool {
    name == "ms-cv" || isClientRequestID(name) || isChainID(name)
  }

  private static func isClientRequestID(_ name: String) -> Bool {
    name == "x-ms-client-request-id" || name == "client-request-id"
  }

  /// The documentation writes `X-Ms-Skype-Chain-Id`, recorded traffic `X-Microsoft-Skype-Chain-ID`.
  private static func isChainID(_ name: String) -> Bool {
    name == "x-ms-skype-chain-id" || name == "x-microsoft-skype-chain-id"
  }

  private static let userAgents: Set = ["user-agent", "x-ms-useragent"]
  private static let addresses: Set = ["operation-location", "location"]
  private static let operations: Set = ["operation-id", "x-ms-operation-id"]

  /// Whether the header of this name, in lower case, is one of those that are read.
  static func reads(_ name: String) -> Bool {
    isID(name) || userAgents.contains(name) || addresses.contains(name) || operations.contains(name)
  }

  mutating func read(_ headers: [HTTPHeader]) {
    for header in headers {
      let value = header.value
      if header.name == "ms-cv" {
        if CorrelationVector.matches(value) { add(.msCV, value) }
      } else if HTTPIdentifiers.isChainID(header.name) {
        add(.chainID, guid: value)
      } else if HTTPIdentifiers.isClientRequestID(header.name) {
        if HTTPIdentifiers.isRequestID(value) { add(.clientRequestID, value.lowercased()) }
      } else if HTTPIdentifiers.userAgents.contains(header.name) {
        readUserAgent(value)
      } else if HTTPIdentifiers.addresses.contains(header.name) {
        read(HTTPAddress(value))
      } else if HTTPIdentifiers.operations.contains(header.name) {
        add(service == .email ? .emailOperationID : .operationID, guid: value)
      }
    }
  }

  /// A GUID, or its digits without the dashes.
  private static func isRequestID(_ text: String) -> Bool {
    if let id = GUID(text) { return !id.isNil }
    return text.utf8.count == 32 && text.utf8.allSatisfy { hexadecimalDigit($0) != nil }
      && text.contains { $0 != "0" }
  }

  private mutating func readUserAgent(_ text: String) {
    guard (3...300).contains(text.utf8.count), text.uppercased() != "REDACTED" else { return }
    add(.userAgent, text)
    if let sdk = text.split(separator: " ").first(where: { $0.hasPrefix("azsdk-") }) {
      add(.sdkVersion, String(sdk))
    }
  }

  // MARK: The address

  mutating func read(_ address: HTTPAddress) {
    var collection = ""
    for segment in address.segments.prefix(20) {
      let name = String(HTTPAddress.parts(of: segment).name)
      let value = percentDecoded(name)
      if let kind = HTTPIdentifiers.kind(of: collection, service: address.service) { add(kind, value: value) }
      collection = name.lowercased()
    }
  }

  /// What a segment names behind the name of its collection.
  private static func kind(of collection: String, service: APIService) -> IdentifierKind? {
    switch collection {
    case "callconnections": .callConnectionID
    case "recordings": .recordingID
    case "servercalls": .serverCallID
    case "threads": .threadID
    case "rooms": .roomID
    case "identities", "participants", "users": .userMRI
    case "operations": service == .email ? .emailOperationID : .operationID
    case "messages": service == .chat ? .chatMessageID : nil
    case "programbriefs": .shortCodeBriefID
    case "campaignbriefs": .tollFreeBriefID
    default: nil
    }
  }

  /// Adds a value if it has the shape of its kind.
  private mutating func add(_ kind: IdentifierKind, value: String) {
    switch kind {
    case .threadID: if value.contains("@thread.") { add(kind, value) }
    case .userMRI: addShaped(value)
    case .serverCallID: if value.hasPrefix("aHR0cHM6Ly"), value.utf8.count >= 60 { add(kind, value) }
    case .recordingID: if value.utf8.count >= 16, HTTPIdentifiers.isPlain(value) { add(kind, value) }
    case .roomID: if value.utf8.count >= 15, value.utf8.allSatisfy(isDigit) { add(kind, value) }
    case .chatMessageID: if value.utf8.count == 13, value.utf8.allSatisfy(isDigit) { add(kind, value) }
    case .smsMessageID: if value.hasPrefix("Outgoing_") || value.hasPrefix("Incoming_") { addShaped(value) }
    default: add(kind, guid: value)
    }
  }

  private static func isPlain(_ text: String) -> Bool {
    text.utf8.count <= 600 && text.utf8.allSatisfy { isWordByte($0) || isOne($0, of: "-+/=") }
      && LogWords.withoutSecrets(Array(text.utf8)) == Array(text.utf8)
  }

  private mutating func addShaped(_ text: String) {
    guard text.utf8.count <= 1000 else { return }
    var shaped: [Identifier] = []
    ShapedIdentifiers.find(in: Array(text.utf8), into: &shaped)
    for identifier in shaped { add(identifier.kind, identifier.value) }
  }

  // MARK: Bodies

  /// Reads a body.
  mutating func read(_ body: JSONValue) {
    var walk = JSONWalk()
    walk.visit(body) { key, text in read(key.lowercased(), text) }
  }

  private mutating func read(_ key: String, _ value: String) {
    guard !value.isEmpty, value.utf8.count <= 2000 else { return }
    switch key {
    case "callconnectionid": add(.callConnectionID, guid: value)
    case "servercallid": add(.serverCallID, value: value)
    case "correlationid":
      guard service == .callAutomation || service == .callRecording, let id = GUID(value), !id.isNil else {
        return
      }
      correlation = correlation ?? id
      add(.correlationID, id.description)
    case "operationid": add(service == .email ? .emailOperationID : .operationID, guid: value)
    case "recordingid": add(.recordingID, value: value)
    case "chatthreadid", "threadid": add(.threadID, value: value)
    case "roomid": add(.roomID, value: value)
    case "groupcallid", "groupid": add(.groupID, guid: value)
    case "participantid": add(.participantID, guid: value)
    case "immutableresourceid": add(.immutableResourceID, guid: value)
    case "messageid":
      add(.smsMessageID, value: value)
      if service == .email { add(.emailOperationID, guid: value) }
    case "id": readOwnID(value)
    default: if value.utf8.count >= 20 { addShaped(value) }
    }
  }

  /// What a body calls simply its ID is that of what was asked for.
  private mutating func readOwnID(_ value: String) {
    switch service {
    case .email: add(.emailOperationID, guid: value)
    case .rooms: add(.roomID, value: value)
    case .chat:
      add(.threadID, value: value)
      add(.chatMessageID, value: value)
    default: break
    }
    addShaped(value)
  }
}

/// `8%3Aacs%3A…` as `8:acs:…`; what is no escape, and what would not be UTF-8, stays as it is.
func percentDecoded(_ text: String) -> String {
  guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
  let bytes = Array(text.utf8)
  var result: [UInt8] = []
  var index = 0
  while index < bytes.count {
    if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
      let high = hexadecimalDigit(bytes[index + 1]),
      let low = hexadecimalDigit(bytes[index + 2])
    {
      result.append(high << 4 | low)
      index += 3
    } else {
      result.append(bytes[index])
      index += 1
    }
  }
  return utf8Text(result.span) ?? text
}
