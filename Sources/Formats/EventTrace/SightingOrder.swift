import Evidence

/// Puts what was found in a trace into the order of time: each processor writes buffers of its own, which lie in the file
/// as they became full, and a circular file does not begin with its oldest.
///
/// Holds so much that only what lies very far from its place in a trace full of calls comes out of order.
struct SightingOrder {
  private struct Entry {
    var time: Instant
    var sightings: RecordSightings
  }

  private var entries: [Entry] = []
  private var latest = Instant(nanoseconds: .min)
  private var heldBytes = 0

  private static let mostEntries = 1 << 16
  private static let mostBytes = 64 << 20

  /// Takes what one record says; one without a time belongs to the one before.
  mutating func add(
    _ sightings: RecordSightings, at time: Instant?, to collector: inout ObservationCollector
  ) {
    latest = time ?? latest
    entries.append(Entry(time: latest, sightings: sightings))
    heldBytes += SightingOrder.bytes(of: sightings)
    guard entries.count >= SightingOrder.mostEntries || heldBytes > SightingOrder.mostBytes else { return }
    sort()
    let half = entries.count / 2
    give(half, to: &collector)
  }

  /// Gives what is left.
  mutating func finish(_ collector: inout ObservationCollector) {
    sort()
    give(entries.count, to: &collector)
  }

  private mutating func sort() {
    // Records of one time keep the order of the file.
    entries.sort { ($0.time, $0.sightings.source) < ($1.time, $1.sightings.source) }
  }

  private mutating func give(_ count: Int, to collector: inout ObservationCollector) {
    for entry in entries[..<count] {
      collector.take(entry.sightings)
    }
    entries.removeFirst(count)
    heldBytes = entries.reduce(0) { $0 + SightingOrder.bytes(of: $1.sightings) }
  }

  private static func bytes(of sightings: RecordSightings) -> Int {
    sightings.words.utf8.count + 512 * (1 + sightings.observations.count)
  }
}
