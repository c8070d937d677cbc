public import Catalog
public import Evidence

/// What all artifacts together say: the value that every report shows.
public struct Analysis: Sendable, Equatable {
  public var artifacts: [Artifact]
  /// Worst first.
  public var calls: CallList
  /// IDs that belong to no call in `calls`, and call-less sightings of any kind.
  public var identifiers: [IdentifierSighting]
  public var findings: [Finding]
  /// Failures outside any call, and everything else a timeline shows outside calls, in order of time; empty where no
  /// timeline was asked for.
  public var outsideCalls: [TimelineEvent]
  /// Lines that look alarming and mean nothing by themselves, by kind.
  public var noise: [NoiseTally]
  /// Calls before `--call`, `--only` and the time range were applied.
  public var callsTotal: Int
  /// Flagged codes in failures outside calls.
  public var flaggedOutsideCalls: Int

  /// Memberwise.
  public init(
    artifacts: [Artifact] = [], calls: CallList = [], identifiers: [IdentifierSighting] = [],
    findings: [Finding] = [], outsideCalls: [TimelineEvent] = [], noise: [NoiseTally] = [],
    callsTotal: Int = 0, flaggedOutsideCalls: Int = 0
  ) {
    self.artifacts = artifacts
    self.calls = calls
    self.identifiers = identifiers
    self.findings = findings
    self.outsideCalls = outsideCalls
    self.noise = noise
    self.callsTotal = callsTotal
    self.flaggedOutsideCalls = flaggedOutsideCalls
  }
}

/// Explicit: the log says it. Inferred: it follows from what the log says by a rule.
public enum Evidenced: String, Sendable, Hashable, Codable, CaseIterable {
  case explicit
  case inferred
}

/// One call: one identity under one or many IDs, with one or many legs.
public struct Call: Sendable, Equatable {
  /// Names the call within this report: the call ID where there is one, else `unidentified-1`, ….
  public var key: String
  public var callID: GUID?
  /// All other call IDs, in the order in which they were first seen.
  public var aliases: [GUID]
  /// One sentence: who left, when, by what, what preceded it, how sure.
  public var verdict: String
  public var ids: [CallIDSighting]
  public var clients: [Client]
  public var startTime: Moment?
  public var connectedTime: Moment?
  public var endTime: Moment?
  /// From the first Connected to the end.
  public var durationSeconds: Double?
  public var legs: [Leg]
  public var states: [StateChange]
  public var endReason: EndReason?
  public var endReasons: [EndReason]
  /// `network`, `infrastructure`, by code alone, in this order.
  public var flags: [Flag]
  /// Kind to values, each value once, sorted by kind and first sighting.
  public var identifiers: [IdentifierSighting]
  public var related: [RelatedCall]
  public var diagnostics: [DiagnosticChange]
  public var quality: [QualityVerdict]
  /// A start of it failed, or a process died during it.
  public var brokeOff: Bool
  /// From the first to the last moment, of known date, at which a log speaks of it.
  public var activity: ClosedRange<Instant>?
  /// Everything that happened, in order of time; empty where no timeline was asked for.
  public var timeline: [TimelineEvent]

  /// A call of which nothing is known but its key.
  public init(key: String, callID: GUID? = nil) {
    self.key = key
    self.callID = callID
    aliases = []
    verdict = ""
    ids = []
    clients = []
    legs = []
    states = []
    endReasons = []
    flags = []
    identifiers = []
    related = []
    diagnostics = []
    quality = []
    brokeOff = false
    timeline = []
  }
}

/// One of a call's IDs, and where it was first seen.
public struct CallIDSighting: Sendable, Equatable {
  /// `initial`: a client's own first ID that gave way to another; `final`: the call's ID; `alias`: any other.
  public enum Role: String, Sendable, Equatable, CaseIterable {
    case initial
    case final
    case alias
  }

  public var id: GUID
  public var role: Role
  public var evidence: Evidenced
  public var firstSeen: Moment?
  /// When it was named last; nil where that is not known, or is the first time.
  public var lastSeen: Moment?
  public var source: Source

