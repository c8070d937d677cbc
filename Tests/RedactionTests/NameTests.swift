import Intake
import PackedData
import Redaction
import Testing

/// Whatever a policy makes of a name, it stays one component that every system takes.
@Suite struct NameTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test func namesOfAPolicyAreMadeSafe() throws {
    let names = [
      ("../../etc", ".._.._etc"), ("..", "_"), ("", "_"), ("a\\b\u{0}c\n", "a_b_c_"),
      ("x\u{202e}gol", "x_gol"),
      (String(repeating: "ä", count: 300) + ".log", String(repeating: "ä", count: 98) + ".log"),
    ]
    let packed = Packed.archive(.zip, [DescribedMember("member", [1])])
    try folder.write("file", packed)
    for (index, (wanted, safe)) in names.enumerated() {
      let artifacts = try Repacker(policy: OneName(wanted)).repack(
        ["\(folder.path)/file"], into: "\(folder.path)/\(index)")
      #expect(folder.list("\(index)") == [safe])
      #expect(artifacts.map(\.outputPath) == [safe, "\(safe)!/\(safe)"])
      let written = try #require(folder.read("\(index)/\(safe)"))
      #expect(Packed.members(of: written)?.map(\.name) == [safe])
    }
  }

  @Test func manyAlike() throws {
    let members = (0..<500).map { DescribedMember("\($0)/\($0).log.gz", [UInt8($0 % 256)]) }
    try folder.write("file", Packed.archive(.ustar, members))
    _ = try Repacker(policy: OneName("same.log.gz")).repack(
      ["\(folder.path)/file"], into: "\(folder.path)/out")
    let written = try #require(folder.read("out/same.log.gz"))
    let again = try #require(Packed.members(of: written))
    #expect(Set(again.map(\.name)).count == 500)
    #expect(again.first?.name == "same.log.gz/same.log.gz")
    #expect(again.last?.name == "same-500.log.gz/same.log.gz")
    #expect(again.map(\.content) == members.map(\.content))
  }
}

/// Calls everything the same.
private final class OneName: RedactionPolicy {
  private let only: String

  init(_ only: String) {
    self.only = only
  }

  func treatment(ofArtifactAt path: String, beginning: [UInt8]) -> Treatment { .rewrite(WordRewriter()) }
  func name(for component: String, in parent: String?) -> String { only }
  func owner(for name: String) -> String { only }
}
