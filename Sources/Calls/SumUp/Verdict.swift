internal import Catalog
internal import Evidence

/// Puts into one sentence who left a call, when, by what, what preceded it, and how sure that is.
struct VerdictWriter {
  let precursors: Precursors

  func verdict(on summary: CallSummary) -> String {
    if let told = told(summary) { return told }
    guard !summary.legs.isEmpty else {
      return "The log names this call and shows no state of it, neither a beginning nor an end."
    }
    let decisive = decisiveLeg(summary)
    var sentence = core(decisive, summary)
    let troubles = precursors.before(decisive, of: summary)
    if !troubles.isEmpty {
      let words = troubles.map { "\(seconds($0.seconds)) after \($0.trouble)" }
      sentence += ", " + words.joined(separator: " and ")
    }
    sentence += later(than: decisive, summary)
    return sentence + sureness(decisive, summary) + "."
  }

  /// The leg the sentence is about: the one whose end is the call's, else one that is still open, else the last.
  private func decisiveLeg(_ summary: CallSummary) -> Int {
    if let open = summary.openLeg, summary.isOpen { return open }
    let leg = summary.call.endReason?.leg ?? summary.legs.count - 1
    return min(leg, summary.legs.count - 1)
  }

  private func core(_ index: Int, _ summary: CallSummary) -> String {
    let leg = summary.legs[index]
    let subject = subject(index, summary)
    if let crash = leg.events.last, crash.claim == .crash {
      return "The process of \(subject) died \(standing(leg))"
    }
    let moment = when(index, summary)
    if let transfer = transferred(index, summary) { return transfer }
    if let reason = summary.call.legs[index].endReason {
      let title = reason.title.hasSuffix(".") ? String(reason.title.dropLast()) : reason.title
      return departure(reason, subject) + moment + " (\(reason.codes.written): \(title))" + unseen(leg)
    }
    if leg.startFailed { return "The start of the call failed\(moment), and the log gives no code for it" }
    if leg.isDisconnected {
      return "The call was Disconnected\(moment), and the log gives no code that says why" + unseen(leg)
    }
    if leg.isLost {
      return
        "The connection of \(subject) was lost: its state fell back from Connected to None, and no end is shown"
    }
    return open(leg, summary)
  }

  /// A call that was handed over ends as others do: that nobody hung up is in the transfer before the end.
  private func transferred(_ index: Int, _ summary: CallSummary) -> String? {
    let leg = summary.legs[index]
    let reason = summary.call.legs[index].endReason
    guard leg.isDisconnected, reason.map({ $0.outcome == .success || $0.outcome == .expected }) ?? true else {
      return nil
    }
    let other = summary.call.related.first { $0.relation == "transferred-to" }?.key
    guard other != nil || leg.endsInTransfer else { return nil }
    let target = other.map { "to the call \($0)" } ?? "to another call, which the log does not name,"
    let codes = reason.map { " (\($0.codes.written))" } ?? ""
    return "The call of \(subject(index, summary)) was transferred \(target) and ended"
      + when(index, summary) + codes
  }

  private func unseen(_ leg: LegDraft) -> String {
    leg.beginsLate && !leg.hasConnected ? ", and nothing of it is shown before its end" : ""
  }

  private func open(_ leg: LegDraft, _ summary: CallSummary) -> String {
    if leg.hasBegun, summary.endedByReload {
      return "The page was loaded anew \(standing(leg)); no end is shown"
    }
    guard let state = leg.state else { return stateless(leg) }
    return "The log ends while the call is \(state.rawValue); no end is shown"
  }

  /// Of a leg without any state: only what was asked for, announced or given.
  private func stateless(_ leg: LegDraft) -> String {
    let claims = leg.events.map(\.claim)
    if claims.contains(where: \.isStart) {
      let asked = leg.direction == .incoming ? "accepted" : leg.direction == .join ? "joined" : "started"
      return "The log shows that the call was \(asked), and nothing of it after that"
    }
    if claims.contains(.incoming) {
      return "An incoming call was announced, and the log shows neither an answer nor an end"
    }
    if let codes = leg.ends.last.flatMap({ leg.endCodes($0) }) {
      return "The log gives \(codes.written) as the end reason of this call and shows no state of it, "
        + "so whether and when it ended is not known"
    }
    return "The log names this call and shows no state of it, neither a beginning nor an end"
  }

  private func subject(_ index: Int, _ summary: CallSummary) -> String {
    let clients = summary.call.clients
    let client = summary.legs[index].client
    return clients.count > 1 && clients.indices.contains(client) ? clients[client].label : "this client"
  }

