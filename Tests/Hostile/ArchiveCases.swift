import Evidence
import PackedData

extension HostileTables {
  private static let zip = Packed.zip([
    Packed.ZipMember("a.log", Bad.log), Packed.ZipMember("b.log", Bad.log, isStored: true),
  ])

  private static func named(_ name: String) -> [UInt8] { Packed.zip([Packed.ZipMember(name, Bad.log)]) }

  /// Where the directory of `zip` begins.
  private static let directory = zip.firstRange(of: [0x50, 0x4b, 1, 2])?.lowerBound ?? 0

  /// Damaged zips, and sound ones with names or members that are not what they should be.
  static let zips: [HostileCase] =
    [100, 300, 500, 700, 900].map { part in
      HostileCase("cut-\(part).zip", [.truncated], exit: 2, zip.cut(part))
    }
    + [50, 150, 300, 600, 800].map { part in
      HostileCase("flipped-\(part).zip", [.checksumMismatch], exit: 2, zip.flipped(part))
    }
    + [
      "../../etc/passwd", "/etc/passwd", "C:\\logs\\a.log", "a\u{1b}[2J.log",
      "a\u{202e}gol.txt", "..",
      "a\nb.log", "a\rb.log", "a\u{7}b.log", "\\\\server\\share\\a.log", "a/../../b.log", "\u{0}",
      "a\u{85}b.log",
      "a\u{2028}b.log", String(repeating: "n", count: 4_097), String(repeating: "d/", count: 3_000) + "a.log",
    ].enumerated().map { index, name in
      HostileCase("name-\(index).zip", [.unsafeName], exit: 0, named(name))
    }
    + ["CON", "logs\\a.log", "NUL.log", "a:b.log", "aux", "./a.log", String(repeating: "n", count: 4_096)]
    .enumerated().map {
      index, name in HostileCase("odd-name-\(index).zip", [], exit: 0, named(name))
    }
    + [
      HostileCase("sound.zip", [], exit: 0, zip),
      HostileCase("empty.zip", [], exit: 0, Packed.zip([])),
      HostileCase(
        "same-names.zip", [], exit: 0,
        Packed.zip([Packed.ZipMember("a.log", Bad.log), Packed.ZipMember("a.log", Bad.call)])),
      HostileCase(
        "encrypted.zip", [.encrypted], exit: 2,
        Packed.written(.encryptedZip(password: "secret"), [("a.log", Bad.log)])),
      HostileCase("without-directory.zip", [.truncated], exit: 2, Array(zip.prefix(directory))),
      HostileCase(
        "directory-of-zeros.zip", [.truncated], exit: 2,
        zip.with(Bad.zeros(zip.count - directory), at: directory)),
      HostileCase("behind-text.zip", [], exit: 0, Bad.text("a few words\n") + zip),
      HostileCase("behind-itself.zip", [], exit: 0, zip + zip),
      HostileCase("before-random.zip", [], exit: 0, zip + Bad.random(300)),
      HostileCase(
        "size-too-large.zip", [.checksumMismatch], exit: 2, zip.with([255, 255, 255, 127], at: 18)),
      HostileCase(
        "wrong-checksum.zip", [.checksumMismatch], exit: 2, zip.with([1, 2, 3, 4], at: 14)),
      HostileCase("name-past-the-end.zip", [.truncated], exit: 2, zip.with([255, 255], at: directory + 28)),
      HostileCase(
        "unknown-method.zip", [.corrupt], exit: 2,
        zip.with([77, 0], at: 8).with([77, 0], at: directory + 10)),
      HostileCase(
        "offset-past-the-end.zip", [.truncated], exit: 2, zip.with([255, 255, 255, 127], at: directory + 42)),
      HostileCase(
        "bomb.zip", [.limitReached], exit: 2,
        Packed.zip((0..<3).map { Packed.ZipMember("\($0)", Bad.zeros(32 << 20)) })),
      HostileCase(
        "nested-ten-times.zip", [.limitReached], exit: 2,
        (0..<10).reduce(zip) { inner, _ in Packed.zip([Packed.ZipMember("i.zip", inner, isStored: true)]) }),
      HostileCase(
        "member-cut.zip", [.truncated], exit: 2,
        Packed.zip([Packed.ZipMember("a.log.gz", Packed.gzip(Bad.log).cut(500))])),
      HostileCase(
        "macos.zip", [.skipped], exit: 0,
        Packed.zip([
          Packed.ZipMember("a.log", Bad.log),
          Packed.ZipMember("__MACOSX/._a.log", [0, 5, 0x16, 7, 0, 2, 0, 0] + Bad.zeros(80)),
        ])),
      HostileCase(
        "bugreport-2026.zip", [], exit: 0,
        Packed.zip([
          Packed.ZipMember("main_entry.txt", Bad.text("bugreport-2026.txt")),
          Packed.ZipMember("bugreport-2026.txt", Bad.log),
        ])),
      HostileCase("a.etl.zip", [.corrupt], exit: 2, Packed.zip([Packed.ZipMember("a.etl", Bad.random(900))])),
      HostileCase("a.blog.zip", [], exit: 0, Packed.zip([Packed.ZipMember("a.blog", Bad.random(9_000))])),
    ]

