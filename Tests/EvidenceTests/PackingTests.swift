import Testing

@testable import Evidence

/// What was packed comes back as it was.
@Suite struct PackingTests {
  @Test(arguments: 0..<40)
  func observationsComeBack(seed: Int) {
    var random = RandomEvidence(seed: UInt64(seed))
    let observations = (0..<100).map { _ in random.observation() }
    for blockSize in [1, 3, 16] {
      let list = PackedList(observations, blockSize: blockSize)
      #expect(Array(list) == observations)
      #expect(list.count == observations.count)
      for index in [99, 0, 50, 51, 47, 16, 98] { #expect(list[index] == observations[index]) }
      #expect(list.reversed() == observations.reversed())
    }
  }

  @Test(arguments: 0..<40)
  func timesComeBack(seed: Int) {
    var random = RandomEvidence(seed: UInt64(seed))
    let times = (0..<100).map { _ in random.writtenTime() }
    #expect(Array(PackedList(times)) == times)
    let moments = (0..<100).map { _ in random.moment() }
    #expect(Array(PackedList(moments)) == moments)
  }

  @Test func extremesComeBack() {
    let numbers = [Int.min, -1, 0, 1, 127, 128, Int.max]
    #expect(Array(PackedList(numbers)) == numbers)
    let instants = [Int64.min, .max, 0, 999_999, .min].map(Instant.init(nanoseconds:))
    #expect(Array(PackedList(instants)) == instants)
    let moments = instants.flatMap { instant in
      [instant.rfc3339, String(repeating: "x", count: 24), ""].map {
        Moment(instant: instant, basis: .text, text: $0)
      }
    }
    #expect(Array(PackedList(moments)) == moments)
    let lengths = [0, -0.0, 0.1, 1 / 3, 22.984, 1e300, -.infinity, .leastNonzeroMagnitude]
    let bits = PackedList(lengths + [.nan]).map(\.bitPattern)
    #expect(bits == (lengths + [.nan]).map(\.bitPattern))
    let sources = [
      Source(artifact: .max, line: .max, record: .min, offset: .min), Source(artifact: 0, offset: .max),
      Source(artifact: 0, offset: .max), Source(artifact: -1, record: 3, offset: 0),
    ]
    #expect(Array(PackedList(sources)) == sources)
  }

  @Test func textsKeepTheirBytes() {
    let id = "a1a1a1a1-0001-4000-8000-a1a1a1a1a1a1"
    let texts = [
      "", "x", "caf\u{e9}", "cafe\u{301}", "8:acs:\(id)_\(id)", id, id.uppercased(), "\(id)\(id)",
      "-\(id)-\u{20ac}",
      String(id.dropLast()), "8:acs:\(id)_\(id)", String(repeating: "\u{1f4de}", count: 200),
    ]
    let bytes = texts.map { Array($0.utf8) }
    let unpacked = PackedList(texts).map { Array($0.utf8) }
    #expect(unpacked == bytes)
    let names = PackedList(texts.map { Diagnostic(name: $0, value: $0) }).map { Array($0.name.utf8) }
    #expect(names == bytes)
  }

  @Test func namesBeyondTheMostAreStillKept() {
    let names = (0..<10_000).map { Diagnostic(name: "diagnostic \($0 % 6000)", value: "true") }
    #expect(Array(PackedList(names)) == names)
  }

  @Test func aListGrowsAfterItWasReadAndCopied() {
    var list: PackedList<Identifier> = [Identifier(.msCV, "a"), Identifier(.msCV, "b")]
    let copy = list
    #expect(list.last == Identifier(.msCV, "b"))
    for number in 0..<30_000 { list.append(Identifier(.userMRI, "8:acs:\(number)")) }
    #expect(copy.count == 2)
    #expect(list.count == 30_002)
    #expect(list[29_000].value == "8:acs:28998")
    var iterator = list.makeIterator()
    #expect(iterator.element(at: 20_000).value == "8:acs:19998")
    #expect(iterator.element(at: 20_001).value == "8:acs:19999")
    #expect(iterator.element(at: 3).value == "8:acs:1")
    let numbers = list.dropFirst(2).map(\.value)
    #expect(numbers == (0..<30_000).map { "8:acs:\($0)" })
  }

  @Test(arguments: [1, 16])
  func whatAnIteratorHasPassedIsLetGo(blockSize: Int) {
    let list = PackedList((0..<40_000).map { Identifier(.userMRI, "8:acs:\($0)") }, blockSize: blockSize)
    var iterator = list.makeIterator()
    let whole = iterator.packedSize
    #expect(whole == list.packedSize)
    #expect(whole > 4 * 64_000, "several chunks")
    #expect(iterator.element(at: 25_000).value == "8:acs:25000")
    #expect(iterator.packedSize == whole, "nothing is let go before that is said")
    iterator.release(before: 20_000)
    #expect(abs(iterator.packedSize - whole / 2) < 2 * 64_000)
    for index in [20_000, 39_999, 20_001, 30_000] {
      #expect(iterator.element(at: index).value == "8:acs:\(index)")
    }
    iterator.release(before: 10)
    iterator.release(before: 39_999)
    #expect(iterator.packedSize < 2 * 64_000)
    #expect(iterator.element(at: 39_999).value == "8:acs:39999")
    iterator.release(before: 40_000 + blockSize)
    #expect(list[5].value == "8:acs:5", "the list itself still has everything")
  }

  @Test func listsAreEqualWhereTheirElementsAre() {
    let numbers = Array(0..<100)
    #expect(PackedList(numbers, blockSize: 1) == PackedList(numbers, blockSize: 16))
    #expect(PackedList(numbers).hashValue == PackedList(numbers, blockSize: 7).hashValue)
    #expect(PackedList(numbers) != PackedList(numbers.dropLast()))
    #expect(PackedList<Int>().isEmpty)
  }

  @Test func millionsOfObservationsTakeLittleRoom() {
    var random = RandomEvidence(seed: 1)
    let call = random.guid()
    let observations = (0..<16).map { number in
      let instant = Instant(nanoseconds: 1_705_386_360_000_000_000 + Int64(number) * 31_000_000)
      let time = WrittenTime(
        text: instant.rfc3339, date: .calendar(instant.date), nanosecondOfDay: instant.nanosecondOfDay,
        zoneOffset: 0, clock: .host)
      return Observation(
        .state(.connected), callID: call, time: time, stamp: random.next(),
        source: Source(artifact: 0, line: 9000 + number, offset: 1_000_000 + 180 * number))
    }
    let bytes = PackedList(observations).packedSize
    #expect(bytes <= 16 * 24, "an observation takes \(bytes / 16) bytes")
  }
}
