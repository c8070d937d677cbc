internal import Catalog
internal import Evidence

/// A fragment while its log is read: what the client is known to be doing in this call.
struct FragmentDraft {
  var client: Int
  /// Counts fragments in the order of their beginnings.
  private(set) var number: Int
  /// Whether a line that names its client has spoken of this call.
  var hasCertainClient = false
  /// The fragment that this one turned out to be a part of.
  var mergedInto: Int?
  /// The youngest fragment merged into this one: the stay in the call that lines speak of now.
  var latestCycle: Int?
  /// The ID taken on last.
  var latestID: GUID?
  private(set) var ids: [FragmentID] = []
  /// Where each ID stands in `ids`, once there are many.
  private var indexByID: [GUID: Int] = [:]
  var changes: [IDChange] = []
  var continues: Int?
  /// Another fragment carries this one on under another ID, as far as rules can tell.
  var gaveWay = false
  var ties: [Identifier] = []

  var state: CallState?
  var hasConnected = false
  /// A start, a join, an accept or an announcement was seen.
  var hasBeginning = false
  var startFailed = false
  var ends: EndCodes?
  var opened: Moment?
  var lastMoment: Moment?

  init(number: Int, client: Int, opened: Moment?) {
    self.number = number
    self.client = client
    self.opened = opened
    lastMoment = opened
  }

  /// What is left of a fragment that became a part of another.
  init(mergedInto root: Int, client: Int) {
    self.init(number: root, client: client, opened: nil)
    mergedInto = root
  }

  var isAnonymous: Bool { ids.isEmpty }

  /// The client has left. A None after Connected is a lost connection, from which nothing comes back but a new cycle.
  var hasEnded: Bool {
    if state == .disconnected || startFailed { return true }
    if let ends, !ends.isPlainZero { return true }
    return false
  }

  var hasLostConnection: Bool { state == CallState.none && hasConnected }

  var isOpen: Bool { !hasEnded && !gaveWay }

  /// Whether what was seen makes a call, as opposed to an attempt that never became one.
  var isCall: Bool {
    !ids.isEmpty || ends != nil || (state != nil && (state != CallState.none || hasConnected))
  }

  /// Within how many seconds a call must be established, and so within how many a client's first ID gives way.
  var establishmentLimit: Double {
    let isTelephone = ties.contains { $0.kind == .userMRI && $0.value.hasPrefix("4:") }
    return Double(
      isTelephone ? DocumentedTimeouts.pstnEstablishment : DocumentedTimeouts.callEstablishment)
  }

  /// Takes over what another draft of the same call knows; `later` is the one touched last.
  mutating func absorb(_ other: FragmentDraft, later: Bool) {
    for id in other.ids { add(id) }
    changes += other.changes
    addTies(other.ties)
    continues = continues ?? other.continues
    number = min(number, other.number)
    hasCertainClient = hasCertainClient || other.hasCertainClient
    guard later else { return }
    state = other.state
    hasConnected = other.hasConnected
    hasBeginning = hasBeginning || other.hasBeginning
    startFailed = other.startFailed
    ends = other.ends
    opened = other.opened
    lastMoment = other.lastMoment ?? lastMoment
    gaveWay = false
  }

  /// Adds an ID, or makes it explicit where it was inferred.
  mutating func add(_ id: FragmentID) {
    if let index = index(of: id.id) {
      if id.evidence == .explicit { ids[index].evidence = .explicit }
      return
    }
    ids.append(id)
    if ids.count == FragmentDraft.manyIDs {
      for (index, id) in ids.enumerated() { indexByID[id.id] = index }
    } else if ids.count > FragmentDraft.manyIDs {
      indexByID[id.id] = ids.count - 1
    }
  }

  private func index(of id: GUID) -> Int? {
    ids.count < FragmentDraft.manyIDs ? ids.firstIndex { $0.id == id } : indexByID[id]
  }

  private static let manyIDs = 8

  /// Adds IDs that tie; more than a call ever has are of no use.
  mutating func addTies(_ new: [Identifier]) {
    for tie in new where ties.count < 256 && !ties.contains(tie) { ties.append(tie) }
  }

  mutating func note(_ event: Event) {
    lastMoment = event.moment ?? lastMoment
    switch event.claim {
    case .state(let new):
      if hasEnded, new.beginsCycle {
        // The same ID comes back to life: a second stay in the same call.
        hasConnected = false
        ends = nil
        startFailed = false
        opened = event.moment
      }
      if state == CallState.none, !hasConnected, !hasBeginning, new != .none {
        // A None may stand long before the call that it is the beginning of.
        opened = event.moment
      }
      state = new
      if new.stage == 3 { hasConnected = true }
    case .end(let codes):
      if codes.isPlainZero, let state, state.stage < 4 { break }
      ends = codes
    case .start, .incoming: hasBeginning = true
    case .startFailed: if !hasConnected { startFailed = true }
    default: break
    }
  }
}

/// One client while its log is read: which of its calls a line without an ID speaks of.
struct ClientTracker {
  /// The fragment of each of the client's calls, by each of its IDs.
  var fragmentByID: [GUID: Int] = [:]
  /// Fragments that were open when last touched, in the order in which they were touched. Those at the front of a long
  /// list of calls without an end are forgotten.
  private(set) var recent: [Int] = []
  /// The fragment touched last, open or not.
  var current: Int? { recent.last }

  private static let memory = 16

  mutating func touch(_ fragment: Int) {
    if recent.last == fragment { return }
    recent.removeAll { $0 == fragment }
    recent.append(fragment)
    if recent.count > ClientTracker.memory { recent.removeFirst() }
  }

  mutating func forget(_ fragment: Int) {
    recent.removeAll { $0 == fragment }
  }
}
