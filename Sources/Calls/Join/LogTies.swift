internal import Evidence

/// By what a log is tied to others: logs that share a tie must be joined together, all others need not be.
///
/// Ties are words that mean nothing by themselves.
public struct LogTies: Hashable, Sendable, Codable {
  /// Tie all logs that have them.
  public var keys: Set<String> = []
  /// Tie the log to those that want them.
  public var offers: Set<String> = []
  /// Tie the log to those that have or offer them.
  public var wants: Set<String> = []

  /// The ties of a log.
  public init(_ log: FoldedLog) {
    for fragment in log.fragments {
      take(fragment.ids, fragment.ties)
      for event in fragment.events {
        if let id = event.callID { keys.insert(LogTies.key(id)) }
      }
    }
    for account in log.accounts { take(account) }
    for line in log.stampedLines { keys.insert("line " + String(line.stamp, radix: 16)) }
    for sighting in log.sightings {
      let identifier = sighting.identifier
      if identifier.kind == .participantID, sighting.fragment != nil {
        offers.insert(LogTies.key(participant: identifier.value))
      }
      if identifier.kind.mayEqualCallID, let id = GUID(identifier.value) { wants.insert(LogTies.key(id)) }
    }
    wants.subtract(keys)
  }

  private mutating func take(_ ids: [FragmentID], _ ties: [Identifier]) {
    for id in ids { keys.insert(LogTies.key(id.id)) }
    for identifier in ties {
      keys.insert("\(identifier.kind.rawValue) \(identifier.value.lowercased())")
      if let id = GUID(identifier.value), !id.isNil { keys.insert(LogTies.key(id)) }
      if let conversation = ServerCallID(identifier.value)?.conversation {
        keys.insert("conversation \(conversation)")
      }
    }
  }

  private mutating func take(_ account: Account) {
    take(account.ids, account.ties)
    let participants = account.participants.map { LogTies.key(participant: $0) }
    let instances = account.events.compactMap { $0.instance }.map { "instance \($0)" }
    if account.namesCall {
      offers.formUnion(participants)
    } else {
      wants.formUnion(participants)
    }
    // An account without a call of its own may come to one, and then shows when its instance was in it.
    offers.formUnion(instances)
    if !account.namesCall { wants.formUnion(instances) }
  }

  private static func key(_ call: GUID) -> String { "call \(call)" }

  private static func key(participant: String) -> String { "participant \(participant.lowercased())" }
}
