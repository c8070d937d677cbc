internal import Evidence

/// Ties the fragments of all logs to calls: by IDs that are equal and by changes that logs show first, then by
/// inference, in order of time, artifact and offset.
public func join(_ logs: consuming [FoldedLog]) -> JoinedLogs {
  joinPart(logs).joined
}

/// The same for some of the logs, to be put together with the other parts.
public func joinPart(_ logs: consuming [FoldedLog]) -> JoinedPart {
  var logs = logs
  // Files that say nothing may be many; of them there is nothing to join, only to list.
  var artifacts = Array(logs.lazy.filter(\.isSilent).flatMap(\.artifacts))
  logs.removeAll(where: \.isSilent)
  logs.sort { $0.firstArtifact < $1.firstArtifact }
  let clock = SharedClock(logs)
  for index in logs.indices { clock.place(&logs[index]) }
  let shared = SharedLines(logs)
  for index in logs.indices { logs[index].stampedLines = shared.keepProven(logs[index].stampedLines) }
  var identity = ClientIdentity(logs)
  let (clients, clientIndex) = identity.clients(logs)
  var joiner = Joiner(consume logs, clientIndex, shared)
  joiner.tieByWhatLogsSay()
  joiner.tieByInference()
  joiner.tieByConversations()
  var part = joiner.finish(clients)
  artifacts += part.joined.artifacts
  artifacts.sort { $0.index < $1.index }
  part.joined.artifacts = artifacts
  return part
}

/// The join of fragments, numbered through all logs, and of accounts, numbered behind them.
struct Joiner {
  /// What the join needs to know of every fragment at once.
  struct Outline {
    var client: Int
    var group = 0
    /// The fragment that this one carries on, by inference of its fold.
    var predecessor: Int?
    var isCarriedOn = false
    var hasIDs: Bool
  }

  private(set) var outlines: [Outline] = []
  private(set) var logs: [FoldedLog]
  let starts: LogStarts
  private(set) var accounts: AccountOutlines
  private let clientIndex: [[Int]]
  private let shared: SharedLines
  var sets: UnionFind
  /// The fragments and accounts that name a conversation in a server call ID, the first of each ID.
  private(set) var conversations: [GUID: [Int]] = [:]
  private var possiblySame: [(earlier: Int, later: Int, source: Source)] = []
  /// What to add to the cycles of each log, so that those of all logs differ.
  private var firstCycles: [Int] = []
  /// The change of ID that an inferred tie adds to the fragment that carries on.
  private var inferredChanges: [Int: IDChange] = [:]

  init(_ logs: [FoldedLog], _ clientIndex: [[Int]], _ shared: SharedLines) {
    self.logs = logs
    self.clientIndex = clientIndex
    self.shared = shared
    starts = LogStarts(logs)
    accounts = AccountOutlines(logs, behind: starts.count)
    sets = UnionFind(count: starts.count + accounts.count)
    outlines.reserveCapacity(starts.count)
  }

  /// Equal call IDs; equal IDs of the kinds that join; a chain or correlation ID that equals a call ID.
  mutating func tieByWhatLogsSay() {
    var owners = Owners()
    var cycles = 0
    for (log, value) in logs.enumerated() {
      firstCycles.append(cycles)
      var highest = 0
      for fragment in value.fragments {
        outlines.append(
          Outline(
            client: clientIndex[log][fragment.client],
            predecessor: fragment.continues.map { starts[log] + $0 }, hasIDs: !fragment.ids.isEmpty))
        tie(fragment, &owners)
        highest = fragment.events.reduce(highest) { max($0, $1.cycle) }
      }
      cycles += highest + 1
    }
    for account in logs.lazy.flatMap(\.accounts) {
      tie(accounts.next, account.ids, account.ties, &owners)
      accounts.append(account)
    }
    for (account, other) in accounts.tiesByParticipant(logs, starts, &sets) { sets.unite(account, other) }
  }

  /// The first fragment or account that has each thing that ties.
  private struct Owners {
    var ofIdentifier: [String: Int] = [:]
    var ofID: [GUID: Int] = [:]
    var ofStamp: [UInt64: Int] = [:]
  }