  /// Who left: only what the code says by itself.
  func departure(_ reason: EndReason, _ subject: String) -> String {
    let name = subject.prefix(1).uppercased() + subject.dropFirst()
    if reason.codes.isPlainZero { return name + " hung up" }
    return switch reason.outcome {
    case .network: name + " lost the call to a network fault"
    case .infrastructure: "The service's infrastructure failed the call of \(subject)"
    case .service: "The service ended the call of \(subject)"
    case .remote: "The other side ended the call of \(subject)"
    case .authentication: "The call of \(subject) failed on its token or permission"
    case .device: "The call of \(subject) failed on a device"
    case .media: "The call of \(subject) failed on its media"
    case .throttling: "The call of \(subject) ended by throttling"
    case .client: "The call of \(subject) failed on the client's side"
    case .success, .expected, .unknown: "The call of \(subject) ended"
    }
  }

  /// With a space before it; empty where the log does not show how far the call had come.
  private func when(_ index: Int, _ summary: CallSummary) -> String {
    let leg = summary.legs[index]
    guard leg.hasConnected else { return beforeConnected(leg) }
    let times = summary.call.legs[index]
    guard let seconds = times.leaveTime?.seconds(since: times.connectedTime), seconds >= 0 else {
      return " after it was connected"
    }
    return " \(duration(seconds)) after it connected"
  }

  private func beforeConnected(_ leg: LegDraft) -> String {
    let before = leg.states.compactMap { index -> CallState? in
      guard case .state(let state) = leg.events[index].claim, state.stage < 4 else { return nil }
      return state
    }
    if let last = before.last { return " while it was \(last.rawValue), before it was connected" }
    return leg.beginsLate || leg.states.isEmpty ? "" : " before it was connected"
  }

  private func standing(_ leg: LegDraft) -> String {
    leg.state.map { "while the call was \($0.rawValue)" } ?? "during the call"
  }

  /// What became of the same client in the call after this leg.
  private func later(than index: Int, _ summary: CallSummary) -> String {
    let client = summary.legs[index].client
    guard let next = summary.legs.indices.first(where: { $0 > index && summary.legs[$0].client == client })
    else {
      return ""
    }
    let gap = summary.call.legs[next].joinTime?.seconds(since: summary.call.legs[index].leaveTime)
    let pause = gap.map { $0 >= 0 ? " \(seconds($0)) later" : "" } ?? ""
    let last = summary.legs.indices.last { summary.legs[$0].client == client } ?? next
    guard let reason = summary.call.legs[last].endReason else {
      return "; it rejoined\(pause), and no later end has a code"
    }
    return "; it rejoined\(pause) and left with \(reason.codes.written)"
  }

  func sureness(_ index: Int, _ summary: CallSummary) -> String {
    var doubts: [String] = []
    if summary.legs.indices.contains(index), !summary.legs[index].impossible.isEmpty {
      doubts.append("its states are out of order")
    }
    if summary.call.ids.contains(where: { $0.evidence == .inferred }) {
      doubts.append("an ID is tied to it by inference")
    }
    guard !doubts.isEmpty else { return "" }
    return "; less than certain, because " + doubts.joined(separator: " and ")
  }

  func seconds(_ value: Double) -> String { duration(value) }
}

/// `0.4 s`, `12 s`, `2 min 5 s`, `1 h 3 min`
func duration(_ seconds: Double) -> String {
  guard seconds.isFinite, seconds.magnitude < 1e9 else { return "a long time" }
  if seconds < 9.95 {
    let tenths = Int((seconds * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
  }
  let whole = Int(seconds.rounded())
  if whole < 60 { return "\(whole) s" }
  if whole < 3600 { return "\(whole / 60) min" + (whole % 60 == 0 ? "" : " \(whole % 60) s") }
  return "\(whole / 3600) h" + (whole / 60 % 60 == 0 ? "" : " \(whole / 60 % 60) min")
}

extension LegDraft {
  /// Whether the call was handed over within 30 seconds before the leg ended.
  fileprivate var endsInTransfer: Bool {
    events.contains { event in
      guard case .transfer(let state, _) = event.claim, state == .accepted || state == .transferred else {
        return false
      }
      return isShortlyBeforeEnd(event)
    }
  }

  private func isShortlyBeforeEnd(_ event: Event) -> Bool {
    guard let seconds = leave?.moment?.seconds(since: event.moment) else { return true }
    return (-1...Precursors.window).contains(seconds)
  }
}

extension Claim {
  fileprivate var isStart: Bool {
    if case .start = self { true } else { false }
  }
}
