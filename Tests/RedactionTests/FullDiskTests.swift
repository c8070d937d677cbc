#if os(Linux)
  import Glibc
  import Intake
  import PackedData
  import Redaction
  import Testing

  /// A disk that is too small: said as such, and nothing half-written stays. Needs the right to mount.
  @Suite(.enabled(if: geteuid() == 0)) struct FullDiskTests {
    private let log = largeLog(seed: 5)

    private func expectFull(_ content: [UInt8]) throws {
      let folder = try TemporaryFolder()
      let disk = try folder.makeFolder("disk")
      guard unsafe mount("tmpfs", disk, "tmpfs", 0, "size=1m") == 0 else { return }
      defer { unsafe umount2(disk, 2) }
      try folder.makeFolder("in")
      try folder.write("in/a", "small")
      try folder.write("in/b", content)
      let error = #expect(throws: RepackFailure.self) {
        try Repacker(policy: WordPolicy()).repack(["\(folder.path)/in"], into: "\(disk)/out")
      }
      #expect(error == .cannotWrite("No space left on device"))
      #expect(folder.list("disk/out") == ["a"])
      #expect(folder.read("disk/out/a") == Array("small".utf8))
    }

    @Test func plainFile() throws { try expectFull(log) }

    @Test func compressedFile() throws { try expectFull(Packed.gzip(noise)) }

    @Test func memberThatIsCollected() throws {
      try expectFull(Packed.archive(.ustar, [DescribedMember("a", log)]))
    }

    @Test func archive() throws {
      let part = Array(noise.prefix(900_000))
      try expectFull(Packed.archive(.zip, [DescribedMember("a", part), DescribedMember("b", part)]))
    }

    /// Does not compress.
    private var noise: [UInt8] {
      var generator = SeededGenerator(seed: 9)
      var bytes: [UInt8] = []
      for _ in 0..<250_000 {
        let value = generator.next()
        for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * shift))) }
      }
      return bytes
    }
  }
#endif
