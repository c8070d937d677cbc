/// Runs pieces of code often enough for a median, and prints a line for each.
struct Harness {
  /// Runs of each piece.
  var runs = 9
  /// Only pieces whose name contains this; nil for all.
  var filter: String?

  /// What a piece of work is counted in.
  enum Unit {
    /// The work is so many bytes; shown in MB/s.
    case bytes(Int)
    /// The work is so many operations; shown in ns each.
    case operations(Int)
  }

  func printHead() {
    print(Harness.row("piece", "median", "best", "worst"))
  }

  /// Measures `body`, after one run that warms up. What it returns is kept from being optimised away.
  func measure<Result>(_ name: String, _ unit: Unit, _ body: () -> Result) {
    guard filter.map({ name.contains($0) }) ?? true else { return }
    withExtendedLifetime(body()) {}
    let clock = ContinuousClock()
    let times = (0..<runs).map { _ in clock.measure { withExtendedLifetime(body()) {} } }.sorted()
    print(
      Harness.row(
        name, Harness.show(times[times.count / 2], unit), Harness.show(times[0], unit),
        Harness.show(times[times.count - 1], unit)))
  }

  private static func show(_ time: Duration, _ unit: Unit) -> String {
    let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    switch unit {
    case .bytes(let count): return "\(Int((Double(count) / seconds / 1e6).rounded())) MB/s"
    case .operations(let count): return "\(Int((seconds / Double(max(1, count)) * 1e9).rounded())) ns"
    }
  }

  private static func row(_ cells: String...) -> String {
    let widths = [44, 14, 14, 14]
    return zip(cells, widths).map { cell, width in
      cell + String(repeating: " ", count: max(1, width - cell.count))
    }.joined()
  }
}
