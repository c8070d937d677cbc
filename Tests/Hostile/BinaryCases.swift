import Evidence
import PackedData

extension HostileTables {
  /// Traces that are none.
  static let traces: [HostileCase] =
    [0, 8, 48, 72, 100, 4_096].map { count in
      HostileCase(
        "zeros-\(count).etl", count == 0 ? [] : [.corrupt], exit: count == 0 ? 0 : 2, Bad.zeros(count))
    }
    + (1...8).map { seed in
      HostileCase("random-\(seed).etl", [.corrupt], exit: 2, Bad.random(4_096, seed: seed))
    }
    + [
      HostileCase("text.etl", [], exit: 0, Bad.log),
      HostileCase("trace.etl.gz", [.corrupt], exit: 2, Packed.gzip(Bad.random(4_096))),
      HostileCase("trace.etlgz", [.corrupt], exit: 2, Packed.gzip(Bad.random(4_096))),
      HostileCase("cut.etlgz", [.corrupt, .truncated], exit: 2, Packed.gzip(Bad.random(4_096)).cut(600)),
      HostileCase("random.blog", [], exit: 0, Bad.random(20_000)),
      HostileCase("zeros.blog", [], exit: 0, Bad.zeros(20_000)),
      HostileCase("text.blog", [], exit: 0, Bad.log),
      HostileCase("empty.blog", [], exit: 0, []),
    ]

  private static func document(_ name: String, _ head: [UInt8]) -> HostileCase {
    HostileCase(name, [.skipped], exit: 0, head + Bad.random(300))
  }

  /// What is no log and is named for what it is.
  static let known: [HostileCase] =
    [
      document("system.evtx", Bad.text("ElfFile\0")),
      document("mail.msg", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      document("net.pcap", [0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0]),
      document("net.pcapng", [0x0a, 0x0d, 0x0d, 0x0a, 0x1c, 0, 0, 0, 0x4d, 0x3c, 0x2b, 0x1a]),
      document("0.tracev3", [0, 0x10, 0, 0, 0x11, 0, 0, 0]),
      document("app.dmp", Bad.text("MDMP") + [0x93, 0xa7, 0, 0]),
      document("kernel.dmp", Bad.text("PAGEDU64")),
      document("._a.log", [0, 5, 0x16, 7, 0, 2, 0, 0]),
      document("screen.png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      document("screen.jpg", [0xff, 0xd8, 0xff, 0xe0]),
      document("screen.gif", Bad.text("GIF89a")),
      document("screen.webp", Bad.text("RIFF....WEBP")),
      document("screen.heic", [0, 0, 0, 0x18] + Bad.text("ftypheic")),
      document("screen.mp4", [0, 0, 0, 0x18] + Bad.text("ftypmp42")),
      document("guide.pdf", Bad.text("%PDF-1.7\n")),
      document("state.db", Bad.text("SQLite format 3\0")),
      document("picture.log", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      HostileCase(
        "crash.ips", [.skipped], exit: 0, Bad.text("{\"app_name\":\"A\",\"bug_type\":\"309\"}\n{}\n")),
      HostileCase("a.crash", [.skipped], exit: 0, Bad.text("Incident Identifier: 1\nHardware Model: x\n")),
      HostileCase(
        "webrtc_internals_dump.txt", [.skipped], exit: 0,
        Bad.text("{\"getUserMedia\":[],\"PeerConnections\":{},\"UserAgent\":\"x\"}")),
      HostileCase(
        "book.xlsx", [.skipped], exit: 0,
        Packed.zip([
          Packed.ZipMember("[Content_Types].xml", Bad.text("<Types/>")),
          Packed.ZipMember("xl/workbook.xml", Bad.text("<workbook/>")),
        ])),
      HostileCase(
        "web.saz", [.skipped], exit: 0,
        Packed.zip([
          Packed.ZipMember("_index.htm", Bad.text("<html/>")), Packed.ZipMember("raw/1_c.txt", Bad.log),
        ])),
    ]
}
