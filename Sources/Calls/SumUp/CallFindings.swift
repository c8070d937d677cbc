internal import Catalog
internal import Evidence

/// What a person should know about one call, beyond its verdict.
struct CallFindings {
  let joined: JoinedLogs
  private(set) var findings: [Finding] = []
  /// Where an artifact stands among those of the logs, by its index in the report.
  private let places: [Int: Int]

  init(_ joined: JoinedLogs) {
    self.joined = joined
    let indices = joined.artifacts.enumerated().map { ($1.index, $0) }
    places = Dictionary(indices) { first, _ in first }
  }

  private func artifact(_ index: Int) -> FoldedArtifact? {
    places[index].map { joined.artifacts[$0] }
  }

  mutating func add(_ summary: CallSummary) {
    addIncompleteness(summary)
    addContradictions(summary)
    addMedia(summary)
    addAccounts(summary)
    for (_, event) in summary.events where event.claim == .note(kind: NoteKind.idCollision) {
      add(
        "id-collision", .warning,
        "The UI library found this call ID to stand for two calls at once; ask for the log around this line and the "
          + "version of the UI library.", summary, event.source)
    }
  }

  private mutating func addIncompleteness(_ summary: CallSummary) {
    if summary.call.callID == nil {
      add(
        "no-call-id", .info,
        "No line of this call names its ID; ask for the call ID, which the application can print or show, or for a log "
          + "of the SDK itself.", summary, summary.firstSource)
    }
    if let leg = summary.legs.first(where: \.beginsLate), let first = leg.states.first,
      case .state(let state) = leg.events[first].claim
    {
      add(
        "log-starts-mid-call", .info,
        "The first state that the log shows of this call is \(state.rawValue); ask for the log from before the call.",
        summary, leg.events[first].source)
    }
    guard let open = summary.openLeg, let last = summary.legs[open].events.last,
      !joined.clients[summary.clients[summary.legs[open].client]].endedByReload
    else { return }
    let artifact = artifact(last.source.artifact)
    let cut = artifact?.endsMidRecord == true ? " The log is cut off in the middle of a record." : ""
    let state =
      summary.legs[open].state.map { "the call is still \($0.rawValue)" }
      ?? "nothing is known of the call's course"
    add(
      "log-ends-before-call-end", .warning,
      "Where the log ends, \(state); no end is shown.\(cut) Ask for the rest of the log, up to the end of the call.",
      summary, last.source)
  }

  private mutating func addContradictions(_ summary: CallSummary) {
    if let change = summary.call.states.first(where: \.impossible) {
      let count = summary.call.states.count { $0.impossible }
      add(
        "impossible-state-sequence", .warning,
        "\(change.state.rawValue) cannot follow the state before it"
          + (count > 1 ? " (and \(count - 1) more like it)" : "")
          + "; lines may be missing or out of order, or two calls may share one log without IDs. Ask for the original log.",
        summary, change.source)
    }
    addDisagreements(summary)
  }

  private mutating func addMedia(_ summary: CallSummary) {
    let poor = summary.call.quality.filter { $0.verdict == "poor" }
    guard let first = poor.first else { return }
    let names = poor.prefix(4).map { verdict in
      let whose = verdict.participant.map { ", participant \($0)" } ?? ""
      return "\(verdict.metric) (\(rounded(verdict.value))\(whose))"
    }.joined(separator: ", ")
    let whose = poor.contains { $0.participant == nil } ? "this client" : "these participants"
    let rest = poor.count > 4 ? " and \(poor.count - 4) more" : ""
    add(
      "poor-media-quality", .warning,
      "Media statistics are beyond the documented thresholds: \(names)\(rest). Check the network of \(whose).",
      summary, first.source)
  }

  private func rounded(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "out of range" }
    let hundredths = Int((value * 100).rounded())
    let sign = hundredths < 0 ? "-" : ""
    let (whole, fraction) = (abs(hundredths) / 100, abs(hundredths) % 100)
    if fraction == 0 { return sign + "\(whole)" }
    return sign + "\(whole)." + (fraction < 10 ? "0" : "") + "\(fraction)"
  }

  mutating func add(
    _ kind: String, _ severity: Finding.Severity, _ text: String, _ summary: CallSummary, _ source: Source
  ) {
    add(kind, severity, text, summary.key, source)
  }

  private mutating func add(
    _ kind: String, _ severity: Finding.Severity, _ text: String, _ key: CallKey, _ source: Source
  ) {
    findings.append(
      Finding(
        kind: kind, severity: severity, text: text, callKey: key.text, artifact: source.artifact,
        source: source))
  }
}

// MARK: - Between calls and logs

extension CallFindings {
  /// What is known of calls from more than one place: clocks, silences, pairs that may be one call.
  mutating func addAcrossCalls(_ outlines: CallOutlines) {
    let keys = outlines.keys
    for disagreement in joined.disagreements {
      add(
        "clocks-disagree", .warning,
        "Two logs of this call put the same connection \(duration(abs(disagreement.seconds))) apart, though both "
          + "write their zone; one of the clocks is wrong. Compare times across these logs with care.",
        keys[disagreement.call], disagreement.second)
    }
    for pair in joined.possiblySame {
      add(
        "possible-id-change", .info,
        "This call may be the one that goes on as \(keys[pair.later].text): that ID appears in the middle of "
          + "a call's life on the same client. The log does not show enough to tie the two.",
        keys[pair.earlier], pair.source)
    }
    for gap in joined.gaps { addGap(gap, keys[gap.fragment]) }
    addMissingParticipants(outlines)
  }

  /// Only the web SDK writes all the time: at level verbose, and with the pings of its signalling at level info. Other
  /// logs may have nothing to say for minutes.
  private mutating func addGap(_ gap: GapInCall, _ key: CallKey) {
    let artifact = artifact(gap.source.artifact)
    let levels = artifact?.platform == "web" ? artifact?.levels ?? [] : []
    let isChatty = levels.contains("info") || levels.contains("verbose")
    let longest = levels.contains("verbose") ? 120 : isChatty ? 300 : 600
    guard gap.seconds >= longest else { return }
    add(
      "log-gap", isChatty ? .warning : .info,
      "The log is silent for \(duration(Double(gap.seconds))) during this call; the device may have slept, the tab may "
        + "have been frozen, or lines may be missing.", key, gap.source)
  }

  private mutating func addMissingParticipants(_ outlines: CallOutlines) {
    addMissingClients(outlines)
    guard let alone = outlines.alone else { return }
    let text =
      alone.count == 1
      ? "Other participants were seen in this call, and only one client's log is here; ask for the others' logs of the same time."
      : "In \(alone.count) calls other participants were seen, and only one client's log is here; ask for the others' logs of the same times."
    findings.append(
      Finding(
        kind: "participant-log-missing", severity: .info, text: text,
        callKey: alone.count == 1 ? alone.key.text : nil, artifact: alone.source.artifact,
        source: alone.source, callCount: alone.count))
  }

  private mutating func addMissingClients(_ outlines: CallOutlines) {
    guard let told = outlines.withoutClient else { return }
    let subject = told.count == 1 ? "This call is" : "\(told.count) calls are"
    findings.append(
      Finding(
        kind: "participant-log-missing", severity: .info,
        text:
          "\(subject) known from records of the service alone, which tell how a stay ended and not what led to it; ask for the participants' logs of the same time.",
        callKey: told.count == 1 ? told.key.text : nil, artifact: told.source.artifact, source: told.source,
        callCount: told.count))
  }
}
