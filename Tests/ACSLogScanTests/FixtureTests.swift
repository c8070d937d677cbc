import Foundation
import Testing

/// Runs the program on every ticket of `Fixtures` and compares what it says with the files in `expected`.
///
/// `ACS_LOGSCAN_RENEW=1 swift test --filter FixtureTests` writes those files anew; read the difference before you keep
/// it. What must hold whatever the words is in `ExpectationTests`.
@Suite struct FixtureTests {
  private static let renews = ProcessInfo.processInfo.environment["ACS_LOGSCAN_RENEW"] == "1"

  @Test func thereAreTickets() {
    #expect(Ticket.all.count >= 25)
  }

  @Test(arguments: Ticket.all) func scanIsAsExpected(of ticket: Ticket) throws {
    let run = try Program.run(["scan", "--width", "100", "attachments"], in: ticket.folder)
    try check(run.output, against: "scan.txt", of: ticket)
    try check(run.messages, against: "messages.txt", of: ticket)
    try check(run.exitCode == 0 ? "" : "\(run.exitCode)\n", against: "exit-code", of: ticket)
  }

  @Test(arguments: Ticket.all) func timelineIsAsExpected(of ticket: Ticket) throws {
    let run = try Program.run(["timeline", "--width", "100", "attachments"], in: ticket.folder)
    try check(run.output, against: "timeline.txt", of: ticket)
  }

  @Test(arguments: Ticket.all) func jsonIsAsExpected(of ticket: Ticket) throws {
    let run = try Program.run(["timeline", "--format", "json", "attachments"], in: ticket.folder)
    try check(run.output.withoutToolVersion, against: "report.json", of: ticket)
  }

  @Test(arguments: Ticket.withIDs) func idsAreAsExpected(of ticket: Ticket) throws {
    let text = try Program.run(["ids", "--width", "100", "attachments"], in: ticket.folder)
    try check(text.output, against: "ids.txt", of: ticket)
    let json = try Program.run(["ids", "--format", "json", "attachments"], in: ticket.folder)
    try check(json.output.withoutToolVersion, against: "ids.json", of: ticket)
    let block = try Program.run(["ids", "--for-support", "attachments"], in: ticket.folder)
    try check(block.output, against: "support.txt", of: ticket)
  }

  @Test(arguments: Ticket.withAllFormats) func otherFormatsAreAsExpected(of ticket: Ticket) throws {
    let reports = [
      ("scan", "csv", "calls.csv"), ("timeline", "csv", "events.csv"), ("scan", "ndjson", "calls.ndjson"),
      ("timeline", "ndjson", "events.ndjson"), ("scan", "markdown", "scan.md"),
      ("timeline", "markdown", "timeline.md"), ("timeline", "perfetto", "perfetto.json"),
      ("timeline", "otlp", "otlp.jsonl"), ("timeline", "timesketch", "timesketch.jsonl"),
    ]
    for (command, format, name) in reports {
      let run = try Program.run([command, "--format", format, "attachments"], in: ticket.folder)
      try check(run.output.withoutToolVersion, against: name, of: ticket)
    }
  }

