public import Evidence

/// All logs, tied together: the value between `join` and `sumUp`.
public struct JoinedLogs: Hashable, Sendable, Codable {
  /// In the order of their indices.
  public var artifacts: [FoldedArtifact]
  /// Each client once, in whatever logs it speaks.
  public var clients: [JoinedClient]
  /// In the order of their first words.
  public var calls: PackedList<JoinedCall>
  /// What was said outside calls; `client` is an index into `clients`.
  public var outside: PackedList<OutsideEvent>
  /// Those outside calls first, then call by call.
  public var sightings: PackedList<JoinedSighting>
  /// Pairs of calls that may be one.
  public var possiblySame: [CallPair]
  /// Silences during calls; `fragment` is an index into `calls`.
  public var gaps: [GapInCall]
  public var overlaps: [Overlap]
  public var disagreements: [ClockDisagreement]
}

extension JoinedLogs {
  /// Identifiers that belong to no call.
  var sightingsOutsideCalls: some Sequence<JoinedSighting> { sightings.prefix { $0.call == nil } }
}

/// One client of one page load or process, across artifacts.
public struct JoinedClient: Hashable, Sendable, Codable {
  public var instance: Int?
  public var page: Int
  public var artifacts: [Int]
  public var platform: String?
  public var sdkVersion: String?
  public var userAgent: String?
  public var users: Set<String>
  public var endedByReload: Bool
}

/// One call: all fragments that share an identity.
public struct JoinedCall: Hashable, Sendable, Codable {
  /// In the order of artifacts, then of the log.
  public var fragments: [JoinedFragment]
  /// In the order of artifacts, then of the log; those tied to the call by time alone at the end.
  public var accounts: [JoinedAccount] = []
}

/// An account within its call.
public struct JoinedAccount: Hashable, Sendable, Codable {
  /// Numbered with the groups of fragments.
  public var group: Int
  public var account: Account
}

/// A fragment within its call.
public struct JoinedFragment: Hashable, Sendable, Codable {
  /// Index into the joined clients.
  public var client: Int
  /// Fragments of one group are tied by what logs say; groups of one call are tied by inference.
  public var group: Int
  /// Another fragment of the call carries this one on under another ID, by inference.
  public var isCarriedOn: Bool
  public var fragment: Fragment
}

/// An ID other than a call's, and the call it was seen with.
public struct JoinedSighting: Hashable, Sendable, Codable {
  public var identifier: Identifier
  /// Index into the calls.
  public var call: Int?
  public var seen = Appearance()
  public var source: Source
}

/// Two calls, by index.
public struct CallPair: Hashable, Sendable, Codable {
  public var earlier: Int
  public var later: Int
  public var source: Source
}

/// Two artifacts of known zone that put one event of one call at different times.
public struct ClockDisagreement: Hashable, Sendable, Codable {
  public var call: Int
  public var first: Source
  public var second: Source
  /// By how much the second clock is ahead.
  public var seconds: Double
}
