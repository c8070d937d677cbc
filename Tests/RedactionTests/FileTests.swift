import Evidence
import Intake
import PackedData
import Redaction
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Plain and compressed files, their names, times and places.
@Suite struct FileTests {
  private let folder: TemporaryFolder
  private let log = largeLog(seed: 1)

  init() throws {
    folder = try TemporaryFolder()
  }

  private func repack(_ names: [String], options: IntakeOptions = IntakeOptions()) throws
    -> [RepackedArtifact]
  {
    try Repacker(policy: WordPolicy(), intake: options).repack(
      names.map { "\(folder.path)/\($0)" }, into: "\(folder.path)/out")
  }

  @Test func plainFileKeepsTimeAndPermissions() throws {
    let path = try folder.write("a-secret.log", log)
    _ = unsafe chmod(path, 0o640)
    setTime(path, seconds: 1_600_000_000, nanoseconds: 123_456_789)
    let artifacts = try repack(["a-secret.log"])
    #expect(folder.list("out") == ["a-stand-in!.log"])
    #expect(folder.read("out/a-stand-in!.log") == masked(log))
    let facts = try #require(status("\(folder.path)/out/a-stand-in!.log"))
    #expect(facts == (0o640, 1_600_000_000, 123_456_789))
    #expect(artifacts.map(\.path) == ["a-secret.log"])
    #expect(artifacts.map(\.outputPath) == ["a-stand-in!.log"])
    #expect(artifacts.allSatisfy { $0.changes.isEmpty && $0.problems.isEmpty && $0.reasonLeftOut == nil })
  }

  @Test func foldersKeepPlacesTimesAndPermissions() throws {
    try folder.makeFolder("in")
    try folder.makeFolder("in/secret")
    try folder.makeFolder("in/secret/deep")
    try folder.write("in/secret/deep/a.log", log)
    try folder.write("in/b.log", "")
    _ = unsafe chmod("\(folder.path)/in/secret/deep", 0o750)
    for (path, time) in [("in/secret/deep", 1_500_000_000), ("in/secret", 1_400_000_000)] {
      setTime("\(folder.path)/\(path)", seconds: time)
    }
    _ = try repack(["in"])
    #expect(folder.list("out") == ["b.log", "stand-in!/", "stand-in!/deep/", "stand-in!/deep/a.log"])
    #expect(folder.read("out/b.log") == [])
    let deep = try #require(status("\(folder.path)/out/stand-in!/deep"))
    #expect(deep.permissions == 0o750)
    #expect(deep.seconds == 1_500_000_000)
    #expect(status("\(folder.path)/out/stand-in!")?.seconds == 1_400_000_000)
  }

