internal import Evidence

/// Reads one log in its own order: attributes each observation to a client and to one of its calls, or to none.
///
/// Lines may be out of the order of time, as pasted logs are: the order of the log decides, times only
/// where a rule names a limit in seconds.
///
/// The observations are freed as they are read, where the caller does not hold the log itself.
///
/// - Parameter jobs: How many cores may be used at the end.
public func fold(
  _ log: consuming LogEvidence, _ options: FoldOptions = FoldOptions(), jobs: Int = 1
) -> FoldedLog {
  var folder = LogFolder(log, options)
  folder.readAll()
  return folder.finish(jobs: jobs)
}

/// The fold of one log, piece by piece.
private struct LogFolder {
  private var pieces: [LogPiece]
  private let options: FoldOptions
  private let clocks: ClockEvidence
  private var attribution: Attribution
  private var artifacts: [FoldedArtifact] = []
  private var inside = EventsInCalls()
  private var outside = PackedList<OutsideEvent>()
  private var accounts = AccountCollector()
  private var sightings = SightingCollector()
  private var gaps: [GapInCall] = []
  /// Where each stamp stands first that stands in several places.
  private var stamps: [UInt64: Source] = [:]
  private let repeatedStamps: Set<UInt64>
  private let onlyNamesIDs: Bool
  /// The creations of clients in the piece that is read.
  private var creations: [Int?] = []
  private var stampedLines = StampedLines()
  private var overlaps: [[Int]: Int] = [:]
  private var lastOverlap: Source?
  private var lastDate: CalendarDate?

  init(_ log: LogEvidence, _ options: FoldOptions) {
    self.options = options
    var merged = ClockEvidence()
    if log.pieces.count > 1 { for piece in log.pieces { merged.merge(piece.evidence.clocks) } }
    clocks = merged
    pieces = LogFolder.inOrderOfTime(log.pieces, merged, options)
    var survey = Survey()
    for piece in pieces { survey.take(piece) }
    attribution = Attribution(lastLife: survey.lastLife)
    onlyNamesIDs = survey.onlyNamesIDs
    repeatedStamps = survey.finish()
  }

  mutating func readAll() {
    for index in pieces.indices {
      let observations = pieces[index].evidence.observations
      pieces[index].evidence.observations = []
      read(observations, of: pieces[index])
    }
  }

  private mutating func read(_ observations: consuming PackedList<Observation>, of piece: LogPiece) {
    let evidence = piece.evidence
    creations = []
    var resolver = LogFolder.resolver(piece, clocks, options, fallback: lastDate)
    let silences = evidence.clocks.gaps.sorted { ($0.source, $0.seconds) < ($1.source, $1.seconds) }
    var silence = silences.startIndex
    var repetitions = evidence.lastMentions.makeIterator()
    var repetition = repetitions.next()
    var number = 0
    var iterator = observations.makeIterator()
    _ = consume observations
    while var observation = iterator.next() {
      observation.source.artifact = piece.artifact
      while silence < silences.endIndex, silences[silence].source.offset <= observation.source.offset {
        note(silences[silence], resolver)
        silence += 1
      }
      let last = repetition?.observation == number ? repetition?.time : nil
      if last != nil { repetition = repetitions.next() }
      number += 1
      take(observation, &resolver, platform: evidence.platform, repeatedAt: last)
    }
    for gap in silences[silence...] { note(gap, resolver) }
    finish(piece, resolver)
  }