  /// Ties the fragment whose outline is the last.
  private mutating func tie(_ fragment: Fragment, _ owners: inout Owners) {
    let index = outlines.count - 1
    tie(index, fragment.ids, fragment.ties, &owners)
    // One call of one client in two logs, of which one does not name it.
    for event in fragment.events where event.claim.isAboutCall {
      guard let stamp = shared.stamp(of: event) else { continue }
      if let other = owners.ofStamp[stamp] {
        if fragment.ids.isEmpty || !outlines[other].hasIDs { sets.unite(other, index) }
      } else {
        owners.ofStamp[stamp] = index
      }
    }
  }

  private mutating func tie(
    _ index: Int, _ ids: [FragmentID], _ ties: [Identifier], _ owners: inout Owners
  ) {
    for id in ids { tie(index, &owners.ofID[id.id]) }
    for identifier in ties {
      let isCallID = identifier.kind == .chainID || identifier.kind == .correlationID
      if isCallID, let id = GUID(identifier.value) {
        if !id.isNil { tie(index, &owners.ofID[id]) }
        continue
      }
      let key = identifier.kind.rawValue + " " + identifier.value.lowercased()
      if identifier.kind == .serverCallID, owners.ofIdentifier[key] == nil,
        let conversation = ServerCallID(identifier.value)?.conversation
      {
        conversations[conversation, default: []].append(index)
      }
      tie(index, &owners.ofIdentifier[key])
    }
  }

  private mutating func tie(_ fragment: Int, _ owner: inout Int?) {
    if let other = owner { sets.unite(other, fragment) } else { owner = fragment }
  }

  /// Applies what each fold inferred, unless some client shows the two as calls of their own, alive side by side.
  mutating func tieByInference() {
    for index in outlines.indices { outlines[index].group = sets.find(index) }
    accounts.setGroups(&sets)
    let links = linksInOrder()
    var members = members(ofGroupsOf: links)
    for index in links {
      guard let old = outlines[index].predecessor else { continue }
      let (first, second) = (sets.find(old), sets.find(index))
      guard first != second else { continue }
      guard !areSideBySide(members[first] ?? [], members[second] ?? [], except: (old, index)) else {
        noteAsPossible(old, index)
        continue
      }
      sets.unite(first, second)
      outlines[old].isCarriedOn = true
      if let from = fragment(old).ids.last?.id, let to = fragment(index).ids.first?.id {
        inferredChanges[index] = IDChange(from: from, to: to)
      }
      members[sets.find(first)] = (members[first] ?? []) + (members[second] ?? [])
    }
    for (log, value) in logs.enumerated() {
      for change in value.possibleChanges {
        possiblySame.append((starts[log] + change.from, starts[log] + change.to, change.source))
      }
    }
  }

  /// The fragments of the groups that links may tie.
  private func members(ofGroupsOf links: [Int]) -> [Int: [Int]] {
    let linked = links + links.compactMap { outlines[$0].predecessor }
    var members = Dictionary(linked.map { (outlines[$0].group, [Int]()) }) { first, _ in first }
    guard !members.isEmpty else { return members }
    for index in outlines.indices { members[outlines[index].group]?.append(index) }
    return members
  }

  private mutating func noteAsPossible(_ old: Int, _ new: Int) {
    guard let source = fragment(new).ids.first?.source else { return }
    possiblySame.append((old, new, source))
  }

  func fragment(_ index: Int) -> Fragment {
    let log = starts.log(of: index)
    return logs[log].fragments[index - starts[log]]
  }

  /// By the first event that decides something: what is only kept for a timeline must not change an order.
  private func linksInOrder() -> [Int] {
    let links = outlines.indices.filter { outlines[$0].predecessor != nil }
      .map { (index: $0, word: fragment($0).events.first(where: \.claim.isKeptWithoutTimeline)) }
    return links.sorted { left, right in
      if let one = left.word?.moment, let other = right.word?.moment, one.instant != other.instant {
        return one.instant < other.instant
      }
      guard let one = left.word, let other = right.word, one.source != other.source else {
        return left.index < right.index
      }
      return one.source < other.source
    }.map(\.index)
  }

