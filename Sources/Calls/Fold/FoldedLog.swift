public import Evidence

/// What one log says, attributed: each client's view of each call, and what belongs to no call.
///
/// The value between `fold` and `join`; it holds no more than what reports list.
public struct FoldedLog: Hashable, Sendable, Codable {
  public var artifacts: [FoldedArtifact]
  /// In the order of their first words.
  public var clients: [FoldedClient]
  /// In the order of their first words.
  public var fragments: PackedList<Fragment>
  /// What other witnesses say, in the order of their first words.
  public var accounts: PackedList<Account>
  /// What was said outside any call, in the order of the log.
  public var outside: PackedList<OutsideEvent>
  /// Each value once per fragment, and once outside fragments.
  public var sightings: PackedList<Sighting>
  /// Pairs of fragments that look like one call, and do not show it well enough to be joined.
  public var possibleChanges: [PossibleChange]
  /// Silences during a call.
  public var gaps: [GapInCall]
  /// The lines with a stamp, each once, in the order of the log: what other logs may have in common with this one.
  public var stampedLines: PackedList<StampedLine>
  /// Lines that stand in two artifacts of this log, counted once.
  public var overlaps: [Overlap]
  /// Nothing but IDs stands here, as in the text of a ticket: what it names may be calls, and is none by itself.
  public var onlyNamesIDs: Bool
  /// Whether calls had times that were not known to be UTC when the log was folded; the join may have placed them since.
  public var hasTimesOfUnknownZone: Bool

  /// Whether it has nothing to say but what its artifacts are.
  var isSilent: Bool {
    clients.isEmpty && fragments.isEmpty && accounts.isEmpty && outside.isEmpty && sightings.isEmpty
      && stampedLines.isEmpty && overlaps.isEmpty
  }
}

/// What is known about an artifact when its log was read to the end.
public struct FoldedArtifact: Hashable, Sendable, Codable {
  public var index: Int
  public var artifact: Artifact
  /// `web`, `android`, `ios` or `windows`, as the shape of the lines says.
  public var platform: String?
  public var levels: Set<String>
  public var clientNumbers: Set<Int>
  /// The numbers of the CallClients whose creation stands in the log.
  public var createdClients: Set<Int>
  /// How many CallClients the artifact shows being created.
  public var creations: Int
  public var noise: [NoiseTally]
  /// Requests by operation and time.
  public var operations: [OperationTally]
  /// Identifiers met outside calls that are counted and not kept, by kind.
  public var identifiersNotKept: [IdentifierKind: Int]
  public var endsMidRecord: Bool
  /// Whether dates were met whose order nothing decides.
  public var hasUndecidedDateOrder: Bool
}

/// One CallClient instance of one page load, or one process.
public struct FoldedClient: Hashable, Sendable, Codable {
  /// The N of CallClientN or a process ID; nil for a log that names neither.
  public var instance: Int?
  /// Counts page loads within the log, from 1.
  public var page: Int
  /// Indices of the artifacts in which the client speaks, in order.
  public var artifacts: [Int]
  public var platform: String?
  public var sdkVersion: String?
  public var userAgent: String?
  /// The MRIs for which its call agents were made; more than one where the application changed users.
  public var users: Set<String> = []
  /// Whether the page was loaded anew after this client's last words.
  public var endedByReload: Bool
}

/// One client's view of one call.
public struct Fragment: Hashable, Sendable, Codable {
  /// Index into the clients of the log.
  public var client: Int
  /// Whether lines about this call name the client, or the page has no other; else it is the likeliest of several.
  public var hasCertainClient: Bool
  /// The call's IDs on this client, in order of first sight; none where the log names none.
  public var ids: [FragmentID]
  /// Which ID gave way to which, where the log says so.
  public var changes: [IDChange]
  /// The fragment that this one carries on under another ID, as far as rules can tell.
  public var continues: Int?
  /// IDs of other kinds by which other fragments may be found to be the same call.
  public var ties: [Identifier]
  /// In the order of the log.
  public var events: [Event]
}

/// A call ID on one client.
public struct FragmentID: Hashable, Sendable, Codable {
  public var id: GUID
  public var evidence: Evidenced
  public var firstSeen: Moment?
  /// When it was named last; nil where that is not known, or is the first time.
  public var lastSeen: Moment?
  public var source: Source
}

/// One call ID gave way to another.
public struct IDChange: Hashable, Sendable, Codable {
  public var from: GUID
  public var to: GUID
}

/// An observation, placed in time.
public struct Event: Hashable, Sendable, Codable {
  public var claim: Claim
  /// The ID under which the record speaks of the call; nil where it names none.
  public var callID: GUID?
  public var moment: Moment?
  /// The words of the log; empty where no timeline is wanted.
  public var text: String
  public var source: Source
  /// The name of the user's pattern that read the record; nil where no timeline is wanted.
  public var pattern: String?
  /// Counts the cycles of the log (connecting to disconnected) in order of their beginnings: events of one
  /// stay in a call have the same number.
  public var cycle: Int
}

/// An event that belongs to no call.
public struct OutsideEvent: Hashable, Sendable, Codable {
  /// Index into the clients of the log.
  public var client: Int?
  public var event: Event
  /// Nil where a client's own log says it.
  public var testimony: Testimony?
}

/// An ID other than a call's, and where it was first seen.
public struct Sighting: Hashable, Sendable, Codable {
  public var identifier: Identifier
  /// Index into the fragments of the log; nil outside calls.
  public var fragment: Int?
  /// Index into the accounts of the log.
  public var account: Int?
  public var seen = Appearance()
  public var source: Source
}

/// Two fragments that may be one call.
public struct PossibleChange: Hashable, Sendable, Codable {
  public var from: Int
  public var to: Int
  public var source: Source
}

/// A silence of the log while a call was alive.
public struct GapInCall: Hashable, Sendable, Codable {
  public var fragment: Int
  public var before: Moment
  public var after: Moment
  public var seconds: Int
  public var source: Source
}

/// Lines that two artifacts have in common.
public struct Overlap: Hashable, Sendable, Codable {
  public var first: Int
  public var second: Int
  public var lines: Int
}
