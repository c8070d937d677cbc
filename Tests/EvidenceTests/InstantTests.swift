import Testing

@testable import Evidence

@Suite struct InstantTests {
  @Test(arguments: [
    (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 2, 29, 11_016), (2024, 1, 16, 19_738), (2100, 3, 1, 47_541),
    (1700, 1, 1, -98_615),
  ])
  func datesHaveTheirDayNumber(year: Int, month: Int, day: Int, number: Int) {
    #expect(CalendarDate(year: year, month: month, day: day).daysSinceEpoch == number)
    #expect(CalendarDate(daysSinceEpoch: number) == CalendarDate(year: year, month: month, day: day))
  }

  @Test func everyDayComesBack() {
    var previous = CalendarDate(daysSinceEpoch: -100_001)
    for number in -100_000...100_000 {
      let date = CalendarDate(daysSinceEpoch: number)
      #expect(date.daysSinceEpoch == number)
      #expect(previous < date)
      #expect(CalendarDate.exists(year: date.year, month: date.month, day: date.day))
      previous = date
    }
  }

  @Test(arguments: [
    (2023, 2, 29), (1900, 2, 29), (2024, 4, 31), (2024, 13, 1), (2024, 0, 1), (2024, 1, 0), (0, 1, 1),
    (10_000, 1, 1),
  ])
  func datesThatDoNotExistAreRefused(year: Int, month: Int, day: Int) {
    #expect(!CalendarDate.exists(year: year, month: month, day: day))
    #expect(Instant(year: year, month: month, day: day) == nil)
  }

  @Test func timesOutOfRangeAreRefused() {
    #expect(Instant(year: 1600, month: 1, day: 1) == nil)
    #expect(Instant(year: 2300, month: 1, day: 1) == nil)
    #expect(Instant(year: 2024, month: 1, day: 1, nanosecondOfDay: -1) == nil)
    #expect(Instant(year: 2024, month: 1, day: 1, nanosecondOfDay: Instant.nanosecondsPerDay + 1) == nil)
  }

  @Test func randomInstantsAreTakenApartAndPutTogether() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<5_000 {
      let instant = Instant(
        nanoseconds: Int64.random(
          in: -8_000_000_000_000_000_000...8_000_000_000_000_000_000, using: &generator))
      let date = instant.date
      #expect((0..<Instant.nanosecondsPerDay).contains(instant.nanosecondOfDay))
      #expect(
        Instant(year: date.year, month: date.month, day: date.day, nanosecondOfDay: instant.nanosecondOfDay)
          == instant)
    }
  }

  @Test func textsAreRFC3339() {
    let instant = Instant(year: 2024, month: 1, day: 16, nanosecondOfDay: clock(6, 26, 52, milliseconds: 7))
    #expect(instant?.rfc3339 == "2024-01-16T06:26:52.007Z")
    #expect(Instant(nanoseconds: -1).rfc3339 == "1969-12-31T23:59:59.999Z")
    #expect(instant?.clockText(fractionDigits: 0) == "06:26:52")
    #expect(instant?.clockText(fractionDigits: 2) == "06:26:52.00")
  }

  @Test func theEndsOfTheRangeAreMomentsToo() {
    let first = Instant(nanoseconds: .min)
    #expect(first.rfc3339 == "1677-09-21T00:12:43.145Z")
    #expect(first.nanosecondOfDay == 763_145_224_192)
    #expect(first.date == CalendarDate(year: 1677, month: 9, day: 21))
    #expect(first.clockText(fractionDigits: 3) == "00:12:43.145")
    let last = Instant(nanoseconds: .max)
    #expect(last.rfc3339 == "2262-04-11T23:47:16.854Z")
    #expect(last.nanosecondOfDay == 85_636_854_775_807)
    #expect(last.seconds(since: first) == 18_446_744_073.709_551)
  }

  @Test func additionStaysInRange() {
    #expect(Instant(nanoseconds: .max).adding(seconds: 1).nanoseconds == .max)
    #expect(Instant(nanoseconds: .min).adding(nanoseconds: -1).nanoseconds == .min)
    #expect(Instant(nanoseconds: 0).adding(seconds: .max).nanoseconds == .max)
    #expect(Instant(nanoseconds: 0).adding(seconds: .min).nanoseconds == .min)
    #expect(Instant(nanoseconds: 5).adding(seconds: -2).nanoseconds == -1_999_999_995)
    #expect(Instant(nanoseconds: 3_500_000_000).seconds(since: Instant(nanoseconds: 1_000_000_000)) == 2.5)
  }
}