  /// Each file extracted alone and assembled gives the same report in every format as all of them read at once.
  @Test(arguments: Ticket.withAllFormats) func assemblingGivesTheSameReports(of ticket: Ticket) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ticket.attachmentNames {
      let arguments = ["extract", "--root", "attachments", "--context", "attachments", "attachments/\(name)"]
      let output = folder.appending(path: "\(name).ndjson.gz").path
      #expect(try Program.run(arguments + ["-o", output], in: ticket.folder).exitCode != 64)
    }
    let formats = ["text", "json", "html", "markdown", "csv", "ndjson", "perfetto", "otlp", "timesketch"]
    for report in ["scan", "timeline"] {
      for format in formats {
        let whole = try Program.run([report, "--format", format, "attachments"], in: ticket.folder)
        let assembled = try Program.run(
          ["assemble", "--report", report, "--format", format, folder.path], in: ticket.folder)
        #expect(assembled.output == whole.output, "\(report) \(format)")
        #expect(assembled.messages == whole.messages)
        #expect(assembled.exitCode == whole.exitCode)
      }
    }
  }

  /// The page without its style and script, which the browser's tests look at.
  @Test(arguments: Ticket.withAllFormats) func thePageIsAsExpected(of ticket: Ticket) throws {
    let run = try Program.run(["timeline", "--format", "html", "attachments"], in: ticket.folder)
    try check(run.output.pageWithoutProgram, against: "report.html.txt", of: ticket)
  }

  /// All tables and views, by Python's sqlite3.
  @Test(.enabled(if: Dump.isPossible, "needs Python"), arguments: Ticket.withAllFormats)
  func theDatabaseIsAsExpected(of ticket: Ticket) throws {
    let database = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: database) }
    let arguments = ["timeline", "--format", "sqlite", "-o", database.path, "attachments"]
    #expect(try Program.run(arguments, in: ticket.folder).exitCode == 0)
    try check(try Dump.text(of: database), against: "report.sql", of: ticket)
  }

  @Test(arguments: Ticket.withTraces) func eventsOfTracesAreAsExpected(of ticket: Ticket) throws {
    let text = try Program.run(["etl", "attachments"], in: ticket.folder)
    try check(text.output, against: "etl.txt", of: ticket)
    let json = try Program.run(["etl", "attachments", "--format", "json"], in: ticket.folder)
    try check(json.output, against: "etl.ndjson", of: ticket)
  }

  @Test(arguments: Ticket.withSeveralAttachments) func jobsChangeNothing(of ticket: Ticket) throws {
    let reports = try ["1", "2", "5"].map { jobs in
      let arguments = ["timeline", "--format", "json", "--jobs", jobs, "attachments"]
      return try Program.run(arguments, in: ticket.folder).output
    }
    #expect(reports[1] == reports[0])
    #expect(reports[2] == reports[0])
  }

  @Test(arguments: Ticket.withSeveralAttachments)
  func theOrderOfTheFolderChangesNothing(of ticket: Ticket) throws {
    let names = ticket.attachmentNames
    let reports = try [names, names.reversed()].map { names in
      let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
      let copy = folder.appending(path: "attachments")
      try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      for name in names {
        try FileManager.default.copyItem(
          at: ticket.attachments.appending(path: name), to: copy.appending(path: name))
      }
      return try Program.run(["timeline", "--format", "json", "attachments"], in: folder).output
    }
    #expect(reports[1] == reports[0])
  }

  @Test(arguments: Ticket.withOneAttachment)
  func standardInputGivesTheSameCalls(of ticket: Ticket) throws {
    let attachment = ticket.attachments.appending(path: try #require(ticket.attachmentNames.first))
    let arguments = ["scan", "--format", "json"]
    let file = try Program.run(arguments + ["attachments"], in: ticket.folder)
    let stream = try Program.run(arguments + ["-"], in: ticket.folder, input: attachment)
    #expect(try calls(in: stream.output) == calls(in: file.output))
    #expect(stream.exitCode == file.exitCode)
  }

  private func check(_ actual: String, against name: String, of ticket: Ticket) throws {
    let file = ticket.folder.appending(path: "expected").appending(path: name)
    if Self.renews {
      if actual.isEmpty {
        try? FileManager.default.removeItem(at: file)
      } else {
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(actual.utf8).write(to: file)
      }
      return
    }
    let expected = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    if let difference = lineDifference(expected: expected, actual: actual) {
      Issue.record("\(ticket.name)/expected/\(name) differs:\n\(difference)")
    }
  }

  /// The calls of a report as text, keys in order.
  private func calls(in report: String) throws -> String {
    let object = try #require(try JSONSerialization.jsonObject(with: Data(report.utf8)) as? [String: Any])
    let calls = try #require(object["calls"] as? [Any])
    let data = try JSONSerialization.data(withJSONObject: calls, options: [.prettyPrinted, .sortedKeys])
    return String(decoding: data, as: UTF8.self)
  }
}

/// The reports of all tickets against the schema, by Python's jsonschema.
@Suite(.enabled(if: ReportSchema.canValidate, "needs Debian's python3-jsonschema"))
struct FixtureSchemaTests {
  @Test func scansKeepTheContract() throws {
    let reports = try Ticket.all.map { ticket in
      try Program.run(["scan", "--format", "json", "attachments"], in: ticket.folder).output
    }
    #expect(try ReportSchema.errors(in: reports) == "")
  }

  @Test func evidenceKeepsTheContract() throws {
    let lines = try Ticket.all.flatMap { ticket in
      try Program.run(["extract", "attachments"], in: ticket.folder).output.split(separator: "\n").map(
        String.init)
    }
    #expect(lines.count > 300)
    #expect(try ReportSchema.errors(in: lines, schema: "evidence") == "")
  }

