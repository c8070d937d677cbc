import Evidence
import Intake
import PackedData
import Testing

@Suite struct ArchiveTests {
  private let folder: TemporaryFolder
  private let first = someLog(lines: 5_000, seed: 1)
  private let second = someLog(lines: 20_000, seed: 2)

  init() throws {
    folder = try TemporaryFolder()
  }

  private func read(_ content: [UInt8], options: IntakeOptions = IntakeOptions()) throws -> [ReadArtifact] {
    readAll(Input(path: "ticket", file: try folder.write("ticket", content)), options: options)
  }

  private func expectBoth(_ artifacts: [ReadArtifact], below path: String = "ticket") {
    #expect(artifacts.map(\.path) == [path, "\(path)!/logs/a.log", "\(path)!/b.log"])
    #expect(artifacts.map(\.isArchive) == [true, false, false])
    #expect(artifacts.map(\.content) == [[], first, second])
    #expect(artifacts.flatMap(\.problems).isEmpty)
  }

  private var members: [(name: String, content: [UInt8])] { [("logs/a.log", first), ("b.log", second)] }

  private var zipMembers: [Packed.ZipMember] {
    [Packed.ZipMember("logs/a.log", first), Packed.ZipMember("b.log", second, isStored: true)]
  }

  @Test func zip() throws { expectBoth(try read(Packed.zip(zipMembers))) }

  @Test func tar() throws { expectBoth(try read(Packed.tar(members))) }

  @Test func gzippedTar() throws { expectBoth(try read(Packed.gzip(Packed.tar(members)))) }

  @Test func sevenZip() throws { expectBoth(try read(Packed.written(.sevenZip, members))) }

  @Test func zipsOfOtherWriters() throws {
    let streamed = Packed.written(.streamedZip, members)
    #expect(streamed.firstRange(of: [0x50, 0x4b, 7, 8]) != nil)
    expectBoth(try read(streamed))
    let large = Packed.written(.zip64, members)
    #expect(large.firstRange(of: [0x50, 0x4b, 6, 6]) != nil || large[4] == 45)
    expectBoth(try read(large))
  }

  @Test func rarIsNotRead() throws {
    let content = Array("Rar!\u{1a}\u{7}\u{1}\0".utf8) + first
    #expect(try read(content).map(\.content) == [content])
  }

  @Test func compressedTar() throws {
    let tar = Packed.tar(members)
    for writer in [Packed.Writer.xz, .bzip2, .zstandard] {
      expectBoth(try read(Packed.written(writer, [("tar", tar)])))
    }
  }

  @Test func compressedFileIsOneArtifact() throws {
    for writer in [Packed.Writer.xz, .bzip2, .zstandard] {
      let all = try read(Packed.written(writer, [("a.log", second)]))
      #expect(all == [ReadArtifact(path: "ticket", isArchive: false, content: second, problems: [])])
      #expect(try read(Packed.written(writer, [("empty", [])])).map(\.content) == [[]])
    }
  }

  @Test func cutCompressedFileGivesWhatCameBefore() throws {
    for writer in [Packed.Writer.xz, .bzip2, .zstandard] {
      let log = someLog(lines: 60_000)
      let packed = Packed.written(writer, [("a.log", log)])
      let all = try read(Array(packed.prefix(packed.count * 3 / 4)))
      #expect(all.count == 1)
      #expect(all.flatMap(\.kinds).count == 1)
      #expect(all.flatMap(\.problems).allSatisfy { $0.losesInput })
      #expect(log.starts(with: all.flatMap(\.content)))
      #expect(all.flatMap(\.content).count > 0)
    }
  }

  @Test func cabinet() throws {
    let content = Array(first.prefix(30_000))
    let all = try read(Packed.cabinet("logs\\a.log", content))
    #expect(all.map(\.path) == ["ticket", "ticket!/logs/a.log"])
    #expect(all.map(\.content) == [[], content])
  }

