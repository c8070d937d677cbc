internal import Evidence

/// The IDs of a call: which one is final, what the others were, and how each is known to be the call's.
struct CallIDs {
  private(set) var final: GUID?
  /// The final ID's place is among the others, in the order in which they were first seen.
  private(set) var sightings: [CallIDSighting] = []

  init(_ call: JoinedCall) {
    final = CallIDs.final(call)
    let finalGroups = Set(CallIDs.named(call).filter { $0.link.id == final }.map(\.group))
    let initial = CallIDs.initial(call)
    var order: [GUID] = []
    var first: [GUID: FragmentID] = [:]
    for (group, link) in CallIDs.named(call) {
      var id = link
      if !finalGroups.contains(group) { id.evidence = .inferred }
      guard let known = first[id.id] else {
        first[id.id] = id
        order.append(id.id)
        continue
      }
      first[id.id] = known.earlier(of: id)
    }
    let links = order.compactMap { first[$0] }
    let hasUTC = links.contains { $0.firstSeen?.isUTC == true }
    let sorted = links.indices.sorted { left, right in
      let times = [links[left], links[right]].map { link -> Instant? in
        guard let seen = link.firstSeen, !hasUTC || seen.isUTC else { return nil }
        return seen.instant
      }
      if let one = times[0], let other = times[1], one != other { return one < other }
      return left < right
    }
    sightings = sorted.map { index in
      let link = links[index]
      let role: CallIDSighting.Role =
        link.id == final ? .final : initial.contains(link.id) ? .initial : .alias
      return CallIDSighting(
        id: link.id, role: role, evidence: link.evidence, firstSeen: link.firstSeen,
        lastSeen: link.lastSeen, source: link.source)
    }
  }

  /// The call's IDs in every fragment and account.
  private static func named(_ call: JoinedCall) -> [(group: Int, link: FragmentID)] {
    call.fragments.flatMap { joined in joined.fragment.ids.map { (joined.group, $0) } }
      + call.accounts.flatMap { joined in joined.account.ids.map { (joined.group, $0) } }
  }

  /// The service's, else the latest callback's, else the clients', else what stands beside other things.
  private static func final(_ call: JoinedCall) -> GUID? {
    guard !call.accounts.isEmpty else { return finalOfClients(call) }
    let naming = call.accounts.lazy.map(\.account).filter { !$0.ids.isEmpty }
    let best = naming.enumerated().max { left, right in
      let (one, other) = (left.element, right.element)
      if one.authority != other.authority { return one.authority < other.authority }
      let earliest = Instant(nanoseconds: .min)
      return (one.lastNamed ?? earliest, left.offset) < (other.lastNamed ?? earliest, right.offset)
    }?.element
    let told = best?.ids.first?.id
    return best.map { $0.authority > .hearsay } ?? false ? told : finalOfClients(call) ?? told
  }

  /// The ID that most clients end up with; of several, the one seen last.
  private static func finalOfClients(_ call: JoinedCall) -> GUID? {
    var users: [GUID: Set<Int>] = [:]
    var lastSeen: [GUID: (time: Instant, order: Int)] = [:]
    for (order, joined) in call.fragments.enumerated() where !joined.isCarriedOn {
      let fragment = joined.fragment
      guard let id = fragment.changes.last?.to ?? fragment.ids.last?.id else { continue }
      users[id, default: []].insert(joined.client)
      let last = fragment.events.last {
        $0.claim.isKeptWithoutTimeline && ($0.callID == id || $0.claim.newID == id)
      }?.moment
      let seen = (last?.instant ?? Instant(nanoseconds: .min), order)
      if lastSeen[id].map({ $0 < seen }) ?? true { lastSeen[id] = seen }
    }
    let nothing = (time: Instant(nanoseconds: .min), order: -1)
    return users.max { left, right in
      if left.value.count != right.value.count { return left.value.count < right.value.count }
      return (lastSeen[left.key] ?? nothing) < (lastSeen[right.key] ?? nothing)
    }?.key
  }

  /// IDs that a client began with and gave up.
  private static func initial(_ call: JoinedCall) -> Set<GUID> {
    var result: Set<GUID> = []
    for (_, fragments) in Dictionary(grouping: call.fragments, by: \.client) {
      let changes = fragments.flatMap(\.fragment.changes)
      result.formUnion(Set(changes.map(\.from)).subtracting(changes.map(\.to)))
    }
    return result
  }
}

extension FragmentID {
  /// The earlier sighting of the two, explicit if either is.
  fileprivate func earlier(of other: FragmentID) -> FragmentID {
    var result = self
    if let mine = firstSeen, let theirs = other.firstSeen {
      if (theirs.isUTC, mine.instant) > (mine.isUTC, theirs.instant) { result = other }
    } else if firstSeen == nil, other.firstSeen != nil {
      result = other
    }
    var seen = Appearance(at: lastSeen)
    seen.extend(by: Appearance(at: other.lastSeen))
    result.lastSeen = seen.last
    result.evidence = evidence == .explicit || other.evidence == .explicit ? .explicit : .inferred
    return result
  }
}

private func > (left: (Bool, Instant), right: (Bool, Instant)) -> Bool {
  left.0 != right.0 ? left.0 : left.1 > right.1
}

extension Claim {
  /// The ID that takes over.
  fileprivate var newID: GUID? {
    if case .idChange(_, let to) = self { to } else { nil }
  }
}