  /// Memberwise.
  public init(
    id: GUID, role: Role, evidence: Evidenced, firstSeen: Moment?, lastSeen: Moment? = nil, source: Source
  ) {
    self.id = id
    self.role = role
    self.evidence = evidence
    self.firstSeen = firstSeen
    self.lastSeen = lastSeen
    self.source = source
  }
}

/// One CallClient instance of one page load or process.
public struct Client: Sendable, Equatable {
  public var label: String
  /// `web`, `android`, `ios` or `windows`.
  public var platform: String?
  public var artifacts: [Int]

  /// Memberwise.
  public init(label: String, platform: String?, artifacts: [Int]) {
    self.label = label
    self.platform = platform
    self.artifacts = artifacts
  }
}

/// Seconds spent in each phase of a leg; nil where the leg never was in it or its times are not known.
public struct Phases: Sendable, Equatable {
  public var setup: Double?
  public var ringing: Double?
  public var lobby: Double?
  public var hold: Double?
  public var connected: Double?

  /// Nothing known.
  public init() {}
}

/// One stay of one participant in a call.
public struct Leg: Sendable, Equatable {
  public var participantID: String?
  public var user: String?
  public var endpointID: String?
  /// Index into the call's clients.
  public var client: Int?
  public var direction: Direction?
  public var joinTime: Moment?
  public var connectedTime: Moment?
  public var leaveTime: Moment?
  public var phases: Phases
  public var endReason: EndReason?
  public var quality: String?
  public var sdkVersion: String?
  public var os: String?
  public var browser: String?
  /// `VoIP`, `PSTN`, `Bot`, …, as the service's record has it.
  public var endpointType: String?
  /// `ACS`, `Teams`, …, as the service's record has it.
  public var participantType: String?
  /// What the telephone network says of its end.
  public var carrier: CarrierCause?
  /// Where the leg's first and last words stand.
  public var sources: [Source]

  /// A leg of which nothing is known yet.
  public init() {
    phases = Phases()
    sources = []
  }
}

/// A state and when it was entered.
public struct StateChange: Sendable, Equatable {
  public var state: CallState
  public var time: Moment?
  public var callID: GUID?
  public var client: Int?
  public var leg: Int?
  public var source: Source
  /// Whether this state cannot follow the one before it on its leg.
  public var impossible: Bool

  /// Memberwise.
  public init(
    state: CallState, time: Moment?, callID: GUID?, client: Int?, leg: Int?, source: Source,
    impossible: Bool = false
  ) {
    self.state = state
    self.time = time
    self.callID = callID
    self.client = client
    self.leg = leg
    self.source = source
    self.impossible = impossible
  }
}

/// Why a leg ended, explained.
public struct EndReason: Sendable, Equatable {
  public var codes: EndCodes
  public var outcome: OutcomeClass
  public var title: String
  public var action: String
  public var witness: Witness
  public var source: Source
  /// Index into the call's legs.
  public var leg: Int?
  public var time: Moment?

  /// Memberwise.
  public init(
    codes: EndCodes, outcome: OutcomeClass, title: String, action: String, witness: Witness,
    source: Source, leg: Int? = nil, time: Moment? = nil
  ) {
    self.codes = codes
    self.outcome = outcome
    self.title = title
    self.action = action
    self.witness = witness
    self.source = source
    self.leg = leg
    self.time = time
  }
}

/// Another call that this one has to do with.
public struct RelatedCall: Sendable, Equatable {
  /// The key of the other call.
  public var key: String
  /// A word: `retry-of`, `retried-by`, `transferred-to`, `transferred-from`, `rejoined-as`, `rejoin-of`,
  /// `possible-same-call`.
  public var relation: String
  public var evidence: Evidenced
  public var source: Source

  /// Memberwise.
  public init(key: String, relation: String, evidence: Evidenced, source: Source) {
    self.key = key
    self.relation = relation
    self.evidence = evidence
    self.source = source
  }
}

