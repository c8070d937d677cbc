internal import Catalog
internal import Evidence

/// One call summed up, with what its verdict and the findings need to know besides.
struct CallSummary {
  let key: CallKey
  var call: Call
  /// Parallel to `call.legs`.
  let legs: [LegDraft]
  /// The joined index of each of the call's clients.
  let clients: [Int]
  /// Every event that decides something, in order of time, with its client, where that took part; until they are forgotten.
  private(set) var events: [(client: Int?, event: Event)]
  /// What other witnesses say.
  let accounts: CallAccounts
  /// What those know of the legs.
  private(set) var accountLegs: AccountLegs?
  /// The calls that this one was handed over to, and where that stands.
  let transfers: [(target: GUID, source: Source)]
  /// Whether other participants were seen.
  let seesOthers: Bool
  /// Where the call first shows in a log.
  let firstSource: Source
  let endedByReload: Bool

  init(
    key: CallKey, call: Call, legs: [LegDraft], clients: [Int], events: [(client: Int?, event: Event)],
    accounts: CallAccounts, endedByReload: Bool
  ) {
    self.key = key
    self.call = call
    self.legs = legs
    self.clients = clients
    self.events = events
    self.accounts = accounts
    self.endedByReload = endedByReload
    transfers = events.compactMap { _, event in
      guard case .transfer(let state, let target?) = event.claim, state != .failed, !target.isNil else {
        return nil
      }
      return (target, event.source)
    }
    seesOthers =
      accounts.stays.count > 1
      || events.contains { if case .participant = $0.event.claim { true } else { false } }
    let told = accounts.events.lazy.filter(\.event.claim.isKeptWithoutTimeline).map(\.event.source)
    firstSource =
      (events.map(\.event.source) + told + call.ids.map(\.source)).min() ?? Source(artifact: 0, offset: 0)
  }

  /// Adds what other witnesses know of the legs, and the legs that only they show.
  mutating func addAccountLegs(_ quality: [QualityVerdict]) {
    guard !accounts.isEmpty else { return }
    let added = AccountLegs(accounts, call.legs, quality)
    call.legs = added.legs
    accountLegs = added
  }

  /// Lets go of what only the judgement of this one call needs.
  mutating func forgetEvents() {
    events = []
  }

  /// A leg of which the log shows no end, though nothing of its client follows.
  var openLeg: Int? {
    var later: Set<Int> = []
    return legs.indices.reversed().first { index in
      later.insert(legs[index].client).inserted && legs[index].isOpen
    }
  }

  /// No client shows the call's end.
  var isOpen: Bool { call.endTime == nil && openLeg != nil }
}

extension LegDraft {
  /// The client is on its way into the call or in it when the log ends.
  var isOpen: Bool { !isOver && !isLost && hasBegun }

  /// Whether it shows the client on its way into the call, not just an announcement.
  var hasBegun: Bool { state != nil || direction == .outgoing || direction == .join }
}

/// A line of a timeline, and who says it.
private struct Line {
  var event: Event
  var client: Int?
  var witness: Witness

  init(_ event: Event, _ client: Int?, _ witness: Witness) {
    self.event = event
    self.client = client
    self.witness = witness
  }
}

/// Sums up calls, each for itself.
struct CallSummarizer {
  private let joined: JoinedLogs
  private let paths: [Int: String]
  private let keepsTimeline: Bool
  private let alerts: HealthAlerts
  /// Calls of which two logs of known zone show one connection at different times.
  private let callsOfWrongClocks: Set<Int>

  init(_ joined: JoinedLogs, keepsTimeline: Bool) {
    self.joined = joined
    self.keepsTimeline = keepsTimeline
    alerts = HealthAlerts(joined)
    callsOfWrongClocks = Set(joined.disagreements.map(\.call))
    paths = Dictionary(joined.artifacts.map { ($0.index, $0.artifact.path) }) { first, _ in first }
  }

