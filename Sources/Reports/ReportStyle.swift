public import Evidence

/// How a report is shown: everything about the reader's screen and wishes, nothing about calls.
public struct ReportStyle: Sendable {
  /// Columns of the screen; reports need 40, and use what a narrower screen lacks all the same.
  public var width: Int
  /// Whether ANSI colours may be written. The words alone say everything that the colours do.
  public var usesColor: Bool
  /// Whether reports may write their own arrows and dots; letters of names and of the log's words are kept all the same.
  public var usesUnicode: Bool
  /// The zone in which resolved times are shown.
  public var zone: DisplayZone
  /// Lists every call, where otherwise normal ends beyond `normalCallLimit` are only counted.
  public var showsAllCalls: Bool
  /// Adds findings of severity info and what was ignored as noise.
  public var isVerbose: Bool
  /// Draws the states of each call of a scan as a strip.
  public var showsStrips: Bool

  /// The style of a plain 80-column screen in UTC, unless told otherwise.
  public init(
    width: Int = 80, usesColor: Bool = false, usesUnicode: Bool = true, zone: DisplayZone = .utc,
    showsAllCalls: Bool = false, isVerbose: Bool = false, showsStrips: Bool = false
  ) {
    self.showsStrips = showsStrips
    self.width = max(width, ReportStyle.minimumWidth)
    self.usesColor = usesColor
    self.usesUnicode = usesUnicode
    self.zone = zone
    self.showsAllCalls = showsAllCalls
    self.isVerbose = isVerbose
  }

  /// Calls with a normal end that `scan` lists before it only counts.
  public static let normalCallLimit = 20

  static let minimumWidth = 40
}

/// A zone to show times in.
public struct DisplayZone: Sendable {
  /// As the user gave it: `UTC`, `Europe/Berlin`, `+05:30`.
  public var name: String
  /// Seconds east of UTC at a moment.
  public var secondsEast: @Sendable (Instant) -> Int

  /// Memberwise.
  public init(name: String, secondsEast: @escaping @Sendable (Instant) -> Int) {
    self.name = name
    self.secondsEast = secondsEast
  }

  /// Coordinated Universal Time.
  public static let utc = DisplayZone(name: "UTC") { _ in 0 }

  /// The reading of the zone's clocks at a moment, held in an `Instant` whose fields are those of the clock.
  func wallClock(at instant: Instant) -> Instant {
    instant.adding(seconds: secondsEast(instant))
  }

  /// `UTC`, or the distance from it at a moment: `UTC+02:00`.
  func label(at instant: Instant) -> String {
    let seconds = secondsEast(instant)
    guard seconds != 0 else { return "UTC" }
    let minutes = Int(seconds.magnitude / 60)
    return "UTC" + (seconds < 0 ? "-" : "+") + padded(minutes / 60, 2) + ":" + padded(minutes % 60, 2)
  }
}
