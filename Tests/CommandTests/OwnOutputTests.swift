import Foundation
import Testing

/// What the program has written into a folder that it reads is no evidence, and may be written again.
@Suite struct OwnOutputTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let call = "5f0c1a2b-1111-4222-8333-444455556666"
    let lines = ["Connecting", "Connected", "Disconnected"].map {
      "2026-03-04T10:00:00.000Z azure:ACS-calling:info CallClient1 [ACSCall{\(call)}{\($0)}] state\n"
    }
    try folder.write(lines.joined(), to: "sent/a.log")
    let trace = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../Fixtures/windows-trace/attachments/ContosoMediaStackETW-0.etl")
    try folder.write(try Data(contentsOf: trace), to: "sent/trace.etl")
  }

  private static let formats = [
    "text", "json", "html", "markdown", "csv", "ndjson", "perfetto", "otlp", "timesketch", "sqlite",
  ]

  static let commands: [[String]] =
    formats.flatMap { [["scan", "--format", $0], ["timeline", "--format", $0]] }
    + ["text", "json"].flatMap {
      [["etl", "--format", $0], ["ids", "--format", $0]]
    }
    + [
      ["files"], ["ids", "--format", "csv"], ["ids", "--for-support"],
      ["ids", "--for-support", "--format", "json"],
    ]

  @Test(arguments: commands)
  func isSkippedAndMayBeWrittenOver(command: [String]) throws {
    let run = command + ["sent", "-o", "sent/report", "-q"]
    #expect(try Program.run(run, in: folder.url).status == 0)
    #expect(!(try Data(contentsOf: folder.url.appending(path: "sent/report"))).isEmpty)
    let scan = try Program.run(["sent", "-v", "--width", "200"], in: folder.url)
    #expect(scan.status == 0)
    #expect(scan.output.contains("skipped: a report of this tool"))
    #expect(try Program.run(run, in: folder.url).status == 0)
    #expect(try folder.names(in: "sent") == ["a.log", "report", "trace.etl"])
  }

  /// Inventories are listings, which say what was there when they were made.
  @Test(arguments: ["manifest.csv", "manifest.json"])
  func anInventoryMayBeWrittenOver(name: String) throws {
    let report = ["files", "sent", "--format", "json", "-o", "sent/files.json", "-q"]
    for _ in 0..<2 { #expect(try Program.run(report, in: folder.url).status == 0) }
    let run = ["files", "sent", "--write-manifest", "sent/\(name)", "-q"]
    #expect(try Program.run(run, in: folder.url).status == 0)
    #expect(try Program.run(run, in: folder.url).status == 0)
  }

  @Test func anotherDatabaseStays() throws {
    var other = Data("SQLite format 3\0".utf8)
    other.append(Data(count: 4_080))
    try folder.write(other, to: "sent/notes.sqlite")
    let result = try Program.run(
      ["sent", "--format", "sqlite", "-o", "sent/notes.sqlite"], in: folder.url)
    #expect(result.status == 64)
    #expect(try Data(contentsOf: folder.url.appending(path: "sent/notes.sqlite")) == other)
  }
}
