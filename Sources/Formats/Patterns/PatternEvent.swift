import Evidence

/// What can happen in a record that no other field tells; the raw values are the words of pattern files.
public enum PatternEvent: String, Hashable, Sendable, CaseIterable {
  case start
  case join
  case accept
  case incoming
  case end
  case startFailed = "start-failed"
  case agentCreating = "agent-creating"
  case agentCreated = "agent-created"
  case agentFailed = "agent-failed"
  case agentConnected = "agent-connected"
  case agentDisconnected = "agent-disconnected"
  case agentDisposed = "agent-disposed"
  case clientCreated = "client-created"
  case clientDisposed = "client-disposed"
  case participantAdded = "participant-added"
  case participantRemoved = "participant-removed"
  case muted
  case unmuted
  case mutedByOthers = "muted-by-others"
  case recordingStarted = "recording-started"
  case recordingPaused = "recording-paused"
  case recordingEnded = "recording-ended"
  case transferRequested = "transfer-requested"
  case transferAccepted = "transfer-accepted"
  case transferring
  case transferred
  case transferFailed = "transfer-failed"
  case signallingConnected = "signalling-connected"
  case signallingDisconnected = "signalling-disconnected"
  case signallingStarted = "signalling-started"
  case signallingStopped = "signalling-stopped"
  case signallingFailed = "signalling-failed"
  case configurationTimeout = "configuration-timeout"
  case failure
  case crash
  case device
  case operation
  case signalling
  case note

  /// Whether codes say why it happened.
  var takesCodes: Bool {
    switch self {
    case .end, .startFailed, .agentFailed, .failure, .participantRemoved: true
    default: false
    }
  }
}

extension PatternEvent {
  /// What the event claims.
  ///
  /// - Parameters:
  ///   - codes: The codes of the record.
  ///   - who: The participant it is about.
  ///   - failure: What failed, for the events that say that something did.
  func claim(codes: EndCodes?, who: String?, failure: Failure) -> Claim {
    switch self {
    case .start: .start(.outgoing)
    case .join: .start(.join)
    case .accept: .start(.incoming)
    case .incoming: .incoming
    case .end: codes.map { .end($0) } ?? .state(.disconnected)
    case .startFailed: .startFailed(codes)
    case .agentCreating: .agent(.creating)
    case .agentCreated: .agent(.created)
    case .agentFailed: .agent(.failed(codes))
    case .agentConnected: .agent(.connected)
    case .agentDisconnected: .agent(.disconnected(reason: codes?.phrase))
    case .agentDisposed: .agent(.disposed)
    case .clientCreated: .client(.created)
    case .clientDisposed: .client(.disposed)
    case .participantAdded: .participant(.added, who: who)
    case .participantRemoved: .participant(.removed, who: who)
    case .muted: .muted(true, byOthers: false)
    case .unmuted: .muted(false, byOthers: false)
    case .mutedByOthers: .muted(true, byOthers: true)
    case .recordingStarted: .recording(.started)
    case .recordingPaused: .recording(.paused)
    case .recordingEnded: .recording(.ended)
    case .transferRequested: .transfer(.requested, target: nil)
    case .transferAccepted: .transfer(.accepted, target: nil)
    case .transferring: .transfer(.transferring, target: nil)
    case .transferred: .transfer(.transferred, target: nil)
    case .transferFailed: .transfer(.failed, target: nil)
    case .signallingConnected: .signalling(.connected)
    case .signallingDisconnected: .signalling(.disconnected)
    case .signallingStarted: .signalling(.started)
    case .signallingStopped: .signalling(.stopped)
    case .signallingFailed: .signalling(.failed)
    case .configurationTimeout: .signalling(.configurationTimeout)
    case .failure: .failure(failure)
    case .crash: .crash
    case .device, .operation, .signalling, .note: .note(kind: rawValue)
    }
  }
}
