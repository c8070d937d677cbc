import Evidence
import Intake
import PackedData
import Redaction
import Testing

/// Archives there and back.
@Suite struct ArchiveTests {
  private let folder: TemporaryFolder
  private let log = someLog(lines: 4_000)
  private let large = largeLog(seed: 2)

  init() throws {
    folder = try TemporaryFolder()
  }

  private func repack(
    _ packed: [UInt8], named name: String = "ticket", options: IntakeOptions = IntakeOptions(),
    into output: String = "out"
  ) throws -> [RepackedArtifact] {
    try folder.write(name, packed)
    return try Repacker(policy: WordPolicy(), intake: options).repack(
      ["\(folder.path)/\(name)"], into: "\(folder.path)/\(output)")
  }

  private func written(_ name: String = "out/ticket") throws -> [UInt8] {
    try #require(folder.read(name))
  }

  private var members: [DescribedMember] {
    var logs = DescribedMember("secret logs/")
    logs.isFolder = true
    logs.permissions = 0o755
    logs.seconds = 1_650_000_000
    var first = DescribedMember("secret logs/a.log", log)
    first.permissions = 0o600
    first.seconds = 1_660_000_000
    var second = DescribedMember("b größe.log", large)
    second.isStored = true
    second.seconds = 1_670_000_002
    second.permissions = 0o644
    return [logs, first, second, DescribedMember("empty")]
  }

  private func expected(_ members: [DescribedMember]) -> [DescribedMember] {
    members.map { member in
      var member = member
      member.name = String(decoding: masked(Array(member.name.utf8)), as: UTF8.self)
      member.content = masked(member.content)
      return member
    }
  }

  @Test(arguments: Packed.Container.allCases)
  func membersAreAsTheyWere(_ container: Packed.Container) throws {
    let packed = Packed.archive(container, members)
    let original = try #require(Packed.members(of: packed))
    let artifacts = try repack(packed)
    let again = try #require(Packed.members(of: try written()))
    #expect(again.map(\.name) == expected(original).map(\.name))
    #expect(again == expected(original))
    let files = original.filter { !$0.isFolder }.map { "ticket!/\($0.name)" }
    #expect(artifacts.map(\.path) == ["ticket"] + files)
    #expect(artifacts[0].isArchive && artifacts[0].outputPath == "ticket")
    let masks = expected(original).filter { !$0.isFolder }.map { "ticket!/\($0.name)" }
    #expect(artifacts.dropFirst().map(\.outputPath) == masks)
    #expect(artifacts.allSatisfy { $0.changes.isEmpty && $0.problems.isEmpty && $0.reasonLeftOut == nil })
    #expect(folder.list("out") == ["ticket"])
    _ = try repack(packed, into: "again")
    #expect(try written("again/ticket") == written())
  }

  @Test(arguments: [Packed.Container.ustar, .pax, .gnuTar])
  func ownersAreMasked(_ container: Packed.Container) throws {
    var member = DescribedMember("a.log", log)
    member.user = "erika"
    member.group = "mustermann"
    member.userNumber = 1234
    _ = try repack(Packed.archive(container, [member]))
    let again = try #require(Packed.members(of: try written())?.first)
    #expect(again.user == "somebody" && again.group == "somebody" && again.userNumber == 0)
    #expect(try written().firstRange(of: Array("erika".utf8)) == nil)
  }

  @Test func finestTimesOfPaxAreKept() throws {
    var member = DescribedMember("a.log", log)
    member.nanoseconds = 123_456_789
    _ = try repack(Packed.archive(.pax, [member]))
    #expect(Packed.members(of: try written())?.map(\.nanoseconds) == [123_456_789])
  }

  @Test func emptyArchivesStayArchives() throws {
    for container in [Packed.Container.zip, .sevenZip] {
      let name = "\(container)"
      let artifacts = try repack(Packed.archive(container, []), named: name, into: "out-\(container)")
      #expect(Packed.members(of: try written("out-\(container)/\(name)")) == [])
      #expect(artifacts.map(\.outputPath) == [name])
    }
  }

