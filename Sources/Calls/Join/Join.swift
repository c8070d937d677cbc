internal import Evidence

/// Ties the fragments of all logs to calls: by IDs that are equal and by changes that logs show first, then by
/// inference, in order of time, artifact and offset.
public func join(_ logs: [FoldedLog]) -> JoinedLogs {
  var logs = logs.sorted { ($0.artifacts.first?.index ?? 0) < ($1.artifacts.first?.index ?? 0) }
  let clock = SharedClock(logs)
  for index in logs.indices { clock.place(&logs[index]) }
  let shared = SharedLines(logs)
  for index in logs.indices { shared.keepProven(in: &logs[index]) }
  var identity = ClientIdentity(logs)
  let (clients, clientIndex) = identity.clients(logs)
  var joiner = Joiner(logs, clientIndex)
  joiner.tieByWhatLogsSay()
  joiner.tieByInference()
  return joiner.finish(clients)
}

/// The join of fragments, numbered through all logs.
private struct Joiner {
  private var fragments: [JoinedFragment] = []
  private let logs: [FoldedLog]
  private let starts: [Int]
  private let clientIndex: [[Int]]
  private var sets: UnionFind
  private var possiblySame: [(earlier: Int, later: Int, source: Source)] = []

  init(_ logs: [FoldedLog], _ clientIndex: [[Int]]) {
    self.logs = logs
    self.clientIndex = clientIndex
    var starts: [Int] = []
    var cycles = 0
    for (log, value) in logs.enumerated() {
      starts.append(fragments.count)
      var highest = 0
      for var fragment in value.fragments {
        highest = fragment.events.reduce(highest) { max($0, $1.cycle) }
        if cycles > 0 {
          for index in fragment.events.indices { fragment.events[index].cycle += cycles }
        }
        fragments.append(
          JoinedFragment(
            client: clientIndex[log][fragment.client], group: 0, isCarriedOn: false,
            fragment: fragment))
      }
      cycles += highest + 1
    }
    self.starts = starts
    sets = UnionFind(count: fragments.count)
  }

  /// Equal call IDs; equal IDs of the kinds that join; a chain or correlation ID that equals a call ID.
  mutating func tieByWhatLogsSay() {
    var owner: [String: Int] = [:]
    var ownerOfID: [GUID: Int] = [:]
    var ownerOfStamp: [UInt64: Int] = [:]
    for index in fragments.indices {
      let fragment = fragments[index].fragment
      for id in fragment.ids { tie(index, &ownerOfID[id.id]) }
      for identifier in fragment.ties {
        let isCallID = identifier.kind == .chainID || identifier.kind == .correlationID
        if isCallID, let id = GUID(identifier.value) {
          if !id.isNil { tie(index, &ownerOfID[id]) }
        } else {
          tie(index, &owner[identifier.kind.rawValue + " " + identifier.value.lowercased()])
        }
      }
      // One call of one client in two logs, of which one does not name it.
      for event in fragment.events where event.claim.isAboutCall {
        guard let stamp = event.stamp else { continue }
        if let other = ownerOfStamp[stamp] {
          if fragment.ids.isEmpty || fragments[other].fragment.ids.isEmpty { sets.unite(other, index) }
        } else {
          ownerOfStamp[stamp] = index
        }
      }
    }
  }

  private mutating func tie(_ fragment: Int, _ owner: inout Int?) {
    if let other = owner { sets.unite(other, fragment) } else { owner = fragment }
  }

  /// Applies what each fold inferred, unless some client shows the two as calls of their own, alive side by side.
  mutating func tieByInference() {
    for index in fragments.indices { fragments[index].group = sets.find(index) }
    var members = Dictionary(grouping: fragments.indices, by: { fragments[$0].group })
    for index in linksInOrder() {
      guard let old = predecessor(of: index) else { continue }
      let (first, second) = (sets.find(old), sets.find(index))
      guard first != second else { continue }
      guard !areSideBySide(members[first] ?? [], members[second] ?? [], except: (old, index)) else {
        noteAsPossible(old, index)
        continue
      }
      sets.unite(first, second)
      fragments[old].isCarriedOn = true
      if let from = fragments[old].fragment.ids.last?.id, let to = fragments[index].fragment.ids.first?.id {
        fragments[index].fragment.changes.insert(IDChange(from: from, to: to), at: 0)
      }
      members[sets.find(first)] = (members[first] ?? []) + (members[second] ?? [])
    }
    for (log, value) in logs.enumerated() {
      for change in value.possibleChanges {
        possiblySame.append((starts[log] + change.from, starts[log] + change.to, change.source))
      }
    }
  }

  private mutating func noteAsPossible(_ old: Int, _ new: Int) {
    guard let source = fragments[new].fragment.ids.first?.source else { return }
    possiblySame.append((old, new, source))
  }

  private func predecessor(of index: Int) -> Int? {
    guard let local = fragments[index].fragment.continues else { return nil }
    return starts[log(of: index)] + local
  }

