internal import Evidence

/// Finds what went wrong shortly before a call ended, in the call itself or around it on the same client.
struct Precursors {
  /// Seconds before an end in which something counts as having preceded it.
  static let window: Double = 30

  /// Troubles outside calls, by joined client, in order of time.
  private var outside: [Int: [Event]] = [:]

  init(_ joined: JoinedLogs) {
    for entry in joined.outside where entry.testimony == nil {
      guard let client = entry.client, entry.event.moment != nil, entry.event.claim.trouble != nil else {
        continue
      }
      outside[client, default: []].append(entry.event)
    }
    for client in outside.keys {
      outside[client]?.sort {
        ($0.moment?.instant ?? .epoch, $0.source) < ($1.moment?.instant ?? .epoch, $1.source)
      }
    }
  }

  /// The last two troubles before the leg's end, with the seconds between; the earlier one first.
  func before(_ leg: Int, of summary: CallSummary) -> [(trouble: String, seconds: Double)] {
    let draft = summary.legs[leg]
    guard let end = draft.leave, let moment = end.moment else { return [] }
    let around = near(moment, client: summary.clients[draft.client])
    let told = summary.accounts.events.filter { $0.mayConcern(summary.call.legs[leg]) }.map(\.event)
    var found: [(trouble: String, seconds: Double, source: Source)] = []
    for event in draft.events + around + told {
      guard let trouble = event.claim.trouble, event.source != end.source || event.claim.isDiagnostic,
        !repeatsEnd(event, draft), let seconds = moment.seconds(since: event.moment),
        (0...Precursors.window).contains(seconds)
      else { continue }
      found.append((trouble, seconds, event.source))
    }
    return Precursors.latest(found)
  }

  /// The same before the end of a leg that only other witnesses show.
  func beforeEnd(of leg: Leg, in accounts: CallAccounts) -> [(trouble: String, seconds: Double)] {
    guard let moment = leg.leaveTime else { return [] }
    let found = accounts.events.compactMap { told -> (trouble: String, seconds: Double, source: Source)? in
      guard told.mayConcern(leg), let trouble = told.event.claim.trouble,
        let seconds = moment.seconds(since: told.event.moment), (0...Precursors.window).contains(seconds)
      else { return nil }
      return (trouble, seconds, told.event.source)
    }
    return Precursors.latest(found)
  }

  /// The last two, each once, the earlier one first.
  private static func latest(
    _ troubles: [(trouble: String, seconds: Double, source: Source)]
  ) -> [(trouble: String, seconds: Double)] {
    var found = troubles
    found.sort { ($0.seconds, $1.source) < ($1.seconds, $0.source) }
    var seen: Set<String> = []
    let latest = found.filter { seen.insert($0.trouble).inserted }.prefix(2)
    return latest.reversed().map { ($0.trouble, $0.seconds) }
  }

  /// The exception that carries the end's own codes is no cause of it.
  private func repeatsEnd(_ event: Event, _ leg: LegDraft) -> Bool {
    guard let codes = event.claim.codes, let end = leg.lastEnd.flatMap({ leg.endCodes($0) }) else {
      return false
    }
    return codes.hasSameCodes(as: end)
  }

  private func near(_ moment: Moment, client: Int) -> ArraySlice<Event> {
    guard let events = outside[client] else { return [] }
    let earliest = moment.instant.adding(seconds: -Int(Precursors.window))
    var (low, high) = (0, events.count)
    while low < high {
      let middle = (low + high) / 2
      if (events[middle].moment?.instant ?? .epoch) < earliest { low = middle + 1 } else { high = middle }
    }
    return events[low...].prefix { ($0.moment?.instant ?? .epoch) <= moment.instant }
  }
}

extension AccountEvent {
  /// Whether it may have to do with the end of this leg: it is about its participant, or about nobody in particular.
  fileprivate func mayConcern(_ leg: Leg) -> Bool {
    // Whom an application adds or removes is not who its own connection is.
    if testimony.witness == .callback, case .operation = event.claim { return true }
    return testimony.participant == nil || isAbout(leg.names)
  }
}

extension Instant {
  fileprivate static let epoch = Instant(nanoseconds: 0)
}

extension Claim {
  fileprivate var isDiagnostic: Bool {
    if case .diagnostic = self { true } else { false }
  }

  /// In the words of a verdict, where it is something that can bring a call down.
  var trouble: String? {
    switch self {
    case .diagnostic(let diagnostic):
      guard diagnostic.isUnhealthy, diagnostic.participant == nil else { return nil }
      return diagnostic.name + " was " + diagnostic.value
    case .signalling(let event): return event.trouble
    case .agent(.disconnected): return "the call agent was disconnected"
    case .agent(.failed(let codes)):
      return "the call agent failed" + (codes.map { " with " + $0.written } ?? "")
    case .failure(let failure):
      return (failure.target ?? failure.name) + " failed"
        + (failure.codes.map { " with " + $0.written } ?? "")
    case .operation(let operation):
      return operation.trouble
    case .crash: return "the process died"
    case .media(let samples):
      let poor = samples.map { QualityVerdict($0, source: Source(artifact: 0, offset: 0)) }
        .first { $0.verdict == "poor" }
      return poor.map { $0.metric + " was poor" }
    default: return nil
    }
  }
}

extension SignallingEvent {
  fileprivate var trouble: String? {
    switch self {
    case .pingUnanswered: "a signalling ping went unanswered"
    case .disconnected: "signalling was disconnected"
    case .failed: "a signalling endpoint could not be reached"
    case .configurationTimeout: "the configuration service did not answer"
    case .started, .stopped, .connected: nil
    }
  }
}

extension EndCodes {
  /// `410/3112`, or `480` without a subcode.
  var written: String { subCode.map { "\(code)/\($0)" } ?? "\(code)" }
}
