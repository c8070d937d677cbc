import Calls
import Evidence

/// A call ID of a short name of two hexadecimal digits: `a1` becomes `a1a1a1a1-a1a1-4000-8000-a1a1a1a1a1a1`.
func id(_ name: String) -> GUID {
  let four = name + name
  guard let id = GUID("\(four)\(four)-\(four)-4000-8000-\(four)\(four)\(four)") else {
    preconditionFailure("\(name) is not two hexadecimal digits")
  }
  return id
}

/// Writes a log as a transcript: each method is one line, with the claims that reading it would give.
struct LogScript {
  /// How the log writes its times.
  enum Clock {
    /// `2024-01-16T10:00:00Z`
    case utc
    /// A full date without a zone.
    case local
    /// Only the time of day.
    case clockOnly
    /// Month and day.
    case noYear
    /// `5/1/2024`, of which the order of fields is open.
    case ambiguous
    /// No times at all.
    case none
  }

  var evidence: ArtifactEvidence
  var clock: Clock
  var day = CalendarDate(year: 2024, month: 1, day: 16)
  private var instance: Int?
  private var line = 0
  private let artifact: Int

  init(_ path: String, artifact: Int, clock: Clock, platform: String?) {
    evidence = ArtifactEvidence(
      artifact: Artifact(path: path, kind: platform == "android" ? .logcat : .webConsoleLog))
    evidence.platform = platform
    evidence.levels = ["info"]
    self.clock = clock
    self.artifact = artifact
  }

  // MARK: Lines

  mutating func say(
    _ claim: Claim, _ name: String? = nil, at time: String? = nil, client: Int? = nil,
    with identifiers: [Identifier] = [], stamped: Bool = false, text: String = ""
  ) {
    line += 1
    let written = time.map(written)
    let source = Source(artifact: artifact, line: line, offset: line * 100)
    if let written { evidence.clocks.note([written], source: source) }
    if let client { evidence.clientNumbers.insert(client) }
    var stamp = StableHash()
    stamp.combine("\(claim) \(name ?? "") \(time ?? "") \(client ?? 0)")
    evidence.observations.append(
      Observation(
        claim, callID: name.map { id($0) }, identifiers: identifiers, time: written, instance: client,
        text: text,
        stamp: stamped ? stamp.value : nil, source: source))
    evidence.artifact.records = line
    evidence.artifact.bytes = line * 100
  }

  /// A record of another witness than the client.
  mutating func tell(
    _ claim: Claim, _ name: String? = nil, at time: String? = nil, by witness: Witness = .service,
    record: String = "ACSCallSummary", showsCall: Bool = true, participant: String? = nil,
    instance: String? = nil, version: Int? = nil, with identifiers: [Identifier] = [], text: String = ""
  ) {
    line += 1
    let written = time.map(written)
    let source = Source(artifact: artifact, line: line, offset: line * 100)
    if let written { evidence.clocks.note([written], source: source) }
    evidence.observations.append(
      Observation(
        claim, callID: name.map { id($0) }, identifiers: identifiers, time: written, text: text,
        testimony: Testimony(
          witness, record: record, showsCall: showsCall, participant: participant, clientInstance: instance,
          version: version),
        source: source))
    evidence.artifact.records = line
    evidence.artifact.bytes = line * 100
  }

  /// A row of a participant's stay in a call.
  mutating func stay(
    _ name: String, _ participant: String, at time: String, seconds: Double?, _ code: Int? = nil,
    _ subCode: Int? = nil, version: Int? = nil, type: String = "VoIP", user: String? = nil
  ) {
    var stay = Stay()
    stay.participantID = participant
    stay.user = user
    stay.seconds = seconds
    stay.end = code.map { EndCodes(code: $0, subCode: subCode) }
    stay.endpointType = type
    tell(
      .stay(stay), name, at: time, participant: participant, version: version,
      with: [Identifier(.participantID, participant)])
  }

