/// A moment on a clock, in nanoseconds since 1970-01-01T00:00:00 of that clock.
///
/// For a resolved time the clock is UTC; for a time whose zone is not known it is the wall clock of the
/// machine that wrote it. Covers the years 1678 to 2261; anything outside is refused by the initialisers.
public struct Instant: Hashable, Comparable, Sendable, Codable {
  /// Nanoseconds since the epoch, leap seconds not counted.
  public var nanoseconds: Int64

  /// Wraps a count of nanoseconds since the epoch.
  public init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  /// A calendar date and a time of day; nil where the date does not exist or is out of range.
  public init?(year: Int, month: Int, day: Int, nanosecondOfDay: Int64 = 0) {
    guard CalendarDate.exists(year: year, month: month, day: day), (1700...2250).contains(year),
      (0...Instant.nanosecondsPerDay).contains(nanosecondOfDay)
    else { return nil }
    let days = CalendarDate(year: year, month: month, day: day).daysSinceEpoch
    nanoseconds = Int64(days) * Instant.nanosecondsPerDay + nanosecondOfDay
  }

  /// 86,400 seconds.
  public static let nanosecondsPerDay: Int64 = 86_400_000_000_000

  /// 1,000,000,000.
  public static let nanosecondsPerSecond: Int64 = 1_000_000_000

  public static func < (lhs: Instant, rhs: Instant) -> Bool {
    lhs.nanoseconds < rhs.nanoseconds
  }

  /// The moment `seconds` later; stays at the ends of the range instead of overflowing.
  public func adding(seconds: Int) -> Instant {
    let (delta, overflow) = Int64(seconds).multipliedReportingOverflow(by: Instant.nanosecondsPerSecond)
    if overflow { return Instant(nanoseconds: seconds < 0 ? .min : .max) }
    return adding(nanoseconds: delta)
  }

  /// The moment `delta` nanoseconds later; stays at the ends of the range instead of overflowing.
  public func adding(nanoseconds delta: Int64) -> Instant {
    let (sum, overflow) = nanoseconds.addingReportingOverflow(delta)
    return Instant(nanoseconds: overflow ? (delta < 0 ? .min : .max) : sum)
  }

  /// Seconds from `earlier` to this moment; negative where `earlier` is later.
  public func seconds(since earlier: Instant) -> Double {
    // Subtracted as integers: as seconds since 1970, both would be rounded to a quarter of a microsecond.
    let (difference, overflows) = nanoseconds.subtractingReportingOverflow(earlier.nanoseconds)
    return overflows
      ? Double(nanoseconds) / 1e9 - Double(earlier.nanoseconds) / 1e9 : Double(difference) / 1e9
  }

  /// The calendar date of this moment.
  public var date: CalendarDate {
    CalendarDate(daysSinceEpoch: Int(floorDivide(nanoseconds, Instant.nanosecondsPerDay)))
  }

  /// Nanoseconds since midnight.
  public var nanosecondOfDay: Int64 {
    // Not as the distance from midnight: that of the first day of the range lies outside it.
    let rest = nanoseconds % Instant.nanosecondsPerDay
    return rest < 0 ? rest + Instant.nanosecondsPerDay : rest
  }

  /// RFC 3339 with milliseconds, as in the JSON report: `2024-01-16T06:26:52.689Z`.
  public var rfc3339: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Instant.rfc3339Length)
    writeRFC3339(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  static let rfc3339Length = 24

  /// Appends what `rfc3339` gives, in ASCII.
  func writeRFC3339(to bytes: inout [UInt8]) {
    let day = date
    let milliseconds = Int(nanosecondOfDay / 1_000_000)
    let seconds = milliseconds / 1000
    func write(_ number: Int, _ digits: Int, _ end: Unicode.Scalar) {
      var unit = digits == 4 ? 1000 : digits == 3 ? 100 : 10
      while unit > 0 {
        bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / unit % 10))
        unit /= 10
      }
      bytes.append(UInt8(ascii: end))
    }
    write(day.year, 4, "-")
    write(day.month, 2, "-")
    write(day.day, 2, "T")
    write(seconds / 3600, 2, ":")
    write(seconds / 60 % 60, 2, ":")
    write(seconds % 60, 2, ".")
    write(milliseconds % 1000, 3, "Z")
  }

  /// RFC 3339 with the 100 ns that Windows counts: `2024-01-16T06:26:52.6891234Z`.
  public var rfc3339Ticks: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Instant.rfc3339Length + 4)
    writeRFC3339Ticks(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends what `rfc3339Ticks` gives, in ASCII.
  public func writeRFC3339Ticks(to bytes: inout [UInt8]) {
    writeRFC3339(to: &bytes)
    bytes.removeLast()
    var rest = Int(nanosecondOfDay / 100 % 10_000)
    var unit = 1000
    while unit > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / unit))
      rest %= unit
      unit /= 10
    }
    bytes.append(UInt8(ascii: "Z"))
  }

  /// The time of day with 0 to 3 digits of fraction: `06:26:52.689`.
  public func clockText(fractionDigits: Int) -> String {
    let milliseconds = Int(nanosecondOfDay / 1_000_000)
    let seconds = milliseconds / 1000
    let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }.joined(separator: ":")
    switch fractionDigits {
    case 3: return clock + "." + padded(milliseconds % 1000, 3)
    case 2: return clock + "." + padded(milliseconds % 1000 / 10, 2)
    case 1: return clock + "." + padded(milliseconds % 1000 / 100, 1)
    default: return clock
    }
  }
}

/// A day of the proleptic Gregorian calendar.
public struct CalendarDate: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  public var year: Int
  public var month: Int
  public var day: Int

  /// Takes the three fields as they are; see `exists(year:month:day:)`.
  public init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Whether there is such a day in the years 1 to 9999.
  public static func exists(year: Int, month: Int, day: Int) -> Bool {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return false }
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
    switch month {
    case 2: return day <= (leap ? 29 : 28)
    case 4, 6, 9, 11: return day <= 30
    default: return day <= 31
    }
  }

  /// Days since 1970-01-01; the year must lie within ±100,000.
  public var daysSinceEpoch: Int {
    // The count of days in whole 400-year eras that begin on 1 March, so that leap days come last.
    let shiftedYear: Int = month <= 2 ? year - 1 : year
    let era: Int = Int(floorDivide(Int64(shiftedYear), 400))
    let yearOfEra: Int = shiftedYear - era * 400
    let shiftedMonth: Int = month > 2 ? month - 3 : month + 9
    let dayOfYear: Int = (153 * shiftedMonth + 2) / 5 + day - 1
    let dayOfEra: Int = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The day that lies `daysSinceEpoch` days after 1970-01-01.
  public init(daysSinceEpoch: Int) {
    let shifted: Int = daysSinceEpoch + 719_468
    let era: Int = Int(floorDivide(Int64(shifted), 146_097))
    let dayOfEra: Int = shifted - era * 146_097
    let yearOfEra: Int = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear: Int = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth: Int = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// `2024-01-16`
  public var description: String {
    "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  public static func < (lhs: CalendarDate, rhs: CalendarDate) -> Bool {
    (lhs.year, lhs.month, lhs.day) < (rhs.year, rhs.month, rhs.day)
  }
}

private func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
  let quotient = value / divisor
  return value % divisor < 0 ? quotient - 1 : quotient
}
