internal import Evidence

/// Decides, line by line in the order of the log, which client speaks and which of its calls it speaks of.
///
/// A pure state machine: events in, a fragment (or none) out. What a later line shows about earlier ones (two
/// fragments are one call) is kept as a merge, so that nothing decided has to be undone.
struct Attribution {
  var clients: [FoldedClient] = []
  var drafts = DraftStore()
  /// The fragment that each draft turned out to be a part of, or the draft itself.
  private var wholes: [UInt32] = []
  private(set) var possibleChanges: [PossibleChange] = []
  var trackers: [ClientTracker] = []
  var clientByInstance: [Int: Int] = [:]
  /// The client that last did something about calls; the chatter of idle clients does not count.
  var lastActive: Int?
  /// The nameless call that a line without a client opened last: which client it is on shows when it is named.
  var unclaimed: Int?
  var page = 1
  /// Where the clients of the current page begin.
  var pageStart = 0
  /// The latest fragment of each ID on any client, for lines that name no client.
  var fragmentByID: [GUID: Int] = [:]
  /// Where each ID is last said to be in a state, to have ended or to act; positions count events.
  private var lastLife: [GUID: Int]
  private var position = 0

  /// - Parameter lastLife: For each call ID the position of the last event that shows the call under this ID.
  init(lastLife: [GUID: Int]) {
    self.lastLife = lastLife
  }

  /// Takes the next event. Returns the client and the fragment it belongs to, and the cycle.
  mutating func take(_ event: Event, instance: Int?, ties: [Identifier])
    -> (client: Int?, fragment: Int?, cycle: Int)
  {
    defer { position += 1 }
    if case .client(.created) = event.claim { beginPageIfReloaded(instance) }
    let client = client(of: event, instance: instance)
    var cycle: Int?
    if let callID = event.callID {
      cycle = identified(callID, event, client)
    } else if case .idChange(let from, let to) = event.claim {
      cycle = changed(from, to, event, client)
    } else {
      cycle = unidentified(event, client)
    }
    guard let cycle else { return (client, nil, 0) }
    let fragment = root(cycle)
    var owner = 0
    drafts.update(fragment) { draft in
      draft.note(event)
      if instance == nil, draft.isAnonymous { unclaimed = fragment }
      draft.hasCertainClient = draft.hasCertainClient || instance != nil
      if event.callID != nil || event.claim.isAboutCall { draft.addTies(ties) }
      owner = draft.client
    }
    trackers[owner].touch(fragment)
    lastActive = owner
    return (owner, fragment, cycle)
  }

  /// The fragment that this one is a part of by now.
  mutating func root(_ fragment: Int) -> Int {
    var root = fragment
    while Int(wholes[root]) != root {
      let next = Int(wholes[root])
      wholes[root] = wholes[next]
      root = next
    }
    return root
  }

  /// Lets go of what only reading on would need.
  mutating func close() {
    trackers = []
    fragmentByID = [:]
    lastLife = [:]
  }

  /// Whether the draft became a part of another.
  func isPart(_ draft: Int) -> Bool { Int(wholes[draft]) != draft }

  /// The calls that are alive on any client of the current page.
  var live: [Int] {
    trackers[pageStart...].flatMap(\.recent)
      .filter { drafts[$0].isOpen && !drafts[$0].hasLostConnection && drafts[$0].isCall }
  }

  /// Whether the client's page has no other client.
  func isAlone(_ client: Int) -> Bool {
    let page = clients[client].page
    let hasOlder = client > 0 && clients[client - 1].page == page
    let hasYounger = client + 1 < clients.count && clients[client + 1].page == page
    return !hasOlder && !hasYounger
  }

  /// Takes in that a fragment's ID was named at a moment.
  mutating func note(_ id: GUID, of fragment: Int, at moment: Moment) {
    drafts.update(root(fragment)) { $0.noteSight(of: id, at: moment) }
  }

  /// Counts an event that is left out because it was taken before.
  mutating func skip() {
    position += 1
  }

  mutating func describe(_ client: Int, _ change: (inout FoldedClient) -> Void) {
    change(&clients[client])
  }
}

// MARK: - Lines that name a call