  mutating func callback(
    _ claim: Claim, _ name: String? = nil, at time: String, connection: String? = nil, server: String? = nil
  ) {
    var identifiers: [Identifier] = []
    if let connection { identifiers.append(Identifier(.callConnectionID, connection)) }
    if let server { identifiers.append(Identifier(.serverCallID, server)) }
    tell(
      claim, name, at: time, by: .callback, record: "Microsoft.Communication.CallConnected",
      with: identifiers)
  }

  mutating func created(_ client: Int, at time: String? = nil) {
    say(.client(.created), at: time, client: client)
  }

  mutating func state(_ state: CallState, _ name: String? = nil, at time: String? = nil, client: Int? = nil) {
    say(.state(state), name, at: time, client: client)
  }

  mutating func end(
    _ code: Int, _ subCode: Int? = nil, _ name: String? = nil, at time: String? = nil, client: Int? = nil
  ) {
    say(.end(EndCodes(code: code, subCode: subCode)), name, at: time, client: client)
  }

  mutating func start(
    _ direction: Direction = .outgoing, _ name: String? = nil, at time: String? = nil, client: Int? = nil
  ) {
    say(.start(direction), name, at: time, client: client)
  }

  mutating func idChanged(from: String? = nil, to: String, at time: String? = nil, client: Int? = nil) {
    say(.idChange(from: from.map { id($0) }, to: id(to)), at: time, client: client)
  }

  mutating func mention(
    _ name: String, at time: String? = nil, client: Int? = nil, with identifiers: [Identifier] = []
  ) {
    say(.mention, name, at: time, client: client, with: identifiers)
  }

  mutating func diagnostic(_ name: String, _ value: String, at time: String? = nil, client: Int? = nil) {
    say(.diagnostic(Diagnostic(name: name, value: value)), at: time, client: client)
  }

  /// Lines that are no evidence, but tell the time.
  mutating func other(at time: String) {
    line += 1
    evidence.clocks.note([written(time)], source: Source(artifact: artifact, line: line, offset: line * 100))
  }

  private func written(_ time: String) -> WrittenTime {
    let parts = time.split(separator: ":").compactMap { Double($0) }
    let seconds = parts.reduce(0) { $0 * 60 + $1 }
    let date: WrittenDate =
      switch clock {
      case .utc, .local: .calendar(day)
      case .clockOnly, .none: .missing
      case .noYear: .monthAndDay(month: day.month, day: day.day)
      case .ambiguous: .ambiguous(first: 5, second: 1, year: day.year)
      }
    return WrittenTime(
      text: time, date: date, nanosecondOfDay: Int64((seconds * 1e9).rounded()),
      zoneOffset: clock == .utc ? 0 : nil,
      clock: .sdk)
  }
}

/// Writes a log; `artifact` is its index in the report.
func log(
  _ path: String = "console.log", artifact: Int = 0, clock: LogScript.Clock = .utc, platform: String? = "web",
  _ write: (inout LogScript) -> Void
) -> ArtifactEvidence {
  var script = LogScript(path, artifact: artifact, clock: clock, platform: platform)
  write(&script)
  return script.evidence
}

/// Folds each artifact as a log of its own, joins and sums up, as the tool does.
func analyse(_ artifacts: ArtifactEvidence..., options: FoldOptions = FoldOptions()) -> Analysis {
  let folded = artifacts.enumerated().map { fold(LogEvidence($0.element, artifact: $0.offset), options) }
  return sumUp(join(folded), artifacts: artifacts.map(\.artifact))
}

extension Call {
  /// The names of its states, in order.
  var path: [String] { states.map(\.state.rawValue) }

  /// The role of each ID, by its short name.
  func role(_ name: String) -> CallIDSighting.Role? { ids.first { $0.id == id(name) }?.role }
}

extension Analysis {
  /// The kinds of its findings, each once, sorted.
  var kinds: [String] { Set(findings.map(\.kind)).sorted() }

  func finding(_ kind: String) -> Finding? { findings.first { $0.kind == kind } }

  /// The call of an ID under any of its names.
  func call(_ name: String) -> Call? { calls.first { call in call.ids.contains { $0.id == id(name) } } }
}
