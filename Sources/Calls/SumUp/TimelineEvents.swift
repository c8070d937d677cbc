internal import Evidence

extension TimelineEvent {
  init(_ event: Event, client: Int?, witness: Witness = .client) {
    self.init(
      time: event.moment, kind: event.claim.kind, text: event.text, witness: witness, callID: event.callID,
      codes: event.claim.codes, client: client, operation: event.claim.operation, source: event.source,
      pattern: event.pattern)
  }
}

extension Claim {
  /// The word by which a timeline shows it.
  var kind: String {
    switch self {
    case .mention: "mention"
    case .state: "state"
    case .idChange: "id-change"
    case .end: "end"
    case .start: "start"
    case .direction: "direction"
    case .incoming: "incoming"
    case .startFailed: "start-failed"
    case .agent: "agent"
    case .client: "client"
    case .failure: "failure"
    case .diagnostic: "diagnostic"
    case .participant: "participant"
    case .muted: "muted"
    case .recording: "recording"
    case .transfer: "transfer"
    case .signalling: "signalling"
    case .media: "media"
    case .crash: "crash"
    case .note(let kind): kind
    case .stay: "participant"
    case .callSpan: "call"
    case .operation: "operation"
    case .carrier: "carrier"
    case .token: "token"
    case .secret: "secret"
    case .resource: "resource"
    case .licence: "licence"
    case .healthAlert: "service-health"
    }
  }

  /// What was asked of an API.
  fileprivate var operation: Operation? {
    if case .operation(let operation) = self { operation } else { nil }
  }

  /// The codes it gives.
  var codes: EndCodes? {
    switch self {
    case .end(let codes): codes
    case .startFailed(let codes): codes
    case .failure(let failure): failure.codes
    case .agent(.failed(let codes)): codes
    case .stay(let stay): stay.end
    case .operation(let operation): operation.codes
    default: nil
    }
  }
}
