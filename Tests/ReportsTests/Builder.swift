import Calls
import Catalog
import Evidence
import Reports
import Testing

/// Short ways to write analyses down.
enum Build {
  /// An invented GUID that ends in a number.
  static func id(_ number: Int) -> GUID {
    let digits = String(number)
    let text = "aaaa0000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
    guard let id = GUID(text) else { preconditionFailure("\(text) is no GUID") }
    return id
  }

  /// 2024-01-16, seconds after 06:26:00.
  static func moment(_ seconds: Double, _ basis: TimeBasis = .text, text: String? = nil) -> Moment {
    let start: Int64 = 1_705_386_360_000_000_000
    let instant = Instant(nanoseconds: start + Int64(seconds * 1000) * 1_000_000)
    return Moment(instant: instant, basis: basis, text: text ?? instant.rfc3339)
  }

  static func source(_ line: Int, artifact: Int = 0) -> Source {
    Source(artifact: artifact, line: line, offset: line * 100)
  }

  static func artifact(_ path: String, _ kind: ArtifactKind = .webConsoleLog) -> Artifact {
    var artifact = Artifact(path: path, kind: kind)
    artifact.bytes = 123_456
    artifact.records = 1_000
    artifact.counts.recognised = 40
    artifact.counts.other = 960
    artifact.firstTime = moment(0)
    artifact.lastTime = moment(600)
    return artifact
  }

  static func end(_ code: Int, _ subCode: Int?, _ outcome: OutcomeClass, _ title: String, line: Int = 9)
    -> EndReason
  {
    EndReason(
      codes: EndCodes(code: code, subCode: subCode), outcome: outcome, title: title,
      action: "Check the network.", witness: .client, source: source(line), leg: 0, time: moment(192.5))
  }

  static func event(
    _ seconds: Double, _ kind: String, _ text: String, line: Int, client: Int? = 0, artifact: Int = 0
  ) -> TimelineEvent {
    TimelineEvent(
      time: moment(seconds), kind: kind, text: text, witness: .client, client: client,
      source: source(line, artifact: artifact))
  }

  /// A joined call that lost the network after three minutes.
  static func lostCall() -> Call {
    var call = Call(key: id(1).description, callID: id(1))
    call.aliases = [id(2), id(3), id(4)]
    call.verdict = "The client lost its network 3 min 10 s into the call, after signalling fell silent."
    call.ids = [
      CallIDSighting(id: id(2), role: .initial, evidence: .explicit, firstSeen: moment(1), source: source(3)),
      CallIDSighting(id: id(1), role: .final, evidence: .explicit, firstSeen: moment(2), source: source(5)),
    ]
    call.clients = [Client(label: "CallClient1", platform: "web", artifacts: [0])]
    call.startTime = moment(1)
    call.connectedTime = moment(2.5)
    call.endTime = moment(192.5)
    call.durationSeconds = 190
    var leg = Leg()
    leg.client = 0
    leg.direction = .join
    leg.participantID = "BBBB0000-0000-4000-8000-000000000001"
    leg.joinTime = moment(1)
    leg.connectedTime = moment(2.5)
    leg.leaveTime = moment(192.5)
    leg.phases.setup = 1.5
    leg.phases.connected = 190
    leg.sdkVersion = "1.27.5"
    leg.sources = [source(3), source(9)]
    let reason = end(410, 301005, .network, "The network was lost.")
    leg.endReason = reason
    call.legs = [leg]
    call.endReason = reason
    call.endReasons = [reason]
    let states: [(Double, CallState, Int)] = [
      (1, .connecting, 3), (2.5, .connected, 6), (192.5, .disconnected, 9),
    ]
    call.states = states.map { seconds, state, line in
      StateChange(state: state, time: moment(seconds), callID: id(1), client: 0, leg: 0, source: source(line))
    }
    call.identifiers = [
      IdentifierSighting(
        identifier: Identifier(.msCV, "AbC+d/E.0"), callKey: call.key, source: source(4)),
      IdentifierSighting(
        identifier: Identifier(.msCV, "AbC+d/E.1"), callKey: call.key, source: source(7)),
    ]
    call.timeline = [
      event(1, "start", "Starting to join", line: 3), event(1, "state", "Connecting", line: 3),
      event(2.5, "state", "Connected", line: 6), event(170, "signalling", "Ping without an answer", line: 7),
      event(175, "signalling", "Ping without an answer", line: 8),
      event(192.5, "state", "Disconnected", line: 9),
    ]
    return call
  }

  /// A call that ended as calls do.
  static func normalCall(_ number: Int) -> Call {
    var call = Call(key: id(number).description, callID: id(number))
    call.verdict = "Hung up by this client."
    call.startTime = moment(Double(number))
    call.durationSeconds = 61
    call.endReason = end(0, 0, .success, "The local participant hung up.")
    return call
  }

  static func analysis(_ calls: [Call], artifacts: [Artifact] = [artifact("ticket/console.log")]) -> Analysis
  {
    Analysis(artifacts: artifacts, calls: CallList(calls), callsTotal: calls.count)
  }
}
