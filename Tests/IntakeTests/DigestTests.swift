import Intake
import PackedData
import Testing

@Suite struct DigestTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// FIPS 180-4, the example of one block.
  private let digestOfABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

  @Test func fileDigestIsOfTheBytesOnDisk() throws {
    let input = Input(path: "a", file: try folder.write("a", "abc"))
    #expect(Intake.fileDigest(of: input) == digestOfABC)
    let packed = Input(path: "b", file: try folder.write("b", Packed.gzip(Array("abc".utf8))))
    let digest = try #require(Intake.fileDigest(of: packed))
    #expect(digest.utf8.count == 64 && digest != digestOfABC)
  }

  @Test func contentDigestIsTheSameHoweverPacked() throws {
    let abc = Array("abc".utf8)
    let tar = Packed.tar([("x", [0]), ("abc.gz", Packed.gzip(abc))])
    let archive = Input(path: "t", file: try folder.write("t", Packed.gzip(tar)))
    #expect(Intake.contentDigest(of: archive, ordinal: 2) == digestOfABC)
    #expect(Intake.contentDigest(of: archive, ordinal: 1) != digestOfABC)
    #expect(Intake.contentDigest(of: archive, ordinal: 0) == nil)
    #expect(Intake.contentDigest(of: archive, ordinal: 3) == nil)
    let plain = Input(path: "p", file: try folder.write("p", "abc"))
    #expect(Intake.contentDigest(of: plain, ordinal: 0) == digestOfABC)
  }

  @Test func whatCannotBeReadHasNoDigest() {
    let missing = Input(path: "missing", file: folder.path + "/missing")
    #expect(Intake.fileDigest(of: missing) == nil)
    #expect(Intake.fileDigest(of: .standardInput) == nil)
    #expect(Intake.contentDigest(of: .standardInput, ordinal: 0) == nil)
  }
}
