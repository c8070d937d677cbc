internal import Catalog
internal import Evidence

/// Links between calls: retries, rejoins under another ID, transfers, and pairs that may be one call.
func relate(_ summaries: inout [CallSummary], _ possiblySame: [CallPair]) {
  relateSuccessors(&summaries)
  relateTransfers(&summaries)
  for pair in possiblySame {
    link(
      &summaries, pair.earlier, "possible-same-call", pair.later, "possible-same-call", .inferred, pair.source
    )
  }
}

/// Within how many seconds a new attempt follows a failed one.
private let retryWindow: Double = 300

/// Two calls of one client, one right after the other: a new attempt after one that never connected, or a
/// new call after one that the network ended.
private func relateSuccessors(_ summaries: inout [CallSummary]) {
  struct Stay {
    var call: Int
    var leg: Int
    var start: Source
    var order: Int
  }
  var byClient: [Int: [Stay]] = [:]
  for (call, summary) in summaries.enumerated() {
    for (leg, draft) in summary.legs.enumerated() {
      guard let start = draft.events.first?.source else { continue }
      byClient[summary.clients[draft.client], default: []].append(
        Stay(call: call, leg: leg, start: start, order: call))
    }
  }
  for client in byClient.keys.sorted() {
    let stays = (byClient[client] ?? []).sorted { ($0.start, $0.order) < ($1.start, $1.order) }
    for (earlier, later) in zip(stays, stays.dropFirst()) where earlier.call != later.call {
      let old = summaries[earlier.call].legs[earlier.leg]
      let new = summaries[later.call].legs[later.leg]
      guard old.isOver || old.isLost, new.direction != .incoming,
        isSoon(
          summaries[later.call].call.legs[later.leg], after: summaries[earlier.call].call.legs[earlier.leg])
      else { continue }
      let reason = summaries[earlier.call].call.legs[earlier.leg].endReason
      if !old.hasConnected, !new.beginsLate, failed(old, reason) {
        link(&summaries, later.call, "retry-of", earlier.call, "retried-by", .inferred, later.start)
      } else if old.hasConnected, !new.beginsLate, old.isLost || reason?.outcome == .network {
        link(&summaries, later.call, "rejoin-of", earlier.call, "rejoined-as", .inferred, later.start)
      }
    }
  }
}

private func failed(_ leg: LegDraft, _ reason: EndReason?) -> Bool {
  if leg.startFailed { return true }
  guard let reason else { return leg.isDisconnected && !leg.beginsLate }
  return reason.outcome != .success
}

private func isSoon(_ new: Leg, after old: Leg) -> Bool {
  guard let seconds = new.joinTime?.seconds(since: old.leaveTime) else { return true }
  return (-1...retryWindow).contains(seconds)
}

private func relateTransfers(_ summaries: inout [CallSummary]) {
  var byID: [GUID: Int] = [:]
  for (call, summary) in summaries.enumerated() { for id in summary.call.ids { byID[id.id] = call } }
  for call in summaries.indices {
    var seen: Set<GUID> = []
    for (_, event) in summaries[call].events {
      guard case .transfer(let state, let target?) = event.claim, state != .failed, !target.isNil,
        seen.insert(target).inserted
      else { continue }
      if let other = byID[target] {
        guard other != call else { continue }
        link(&summaries, call, "transferred-to", other, "transferred-from", .explicit, event.source)
      } else {
        summaries[call].call.related.append(
          RelatedCall(
            key: target.description, relation: "transferred-to", evidence: .explicit, source: event.source))
      }
    }
  }
}

private func link(
  _ summaries: inout [CallSummary], _ first: Int, _ relation: String, _ second: Int, _ reverse: String,
  _ evidence: Evidenced, _ source: Source
) {
  func add(_ call: Int, _ other: Int, _ relation: String) {
    let key = summaries[other].call.key
    guard !summaries[call].call.related.contains(where: { $0.key == key && $0.relation == relation }) else {
      return
    }
    summaries[call].call.related.append(
      RelatedCall(key: key, relation: relation, evidence: evidence, source: source))
  }
  add(first, second, relation)
  add(second, first, reverse)
}
