internal import Evidence

/// Events of one call that two artifacts of known zone put more than two minutes apart, though they are one event: the
/// same connection, equally long in both, at different times.
func clockDisagreement(in call: JoinedCall, index: Int) -> ClockDisagreement? {
  guard call.fragments.count > 1 else { return nil }
  // More than a call's usual participants only cost time.
  let stays = call.fragments.prefix(64).compactMap(Stay.init)
  for (position, first) in stays.enumerated() {
    for second in stays.dropFirst(position + 1) {
      guard let seconds = first.disagreement(with: second) else { continue }
      return ClockDisagreement(call: index, first: first.source, second: second.source, seconds: seconds)
    }
  }
  return nil
}

/// From Connected to Disconnected as one artifact shows it.
private struct Stay {
  let source: Source
  let connected: Moment
  let disconnected: Moment

  init?(_ joined: JoinedFragment) {
    func first(_ state: CallState) -> Event? {
      joined.fragment.events.first { $0.claim == .state(state) && $0.moment?.isUTC == true }
    }
    guard let start = first(.connected), let connected = start.moment,
      let disconnected = first(.disconnected)?.moment
    else { return nil }
    source = start.source
    self.connected = connected
    self.disconnected = disconnected
  }

  func disagreement(with other: Stay) -> Double? {
    guard source.artifact != other.source.artifact else { return nil }
    let shift = other.connected.instant.seconds(since: connected.instant)
    guard abs(shift) > 120 else { return nil }
    let mine = disconnected.instant.seconds(since: connected.instant)
    let theirs = other.disconnected.instant.seconds(since: other.connected.instant)
    return mine > 10 && abs(mine - theirs) <= 2 ? shift : nil
  }
}
