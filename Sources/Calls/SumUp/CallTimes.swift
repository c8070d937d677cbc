internal import Evidence

extension CallSummary {
  /// Start, connection, end and length; `named`: when lines that decide nothing name the call.
  mutating func addTimes(_ order: EventOrder, named: [Moment]) {
    let beginnings = [firstMoment(order, named), accounts.firstMoment(order)].compactMap(\.self)
    call.startTime = beginnings.min { $0.instant < $1.instant }
    call.connectedTime = call.legs.compactMap { order.decides($0.connectedTime) }
      .min { $0.instant < $1.instant }
    let leaves = call.legs.compactMap { order.decides($0.leaveTime) }
    let left = (leaves.isEmpty ? accounts.ends(order) : leaves).max { $0.instant < $1.instant }
    // A leg without an end that lives on after all others have ended leaves the call without an end.
    let lastOpenLife = zip(legs, call.legs).lazy.filter { $0.isOpen && $1.leaveTime == nil }.map(\.0)
      .compactMap { leg in leg.events.compactMap { order.decides($0.moment)?.instant }.max() }.max()
    if let left, lastOpenLife.map({ $0 <= left.instant }) ?? true { call.endTime = left }
    if let start = call.connectedTime, let seconds = call.endTime?.seconds(since: start), seconds >= 0 {
      call.durationSeconds = seconds
    } else if call.connectedTime == nil, let start = call.startTime, let end = call.endTime {
      call.durationSeconds = accounts.seconds ?? accounts.length(from: start, to: end)
    }
  }

  /// Where clocks disagree, the time from the first Connected to the end is that of the client whose leg ends last.
  mutating func trustLastWitness(_ order: EventOrder) {
    let left = call.legs.filter { order.decides($0.leaveTime) != nil && $0.leaveTime == call.endTime }
    guard let end = call.endTime, let client = left.last?.client else { return }
    let connected = call.legs.filter { $0.client == client }.compactMap { order.decides($0.connectedTime) }
      .min { $0.instant < $1.instant }
    call.connectedTime = connected ?? call.connectedTime
    call.durationSeconds = connected.flatMap { end.seconds(since: $0) }.flatMap { $0 >= 0 ? $0 : nil }
  }

  /// The first moment of the call's life that a client in it shows, be it that it names the call. A None is no sign of
  /// life, nor is what is only attributed to the call; and an end is no beginning.
  private func firstMoment(_ order: EventOrder, _ named: [Moment]) -> Moment? {
    let speaking = events.filter { $0.event.isSignOfLife }
    let own = speaking.filter { $0.client != nil }.map(\.event)
    let signs = own.isEmpty ? speaking.map(\.event) : own
    let namings = named.compactMap { order.decides($0) }
    let beginning = signs.filter { !$0.claim.isEnding }
    let isUnknown = !beginning.isEmpty && !beginning.contains { order.decides($0.moment) != nil }
    if isUnknown, namings.isEmpty { return nil }
    return (signs.compactMap { order.decides($0.moment) } + namings).min { $0.instant < $1.instant }
  }
}

extension Event {
  /// Whether it speaks of the call itself, and of more than its absence.
  fileprivate var isSignOfLife: Bool {
    claim != .state(.none) && (callID != nil || claim.isAboutCall)
  }
}

extension Claim {
  /// Whether it tells of the end of a stay in a call.
  var isEnding: Bool {
    switch self {
    case .state(let state): state.stage >= 4
    case .end: true
    default: false
    }
  }
}