  @Test func nestedArchives() throws {
    let inner = Packed.archive(.zip, members)
    let middle = Packed.gzip(Packed.archive(.ustar, [DescribedMember("inner secret.zip", inner)]))
    let outer = Packed.archive(
      .sevenZip,
      [
        DescribedMember("middle.tgz", middle), DescribedMember("z.gz", Packed.gzip(log)),
        DescribedMember("x.7z", Packed.archive(.sevenZip, members)),
      ])
    let artifacts = try repack(outer)
    let top = try #require(Packed.members(of: try written()))
    #expect(top.map(\.name) == ["middle.tgz", "z.gz", "x.7z"])
    let tar = try #require(Packed.members(of: top[0].content))
    #expect(tar.map(\.name) == ["inner stand-in!.zip"])
    // A zip that comes in order has its permissions at its end, out of reach.
    let original = try #require(Packed.members(of: inner)).map { member in
      var member = member
      member.permissions = member.isFolder ? 0o775 : 0o664
      return member
    }
    #expect(Packed.members(of: tar[0].content) == expected(original))
    #expect(Packed.members(of: top[2].content)?.map(\.content).contains(masked(large)) == true)
    #expect(
      artifacts.contains {
        $0.outputPath == "ticket!/middle.tgz!/inner stand-in!.zip!/stand-in! logs/a.log"
      })
    #expect(artifacts.allSatisfy { $0.reasonLeftOut == nil && $0.problems.isEmpty })
  }

  @Test func storedZipInsideAZipCanBeReadInOrder() throws {
    var inner = DescribedMember("inner.zip", Packed.archive(.zip, members))
    inner.isStored = true
    _ = try repack(Packed.archive(.zip, [inner]))
    try folder.makeFolder("second")
    let artifacts = try Repacker(policy: WordPolicy()).repack(["\(folder.path)/out/ticket"], into: nil)
    #expect(artifacts.count == 5)
    #expect(artifacts.allSatisfy { $0.problems.isEmpty && $0.reasonLeftOut == nil })
  }

  @Test func cabinetBecomesAZip() throws {
    let content = Array(log.prefix(30_000))
    let artifacts = try repack(Packed.cabinet("secret\\a.log", content), named: "x.cab")
    #expect(folder.list("out") == ["x.cab.zip"])
    let again = try #require(Packed.members(of: try written("out/x.cab.zip")))
    #expect(again.map(\.name) == ["stand-in!/a.log"])
    #expect(again.map(\.content) == [masked(content)])
    #expect(artifacts.map(\.outputPath) == ["x.cab.zip", "x.cab.zip!/stand-in!/a.log"])
    #expect(artifacts[0].changes == ["the cabinet becomes a zip: cabinets cannot be written"])
  }

  @Test func cabinetInsideCompressionAndArchive() throws {
    let cabinet = Packed.cabinet("a.log", [1, 2, 3])
    let packed = Packed.archive(
      .zip, [DescribedMember("x.cab", cabinet), DescribedMember("y.cab.gz", Packed.gzip(cabinet))])
    _ = try repack(packed)
    #expect(Packed.members(of: try written())?.map(\.name) == ["x.cab.zip", "y.cab.zip.gz"])
  }

  @Test func encryptedZipStaysEncrypted() throws {
    let packed = Packed.archive(.zip, members, password: "right")
    let options = IntakeOptions(passwords: ["wrong", "right"])
    let artifacts = try repack(packed, options: options)
    #expect(artifacts.allSatisfy { $0.problems.isEmpty && $0.reasonLeftOut == nil })
    let original = try #require(Packed.members(of: packed, password: "right"))
    let again = try #require(Packed.members(of: try written(), password: "right"))
    #expect(again.map(\.content) == expected(original).map(\.content))
    #expect(again.map(\.name) == expected(original).map(\.name))
    #expect(Packed.members(of: try written(), password: "wrong") == nil)
    #expect(try written().firstRange(of: Array("line 17 ".utf8)) == nil)
  }

  @Test func withoutThePasswordEncryptedMembersAreLeftOut() throws {
    let artifacts = try repack(Packed.archive(.zip, members, password: "right"))
    #expect(artifacts.map(\.outputPath) == ["ticket", nil, nil, "ticket!/empty"])
    #expect(artifacts.map { $0.problems.map(\.kind) } == [[], [.encrypted], [.encrypted], []])
    #expect(Packed.members(of: try written())?.map(\.name) == ["stand-in! logs/", "empty"])
  }

  @Test func namesThatFallTogetherInsideAnArchive() throws {
    let packed = Packed.archive(
      .ustar,
      [
        DescribedMember("secret/a.log", [1]), DescribedMember("stand-in!/a.log", [2]),
        DescribedMember("secret/b.log", [3]), DescribedMember("secret/b.log", [4]),
      ])
    let artifacts = try repack(packed)
    #expect(
      Packed.members(of: try written())?.map(\.name) == [
        "stand-in!/a.log", "stand-in!-2/a.log", "stand-in!/b.log", "stand-in!/b-2.log",
      ])
    #expect(artifacts.map(\.changes.count) == [0, 0, 1, 0, 1])
  }

  @Test func linksAndUnwantedMembersAreLeftOut() throws {
    let packed =
      Packed.tarMember("link", [], type: "2", target: "/etc/secret")
      + Packed.tarMember("hard", [], type: "1", target: "link") + Packed.tarMember("fifo", [], type: "6")
      + Packed.tarMember("../x.blog", log) + Packed.tar([("../../a.log", log)])
    let artifacts = try repack(packed)
    #expect(Packed.members(of: try written())?.map(\.name) == ["_/_/a.log"])
    #expect(artifacts.map(\.outputPath) == ["ticket", nil, nil, nil, nil, "ticket!/_/_/a.log"])
    #expect(artifacts.dropFirst().dropLast().allSatisfy { $0.reasonLeftOut != nil })
  }

  @Test func damagedArchivesGiveWhatCouldBeRead() throws {
    let packed = Packed.archive(.ustar, members)
    let artifacts = try repack(Array(packed.prefix(packed.count - large.count / 2)))
    #expect(artifacts.contains { $0.problems.contains { $0.kind == .truncated } })
    let again = try #require(Packed.members(of: try written()))
    #expect(again.map(\.name) == ["stand-in! logs/", "stand-in! logs/a.log", "b größe.log"])
    #expect(again[1].content == masked(log))
    #expect(masked(large).starts(with: again[2].content) && again[2].content.count > 1 << 20)
  }

  @Test func archiveThatCannotBeReadIsLeftOut() throws {
    let artifacts = try repack(Array("PK\u{3}\u{4} and then nothing that is a zip".utf8))
    #expect(folder.list("out").isEmpty)
    #expect(artifacts.map(\.outputPath) == [nil])
    #expect(artifacts[0].reasonLeftOut?.hasPrefix("nothing of it could be read") == true)
  }

  @Test func limitsHold() throws {
    var options = IntakeOptions()
    options.limits.depth = 2
    options.limits.members = 3
    let deep = Packed.gzip(Packed.archive(.zip, [DescribedMember("a.gz", Packed.gzip(log))]))
    let packed = Packed.archive(.zip, [DescribedMember("deep", deep)])
    let artifacts = try repack(packed, options: options)
    #expect(artifacts.map(\.outputPath) == ["ticket", nil])
    #expect(artifacts.map { $0.problems.map(\.kind) } == [[], [.limitReached]])
    #expect(Packed.members(of: try written()) == [])
  }
}
