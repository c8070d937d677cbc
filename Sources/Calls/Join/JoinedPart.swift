internal import Evidence

/// What some of the logs come to when they are joined without the others, with what it takes to put the parts together.
///
/// Where logs that share a tie (see `LogTies`) are in one part, all parts together are what joining all logs at once gives.
public struct JoinedPart: Hashable, Sendable, Codable {
  public var joined: JoinedLogs
  /// Where the values of the part stand among those of all.
  public var order: JoinOrder

  /// Memberwise.
  public init(joined: JoinedLogs, order: JoinOrder) {
    self.joined = joined
    self.order = order
  }
}

/// Where the values of a join stand in the order of all logs.
public struct JoinOrder: Hashable, Sendable, Codable {
  /// Ordered by list, log and number.
  public struct Place: Hashable, Sendable, Codable, Comparable {
    /// Of several lists one after the other, which.
    public var list: Int
    /// The index of the log's first artifact.
    public var log: Int
    /// Counts within the log.
    public var number: Int

    public static func < (lhs: Place, rhs: Place) -> Bool {
      (lhs.list, lhs.log, lhs.number) < (rhs.list, rhs.log, rhs.number)
    }
  }

  /// Of each call: its first fragment (list 0), else its first account (list 1).
  public var calls: [Place] = []
  /// Of each client: where it is met first.
  public var clients: [Place] = []
  /// Of each artifact, by index: the index of its log's first.
  public var logs: [Int: Int] = [:]
  /// The first artifacts of logs that only name IDs.
  public var onlyNaming: Set<Int> = []
  /// How many of the events outside calls are operations that no call followed, and other accounts' events, which stand behind
  /// those of clients.
  public var operationsOutside = 0
  public var accountsOutside = 0
}

// MARK: - The order of a part

extension JoinOrder {
  init(_ logs: [FoldedLog], _ clientIndex: [[Int]]) {
    var met = -1
    for (log, places) in zip(logs, clientIndex) {
      let first = log.firstArtifact
      for artifact in log.artifacts { self.logs[artifact.index] = first }
      if log.onlyNamesIDs { onlyNaming.insert(first) }
      // Clients are numbered in the order in which they are met.
      for (number, client) in places.enumerated() where client > met {
        met = client
        clients.append(Place(list: 0, log: first, number: number))
      }
    }
  }
}

extension FoldedLog {
  /// The index of its first artifact, by which logs are ordered.
  var firstArtifact: Int { artifacts.first?.index ?? 0 }
}

// MARK: - Putting parts together

/// Puts the parts together that all logs were joined in.
public func join(_ parts: consuming [JoinedPart]) -> JoinedLogs {
  PartJoiner(parts).joined()
}

private struct PartJoiner {
  private let parts: [JoinedPart]
  /// Of each part: the number among all of each of its calls and clients.
  private let calls: [[Int]]
  private let clients: [[Int]]
  /// The part and number there of each call and client, in order.
  private let callsInOrder: [(part: Int, number: Int)]
  private let clientsInOrder: [(part: Int, number: Int)]

  init(_ parts: [JoinedPart]) {
    self.parts = parts
    callsInOrder = PartJoiner.inOrder(parts.map(\.order.calls))
    clientsInOrder = PartJoiner.inOrder(parts.map(\.order.clients))
    calls = PartJoiner.numbers(callsInOrder, parts.map(\.order.calls.count))
    clients = PartJoiner.numbers(clientsInOrder, parts.map(\.order.clients.count))
  }

  private static func inOrder(_ places: [[JoinOrder.Place]]) -> [(part: Int, number: Int)] {
    let all = places.enumerated().flatMap { part, places in
      places.enumerated().map { (place: $1, part: part, number: $0) }
    }
    return all.sorted { ($0.place, $0.part, $0.number) < ($1.place, $1.part, $1.number) }
      .map { ($0.part, $0.number) }
  }

  private static func numbers(_ order: [(part: Int, number: Int)], _ counts: [Int]) -> [[Int]] {
    var numbers = counts.map { [Int](repeating: 0, count: $0) }
    for (index, entry) in order.enumerated() { numbers[entry.part][entry.number] = index }
    return numbers
  }