  private mutating func take(
    _ observation: Observation, _ resolver: inout TimeResolver, platform: String?,
    repeatedAt repetition: WrittenTime?
  ) {
    if let testimony = observation.testimony {
      return take(observation, testimony, &resolver, repeatedAt: repetition)
    }
    if observation.claim == .client(.created) { creations.append(observation.instance) }
    let isRepeated = isRepeated(observation)
    let moment = observation.time.map { resolver.resolve($0) }
    let ties = observation.identifiers.filter { $0.kind.joinsCalls || $0.kind == .userMRI }
    var event = Event(
      claim: observation.claim, callID: observation.callID ?? callID(ofTableRow: observation),
      moment: moment, text: options.keepsTimeline ? observation.text : "", source: observation.source,
      pattern: options.keepsTimeline ? observation.pattern : nil, cycle: 0)
    guard !isRepeated else {
      attribution.skip()
      return
    }
    let place = attribution.take(event, instance: observation.instance, ties: ties)
    event.cycle = place.cycle
    stampedLines.note(event, stamp: observation.stamp, client: place.client)
    let seen = appearance(of: event, place.fragment, repetition, resolver)
    for identifier in observation.identifiers {
      let isOfCall = event.callID != nil || observation.claim != .mention || identifier.kind.isOfOneCall
      sightings.append(
        Sighting(
          identifier: identifier, fragment: isOfCall ? place.fragment : nil, seen: seen,
          source: observation.source))
    }
    if let client = place.client { describe(client, observation, platform) }
    guard options.keepsTimeline || observation.claim.isKeptWithoutTimeline else { return }
    if let fragment = place.fragment {
      inside.append(event, draft: fragment)
    } else {
      outside.append(OutsideEvent(client: place.client, event: event))
    }
  }

  /// What another witness says names what it is about: the lines around it have nothing to do with it.
  private mutating func take(
    _ observation: Observation, _ testimony: Testimony, _ resolver: inout TimeResolver,
    repeatedAt repetition: WrittenTime?
  ) {
    let event = Event(
      claim: observation.claim, callID: observation.callID,
      moment: observation.time.map { resolver.resolve($0) },
      text: options.keepsTimeline ? observation.text : "", source: observation.source, cycle: 0)
    let account = accounts.take(event, observation, testimony)
    if !observation.identifiers.isEmpty {
      let seen = appearance(of: event, nil, repetition, resolver)
      for identifier in observation.identifiers {
        sightings.append(
          Sighting(
            identifier: identifier, fragment: nil, account: account, seen: seen, source: observation.source))
      }
    }
    guard account == nil, options.keepsTimeline || event.claim.isKeptWithoutTimeline else { return }
    outside.append(OutsideEvent(client: nil, event: event, testimony: testimony))
  }

  /// When the observation's IDs were named; tells the fragment, too.
  private mutating func appearance(
    of event: Event, _ fragment: Int?, _ repetition: WrittenTime?, _ resolver: TimeResolver
  ) -> Appearance {
    var seen = Appearance(at: event.moment)
    guard let repetition else { return seen }
    // A later time must not decide the dates of the lines before it.
    var resolver = resolver
    let moment = resolver.resolve(repetition)
    seen.extend(by: Appearance(at: moment))
    if let fragment, let id = event.callID { attribution.note(id, of: fragment, at: moment) }
    return seen
  }

  /// An end with a correlation ID beside it and no call ID: there the correlation ID is the call's.
  private func callID(ofTableRow observation: Observation) -> GUID? {
    switch observation.claim {
    case .state, .end:
      let correlation = observation.identifiers.first { $0.kind == .correlationID }
      return correlation.flatMap { GUID($0.value) }.flatMap { $0.isNil ? nil : $0 }
    default: return nil
    }
  }

  /// The same stamped line was read before: a line printed twice, or excerpts that overlap.
  private mutating func isRepeated(_ observation: Observation) -> Bool {
    guard let stamp = observation.stamp, repeatedStamps.contains(stamp) else { return false }
    guard let first = stamps[stamp] else {
      stamps[stamp] = observation.source
      return false
    }
    guard first != observation.source else { return false }
    if first.artifact != observation.source.artifact, lastOverlap != observation.source {
      overlaps[[first.artifact, observation.source.artifact].sorted(), default: 0] += 1
      lastOverlap = observation.source
    }
    return true
  }

