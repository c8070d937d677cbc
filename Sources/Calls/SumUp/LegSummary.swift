internal import Evidence

extension LegDraft {
  /// The times and phases of the leg, all by one clock.
  func summary() -> Leg {
    let order = EventOrder(events.lazy.compactMap(\.moment))
    var leg = Leg()
    leg.client = client
    leg.direction = direction
    leg.joinTime = joinTime(order)
    leg.connectedTime =
      states.lazy.filter { events[$0].claim == .state(.connected) }
      .compactMap { order.decides(events[$0].moment) }.first
    leg.leaveTime = leave.flatMap { order.decides($0.moment) }
    leg.phases = phases(order, from: leg.joinTime, to: leg.leaveTime)
    leg.sources = unique([events.first?.source, events.last?.source].compactMap(\.self))
    return leg
  }

  /// The leg's first time, unless that is the time of its end and what went before has none.
  private func joinTime(_ order: EventOrder) -> Moment? {
    let beginning = beginning
    guard let first = beginning.first(where: { order.decides($0.moment) != nil }) else { return nil }
    let hasUntimedBeginning = beginning.prefix { $0 != first }.contains { event in
      if case .state = event.claim { !event.claim.isEnding } else { false }
    }
    return first.claim.isEnding && hasUntimedBeginning ? nil : first.moment
  }

  /// The events from where the leg began: a leading None may be the idle state of an SDK that is not called yet.
  private var beginning: ArraySlice<Event> {
    let events = events.drop { $0.claim == .state(.none) }
    return events.isEmpty ? self.events[...] : events
  }

  /// Seconds spent in each phase. The phases follow each other without overlap: hold is not part of connected, and
  /// setup ends where ringing or the lobby begins. A phase the log does not see the end of has no length.
  private func phases(_ order: EventOrder, from start: Moment?, to end: Moment?) -> Phases {
    var phases = Phases()
    var marks: [(phase: WritableKeyPath<Phases, Double?>?, moment: Moment?)] = [(\.setup, start)]
    for index in states {
      guard case .state(let state) = events[index].claim else { continue }
      marks.append((state.phase, order.decides(events[index].moment)))
    }
    if isOver || isLost { marks.append((nil, end)) }
    var lengthless: Set<WritableKeyPath<Phases, Double?>> = []
    for (mark, next) in zip(marks, marks.dropFirst()) {
      guard let phase = mark.phase else { continue }
      guard let seconds = next.moment?.seconds(since: mark.moment), seconds >= 0 else {
        lengthless.insert(phase)
        continue
      }
      phases[keyPath: phase] = (phases[keyPath: phase] ?? 0) + seconds
    }
    for phase in lengthless { phases[keyPath: phase] = nil }
    // Setup begins with the leg's first word; where that is a later state, there was none to see.
    if phases.setup == 0 { phases.setup = nil }
    return phases
  }
}

extension CallState {
  fileprivate var phase: WritableKeyPath<Phases, Double?>? {
    switch self {
    case .none, .connecting: \.setup
    case .ringing, .earlyMedia: \.ringing
    case .inLobby: \.lobby
    case .connected: \.connected
    case .localHold, .remoteHold: \.hold
    case .disconnecting, .disconnected: nil
    }
  }
}
