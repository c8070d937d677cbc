import Testing

@testable import Evidence

/// How written times are placed on the UTC line.
@Suite struct TimeResolverTests {
  private func resolved(
    _ times: [WrittenTime], order: DateOrder? = nil, zone: Zone? = nil, hint: CalendarDate? = nil,
    shared: Int? = nil
  ) -> [String] {
    var resolver = TimeResolver(
      evidence(times.map { [$0] }), order: order, zone: zone, dateHint: hint, sharedOffset: shared)
    return times.map {
      let moment = resolver.resolve($0)
      return "\(moment.instant.rfc3339) \(moment.basis)"
    }
  }

  private let east = Zone(name: "+02:00") { _ in 7200 }

  @Test func aWrittenZoneIsObeyed() {
    let time = written(day(2024, 1, 16), clock(7), zone: 3600)
    #expect(resolved([time], zone: east, shared: 60) == ["2024-01-16T06:00:00.000Z text"])
  }

  @Test func theUsersZoneComesBeforeWhatWasWorkedOut() {
    let time = written(day(2024, 1, 16), clock(7))
    #expect(resolved([time], zone: east, shared: 60) == ["2024-01-16T05:00:00.000Z user"])
    #expect(resolved([time], shared: 3600) == ["2024-01-16T06:00:00.000Z derived"])
    #expect(resolved([time]) == ["2024-01-16T07:00:00.000Z unknown"])
  }

