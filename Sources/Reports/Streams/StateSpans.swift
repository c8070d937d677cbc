import Calls
import Evidence

/// A state of a leg from when it was entered to when the next one was.
struct StateSpan {
  var state: CallState
  var start: Instant
  var end: Instant
  var source: Source
}

extension Call {
  /// The states of a leg that last until the next one, as far as their times can be compared; the last state has no end but its
  /// beginning.
  func stateSpans(ofLeg leg: Int) -> [StateSpan] {
    let states = states.filter { $0.leg == leg && $0.time?.isPlaced == true }
    let isUTC = states.contains { $0.time?.isUTC == true }
    let placed = states.compactMap { state -> StateSpan? in
      guard let time = state.time, time.isUTC == isUTC else { return nil }
      return StateSpan(state: state.state, start: time.instant, end: time.instant, source: state.source)
    }
    return placed.enumerated().map { index, span in
      var span = span
      if index + 1 < placed.count { span.end = max(span.start, placed[index + 1].start) }
      return span
    }
  }

  /// When a leg began and ended: by what is known of it, else by its states; nil where nothing of it has a date.
  func span(ofLeg index: Int) -> (start: Instant, end: Instant)? {
    let leg = legs[index]
    let known = [leg.joinTime, leg.connectedTime, leg.leaveTime].compactMap(\.self).filter(\.isPlaced)
    let utc = known.filter(\.isUTC)
    let states = stateSpans(ofLeg: index)
    let times = (utc.isEmpty ? known : utc).map(\.instant) + states.flatMap { [$0.start, $0.end] }
    guard let start = times.min(), let end = times.max() else { return nil }
    return (start, end)
  }

  /// Who a leg is, in few words.
  func name(ofLeg index: Int) -> String {
    let leg = legs[index]
    if let client = leg.client, clients.indices.contains(client) { return clients[client].label }
    let kind = leg.endpointType ?? leg.participantType ?? "participant"
    return [kind, leg.participantID.map { String(JSONReport.canonicalID($0).prefix(8)) }].compactMap(\.self)
      .joined(separator: " ")
  }

  /// Their first and last times, as legs, states and the call's own times show.
  var span: (start: Instant, end: Instant)? {
    let own = [startTime, connectedTime, endTime].compactMap(\.self).filter(\.isPlaced).map(\.instant)
    let all = own + legs.indices.compactMap(span).flatMap { [$0.start, $0.end] }
    guard let start = all.min() ?? activity?.lowerBound, let end = all.max() ?? activity?.upperBound
    else { return nil }
    return (start, end)
  }
}
