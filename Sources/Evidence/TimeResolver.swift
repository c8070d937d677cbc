/// A time zone, as a function of the wall clock.
public struct Zone: Sendable {
  /// As the user wrote it.
  public let name: String
  /// Seconds east of UTC at this wall-clock time.
  public let offset: @Sendable (_ wall: Instant) -> Int

  /// A zone by a rule.
  public init(name: String, offset: @escaping @Sendable (_ wall: Instant) -> Int) {
    self.name = name
    self.offset = offset
  }
}

/// Places written times on the UTC line: the one place where this happens, when an artifact is complete.
///
/// Times must come in the order of the log: a time without a date takes the date of the times before it.
public struct TimeResolver: Sendable {
  private let evidence: ClockEvidence
  private let order: DateOrder?
  private let zone: Zone?
  private let dateHint: CalendarDate?
  /// Seconds east of UTC for clocks whose zone nothing in the artifact tells, found by comparing it with
  /// another artifact.
  private let sharedOffset: Int?
  /// The last placed time, in UTC or on the wall clock of unknown zone.
  private var anchor: Instant?
  private var floatingAnchor = Instant(nanoseconds: 0)

  /// - Parameters:
  ///   - order: What the user said about dates; overrides the evidence.
  ///   - zone: What the user said about times without a zone.
  ///   - dateHint: The date in the artifact's name, for times that have none or no year.
  ///   - sharedOffset: Seconds east of UTC, worked out from an event shared with another artifact.
  public init(
    _ evidence: ClockEvidence, order: DateOrder? = nil, zone: Zone? = nil, dateHint: CalendarDate? = nil,
    sharedOffset: Int? = nil
  ) {
    self.evidence = evidence
    self.order = order ?? evidence.dateOrder
    self.zone = zone
    self.dateHint = dateHint
    self.sharedOffset = sharedOffset
    if let first = evidence.firstDated, let wall = first.wall(order: self.order) {
      anchor = wall.adding(seconds: -(first.zoneOffset ?? evidence.derivedOffset(of: first.clock) ?? 0))
    }
  }

  /// Whether dates were met whose order neither the user nor the evidence decides.
  public var hasUndecidedOrder: Bool { evidence.hasAmbiguousDates && order == nil }

  /// The first and last moment of the artifact.
  public func span() -> (first: Moment, last: Moment)? {
    let ends = [ClockKind.console, .field, .host, .sdk].compactMap { evidence.extremes[$0] }
    let starts = resolved(ends.map(\.first))
    let others = resolved(ends.flatMap(\.others)).map { afterMidnight($0, behind: starts) }
    let moments = (starts + others).map(\.moment)
    let placed = moments.filter(\.isPlaced)
    let best = placed.isEmpty ? moments : placed
    guard let first = best.min(by: { $0.instant < $1.instant }),
      let last = best.max(by: { $0.instant < $1.instant })
    else { return nil }
    return (first, last)
  }

  /// The end of the span of a clock without a date lies behind its start, though it show an earlier hour.
  private func afterMidnight(
    _ end: (time: WrittenTime, moment: Moment), behind starts: [(time: WrittenTime, moment: Moment)]
  ) -> (time: WrittenTime, moment: Moment) {
    guard end.time.date == .missing,
      let start = starts.first(where: { $0.time.clock == end.time.clock }), start.time.date == .missing,
      end.moment.instant < start.moment.instant
    else { return end }
    var later = end
    later.moment.instant = later.moment.instant.adding(seconds: 86_400)
    return later
  }

  /// Times without a date come after those that have one, and take the date of the last of them.
  private func resolved(_ times: [WrittenTime]) -> [(time: WrittenTime, moment: Moment)] {
    var copy = self
    let dated = times.map { ($0, $0.wall(order: order)) }
    let known = dated.compactMap { time, wall in wall.map { (time, $0) } }.sorted { $0.1 < $1.1 }.map(\.0)
    return (known + dated.filter { $0.1 == nil }.map(\.0)).map { ($0, copy.resolve($0)) }
  }

