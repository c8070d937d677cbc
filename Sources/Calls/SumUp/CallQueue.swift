internal import Evidence

/// A call that is to be summed up, with what its place among all calls decides.
struct QueuedCall: Sendable {
  let index: Int
  let call: JoinedCall
  let ids: CallIDs
  let key: CallKey
  /// The identifiers seen with the call.
  let sightings: [JoinedSighting]
}

/// The calls in order; numbers those without an ID.
struct CallQueue {
  private var calls: PackedList<JoinedCall>.Iterator
  private var sightings: PackedList<JoinedSighting>.Iterator
  private var nextSighting: JoinedSighting?
  private var unidentified = 0
  private var index = 0

  init(_ calls: PackedList<JoinedCall>.Iterator, _ sightings: PackedList<JoinedSighting>) {
    self.calls = calls
    self.sightings = sightings.makeIterator()
    repeat { nextSighting = self.sightings.next() } while nextSighting != nil && nextSighting?.call == nil
  }

  /// The next calls, as many as are asked for; fewer at the end.
  mutating func next(_ count: Int) -> [QueuedCall] {
    var batch: [QueuedCall] = []
    while batch.count < count, let call = calls.next() {
      let ids = CallIDs(call)
      batch.append(
        QueuedCall(index: index, call: call, ids: ids, key: key(ids.final), sightings: takeSightings()))
      index += 1
    }
    return batch
  }

  private mutating func key(_ id: GUID?) -> CallKey {
    if let id { return .id(id) }
    unidentified += 1
    return .unidentified(unidentified)
  }

  private mutating func takeSightings() -> [JoinedSighting] {
    var found: [JoinedSighting] = []
    while let sighting = nextSighting, let owner = sighting.call, owner <= index {
      if owner == index { found.append(sighting) }
      nextSighting = sightings.next()
    }
    return found
  }
}
