/// The words in which logs of each shape tell what happens in a call. Written from the published samples of the
/// shapes, not from what the tool can read.
enum LegWords {
  /// One line's message, and whether the SDK itself would have written it.
  static func message(_ event: LegEvent, of leg: PlannedLeg, at id: String, in shape: LogShape) -> (
    text: String, isSDK: Bool
  ) {
    switch shape {
    case .web(.g1, _): (sdk(event, of: leg, at: id) ?? tutorial(event, of: leg, at: id))
    case .web: tutorial(event, of: leg, at: id)
    case .application(.bracketed), .eventXML, .tracerpt: (sentence(event, of: leg, at: id), false)
    case .application(.serilog): (serilog(event, of: leg, at: id), false)
    case .application(.keyValue): (keyValue(event, of: leg, at: id), false)
    case .logcat: (android(event, of: leg, at: id), false)
    case .jsonLines: (json(event, of: leg, at: id), false)
    case .azureMonitor, .csv, .etl: ("", false)
    }
  }

  /// The one SDK line with an ID and a state, of early 2021.
  private static func sdk(_ event: LegEvent, of leg: PlannedLeg, at id: String) -> (String, Bool)? {
    switch event {
    case .state(let state):
      ("[CallClient][ACSCall{\(id)}{\(state)}] state is \(state)", true)
    case .ended:
      (
        "[CallClient][ACSCall{\(id)}{Disconnected}] Call end reason=NoNgcEndpoint, code=\(leg.end.code), "
          + "subCode=\(leg.end.subCode)", true
      )
    default: nil
    }
  }

  /// The official sample application's words.
  private static func tutorial(_ event: LegEvent, of leg: PlannedLeg, at id: String) -> (String, Bool) {
    let text =
      switch event {
      case .started: "Call added : Call Id = \(id)"
      case .state(let state): "Call state changed  \(state)"
      case .idChanged(let new): "Call id Changed  \(new)"
      case .participantAdded: "participantAdded \(leg.user)"
      case .muted(let muted): "Local microphone muted changed  \(muted)"
      case .diagnostic(let name, let value):
        "diagnosticChanged {\"diagnostic\":\"\(name)\",\"value\":\(value),\"valueType\":\"DiagnosticQuality\"}"
      case .ended: "Call end reason: code: \(leg.end.code), subcode: \(leg.end.subCode)"
      }
    return (text, false)
  }

  private static func sentence(_ event: LegEvent, of leg: PlannedLeg, at id: String) -> String {
    switch event {
    case .started: "starting call, callId=\(id) direction=\(leg.direction)"
    case .state(let state): "call \(id) state: \(state)"
    case .idChanged(let new): "call id changed from \(id) to \(new)"
    case .participantAdded: "call \(id) participantAdded \(leg.user)"
    case .muted(let muted): "call \(id) isMuted=\(muted)"
    case .diagnostic(let name, let value): "call \(id) UFD Diagnostic changed: \(name) value=\(value)"
    case .ended: "call \(id) end reason code=\(leg.end.code) subCode=\(leg.end.subCode)"
    }
  }

  private static func serilog(_ event: LegEvent, of leg: PlannedLeg, at id: String) -> String {
    switch event {
    case .started: "StartCallAsync -> CallId = \(id), Direction = \(leg.direction)"
    case .state(let state): "Call \(id) State: CallState.\(state)"
    case .idChanged(let new): "Call id changed, old = \(id), new = \(new)"
    case .participantAdded: "Call \(id) ParticipantAdded: \(leg.user)"
    case .muted(let muted): "Call \(id) IsMuted = \(muted ? "True" : "False")"
    case .diagnostic(let name, let value): "Call \(id) DiagnosticChanged: \(name), value = \(value)"
    case .ended:
      "Call \(id) ended, CallEndReason { Code = \(leg.end.code), Subcode = \(leg.end.subCode) }"
    }
  }

  private static func keyValue(_ event: LegEvent, of leg: PlannedLeg, at id: String) -> String {
    switch event {
    case .started: "action=startCall callId=\(id) direction=\(leg.direction)"
    case .state(let state): "callId=\(id) state=\(state)"
    case .idChanged(let new): "event=idChanged oldCallId=\(id) newCallId=\(new)"
    case .participantAdded: "callId=\(id) event=participantAdded participant=\(leg.user)"
    case .muted(let muted): "callId=\(id) isMuted=\(muted)"
    case .diagnostic(let name, let value): "callId=\(id) diagnostic=\(name) value=\(value)"
    case .ended: "callId=\(id) callEndReason code=\(leg.end.code) subCode=\(leg.end.subCode)"
    }
  }

  private static func android(_ event: LegEvent, of leg: PlannedLeg, at id: String) -> String {
    switch event {
    case .started: "startCall: callId=\(id)"
    case .state(let state): "Call \(id) state: \(state.uppercased())"
    case .idChanged(let new): "onIdChanged: oldCallId=\(id), newCallId=\(new)"
    case .participantAdded: "Call \(id) participantAdded \(leg.user)"
    case .muted(let muted): "Call \(id) isMuted=\(muted)"
    case .diagnostic(let name, let value): "Call \(id) diagnosticChanged \(name) value=\(value)"
    case .ended: "Call \(id) callEndReason code=\(leg.end.code), subcode=\(leg.end.subCode)"
    }
  }

  /// The members behind a line's own, up to its closing brace.
  private static func json(_ event: LegEvent, of leg: PlannedLeg, at id: String) -> String {
    switch event {
    case .started: #""callId":"\#(id)","direction":"\#(leg.direction)","msg":"call added""#
    case .state(let state): #""callId":"\#(id)","state":"\#(state)","msg":"call state changed""#
    case .idChanged(let new): #""oldCallId":"\#(id)","newCallId":"\#(new)","msg":"call idChanged""#
    case .participantAdded: #""callId":"\#(id)","participant":"\#(leg.user)","msg":"participantAdded""#
    case .muted(let muted): #""callId":"\#(id)","isMuted":\#(muted),"msg":"isMutedChanged""#
    case .diagnostic(let name, let value):
      #""callId":"\#(id)","diagnostic":"\#(name)","value":\#(value),"valueType":"DiagnosticQuality","msg":"UFD""#
    case .ended:
      #""callId":"\#(id)","callEndReason":{"code":\#(leg.end.code),"subCode":\#(leg.end.subCode)},"msg":"call ended""#
    }
  }
}
