internal import Catalog
internal import Evidence

extension CallSummary {
  /// Explains each leg's end, and chooses the call's.
  mutating func addEndReasons() {
    let told = accountLegs.map { accounts.endReasons($0) } ?? [:]
    for index in call.legs.indices {
      if legs.indices.contains(index) {
        let last = legs[index].lastEnd
        for end in legs[index].distinctEnds {
          let reason = endReason(legs[index], end, index)
          call.endReasons.append(reason)
          if end == last { call.legs[index].endReason = reason }
        }
      }
      guard let others = told[index] else { continue }
      call.endReasons += others
      call.legs[index].endReason = leading(call.legs[index].endReason, others, index)
    }
    call.endReasons += told[nil] ?? []
    let inside = legs.count == 1 ? call.legs[0].endReason : nil
    call.endReason = inside ?? worstLegReason ?? told[nil]?.last
    let flags = Set(call.endReasons.compactMap { Flag(code: $0.codes.code) })
    call.flags = Flag.allCases.filter(flags.contains)
  }

  /// The client's last word, unless its SDK is known for wrong codes; then the service's; then a callback's.
  private func leading(_ own: EndReason?, _ others: [EndReason], _ leg: Int) -> EndReason? {
    let service = others.last { $0.witness == .service }
    let told = service ?? others.last
    return hasUnreliableEndCodes(leg) ? service ?? own ?? told : own ?? told
  }

  /// Whether the leg's client is of a version of the Web SDK that could report wrong codes.
  func hasUnreliableEndCodes(_ leg: Int) -> Bool {
    guard let client = call.legs[leg].client, let version = call.legs[leg].sdkVersion,
      call.clients.indices.contains(client), call.clients[client].platform ?? "web" == "web"
    else { return false }
    return WebSDKVersion.hasUnreliableEndCodes(version)
  }

  private var worstLegReason: EndReason? {
    let reasons = call.legs.compactMap(\.endReason)
    return reasons.indices.max { (reasons[$0].weight, $0) < (reasons[$1].weight, $1) }.map { reasons[$0] }
  }

  private func endReason(_ leg: LegDraft, _ index: Int, _ number: Int) -> EndReason {
    let event = leg.events[index]
    let codes = leg.endCodes(index) ?? EndCodes(code: 0)
    let explanation = Catalog.standard.explain(
      code: codes.code, subCode: codes.subCode, categories: codes.categories)
    return EndReason(
      codes: codes, outcome: explanation.outcome, title: explanation.title, action: explanation.action,
      witness: .client, source: event.source, leg: number, time: event.moment)
  }
}

extension LegDraft {
  /// Indices of the end reasons, one for each pair of codes, the last word at the end. A clean 0 counts only where
  /// the call is disconnected, and a reason without a subcode only where no other has its code.
  var distinctEnds: [Int] {
    guard let last = lastEnd, let lastCodes = endCodes(last) else { return [] }
    var seen: [EndCodes] = [lastCodes]
    var others: [Int] = []
    // A leg has few reasons; a log that gives ever new ones is not worth comparing all.
    for index in ends where others.count < 32 {
      guard let codes = endCodes(index), isDisconnected || !codes.isPlainZero else { continue }
      let isKnown = seen.contains { known in
        known.hasSameCodes(as: codes) || (known.code == codes.code && (codes.subCode ?? 0) == 0)
      }
      if isKnown { continue }
      seen.append(codes)
      others.append(index)
    }
    return others + [last]
  }
}

extension EndReason {
  /// Ordered from best to worst; a flagged end is worse than an unflagged one of the same class.
  var weight: Int { outcome.badness * 2 + (Flag(code: codes.code) == nil ? 0 : 1) }
}
