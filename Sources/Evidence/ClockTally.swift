/// What `ClockEvidence` is made of, and how it is gathered. It takes some 2 KiB, however little was noted.
struct ClockTally: Emptiable, Hashable, Sendable, Codable {
  typealias Gap = ClockEvidence.Gap

  /// Ambiguous dates whose first or second field is over 12, and votes of a second clock on the same line.
  private(set) var dayFirstVotes = 0
  private(set) var monthFirstVotes = 0
  /// How often the log would go back a day or more under either order.
  private(set) var dayFirstInversions = 0
  private(set) var monthFirstInversions = 0
  /// Whether a date was met that only the order of its fields can decide.
  private(set) var hasAmbiguousDates = false
  /// Per clock: how often it differed by so many quarters of an hour from a clock of known zone.
  private(set) var quarterHours = PerClock<[Int: Int]>()
  /// The first time with a full date, in log order.
  private(set) var firstDated: WrittenTime?
  /// Candidates for the ends of the span.
  private(set) var extremes = PerClock<ClockExtremes>()
  /// The longest silences between neighbouring lines, at most eight.
  private(set) var gaps: [Gap] = []
  private var previous = PerClock<WrittenTime>()
  /// The line with the SDK's last time.
  private var previousSDKLine: Int?

  /// Takes all clocks of one line into account. Lines must come in the order of the log.
  mutating func note(_ clocks: [WrittenTime], source: Source) {
    // Beside a clock with a date, one without adds nothing to the span.
    let isDated = clocks.contains { $0.date != .missing }
    for time in clocks {
      if !isDated || time.date != .missing { noteExtremes(time) }
      noteOrder(of: time)
      if firstDated == nil, time.wall(order: nil) != nil { firstDated = time }
    }
    notePairs(clocks)
    if let time = clocks.first {
      noteGap(before: time, source: source)
      previous[time.clock] = time
      if time.clock == .sdk { previousSDKLine = source.line }
    }
  }

  /// Takes a time into account that stands in no order with others, as those of listed files do.
  mutating func note(unordered time: WrittenTime) {
    noteExtremes(time)
    noteOrder(of: time)
    if firstDated == nil, time.wall(order: nil) != nil { firstDated = time }
  }

  /// The order that the evidence decides; nil where it does not.
  var dateOrder: DateOrder? {
    if dayFirstVotes != monthFirstVotes {
      return dayFirstVotes > monthFirstVotes ? .dayMonthYear : .monthDayYear
    }
    guard dayFirstVotes == 0 else { return nil }
    if dayFirstInversions == 0, monthFirstInversions > 0 { return .dayMonthYear }
    if monthFirstInversions == 0, dayFirstInversions > 0 { return .monthDayYear }
    return nil
  }

  /// Seconds east of UTC of a clock that writes no zone, where a second clock tells; the commonest difference.
  func derivedOffset(of clock: ClockKind) -> Int? {
    // No zone is farther from UTC than 14 hours.
    quarterHours[clock]?.filter { (-56...56).contains($0.key) }.max {
      ($0.value, -abs($0.key), $0.key) < ($1.value, -abs($1.key), $1.key)
    }
    .map { $0.key * 900 }
  }

  /// Adds what another piece of the same log says about order and zone.
  mutating func merge(_ other: ClockTally) {
    dayFirstVotes &+= other.dayFirstVotes
    monthFirstVotes &+= other.monthFirstVotes
    dayFirstInversions &+= other.dayFirstInversions
    monthFirstInversions &+= other.monthFirstInversions
    hasAmbiguousDates = hasAmbiguousDates || other.hasAmbiguousDates
    for clock in ClockKind.allCases {
      guard let votes = other.quarterHours[clock] else { continue }
      quarterHours[clock, default: [:]].merge(votes, uniquingKeysWith: &+)
    }
  }

  /// Makes the sources of the gaps name another artifact.
  mutating func renumber(to artifact: Int) {
    for index in gaps.indices { gaps[index].source.artifact = artifact }
  }

  private mutating func noteOrder(of time: WrittenTime) {
    guard case .ambiguous(let first, let second, _) = time.date else { return }
    if first > 12, second <= 12 {
      dayFirstVotes += 1
    } else if second > 12, first <= 12 {
      monthFirstVotes += 1
    } else if first != second {
      hasAmbiguousDates = true
    }
    guard let earlier = previous[time.clock], case .ambiguous = earlier.date else { return }
    if let old = earlier.wall(order: .dayMonthYear), let new = time.wall(order: .dayMonthYear),
      new.date < old.date
    {
      dayFirstInversions += 1
    }
    if let old = earlier.wall(order: .monthDayYear), let new = time.wall(order: .monthDayYear),
      new.date < old.date
    {
      monthFirstInversions += 1
    }
  }