  @Test func evidenceIsTheSameInEveryRun() throws {
    for ticket in Ticket.withAllFormats {
      let runs = try ["1", "2"].map { jobs in
        try Program.run(["extract", "--jobs", jobs, "attachments"], in: ticket.folder).output
      }
      #expect(runs[0] == runs[1])
    }
  }

  @Test func goldenTimelinesKeepTheContract() throws {
    let reports = try Ticket.all.map { ticket in
      try String(contentsOf: ticket.folder.appending(path: "expected/report.json"), encoding: .utf8)
    }
    #expect(try ReportSchema.errors(in: reports) == "")
  }

  @Test func idsKeepTheContract() throws {
    let reports = try Ticket.all.flatMap { ticket in
      try [[], ["--for-support"]].map { options in
        try Program.run(["ids", "--format", "json", "attachments"] + options, in: ticket.folder).output
      }
    }
    #expect(try ReportSchema.errors(in: reports, schema: "ids") == "")
  }

  @Test func eventsOfTracesKeepTheContract() throws {
    let lines = try Ticket.withTraces.flatMap { ticket in
      try String(contentsOf: ticket.folder.appending(path: "expected/etl.ndjson"), encoding: .utf8)
        .split(separator: "\n").map(String.init)
    }
    #expect(lines.count >= 8)
    #expect(try ReportSchema.errors(in: lines, schema: "etl") == "")
  }
}

private enum ReportSchema {
  private static let python = URL(filePath: "/usr/bin/python3")

  static let canValidate: Bool = {
    let check = ["-c", "import jsonschema; jsonschema.Draft202012Validator"]
    let run = try? Program.run(python, check, in: Ticket.repository, input: nil)
    return run?.exitCode == 0
  }()

  /// Validates an array of reports in one run; one line for each error.
  static func errors(in reports: [String], schema: String = "report") throws -> String {
    let script = """
      import json, sys, jsonschema
      schema = json.load(open("Docs/schema/\(schema).schema.json"))
      validator = jsonschema.Draft202012Validator(schema)
      for number, report in enumerate(json.load(open(sys.argv[1]))):
          for error in validator.iter_errors(report):
              print(number, list(error.absolute_path), error.message[:200])
      """
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data("[\(reports.joined(separator: ","))]".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let run = try Program.run(python, ["-c", script, file.path], in: Ticket.repository, input: nil)
    return run.output + run.messages
  }
}

/// A database as text.
private enum Dump {
  private static let python = URL(filePath: "/usr/bin/python3")

  static var isPossible: Bool { FileManager.default.isExecutableFile(atPath: python.path) }

  static func text(of database: URL) throws -> String {
    let script = """
      import sqlite3, sys
      database = sqlite3.connect(sys.argv[1])
      for line in database.iterdump():
          print(line)
      for (view,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name").fetchall():
          found = database.execute(f"SELECT * FROM {view}")
          print(f"-- {view}:", *(column[0] for column in found.description))
          for row in found:
              print("--", *row, sep=" | ")
      """
    let run = try Program.run(python, ["-c", script, database.path], in: Ticket.repository, input: nil)
    #expect(run.messages == "")
    return run.output.replacing(#/(INSERT INTO "report" VALUES\('acs-logscan',)'[^']*'/#) { "\($0.1)'0'" }
  }
}

extension String {
  /// The page without what every page has, and a row of its data a line.
  fileprivate var pageWithoutProgram: String {
    replacing(#/(?s)<style>.*?</style>/#, with: "<style></style>")
      .replacing(#/(?s)<script>.*?</script>/#, with: "<script></script>")
      .replacing(#/sha256-[A-Za-z0-9+\/=]+/#, with: "sha256-")
      .replacing(#/acs-logscan [0-9]+\.[0-9]+\.[0-9]+[-+.a-z0-9]*/#, with: "acs-logscan 0")
      .replacing(#/\],"|\],\[|\},\{/#) { "\($0.0.prefix(2))\n\($0.0.dropFirst(2))" }
  }

  /// A new version of the tool is no new report.
  fileprivate var withoutToolVersion: String {
    replacing(#/("tool": {"name": "acs-logscan", "version": )"[^"]*"/#) { "\($0.1)\"0\"" }
      .replacing(#/("name":"acs-logscan","version":)"[^"]*"/#) { "\($0.1)\"0\"" }
      .replacing(#/("tool":"acs-logscan )[^"]*"/#) { "\($0.1)0\"" }
  }
}