  private mutating func describe(_ client: Int, _ observation: Observation, _ platform: String?) {
    attribution.describe(client) { client in
      if client.platform == nil { client.platform = platform }
      for identifier in observation.identifiers {
        if identifier.kind == .sdkVersion { client.sdkVersion = identifier.value }
        if identifier.kind == .userAgent { client.userAgent = identifier.value }
      }
      if observation.claim.showsOwnUser {
        let users = observation.identifiers.filter { $0.kind == .userMRI }
        if users.count == 1 { client.users.insert(users[0].value) }
      }
    }
  }

  private mutating func note(_ gap: ClockEvidence.Gap, _ resolver: TimeResolver) {
    // Only the longest silences are kept: which they are must not decide the dates of the lines behind them.
    var resolver = resolver
    let before = resolver.resolve(gap.before)
    let after = resolver.resolve(gap.after)
    for fragment in attribution.live {
      gaps.append(
        GapInCall(fragment: fragment, before: before, after: after, seconds: gap.seconds, source: gap.source))
    }
  }
}

// MARK: - Pieces and their clocks

extension LogFolder {
  private static func resolver(
    _ piece: LogPiece, _ clocks: ClockEvidence, _ options: FoldOptions, fallback: CalendarDate? = nil
  ) -> TimeResolver {
    var evidence = piece.evidence.clocks
    evidence.merge(clocks)
    let path = piece.evidence.artifact.path
    return TimeResolver(
      evidence, order: options.dateOrder, zone: options.zone(path), dateHint: dateHint(path: path) ?? fallback
    )
  }

  /// Rotated pieces by their times, where all of them have comparable ones; else as they came.
  private static func inOrderOfTime(
    _ pieces: [LogPiece], _ clocks: ClockEvidence, _ options: FoldOptions
  ) -> [LogPiece] {
    guard pieces.count > 1 else { return pieces }
    let spans = pieces.map { resolver($0, clocks, options).span() }
    let starts = spans.compactMap { $0?.first }
    guard starts.count == pieces.count, starts.allSatisfy({ $0.isPlaced && $0.isUTC == starts[0].isUTC })
    else {
      return pieces
    }
    let order = pieces.indices.sorted { (starts[$0].instant, $0) < (starts[$1].instant, $1) }
    return order.map { pieces[$0] }
  }

  private mutating func finish(_ piece: LogPiece, _ resolver: TimeResolver) {
    let evidence = piece.evidence
    var artifact = evidence.artifact
    let span = LogFolder.resolver(piece, clocks, options, fallback: lastDate).span()
    artifact.firstTime = span?.first ?? artifact.firstTime
    artifact.lastTime = span?.last ?? artifact.lastTime
    if let last = span?.last, last.isPlaced { lastDate = last.instant.date }
    if resolver.hasUndecidedOrder {
      artifact.problems.append(
        Problem(
          .ambiguousDateOrder,
          "Nothing in the log decides whether its dates put the day or the month first, so its times are "
            + "shown as written; say --date-order dmy or mdy."))
    }
    artifacts.append(
      FoldedArtifact(
        index: piece.artifact, artifact: artifact, platform: evidence.platform, levels: evidence.levels,
        clientNumbers: evidence.clientNumbers, createdClients: Set(creations.compactMap(\.self)),
        creations: creations.count,
        noise: evidence.noise, operations: evidence.operations,
        identifiersNotKept: evidence.identifiersNotKept, endsMidRecord: evidence.endsMidRecord,
        hasUndecidedDateOrder: resolver.hasUndecidedOrder))
  }
}

// MARK: - The folded log

