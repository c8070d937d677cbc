internal import Evidence

/// The identifiers that a log names.
struct SightingCollector {
  /// Their fragments are numbered as the attribution numbers them. The first sighting of each identifier stands here at
  /// once, those that follow soon as one.
  private var sightings = PackedList<Sighting>()
  /// The identifiers named lately, each in the one place that its hash gives it.
  private var recent: [Recent?] = Array(repeating: nil, count: SightingCollector.places)

  /// Enough for what the records of a few calls name, which stand beside each other.
  private static let places = 1024

  private struct Recent {
    var sighting: Sighting
    /// Whether the list has yet to hear of it.
    var isRepeated: Bool
  }

  mutating func append(_ sighting: Sighting) {
    let place = place(of: sighting)
    if let known = recent[place]?.sighting, known.isOfSame(as: sighting) {
      if recent[place]?.isRepeated == true {
        recent[place]?.sighting.seen.extend(by: sighting.seen)
      } else {
        recent[place] = Recent(sighting: sighting, isRepeated: true)
      }
      return
    }
    if let known = recent[place], known.isRepeated { sightings.append(known.sighting) }
    recent[place] = Recent(sighting: sighting, isRepeated: false)
    sightings.append(sighting)
  }

  private func place(of sighting: Sighting) -> Int {
    var hasher = Hasher()
    hasher.combine(sighting.identifier)
    hasher.combine(sighting.fragment)
    hasher.combine(sighting.account)
    return hasher.finalize() & (SightingCollector.places - 1)
  }

  /// Each value once per fragment, and once outside fragments; `place` gives the fragment of a draft.
  consuming func unique(_ place: (Int?) -> Int?) -> PackedList<Sighting> {
    for case let known? in recent where known.isRepeated { sightings.append(known.sighting) }
    func key(_ sighting: Sighting) -> Sighting {
      Sighting(
        identifier: sighting.identifier, fragment: place(sighting.fragment), account: sighting.account,
        source: Source(artifact: 0, offset: 0))
    }
    var keys = RepeatedKeys()
    for sighting in sightings { keys.note(hashOf: key(sighting)) }
    var unique = UniqueSightings<Sighting>(repeated: keys.found())
    // What was read is freed, so that not both lists are held as a whole.
    var rest = sightings.makeIterator()
    sightings = []
    while var sighting = rest.next() {
      let key = key(sighting)
      sighting.fragment = key.fragment
      unique.take(sighting, key: key)
    }
    return unique.finish()
  }
}

extension Sighting {
  fileprivate func isOfSame(as other: Sighting) -> Bool {
    fragment == other.fragment && account == other.account && identifier == other.identifier
  }
}
