internal import Evidence

/// The order of a call's life: what may follow what.
extension CallState {
  /// How far a call has come: a call never goes back, except between Connected and the holds.
  var stage: Int {
    switch self {
    case .none: 0
    case .connecting: 1
    case .ringing, .earlyMedia, .inLobby: 2
    case .connected, .localHold, .remoteHold: 3
    case .disconnecting: 4
    case .disconnected: 5
    }
  }

  /// Connecting, and what comes before Connected: a state in which a stay in a call can begin.
  var beginsCycle: Bool { stage < 3 }

  var isHold: Bool { self == .localHold || self == .remoteHold }

  /// Whether a leg can go from this state to `next`. None may follow anything: some SDKs fall back to it when
  /// the network is lost. Before Connected the order differs with direction, so those states follow each other freely.
  func canBecome(_ next: CallState) -> Bool {
    if next == self || next == .none { return true }
    switch self {
    case .none, .connecting, .ringing, .earlyMedia, .inLobby: return !next.isHold
    case .connected, .localHold, .remoteHold: return next.stage >= 3 || next == .inLobby
    case .disconnecting: return next == .disconnected
    case .disconnected: return false
    }
  }
}

extension EndCodes {
  /// 0 with no subcode or 0: a clean end once the call has ended, and no news before that.
  var isPlainZero: Bool { code == 0 && (subCode ?? 0) == 0 }

  func hasSameCodes(as other: EndCodes) -> Bool {
    code == other.code && subCode == other.subCode
  }
}

extension Moment {
  /// The moment for computing with, which takes no room for words.
  var withoutText: Moment { Moment(instant: instant, basis: basis, text: "") }

  /// Seconds since `earlier`; nil where the two are not on one time line.
  func seconds(since earlier: Moment?) -> Double? {
    guard let earlier, isUTC == earlier.isUTC, isPlaced == earlier.isPlaced else { return nil }
    return instant.seconds(since: earlier.instant)
  }
}
