internal import Evidence

/// One stay of one client in a call, while it is summed up.
struct LegDraft {
  /// Index into the call's clients.
  let client: Int
  var cycle: Int
  var events: [Event] = []
  /// Indices into `events` of the states, immediate repeats left out.
  var states: [Int] = []
  /// Of those, the ones that cannot follow the state before them.
  var impossible: Set<Int> = []
  /// Indices into `events` of the end reasons.
  var ends: [Int] = []
  var state: CallState?
  var hasConnected = false
  var startFailed = false
  /// An end reason was given; a clean 0 ends nothing unless the call is disconnected as well.
  var hasEnd = false
  var direction: Direction?
  /// The first thing seen of the call on this client is later than its beginning.
  var beginsLate = false

  init(client: Int, cycle: Int) {
    self.client = client
    self.cycle = cycle
  }

  var isDisconnected: Bool { state == .disconnected }

  /// None after Connected: the connection was lost.
  var isLost: Bool { state == CallState.none && hasConnected }

  /// The log shows that the client has left.
  var isOver: Bool { isDisconnected || startFailed || hasEnd }

  func endCodes(_ index: Int) -> EndCodes? {
    events[index].claim.codes
  }

  /// The leg's last word on why it ended. A later word that only leaves out the subcode says less, and gives way.
  var lastEnd: Int? {
    let counted = ends.filter { isDisconnected || endCodes($0)?.isPlainZero == false }
    guard let last = counted.last, let codes = endCodes(last) else { return nil }
    guard codes.subCode == nil else { return last }
    return counted.last { endCodes($0)?.code == codes.code && endCodes($0)?.subCode != nil } ?? last
  }

  /// Where the leg ended: Disconnected, or what else shows its end.
  var leave: Event? {
    let disconnected = states.last { events[$0].claim == .state(.disconnected) }
    if let disconnected { return events[disconnected] }
    if let end = lastEnd { return events[end] }
    return events.last { event in
      if case .startFailed = event.claim { return true }
      return event.claim == .state(.none) && isLost
    }
  }
}

/// Cuts what one client says of one call into its stays in the call.
struct LegCutter {
  private(set) var legs: [LegDraft] = []
  private let client: Int
  /// A direction written before the leg that it belongs to.
  private var announced: Direction?

  init(client: Int) {
    self.client = client
  }

  /// Lets go of the room in which the legs' events grew.
  mutating func trim() {
    for index in legs.indices where legs[index].events.capacity > legs[index].events.count {
      legs[index].events = legs[index].events.map(\.self)
    }
  }

  /// Takes the client's events in order.
  mutating func take(_ event: Event) {
    if begins(event) {
      legs.append(LegDraft(client: client, cycle: event.cycle))
      legs[legs.count - 1].direction = announced
      announced = nil
    }
    guard !legs.isEmpty else {
      if case .direction(let direction) = event.claim { announced = direction }
      return
    }
    legs[legs.count - 1].take(event)
  }

  /// Whether a new stay begins with this event.
  private func begins(_ event: Event) -> Bool {
    guard event.claim.isAboutCall else { return false }
    guard let leg = legs.last else { return true }
    switch event.claim {
    case .state(let state):
      guard state.beginsCycle, state != .none else { return false }
      if leg.isOver || leg.isLost { return true }
      return state == .connecting && leg.hasConnected && event.cycle != leg.cycle
    case .start, .incoming:
      return leg.isOver || leg.isLost || (leg.hasConnected && event.cycle != leg.cycle)
    default: return false
    }
  }
}

extension LegDraft {
  mutating func take(_ event: Event) {
    let index = events.count
    events.append(event)
    switch event.claim {
    case .state(let new): enter(new, index)
    case .end(let codes):
      ends.append(index)
      if !codes.isPlainZero { hasEnd = true }
    case .start(let direction), .direction(let direction): self.direction = self.direction ?? direction
    case .incoming: direction = .incoming
    case .startFailed(let codes):
      guard !hasConnected else { break }
      startFailed = true
      if codes != nil { ends.append(index) }
    default: break
    }
  }

  private mutating func enter(_ new: CallState, _ index: Int) {
    // A leading None says nothing; one after Disconnected is the SDK's way to forget the call.
    if new == .none, state == nil || state == .disconnected { return }
    guard new != state else { return supplyTime(index) }
    if let state, !state.canBecome(new) { impossible.insert(index) }
    if states.isEmpty, new.stage >= 3, index == 0 { beginsLate = true }
    states.append(index)
    state = new
    if new.stage == 3 { hasConnected = true }
  }

  /// A state without a time that is said again with one was entered when the repeat says, unless the leg went on in
  /// between.
  private mutating func supplyTime(_ index: Int) {
    guard let last = states.last, events[last].moment == nil, let moment = events[index].moment else {
      return
    }
    let between = events[last..<index].compactMap { moment.seconds(since: $0.moment) }
    guard between.allSatisfy({ abs($0) <= LegDraft.repeatWindow }) else { return }
    states[states.count - 1] = index
    if impossible.remove(last) != nil { impossible.insert(index) }
  }

  /// Within how many seconds a state is said again by another line about the same change.
  private static let repeatWindow: Double = 10
}
