/// The kinds of media statistics that a reader has met, numbered in the order of their first rows.
struct MediaKinds: Sendable {
  private var numbers: [WideHash: Int] = [:]
  private var owners: Set<WideHash> = []
  private var count: Int = 0
  /// Kinds asked for lately, each in the one place that its hash gives it: a row's kind is mostly one of the few dozens
  /// of its call.
  private var recent = [Recent](repeating: Recent(), count: MediaKinds.places)

  private struct Recent {
    var hash = WideHash(high: 0, low: 0)
    /// -1 where there is none.
    var number = -1
  }

  /// Kinds that are remembered; those forgotten get one more number, which changes nothing.
  private static let longestMemory = 1 << 18
  private static let places = 1024

  /// The number of the measurement's kind, where it was met.
  mutating func number(of measurement: MediaMeasurement) -> Int? {
    let hash = measurement.hash
    let place = Int(truncatingIfNeeded: hash.low) & (MediaKinds.places - 1)
    if recent[place].number >= 0, recent[place].hash == hash { return recent[place].number }
    guard let number = numbers[hash] else { return nil }
    recent[place] = Recent(hash: hash, number: number)
    return number
  }

  func knowsOwner(of measurement: MediaMeasurement) -> Bool { owners.contains(measurement.owner) }

  /// Gives a new kind its number.
  mutating func add(_ measurement: MediaMeasurement) -> Int {
    if numbers.count >= MediaKinds.longestMemory {
      numbers = [:]
      owners = []
    }
    defer { count += 1 }
    numbers[measurement.hash] = count
    owners.insert(measurement.owner)
    return count
  }
}