extension Attribution {
  private mutating func identified(_ id: GUID, _ event: Event, _ client: Int) -> Int? {
    if case .idChange(let from, let to) = event.claim {
      return changed(from ?? (id == to ? nil : id), to, event, client)
    }
    if let known = known(id, on: client) { return cycle(in: known) }
    adoptUnclaimed(by: client, event)
    if let current = trackers[client].current, drafts[current].isAnonymous, canBeNamed(current, by: event) {
      let isJustBegun = drafts[current].state.map { $0.stage <= CallState.connecting.stage } ?? true
      name(current, id, event, evidence: isJustBegun || event.claim.namesNewCall ? .explicit : .inferred)
      return current
    }
    let candidates = predecessors(on: client)
    let fragment = open(client, event)
    name(fragment, id, event, evidence: .explicit)
    tie(fragment, to: candidates, event)
    return fragment
  }

  /// The client's fragment of this ID. One that only lines without a client have spoken of belongs to the client that
  /// names it first.
  private mutating func known(_ id: GUID, on client: Int) -> Int? {
    let own = clients.count > 1 ? trackers[client].fragmentByID[id] : fragmentByID[id]
    if let own { return root(own) }
    guard let fragment = fragmentByID[id].map({ root($0) }), !drafts[fragment].hasCertainClient,
      clients[drafts[fragment].client].page == clients[client].page
    else { return nil }
    move(fragment, to: client)
    return fragment
  }

  private mutating func move(_ fragment: Int, to client: Int) {
    trackers[drafts[fragment].client].forget(fragment)
    drafts.update(fragment) { $0.client = client }
    for link in drafts[fragment].ids { trackers[client].fragmentByID[link.id] = fragment }
  }

  /// Gives the nameless call of lines without a client to the client that now names a new one.
  private mutating func adoptUnclaimed(by client: Int, _ event: Event) {
    guard let fragment = unclaimed, drafts[fragment].client != client, drafts[fragment].isAnonymous,
      !isPart(fragment), !drafts[fragment].hasCertainClient,
      drafts[fragment].client >= pageStart,
      canBeNamed(fragment, by: event)
    else { return }
    move(fragment, to: client)
    trackers[client].touch(fragment)
  }

  /// A fragment's latest cycle is the fragment itself unless other fragments were merged into it.
  func cycle(in fragment: Int) -> Int {
    drafts[fragment].latestCycle ?? fragment
  }

  /// Whether a nameless fragment may take the ID that this event names.
  private func canBeNamed(_ fragment: Int, by event: Event) -> Bool {
    let draft = drafts[fragment]
    if draft.hasEnded {
      guard event.claim.comesAfterEnd else { return false }
      return (event.moment?.seconds(since: draft.lastMoment)).map { abs($0) <= 10 } ?? true
    }
    if case .state(let new) = event.claim, let old = draft.state, new.stage < old.stage { return false }
    return (event.moment?.seconds(since: draft.opened)).map { abs($0) <= draft.establishmentLimit } ?? true
  }

  /// Open fragments of the client that a new ID could carry on.
  private func predecessors(on client: Int) -> [Int] {
    trackers[client].recent.filter { drafts[$0].isOpen && !drafts[$0].hasLostConnection }
  }

  /// Ties a new ID that enters in the middle of a call's life to the one call that it can be, by the rules
  /// for inferred joins; notes where it only looks like one.
  private mutating func tie(_ fragment: Int, to candidates: [Int], _ event: Event) {
    guard case .state(let entered) = event.claim, entered.stage > CallState.connecting.stage else { return }
    let fitting = candidates.filter { candidate in
      let draft = drafts[candidate]
      guard let state = draft.state, state.stage <= entered.stage, !draft.isAnonymous else { return false }
      return draft.ids.allSatisfy { (lastLife[$0.id] ?? 0) < position }
    }
    guard let old = fitting.last else { return }
    let elapsed = event.moment?.seconds(since: drafts[old].opened)
    let isInTime = elapsed.map { (0...drafts[old].establishmentLimit).contains($0) } ?? false
    if candidates.count == 1, isInTime {
      let carriedOn = drafts[old]
      drafts.update(fragment) { draft in
        draft.continues = old
        draft.hasConnected = carriedOn.hasConnected
        draft.opened = carriedOn.opened
      }
      drafts.update(old) { $0.gaveWay = true }
    } else if !drafts[old].hasConnected {
      possibleChanges.append(PossibleChange(from: old, to: fragment, source: event.source))
    }
  }
}

