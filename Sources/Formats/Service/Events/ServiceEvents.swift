import Evidence

/// What Call Automation's callbacks and the events of Event Grid mean.
enum ServiceEvents {
  /// Adds what the event says, and gives the kind of artifact that holds such events; nil where it is none.
  static func read(_ event: JSONValue, into sink: inout ObservationSink) -> ArtifactKind? {
    guard let event = ServiceEvent(event) else { return nil }
    add(event, into: &sink)
    return event.isCallback ? .callAutomationEvents : .eventGridEvents
  }

  /// Adds what the event says.
  static func add(_ event: ServiceEvent, into sink: inout ObservationSink) {
    guard !event.isCallback else { return readCallback(event, into: &sink) }
    if event.isOfCall {
      readCallEvent(event, into: &sink)
    } else {
      readMessageEvent(event, into: &sink)
    }
  }
}

/// An event in either envelope, CloudEvents or Event Grid's own.
struct ServiceEvent {
  /// `CallConnected`.
  let name: String
  let data: JSONValue
  /// The subject, or in its place the source: paths with IDs in them.
  let subject: String
  let time: WrittenTime?
  /// Whether it was sent to Call Automation's callback rather than through Event Grid.
  let isCallback: Bool
  /// The resource that Event Grid names as the event's topic or source.
  var resource: String?

  /// What stands before the name of every event.
  static let namespace = "Microsoft.Communication."

  /// The event that an object is; nil where it is none.
  init?(_ event: JSONValue) {
    let gridType = event["eventType"]?.string
    guard let type = gridType ?? event["type"]?.string, type.hasPrefix(ServiceEvent.namespace),
      type.utf8.count <= 128
    else { return nil }
    let name = String(type.dropFirst(ServiceEvent.namespace.count))
    guard !name.isEmpty, name.utf8.allSatisfy(isWordByte) else { return nil }
    let data = ServiceTables.payload(event["data"])
    let source = event["source"]?.string ?? event["topic"]?.string ?? ""
    let subject = event["subject"]?.string ?? source
    let isGrid = gridType != nil || source.lowercased().contains("/microsoft.communication/")
    let isCalling =
      [source, subject].contains { $0.hasPrefix("calling/") } || data["callConnectionId"] != nil
    self.init(
      name: name, data: data, subject: subject,
      time: (event["eventTime"] ?? event["time"])?.string.flatMap(ServiceEvent.time),
      isCallback: !isGrid && (isCalling || !ServiceEvent.isGridName(name)))
    resource = source
  }

  /// Memberwise.
  init(name: String, data: JSONValue, subject: String, time: WrittenTime?, isCallback: Bool) {
    self.name = name
    self.data = data
    self.subject = String(subject.prefix(2048))
    self.time = time
    self.isCallback = isCallback
  }

  private static func isGridName(_ name: String) -> Bool {
    let beginnings = [
      "SMS", "Email", "Chat", "Router", "AdvancedMessage", "CallStarted", "CallEnded", "CallParticipant",
      "RecordingFile", "IncomingCall",
    ]
    return beginnings.contains(where: name.hasPrefix)
  }

  /// Whether it is about one call.
  var isOfCall: Bool {
    name == "IncomingCall" || name == "CallStarted" || name == "CallEnded"
      || name.hasPrefix("CallParticipant")
      || name.hasPrefix("RecordingFile")
  }

  /// The time in a member of the event.
  static func time(_ text: String) -> WrittenTime? {
    let text = trimmed(text)
    guard text.utf8.count <= 64 else { return nil }
    var cursor = ByteCursor(Array(text.utf8))
    return TimeParser.parse(&cursor, clock: .field)
  }

  /// Testimony of the event.
  func testimony(showsCall: Bool, participant: String? = nil) -> Testimony {
    Testimony(
      isCallback ? .callback : .service, record: ServiceEvent.namespace + name, showsCall: showsCall,
      participant: participant)
  }

  /// What stands in the subject behind a part of its path: `callConnections`, `recordingId`.
  func subjectPart(behind part: String) -> String? {
    let path = subject.split(separator: "/")
    guard let place = path.firstIndex(where: { $0 == part }), place + 1 < path.count else { return nil }
    return String(path[place + 1])
  }

  /// The correlation ID, which is the call's: in the data, or for recordings in the subject alone.
  var correlationID: String? { data["correlationId"]?.scalarText ?? recordedCall }

  private var recordedCall: String? {
    name.hasPrefix("Recording") ? subjectPart(behind: "call") : nil
  }

  /// The call that it is about.
  var callID: GUID? { correlationID.flatMap { GUID(trimmed($0)) }.flatMap { $0.isNil ? nil : $0 } }

  /// What every event means by the members that name things.
  func identifiers() -> ServiceIdentifiers {
    var identifiers = ServiceIdentifiers()
    identifiers.add(.correlationID, correlationID)
    let paths: [(IdentifierKind, key: String, parts: [String])] = [
      (.callConnectionID, "callConnectionId", ["callConnections"]),
      (.serverCallID, "serverCallId", ["serverCallId", "recordings", "call"]),
      (.recordingID, "recordingId", ["recordingId"]),
    ]
    for (kind, key, parts) in paths {
      let values = [data[key]?.scalarText] + parts.map(subjectPart)
      identifiers.add(kind, values.compactMap(\.self).first { ServiceIdentifiers.isValid(kind, $0) })
    }
    identifiers.add(.resourceID, resource)
    identifiers.add(.participantID, data["participantId"]?.scalarText)
    identifiers.add(.groupID, data.at("group", "id")?.scalarText)
    identifiers.add(.roomID, data.at("room", "id")?.scalarText)
    for key in ServiceEvent.people { identifiers.add(.userMRI, ServiceEvent.rawID(data[key])) }
    return identifiers
  }

  private static let people = [
    "participant", "transferTarget", "transferee", "from", "to", "startedBy", "endedBy", "user",
    "onBehalfOfCallee",
    "recipientCommunicationIdentifier", "senderCommunicationIdentifier", "createdByCommunicationIdentifier",
    "participantRemoved", "participantAdded", "editedByCommunicationIdentifier",
    "deletedByCommunicationIdentifier",
  ]

  /// The MRI of somebody: `rawId`, or what the kinds of identifier have instead, however deep it is wrapped.
  static func rawID(_ value: JSONValue?) -> String? {
    var value = value
    for _ in 0..<3 {
      guard let person = value, person.isObject else { return nil }
      if let id = person["rawId"]?.string ?? person.at("communicationUser", "id")?.string {
        return ServiceWords.bounded(id)
      }
      if let number = person.at("phoneNumber", "value")?.string { return ServiceWords.bounded("4:" + number) }
      value = person["identifier"] ?? person["communicationIdentifier"] ?? person["participant"]
    }
    return nil
  }

  /// The words for the event: its name, a sentence, and what the application wanted to be reminded of.
  func words(_ parts: [String], _ values: [(name: String, value: JSONValue)] = []) -> String {
    var text = name
    let parts = parts.filter { !$0.isEmpty }
    if !parts.isEmpty { text += ": " + parts.joined(separator: ", ") }
    if let context = data["operationContext"]?.string, !context.isEmpty {
      text += " (context \(context.prefix(80)))"
    }
    return ServiceWords.line(text, values)
  }
}
