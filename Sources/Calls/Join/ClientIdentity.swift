internal import Evidence

/// Which clients of different logs are one client: those that share lines of the SDK (a console save and the
/// log downloaded from the application), or the only participant or endpoint ID that each names in one call.
struct ClientIdentity {
  private let starts: [Int]
  private let logOf: [Int]
  private var sets: UnionFind
  /// The logs of each set, so that two clients of one log never become one.
  private var logs: [Int: Set<Int>] = [:]

  init(_ folded: [FoldedLog]) {
    var starts: [Int] = []
    var logOf: [Int] = []
    for (log, value) in folded.enumerated() {
      starts.append(logOf.count)
      logOf += Array(repeating: log, count: value.clients.count)
    }
    self.starts = starts
    self.logOf = logOf
    sets = UnionFind(count: logOf.count)
    tieByStamps(folded)
    tieByOwnIDs(folded)
  }

  /// The joined clients, and for each log the joined index of each of its clients.
  mutating func clients(_ folded: [FoldedLog]) -> (clients: [JoinedClient], index: [[Int]]) {
    var clients: [JoinedClient] = []
    var byRoot: [Int: Int] = [:]
    var index: [[Int]] = []
    for (log, value) in folded.enumerated() {
      var places: [Int] = []
      for (number, client) in value.clients.enumerated() {
        let root = sets.find(starts[log] + number)
        if let place = byRoot[root] {
          clients[place].absorb(client)
          places.append(place)
        } else {
          byRoot[root] = clients.count
          places.append(clients.count)
          clients.append(JoinedClient(client))
        }
      }
      index.append(places)
    }
    return (clients, index)
  }

  /// Two clients that share two stamped lines are one; one line is enough where only the SDK writes its like. Two
  /// participants' applications may print the same words in the same millisecond, but hardly twice.
  private mutating func tieByStamps(_ folded: [FoldedLog]) {
    struct Pair: Hashable {
      var one: Int
      var other: Int
    }
    var owner: [UInt64: Int] = [:]
    var shared: [Pair: Int] = [:]
    for (log, value) in folded.enumerated() {
      for line in value.stampedLines {
        guard let client = line.client.map({ starts[log] + $0 }) else { continue }
        guard let other = owner[line.stamp] else {
          owner[line.stamp] = client
          continue
        }
        guard other != client else { continue }
        shared[Pair(one: other, other: client), default: 0] += line.isOfSDKAlone ? 2 : 1
        if shared[Pair(one: other, other: client), default: 0] >= 2 { unite(other, client) }
      }
    }
  }

  private mutating func tieByOwnIDs(_ folded: [FoldedLog]) {
    struct Key: Hashable {
      var own: Identifier
      var call: GUID
    }
    var owner: [Key: Int] = [:]
    for (log, value) in folded.enumerated() {
      var own: [Int: [Identifier]] = [:]
      for sighting in value.sightings where sighting.identifier.kind.namesOneClient {
        guard let fragment = sighting.fragment else { continue }
        own[fragment, default: []].append(sighting.identifier)
      }
      var fragments = value.fragments.makeIterator()
      for (number, identifiers) in own.sorted(by: { $0.key < $1.key }) {
        let fragment = fragments.element(at: number)
        let client = starts[log] + fragment.client
        for identifier in identifiers
        where identifiers.filter({ $0.kind == identifier.kind }).count == 1 {
          for id in fragment.ids {
            let key = Key(own: identifier, call: id.id)
            if let other = owner[key] { unite(other, client) } else { owner[key] = client }
          }
        }
      }
    }
  }

  private mutating func unite(_ first: Int, _ second: Int) {
    let (first, second) = (sets.find(first), sets.find(second))
    guard first != second else { return }
    let firstLogs = logs[first] ?? [logOf[first]]
    let secondLogs = logs[second] ?? [logOf[second]]
    guard firstLogs.isDisjoint(with: secondLogs) else { return }
    sets.unite(first, second)
    logs[sets.find(first)] = firstLogs.union(secondLogs)
  }
}

extension IdentifierKind {
  /// Whether a client has one of its own in a call.
  var namesOneClient: Bool { self == .participantID || self == .endpointID }
}

extension JoinedClient {
  fileprivate init(_ client: FoldedClient) {
    self.init(
      instance: client.instance, page: client.page, artifacts: client.artifacts.sorted(),
      platform: client.platform,
      sdkVersion: client.sdkVersion, userAgent: client.userAgent, users: client.users,
      endedByReload: client.endedByReload)
  }

  fileprivate mutating func absorb(_ client: FoldedClient) {
    instance = instance ?? client.instance
    platform = platform ?? client.platform
    sdkVersion = sdkVersion ?? client.sdkVersion
    userAgent = userAgent ?? client.userAgent
    users.formUnion(client.users)
    endedByReload = endedByReload && client.endedByReload
    artifacts = unique(artifacts + client.artifacts).sorted()
  }
}
