internal import Evidence

/// The identifiers that a log names.
struct SightingCollector {
  /// Their fragments are numbered as the attribution numbers them.
  private var sightings = PackedList<Sighting>()

  mutating func append(_ sighting: Sighting) {
    sightings.append(sighting)
  }

  /// Each value once per fragment, and once outside fragments; `place` gives the fragment of a draft.
  func unique(_ place: (Int?) -> Int?) -> PackedList<Sighting> {
    func key(_ sighting: Sighting) -> Sighting {
      Sighting(
        identifier: sighting.identifier, fragment: place(sighting.fragment), account: sighting.account,
        source: Source(artifact: 0, offset: 0))
    }
    var keys = RepeatedKeys()
    for sighting in sightings { keys.note(hashOf: key(sighting)) }
    var unique = UniqueSightings<Sighting>(repeated: keys.found())
    for var sighting in sightings {
      let key = key(sighting)
      sighting.fragment = key.fragment
      unique.take(sighting, key: key)
    }
    return unique.finish()
  }
}