extension LogFolder {
  mutating func finish(jobs: Int) -> FoldedLog {
    attribution.close()
    // Attempts that never became a call are failures outside calls; fragments merged into others are those.
    var index = [Int?](repeating: nil, count: attribution.drafts.count)
    var calls: [UInt32] = []
    for number in attribution.drafts.indices
    where !attribution.isPart(number) && attribution.drafts[number].isCall {
      index[number] = calls.count
      calls.append(UInt32(truncatingIfNeeded: number))
    }
    for number in attribution.drafts.indices { index[number] = index[attribution.root(number)] }
    let places = index
    func place(_ fragment: Int) -> Int? { places[fragment] }
    inside.order(fragmentCount: calls.count, place: place)
    for (draft, event) in inside.homeless {
      outside.append(OutsideEvent(client: attribution.drafts[draft].client, event: event))
    }
    var reader = inside.takeReader()
    var fragments = PackedList<Fragment>(blockSize: 1)
    var hasTimesOfUnknownZone = false
    for (number, call) in calls.enumerated() {
      let draft = attribution.drafts[Int(call)]
      var fragment = Fragment(
        client: draft.client,
        hasCertainClient: draft.hasCertainClient || attribution.isAlone(draft.client), ids: draft.ids,
        changes: draft.changes, continues: draft.continues.flatMap { place($0) },
        ties: unique(draft.ties.filter { $0.kind.joinsCalls }), events: [])
      fragment.events = reader.events(of: number)
      hasTimesOfUnknownZone = hasTimesOfUnknownZone || fragment.hasTimesOfUnknownZone
      fragments.append(fragment)
    }
    // These two go through everything that exports say.
    let (told, keepsTimeline) = (accounts, options.keepsTimeline)
    let mentioned = Handover(sightings)
    sightings = SightingCollector()
    let (accounts, sightings) = InParallel.both(jobs: jobs) {
      told.finish(keepsTimeline: keepsTimeline)
    } _: {
      (mentioned.take() ?? SightingCollector()).unique { $0.flatMap { places[$0] } }
    }
    hasTimesOfUnknownZone = hasTimesOfUnknownZone || accounts.hasTimesOfUnknownZone
    return FoldedLog(
      artifacts: artifacts, clients: attribution.clients, fragments: fragments, accounts: accounts.list,
      outside: outside.sorted { $0.event.source }, sightings: sightings,
      possibleChanges: attribution.possibleChanges.compactMap { change in
        guard let from = place(change.from), let to = place(change.to), from != to else { return nil }
        return PossibleChange(from: from, to: to, source: change.source)
      },
      gaps: gaps.compactMap { gap in
        guard let fragment = place(gap.fragment) else { return nil }
        return GapInCall(
          fragment: fragment, before: gap.before, after: gap.after, seconds: gap.seconds, source: gap.source)
      },
      stampedLines: stampedLines.finish(),
      overlaps: overlaps.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        .map { Overlap(first: $0.key[0], second: $0.key[1], lines: $0.value) },
      onlyNamesIDs: onlyNamesIDs, hasTimesOfUnknownZone: hasTimesOfUnknownZone)
  }
}

/// The values in order of first sight, each once.
func unique<Value: Hashable>(_ values: [Value]) -> [Value] {
  var seen: Set<Value> = []
  return values.filter { seen.insert($0).inserted }
}

extension Fragment {
  fileprivate var hasTimesOfUnknownZone: Bool {
    events.contains { $0.moment.map { !$0.isUTC } ?? false }
      || ids.contains { $0.firstSeen.map { !$0.isUTC } ?? false }
  }
}

extension Claim {
  /// Whether a user named beside it is the client's own: a call agent is made for one.
  fileprivate var showsOwnUser: Bool {
    switch self {
    case .agent(.creating), .agent(.created), .agent(.connected): true
    default: false
    }
  }
}

extension IdentifierKind {
  /// Whether a bare mention during a call may be taken for the call's own.
  fileprivate var isOfOneCall: Bool {
    switch self {
    case .participantID, .endpointID, .serverCallID, .callConnectionID, .threadID, .groupID, .roomID,
      .recordingID:
      true
    default: false
    }
  }
}
