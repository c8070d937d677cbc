internal import Evidence

/// What was said during calls: taken in the order of the log, and given by fragment once it is known which drafts of
/// fragments are one.
struct EventsInCalls {
  private var events = PackedList<Event>()
  /// The draft of each event, as the attribution numbers them.
  private var drafts: [UInt32] = []
  /// The positions of all events, fragment by fragment, and where each fragment's begin.
  private var positions: [UInt32] = []
  private var starts: [Int] = []
  /// Events whose draft became no fragment, in the order of the log.
  private(set) var homeless: [(draft: Int, event: Event)] = []

  mutating func append(_ event: Event, draft: Int) {
    events.append(event)
    drafts.append(UInt32(truncatingIfNeeded: draft))
  }

  /// Sorts the events by fragment; `place` gives the fragment of a draft.
  mutating func order(fragmentCount: Int, place: (Int) -> Int?) {
    var sizes = [Int](repeating: 0, count: fragmentCount)
    var iterator = events.makeIterator()
    for (position, draft) in drafts.enumerated() {
      if let fragment = place(Int(draft)) {
        sizes[fragment] += 1
      } else {
        homeless.append((Int(draft), iterator.element(at: position)))
      }
    }
    starts = [0]
    for size in sizes { starts.append(starts[starts.count - 1] + size) }
    var next = starts
    positions = [UInt32](repeating: 0, count: starts[fragmentCount])
    for (position, draft) in drafts.enumerated() {
      guard let fragment = place(Int(draft)) else { continue }
      positions[next[fragment]] = UInt32(truncatingIfNeeded: position)
      next[fragment] += 1
    }
    drafts = []
  }

  /// Hands over the events, which must be in order.
  mutating func takeReader() -> Reader {
    let reader = Reader(self)
    self = EventsInCalls()
    return reader
  }

  /// Gives the events of one fragment after the other, in the order of fragments, and frees them behind itself.
  struct Reader {
    private let positions: [UInt32]
    private let starts: [Int]
    /// The first position that the fragment or one behind it has.
    private var firsts: [UInt32]
    private var iterator: PackedList<Event>.Iterator

    fileprivate init(_ store: EventsInCalls) {
      positions = store.positions
      starts = store.starts
      iterator = store.events.makeIterator()
      firsts = []
      var first = UInt32.max
      for (start, end) in zip(starts, starts.dropFirst()).reversed() {
        if start < end { first = min(first, positions[start]) }
        firsts.append(first)
      }
    }

    /// The events of the next fragment, which has this number, in the order of the log.
    mutating func events(of fragment: Int) -> [Event] {
      if let first = firsts.popLast(), first < .max { iterator.release(before: Int(first)) }
      return positions[starts[fragment]..<starts[fragment + 1]].map { iterator.element(at: Int($0)) }
    }
  }
}
