internal import Evidence

/// What other witnesses than clients say of one call, each thing once, by kind.
struct CallAccounts {
  /// A stay as its participant's row with the highest version has it.
  struct StayTold {
    var stay: Stay
    var told: AccountEvent

    var start: Moment? { told.event.moment }
    var end: Moment? { told.end }
  }

  /// Everything that is said, in order of time, what has no time at the end.
  private(set) var events: [AccountEvent] = []
  /// In order of time.
  private(set) var stays: [StayTold] = []
  /// The call as the service sums it up.
  private(set) var span: AccountEvent?
  /// Who speaks of the call.
  private(set) var witnesses: Set<Witness> = []
  /// Whether nobody but clients speaks of the call.
  let isEmpty: Bool

  init(_ accounts: [JoinedAccount]) {
    isEmpty = accounts.isEmpty
    guard !isEmpty else { return }
    witnesses = Set(accounts.flatMap(\.account.witnesses))
    let all = CallAccounts.inOrder(accounts.flatMap(\.account.events).map(\.withoutTimeOfWriting))
    let counted = CallAccounts.countedStays(all)
    let versions = CallAccounts.versionsOfMedia(all)
    func isOutdated(_ told: AccountEvent) -> Bool {
      versions.map { versions in told.mediaKeys.contains { versions[$0] != told.version } } ?? false
    }
    var seen: Set<Key> = []
    var beginnings: [AccountEvent] = []
    for told in all {
      switch told.event.claim {
      case .stay: continue
      case .media where isOutdated(told): continue
      case .callSpan(let length):
        // An event of its beginning is a line of its own beside the records that sum the call up.
        if length.seconds == nil, !told.testimony.isExport, seen.insert(Key(told)).inserted {
          beginnings.append(told)
        }
        if let span, span.weight >= told.weight { continue }
        span = told
      default:
        if seen.insert(Key(told)).inserted { events.append(told) }
      }
    }
    for told in counted {
      if case .stay(let stay) = told.event.claim { stays.append(StayTold(stay: stay, told: told)) }
    }
    // What sums a call up from its end has nothing to add where its beginning is told.
    let shown = beginnings.isEmpty || span?.testimony.isExport == true ? [span].compactMap(\.self) : []
    events = CallAccounts.inOrder(events + counted + beginnings + shown)
  }

  /// What makes a record the same as one in another export.
  private struct Key: Hashable {
    var claim: Claim
    var instant: Instant?
    var record: String
    var participant: String?

    init(_ told: AccountEvent) {
      claim = told.event.claim
      instant = told.event.moment?.instant
      record = told.testimony.record
      participant = told.testimony.participant?.lowercased()
    }
  }

  static func inOrder(_ events: [AccountEvent]) -> [AccountEvent] {
    let order = EventOrder(
      events.lazy.filter(\.event.claim.isKeptWithoutTimeline).compactMap(\.event.moment))
    let keys = events.map { order.decides($0.event.moment)?.instant ?? Instant(nanoseconds: .max) }
    return events.indices.sorted {
      (keys[$0], events[$0].event.source, $0) < (keys[$1], events[$1].event.source, $1)
    }.map { events[$0] }
  }

  /// Whether the service's table of stays is here, which has all participants.
  var hasTable: Bool { stays.contains { $0.told.testimony.isExport } }

  /// Of the rows of each participant those that count most, each stay once, in the order given.
  private static func countedStays(_ events: [AccountEvent]) -> [AccountEvent] {
    var versions: [String: Int] = [:]
    for told in events {
      guard case .stay(let stay) = told.event.claim else { continue }
      let key = key(of: stay, told)
      versions[key] = max(versions[key] ?? .min, told.weight)
    }
    var counted: [String: [AccountEvent]] = [:]
    return events.filter { told in
      guard case .stay(let stay) = told.event.claim else { return false }
      let key = key(of: stay, told)
      guard versions[key] == told.weight else { return false }
      let isKnown = counted[key, default: []].contains { $0.isSameStay(as: told) }
      if !isKnown { counted[key, default: []].append(told) }
      return !isKnown
    }
  }

  /// The highest version in which each stream of each participant is summed up; nil where no record has one.
  private static func versionsOfMedia(_ events: [AccountEvent]) -> [String: Int]? {
    guard events.contains(where: { $0.testimony.version != nil }) else { return nil }
    var versions: [String: Int] = [:]
    for told in events {
      for key in told.mediaKeys { versions[key] = max(versions[key] ?? .min, told.version) }
    }
    return versions
  }

  /// Who stayed; rows that name nobody are about one participant where they say the same.
  private static func key(of stay: Stay, _ told: AccountEvent) -> String {
    let name = told.testimony.participant ?? stay.participantID ?? stay.user ?? stay.endpointID
    return name?.lowercased()
      ?? "nobody \(stay.endpointType ?? "") \(told.event.moment?.instant.nanoseconds ?? 0)"
  }
}

extension AccountEvent {
  /// What the record is called in the order of its versions.
  fileprivate var version: Int { max(-1, min(testimony.version ?? 0, 1_000_000)) }

  /// The participant's streams whose media it sums up.
  fileprivate var mediaKeys: Set<String> {
    guard case .media(let samples) = event.claim, testimony.isExport else { return [] }
    guard let participant = testimony.participant?.lowercased() else { return [] }
    return Set(
      samples.map { "\(participant) \($0.medium) \($0.direction ?? "") \($0.stream?.lowercased() ?? "")" })
  }

  /// Which of several records of one stay or call counts: a row before an event that knows only the beginning, and of
  /// rows the highest version.
  fileprivate var weight: Int {
    let isWhole =
      switch event.claim {
      case .stay(let stay): stay.seconds != nil || stay.end != nil
      case .callSpan(let span): span.seconds != nil
      default: true
      }
    return version + (testimony.isExport ? 2 : isWhole ? 1 : 0) * 10_000_000
  }

  /// A row of call diagnostics sums up a whole stay, and its only time is that of its writing, hours later.
  fileprivate var withoutTimeOfWriting: AccountEvent {
    guard testimony.record.hasPrefix("ACSCallDiagnostics") else { return self }
    var told = self
    told.event.moment = nil
    return told
  }

  /// Two rows of one version about one participant are one stay, unless they begin at different times.
  fileprivate func isSameStay(as other: AccountEvent) -> Bool {
    guard let one = event.moment?.instant, let another = other.event.moment?.instant else { return true }
    return abs(one.seconds(since: another)) < 1
  }

  /// Whether the record is about a participant of one of these names, in lower case.
  func isAbout(_ names: [String]) -> Bool {
    testimony.participant.map { names.contains($0.lowercased()) } ?? false
  }
}