  /// Whether one client shows fragments of both calls whose lives overlap in its log.
  func areSideBySide(_ first: [Int], _ second: [Int], except link: (Int, Int)? = nil) -> Bool {
    func areComparable(_ one: Int, _ other: Int) -> Bool {
      outlines[one].client == outlines[other].client && link.map { $0 != (one, other) } ?? true
        && starts.log(of: one) == starts.log(of: other)
    }
    // A fragment is unpacked whole for its life: once, and only where it has something to be compared with.
    let lives = lives(of: first.filter { one in second.contains { areComparable(one, $0) } })
    guard !lives.isEmpty else { return false }
    let others = self.lives(of: second.filter { other in first.contains { areComparable($0, other) } })
    return lives.contains { one in
      others.contains { areComparable(one.fragment, $0.fragment) && one.life.overlaps($0.life) }
    }
  }

  private func lives(of fragments: [Int]) -> [(fragment: Int, life: ClosedRange<Source>)] {
    fragments.compactMap { fragment in life(of: fragment).map { (fragment, $0) } }
  }

  private func life(of index: Int) -> ClosedRange<Source>? {
    let states = fragment(index).events.filter {
      if case .state = $0.claim { true } else { false }
    }.map(\.source)
    guard let first = states.min(), let last = states.max() else { return nil }
    return first...last
  }
}

// MARK: - The calls

extension Joiner {
  mutating func finish(_ clients: [JoinedClient]) -> JoinedPart {
    var order = JoinOrder(logs, clientIndex)
    let repeated = RepeatedLines(logs, shared)
    let (callOf, members) = membersOfCalls()
    var wanted = CallsByID(wantedBy: logs)
    var calls = PackedList<JoinedCall>(blockSize: 1)
    var disagreements: [ClockDisagreement] = []
    let early = EarlyOperations(logs, accounts, callOf)
    let eventsOutside = accounts.eventsOutside(logs, callOf)
    order.operationsOutside = early.outside.count
    order.accountsOutside = eventsOutside.count
    let told = early.outside + eventsOutside
    var accountReaders = takeAccountReaders()
    var readers = takeReaders()
    for indices in members {
      // Calls are in the order of their first fragments, then of their first accounts: no earlier one is asked for again.
      let behind = indices.firstIndex { $0 >= starts.count } ?? indices.endIndex
      if behind > 0 {
        readers.release(before: indices[0])
      } else {
        accountReaders.release(before: indices[0])
      }
      var call = JoinedCall(
        fragments: indices[..<behind].map { joined($0, readers.fragment($0), repeated) },
        accounts: indices[behind...].map {
          JoinedAccount(group: accounts.group(of: $0), account: accountReaders.account($0))
        })
      if let account = early.account(of: calls.count) {
        call.accounts.append(JoinedAccount(group: starts.count + accounts.count, account: account))
      }
      for id in call.ids { wanted.note(id.id, call: calls.count) }
      if let disagreement = clockDisagreement(in: call, index: calls.count) {
        disagreements.append(disagreement)
      }
      calls.append(call)
      order.calls.append(place(of: indices[0]))
    }
    var outside = PackedList<OutsideEvent>()
    for (log, value) in logs.enumerated() {
      for var entry in value.outside where repeated.isFirst(entry.event) {
        entry.client = entry.client.map { clientIndex[log][$0] }
        outside.append(entry)
      }
    }
    for told in told {
      outside.append(OutsideEvent(client: nil, event: told.event, testimony: told.testimony))
    }
    Adoption.adopt(&outside, into: &calls)
    var gaps: [GapInCall] = []
    for (log, value) in logs.enumerated() {
      for var gap in value.gaps {
        guard let call = callOf[starts[log] + gap.fragment] else { continue }
        gap.fragment = call
        gaps.append(gap)
      }
    }
    let artifacts = logs.flatMap(\.artifacts)
    let overlaps = overlaps(between: logs)
    // Handed over: what the logs name is freed while it is made unique.
    var sightings = JoinedSightings(logs, starts, accounts, early.placed(callOf), wanted)
    logs = []
    let whole = JoinedLogs(
      artifacts: artifacts, clients: clients, calls: calls, outside: outside, sightings: sightings.unique(),
      possiblySame: pairs(callOf), gaps: gaps, overlaps: overlaps, disagreements: disagreements)
    return JoinedPart(joined: whole, order: order)
  }

