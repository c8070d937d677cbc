import Evidence

/// Turns the timestamps of a trace into UTC, by what its header says of its clock.
struct TraceClock: Equatable, Sendable {
  /// What ticks.
  enum Kind: String, Sendable {
    case performanceCounter = "qpc"
    case systemTime = "system-time"
    case processorCycles = "cpu-cycles"
  }

  let kind: Kind
  /// FILETIME at which the clock showed `firstTicks`.
  let start: Int64
  let firstTicks: Int64
  /// Ticks a second; 0 where the header does not tell.
  let frequency: UInt64

  /// FILETIME counts 100 ns since 1601; this many of them lie before 1970.
  private static let fileTimeOfEpoch: Int64 = 116_444_736_000_000_000
  private static let fileTimeFrequency: UInt64 = 10_000_000

  /// When the clock showed `ticks`; nil where that lies outside of what times can hold, or cannot be known.
  func instant(_ ticks: Int64) -> Instant? {
    guard kind != .systemTime else { return TraceClock.instant(fileTime: ticks) }
    let (distance, isFar) = ticks.subtractingReportingOverflow(firstTicks)
    guard !isFar, frequency > 0 else { return nil }
    let product = distance.magnitude.multipliedFullWidth(by: TraceClock.fileTimeFrequency)
    guard product.high < frequency else { return nil }
    let quotient = frequency.dividingFullWidth(product).quotient
    guard let length = Int64(exactly: quotient) else { return nil }
    let (time, overflows) = start.addingReportingOverflow(distance < 0 ? -length : length)
    return overflows ? nil : TraceClock.instant(fileTime: time)
  }

  /// The moment of a FILETIME; nil before 1970, so for 0, and beyond what times can hold.
  static func instant(fileTime: Int64) -> Instant? {
    let (ticks, below) = fileTime.subtractingReportingOverflow(fileTimeOfEpoch)
    let (nanoseconds, above) = ticks.multipliedReportingOverflow(by: 100)
    return below || above || nanoseconds < 0 ? nil : Instant(nanoseconds: nanoseconds)
  }
}