  func summary(of queued: QueuedCall) -> CallSummary {
    let joinedCall = queued.call
    let byClient = Dictionary(grouping: joinedCall.fragments, by: \.client)
    let all = unique(joinedCall.fragments.map(\.client))
    let took = all.filter { (byClient[$0] ?? []).contains { $0.fragment.showsMoreThanIDs } }
    let clients = took.isEmpty ? all : took
    let present = Set(clients)
    let absent = all.filter { !present.contains($0) }
    let lists = clients.map { decisiveEvents(byClient[$0] ?? []) }
    let bystanders = absent.map { decisiveEvents(byClient[$0] ?? []) }
    var legs: [LegDraft] = []
    for (client, events) in lists.enumerated() {
      var cutter = LegCutter(client: client)
      for event in events { cutter.take(event) }
      cutter.trim()
      legs += cutter.legs
    }
    let sightings = joinedCall.fragments.flatMap(\.fragment.ids).compactMap(\.firstSeen)
    let accounts = CallAccounts(joinedCall.accounts)
    let told = accounts.moments(besides: sightings, joinedCall.accounts)
    let order = EventOrder((lists + bystanders).joined().lazy.compactMap(\.moment) + sightings)
    legs = order.merged(legs.map { [$0] }) { $0.events[0] }
    let events = order.merged(tagged(lists) + bystanders.map { $0.map { (nil, $0) } }) { $0.event }
    let (ids, key) = (queued.ids, queued.key)
    var call = Call(key: key.text, callID: ids.final)
    call.ids = ids.sightings
    call.aliases = ids.sightings.map(\.id).filter { $0 != ids.final }
    let named = clients.map { (byClient[$0] ?? []).contains(where: \.fragment.hasCertainClient) }
    call.clients = describe(clients, named)
    call.legs = legs.map { $0.summary() }
    call.states = states(legs, order)
    call.identifiers = identifiers(queued.sightings, key: call.key)
    call.diagnostics = diagnostics(events) + accounts.diagnostics
    let qualityTold = qualityVerdicts(accounts.events)
    call.quality = qualityVerdicts(events.map(\.event)) + qualityTold.map(\.shown)
    call.brokeOff =
      events.contains { $0.event.claim.breaksOff } || accounts.events.contains { $0.event.claim.breaksOff }
    call.activity = activity(events.compactMap(\.event.moment) + sightings + told)
    if keepsTimeline {
      call.timeline = timeline(
        clients.map { byClient[$0] ?? [] }, besides: absent.map { byClient[$0] ?? [] },
        told: accounts.timeline + alerts.during(call.activity))
    }
    var summary = CallSummary(
      key: key, call: call, legs: legs, clients: clients, events: events, accounts: accounts,
      endedByReload: clients.contains { joined.clients[$0].endedByReload })
    summary.describeLegs(joined, queued.sightings)
    summary.addAccountLegs(qualityTold)
    let whole =
      told.isEmpty
      ? order : EventOrder((lists + bystanders).joined().lazy.compactMap(\.moment) + sightings + told)
    summary.addStatesOfConnections(whole)
    summary.addTimes(whole, named: namings(took.flatMap { byClient[$0] ?? [] }, else: joinedCall.fragments))
    if callsOfWrongClocks.contains(queued.index) { summary.trustLastWitness(whole) }
    summary.addEndReasons()
    return summary
  }

  /// What one client says of the call, each thing once, in order of time; only what decides something, so that nothing
  /// depends on whether the rest was kept.
  private func decisiveEvents(_ fragments: [JoinedFragment]) -> [Event] {
    orderedEvents(
      fragments.map { $0.fragment.namedEvents.filter(\.claim.isKeptWithoutTimeline) })
  }

  private func orderedEvents(_ lists: [[Event]]) -> [Event] {
    withoutDoubles(
      EventOrder(lists.joined().lazy.compactMap(\.moment)).merged(lists, event: \.self))
  }

  /// Everything that is said of the call; `others` are those who take no part in it.
  private func timeline(
    _ clients: [[JoinedFragment]], besides others: [[JoinedFragment]], told: [AccountEvent]
  ) -> [TimelineEvent] {
    func events(_ fragments: [JoinedFragment]) -> [Event] {
      orderedEvents(fragments.map(\.fragment.namedEvents))
    }
    let lists = tagged(clients.map(events)) + others.map { events($0).map { (nil, $0) } }
    guard !told.isEmpty else {
      let order = EventOrder(lists.joined().lazy.compactMap(\.event.moment))
      return order.merged(lists) { $0.event }.map { TimelineEvent($0.event, client: $0.client) }
    }
    let order = EventOrder(
      lists.joined().lazy.compactMap(\.event.moment) + told.compactMap(\.event.moment))
    let all = lists.map { $0.map { Line($0.event, $0.client, .client) } }
    let others = told.map { Line($0.event, nil, $0.testimony.witness) }
    return order.merged(all + [others]) { $0.event }
      .map { TimelineEvent($0.event, client: $0.client, witness: $0.witness) }
  }

