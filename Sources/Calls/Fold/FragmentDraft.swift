internal import Catalog
internal import Evidence

/// A fragment while its log is read: what the client is known to be doing in this call.
struct FragmentDraft {
  var client: Int
  /// Counts fragments in the order of their beginnings.
  private(set) var number: Int
  /// Whether a line that names its client has spoken of this call.
  var hasCertainClient = false
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
  /// The codes alone.
  var ends: EndCodes?
  /// Without the words of the log, as `lastMoment`.
  var opened: Moment?
  var lastMoment: Moment?

  init(number: Int, client: Int, opened: Moment?) {
    self.number = number
    self.client = client
    self.opened = opened?.withoutText
    lastMoment = self.opened
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
      noteSight(at: index, id.lastSeen ?? id.firstSeen)
      return
    }
    ids.append(id)
    if ids.count == FragmentDraft.manyIDs {
      indexIDs()
    } else if ids.count > FragmentDraft.manyIDs {
      indexByID[id.id] = ids.count - 1
    }
  }

  /// Takes in that the ID was named at a moment.
  mutating func noteSight(of id: GUID, at moment: Moment?) {
    guard moment != nil, let index = index(of: id) else { return }
    noteSight(at: index, moment)
  }

  private mutating func noteSight(at index: Int, _ moment: Moment?) {
    var seen = Appearance(at: ids[index].lastSeen ?? ids[index].firstSeen)
    seen.extend(by: Appearance(at: moment))
    if let last = seen.last, last.instant != ids[index].firstSeen?.instant { ids[index].lastSeen = last }
  }

  private mutating func indexIDs() {
    for (index, id) in ids.enumerated() { indexByID[id.id] = index }
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
    let moment = event.moment?.withoutText
    lastMoment = moment ?? lastMoment
    if let id = event.callID { noteSight(of: id, at: event.moment) }
    switch event.claim {
    case .state(let new):
      if hasEnded, new.beginsCycle {
        // The same ID comes back to life: a second stay in the same call.
        hasConnected = false
        ends = nil
        startFailed = false
        opened = moment
      }
      if state == CallState.none, !hasConnected, !hasBeginning, new != .none {
        // A None may stand long before the call that it is the beginning of.
        opened = moment
      }
      state = new
      if new.stage == 3 { hasConnected = true }
    case .end(let codes):
      if codes.isPlainZero, let state, state.stage < 4 { break }
      ends = EndCodes(code: codes.code, subCode: codes.subCode)
    case .start, .incoming: hasBeginning = true
    case .startFailed: if !hasConnected { startFailed = true }
    default: break
    }
  }
}

extension FragmentDraft: Packable {
  func pack(into packer: inout Packer) {
    packer.pack(
      PackedPresence(
        hasCertainClient, gaveWay, hasConnected, hasBeginning, startFailed, latestCycle != nil,
        latestID != nil, continues != nil))
    packer.pack(number)
    packer.pack(client)
    if let latestCycle { packer.pack(latestCycle) }
    packer.pack(ids)
    if let latestID { packer.pack(latestID) }
    packer.pack(changes)
    if let continues { packer.pack(continues) }
    packer.pack(ties)
    packer.pack(state)
    packer.pack(ends)
    packer.pack(opened)
    packer.pack(lastMoment)
  }

  init(unpacking unpacker: inout Unpacker) {
    let has = unpacker.unpack(PackedPresence.self)
    self.init(number: unpacker.unpack(), client: unpacker.unpack(), opened: nil)
    hasCertainClient = has[0]
    gaveWay = has[1]
    hasConnected = has[2]
    hasBeginning = has[3]
    startFailed = has[4]
    if has[5] { latestCycle = unpacker.unpack(Int.self) }
    ids = unpacker.unpack()
    if ids.count >= FragmentDraft.manyIDs { indexIDs() }
    if has[6] { latestID = unpacker.unpack(GUID.self) }
    changes = unpacker.unpack()
    if has[7] { continues = unpacker.unpack(Int.self) }
    ties = unpacker.unpack()
    state = unpacker.unpack(CallState?.self)
    ends = unpacker.unpack(EndCodes?.self)
    opened = unpacker.unpack(Moment?.self)
    lastMoment = unpacker.unpack(Moment?.self)
  }
}

/// One client while its log is read: which of its calls a line without an ID speaks of.
struct ClientTracker {
  /// The fragment of each of the client's calls, by each of its IDs; kept from the second client of a log on, for the
  /// only client's are those of all.
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
