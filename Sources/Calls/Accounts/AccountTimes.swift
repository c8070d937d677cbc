internal import Evidence

/// What other witnesses say of when a call was.
extension CallAccounts {
  /// Every moment at which the call was alive; of a call without any, when its ID was first named.
  func moments(besides others: [Moment], _ accounts: [JoinedAccount]) -> [Moment] {
    let own = events.filter(\.isOfCallsTime)
    let moments = own.compactMap(\.event.moment) + own.compactMap(\.end)
    if !moments.isEmpty || !others.isEmpty { return moments }
    return accounts.flatMap(\.account.ids).compactMap(\.firstSeen)
  }

  /// The first moment of the call's life. What is not told by the service itself or a callback counts where those say
  /// nothing.
  func firstMoment(_ order: EventOrder) -> Moment? {
    let signs = events.filter(\.isSignOfLife).compactMap { order.decides($0.event.moment) }
    let others =
      signs.isEmpty ? events.filter(\.mayBeginCall).compactMap { order.decides($0.event.moment) } : []
    return (signs + others).min { $0.instant < $1.instant }
  }

  /// When the call was over, by records of the whole call.
  func ends(_ order: EventOrder) -> [Moment] {
    let told = events.compactMap { told -> Moment? in
      switch told.event.claim {
      case .callSpan: told.end
      case .end, .state(.disconnected): told.event.moment
      default: nil
      }
    }
    return told.compactMap { order.decides($0) }
  }

  /// How long the call was, as the service sums it up.
  var seconds: Double? {
    guard case .callSpan(let span)? = span?.event.claim, let seconds = span.seconds, seconds.isFinite,
      seconds >= 0
    else { return nil }
    return seconds
  }

  /// How long it was from the first stay to the end, where the service shows stays.
  func length(from start: Moment, to end: Moment) -> Double? {
    guard !stays.isEmpty, let seconds = end.seconds(since: start), seconds >= 0 else { return nil }
    return seconds
  }
}

extension AccountEvent {
  /// Whether it shows, for want of anything better, that the call had begun.
  fileprivate var mayBeginCall: Bool {
    testimony.showsCall && event.callID != nil && isOfCallsTime
  }
}

extension CallAccounts {
  /// For the timeline: a stay is told where it begins and where it ends.
  var timeline: [AccountEvent] {
    let comings = Set(events.lazy.filter(\.isComing).map(Coming.init))
    let lines = events.flatMap { told -> [AccountEvent] in
      guard case .stay(let stay) = told.event.claim else { return [told] }
      // An event that a participant came says nothing more by the stay that begins with it.
      guard let end = told.end else { return comings.contains(Coming(told)) ? [] : [told] }
      let name = stay.user ?? stay.participantID ?? stay.endpointType ?? "a participant"
      var beginning = told
      beginning.event.claim = .participant(.added, who: name)
      if beginning.event.text.isEmpty { beginning.event.text = "\(name) was in the call from here on" }
      var ending = told
      ending.event.claim = stay.end.map { .end($0) } ?? .participant(.removed, who: name)
      ending.event.moment = end
      ending.event.text = "\(name) left"
      return [beginning, ending]
    }
    return CallAccounts.inOrder(lines)
  }

  /// The diagnostics that the service recorded, with the participant that they are of.
  var diagnostics: [DiagnosticChange] {
    events.compactMap { told in
      guard case .diagnostic(var diagnostic) = told.event.claim else { return nil }
      diagnostic.participant =
        diagnostic.participant ?? told.testimony.participant.map(RedactedParticipant.shown)
      return DiagnosticChange(
        diagnostic: diagnostic, time: told.event.moment, client: nil, source: told.event.source)
    }
  }
}

extension CallSummary {
  /// Adds the states of call connections that are legs of their own.
  mutating func addStatesOfConnections(_ order: EventOrder) {
    guard let accountLegs else { return }
    let told = accounts.events.compactMap { told -> StateChange? in
      guard case .state(let state) = told.event.claim, let leg = accountLegs.leg(of: told),
        call.legs[leg].client == nil
      else { return nil }
      return StateChange(
        state: state, time: told.event.moment, callID: told.event.callID, client: nil, leg: leg,
        source: told.event.source)
    }
    guard !told.isEmpty else { return }
    var keyed: [(key: Instant, state: StateChange)] = []
    for list in [call.states, told] {
      var key = Instant(nanoseconds: .min)
      for state in list {
        if let moment = order.decides(state.time) { key = moment.instant }
        keyed.append((key, state))
      }
    }
    call.states = keyed.indices.sorted { (keyed[$0].key, $0) < (keyed[$1].key, $1) }.map { keyed[$0].state }
  }
}

/// Alerts of Azure Service Health, which concern every call of their time.
struct HealthAlerts {
  private var alerts: [AccountEvent] = []

  /// An alert says when its impact began, not when it ended: hours from then on in which a call may have felt it.
  private static let hours = 24

  init(_ joined: JoinedLogs) {
    for entry in joined.outside {
      guard case .healthAlert = entry.event.claim, let testimony = entry.testimony else { continue }
      alerts.append(AccountEvent(event: entry.event, testimony: testimony))
    }
  }

  /// Those whose impact began before the call's end, and not long before its beginning.
  func during(_ activity: ClosedRange<Instant>?) -> [AccountEvent] {
    guard let activity else { return [] }
    let earliest = activity.lowerBound.adding(seconds: -HealthAlerts.hours * 3600)
    return alerts.filter { alert in
      alert.event.moment.map { $0.isUTC && (earliest...activity.upperBound).contains($0.instant) } ?? false
    }
  }
}

/// Who came, and when.
private struct Coming: Hashable {
  let participant: String?
  let instant: Instant?

  init(_ told: AccountEvent) {
    participant = told.testimony.participant?.lowercased()
    instant = told.event.moment?.instant
  }
}

extension AccountEvent {
  fileprivate var isComing: Bool {
    if case .participant(.added, _) = event.claim { true } else { false }
  }
}
