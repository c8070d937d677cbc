internal import Catalog
internal import Evidence

/// Links between calls: retries, rejoins under another ID, transfers, and pairs that may be one call.
func relate(_ summaries: inout [CallSummary], _ possiblySame: [CallPair]) {
  var links = Links()
  relateSuccessors(&summaries, &links)
  relateTransfers(&summaries, &links)
  for pair in possiblySame {
    links.add(
      &summaries, from: pair.earlier, "possible-same-call", to: pair.later, "possible-same-call", .inferred,
      pair.source)
  }
}

/// Within how many seconds a new attempt follows a failed one.
private let retryWindow: Double = 300

/// Two calls of one client, one right after the other: a new attempt after one that never connected, or a
/// new call after one that the network ended.
private func relateSuccessors(_ summaries: inout [CallSummary], _ links: inout Links) {
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
        links.add(
          &summaries, from: later.call, "retry-of", to: earlier.call, "retried-by", .inferred, later.start)
      } else if old.hasConnected, !new.beginsLate, old.isLost || reason?.outcome == .network {
        links.add(
          &summaries, from: later.call, "rejoin-of", to: earlier.call, "rejoined-as", .inferred, later.start)
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

private func relateTransfers(_ summaries: inout [CallSummary], _ links: inout Links) {
  var byID: [GUID: Int] = [:]
  for (call, summary) in summaries.enumerated() { for id in summary.call.ids { byID[id.id] = call } }
  for call in summaries.indices {
    var seen: Set<GUID> = []
    for (target, source) in summaries[call].transfers where seen.insert(target).inserted {
      if let other = byID[target] {
        guard other != call else { continue }
        links.add(
          &summaries, from: call, "transferred-to", to: other, "transferred-from", .explicit, source)
      } else {
        links.add(&summaries[call].call, target.description, "transferred-to", .explicit, source)
      }
    }
  }
}

/// Writes links between calls into both, each once.
private struct Links {
  private var seen: Set<[String]> = []

  mutating func add(
    _ summaries: inout [CallSummary], from first: Int, _ relation: String, to second: Int, _ reverse: String,
    _ evidence: Evidenced, _ source: Source
  ) {
    add(&summaries[first].call, summaries[second].call.key, relation, evidence, source)
    add(&summaries[second].call, summaries[first].call.key, reverse, evidence, source)
  }

  mutating func add(
    _ call: inout Call, _ other: String, _ relation: String, _ evidence: Evidenced, _ source: Source
  ) {
    guard seen.insert([call.key, relation, other]).inserted else { return }
    call.related.append(RelatedCall(key: other, relation: relation, evidence: evidence, source: source))
  }
}
