import Testing

@testable import Evidence

/// What the clocks of a log say about the order of dates, the zones, the silences.
@Suite struct ClockEvidenceTests {
  private func dates(_ fields: [(Int, Int)], time: Int64 = clock(12)) -> ClockEvidence {
    evidence(fields.map { [written(.ambiguous(first: $0.0, second: $0.1, year: 2024), time)] })
  }

  @Test func aFieldOverTwelveDecides() {
    #expect(dates([(1, 2), (13, 2)]).dateOrder == .dayMonthYear)
    #expect(dates([(1, 2), (2, 13)]).dateOrder == .monthDayYear)
    #expect(dates([(13, 2), (14, 2), (2, 13)]).dateOrder == .dayMonthYear)
    #expect(dates([(13, 2), (2, 13)]).dateOrder == nil)
    #expect(dates([(5, 5)]).dateOrder == nil)
  }

  @Test func aLogThatGoesBackDecides() {
    // As months first this would be 30 April and then 1 May; as days first it goes back.
    #expect(dates([(4, 12), (5, 1)]).dateOrder == .monthDayYear)
    #expect(dates([(12, 4), (1, 5)]).dateOrder == .dayMonthYear)
    #expect(dates([(1, 4), (2, 4)]).dateOrder == nil)
    #expect(dates([(1, 5), (1, 4), (4, 1)]).dateOrder == nil)
  }

  @Test func aSecondClockDecidesOrderAndZone() {
    let utc = written(day(2021, 4, 6), clock(9), zone: 0, by: .field)
    let local = written(.ambiguous(first: 6, second: 4, year: 2021), clock(14, 30), by: .sdk)
    let read = evidence([[local, utc]])
    #expect(read.dateOrder == .dayMonthYear)
    #expect(read.derivedOffset(of: .sdk) == 5 * 3600 + 1800)
    #expect(read.derivedOffset(of: .console) == nil)
  }

  @Test(arguments: [
    (clock(9, 32, 42), clock(12, 32, 42), 10_800), (clock(23, 50), clock(1, 50), 7200),
    (clock(2), clock(21), -18_000),
    (clock(9), clock(14, 45), 20_700), (clock(9), clock(9, 4), 0), (clock(0, 1), clock(23, 59), 0),
  ])
  func aClockWithoutADateShowsItsZone(utc: Int64, local: Int64, offset: Int) {
    let read = evidence([
      [written(day(2024, 7, 8), utc, zone: 0, by: .sdk), written(.missing, local, by: .console)]
    ])
    #expect(read.derivedOffset(of: .console) == offset)
  }

  @Test func clocksThatAreNoQuarterApartSayNothing() {
    let read = evidence([
      [written(day(2024, 7, 8), clock(9), zone: 0, by: .sdk), written(.missing, clock(9, 7), by: .console)]
    ])
    #expect(read.derivedOffset(of: .console) == nil)
  }

  @Test func theCommonestZoneWins() {
    func pair(_ local: Int64) -> [WrittenTime] {
      [written(day(2024, 7, 8), clock(9), zone: 0, by: .sdk), written(.missing, local, by: .console)]
    }
    #expect(
      evidence([pair(clock(10)), pair(clock(11)), pair(clock(11))]).derivedOffset(of: .console) == 7200)
    let mixed = evidence([pair(clock(10)), pair(clock(11))])
    #expect(mixed.derivedOffset(of: .console) == 3600)
    #expect(evidence([pair(clock(11)), pair(clock(10))]).derivedOffset(of: .console) == 3600)
  }

  @Test func aYearIsFoundAroundTheTurnOfTheYear() {
    let utc = written(day(2024, 1, 1), clock(0, 30), zone: 0, by: .sdk)
    let read = evidence([[utc, written(.monthAndDay(month: 12, day: 31), clock(19, 30), by: .host)]])
    #expect(read.derivedOffset(of: .host) == -18_000)
  }

  @Test func silencesBetweenNeighboursAreKept() {
    let times = [clock(9), clock(9, 1), clock(9, 5), clock(9, 4), clock(12)]
    let read = evidence(times.map { [written(day(2024, 7, 8), $0, by: .sdk)] })
    #expect(read.gaps.map(\.seconds) == [10_560, 240])
    #expect(read.gaps.map(\.source.line) == [5, 3])
  }

  @Test func linesFarApartAreNoNeighbours() {
    var read = ClockEvidence()
    read.note([written(day(2024, 7, 8), clock(9), by: .sdk)], source: Source(artifact: 0, line: 1, offset: 0))
    read.note(
      [written(day(2024, 7, 8), clock(12), by: .sdk)], source: Source(artifact: 0, line: 400, offset: 9_000))
    #expect(read.gaps == [])
  }

  /// A line of the application's own beside the later one does not make the earlier one its neighbour.
  @Test func linesOfOtherClocksAreNoNeighbours() {
    var read = ClockEvidence()
    let day = day(2024, 7, 8)
    read.note([written(day, clock(9), by: .sdk)], source: Source(artifact: 0, line: 1, offset: 0))
    read.note([written(day, clock(9, 20), by: .host)], source: Source(artifact: 0, line: 400, offset: 9_000))
    read.note([written(day, clock(9, 20), by: .sdk)], source: Source(artifact: 0, line: 401, offset: 9_050))
    #expect(read.gaps == [])
  }

  @Test func anApplicationMayBeSilent() {
    #expect(evidence([9, 10].map { [written(day(2024, 7, 8), clock($0), by: .host)] }).gaps == [])
  }

  @Test func onlyTheLongestEightSilencesAreKept() {
    let read = evidence((0..<20).map { [written(day(2024, 7, 8), clock($0, $0, 0), by: .sdk)] })
    #expect(read.gaps.count == 8)
  }

  @Test func piecesOfALogShareTheirEvidence() {
    var first = dates([(1, 2)])
    first.merge(dates([(13, 2)]))
    #expect(first.dateOrder == .dayMonthYear)
    var local = evidence([[written(.missing, clock(9), by: .console)]])
    local.merge(
      evidence([
        [written(day(2024, 7, 8), clock(8), zone: 0, by: .sdk), written(.missing, clock(9), by: .console)]
      ]))
    #expect(local.derivedOffset(of: .console) == 3600)
  }

  @Test func gapsCanBeGivenToAnotherArtifact() {
    let read = evidence([9, 10].map { [written(day(2024, 7, 8), clock($0), by: .sdk)] })
    var other = read
    other.renumber(to: 7)
    #expect(other.gaps.map(\.source.artifact) == [7])
    #expect(read.gaps.map(\.source.artifact) == [0], "a copy is a value of its own")
    #expect(other != read)
  }

  @Test func whatWasMergedWithNothingIsAsBefore() {
    let read = dates([(13, 2)])
    var merged = read
    merged.merge(ClockEvidence())
    #expect(merged == read)
    var empty = ClockEvidence()
    empty.renumber(to: 7)
    empty.merge(ClockEvidence())
    #expect(empty == ClockEvidence())
    // Merging takes order and zone over and nothing else.
    empty.merge(evidence([[written(day(2024, 7, 8), zone: 0, by: .sdk)]]))
    #expect(empty == ClockEvidence() && empty.hashValue == ClockEvidence().hashValue)
  }
}