/// A value of a user-facing diagnostic.
public struct DiagnosticChange: Sendable, Equatable {
  public var diagnostic: Diagnostic
  public var time: Moment?
  public var client: Int?
  public var source: Source

  /// Memberwise.
  public init(diagnostic: Diagnostic, time: Moment?, client: Int?, source: Source) {
    self.diagnostic = diagnostic
    self.time = time
    self.client = client
    self.source = source
  }
}

/// A media metric held against the documented thresholds.
public struct QualityVerdict: Sendable, Equatable {
  public var participant: String?
  /// `audio.receive.jitterBufferDelayInMs`
  public var metric: String
  /// The worst mean of the samples.
  public var value: Double
  /// `good`, `poor` or `unjudged`.
  public var verdict: String
  public var source: Source

  /// Memberwise.
  public init(participant: String?, metric: String, value: Double, verdict: String, source: Source) {
    self.participant = participant
    self.metric = metric
    self.value = value
    self.verdict = verdict
    self.source = source
  }
}

/// One line of a timeline.
public struct TimelineEvent: Sendable, Equatable {
  public var time: Moment?
  /// A word: `state`, `id-change`, `end`, `diagnostic`, `failure`, `signalling`, `start`, ….
  public var kind: String
  /// The words of the log.
  public var text: String
  public var witness: Witness
  public var callID: GUID?
  public var codes: EndCodes?
  /// Index into the call's clients.
  public var client: Int?
  /// What was asked of an API, where that is what happened.
  public var operation: Operation?
  public var source: Source
  /// The name of the user's pattern that read the record.
  public var pattern: String?

  /// Memberwise.
  public init(
    time: Moment?, kind: String, text: String, witness: Witness, callID: GUID? = nil,
    codes: EndCodes? = nil, client: Int? = nil, operation: Operation? = nil, source: Source,
    pattern: String? = nil
  ) {
    self.time = time
    self.kind = kind
    self.text = text
    self.witness = witness
    self.callID = callID
    self.codes = codes
    self.client = client
    self.operation = operation
    self.source = source
    self.pattern = pattern
  }
}

/// An ID, where it stands first, and when it was named.
public struct IdentifierSighting: Sendable, Equatable {
  public var identifier: Identifier
  /// The key of the call it was seen with.
  public var callKey: String?
  public var seen: Appearance
  public var source: Source

  /// Memberwise.
  public init(identifier: Identifier, callKey: String?, seen: Appearance = Appearance(), source: Source) {
    self.identifier = identifier
    self.callKey = callKey
    self.seen = seen
    self.source = source
  }
}

/// Something a person should know, with its evidence.
public struct Finding: Sendable, Equatable {
  /// How much it matters; ordered from least to most.
  public enum Severity: String, Sendable, Comparable, CaseIterable {
    case info
    case warning
    case error

    public static func < (lhs: Severity, rhs: Severity) -> Bool {
      lhs.rank < rhs.rank
    }

    private var rank: Int {
      switch self {
      case .info: 0
      case .warning: 1
      case .error: 2
      }
    }
  }

  /// A word of the JSON contract: `log-starts-mid-call`, `duplicate-artifact`, ….
  public var kind: String
  public var severity: Severity
  public var text: String
  /// The key of the call it is about.
  public var callKey: String?
  public var artifact: Int?
  public var source: Source?
  /// What it is about, where that is a code: findings of one kind with different codes are different things.
  public var codes: EndCodes?
  /// How many calls it is about, where it stands for several and names none of them.
  public var callCount: Int?

  /// Memberwise.
  public init(
    kind: String, severity: Severity, text: String, callKey: String? = nil, artifact: Int? = nil,
    source: Source? = nil, codes: EndCodes? = nil, callCount: Int? = nil
  ) {
    self.kind = kind
    self.severity = severity
    self.text = text
    self.callKey = callKey
    self.artifact = artifact
    self.source = source
    self.codes = codes
    self.callCount = callCount
  }
}