  /// Where a fragment or an account stands in the order of all.
  private func place(of index: Int) -> JoinOrder.Place {
    if index < starts.count {
      let log = starts.log(of: index)
      return JoinOrder.Place(list: 0, log: logs[log].firstArtifact, number: index - starts[log])
    }
    let (log, number) = accounts.place(of: index)
    return JoinOrder.Place(list: 1, log: logs[log].firstArtifact, number: number)
  }

  /// Hands over the fragments of the logs that have calls.
  private mutating func takeReaders() -> FragmentReaders {
    let readers = FragmentReaders(logs, starts)
    for log in logs.indices where !logs[log].onlyNamesIDs { logs[log].fragments = [] }
    return readers
  }

  private mutating func takeAccountReaders() -> AccountReaders {
    let readers = AccountReaders(logs, accounts)
    for log in logs.indices { logs[log].accounts = [] }
    return readers
  }

  /// The call of each fragment, and the fragments of each call, calls in the order of their first fragments.
  private mutating func membersOfCalls() -> (callOf: [Int?], members: FragmentsByCall) {
    var callOf = [Int?](repeating: nil, count: outlines.count + accounts.count)
    var members = FragmentsByCall(fragmentCount: callOf.count)
    for index in outlines.indices where !isOnlyNamed(index) {
      let root = sets.find(index)
      let call = callOf[root] ?? members.newCall()
      members.append(index, to: call)
      callOf[root] = call
      callOf[index] = call
    }
    let shown = accounts.rootsThatShowCalls(&sets)
    for index in accounts.indices {
      let root = sets.find(index)
      guard callOf[root] != nil || shown.contains(root) else { continue }
      let call = callOf[root] ?? members.newCall()
      members.append(index, to: call)
      callOf[root] = call
      callOf[index] = call
    }
    for index in outlines.indices where isOnlyNamed(index) { callOf[index] = callOf[sets.find(index)] }
    return (callOf, members)
  }

  /// The fragment as its call has it.
  private func joined(
    _ index: Int, _ fragment: Fragment, _ repeated: RepeatedLines
  ) -> JoinedFragment {
    var fragment = fragment
    let firstCycle = firstCycles[starts.log(of: index)]
    fragment.events.removeAll { !repeated.isFirst($0) }
    for position in fragment.events.indices { fragment.events[position].cycle += firstCycle }
    if let change = inferredChanges[index] { fragment.changes.insert(change, at: 0) }
    let outline = outlines[index]
    return JoinedFragment(
      client: outline.client, group: outline.group, isCarriedOn: outline.isCarriedOn, fragment: fragment)
  }

  /// Whether the fragment is nothing but an ID in a text that is no log.
  private func isOnlyNamed(_ index: Int) -> Bool {
    logs[starts.log(of: index)].onlyNamesIDs
  }

  private func pairs(_ callOf: [Int?]) -> [CallPair] {
    unique(
      possiblySame.compactMap { pair in
        guard let earlier = callOf[pair.earlier], let later = callOf[pair.later], earlier != later else {
          return nil
        }
        return CallPair(earlier: earlier, later: later, source: pair.source)
      })
  }
}

/// How many lines stand both in one artifact and in another, the two of one log or of two.
private func overlaps(between logs: [FoldedLog]) -> [Overlap] {
  var first: [UInt64: Int] = [:]
  var lines: [[Int]: Int] = [:]
  for line in logs.lazy.flatMap(\.stampedLines) {
    guard let artifact = first[line.stamp] else {
      first[line.stamp] = line.source.artifact
      continue
    }
    let other = line.source.artifact
    if artifact != other { lines[[artifact, other].sorted(), default: 0] += 1 }
  }
  let found = lines.map { Overlap(first: $0.key[0], second: $0.key[1], lines: $0.value) }
  return (found + logs.flatMap(\.overlaps)).sorted { ($0.first, $0.second) < ($1.first, $1.second) }
}
