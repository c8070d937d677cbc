/// The clock of a generated log, and the ways in which logs write it.
///
/// Dates begin on a day above 12, so that the order of a date's fields is never in doubt.
struct LogClock {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  var milliseconds: Int
  /// How far the local clock is ahead of UTC, in minutes.
  var localOffset: Int
  private var dayNumber = Int.min
  private var year = 0
  private var month = 0
  private var day = 0

  /// A clock that shows `milliseconds`.
  init(milliseconds: Int, localOffset: Int = 60) {
    self.milliseconds = milliseconds
    self.localOffset = localOffset
  }

  private mutating func fields(local: Bool) -> (hour: Int, minute: Int, second: Int, millisecond: Int) {
    let shown = milliseconds + (local ? localOffset * 60_000 : 0)
    let number = shown / 86_400_000
    if number != dayNumber { setDate(number) }
    let rest = shown - number * 86_400_000
    return (rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60, rest % 1000)
  }

  /// The civil calendar from a day number, after Howard Hinnant's `civil_from_days`.
  private mutating func setDate(_ number: Int) {
    dayNumber = number
    let shifted = number + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra: Int = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear: Int = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// `2024-01-16T06:26:55.900Z`
  mutating func writeISO(to output: inout OutputBuffer) {
    let time = fields(local: false)
    writeDate(UInt8(ascii: "-"), to: &output)
    output.append(UInt8(ascii: "T"))
    writeClock(time, fraction: UInt8(ascii: "."), to: &output)
    output.append(UInt8(ascii: "Z"))
  }

  /// `2024-01-16 07:26:55.900`, local
  mutating func writeLocal(to output: inout OutputBuffer) {
    let time = fields(local: true)
    writeDate(UInt8(ascii: "-"), to: &output)
    output.append(UInt8(ascii: " "))
    writeClock(time, fraction: UInt8(ascii: "."), to: &output)
  }

  /// `2024-01-16 07:26:55.900 +01:00`
  mutating func writeLocalWithZone(to output: inout OutputBuffer) {
    writeLocal(to: &output)
    output.append(" +")
    output.append(localOffset / 60, width: 2)
    output.append(UInt8(ascii: ":"))
    output.append(localOffset % 60, width: 2)
  }

  /// `07:26:55.900`, local
  mutating func writeDevTools(to output: inout OutputBuffer) {
    writeClock(fields(local: true), fraction: UInt8(ascii: "."), to: &output)
  }

  /// `1/16/2024, 7:26:55:900`, local, as the SDK wrote it until 2022
  mutating func writeLocale(to output: inout OutputBuffer) {
    let time = fields(local: true)
    output.append(month, width: 1)
    output.append(UInt8(ascii: "/"))
    output.append(day, width: 1)
    output.append(UInt8(ascii: "/"))
    output.append(year, width: 4)
    output.append(", ")
    output.append(time.hour, width: 1)
    output.append(UInt8(ascii: ":"))
    output.append(time.minute, width: 1)
    output.append(UInt8(ascii: ":"))
    output.append(time.second, width: 1)
    output.append(UInt8(ascii: ":"))
    output.append(time.millisecond, width: 1)
  }

  /// `1/16/2024, 6:26:55.900 AM`, as the Azure portal shows UTC
  mutating func writePortal(to output: inout OutputBuffer) {
    let time = fields(local: false)
    output.append(month, width: 1)
    output.append(UInt8(ascii: "/"))
    output.append(day, width: 1)
    output.append(UInt8(ascii: "/"))
    output.append(year, width: 4)
    output.append(", ")
    output.append((time.hour + 11) % 12 + 1, width: 1)
    output.append(UInt8(ascii: ":"))
    output.append(time.minute, width: 2)
    output.append(UInt8(ascii: ":"))
    output.append(time.second, width: 2)
    output.append(UInt8(ascii: "."))
    output.append(time.millisecond, width: 3)
    output.append(time.hour < 12 ? " AM" : " PM")
  }

  /// `01-16 07:26:55.900`, local: logcat's
  mutating func writeMonthAndDay(to output: inout OutputBuffer) {
    let time = fields(local: true)
    output.append(month, width: 2)
    output.append(UInt8(ascii: "-"))
    output.append(day, width: 2)
    output.append(UInt8(ascii: " "))
    writeClock(time, fraction: UInt8(ascii: "."), to: &output)
  }

  /// `0116/072655.900`, local: Chromium's
  mutating func writeChromium(to output: inout OutputBuffer) {
    let time = fields(local: true)
    output.append(month * 100 + day, width: 4)
    output.append(UInt8(ascii: "/"))
    output.append(time.hour * 10_000 + time.minute * 100 + time.second, width: 6)
    output.append(UInt8(ascii: "."))
    output.append(time.millisecond, width: 3)
  }

  private func writeDate(_ separator: UInt8, to output: inout OutputBuffer) {
    output.append(year, width: 4)
    output.append(separator)
    output.append(month, width: 2)
    output.append(separator)
    output.append(day, width: 2)
  }

  private func writeClock(
    _ time: (hour: Int, minute: Int, second: Int, millisecond: Int), fraction: UInt8,
    to output: inout OutputBuffer
  ) {
    output.append(time.hour, width: 2)
    output.append(UInt8(ascii: ":"))
    output.append(time.minute, width: 2)
    output.append(UInt8(ascii: ":"))
    output.append(time.second, width: 2)
    output.append(fraction)
    output.append(time.millisecond, width: 3)
  }
}
