public import Catalog
internal import Evidence

extension CallAccounts {
  /// The ends that other witnesses tell, by leg; those of no leg under nil. The service's before the callbacks'.
  func endReasons(_ legs: AccountLegs) -> [Int?: [EndReason]] {
    var reasons: [Int?: [EndReason]] = [:]
    for (leg, stay) in legs.stayOfLeg.sorted(by: { $0.key < $1.key }) {
      guard let codes = stays[stay].stay.end else { continue }
      let told = stays[stay].told
      reasons[leg, default: []].append(
        EndReason(codes, told, leg: leg, time: told.end, isTelephone: legs.legs[leg].isTelephone))
    }
    for witness in [Witness.service, .callback, .client] {
      for told in events where told.testimony.witness == witness {
        guard let codes = told.endCodes else { continue }
        let leg = legs.leg(of: told)
        let isTelephone = leg.map { legs.legs[$0].isTelephone } ?? false
        let reason = EndReason(codes, told, leg: leg, time: told.event.moment, isTelephone: isTelephone)
        let isKnown = reasons[leg, default: []].contains {
          $0.witness == witness && $0.codes.hasSameCodes(as: codes)
        }
        if !isKnown { reasons[leg, default: []].append(reason) }
      }
    }
    return reasons
  }
}

extension AccountEvent {
  /// The codes of an end or of a start that failed.
  fileprivate var endCodes: EndCodes? {
    switch event.claim {
    case .end(let codes): codes
    case .startFailed(let codes): codes
    default: nil
    }
  }
}

extension EndReason {
  fileprivate init(_ codes: EndCodes, _ told: AccountEvent, leg: Int?, time: Moment?, isTelephone: Bool) {
    let witness = told.testimony.witness
    let domain = EndReason.domain(of: witness, isTelephone: isTelephone)
    let explanation = Catalog.standard.explain(
      code: codes.code, subCode: codes.subCode, categories: codes.categories, domain: domain)
    // Of a bot or a telephone, as of everyone, the service knows that they left, not that somebody hung up.
    let title =
      codes.isPlainZero && witness == .service ? "Normal end: the participant left." : explanation.title
    self.init(
      codes: codes, outcome: explanation.outcome, title: title, action: explanation.action,
      witness: witness, source: told.event.source, leg: leg, time: time)
  }

  fileprivate static func domain(of witness: Witness, isTelephone: Bool) -> CatalogDomain {
    if witness == .callback { return .callAutomation }
    return isTelephone && witness == .service ? .pstn : .calling
  }
}

extension Call {
  /// The tables by which a reason of this call is explained.
  public func domain(of reason: EndReason) -> CatalogDomain {
    let isTelephone =
      reason.leg.map { legs.indices.contains($0) && legs[$0].isTelephone } ?? false
    return EndReason.domain(of: reason.witness, isTelephone: isTelephone)
  }

  /// What to do about a reason of this call. Where the infrastructure failed, the first thing is to see whether Azure
  /// knows of it.
  public func action(for reason: EndReason) -> String {
    guard reason.outcome == .infrastructure else { return reason.action }
    return "First check Azure Service Health for \(healthWindow). \(reason.action)"
  }

  /// When and where Azure may have had trouble.
  var healthWindow: String {
    let times = [startTime, connectedTime, endTime].compactMap(\.self).filter(\.isUTC).map(\.instant)
    return writtenWindow(times.min(), times.max(), regions: regions)
  }

  /// Where the service held the conversation, as its IDs abbreviate it.
  private var regions: [String] {
    unique(
      identifiers.lazy.filter { $0.identifier.kind == .serverCallID }.prefix(64)
        .compactMap { ServerCallID($0.identifier.value)?.region })
  }
}

/// `2024-01-16 10:00 to 10:06 UTC (region usea2)`: the minutes that the time begins and ends in.
func writtenWindow(_ first: Instant?, _ last: Instant?, regions: [String]) -> String {
  let place = regions.isEmpty ? "" : " (region \(regions.joined(separator: ", ")))"
  guard let first, let last else { return "the time of the call" + place }
  let next = last.nanosecondOfDay % 60_000_000_000 == 0 ? last : last.adding(seconds: 60)
  let end = first.date == next.date ? next.minute : "\(next.date) \(next.minute)"
  return "\(first.date) \(first.minute) to \(end) UTC" + place
}

extension Instant {
  /// `10:05`
  fileprivate var minute: String { String(clockText(fractionDigits: 0).prefix(5)) }
}