  @Test func namesThatFallTogetherStayTwo() throws {
    for name in ["one", "two", "three"] {
      try folder.makeFolder(name)
      try folder.write("\(name)/secret.log.gz", Packed.gzip(Array(name.utf8)))
    }
    try folder.write("stand-in!.log.gz", Packed.gzip(Array("four".utf8)))
    let artifacts = try repack(["one", "two", "three", "stand-in!.log.gz"])
    #expect(
      folder.list("out") == [
        "stand-in!-2.log.gz", "stand-in!-3.log.gz", "stand-in!-4.log.gz", "stand-in!.log.gz",
      ])
    #expect(artifacts.map(\.changes.count) == [0, 1, 1, 1])
    #expect(artifacts.last?.outputPath == "stand-in!-4.log.gz")
  }

  @Test func whatIsLeftOutIsSaid() throws {
    try folder.makeFolder("in")
    try folder.write("in/a.blog", "secret")
    try folder.write("in/b.log", "secret")
    try folder.link("in/link", to: "/etc/passwd")
    let artifacts = try repack(["in"])
    #expect(folder.list("out") == ["b.log"])
    #expect(artifacts.map(\.path) == ["a.blog", "b.log", "link"])
    #expect(artifacts.map(\.outputPath) == [nil, "b.log", nil])
    #expect(artifacts.map(\.reasonLeftOut) == ["binary", nil, "a link inside a folder is not followed"])
  }

  @Test func policySeesTheBeginning() throws {
    try folder.write("a.gz", Packed.gzip(log))
    let policy = WordPolicy()
    _ = try Repacker(policy: policy).repack(["\(folder.path)/a.gz"], into: nil)
    #expect(policy.beginnings == ["a.gz": 64 << 10])
  }

  @Test func withoutFolderNothingIsWritten() throws {
    try folder.write("secret.log", log)
    let artifacts = try Repacker(policy: WordPolicy()).repack(["\(folder.path)/secret.log"], into: nil)
    #expect(folder.list("") == ["secret.log"])
    #expect(artifacts.map(\.outputPath) == ["stand-in!.log"])
  }

  @Test func gzipKeepsTimeAndMasksNames() throws {
    let header: [UInt8] = [0x1f, 0x8b, 8, 0x18, 1, 2, 3, 4, 0, 3]
    let member = Packed.gzip(log)
    let packed = header + Array("my secret.log\0a secret comment\0".utf8) + member[10...]
    try folder.write("a.gz", packed + Packed.gzip(Array("secret\n".utf8)))
    _ = try repack(["a.gz"])
    let written = try #require(folder.read("out/a.gz"))
    #expect(
      written.starts(
        with: [0x1f, 0x8b, 8, 0x18, 1, 2, 3, 4, 4, 3]
          + Array("my stand-in!.log\0a stand-in! comment\0".utf8)))
    #expect(read("out/a.gz") == masked(log) + masked(Array("secret\n".utf8)))
  }

  @Test func compressedFilesAreCompressedTheSameWay() throws {
    for (writer, name) in [
      (Packed.Writer.xz, "xz"), (.bzip2, "bz2"), (.zstandard, "zst"),
    ] {
      let folder = try TemporaryFolder()
      let packed = Packed.written(writer, [("a", log)])
      try folder.write("a.\(name)", packed)
      try folder.write("empty.\(name)", Packed.written(writer, [("a", [])]))
      _ = try Repacker(policy: WordPolicy()).repack(
        ["\(folder.path)/a.\(name)", "\(folder.path)/empty.\(name)"], into: "\(folder.path)/out")
      let written = try #require(folder.read("out/a.\(name)"))
      #expect(written.prefix(3) == packed.prefix(3))
      #expect(read("out/a.\(name)", in: folder) == masked(log))
      #expect(read("out/empty.\(name)", in: folder) == [])
    }
  }

  @Test func damagedFilesGiveWhatCouldBeRead() throws {
    let packed = Packed.gzip(log)
    try folder.write("cut.gz", Array(packed.prefix(packed.count / 2)))
    try folder.write("nothing.gz", [0x1f, 0x8b, 8, 0, 0, 0])
    let artifacts = try repack(["cut.gz", "nothing.gz"])
    #expect(folder.list("out") == ["cut.gz"])
    #expect(artifacts.map { $0.problems.map(\.kind) } == [[.truncated], [.truncated]])
    let content = read("out/cut.gz")
    #expect(content.count > log.count / 3 && masked(log).starts(with: content))
    #expect(artifacts[1].reasonLeftOut?.hasPrefix("nothing of it could be read") == true)
  }

  @Test func readingAheadChangesNothing() throws {
    try folder.write("a.gz", Packed.gzip(log))
    _ = try repack(["a.gz"], options: IntakeOptions(threads: SpareThreads(jobs: 2, inputs: 1)))
    let ahead = try #require(folder.read("out/a.gz"))
    try folder.makeFolder("again")
    _ = try Repacker(policy: WordPolicy()).repack(["\(folder.path)/a.gz"], into: "\(folder.path)/again")
    #expect(folder.read("again/a.gz") == ahead)
  }

  @Test func interruptedRunLeavesNoPart() throws {
    try folder.write("a.log", log)
    let options = IntakeOptions()
    options.interruption.request()
    let artifacts = try repack(["a.log"], options: options)
    #expect(folder.list("out").isEmpty)
    #expect(artifacts.map(\.outputPath) == [nil])
    #expect(artifacts.first?.reasonLeftOut != nil)
  }

  @Test func interruptedInTheMiddle() throws {
    try folder.makeFolder("in")
    try folder.write("in/a.log", "secret")
    try folder.write("in/b.zip", Packed.zip([Packed.ZipMember("c.log", log), Packed.ZipMember("d", log)]))
    try folder.write("in/e.log", log)
    let options = IntakeOptions()
    let policy = InterruptingPolicy(options.interruption)
    let artifacts = try Repacker(policy: policy, intake: options).repack(
      ["\(folder.path)/in"], into: "\(folder.path)/out")
    #expect(folder.list("out") == ["a.log"])
    #expect(artifacts.map(\.path).prefix(3) == ["a.log", "b.zip", "b.zip!/c.log"])
    #expect(artifacts.map(\.outputPath).allSatisfy { $0 == nil || $0 == "a.log" })
    #expect(artifacts.dropFirst().allSatisfy { $0.reasonLeftOut != nil })
  }

  @Test func emptyFoldersStay() throws {
    try folder.makeFolder("in")
    try folder.makeFolder("in/secret")
    try folder.makeFolder("in/secret/empty")
    setTime("\(folder.path)/in/secret/empty", seconds: 1_300_000_000)
    let artifacts = try repack(["in"])
    #expect(folder.list("out") == ["stand-in!/", "stand-in!/empty/"])
    #expect(status("\(folder.path)/out/stand-in!/empty")?.seconds == 1_300_000_000)
    #expect(artifacts.isEmpty)
  }

  @Test func pipeIsReadOnce() throws {
    try folder.makeFIFO("pipe")
    let path = "\(folder.path)/pipe"
    let packed = Packed.gzip(log)
    let writer = SpareThreads(jobs: 1, inputs: 0).start {
      guard let stream = unsafe fopen(path, "w") else { return }
      unsafe fwrite(packed, 1, packed.count, stream)
      unsafe fclose(stream)
    }
    _ = try repack(["pipe"])
    writer?.join()
    #expect(read("out/pipe") == masked(log))
    #expect(status("\(folder.path)/out/pipe")?.permissions == 0o600)
  }

  @Test func unsuitableFoldersAreRefused() throws {
    try folder.makeFolder("in")
    try folder.write("in/a.log", log)
    try folder.makeFolder("full")
    try folder.write("full/b", "b")
    try folder.link("way", to: "in")
    let cases = [
      (["in"], "in/out"), (["in"], "way/out"), (["in"], "in"), (["in/a.log"], "full"),
      (["in/a.log"], "full/b"), (["in/a.log"], "in/a.log"), (["in"], "."), (["in"], ""),
    ]
    for (inputs, output) in cases {
      let error = #expect(throws: RepackFailure.self) {
        try Repacker(policy: WordPolicy()).repack(
          inputs.map { "\(folder.path)/\($0)" }, into: "\(folder.path)/\(output)")
      }
      guard case .refused = error else {
        Issue.record("\(output): \(String(describing: error))")
        continue
      }
    }
    #expect(folder.list("in") == ["a.log"])
  }

  @Test func folderThatCannotBeMadeIsAFailureToWrite() throws {
    try folder.write("a.log", log)
    let error = #expect(throws: RepackFailure.self) {
      try Repacker(policy: WordPolicy()).repack(
        ["\(folder.path)/a.log"], into: "\(folder.path)/no/such/place")
    }
    guard case .cannotWrite = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  private func read(_ name: String, in other: TemporaryFolder? = nil) -> [UInt8] {
    var content: [UInt8] = []
    Intake.open(Input(path: name, file: "\((other ?? folder).path)/\(name)")) { artifact in
      while artifact.read(upTo: 1 << 20, appendingTo: &content) > 0 {}
      #expect(artifact.problems.isEmpty)
    }
    return content
  }
}

/// Interrupts the reading when it comes to a zip.
private final class InterruptingPolicy: RedactionPolicy {
  private let interruption: Interruption

  init(_ interruption: Interruption) {
    self.interruption = interruption
  }

  func treatment(ofArtifactAt path: String, beginning: [UInt8]) -> Treatment {
    if path.contains(".zip") { interruption.request() }
    return .rewrite(WordRewriter())
  }

  func name(for component: String, in parent: String?) -> String { component }
  func owner(for name: String) -> String { name }
}
