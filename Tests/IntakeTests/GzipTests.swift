import Evidence
import Intake
import PackedData
import Testing

@Suite struct GzipTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func read(
    _ content: [UInt8], name: String = "console.log", options: IntakeOptions = IntakeOptions()
  ) throws
    -> ReadArtifact
  {
    let file = try folder.write(name, content)
    let all = readAll(Input(path: name, file: file), options: options)
    #expect(all.count == 1)
    return try #require(all.first)
  }

  @Test func plainFileIsReadAsItIs() throws {
    let log = someLog(lines: 10_000)
    #expect(
      try read(log) == ReadArtifact(path: "console.log", isArchive: false, content: log, problems: []))
  }

  @Test func emptyFileIsAnArtifactWithoutContent() throws {
    #expect(try read([]) == ReadArtifact(path: "console.log", isArchive: false, content: [], problems: []))
  }

  @Test(arguments: [0, 1, 100, 65_536, 3_000_000]) func gzipIsUnpacked(size: Int) throws {
    let log = Array(someLog(lines: size / 20 + 1).prefix(size))
    let artifact = try read(Packed.gzip(log), name: "console.log.gz")
    #expect(artifact == ReadArtifact(path: "console.log.gz", isArchive: false, content: log, problems: []))
  }

  @Test func contentDecidesNotTheName() throws {
    #expect(try read(Packed.gzip(Array("packed".utf8)), name: "a.log").text == "packed")
    #expect(try read(Array("plain".utf8), name: "a.log.gz").text == "plain")
  }

  @Test(arguments: [0, 1, 63, 512]) func membersFollowOneAnother(padding: Int) throws {
    let members = Packed.gzip(Array("one\n".utf8)) + Packed.gzip([]) + Packed.gzip(Array("two\n".utf8))
    let artifact = try read(members + [UInt8](repeating: 0, count: padding))
    #expect(artifact.text == "one\ntwo\n")
    #expect(artifact.problems.isEmpty)
  }

  /// Members of which each is larger or smaller than the reader's buffer, so that headers fall on its edges.
  @Test func manyMembersOfAllSizes() throws {
    var packed: [UInt8] = []
    var log: [UInt8] = []
    for index in 0..<200 {
      let part = Array(someLog(lines: index * 7, seed: UInt64(index)))
      log += part
      packed += Packed.gzip(part)
    }
    let artifact = try read(packed)
    #expect(artifact.content == log)
    #expect(artifact.problems.isEmpty)
  }

  @Test(arguments: ["x", "\u{1f}", "garbage behind the data", "\0\0\0x"])
  func garbageBehindTheDataIsSaid(garbage: String) throws {
    let artifact = try read(Packed.gzip(Array("one\n".utf8)) + Array(garbage.utf8))
    #expect(artifact.text == "one\n")
    #expect(artifact.kinds == [.trailingData])
    #expect(artifact.problems.first?.losesInput == true)
  }

  @Test func cutShortGivesWhatCameBefore() throws {
    let log = someLog(lines: 50_000)
    let packed = Packed.gzip(log)
    for length in [20, packed.count / 2, packed.count - 9, packed.count - 1] {
      let artifact = try read(Array(packed.prefix(length)))
      #expect(artifact.kinds == [.truncated])
      #expect(log.starts(with: artifact.content))
      #expect(artifact.problems.first?.offset == artifact.content.count)
      // Deflate gives nearly all that its input holds.
      #expect(artifact.content.count + 100_000 >= log.count * length / packed.count)
    }
  }

  @Test func wrongChecksumGivesAllBytesAndTheMembersBehindIt() throws {
    var first = Packed.gzip(Array("one\n".utf8))
    first[first.count - 6] ^= 0xff
    let second = Packed.gzip(Array("two\n".utf8))
    let artifact = try read(first + second)
    #expect(artifact.text == "one\ntwo\n")
    #expect(artifact.kinds == [.checksumMismatch])
  }

  @Test func wrongLengthGivesAllBytesAndTheMembersBehindIt() throws {
    var first = Packed.gzip(Array("one\n".utf8))
    first[first.count - 1] ^= 0xff
    let artifact = try read(first + Packed.gzip(Array("two\n".utf8)))
    #expect(artifact.text == "one\ntwo\n")
    #expect(artifact.kinds == [.checksumMismatch])
  }

  @Test func damagedDataGivesWhatCameBefore() throws {
    let log = someLog(lines: 50_000)
    var packed = Packed.gzip(log)
    for index in packed.count / 2..<packed.count / 2 + 64 { packed[index] = 0xff }
    let artifact = try read(packed)
    #expect(artifact.kinds == [.corrupt] || artifact.kinds == [.checksumMismatch])
    #expect(artifact.content.count > log.count / 3)
    #expect(artifact.content.prefix(log.count / 3) == log.prefix(log.count / 3))
  }

  @Test func gzipInsideGzipIsUnpackedUpToTheLimit() throws {
    var packed = Array("deep".utf8)
    for _ in 0..<8 { packed = Packed.gzip(packed) }
    #expect(try read(packed).text == "deep")
    let artifact = try read(Packed.gzip(packed))
    #expect(artifact.content.isEmpty)
    #expect(artifact.kinds == [.limitReached])
  }

  @Test func expansionIsLimited() throws {
    let bomb = Packed.gzip([UInt8](repeating: 0x20, count: 20_000_000))
    var options = IntakeOptions()
    options.limits.expansionAllowance = 1_000_000
    options.limits.expansionRatio = 100
    let limited = try read(bomb, options: options)
    #expect(limited.kinds == [.limitReached])
    #expect(limited.content.count < 4_000_000 && limited.content.count >= 1_000_000)

    options = IntakeOptions()
    options.limits.expandedBytes = 5_000_000
    #expect(try read(bomb, options: options).content.count < 6_000_000)
    #expect(try read(bomb).content.count == 20_000_000)
  }

  @Test(arguments: [1, 7, 4_096, 1 << 20]) func blockSizeMakesNoDifference(blockSize: Int) throws {
    let log = someLog(lines: 3_000)
    let file = try folder.write("a.gz", Packed.gzip(log))
    let all = readAll(Input(path: "a.gz", file: file), blockSize: blockSize)
    #expect(all.map(\.content) == [log])
  }
}
