import Foundation
import Testing

/// What the program promises about arguments, streams, files and exit codes.
@Suite struct CommandLineTests {
  static let call = "0a1b2c3d-1111-4222-8333-444455556666"
  static let log = """
    azure:ACS-calling:info 2024-07-08T07:00:00.100Z CallClient1 created
    2024-07-08T07:00:01.300Z [info]: Call added : Call Id = \(call)
    2024-07-08T07:00:01.310Z [info]: Call state changed  Connecting
    2024-07-08T07:00:03.310Z [info]: Call state changed  Connected
    2024-07-08T07:03:20.300Z [info]: Call state changed  Disconnected
    2024-07-08T07:03:20.301Z [info]: Call end reason: code: 410, subcode: 3101

    """

  func ticket() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(CommandLineTests.log, to: "attachments/console.log")
    return folder
  }

  // MARK: Usage

  @Test func withoutArgumentsThereIsHelpAndWrongUsage() throws {
    let result = try Program.run([])
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("USAGE: acs-logscan"))
  }

  @Test func helpAndVersionAreResults() throws {
    let help = try Program.run(["--help"])
    #expect(help.status == 0)
    #expect(help.output.contains("SUBCOMMANDS:"))
    let version = try Program.run(["--version"])
    #expect(version.status == 0)
    #expect(version.output.split(separator: ".").count == 3)
  }

  @Test(arguments: [
    ["scan"], ["--no-such-option", "x"], ["scan", "x", "--only", "purple"],
    ["scan", "x", "--since", "yesterday"],
    ["scan", "x", "--timezone", "Mars/Olympus"], ["scan", "x", "--jobs", "0"],
    ["scan", "x", "--fail-on", "rain"],
    ["scan", "x", "--width", "3"], ["codes", "abc"], ["codes", "--domain", "weather"], ["ids"],
    ["ids", "x", "--kind", "phone"], ["ids", "x", "--problem", "sms"],
    ["ids", "x", "--for-support", "--kind", "ms-cv"],
    ["ids", "x", "--for-support", "--format", "csv"], ["ids", "x", "--for-support", "--problem", "rain"],
    ["ids", "x", "-o", "folder/"], ["scan", "x", "--format", "sqlite"],
    ["timeline", "x", "--format", "csv", "-o", "folder/"], ["scan", "x", "--format", "pdf"],
    ["redact"], ["redact", "x"], ["redact", "x", "-o", "out", "--keep", "token"],
    ["redact", "x", "--check", "-o", "out"],
    ["redact", "x", "-o", "out", "--mask", "weather"], ["scan", "x", "--key", "x"],
  ])
  func wrongUsageEndsWith64(arguments: [String]) throws {
    let result = try Program.run(arguments)
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(!result.errors.isEmpty)
  }

  @Test func aFolderNamedLikeAReservedCommandIsReadWithItsPath() throws {
    let folder = try TemporaryFolder()
    try folder.write(CommandLineTests.log, to: "ids/console.log")
    let result = try Program.run(["./ids"], in: folder.url)
    #expect(result.status == 0)
    #expect(result.output.contains(CommandLineTests.call))
  }

  @Test(arguments: [("html", "html"), ("markdown", "md"), ("json", "json")])
  func aFolderGetsAReportPerCallAndAnIndex(format: String, ending: String) throws {
    let folder = try ticket()
    let result = try Program.run(
      ["timeline", "attachments", "--format", format, "-o", "out/"], in: folder.url)
    #expect(result.status == 0)
    #expect(try folder.names(in: "out") == ["\(CommandLineTests.call).\(ending)", "index.\(ending)"])
    let index = try folder.text(of: "out/index.\(ending)")
    #expect(index.contains(CommandLineTests.call))
    if format == "markdown" {
      #expect(index.contains("](\(CommandLineTests.call).md)"))
      #expect(index.contains("## Outside calls"))
    }
  }

  @Test(arguments: ["perfetto", "otlp", "timesketch"])
  func eventsWithoutADateAreSaidToBeLeftOut(format: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(CommandLineTests.log, to: "attachments/console.log")
    try folder.write(
      """
      07:00:01.300 [info]: Call added : Call Id = 1b1b2c3d-1111-4222-8333-444455556666
      07:00:01.310 [info]: Call state changed  Connecting
      07:00:03.310 [info]: Call state changed  Connected

      """, to: "attachments/undated.log")
    let result = try Program.run(["timeline", "attachments", "--format", format], in: folder.url)
    #expect(result.errors.contains("acs-logscan: \(format): events left out: 3 without a known date\n"))
    let quiet = try Program.run(["timeline", "attachments", "-q", "--format", format], in: folder.url)
    #expect(quiet.errors.isEmpty)
    #expect(quiet.output == result.output)
    let dated = try Program.run(["timeline", "attachments/console.log", "--format", format], in: folder.url)
    #expect(!dated.errors.contains("without a known date"))
  }

  @Test func linesAreAsWideAsTheScreenOrAsAskedFor() throws {
    let folder = try ticket()
    func lines(_ options: [String], _ environment: [String: String] = [:]) throws -> [Substring] {
      try Program.run(["timeline", "attachments"] + options, in: folder.url, environment: environment).output
        .split(separator: "\n")
    }
    func longest(_ lines: [Substring]) -> Int { lines.map(\.count).max() ?? 0 }
    let narrow = try lines(["--width", "60"])
    // IDs and addresses are not broken.
    let isUnbreakable = { (line: Substring) in line.contains(CommandLineTests.call) || line.contains("Z to ")
    }
    #expect(narrow.allSatisfy { $0.count <= 60 || isUnbreakable($0) })
    let wide = try lines(["--width", "160"])
    #expect(longest(wide) > 100)
    #expect(wide.count < narrow.count)
    #expect(try lines([]) == lines(["--width", "80"]))
    #expect(try lines([], ["COLUMNS": "60"]) == narrow)
    #expect(try lines(["-o", "report.txt"]).isEmpty)
    let file = try folder.text(of: "report.txt").split(separator: "\n")
    #expect(try file == lines(["--width", "100"]))
  }

  @Test func aDatabaseTakesThePlaceOfAnOlderOne() throws {
    let folder = try ticket()
    try folder.write("something else", to: "calls.sqlite")
    let arguments = ["timeline", "attachments", "--format", "sqlite", "-o", "calls.sqlite"]
    #expect(try Program.run(arguments, in: folder.url).status == 0)
    #expect(try folder.names() == ["attachments", "calls.sqlite"])
    let nowhere = try Program.run(Array(arguments.dropLast()) + ["no/such/folder.sqlite"], in: folder.url)
    #expect(nowhere.status == 73)
  }

  // MARK: Input

  @Test func scanIsMeantWithoutACommand() throws {
    let folder = try ticket()
    let short = try Program.run(["attachments"], in: folder.url)
    let long = try Program.run(["scan", "attachments"], in: folder.url)
    #expect(short.output == long.output)
    #expect(short.status == 0)
    #expect(short.output.contains("410/3101"))
  }

  @Test func aMissingPathIsSaidAndTheRestIsRead() throws {
    let folder = try ticket()
    let result = try Program.run(["attachments", "nowhere.log"], in: folder.url)
    #expect(result.status == 2)
    #expect(result.output.contains(CommandLineTests.call))
    #expect(result.errors.contains("nowhere.log: not-found"))
    let quiet = try Program.run(["attachments", "nowhere.log", "-q"], in: folder.url)
    #expect(quiet.status == 2)
    #expect(quiet.errors.isEmpty)
  }

  @Test func standardInputIsReadPlainAndCompressed() throws {
    let plain = try Program.run(["-", "--format", "json"], input: Data(CommandLineTests.log.utf8))
    #expect(plain.status == 0)
    #expect(plain.output.contains("\"path\": \"stdin\""))
    #expect(plain.output.contains(CommandLineTests.call))
    let folder = try ticket()
    try folder.write(CommandLineTests.log, to: "plain.log")
    let gzip = Process()
    gzip.executableURL = URL(filePath: "/usr/bin/env")
    gzip.arguments = ["gzip", "-n", "plain.log"]
    gzip.currentDirectoryURL = folder.url
    try gzip.run()
    gzip.waitUntilExit()
    let compressed = try Data(contentsOf: folder.url.appending(path: "plain.log.gz"))
    let unpacked = try Program.run(["-", "--format", "json"], input: compressed).output
    #expect(unpacked.contains("\"compressions\": [\"gzip\"]"))
    #expect(unpacked.replacing("      \"compressions\": [\"gzip\"],\n", with: "") == plain.output)
    let cut = try Program.run(["-"], input: compressed.dropLast(12))
    #expect(cut.status == 2)
    #expect(cut.errors.contains("stdin: truncated"))
  }

  // MARK: Selection and exit codes

  @Test func anUnknownCallIsAFindingAndExitCodeOne() throws {
    let folder = try ticket()
    let result = try Program.run(
      ["attachments", "--call", "ffffffff-1111-4222-8333-444455556666"], in: folder.url)
    #expect(result.status == 1)
    #expect(result.output.contains("call-not-found"))
    let known = try Program.run(["attachments", "--call", "0A1B2C3D"], in: folder.url)
    #expect(known.status == 0)
    #expect(known.output.contains(CommandLineTests.call))
  }

  @Test(arguments: [
    ("class:network", 1), ("any-failure", 1), ("network", 0), ("infrastructure,class:network", 1),
    ("class:device", 0),
    ("finding:no-such-finding", 0),
  ])
  func failOnDecidesTheExitCode(condition: String, status: Int32) throws {
    let folder = try ticket()
    #expect(try Program.run(["attachments", "--fail-on", condition], in: folder.url).status == status)
  }

  @Test func lostInputOutweighsFailOn() throws {
    let folder = try ticket()
    let result = try Program.run(["attachments", "nowhere", "--fail-on", "any-failure"], in: folder.url)
    #expect(result.status == 2)
  }

  @Test(arguments: [
    (["--only", "failed"], true), (["--only", "network"], true), (["--only", "410/3101"], true),
    (["--only", "410"], true),
    (["--only", "500"], false), (["--only", "device"], false), (["--since", "2024-07-08"], true),
    (["--since", "2024-07-09"], false), (["--until", "2024-07-08"], true),
    (["--until", "2024-07-08T07:00:00Z"], false),
    (["--since", "2024-07-08T09:03:00+02:00"], true), (["--since", "2024-07-08T09:04:00+02:00"], false),
  ])
  func selectionKeepsTheCallsAskedFor(options: [String], isKept: Bool) throws {
    let folder = try ticket()
    let result = try Program.run(["attachments", "--format", "json"] + options, in: folder.url)
    #expect(result.status == 0)
    #expect(result.output.contains("\"callId\": \"\(CommandLineTests.call)\"") == isKept)
  }

  @Test func timesAreShownInTheZoneAskedFor() throws {
    let folder = try ticket()
    let result = try Program.run(["timeline", "attachments", "--show-timezone", "+02:00"], in: folder.url)
    #expect(result.output.contains("09:00:03.310"))
    let named = try Program.run(
      ["timeline", "attachments", "--show-timezone", "Europe/Berlin"], in: folder.url)
    #expect(named.output.contains("09:00:03.310"))
  }

  @Test func timesWithoutAZoneGetTheOneGiven() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "07-08 09:00:03.310  188  191 D communication.ui: CallingStateWrapper(callState=CONNECTED, callEndReason=0, callEndReasonSubCode=0)\n",
      to: "a/logcat-2024-07-08.txt")
    try folder.write("2024-07-08 09:00:03,310 INFO Call state changed  Connected\n", to: "a/app.log")
    let result = try Program.run(
      ["a", "--timezone", "Europe/Berlin", "--timezone", "app.log=+05:30", "--format", "json"], in: folder.url
    )
    #expect(result.output.contains("\"2024-07-08T07:00:03.310Z\""))
    #expect(result.output.contains("\"2024-07-08T03:30:03.310Z\""))
    #expect(result.output.contains("\"user\""))
  }

  // MARK: Output

  @Test func reportsGoToFilesAndFolders() throws {
    let folder = try ticket()
    let single = try Program.run(["attachments", "-o", "report.json", "--format", "json"], in: folder.url)
    #expect(single.status == 0)
    #expect(single.output.isEmpty)
    #expect(try folder.text(of: "report.json").contains(CommandLineTests.call))
    #expect(try Program.run(["timeline", "attachments", "-o", "pages/"], in: folder.url).status == 0)
    #expect(try folder.names(in: "pages").starts(with: ["\(CommandLineTests.call).txt", "index.txt"]))
    #expect(
      try Program.run(["timeline", "attachments", "-o", "json/", "--format", "json"], in: folder.url).status
        == 0)
    #expect(try folder.names(in: "json") == ["\(CommandLineTests.call).json", "index.json"])
  }

  @Test func linksPipesAndDevicesStayWhatTheyAre() throws {
    let folder = try ticket()
    try folder.write("old", to: "real.txt")
    let manager = FileManager.default
    let link = folder.url.appending(path: "link.txt")
    try manager.createSymbolicLink(atPath: link.path, withDestinationPath: "real.txt")
    #expect(try Program.run(["scan", "attachments", "-o", "link.txt"], in: folder.url).status == 0)
    #expect(try manager.destinationOfSymbolicLink(atPath: link.path) == "real.txt")
    #expect(try folder.text(of: "real.txt").contains("Calls"))
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    let script = "mkfifo pipe; cat pipe > read.txt & \"$0\" scan attachments -o pipe; wait"
    shell.arguments = ["-c", script, Program.path]
    shell.currentDirectoryURL = folder.url
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 0)
    #expect(try folder.text(of: "read.txt").contains("Calls"))
    #expect(try folder.names() == ["attachments", "link.txt", "pipe", "read.txt", "real.txt"])
  }

  @Test func anInputIsNeverOverwritten() throws {
    let folder = try ticket()
    let result = try Program.run(
      ["attachments/console.log", "-o", "attachments/console.log"], in: folder.url)
    #expect(result.status == 64)
    #expect(try folder.text(of: "attachments/console.log") == CommandLineTests.log)
  }

  @Test func ownReportsAmongTheAttachmentsAreNoEvidence() throws {
    let folder = try ticket()
    for (name, arguments) in [
      ("scan.txt", ["scan"]), ("timeline.txt", ["timeline"]), ("scan.json", ["scan", "--format", "json"]),
      ("ids.txt", ["ids"]), ("support.txt", ["ids", "--for-support"]),
      ("ids.csv", ["ids", "--format", "csv"]),
      ("ids.json", ["ids", "--format", "json"]),
    ] {
      let report = try Program.run(arguments + ["attachments/console.log"], in: folder.url)
      try folder.write(report.output, to: "attachments/" + name)
    }
    let result = try Program.run(["attachments", "--format", "json"], in: folder.url)
    #expect(result.status == 0)
    #expect(result.output.components(separatedBy: "\"kind\": \"skipped\"").count == 8)
    #expect(result.output.contains("\"calls\": 1,"))
  }

  @Test func aReportThatCannotBeWrittenLeavesNothingBehind() throws {
    let folder = try ticket()
    let result = try Program.run(["attachments", "-o", "no/such/folder/report.txt"], in: folder.url)
    #expect(result.status == 73)
    #expect(result.errors.contains("cannot write"))
  }

  @Test func aClosedPipeIsAQuietSuccess() throws {
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = ["-c", "{ \"$0\" codes; echo status $? >&2; } | head -n 1", Program.path]
    let errors = Pipe()
    shell.standardError = errors
    shell.standardOutput = Pipe()
    try shell.run()
    shell.waitUntilExit()
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(text == "status 0\n")
  }

  @Test func aPipeGetsNoColourAndNoProgress() throws {
    let folder = try ticket()
    let result = try Program.run(
      ["timeline", "attachments"], in: folder.url, environment: ["TERM": "xterm-256color"])
    #expect(!result.output.contains("\u{1b}"))
    #expect(result.errors.isEmpty)
  }

  @Test func digestsAreGivenWhereAskedFor() throws {
    let folder = try ticket()
    let without = try Program.run(["attachments", "--format", "json"], in: folder.url)
    #expect(!without.output.contains("sha256"))
    let with = try Program.run(["attachments", "--format", "json", "--hash"], in: folder.url)
    #expect(with.output.contains("\"sha256\": \""))
  }

  @Test func aTokenNeverReachesAReport() throws {
    let folder = try TemporaryFolder()
    let token = "eyJhbGciOiJSUzI1NiJ9.eyJza3lwZWlkIjoiYWNzOjEyMyJ9.c2lnbmF0dXJlLXNpZ25hdHVyZQ"
    try folder.write(
      "Failed to create CallAgent, CallingCommunicationError: token \(token) expired\n", to: "a/console.log")
    for arguments in [
      ["a", "-v"], ["timeline", "a"], ["timeline", "a", "--format", "json"], ["ids", "a", "--for-support"],
    ] {
      let result = try Program.run(arguments, in: folder.url)
      #expect(result.output.contains("console.log"))
      #expect(!result.output.contains("eyJza3lwZWlk"))
    }
  }

  // MARK: Codes

  @Test(arguments: [
    (["codes", "490"], "network"), (["codes", "495/4507"], "authentication"),
    (["codes", "--domain", "chat"], "chat"),
    (["codes", "560404"], "remote"), (["codes"], "410/3112"),
    (["codes", "490", "--format", "json"], "\"codes\": ["),
  ])
  func codesAreExplainedOffline(arguments: [String], expected: String) throws {
    let result = try Program.run(arguments)
    #expect(result.status == 0)
    #expect(result.output.contains(expected))
  }
}