  @Test func theUsersOrderComesBeforeTheEvidence() {
    let times = [(13, 2), (1, 2)].map { written(.ambiguous(first: $0.0, second: $0.1, year: 2024)) }
    #expect(resolved(times).last == "2024-02-01T12:00:00.000Z unknown")
    #expect(
      resolved(times, order: .monthDayYear) == [
        "2024-02-13T12:00:00.000Z unknown", "2024-01-02T12:00:00.000Z unknown",
      ])
  }

  @Test func anUndecidedOrderIsSaidAndFloats() {
    let time = written(.ambiguous(first: 1, second: 2, year: 2024))
    let resolver = TimeResolver(evidence([[time]]))
    #expect(resolver.hasUndecidedOrder)
    #expect(resolved([time]).allSatisfy { $0.hasSuffix("floating") })
    #expect(!TimeResolver(evidence([[time]]), order: .dayMonthYear).hasUndecidedOrder)
    #expect(
      !TimeResolver(evidence([[written(.ambiguous(first: 3, second: 3, year: 2024))]])).hasUndecidedOrder)
  }

  @Test func clocksWithoutADateGoThroughMidnight() {
    let times = [
      written(day(2024, 12, 31), clock(23, 59), zone: 0, by: .sdk),
      written(.missing, clock(23, 59, 30), by: .console),
      written(.missing, clock(0, 0, 5), by: .console), written(.missing, clock(11), by: .console),
      written(.missing, clock(22), by: .console), written(.missing, clock(1), by: .console),
    ]
    #expect(
      resolved(times).map { String($0.prefix(16)) } == [
        "2024-12-31T23:59", "2024-12-31T23:59", "2025-01-01T00:00", "2025-01-01T11:00", "2025-01-01T22:00",
        "2025-01-02T01:00",
      ])
  }

  @Test func datesWithoutAYearGoThroughTheTurnOfTheYear() {
    let times = [
      written(day(2023, 12, 31), clock(23), zone: 0, by: .sdk),
      written(.monthAndDay(month: 12, day: 31), clock(23, 30)),
      written(.monthAndDay(month: 1, day: 1), clock(0, 30)),
      written(.monthAndDay(month: 2, day: 29), clock(1)),
    ]
    #expect(
      resolved(times).map { String($0.prefix(10)) } == [
        "2023-12-31", "2023-12-31", "2024-01-01", "2024-02-29",
      ])
  }

  @Test func aDateHintStandsInForYearAndDate() {
    let hint = CalendarDate(year: 2024, month: 1, day: 2)
    #expect(
      resolved(
        [written(.monthAndDay(month: 12, day: 31)), written(.monthAndDay(month: 1, day: 2))], hint: hint)
        == ["2023-12-31T12:00:00.000Z unknown", "2024-01-02T12:00:00.000Z unknown"])
    #expect(resolved([written(.missing, clock(9))], hint: hint) == ["2024-01-02T09:00:00.000Z unknown"])
    #expect(
      resolved([written(.missing, clock(1))], zone: east, hint: hint) == ["2024-01-01T23:00:00.000Z user"])
  }

  @Test func withoutADateOnlyDifferencesMeanSomething() {
    let overMidnight = TimeResolver(ClockEvidence()).differences([
      written(.missing, clock(23, 59)), written(.missing, clock(0, 1)), written(.missing, clock(0, 2)),
    ])
    #expect(overMidnight == [120, 60])
    let overNewYear = TimeResolver(ClockEvidence()).differences([
      written(.monthAndDay(month: 12, day: 31), clock(23, 59)),
      written(.monthAndDay(month: 1, day: 1), clock(0, 1)),
    ])
    #expect(overNewYear == [120])
    let overLeapDay = TimeResolver(ClockEvidence()).differences([
      written(.monthAndDay(month: 2, day: 29)), written(.monthAndDay(month: 3, day: 1)),
    ])
    #expect(overLeapDay == [86_400])
  }

  @Test func theSpanIsFromTheFirstToTheLast() throws {
    let times = [clock(9), clock(8), clock(11), clock(10)].map { written(day(2024, 1, 16), $0, zone: 0) }
    let span = try #require(TimeResolver(evidence(times.map { [$0] })).span())
    #expect(span.first.instant.rfc3339 == "2024-01-16T08:00:00.000Z")
    #expect(span.last.instant.rfc3339 == "2024-01-16T11:00:00.000Z")
    #expect(TimeResolver(ClockEvidence()).span() == nil)
  }

  @Test func theSpanOfAClockWithoutADateGoesThroughMidnight() throws {
    let times = [clock(22), clock(23, 50), clock(0, 10)].map { written(.missing, $0) }
    let span = try #require(TimeResolver(evidence(times.map { [$0] })).span())
    #expect(span.last.instant.seconds(since: span.first.instant) == 7800)
    #expect(!span.first.isPlaced)
  }

  @Test(arguments: [
    (22, 1, "2024-01-16T22:00:00.000Z", "2024-01-17T01:00:00.000Z"),
    (8, 22, "2024-01-16T08:00:00.000Z", "2024-01-16T22:00:00.000Z"),
  ])
  func theSpanBeginsOnTheDateOfTheName(from: Int, to: Int, first: String, last: String) throws {
    let lines = [from, to].map { [written(.missing, clock($0))] }
    let hint = CalendarDate(year: 2024, month: 1, day: 16)
    let span = try #require(TimeResolver(evidence(lines), dateHint: hint).span())
    #expect(span.first.instant.rfc3339 == first)
    #expect(span.last.instant.rfc3339 == last)
  }

  @Test func theSpanFollowsTheDecidedOrder() throws {
    let fields = [(1, 2), (2, 2), (13, 2)]
    let lines = fields.map { [written(.ambiguous(first: $0.0, second: $0.1, year: 2024))] }
    let span = try #require(TimeResolver(evidence(lines)).span())
    #expect(span.first.instant.date == CalendarDate(year: 2024, month: 2, day: 1))
    #expect(span.last.instant.date == CalendarDate(year: 2024, month: 2, day: 13))
  }

  @Test(arguments: [(1700, 13, Int64.min), (2250, 11, Int64.max)])
  func aClockThatDriftsStaysInRange(year: Int, hoursOn: Int, end: Int64) {
    let first = written(day(year, 1, 1), clock(0), zone: 0)
    var resolver = TimeResolver(evidence([[first]]), zone: east)
    var instant = resolver.resolve(first).instant
    for step in 1...20_000 {
      instant = resolver.resolve(written(.missing, clock(step * hoursOn % 24))).instant
    }
    #expect(abs(instant.seconds(since: Instant(nanoseconds: end))) <= 7200)
    let date = resolver.resolve(written(.monthAndDay(month: 2, day: 29)))
    #expect(!date.isPlaced, "no year that can be written is near")
  }

  @Test func hostileTimesNeverOverflow() {
    var generator = SeededGenerator(seed: 3)
    var resolver = TimeResolver(ClockEvidence(), zone: Zone(name: "?") { _ in 50_000 })
    for _ in 0..<2_000 {
      let fields = (0..<3).map { _ in Int.random(in: -5...40, using: &generator) }
      let year = [0, 1, 1700, 1970, 2024, 2250, 9999].randomElement(using: &generator) ?? 0
      let date: WrittenDate =
        [
          .missing, .monthAndDay(month: fields[0], day: fields[1]), day(year, fields[0], fields[1]),
          .ambiguous(first: fields[0], second: fields[1], year: year),
        ].randomElement(using: &generator) ?? .missing
      let moment = resolver.resolve(written(date, clock(abs(fields[2]) % 24), zone: fields[2] * 900))
      #expect(moment.text == "as written")
    }
  }
}

extension TimeResolver {
  /// Seconds from each time to the next.
  fileprivate func differences(_ times: [WrittenTime]) -> [Double] {
    var copy = self
    let instants = times.map { copy.resolve($0).instant }
    return zip(instants.dropFirst(), instants).map { $0.seconds(since: $1) }
  }
}
