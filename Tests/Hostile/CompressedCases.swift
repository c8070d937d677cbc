import Evidence
import PackedData

extension HostileTables {
  private static let packed = Packed.gzip(Bad.log)

  /// Damaged gzip data.
  static let gzip: [HostileCase] =
    stride(from: 100, through: 900, by: 100).map { part in
      HostileCase("cut-\(part).log.gz", [.truncated], exit: 2, packed.cut(part))
    }
    + stride(from: 150, through: 850, by: 100).map { part in
      HostileCase(
        "flipped-\(part).log.gz", [part == 450 ? .corrupt : .checksumMismatch], exit: 2, packed.flipped(part))
    }
    + [
      HostileCase("header-only.log.gz", [.truncated], exit: 2, Array(packed.prefix(10))),
      HostileCase("cut-header.log.gz", [], exit: 0, Array(packed.prefix(3))),
      HostileCase("wrong-checksum.log.gz", [.checksumMismatch], exit: 2, packed.with([1, 2, 3, 4], at: -8)),
      HostileCase("wrong-length.log.gz", [.checksumMismatch], exit: 2, packed.with([1, 2, 3, 4], at: -4)),
      HostileCase(
        "huge-length.log.gz", [.checksumMismatch], exit: 2, packed.with([255, 255, 255, 255], at: -4)),
      HostileCase("cut-checksum.log.gz", [.truncated], exit: 2, Array(packed.dropLast(6))),
      HostileCase("trailing-text.log.gz", [.trailingData], exit: 2, packed + Bad.call),
      HostileCase("trailing-zeros.log.gz", [], exit: 0, packed + Bad.zeros(4_096)),
      HostileCase("trailing-random.log.gz", [.trailingData], exit: 2, packed + Bad.random(500)),
      HostileCase("two-members.log.gz", [], exit: 0, packed + packed),
      HostileCase("second-cut.log.gz", [.truncated], exit: 2, packed + packed.cut(500)),
      HostileCase("second-damaged.log.gz", [.checksumMismatch], exit: 2, packed + packed.flipped(500)),
      HostileCase(
        "zero-filled-end.log.gz", [.truncated], exit: 2, packed.cut(500) + Bad.zeros(packed.count / 2)),
      HostileCase(
        "random-behind-header.log.gz", [.corrupt], exit: 2, Array(packed.prefix(10)) + Bad.random(900)),
      HostileCase("plain-text.log.gz", [], exit: 0, Bad.log),
      HostileCase("compressed.log", [], exit: 0, packed),
      HostileCase("empty.log.gz", [], exit: 0, []),
      HostileCase(
        "long-name-field.log.gz", [.truncated], exit: 2,
        [0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3] + Bad.many("n", 70_000)),
      HostileCase(
        "extra-field-past-the-end.log.gz", [.truncated], exit: 2,
        [0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 3, 255, 255, 1]),
      HostileCase("nested-twice.log.gz", [], exit: 0, Packed.gzip(packed)),
      HostileCase(
        "nested-ten-times.log.gz", [.limitReached], exit: 2,
        (0..<10).reduce(packed) { inner, _ in Packed.gzip(inner) }),
      HostileCase("bomb.gz", [.limitReached], exit: 2, Packed.gzip(Packed.gzip(Bad.zeros(96 << 20)))),
    ]
    + [
      ("xz", Packed.Writer.xz, .corrupt, 2, .corrupt), ("bz2", .bzip2, .corrupt, 2, .corrupt),
      // libarchive writes no checksum into zstd frames, so that nothing tells of a turned bit.
      ("zst", .zstandard, nil, 0, .truncated),
    ].flatMap { (row: (String, Packed.Writer, Problem.Kind?, Int32, Problem.Kind)) in
      let (name, writer, flipped, exitCode, random) = row
      let stream = Packed.written(writer, [("a.log", Bad.log)])
      let problems = Set([flipped].compactMap(\.self))
      return [
        HostileCase("sound.log.\(name)", [], exit: 0, stream),
        HostileCase("cut-500.log.\(name)", [.truncated], exit: 2, stream.cut(500)),
        HostileCase("cut-950.log.\(name)", [.truncated], exit: 2, stream.cut(950)),
        HostileCase("flipped-300.log.\(name)", problems, exit: exitCode, stream.flipped(300)),
        HostileCase("flipped-700.log.\(name)", problems, exit: exitCode, stream.flipped(700)),
        HostileCase("random.log.\(name)", [random], exit: 2, Array(stream.prefix(24)) + Bad.random(500)),
      ]
    }
}
