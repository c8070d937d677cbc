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
  /// Those that come again, in the order of their places in `result`, with when they were seen.
  private var appearances: [(place: UInt32, seen: CompactAppearance)] = []
  /// Those of `appearances` whose times have words that must be kept.
  private var worded: [Int: Appearance] = [:]

  /// - Parameter repeated: The keys of which it is worth remembering what they were of.
  init(repeated: Set<UInt64>) {
    self.repeated = repeated
  }

  /// - Parameter key: The sighting without its place and its times.
  mutating func take(_ sighting: Element, key: Element) {
    guard repeated.contains(RepeatedKeys.key(of: key)) else { return result.append(sighting) }
    guard let number = places[key] else {
      places[key] = appearances.count
      appearances.append((UInt32(truncatingIfNeeded: result.count), CompactAppearance()))
      set(sighting.seen, of: appearances.count - 1)
      return result.append(sighting)
    }
    var seen = worded[number] ?? appearances[number].seen.whole
    seen.extend(by: sighting.seen)
    set(seen, of: number)
  }

  private mutating func set(_ seen: Appearance, of number: Int) {
    if let compact = CompactAppearance(seen) {
      appearances[number].seen = compact
      worded[number] = nil
    } else {
      worded[number] = seen
    }
  }

  consuming func finish() -> PackedList<Element> {
    guard !appearances.isEmpty else { return result }
    places = [:]
    var place = 0
    var number = 0
    let (appearances, worded) = (appearances, worded)
    return result.changed { sighting in
      if number < appearances.count, Int(appearances[number].place) == place {
        sighting.seen = worded[number] ?? appearances[number].seen.whole
        number += 1
      }
      place += 1
    }
  }
}

/// An appearance whose times need no words, in a third of the room.
struct CompactAppearance {
  private var first: Int64 = 0
  private var last: Int64 = 0
  /// Where the bases stand among all, from 1; 0 where nothing is known.
  private var firstBasis: UInt8 = 0
  private var lastBasis: UInt8 = 0

  /// At no known time.
  init() {}

  /// Nil where a time has words.
  init?(_ seen: Appearance) {
    guard let first = seen.first, let last = seen.last else { return }
    guard first.text.isEmpty, last.text.isEmpty else { return nil }
    self.first = first.instant.nanoseconds
    self.last = last.instant.nanoseconds
    firstBasis = CompactAppearance.number(of: first.basis)
    lastBasis = CompactAppearance.number(of: last.basis)
  }

  var whole: Appearance {
    guard let first = CompactAppearance.moment(first, firstBasis),
      let last = CompactAppearance.moment(last, lastBasis)
    else { return Appearance() }
    return Appearance(first: first, last: last)
  }

  private static let bases = TimeBasis.allCases

  private static func number(of basis: TimeBasis) -> UInt8 {
    UInt8(truncatingIfNeeded: (bases.firstIndex(of: basis) ?? 0) + 1)
  }

  private static func moment(_ nanoseconds: Int64, _ basis: UInt8) -> Moment? {
    let place = Int(basis) - 1
    guard bases.indices.contains(place) else { return nil }
    return Moment(instant: Instant(nanoseconds: nanoseconds), basis: bases[place], text: "")
  }
}
