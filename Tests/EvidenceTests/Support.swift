import Evidence

/// A clock's time of day in nanoseconds.
func clock(_ hour: Int, _ minute: Int = 0, _ second: Int = 0, milliseconds: Int = 0) -> Int64 {
  Int64(((hour * 60 + minute) * 60 + second) * 1000 + milliseconds) * 1_000_000
}

/// A time as a log writes it, of which only the parts that matter here are given.
func written(
  _ date: WrittenDate, _ time: Int64 = clock(12), zone: Int? = nil, by clock: ClockKind = .host
) -> WrittenTime {
  WrittenTime(text: "as written", date: date, nanosecondOfDay: time, zoneOffset: zone, clock: clock)
}

func day(_ year: Int, _ month: Int, _ day: Int) -> WrittenDate {
  .calendar(CalendarDate(year: year, month: month, day: day))
}

/// What the clocks of these lines, one line after another, say.
func evidence(_ lines: [[WrittenTime]]) -> ClockEvidence {
  var evidence = ClockEvidence()
  for (index, clocks) in lines.enumerated() {
    evidence.note(clocks, source: Source(artifact: 0, line: index + 1, offset: index * 100))
  }
  return evidence
}

/// SplitMix64: the same numbers in every run.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }
}
