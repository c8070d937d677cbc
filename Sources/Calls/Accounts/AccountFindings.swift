internal import Catalog
internal import Evidence

/// What a person should know where several witnesses speak of one call.
extension CallFindings {
  mutating func addAccounts(_ summary: CallSummary) {
    addTimes(summary)
    addLimits(summary)
    if let reason = summary.call.endReason, reason.outcome == .infrastructure {
      add(
        "check-service-health", .warning,
        "First check Azure Service Health for \(summary.call.healthWindow). The end of this call (\(reason.codes.written)) is one "
          + "of the service's infrastructure.", summary, reason.source)
    }
  }

  /// Where the ends given of one leg differ.
  mutating func addDisagreements(_ summary: CallSummary) {
    let byLeg = Dictionary(grouping: summary.call.endReasons.filter { $0.leg != nil }) { $0.leg ?? 0 }
    for (leg, reasons) in byLeg.sorted(by: { $0.key < $1.key }) {
      guard let taken = summary.call.legs[leg].endReason, let source = reasons.last?.source,
        reasons.contains(where: { !$0.agrees(with: taken) })
      else { continue }
      let witnesses = unique(reasons.map(\.witness))
      guard witnesses.count > 1 else {
        let written = reasons.map(\.codes.written).joined(separator: " and ")
        add(
          "end-reasons-disagree", .warning,
          "The end of one stay in this call is given as \(written); \(taken.codes.written) is taken, as the \(taken.witness.possessive) last word.",
          summary, source)
        continue
      }
      let written = witnesses.map { witness in
        let codes = unique(reasons.filter { $0.witness == witness }.map(\.codes.written))
        return codes.joined(separator: " and ") + " by the " + witness.noun
      }.joined(separator: ", as ")
      let why =
        summary.hasUnreliableEndCodes(leg) && taken.witness == .service
        ? "is taken. " + WebSDKVersion.earlyEndReasonNote
        : "is taken, as the \(taken.witness.possessive) last word."
      add(
        "end-reasons-disagree", .warning,
        "The end of one stay in this call is given as \(written); \(taken.codes.written) \(why)", summary,
        source)
    }
  }

  /// Where client and service put the beginning or the end of one leg at different times.
  private mutating func addTimes(_ summary: CallSummary) {
    guard let legs = summary.accountLegs else { return }
    for (leg, place) in legs.stayOfLeg.sorted(by: { $0.key < $1.key }) {
      guard summary.legs.indices.contains(leg) else { continue }
      let own = summary.legs[leg].summary()
      let stay = summary.accounts.stays[place]
      var differences: [String] = []
      if let start = stay.start, let seconds = own.startDifference(to: start) {
        differences += difference(seconds, "beginning", start, own.joinTime ?? own.connectedTime)
      }
      if let end = stay.end, end.isUTC, let left = own.leaveTime, left.isUTC {
        differences += difference(end.instant.seconds(since: left.instant), "end", end, left)
      }
      guard !differences.isEmpty else { continue }
      add(
        "clocks-disagree", .warning,
        "Of one stay in this call the service puts the \(differences.joined(separator: " and the ")): a clock is wrong, or "
          + "the service noticed late that the client was gone.", summary, stay.told.event.source
      )
    }
  }

  private func difference(_ seconds: Double, _ what: String, _ told: Moment, _ own: Moment?) -> [String] {
    guard abs(seconds) > AccountLimits.differentMoment else { return [] }
    let client = own.map { ", which has \($0.instant.written)" } ?? ""
    return [
      "\(what) at \(told.instant.written), \(duration(abs(seconds))) \(seconds > 0 ? "later" : "earlier") than the client's log\(client)"
    ]
  }

  /// A leg that never connected, given up when a documented limit was reached.
  private mutating func addLimits(_ summary: CallSummary) {
    for (draft, leg) in zip(summary.legs, summary.call.legs)
    where !draft.hasConnected && leg.leaveTime != nil {
      let isTelephone = leg.isTelephone
      let setup = [leg.phases.setup, leg.phases.ringing, leg.phases.lobby].compactMap(\.self).reduce(0, +)
      let establishment =
        isTelephone ? DocumentedTimeouts.pstnEstablishment : DocumentedTimeouts.callEstablishment
      let limits = [
        (setup, establishment, "for establishing a \(isTelephone ? "telephone " : "")call"),
        (leg.phases.ringing ?? 0, DocumentedTimeouts.ring, "that a call rings"),
      ]
      guard let (_, limit, words) = limits.first(where: { abs($0.0 - Double($0.1)) <= 2 }),
        let source = draft.events.last?.source
      else { continue }
      add(
        "documented-limit", .info, "This call was given up after \(limit) s, the documented limit \(words).",
        summary, source)
    }
  }
}

extension EndReason {
  /// Whether it says the same; one that leaves out the subcode says less, not something else.
  fileprivate func agrees(with other: EndReason) -> Bool {
    let (mine, theirs) = (codes.isSuccess ? 0 : codes.code, other.codes.isSuccess ? 0 : other.codes.code)
    guard mine == theirs else { return false }
    if witness == other.witness { return codes.subCode == other.codes.subCode }
    let (one, another) = (codes.subCode ?? 0, other.codes.subCode ?? 0)
    return one == another || one == 0 || another == 0
  }
}

extension EndCodes {
  /// Call Automation says 200 where others say 0.
  fileprivate var isSuccess: Bool { code == 0 || code == 200 }
}

extension Witness {
  fileprivate var noun: String {
    switch self {
    case .client: "client"
    case .service: "service"
    case .callback: "callback"
    }
  }

  fileprivate var possessive: String { noun + "'s" }
}

extension Instant {
  /// `2024-01-16 10:05:00 UTC`
  fileprivate var written: String { "\(date) \(clockText(fractionDigits: 0)) UTC" }
}
