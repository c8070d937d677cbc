internal import Evidence

/// A link from one call to another.
struct CallLink: Packable {
  /// The call that it is shown with, by index.
  var call: Int
  var related: RelatedCall

  init(call: Int, related: RelatedCall) {
    self.call = call
    self.related = related
  }

  func pack(into packer: inout Packer) {
    packer.pack(call)
    packer.pack(related)
  }

  init(unpacking unpacker: inout Unpacker) {
    self.init(call: unpacker.unpack(), related: unpacker.unpack())
  }
}

/// Links between calls: retries, rejoins under another ID, transfers, and pairs that may be one call. In the order of the
/// calls that they are shown with, each once.
///
/// - Parameter calls: The calls in the order of their outlines.
func links(
  between outlines: CallOutlines, _ possiblySame: [CallPair], calls: PackedList<Call>
) -> PackedList<CallLink> {
  var links = Links(keys: outlines.keys)
  links.addSuccessors(outlines.legs)
  links.addTransfers(outlines.transfers, calls)
  for pair in possiblySame {
    links.add(
      from: pair.earlier, "possible-same-call", to: pair.later, "possible-same-call", .inferred, pair.source)
  }
  return links.finish()
}

/// Within how many seconds a new attempt follows a failed one.
private let retryWindow: Double = 300

/// Gathers links, both ends of each.
private struct Links {
  private let keys: [CallKey]
  private var links = PackedList<CallLink>()

  init(keys: [CallKey]) {
    self.keys = keys
  }

  /// Two calls of one client, one right after the other: a new attempt after one that never connected, or a
  /// new call after one that the network ended.
  mutating func addSuccessors(_ legs: PackedList<LegOutline>) {
    struct Place: Comparable {
      var client: Int
      var start: Source

      static func < (lhs: Place, rhs: Place) -> Bool { (lhs.client, lhs.start) < (rhs.client, rhs.start) }
    }
    var earlier: LegOutline?
    for later in legs.sorted(by: { Place(client: $0.client, start: $0.start) }) {
      defer { earlier = later }
      guard let earlier, earlier.client == later.client, earlier.call != later.call, earlier.hasEnded,
        !later.isIncoming, isSoon(later, after: earlier), !later.beginsLate
      else { continue }
      if !earlier.hasConnected, earlier.hasFailed {
        add(from: later.call, "retry-of", to: earlier.call, "retried-by", .inferred, later.start)
      } else if earlier.hasConnected, earlier.isLost {
        add(from: later.call, "rejoin-of", to: earlier.call, "rejoined-as", .inferred, later.start)
      }
    }
  }

  private func isSoon(_ new: LegOutline, after old: LegOutline) -> Bool {
    guard let seconds = new.join?.seconds(since: old.leave) else { return true }
    return (-1...retryWindow).contains(seconds)
  }

  mutating func addTransfers(
    _ transfers: [(call: Int, target: GUID, source: Source)], _ calls: PackedList<Call>
  ) {
    guard !transfers.isEmpty else { return }
    let targets = Set(transfers.map(\.target))
    var byID: [GUID: Int] = [:]
    for (index, call) in calls.enumerated() {
      for id in call.ids where targets.contains(id.id) { byID[id.id] = index }
    }
    for (call, target, source) in transfers {
      if let other = byID[target] {
        guard other != call else { continue }
        add(from: call, "transferred-to", to: other, "transferred-from", .explicit, source)
      } else {
        add(call, target.description, "transferred-to", .explicit, source)
      }
    }
  }

  mutating func add(
    from first: Int, _ relation: String, to second: Int, _ reverse: String, _ evidence: Evidenced,
    _ source: Source
  ) {
    add(first, keys[second].text, relation, evidence, source)
    add(second, keys[first].text, reverse, evidence, source)
  }

  private mutating func add(
    _ call: Int, _ other: String, _ relation: String, _ evidence: Evidenced, _ source: Source
  ) {
    links.append(
      CallLink(
        call: call,
        related: RelatedCall(key: other, relation: relation, evidence: evidence, source: source)))
  }

  /// Each link once, call by call.
  func finish() -> PackedList<CallLink> {
    var result = PackedList<CallLink>(blockSize: 4)
    var call: Int?
    var seen: Set<[String]> = []
    for link in links.sorted(by: \.call) {
      if link.call != call { seen = [] }
      call = link.call
      if seen.insert([link.related.relation, link.related.key]).inserted { result.append(link) }
    }
    return result
  }
}
