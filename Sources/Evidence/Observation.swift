/// One thing that one record says.
public enum Claim: Hashable, Sendable, Codable {
  /// The record names a call or other IDs and says nothing else.
  case mention
  /// The call is in this state for the client that wrote the record.
  case state(CallState)
  /// The call's ID became another; `from` is nil where only the new ID is written.
  case idChange(from: GUID?, to: GUID)
  /// The call ended, and why.
  case end(EndCodes)
  /// A start, join or accept was asked for.
  case start(Direction)
  /// The call's direction is written; nothing is asked for.
  case direction(Direction)
  /// An incoming call was announced to this client.
  case incoming
  /// A start, join or accept failed.
  case startFailed(EndCodes?)
  case agent(AgentEvent)
  case client(ClientEvent)
  /// An exception, or an operation that failed, during a call or outside.
  case failure(Failure)
  case diagnostic(Diagnostic)
  case participant(ParticipantChange, who: String?)
  /// The microphone; `byOthers` where another participant did it.
  case muted(Bool, byOthers: Bool)
  case recording(RecordingState)
  case transfer(TransferState, target: GUID?)
  case signalling(SignallingEvent)
  /// Media statistics, summed up over the samples since the last observation of this kind.
  case media([MediaSample])
  /// The process died; the text of the observation says how.
  case crash
  /// Shown in a timeline under `kind`, a word such as `device` or `operation`; decides nothing.
  case note(kind: String)
  /// A participant was in the call from the observation's time on.
  indirect case stay(Stay)
  /// The call began at the observation's time.
  case callSpan(CallSpan)
  indirect case operation(Operation)
  indirect case carrier(CarrierCause)
  /// An access token stands here.
  indirect case token(TokenFacts)
  /// A secret of this kind stands here: `access-token`, `access-key`, `connection-string`, `sas`, `signature`, `password`.
  case secret(kind: String)
  indirect case resource(ResourceFacts)
  indirect case licence(LicencePlan)
  indirect case healthAlert(ServiceHealthAlert)
}

/// What became of the call agent, which registers a user for calls.
public enum AgentEvent: Hashable, Sendable, Codable {
  case creating
  case created
  case failed(EndCodes?)
  case connected
  case disconnected(reason: String?)
  case disposed
}

/// The life of a CallClient instance.
public enum ClientEvent: String, Hashable, Sendable, Codable, CaseIterable {
  case created
  case disposed
}

/// An exception or a failed operation.
public struct Failure: Hashable, Sendable, Codable {
  /// The error's class or the operation: `CallingCommunicationError`, `createView`.
  public var name: String
  /// What was called, where the record says so: `CallClient.createCallAgent`.
  public var target: String?
  public var codes: EndCodes?

  /// Memberwise.
  public init(name: String, target: String? = nil, codes: EndCodes? = nil) {
    self.name = name
    self.target = target
    self.codes = codes
  }
}

/// A user-facing diagnostic and its value as written: `Good`, `Poor`, `Bad`, `true` or `false`.
public struct Diagnostic: Hashable, Sendable, Codable {
  /// As the JavaScript SDK spells it.
  public var name: String
  public var value: String
  /// The participant a remote diagnostic is about.
  public var participant: String?

  /// Memberwise.
  public init(name: String, value: String, participant: String? = nil) {
    self.name = name
    self.value = value
    self.participant = participant
  }
}

/// What happened to another participant.
public enum ParticipantChange: Hashable, Sendable, Codable {
  case added
  case removed
  /// A remote participant's state, as written; its words overlap with call states and mean something else.
  case state(String)
}

/// The state of a call's recording.
public enum RecordingState: String, Hashable, Sendable, Codable, CaseIterable {
  case started = "Started"
  case paused = "Paused"
  case ended = "Ended"
}

/// The state of a transfer.
public enum TransferState: String, Hashable, Sendable, Codable, CaseIterable {
  case requested = "Requested"
  case accepted = "Accepted"
  case transferring = "Transferring"
  case transferred = "Transferred"
  case failed = "Failed"
}

/// What the signalling connection did.
public enum SignallingEvent: String, Hashable, Sendable, Codable, CaseIterable {
  /// A ping for which no answer stands in the log before the next one.
  case pingUnanswered = "ping-unanswered"
  case started
  case stopped
  case connected
  case disconnected
  /// An endpoint (configuration, Trouter, registrar) could not be reached or refused.
  case failed
  /// The configuration service did not answer in time.
  case configurationTimeout = "configuration-timeout"
}

/// One metric of media statistics, reduced to the extremes and the mean of its points.
public struct MediaSample: Hashable, Sendable, Codable {
  /// `audio`, `video`, `screenShare` or `transports`.
  public var medium: String
  /// `send`, `receive`, or nil for transports.
  public var direction: String?
  public var metric: String
  public var mean: Double
  public var minimum: Double
  public var maximum: Double
  public var count: Int
  /// The codec or stream this belongs to, where written.
  public var stream: String?

  /// Memberwise.
  public init(
    medium: String, direction: String?, metric: String, mean: Double, minimum: Double, maximum: Double,
    count: Int, stream: String? = nil
  ) {
    self.medium = medium
    self.direction = direction
    self.metric = metric
    self.mean = mean
    self.minimum = minimum
    self.maximum = maximum
    self.count = count
    self.stream = stream
  }
}

/// A claim, the IDs it names, the time as written and where it stands.
public struct Observation: Hashable, Sendable, Codable {
  public var claim: Claim
  /// The call this is about, where the record says so.
  public var callID: GUID?
  /// Every other ID in the record.
  public var identifiers: [Identifier]
  public var time: WrittenTime?
  /// The N of `CallClientN`, or the process ID of a logcat line; nil where the record names neither.
  public var instance: Int?
  /// The words of the log: the message without its wrappers, on one line, at most 400 characters.
  public var text: String
  /// A hash of a line with an exact time, the SDK's or one with date, zone and fraction, without what wrappers add
  /// to it: the same line saved by a browser and downloaded from the application has the same stamp. Nil for
  /// lines without such a time.
  public var stamp: UInt64?
  /// Nil for a line of a client's own log.
  public var testimony: Testimony?
  /// The name of the user's pattern that read the record.
  public var pattern: String?
  public var source: Source

  /// Memberwise.
  public init(
    _ claim: Claim, callID: GUID? = nil, identifiers: [Identifier] = [], time: WrittenTime? = nil,
    instance: Int? = nil, text: String = "", stamp: UInt64? = nil, testimony: Testimony? = nil,
    source: Source, pattern: String? = nil
  ) {
    self.claim = claim
    self.callID = callID
    self.identifiers = identifiers
    self.time = time
    self.instance = instance
    self.text = text
    self.stamp = stamp
    self.testimony = testimony
    self.source = source
    self.pattern = pattern
  }
}
