public import Catalog
internal import Evidence

extension Call {
  /// How a call stands, worst first: the order of reports.
  public enum Standing: Int, Sendable, Comparable, CaseIterable {
    /// It ended badly, was never connected, or carries a flag.
    case failed
    /// No end of it is shown, or no reason for its end.
    case unended
    /// It ended as calls do.
    case normal

    public static func < (lhs: Standing, rhs: Standing) -> Bool { lhs.rawValue < rhs.rawValue }
  }

  /// Whether the call failed, has no known end, or ended normally.
  public var standing: Standing {
    if !flags.isEmpty || outcome.badness > OutcomeClass.unknown.badness { return .failed }
    let hasConnected = states.contains {
      $0.state == .connected || $0.state == .localHold || $0.state == .remoteHold
    }
    if let endReason {
      // What is expected of the SDK is no less a failure to the one whose call never connected.
      let tolerated: OutcomeClass = hasConnected ? .expected : .success
      return endReason.outcome.badness > tolerated.badness ? .failed : .normal
    }
    return brokeOff && !hasConnected ? .failed : .unended
  }

  /// The class of the call's end; unknown where no end reason is given.
  public var outcome: OutcomeClass { endReason?.outcome ?? .unknown }

  /// Orders calls worst first: failed ones by badness (flagged before unflagged, later before earlier), then
  /// those without an end, then normal ends by their start.
  func precedes(_ other: Call) -> Bool {
    if standing != other.standing { return standing < other.standing }
    if standing == .failed {
      if outcome.badness != other.outcome.badness { return outcome.badness > other.outcome.badness }
      if flags.isEmpty != other.flags.isEmpty { return other.flags.isEmpty }
      let (mine, theirs) = (endTime ?? startTime, other.endTime ?? other.startTime)
      if let mine, let theirs, mine.instant != theirs.instant { return mine.instant > theirs.instant }
      if (mine == nil) != (theirs == nil) { return theirs == nil }
    }
    if let mine = startTime, let theirs = other.startTime, mine.instant != theirs.instant {
      return mine.instant < theirs.instant
    }
    if (startTime == nil) != (other.startTime == nil) { return other.startTime == nil }
    return key < other.key
  }
}
