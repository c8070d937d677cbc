internal import Evidence

/// A sighting of an ID that may stand in several places.
protocol RepeatableSighting: Hashable, Packable, Sendable {
  var seen: Appearance { get set }
}

extension Sighting: RepeatableSighting {}
extension JoinedSighting: RepeatableSighting {}

/// Each sighting once: where it stands first, with the times of all of its places.
struct UniqueSightings<Element: RepeatableSighting> {
  private let repeated: Set<UInt64>
  /// Where those that come again stand in `result`.
  private var places: [Element: Int] = [:]
  private var result = PackedList<Element>()
  /// When those in `result` were seen that came again at other times.
  private var appearances: [Int: Appearance] = [:]

  /// - Parameter repeated: The keys of which it is worth remembering what they were of.
  init(repeated: Set<UInt64>) {
    self.repeated = repeated
  }

  /// - Parameter key: The sighting without its place and its times.
  mutating func take(_ sighting: Element, key: Element) {
    guard repeated.contains(RepeatedKeys.key(of: key)) else { return result.append(sighting) }
    guard let place = places[key] else {
      places[key] = result.count
      appearances[result.count] = sighting.seen
      return result.append(sighting)
    }
    appearances[place]?.extend(by: sighting.seen)
  }

  consuming func finish() -> PackedList<Element> {
    guard !appearances.isEmpty else { return result }
    places = [:]
    var place = 0
    let appearances = appearances
    return result.changed { sighting in
      if let seen = appearances[place] { sighting.seen = seen }
      place += 1
    }
  }
}