  private mutating func noteExtremes(_ time: WrittenTime) {
    if extremes[time.clock]?.note(time) == nil { extremes[time.clock] = ClockExtremes(time) }
  }

  private mutating func notePairs(_ clocks: [WrittenTime]) {
    guard clocks.count > 1 else { return }
    for reference in clocks {
      guard let offset = reference.zoneOffset, let wall = reference.wall(order: nil) else { continue }
      let utc = wall.adding(seconds: -offset)
      for other in clocks where other.zoneOffset == nil {
        guard let (quarters, order) = other.quarterHours(from: utc) else { continue }
        quarterHours[other.clock, default: [:]][quarters, default: 0] += 1
        if order == .dayMonthYear { dayFirstVotes += 1 }
        if order == .monthDayYear { monthFirstVotes += 1 }
      }
    }
  }

  private static let shortestGap = 120
  private static let longestNeighbourhood = 2

  private mutating func noteGap(before time: WrittenTime, source: Source) {
    // The SDK writes a line every half minute at least; an application of its own may be silent for long.
    guard time.clock == .sdk, let earlier = previous[time.clock], let line = source.line,
      let oldLine = previousSDKLine,
      line - oldLine <= ClockTally.longestNeighbourhood, earlier.zoneOffset == time.zoneOffset,
      let old = earlier.wall(order: dateOrder ?? .monthDayYear),
      let new = time.wall(order: dateOrder ?? .monthDayYear)
    else { return }
    let seconds = Int(new.seconds(since: old))
    guard seconds >= ClockTally.shortestGap else { return }
    gaps.append(Gap(before: earlier, after: time, source: source, seconds: seconds))
    gaps.sort { $0.seconds > $1.seconds }
    gaps = Array(gaps.prefix(8))
  }
}

extension WrittenTime {
  /// The wall clock as an instant, where the text has a full date or `order` makes one of it. A date that
  /// only one order allows needs no `order`.
  func wall(order: DateOrder?) -> Instant? {
    switch date {
    case .calendar(let day):
      return Instant(year: day.year, month: day.month, day: day.day, nanosecondOfDay: nanosecondOfDay)
    case .ambiguous(let first, let second, let year):
      let dayFirst = Instant(year: year, month: second, day: first, nanosecondOfDay: nanosecondOfDay)
      let monthFirst = Instant(year: year, month: first, day: second, nanosecondOfDay: nanosecondOfDay)
      guard let dayFirst else { return monthFirst }
      guard let monthFirst, dayFirst != monthFirst else { return dayFirst }
      switch order {
      case .dayMonthYear: return dayFirst
      case .monthDayYear: return monthFirst
      case .yearMonthDay, nil: return nil
      }
    case .monthAndDay, .missing: return nil
    }
  }

  /// How many quarters of an hour this clock is ahead of `utc`, and the order of date fields that this
  /// takes; nil where the two do not stand for the same moment within five minutes in any zone on earth.
  fileprivate func quarterHours(from utc: Instant) -> (Int, DateOrder?)? {
    var nearest: (quarters: Int, order: DateOrder?)?
    func consider(_ wall: Instant?, _ order: DateOrder? = nil) {
      guard let wall else { return }
      let seconds = Int(wall.seconds(since: utc).rounded())
      let quarters = Int((Double(seconds) / 900).rounded())
      guard (-12 * 4...14 * 4).contains(quarters), abs(seconds - quarters * 900) <= 300 else { return }
      if nearest.map({ abs(quarters) < abs($0.quarters) }) ?? true { nearest = (quarters, order) }
    }
    switch date {
    case .calendar: consider(wall(order: nil))
    case .ambiguous:
      if let wall = wall(order: nil) {
        consider(wall)
      } else {
        consider(wall(order: .dayMonthYear), .dayMonthYear)
        consider(wall(order: .monthDayYear), .monthDayYear)
      }
    case .monthAndDay(let month, let day):
      let year = utc.date.year
      for year in year - 1...year + 1 {
        consider(Instant(year: year, month: month, day: day, nanosecondOfDay: nanosecondOfDay))
      }
    case .missing:
      let today = utc.adding(nanoseconds: -utc.nanosecondOfDay)
      for day in Int64(-1)...1 {
        consider(today.adding(nanoseconds: day * Instant.nanosecondsPerDay + nanosecondOfDay))
      }
    }
    return nearest
  }
}