  /// When lines that decide nothing name the call for the first time.
  private func namings(_ own: [JoinedFragment], else all: [JoinedFragment]) -> [Moment] {
    let fragments = own.isEmpty ? all : own
    var speaking: [Source: Set<Moment?>] = [:]
    for event in fragments.lazy.flatMap(\.fragment.events) where event.claim.isKeptWithoutTimeline {
      speaking[event.source, default: []].insert(event.moment)
    }
    return fragments.lazy.flatMap(\.fragment.ids)
      .filter { speaking[$0.source]?.contains($0.firstSeen) != true }
      .compactMap(\.firstSeen)
  }

  private func activity(_ moments: [Moment]) -> ClosedRange<Instant>? {
    let placed = moments.lazy.filter(\.isPlaced).map(\.instant)
    guard let first = placed.min(), let last = placed.max() else { return nil }
    return first...last
  }

  private func tagged(_ lists: [[Event]]) -> [[(client: Int?, event: Event)]] {
    lists.enumerated().map { client, events in events.map { (client, $0) } }
  }

  private func states(_ legs: [LegDraft], _ order: EventOrder) -> [StateChange] {
    let lists = legs.enumerated().map { number, leg in
      leg.states.map { index in
        (leg: number, event: leg.events[index], impossible: leg.impossible.contains(index))
      }
    }
    return order.merged(lists) { $0.event }.compactMap { entry in
      guard case .state(let state) = entry.event.claim else { return nil }
      return StateChange(
        state: state, time: entry.event.moment, callID: entry.event.callID, client: legs[entry.leg].client,
        leg: entry.leg, source: entry.event.source, impossible: entry.impossible)
    }
  }

  private func identifiers(_ sightings: [JoinedSighting], key: String) -> [IdentifierSighting] {
    let own = sightings.sorted {
      ($0.identifier.kind.rawValue, $0.source) < ($1.identifier.kind.rawValue, $1.source)
    }
    let once = unique(own.map(\.identifier))
    var first: [Identifier: JoinedSighting] = [:]
    for sighting in own {
      if first[sighting.identifier] == nil {
        first[sighting.identifier] = sighting
      } else {
        first[sighting.identifier]?.seen.extend(by: sighting.seen)
      }
    }
    return once.compactMap { identifier in
      first[identifier].map {
        IdentifierSighting(identifier: identifier, callKey: key, seen: $0.seen, source: $0.source)
      }
    }
  }

  private func diagnostics(_ events: [(client: Int?, event: Event)]) -> [DiagnosticChange] {
    events.compactMap { client, event in
      guard case .diagnostic(let diagnostic) = event.claim else { return nil }
      return DiagnosticChange(
        diagnostic: diagnostic, time: event.moment, client: client, source: event.source)
    }
  }
}

// MARK: - Clients

extension CallSummarizer {
  /// `CallClient1 (web)`, `android`; where several have one label, with the name of the file, its path, or the page. A
  /// client that nothing in the call names is not called by its number.
  private func describe(_ clients: [Int], _ named: [Bool]) -> [Client] {
    var labels = zip(clients, named).map { label(joined.clients[$0], isNamed: $1) }
    for detail in [fileName, path, page] {
      let uses = Dictionary(labels.map { ($0, 1) }, uniquingKeysWith: +)
      guard uses.count < labels.count else { break }
      for (index, client) in clients.enumerated() where uses[labels[index], default: 0] > 1 {
        labels[index] = label(joined.clients[client], isNamed: named[index]) + detail(joined.clients[client])
      }
    }
    return zip(clients, labels).map { index, label in
      let client = joined.clients[index]
      return Client(label: label, platform: client.platform, artifacts: client.artifacts)
    }
  }

  private func fileName(_ client: JoinedClient) -> String {
    let path = client.artifacts.first.flatMap { paths[$0] }
    return path.flatMap { $0.split(separator: "/").last }.map { " in " + $0 } ?? ""
  }

  private func path(_ client: JoinedClient) -> String {
    client.artifacts.first.flatMap { paths[$0] }.map { " in " + $0 } ?? ""
  }

  private func page(_ client: JoinedClient) -> String { path(client) + ", page \(client.page)" }

  private func label(_ client: JoinedClient, isNamed: Bool) -> String {
    guard isNamed, let instance = client.instance, client.platform == "web" || client.platform == nil else {
      return client.platform ?? "client"
    }
    return "CallClient\(instance)" + (client.platform.map { " (\($0))" } ?? "")
  }
}

extension Claim {
  /// Whether it ends a call that never became one, or all calls of a process.
  fileprivate var breaksOff: Bool {
    switch self {
    case .startFailed, .crash: true
    default: false
    }
  }
}