  private static let tar = Packed.tar([("a.log", Bad.log), ("b.log", Bad.log)])
  private static let seven = Packed.written(.sevenZip, [("a.log", Bad.log), ("b.log", Bad.log)])
  private static let cabinet = Packed.cabinet("a.log", Array(Bad.log.prefix(20_000)))

  /// Damaged tars, 7z and cabinets.
  static let containers: [HostileCase] = [
    HostileCase("sound.tar", [], exit: 0, tar),
    HostileCase("cut-400.tar", [.truncated], exit: 2, tar.cut(400)),
    HostileCase("cut-800.tar", [.truncated], exit: 2, tar.cut(800)),
    HostileCase("without-end.tar", [], exit: 0, Array(tar.dropLast(1_024))),
    HostileCase(
      "damaged-header.tar", [.corrupt], exit: 2,
      tar.with([0x7f], at: 512 * ((Bad.log.count + 511) / 512) + 512 + 3)),
    HostileCase("damaged-first-header.tar", [], exit: 0, tar.with([0x7f], at: 3)),
    HostileCase("zeros-inside.tar", [], exit: 0, tar.with(Bad.zeros(600), at: 600)),
    HostileCase(
      "link.tar", [.skipped], exit: 0, Packed.tarMember("a", [], type: "2", target: "/etc/passwd") + tar),
    HostileCase(
      "hard-link.tar", [.skipped], exit: 0, Packed.tarMember("a", [], type: "1", target: "a.log") + tar),
    HostileCase("fifo.tar", [.skipped], exit: 0, Packed.tarMember("a", [], type: "6") + tar),
    HostileCase("device.tar", [.skipped], exit: 0, Packed.tarMember("a", [], type: "3") + tar),
    HostileCase("climbing.tar", [.unsafeName], exit: 0, Packed.tar([("../../a.log", Bad.log)])),
    HostileCase("absolute.tar", [.unsafeName], exit: 0, Packed.tar([("/etc/cron.d/a", Bad.log)])),
    HostileCase("cut.tar.gz", [.truncated], exit: 2, Packed.gzip(tar).cut(500)),
    HostileCase("flipped.tar.gz", [.checksumMismatch], exit: 2, Packed.gzip(tar).flipped(500)),
    HostileCase(
      "sysdiagnose_2026.tar.gz", [.skipped], exit: 0,
      Packed.gzip(
        Packed.tar([
          ("sysdiagnose/system_logs.logarchive/0.tracev3", [0, 0x10, 0, 0, 0x11, 0, 0, 0] + Bad.random(200))
        ]))),
    HostileCase("sound.7z", [], exit: 0, seven),
    HostileCase("cut-300.7z", [.corrupt], exit: 2, seven.cut(300)),
    HostileCase("cut-900.7z", [.corrupt], exit: 2, seven.cut(900)),
    HostileCase("flipped-500.7z", [.corrupt], exit: 2, seven.flipped(500)),
    HostileCase(
      "offset-past-the-end.7z", [.corrupt], exit: 2,
      seven.with([255, 255, 255, 255, 255, 255, 255, 127], at: 12)),
    HostileCase("header-only.7z", [.corrupt], exit: 2, Array(seven.prefix(32))),
    HostileCase("sound.cab", [], exit: 0, cabinet),
    HostileCase("cut-500.cab", [.truncated], exit: 2, cabinet.cut(500)),
    HostileCase("header-only.cab", [.truncated], exit: 2, Array(cabinet.prefix(36))),
    HostileCase(
      "folder-past-the-end.cab", [.truncated], exit: 2, cabinet.with([255, 255, 255, 127], at: 36)),
    HostileCase("files-past-the-end.cab", [.truncated], exit: 2, cabinet.with([255, 255, 255, 127], at: 16)),
    HostileCase("zip-named-tar.tar", [], exit: 0, zip),
    HostileCase("tar-named-zip.zip", [], exit: 0, tar),
    HostileCase("random.zip", [], exit: 0, Bad.random(5_000)),
    HostileCase("rar.rar", [], exit: 0, Bad.text("Rar!\u{1a}\u{7}\u{1}\u{0}") + Bad.random(500)),
  ]
}
