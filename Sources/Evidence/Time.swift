/// Which of the clocks on a line a time was read from. Each has a zone of its own.
public enum ClockKind: String, Hashable, Sendable, Codable, CaseIterable {
  /// The Calling SDK's own stamp behind the `azure:` prefix, or in a native SDK's line.
  case sdk
  /// A browser's: the DevTools timestamp before a line, Chromium's log header.
  case console
  /// What the host writes before the message: logcat, Apple's log, Electron, an application's logger.
  case host
  /// A field of a structured record.
  case field
}

/// A date as its writer left it.
public enum WrittenDate: Hashable, Sendable, Codable {
  /// Year, month and day are known.
  case calendar(CalendarDate)
  /// Three numbers whose order the writer's locale decides; the third is the year: `11/5/2020`.
  case ambiguous(first: Int, second: Int, year: Int)
  /// The year was not written: logcat, Chromium's log header.
  case monthAndDay(month: Int, day: Int)
  /// Only a clock was written: DevTools, Visual Studio.
  case missing
}

/// A time as it stands in a log, parsed but not yet placed on the UTC line.
public struct WrittenTime: Hashable, Sendable, Codable {
  /// The characters it was read from.
  public var text: String
  public var date: WrittenDate
  /// Nanoseconds since midnight of the writer's clock.
  public var nanosecondOfDay: Int64
  /// Seconds east of UTC, where the text says so.
  public var zoneOffset: Int?
  public var clock: ClockKind

  /// Memberwise.
  public init(text: String, date: WrittenDate, nanosecondOfDay: Int64, zoneOffset: Int?, clock: ClockKind) {
    self.text = text
    self.date = date
    self.nanosecondOfDay = nanosecondOfDay
    self.zoneOffset = zoneOffset
    self.clock = clock
  }
}

/// How a time became UTC.
public enum TimeBasis: String, Hashable, Sendable, Codable, CaseIterable {
  /// The zone stands in the text.
  case text
  /// The user gave the zone.
  case user
  /// Worked out from a second clock or from an event shared with an artifact of known zone.
  case derived
  /// The zone is not known: the wall clock is shown as if it were UTC.
  case unknown
  /// The date (or its year, or its order) is not known: only differences within the log mean anything, and
  /// no report shows anything but the text.
  case floating
}

/// A written time after its log was complete: placed as well as the evidence allows.
public struct Moment: Hashable, Sendable, Codable {
  public var instant: Instant
  public var basis: TimeBasis
  /// The characters it was read from.
  public var text: String

  /// Memberwise.
  public init(instant: Instant, basis: TimeBasis, text: String) {
    self.instant = instant
    self.basis = basis
    self.text = text
  }

  /// Whether `instant` is UTC, as opposed to a wall clock somewhere.
  public var isUTC: Bool { basis == .text || basis == .user || basis == .derived }

  /// Whether a report may print `instant`.
  public var isPlaced: Bool { basis != .floating }
}

/// The order of the fields of a locale's date.
public enum DateOrder: String, Hashable, Sendable, Codable, CaseIterable {
  case dayMonthYear = "dmy"
  case monthDayYear = "mdy"
  case yearMonthDay = "ymd"
}
