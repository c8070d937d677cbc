import Evidence

/// Turns the raw timestamps of `tracerpt -rts` into UTC, by what the trace's first event says of its clock.
struct SessionClock: Sendable {
  private let start: Int64
  private let firstRaw: Int64
  /// Ticks a second.
  private let frequency: Int64

  /// FILETIME counts 100 ns since 1601; this many of them lie before 1970.
  private static let fileTimeOfEpoch: Int64 = 116_444_736_000_000_000

  /// The clock that a header event describes (opcode 0, with the fields of TRACE_LOGFILE_HEADER); nil for any
  /// other event.
  init?(header fields: EventFields) {
    guard fields.opcode == 0, let raw = fields.rawTime.flatMap({ Int64($0) }),
      let start = fields.number("StartTime"), let kind = fields.number("ReservedFlags"),
      fields.number("LogFileMode") != nil
    else { return nil }
    firstRaw = raw
    self.start = start
    switch kind {
    // The raw time is a FILETIME.
    case 2: frequency = 0
    // Processor cycles, at the nominal speed in MHz.
    case 3:
      let (ticks, overflow) = (fields.number("CPUSpeed") ?? 0).multipliedReportingOverflow(by: 1_000_000)
      frequency = overflow ? -1 : ticks
    default: frequency = fields.number("PerfFreq") ?? 0
    }
    guard frequency >= 0 else { return nil }
  }

  /// The time of an event of the trace; nil where it lies outside of what times can hold.
  func time(raw text: String) -> WrittenTime? {
    guard let raw = Int64(text), let fileTime = fileTime(raw) else { return nil }
    let (ticks, below) = fileTime.subtractingReportingOverflow(SessionClock.fileTimeOfEpoch)
    let (nanoseconds, above) = ticks.multipliedReportingOverflow(by: 100)
    guard !below, !above, nanoseconds >= 0 else { return nil }
    let instant = Instant(nanoseconds: nanoseconds)
    return WrittenTime(
      text: text, date: .calendar(instant.date), nanosecondOfDay: instant.nanosecondOfDay, zoneOffset: 0,
      clock: .field)
  }

  private func fileTime(_ raw: Int64) -> Int64? {
    guard frequency > 0 else { return raw }
    let (ticks, overflow) = raw.subtractingReportingOverflow(firstRaw)
    guard !overflow else { return nil }
    let (whole, rest) = ticks.quotientAndRemainder(dividingBy: frequency)
    let (seconds, tooLong) = whole.multipliedReportingOverflow(by: 10_000_000)
    // A frequency of terahertz is none.
    guard !tooLong, frequency < 900_000_000_000 else { return nil }
    let (sum, tooLate) = start.addingReportingOverflow(seconds)
    let (time, over) = sum.addingReportingOverflow(rest * 10_000_000 / frequency)
    return tooLate || over ? nil : time
  }
}