  /// Places a time; never fails, but what it cannot place is `.floating`.
  public mutating func resolve(_ time: WrittenTime) -> Moment {
    guard let wall = dated(time) else { return floating(time) }
    let (utc, basis) = zoned(time, wall: wall)
    anchor = utc
    return Moment(instant: utc, basis: basis, text: time.text)
  }

  private func zoned(_ time: WrittenTime, wall: Instant) -> (Instant, TimeBasis) {
    if let offset = time.zoneOffset { return (wall.adding(seconds: -offset), .text) }
    if let zone { return (wall.adding(seconds: -zone.offset(wall)), .user) }
    if let offset = evidence.derivedOffset(of: time.clock) ?? sharedOffset {
      return (wall.adding(seconds: -offset), .derived)
    }
    return (wall, .unknown)
  }

  private func dated(_ time: WrittenTime) -> Instant? {
    switch time.date {
    case .calendar, .ambiguous: return time.wall(order: order)
    case .monthAndDay(let month, let day):
      let target = anchor ?? dateHint.flatMap { Instant(year: $0.year, month: $0.month, day: $0.day) }
      return target?.nearest(month: month, day: day, nanosecondOfDay: time.nanosecondOfDay)
    case .missing:
      guard let target = wallAnchor(of: time) else { return nil }
      return target.nearest(nanosecondOfDay: time.nanosecondOfDay)
    }
  }

  /// Where the wall clock of this time stood at the last placed time.
  private func wallAnchor(of time: WrittenTime) -> Instant? {
    if let anchor {
      let offset = zone?.offset(anchor) ?? evidence.derivedOffset(of: time.clock) ?? sharedOffset ?? 0
      return anchor.adding(seconds: offset)
    }
    return dateHint.flatMap {
      Instant(year: $0.year, month: $0.month, day: $0.day, nanosecondOfDay: time.nanosecondOfDay)
    }
  }

  /// Without a date there is still an order: a clock that jumps back by half a day or more has passed midnight.
  private mutating func floating(_ time: WrittenTime) -> Moment {
    switch time.date {
    case .missing:
      floatingAnchor = floatingAnchor.nearest(nanosecondOfDay: time.nanosecondOfDay)
    case .monthAndDay(let month, let day):
      floatingAnchor =
        floatingAnchor.nearest(month: month, day: day, nanosecondOfDay: time.nanosecondOfDay)
        ?? floatingAnchor
    case .calendar, .ambiguous:
      floatingAnchor = time.wall(order: .monthDayYear) ?? floatingAnchor
    }
    return Moment(instant: floatingAnchor, basis: .floating, text: time.text)
  }
}

extension Instant {
  fileprivate func distance(to other: Instant) -> UInt64 {
    let (difference, overflow) = nanoseconds.subtractingReportingOverflow(other.nanoseconds)
    return overflow ? .max : difference.magnitude
  }

  /// The moment nearest to this one at this date of some year; 29 February may be up to eight years away.
  fileprivate func nearest(month: Int, day: Int, nanosecondOfDay: Int64) -> Instant? {
    let year = date.year
    let candidates = (year - 8...year + 8).compactMap {
      Instant(year: $0, month: month, day: day, nanosecondOfDay: nanosecondOfDay)
    }
    return candidates.min { $0.distance(to: self) < $1.distance(to: self) }
  }

  /// The moment nearest to this one at which the clock shows `nanosecondOfDay`.
  fileprivate func nearest(nanosecondOfDay: Int64) -> Instant {
    let today = adding(nanoseconds: nanosecondOfDay - self.nanosecondOfDay)
    let candidates = [today.adding(seconds: -86_400), today, today.adding(seconds: 86_400)]
    return candidates.min { $0.distance(to: self) < $1.distance(to: self) } ?? today
  }
}
