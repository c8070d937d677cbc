import Evidence
import Intake
import PackedData
import Testing

/// However bytes are unpacked, they and the problems are the same: ahead on a thread of its own or not, and, where it is
/// built in, through ISA-L, which serves files, or through zlib, which serves what comes only once.
@Suite struct AccelerationTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// The file as it is, and what only comes in order: the same bytes as a member of a tar.
  private func expectSame(_ packed: [UInt8], _ comment: Comment) throws {
    let file = try folder.write("a.gz", packed)
    let archive = try folder.write("a.tar", Packed.tar([("a.gz", packed)]))
    let direct = try #require(readAll(Input(path: "a.gz", file: file), blockSize: 30_000).first)
    let inOrder = try #require(readAll(Input(path: "a.tar", file: archive), blockSize: 30_000).last)
    #expect(direct.content == inOrder.content, comment)
    #expect(direct.problems == inOrder.problems, comment)
  }

  @Test("damaged in all ways", arguments: 0..<4 as Range<UInt64>)
  func damaged(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let sound =
      Packed.gzip(someLog(lines: 800, seed: seed)) + Packed.gzip(Array("one\n".utf8))
      + Packed.gzip(someLog(lines: 3_000, seed: seed + 10))
    for mutant in 0..<250 {
      var packed = sound
      let place = Int.random(in: 0..<packed.count, using: &generator)
      switch mutant % 6 {
      case 0: packed[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      case 1: packed.removeLast(packed.count - place)
      case 2:
        for index in place..<min(packed.count, place + 40) {
          packed[index] = UInt8.random(in: 0...255, using: &generator)
        }
      case 3: packed.removeSubrange(place..<min(packed.count, place + 3))
      case 4: packed[place % 40] = UInt8.random(in: 0...255, using: &generator)
      default: packed += [UInt8](repeating: [0, 0x1f, 0x8b][place % 3], count: place % 9)
      }
      try expectSame(packed, "seed \(seed), mutant \(mutant)")
    }
  }

  /// A deflate stream whose code for distances is incomplete, as no compressor makes one: ISA-L unpacks it, zlib does not.
  @Test("what only one of the two refuses is unpacked, or said to be damaged")
  func incompleteCodes() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<400 {
      // A header, a block of dynamic codes, noise: now and then the codes are such.
      var packed: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x05, 0xc0]
      packed += (0..<200).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let input = Input(path: "a.gz", file: try folder.write("a.gz", packed))
      let artifact = try #require(readAll(input).first)
      let losesInput = artifact.problems.contains { $0.losesInput }
      #expect(losesInput)
    }
  }

  @Test("sound, of every size", arguments: [0, 1, 30_000, 65_536, 4_000_000])
  func sound(size: Int) throws {
    let log = Array(someLog(lines: size / 20 + 1).prefix(size))
    let packed = Packed.gzip(log)
    try expectSame(packed + packed, "\(size)")
    let file = try folder.write("a.gz", packed + packed)
    #expect(readAll(Input(path: "a.gz", file: file)).first?.content == log + log)
  }

  @Test("ahead on a thread of its own", arguments: [1_000, 100_000, 1 << 20])
  func ahead(blockSize: Int) throws {
    let log = someLog(lines: 200_000)
    let whole = Packed.gzip(log)
    for packed in [whole, Array(whole.prefix(whole.count / 2)), whole + Array("x".utf8)] {
      let input = Input(path: "a.gz", file: try folder.write("a.gz", packed))
      let alone = readAll(input, blockSize: blockSize)
      let threads = SpareThreads(jobs: 2, inputs: 1)
      #expect(readAll(input, options: IntakeOptions(threads: threads), blockSize: blockSize) == alone)
      // The thread was given back, and is to be had again.
      let thread = threads.start {}
      #expect(thread != nil)
      thread?.join()
    }
  }

  @Test("what is not read to its end lets go of its thread")
  func leftEarly() throws {
    let input = Input(path: "a.gz", file: try folder.write("a.gz", Packed.gzip(someLog(lines: 400_000))))
    let threads = SpareThreads(jobs: 2, inputs: 1)
    for _ in 0..<3 {
      var count = 0
      Intake.open(input, options: IntakeOptions(threads: threads)) { artifact in
        var content: [UInt8] = []
        while count < 2_000_000 { count += artifact.read(upTo: 100_000, appendingTo: &content) }
      }
      #expect(count == 2_000_000)
    }
    let thread = threads.start {}
    #expect(thread != nil)
    thread?.join()
  }
}
