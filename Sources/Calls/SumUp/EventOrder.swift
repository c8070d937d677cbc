internal import Evidence

/// Brings events in the order of time, as far as times can be compared; events without a comparable time stay
/// behind their neighbour in the log.
struct EventOrder {
  /// Only moments of the best kind that there is are compared: UTC, else wall clocks, else floating ones.
  private let rank: Int

  init(_ moments: some Sequence<Moment>) {
    rank = moments.reduce(0) { max($0, $1.rank) }
  }

  /// Whether the moment may decide the start or the end of something.
  func decides(_ moment: Moment?) -> Moment? {
    guard let moment, moment.rank == rank else { return nil }
    return moment
  }

  /// Sorts lists that are each in the order of their log into one, stably.
  func merged<Element>(_ lists: [[Element]], event: @escaping (Element) -> Event) -> [Element] {
    var keyed: [(key: Instant, element: Element)] = []
    for list in lists {
      let first = list.lazy.compactMap { decides(event($0).moment) }.first
      var key = first?.instant ?? Instant(nanoseconds: .min)
      for element in list {
        if let moment = decides(event(element).moment) { key = moment.instant }
        keyed.append((key, element))
      }
    }
    let order = keyed.indices.sorted { (keyed[$0].key, $0) < (keyed[$1].key, $1) }
    return order.map { keyed[$0].element }
  }
}

extension Moment {
  /// 3 for UTC, 2 for a wall clock somewhere, 1 for a time without a date.
  var rank: Int { isUTC ? 3 : isPlaced ? 2 : 1 }
}

/// The same state, ID and moment from two artifacts of one client is one event.
func withoutDoubles(_ events: [Event]) -> [Event] {
  struct Key: Hashable {
    var state: CallState
    var callID: GUID?
    var instant: Instant
  }
  var seen: [Key: Int] = [:]
  return events.filter { event in
    guard case .state(let state) = event.claim, let moment = event.moment else { return true }
    let key = Key(state: state, callID: event.callID, instant: moment.instant)
    guard let artifact = seen[key] else {
      seen[key] = event.source.artifact
      return true
    }
    return artifact == event.source.artifact
  }
}