// MARK: - IDs that become others

extension Attribution {
  private mutating func changed(_ from: GUID?, _ to: GUID, _ event: Event, _ client: Int) -> Int? {
    guard !to.isNil else { return nil }
    let target = known(to, on: client)
    let old: Int
    if let from, !from.isNil {
      if let known = known(from, on: client) {
        old = known
      } else if let current = trackers[client].current, drafts[current].isAnonymous, !drafts[current].hasEnded
      {
        name(current, from, event, evidence: .explicit)
        old = current
      } else {
        old = open(client, event)
        name(old, from, event, evidence: .explicit)
      }
    } else if let active = active(on: client, becoming: target) {
      old = active
    } else if let target {
      return target
    } else {
      let fragment = open(client, event)
      name(fragment, to, event, evidence: .explicit)
      return fragment
    }
    return move(old, to, event, target: target, from: from)
  }

  private mutating func move(_ old: Int, _ to: GUID, _ event: Event, target: Int?, from: GUID?) -> Int {
    let previous = from ?? drafts[old].latestID
    var fragment = old
    if let target, target != old { fragment = merge(old, into: target) }
    if let previous, previous != to {
      drafts.update(fragment) { $0.changes.append(IDChange(from: previous, to: to)) }
    }
    name(fragment, to, event, evidence: .explicit)
    return cycle(in: fragment)
  }

  /// The client is back in a call that it has been in before: `old`, its present stay, and `target` are one. The one with more
  /// IDs takes the other in, so that a call that is left and joined all day costs no more than its lines.
  private mutating func merge(_ old: Int, into target: Int) -> Int {
    let cycle = cycle(in: old)
    let isOldLarger = drafts[old].ids.count > drafts[target].ids.count
    let (root, part) = isOldLarger ? (old, target) : (target, old)
    let absorbed = drafts[part]
    var owner = 0
    drafts.update(root) { draft in
      draft.absorb(absorbed, later: !isOldLarger)
      draft.latestCycle = cycle
      owner = draft.client
    }
    drafts.update(part) { $0 = FragmentDraft(number: absorbed.number, client: owner, opened: nil) }
    wholes[part] = UInt32(truncatingIfNeeded: root)
    trackers[owner].forget(part)
    return root
  }

  /// The fragment whose ID changes where the line writes only the new one.
  private func active(on client: Int, becoming target: Int?) -> Int? {
    let open = trackers[client].recent.filter { drafts[$0].isOpen }
    if let target {
      // Printed for a call that already has this ID, unless a younger call is about to end up in it.
      return open.last { drafts[$0].number > drafts[target].number && !drafts[$0].hasConnected } ?? target
    }
    if open.count == 1 { return open[0] }
    if let current = open.last, drafts[current].isAnonymous { return current }
    return open.last { !drafts[$0].hasConnected } ?? open.last ?? trackers[client].current
  }
}

// MARK: - Opening and naming

extension Attribution {
  /// The fragment that the client's lines spoke of last.
  func current(_ client: Int) -> Int? { trackers[client].current }

  /// The client's calls that have shown no end, the one touched last at the end.
  func openFragments(_ client: Int) -> [Int] { trackers[client].recent.filter { drafts[$0].isOpen } }

  /// The open call that the client's lines spoke of last.
  func openFragment(_ client: Int) -> Int? { trackers[client].recent.last { drafts[$0].isOpen } }

  mutating func open(_ client: Int, _ event: Event) -> Int {
    drafts.append(FragmentDraft(number: drafts.count, client: client, opened: event.moment))
    wholes.append(UInt32(truncatingIfNeeded: drafts.count - 1))
    trackers[client].touch(drafts.count - 1)
    return drafts.count - 1
  }

  private mutating func name(_ fragment: Int, _ id: GUID, _ event: Event, evidence: Evidenced) {
    guard !id.isNil else { return }
    var owner = 0
    drafts.update(fragment) { draft in
      draft.add(FragmentID(id: id, evidence: evidence, firstSeen: event.moment, source: event.source))
      draft.latestID = id
      owner = draft.client
    }
    if clients.count > 1 { trackers[owner].fragmentByID[id] = fragment }
    fragmentByID[id] = fragment
  }
}