  private func log(of fragment: Int) -> Int {
    var (low, high) = (0, starts.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= fragment { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// The first event that decides something: what is only kept for a timeline must not change an order.
  private func firstWord(of index: Int) -> Event? {
    fragments[index].fragment.events.first(where: \.claim.isKeptWithoutTimeline)
  }

  private func linksInOrder() -> [Int] {
    fragments.indices.filter { fragments[$0].fragment.continues != nil }.sorted { first, second in
      let (left, right) = (firstWord(of: first), firstWord(of: second))
      if let left = left?.moment, let right = right?.moment, left.instant != right.instant {
        return left.instant < right.instant
      }
      guard let left, let right, left.source != right.source else { return first < second }
      return left.source < right.source
    }
  }

  /// Whether one client shows fragments of both calls whose lives overlap in its log.
  private func areSideBySide(_ first: [Int], _ second: [Int], except link: (Int, Int)) -> Bool {
    for one in first {
      for other in second where fragments[one].client == fragments[other].client {
        guard (one, other) != link, log(of: one) == log(of: other), let left = life(of: one),
          let right = life(of: other)
        else { continue }
        if left.overlaps(right) { return true }
      }
    }
    return false
  }

  private func life(of index: Int) -> ClosedRange<Source>? {
    let states = fragments[index].fragment.events.filter {
      if case .state = $0.claim { true } else { false }
    }.map(\.source)
    guard let first = states.min(), let last = states.max() else { return nil }
    return first...last
  }
}

// MARK: - The calls

extension Joiner {
  mutating func finish(_ clients: [JoinedClient]) -> JoinedLogs {
    var repeated = RepeatedLines()
    var calls: [JoinedCall] = []
    var callOfRoot: [Int: Int] = [:]
    var callOf = [Int?](repeating: nil, count: fragments.count)
    for index in fragments.indices where !isOnlyNamed(index) {
      let root = sets.find(index)
      var fragment = fragments[index]
      fragment.fragment.events = repeated.remaining(fragment.fragment.events)
      if let call = callOfRoot[root] {
        calls[call].fragments.append(fragment)
        callOf[index] = call
      } else {
        callOfRoot[root] = calls.count
        callOf[index] = calls.count
        calls.append(JoinedCall(fragments: [fragment]))
      }
    }
    for index in fragments.indices where isOnlyNamed(index) { callOf[index] = callOfRoot[sets.find(index)] }
    var outside: [OutsideEvent] = []
    for (log, value) in logs.enumerated() {
      for entry in value.outside where repeated.isNew(entry.event) {
        outside.append(OutsideEvent(client: entry.client.map { clientIndex[log][$0] }, event: entry.event))
      }
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
    return JoinedLogs(
      artifacts: logs.flatMap(\.artifacts).sorted { $0.index < $1.index }, clients: clients, calls: calls,
      outside: outside, sightings: sightings(callOf, calls), possiblySame: pairs(callOf), gaps: gaps,
      overlaps: overlaps(between: logs),
      disagreements: clockDisagreements(in: calls))
  }

  /// Whether the fragment is nothing but an ID in a text that is no log.
  private func isOnlyNamed(_ index: Int) -> Bool {
    logs[log(of: index)].onlyNamesIDs
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

  /// Identifiers by call. A GUID seen alone that equals a call ID is that call's.
  private func sightings(_ callOf: [Int?], _ calls: [JoinedCall]) -> [JoinedSighting] {
    var callByID: [GUID: Int] = [:]
    for (index, call) in calls.enumerated() {
      for fragment in call.fragments { for id in fragment.fragment.ids { callByID[id.id] = index } }
    }
    var seen: Set<JoinedSighting> = []
    var result: [JoinedSighting] = []
    let nowhere = Source(artifact: 0, offset: 0)
    for (index, fragment) in fragments.enumerated() where isOnlyNamed(index) {
      for id in fragment.fragment.ids {
        let identifier = Identifier(.possibleCallID, id.id.description)
        let key = JoinedSighting(identifier: identifier, call: callOf[index], source: nowhere)
        guard seen.insert(key).inserted else { continue }
        result.append(JoinedSighting(identifier: identifier, call: callOf[index], source: id.source))
      }
    }
    for (log, value) in logs.enumerated() {
      for sighting in value.sightings {
        var call = sighting.fragment.flatMap { callOf[starts[log] + $0] }
        if sighting.identifier.kind.mayEqualCallID, let id = GUID(sighting.identifier.value) {
          call = callByID[id] ?? call
        }
        let key = JoinedSighting(identifier: sighting.identifier, call: call, source: nowhere)
        guard seen.insert(key).inserted else { continue }
        result.append(JoinedSighting(identifier: sighting.identifier, call: call, source: sighting.source))
      }
    }
    return result
  }
}

extension IdentifierKind {
  fileprivate var mayEqualCallID: Bool {
    self == .possibleCallID || self == .chainID || self == .correlationID
  }
}

/// Lines that stand in two logs are counted once, where they are met first.
private struct RepeatedLines {
  private var sources: [UInt64: Source] = [:]

  mutating func remaining(_ events: [Event]) -> [Event] {
    guard let repeated = events.firstIndex(where: { !isNew($0) }) else { return events }
    return events[..<repeated] + events[(repeated + 1)...].filter { isNew($0) }
  }

  mutating func isNew(_ event: Event) -> Bool {
    guard let stamp = event.stamp else { return true }
    guard let first = sources[stamp] else {
      sources[stamp] = event.source
      return true
    }
    return first == event.source
  }
}

/// How many lines stand both in one artifact and in another, the two of one log or of two.
private func overlaps(between logs: [FoldedLog]) -> [Overlap] {
  var first: [UInt64: Int] = [:]
  var lines: [[Int]: Int] = [:]
  for line in logs.lazy.flatMap(\.stampedLines) {
    guard let artifact = first[line.stamp] else {
      first[line.stamp] = line.artifact
      continue
    }
    if artifact != line.artifact { lines[[artifact, line.artifact].sorted(), default: 0] += 1 }
  }
  let found = lines.map { Overlap(first: $0.key[0], second: $0.key[1], lines: $0.value) }
  return (found + logs.flatMap(\.overlaps)).sorted { ($0.first, $0.second) < ($1.first, $1.second) }
}