  @Test func emptyZip() throws {
    #expect(
      try read(Packed.zip([])) == [ReadArtifact(path: "ticket", isArchive: true, content: [], problems: [])])
  }

  @Test func archivesInsideArchives() throws {
    let inner = Packed.zip(zipMembers)
    let middle = Packed.gzip(Packed.tar([("inner.zip", inner)]))
    let all = try read(
      Packed.zip([Packed.ZipMember("middle.tgz", middle), Packed.ZipMember("z.gz", Packed.gzip(first))]))
    expectBoth(Array(all.dropFirst(2).dropLast()), below: "ticket!/middle.tgz!/inner.zip")
    #expect(all.map(\.path).prefix(2) == ["ticket", "ticket!/middle.tgz"])
    #expect(all.last?.path == "ticket!/z.gz")
    #expect(all.last?.content == first)
  }

  @Test func sevenZipInsideAZipIsHeldInMemory() throws {
    let outer = Packed.zip([Packed.ZipMember("x.7z", Packed.written(.sevenZip, members))])
    expectBoth(Array(try read(outer).dropFirst()), below: "ticket!/x.7z")
    var options = IntakeOptions()
    options.limits.heldBytes = 1_000
    let limited = try read(outer, options: options)
    #expect(limited.map(\.path) == ["ticket", "ticket!/x.7z"])
    #expect(limited.last?.kinds == [.limitReached])
  }

  @Test func membersThatAreNotReadDoNotDisturbTheOthers() throws {
    let file = try folder.write("t.zip", Packed.zip(zipMembers))
    var last: [UInt8] = []
    Intake.open(Input(path: "t.zip", file: file)) { artifact in
      if artifact.path.hasSuffix("b.log") { while artifact.read(upTo: 1 << 20, appendingTo: &last) > 0 {} }
    }
    #expect(last == second)
  }

  @Test func artifactGivesNothingAfterItsVisit() throws {
    let file = try folder.write("t.tar", Packed.tar(members))
    var kept: [OpenedArtifact] = []
    Intake.open(Input(path: "t.tar", file: file)) { kept.append($0) }
    var bytes: [UInt8] = []
    for artifact in kept { #expect(artifact.read(upTo: 10, appendingTo: &bytes) == 0) }
    #expect(bytes.isEmpty)
  }

  @Test func cutZipGivesWhatCameBefore() throws {
    let packed = Packed.zip(zipMembers)
    let all = try read(Array(packed.prefix(packed.count - 200_000)))
    #expect(all.map(\.path) == ["ticket", "ticket!/logs/a.log", "ticket!/b.log"])
    #expect(all[1].content == first)
    #expect(second.starts(with: all[2].content) && all[2].content.count > 100_000)
    #expect(all[2].kinds == [.truncated])
    #expect(all[0].kinds == [.truncated])
  }

  @Test func cutTarGivesWhatCameBefore() throws {
    let packed = Packed.tar(members)
    let all = try read(Array(packed.prefix(first.count + 200_000)))
    #expect(all[1].content == first)
    #expect(second.starts(with: all[2].content) && all[2].content.count > 100_000)
    #expect(all[2].kinds == [.truncated])
  }

  @Test func damagedTarHeaderCostsOneMember() throws {
    var packed = Packed.tarMember("a.log", first)
    let hurt = packed.count
    packed += Packed.tarMember("b.log", first) + Packed.tar([("c.log", second)])
    packed[hurt + 3] ^= 0x40
    let all = try read(packed)
    #expect(all.map(\.path) == ["ticket", "ticket!/a.log", "ticket!/c.log"])
    #expect(all[0].problems.contains { $0.losesInput })
    #expect(all[2].content == second)
  }

  @Test func wrongChecksumInAZipGivesAllBytes() throws {
    var packed = Packed.zip([
      Packed.ZipMember("a.log", first, isStored: true), Packed.ZipMember("b.log", second),
    ])
    packed[200] ^= 1
    let all = try read(packed)
    #expect(all[1].content.count == first.count)
    #expect(all[1].kinds == [.checksumMismatch])
    #expect(all[2].content == second)
    #expect(all[2].problems.isEmpty)
  }

  @Test func damagedMembersOfAZipCostOnlyThemselves() throws {
    let parts = (0..<40).map { someLog(lines: 500, seed: $0) }
    var packed = Packed.zip(parts.enumerated().map { Packed.ZipMember("\($0).log", $1) })
    let headers = packed.indices.dropLast(3).filter { packed[$0..<$0 + 4].elementsEqual([0x50, 0x4b, 3, 4]) }
    #expect(headers.count == 40)
    for damaged in stride(from: 1, to: headers.count, by: 3) {
      for index in headers[damaged] + 500..<headers[damaged] + 560 { packed[index] = 0xff }
    }
    let all = try read(packed).dropFirst()
    #expect(all.map(\.path) == (0..<40).map { "ticket!/\($0).log" })
    for (index, (artifact, part)) in Swift.zip(all, parts).enumerated() {
      #expect((artifact.content == part && artifact.problems.isEmpty) == (index % 3 != 1))
    }
  }

  @Test func encryptedMembersNeedAPassword() throws {
    let packed = Packed.written(.encryptedZip(password: "correct"), members)
    let without = try read(packed)
    #expect(without.map(\.kinds) == [[], [.encrypted], [.encrypted]])
    #expect(without.allSatisfy { $0.content.isEmpty })
    #expect(try read(packed, options: IntakeOptions(passwords: ["wrong"])).last?.kinds == [.encrypted])
    expectBoth(try read(packed, options: IntakeOptions(passwords: ["", "wrong", "correct"])))
  }

  @Test func unsafeNamesAreReadUnderSafeOnes() throws {
    let names = [
      ("../../etc/passwd", "_/_/etc/passwd"), ("/abs/a.log", "abs/a.log"), ("a\u{1b}[2J.log", "a_[2J.log"),
      ("x\u{202e}gol", "x_gol"), ("..", "_"),
    ]
    let all = try read(Packed.zip(names.map { Packed.ZipMember($0.0, first) }))
    #expect(all.dropFirst().map(\.path) == names.map { "ticket!/\($0.1)" })
    #expect(all.dropFirst().allSatisfy { $0.kinds == [.unsafeName] && $0.content == first })
    let harmless = try read(Packed.zip([Packed.ZipMember("./a/./b..c/größe.log", first)]))
    #expect(harmless.last?.path == "ticket!/a/b..c/größe.log")
    #expect(harmless.last?.problems.isEmpty == true)
  }

  @Test func backslashesSeparateFolders() throws {
    let all = try read(Packed.tar([("C:\\logs\\a.log", first)]))
    #expect(all.last?.path == "ticket!/C/logs/a.log")
    #expect(all.last?.kinds == [.unsafeName])
  }

  @Test func namesOfOldZipsAreInCodePage437() throws {
    var member = Packed.ZipMember("", first)
    member.isUTF8 = false
    member.name = [0x67, 0x72, 0x94, 0xe1, 0x65, 0xff]
    #expect(try read(Packed.zip([member])).last?.path == "ticket!/größe\u{a0}")
  }

  @Test func veryLongNamesAreCut() throws {
    let all = try read(Packed.zip([Packed.ZipMember(String(repeating: "a", count: 60_000), first)]))
    #expect((all.last?.path.utf8.count ?? .max) < 5_000)
    #expect(all.last?.kinds == [.unsafeName])
  }

  @Test func linksAndFIFOsInArchivesAreSaid() throws {
    let packed =
      Packed.tarMember("link", [], type: "2", target: "/etc/passwd")
      + Packed.tarMember("hard", [], type: "1", target: "link") + Packed.tarMember("fifo", [], type: "6")
      + Packed.tarMember("folder/", [], type: "5") + Packed.tar([("a.log", first)])
    let all = try read(packed)
    #expect(all.map(\.path) == ["ticket", "ticket!/link", "ticket!/hard", "ticket!/fifo", "ticket!/a.log"])
    #expect(all.map(\.kinds) == [[], [.skipped], [.skipped], [.skipped], []])
  }

  @Test func membersAreLimited() throws {
    var options = IntakeOptions()
    options.limits.members = 3
    let inner = Packed.tar([("a", [1]), ("b", [2])])
    let all = try read(Packed.tar([("x.tar", inner), ("c", [3]), ("d", [4])]), options: options)
    #expect(all.map(\.path) == ["ticket", "ticket!/x.tar", "ticket!/x.tar!/a", "ticket!/x.tar!/b"])
    #expect(all[0].kinds == [.limitReached])
  }

  @Test func expansionOfMembersIsLimited() throws {
    var options = IntakeOptions()
    options.limits.expansionAllowance = 1_000_000
    options.limits.expansionRatio = 100
    let zeros = [UInt8](repeating: 0, count: 3_000_000)
    let bomb = Packed.zip((0..<20).map { Packed.ZipMember("\($0)", zeros) })
    let all = try read(bomb, options: options)
    #expect(all.reduce(0) { $0 + $1.content.count } < 10_000_000)
    #expect(all.first?.kinds == [.limitReached])
  }

  @Test func textThatLooksLikeNothingIsNotAnArchive() throws {
    for text in ["PK", "BZh9 is how bzip2 begins", "MSCF", "7z", "\u{1f}", "PK\u{3}"] {
      #expect(try read(Array(text.utf8)).map(\.text) == [text])
    }
    let block =
      [UInt8](repeating: 0x61, count: 257) + Array("ustar\u{0}00".utf8) + [UInt8](repeating: 0x61, count: 300)
    #expect(try read(block).map(\.content) == [block])
  }
}
