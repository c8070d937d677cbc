internal import Evidence

/// Identifiers by call. A GUID seen alone that equals a call ID is that call's.
struct JoinedSightings {
  private var logs: [FoldedLog]
  private let starts: LogStarts
  private let accounts: AccountOutlines
  private let callOf: [Int?]
  private let callsByID: CallsByID

  /// - Parameter callOf: The call of each fragment, numbered through all logs, and of each account behind them.
  init(
    _ logs: [FoldedLog], _ starts: LogStarts, _ accounts: AccountOutlines, _ callOf: [Int?],
    _ callsByID: CallsByID
  ) {
    self.logs = logs
    self.starts = starts
    self.accounts = accounts
    self.callOf = callOf
    self.callsByID = callsByID
  }

  /// Each identifier once per call, those that may be a client's own once per log, and once outside calls; those outside
  /// calls first, then call by call. To be called once: it frees what it has read, where nobody else holds the logs.
  mutating func unique() -> PackedList<JoinedSighting> {
    // Whose ID it is can be told only where it stands in the client's own log, so that each log's word on it is kept.
    func key(_ sighting: JoinedSighting) -> JoinedSighting {
      let isOwn = sighting.call != nil && sighting.identifier.kind.namesOneClient
      return JoinedSighting(
        identifier: sighting.identifier, call: sighting.call,
        source: Source(artifact: isOwn ? sighting.source.artifact : 0, offset: 0))
    }
    var keys = RepeatedKeys()
    forEachNamedAlone { keys.note(hashOf: key($0)) }
    for (log, value) in logs.enumerated() {
      for sighting in value.sightings { keys.note(hashOf: key(joined(sighting, of: log))) }
    }
    var unique = UniqueSightings<JoinedSighting>(repeated: keys.found())
    forEachNamedAlone { unique.take($0, key: key($0)) }
    for log in logs.indices {
      var rest = logs[log].sightings.makeIterator()
      logs[log].sightings = []
      while let sighting = rest.next() {
        let sighting = joined(sighting, of: log)
        unique.take(sighting, key: key(sighting))
      }
    }
    return unique.finish().sorted { $0.call ?? -1 }
  }

  /// Texts that name nothing but IDs.
  private func forEachNamedAlone(_ take: (JoinedSighting) -> Void) {
    for (log, value) in logs.enumerated() where value.onlyNamesIDs {
      for (number, fragment) in value.fragments.enumerated() {
        for id in fragment.ids {
          take(
            JoinedSighting(
              identifier: Identifier(.possibleCallID, id.id.description), call: callOf[starts[log] + number],
              seen: id.seen, source: id.source))
        }
      }
    }
  }

  private func joined(_ sighting: Sighting, of log: Int) -> JoinedSighting {
    var call = sighting.fragment.flatMap { callOf[starts[log] + $0] }
    if let account = sighting.account { call = callOf[accounts[log] + account] }
    if sighting.identifier.kind.mayEqualCallID, let id = GUID(sighting.identifier.value) {
      call = callsByID[id] ?? call
    }
    return JoinedSighting(
      identifier: sighting.identifier, call: call, seen: sighting.seen, source: sighting.source)
  }
}

/// The calls of IDs that stand alone somewhere and may be those of calls.
struct CallsByID {
  private var calls: [GUID: Int?] = [:]

  init(wantedBy logs: [FoldedLog]) {
    for log in logs {
      for sighting in log.sightings where sighting.identifier.kind.mayEqualCallID {
        if let id = GUID(sighting.identifier.value) { calls[id] = .some(nil) }
      }
    }
  }

  mutating func note(_ id: GUID, call: Int) {
    guard !calls.isEmpty, calls[id] != nil else { return }
    calls[id] = call
  }

  subscript(_ id: GUID) -> Int? { calls[id] ?? nil }
}

extension FragmentID {
  fileprivate var seen: Appearance {
    var seen = Appearance(at: firstSeen)
    seen.extend(by: Appearance(at: lastSeen))
    return seen
  }
}

extension IdentifierKind {
  /// Whether it is that of a call where it equals one's ID.
  var mayEqualCallID: Bool {
    self == .possibleCallID || self == .chainID || self == .correlationID
  }
}
