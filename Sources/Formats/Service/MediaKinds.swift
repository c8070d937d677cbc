/// The kinds of media statistics that a reader has met, numbered in the order of their first rows.
struct MediaKinds: Sendable {
  private var numbers: [WideHash: Int] = [:]
  private var owners: Set<WideHash> = []
  private var count: Int = 0

  /// Kinds that are remembered; those forgotten get one more number, which changes nothing.
  private static let longestMemory = 1 << 18

  subscript(measurement: MediaMeasurement) -> Int? { numbers[measurement.hash] }

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
