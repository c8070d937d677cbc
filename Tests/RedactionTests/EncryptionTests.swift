import Intake
import PackedData
import Redaction
import Testing

/// Zips of which some members are encrypted, or with different passwords: nothing comes out open that was not.
@Suite struct EncryptionTests {
  private let folder: TemporaryFolder
  private let options = IntakeOptions(passwords: ["first", "second"])

  init() throws {
    folder = try TemporaryFolder()
  }

  private func zip(_ name: String, password: String? = nil) -> [UInt8] {
    Packed.archive(.zip, [DescribedMember(name, someLog(lines: 50))], password: password)
  }

  private func repack(_ packed: [UInt8]) throws -> (artifacts: [RepackedArtifact], written: [UInt8]) {
    try folder.write("t.zip", packed)
    let artifacts = try Repacker(policy: WordPolicy(), intake: options).repack(
      ["\(folder.path)/t.zip"], into: "\(folder.path)/out")
    return (artifacts, try #require(folder.read("out/t.zip")))
  }

  @Test func encryptedBehindOpenIsLeftOut() throws {
    let (artifacts, written) = try repack(Packed.joined(zip("open"), zip("closed", password: "first")))
    #expect(artifacts.map(\.outputPath) == ["t.zip", "t.zip!/open", nil])
    #expect(artifacts.last?.reasonLeftOut?.hasPrefix("it is encrypted") == true)
    #expect(Packed.members(of: written)?.map(\.name) == ["open"])
  }

  @Test func openBehindEncryptedIsEncryptedToo() throws {
    let (artifacts, written) = try repack(Packed.joined(zip("closed", password: "second"), zip("open")))
    #expect(artifacts.map(\.outputPath) == ["t.zip", "t.zip!/closed", "t.zip!/open"])
    #expect(artifacts.map(\.changes.count) == [0, 0, 1])
    #expect(Packed.members(of: written) == nil)
    #expect(Packed.members(of: written, password: "first") == nil)
    let again = Packed.members(of: written, password: "second")
    #expect(again?.map(\.content) == [masked(someLog(lines: 50)), masked(someLog(lines: 50))])
  }

  @Test func otherPasswordIsLeftOut() throws {
    let (artifacts, written) = try repack(
      Packed.joined(zip("a", password: "first"), zip("b", password: "second")))
    #expect(artifacts.map(\.outputPath) == ["t.zip", "t.zip!/a", nil])
    #expect(
      artifacts.last?.reasonLeftOut == "it is encrypted with another password than the members before it")
    #expect(Packed.members(of: written, password: "first")?.map(\.name) == ["a"])
  }

  @Test func gzipInsideAnEncryptedZip() throws {
    let log = someLog(lines: 50)
    let packed = Packed.archive(.zip, [DescribedMember("a.gz", Packed.gzip(log))], password: "second")
    let (artifacts, written) = try repack(packed)
    #expect(artifacts.map(\.outputPath) == ["t.zip", "t.zip!/a.gz"])
    let member = try #require(Packed.members(of: written, password: "second")?.first)
    #expect(member.content.starts(with: [0x1f, 0x8b]))
  }
}

extension Packed {
  /// One zip with the members of two, each of one member (APPNOTE.TXT 4.3.12 and 4.3.16).
  fileprivate static func joined(_ first: [UInt8], _ second: [UInt8]) -> [UInt8] {
    let (one, two) = (parts(first), parts(second))
    var moved = two.directory
    let place = one.local.count
    moved.replaceSubrange(42..<46, with: little(place, 4))
    let directory = one.directory + moved
    var end = one.end
    end.replaceSubrange(8..<12, with: little(2, 2) + little(2, 2))
    end.replaceSubrange(12..<20, with: little(directory.count, 4) + little(place + two.local.count, 4))
    return one.local + two.local + directory + end
  }

  private static func parts(_ zip: [UInt8]) -> (local: [UInt8], directory: [UInt8], end: [UInt8]) {
    let end = Array(zip.suffix(22))
    func number(_ place: Int) -> Int { (0..<4).reduce(0) { $0 | Int(end[place + $1]) << (8 * $1) } }
    let start = number(16)
    return (
      Array(zip[..<start]), Array(zip[start..<start + number(12)]), end
    )
  }
}
