internal import Evidence

/// Finds the zone of a log whose clock has none from calls it shares with a log of known zone.
///
/// Both logs show the same event of the same call (the same state under the same ID, else the first sight of
/// the ID). The difference of the clocks, rounded to 15 minutes, must be an offset that exists, and what
/// rounding takes away must be at most 5 minutes.
struct SharedClock {
  private enum Key: Hashable {
    case state(GUID, CallState)
    case sight(GUID)
  }

  private var known: [Key: Instant] = [:]

  init(_ logs: [FoldedLog]) {
    guard logs.contains(where: \.hasTimesOfUnknownZone) else { return }
    for log in logs {
      for (key, moment) in SharedClock.events(of: log) where moment.isUTC {
        known[key] = min(known[key] ?? moment.instant, moment.instant)
      }
    }
  }

  /// Places what can be placed; logs without shared events stay as they are.
  func place(_ log: inout FoldedLog) {
    guard !known.isEmpty, log.hasTimesOfUnknownZone else { return }
    var offsets: [Bool: Int] = [:]
    for isFloating in [false, true] {
      // Where the order of date fields is open, the clock may be days off.
      if isFloating, log.artifacts.contains(where: \.hasUndecidedDateOrder) { continue }
      offsets[isFloating] = offset(of: log, floating: isFloating)
    }
    guard !offsets.isEmpty else { return }
    log.shift { moment in
      guard !moment.isUTC, let offset = offsets[!moment.isPlaced] else { return }
      moment.instant = moment.instant.adding(seconds: -offset)
      moment.basis = .derived
    }
  }

  /// Seconds east of UTC; for floating times, which have no date, days come on top.
  private func offset(of log: FoldedLog, floating: Bool) -> Int? {
    var votes: [Int: Int] = [:]
    for (key, moment) in SharedClock.events(of: log) where !moment.isUTC && moment.isPlaced != floating {
      guard let utc = known[key] else { continue }
      let difference = moment.instant.seconds(since: utc)
      let quarters = (difference / 900).rounded()
      guard abs(difference - quarters * 900) <= 300, abs(quarters) < 1e9 else { continue }
      let offset = Int(quarters) * 900
      guard floating || SharedClock.exists(offset) else { continue }
      var weight = 1
      if case .state = key { weight = 4 }
      votes[offset, default: 0] += weight
    }
    return votes.max { ($0.value, -abs($0.key), $0.key) < ($1.value, -abs($1.key), $1.key) }?.key
  }

  /// Whether a zone on earth has this offset: hours from -12 to +14, and the zones with halves and quarters.
  private static func exists(_ seconds: Int) -> Bool {
    let quarters = seconds / 900
    guard (-48...56).contains(quarters) else { return false }
    return quarters % 4 == 0 || [-38, -14, -10, 14, 18, 22, 23, 26, 35, 38, 42, 51, 55].contains(quarters)
  }

  private static func events(of log: FoldedLog) -> [(Key, Moment)] {
    var events: [(Key, Moment)] = []
    var seen: Set<Key> = []
    for fragment in log.fragments {
      for id in fragment.ids {
        if let moment = id.firstSeen, seen.insert(.sight(id.id)).inserted {
          events.append((.sight(id.id), moment))
        }
      }
      for event in fragment.events {
        guard case .state(let state) = event.claim, let moment = event.moment,
          let id = event.callID ?? fragment.ids.last?.id, seen.insert(.state(id, state)).inserted
        else { continue }
        events.append((.state(id, state), moment))
      }
    }
    return events
  }
}

extension FoldedLog {
  /// Changes every moment.
  fileprivate mutating func shift(_ change: (inout Moment) -> Void) {
    func shift(_ moment: inout Moment?) {
      guard var value = moment else { return }
      change(&value)
      moment = value
    }
    for index in artifacts.indices {
      shift(&artifacts[index].artifact.firstTime)
      shift(&artifacts[index].artifact.lastTime)
    }
    fragments = fragments.changed { fragment in
      for id in fragment.ids.indices {
        shift(&fragment.ids[id].firstSeen)
        shift(&fragment.ids[id].lastSeen)
      }
      for event in fragment.events.indices { shift(&fragment.events[event].moment) }
    }
    accounts = accounts.changed { account in
      for id in account.ids.indices { shift(&account.ids[id].firstSeen) }
      for event in account.events.indices { shift(&account.events[event].event.moment) }
    }
    outside = outside.changed { shift(&$0.event.moment) }
    sightings = sightings.changed { $0.seen.shift(change) }
    for index in gaps.indices {
      change(&gaps[index].before)
      change(&gaps[index].after)
    }
  }
}
