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
      // A service's record of a stay does not say whether it was connected.
      let isOnlyRecorded = states.isEmpty && clients.isEmpty
      let tolerated: OutcomeClass = hasConnected || isOnlyRecorded ? .expected : .success
      return endReason.outcome.badness > tolerated.badness ? .failed : .normal
    }
    return brokeOff && !hasConnected ? .failed : .unended
  }

  /// The class of the call's end; unknown where no end reason is given.
  public var outcome: OutcomeClass { endReason?.outcome ?? .unknown }
}

/// Orders calls worst first: failed ones by badness (flagged before unflagged, later before earlier), then
/// those without an end, then normal ends by their start.
struct CallRank {
  private let standing: Call.Standing
  private let badness: UInt8
  private let isFlagged: Bool
  private let end: Instant?
  private let start: Instant?

  init(_ call: Call) {
    standing = call.standing
    badness = UInt8(truncatingIfNeeded: call.outcome.badness)
    isFlagged = !call.flags.isEmpty
    end = (call.endTime ?? call.startTime)?.instant
    start = call.startTime?.instant
  }

  /// Whether a call of this rank stands before one of the other; nil where their keys decide.
  func precedes(_ other: CallRank) -> Bool? {
    if standing != other.standing { return standing < other.standing }
    if standing == .failed {
      if badness != other.badness { return badness > other.badness }
      if isFlagged != other.isFlagged { return isFlagged }
      if let end, let theirs = other.end, end != theirs { return end > theirs }
      if (end == nil) != (other.end == nil) { return other.end == nil }
    }
    if let start, let theirs = other.start, start != theirs { return start < theirs }
    if (start == nil) != (other.start == nil) { return other.start == nil }
    return nil
  }
}