  func joined() -> JoinedLogs {
    let possiblySame = all { part, number in
      part.joined.possiblySame.map { pair in
        var pair = pair
        pair.earlier = calls[number][pair.earlier]
        pair.later = calls[number][pair.later]
        return pair
      }
    }
    let gaps = all { part, number in
      part.joined.gaps.map { gap in
        var gap = gap
        gap.fragment = calls[number][gap.fragment]
        return (log: part.order.logs[gap.source.artifact] ?? 0, gap: gap)
      }
    }
    let disagreements = all { part, number in
      part.joined.disagreements.map { disagreement in
        var disagreement = disagreement
        disagreement.call = calls[number][disagreement.call]
        return disagreement
      }
    }
    let overlaps = all { part, _ in part.joined.overlaps }
    return JoinedLogs(
      artifacts: all { part, _ in part.joined.artifacts }.sorted { $0.index < $1.index },
      clients: clientsInOrder.map { parts[$0.part].joined.clients[$0.number] }, calls: joinedCalls(),
      outside: outside(), sightings: sightings(), possiblySame: possiblySame,
      gaps: gaps.stablySorted(by: \.log).map(\.gap),
      overlaps: overlaps.sorted { ($0.first, $0.second) < ($1.first, $1.second) },
      disagreements: disagreements.stablySorted(by: \.call))
  }

  private func all<Value>(_ values: (JoinedPart, Int) -> [Value]) -> [Value] {
    parts.enumerated().flatMap { number, part in values(part, number) }
  }

  private func joinedCalls() -> PackedList<JoinedCall> {
    var iterators = parts.map { $0.joined.calls.makeIterator() }
    var result = PackedList<JoinedCall>(blockSize: 1)
    for (part, number) in callsInOrder {
      var call = iterators[part].element(at: number)
      for index in call.fragments.indices {
        call.fragments[index].client = clients[part][call.fragments[index].client]
      }
      result.append(call)
    }
    return result
  }

  /// Clients' events, then operations without a call, then what accounts say, each by log.
  private func outside() -> PackedList<OutsideEvent> {
    let events = all { part, number in
      let operations = part.joined.outside.count - part.order.operationsOutside - part.order.accountsOutside
      let accounts = part.joined.outside.count - part.order.accountsOutside
      var position = 0
      return part.joined.outside.map { entry in
        var entry = entry
        entry.client = entry.client.map { clients[number][$0] }
        let list = position < operations ? 0 : position < accounts ? 1 : 2
        position += 1
        let log = part.order.logs[entry.event.source.artifact] ?? 0
        return (place: JoinOrder.Place(list: list, log: log, number: 0), entry: entry)
      }
    }
    return PackedList(events.stablySorted(by: \.place).map(\.entry))
  }

  /// Outside calls each once, then call by call.
  private func sightings() -> PackedList<JoinedSighting> {
    var outside: [(place: JoinOrder.Place, sighting: JoinedSighting)] = []
    var inside: [JoinedSighting] = []
    for (number, part) in parts.enumerated() {
      for var sighting in part.joined.sightings {
        if let call = sighting.call {
          sighting.call = calls[number][call]
          inside.append(sighting)
        } else {
          let log = part.order.logs[sighting.source.artifact] ?? 0
          let isOnlyNamed =
            sighting.identifier.kind == .possibleCallID && part.order.onlyNaming.contains(log)
          outside.append((JoinOrder.Place(list: isOnlyNamed ? 0 : 1, log: log, number: 0), sighting))
        }
      }
    }
    func key(_ sighting: JoinedSighting) -> JoinedSighting {
      JoinedSighting(identifier: sighting.identifier, call: nil, source: Source(artifact: 0, offset: 0))
    }
    var keys = RepeatedKeys()
    for entry in outside { keys.note(hashOf: key(entry.sighting)) }
    var unique = UniqueSightings<JoinedSighting>(repeated: keys.found())
    for entry in outside.stablySorted(by: \.place) { unique.take(entry.sighting, key: key(entry.sighting)) }
    var result = unique.finish()
    for sighting in inside.stablySorted(by: { $0.call ?? -1 }) { result.append(sighting) }
    return result
  }
}

extension Array {
  /// In the order of a key, elements of equal keys as they were.
  fileprivate func stablySorted(by key: (Element) -> some Comparable) -> [Element] {
    enumerated().sorted { left, right in
      let (one, other) = (key(left.element), key(right.element))
      return one == other ? left.offset < right.offset : one < other
    }.map(\.element)
  }
}
