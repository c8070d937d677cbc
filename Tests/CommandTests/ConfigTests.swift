import Foundation
import Testing

/// Defaults from a file: what they do, what they may be, and where they come from.
@Suite struct ConfigTests {
  private static let log = """
    2024-07-08T07:00:01.300Z [info]: Call added : Call Id = 0a1b2c3d-1111-4222-8333-444455556666
    2024-07-08T07:00:03.310Z [info]: Call state changed  Connected

    """

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(ConfigTests.log, to: "a/console.log")
  }

  private func run(
    _ arguments: [String], config: String?, environment: [String: String] = [:]
  ) throws -> Program.Result {
    if let config { try folder.write(config, to: "home/acs-logscan/config") }
    return try Program.run(
      arguments, in: folder.url,
      environment: [
        "XDG_CONFIG_HOME": folder.url.appending(path: "home").path, "ACS_LOGSCAN_NO_CONFIG": "",
      ].merging(environment) { $1 })
  }

  // MARK: What it does

  @Test func aDefaultIsUsedAndTheCommandLineWins() throws {
    let plain = try run(["scan", "a"], config: nil)
    let wanted = try run(["scan", "a", "--format", "json"], config: nil)
    #expect(try run(["scan", "a"], config: "format = json\n").output == wanted.output)
    #expect(try run(["a"], config: nil).output == wanted.output)
    #expect(try run(["scan", "a", "--format", "text"], config: nil).output == plain.output)
    #expect(try run(["a", "--format=text"], config: nil).output == plain.output)
  }

  @Test func flagsCanBeUnsaid() throws {
    try folder.write("text", to: "a/picture.bin")
    let plain = try run(["scan", "a"], config: nil).output
    let verbose = try run(["scan", "a", "-v"], config: nil).output
    #expect(plain != verbose)
    #expect(try run(["scan", "a"], config: "verbose = true").output == verbose)
    #expect(try run(["scan", "a"], config: "no-verbose = false").output == verbose)
    #expect(try run(["scan", "a", "--no-verbose"], config: "verbose = true").output == plain)
  }

  @Test func aSectionIsForItsCommandAlone() throws {
    let config = "# wide\r\nwidth = 60\r\n\r\n[timeline]\r\n  width=150 \r\n"
    func output(_ command: String, _ width: String) throws -> String {
      try run([command, "a", "--no-config", "--width", width], config: config).output
    }
    #expect(try run(["timeline", "a"], config: config).output == output("timeline", "150"))
    #expect(try run(["scan", "a"], config: config).output == output("scan", "60"))
  }

  @Test func aZoneOnTheCommandLineComesAfterTheFiles() throws {
    try folder.write(ConfigTests.log.replacing("Z [", with: " ["), to: "a/console.log")
    func output(_ arguments: [String], _ config: String?) throws -> String {
      try run(["timeline", "a"] + arguments, config: config).output
    }
    let eastern = try output(["--timezone=-05:00"], "")
    #expect(try output([], "timezone = -05:00") == eastern)
    #expect(try output(["--timezone=-05:00"], "timezone = +09:00") == eastern)
    #expect(try output([], "timezone = +09:00") != eastern)
  }

  @Test func aValueThatOnlySomeCommandsTakeIsForThose() throws {
    let config = "format = html"
    #expect(try run(["scan", "a"], config: config).output.lowercased().hasPrefix("<!doctype html>"))
    #expect(try run(["codes", "490"], config: config).output.contains("490"))
  }

  @Test func itIsLeftOutOnRequest() throws {
    let broken = "colour = yes"
    #expect(try run(["scan", "a"], config: broken).status == 64)
    #expect(try run(["scan", "a", "--no-config"], config: broken).status == 0)
    #expect(try run(["scan", "a"], config: broken, environment: ["ACS_LOGSCAN_NO_CONFIG": "1"]).status == 0)
    #expect(try run(["scan", "--help"], config: broken).status == 0)
    #expect(try run(["--generate-completion-script", "bash"], config: broken).status == 0)
    #expect(try run(["scan", "--", "--no-config"], config: broken).status == 64)
  }

  @Test func theHomeFolderHasItToo() throws {
    try folder.write("format = json", to: ".config/acs-logscan/config")
    let result = try Program.run(
      ["scan", "a"], in: folder.url,
      environment: ["HOME": folder.url.path, "XDG_CONFIG_HOME": "", "ACS_LOGSCAN_NO_CONFIG": ""])
    #expect(result.output.hasPrefix("{"))
  }

  // MARK: What is wrong

  @Test(arguments: [
    ("width = 100\ncolour = true", 2, "'colour' is no option"),
    ("output = report.txt", 1, "'output' is no option"), ("jobs", 1, "no 'option = value'"),
    ("\n# x\njobs = 0", 3, "--jobs takes a number from 1"), ("width = wide", 1, "'wide' is invalid"),
    ("color = maybe", 1, "takes true or false"), ("timezone =", 1, "has no value"),
    ("timezone = Mars/Olympus", 1, "Mars/Olympus"), ("[weather]", 1, "no section"),
    ("[scan", 1, "no section"),
    ("[codes]\ntimezone = UTC", 2, "codes has no option 'timezone'"),
    ("width = 80\nwidth = 90", 2, "set already in line 1"), ("fail-on = rain", 1, "rain"),
  ])
  func whatIsWrongIsSaidWithItsLine(config: String, line: Int, words: String) throws {
    for command in ["scan", "timeline"] {
      let result = try run([command, "a"], config: config)
      #expect(result.status == 64)
      #expect(result.output.isEmpty)
      #expect(result.errors.hasPrefix("Error: \(folder.url.path)/home/acs-logscan/config:\(line): "))
      #expect(result.errors.contains(words), "\(result.errors)")
    }
    let overview = try run(["config"], config: config)
    #expect(overview.status == 64)
    #expect(overview.errors.contains("config:\(line): "))
  }

  @Test func everythingWrongIsSaidAtOnce() throws {
    let result = try run(["scan", "a"], config: "a = b\nc\n[d]\n")
    #expect(result.errors.split(separator: "\n").count == 3)
  }

  @Test func aRefusedCommandLineNamesTheFileThatIsPartOfIt() throws {
    let result = try run(["ids", "a", "--for-support"], config: "format = csv")
    #expect(result.status == 64)
    #expect(result.errors.contains("acs-logscan/config are part of this; --no-config leaves them out.\n"))
  }

  @Test func noContentOfItEndsTheProgramByASignal() throws {
    var random = SystemRandomNumberGenerator()
    let pieces = [
      "timezone", "=", "[", "]", "\n", " ", "#", "\u{0}", "width", "1", "\u{1B}[31m", "é", "no-", "[scan]\n",
    ]
    for _ in 0..<20 {
      let config = (0..<12).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let result = try run(["scan", "a"], config: config)
      #expect([0, 64].contains(result.status), "\(config.debugDescription)")
      #expect(!result.errors.contains("\u{1B}"))
    }
  }

  // MARK: Where values come from

  @Test func configSaysWhereValuesComeFrom() throws {
    let result = try run(
      ["config", "--width", "200"], config: "timezone = UTC\ntimezone = b.log=+02:00\n[scan]\nwidth = 120\n",
      environment: ["NO_COLOR": "1", "COLUMNS": "90"])
    #expect(result.status == 0)
    let lines = result.output.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    #expect(lines.first == "Config file \(folder.url.path)/home/acs-logscan/config")
    #expect(lines.contains("timezone UTC config file, line 1 (scan, timeline, ids, files, assemble)"))
    #expect(lines.contains("b.log=+02:00 config file, line 2 (scan, timeline, ids, files, assemble)"))
    #expect(lines.contains("width 120 config file, line 4 (scan)"))
    #expect(lines.contains("90 environment, COLUMNS (timeline, ids, files, assemble, codes, redact)"))
    #expect(lines.contains("color false environment, NO_COLOR"))
    #expect(lines.contains("date-order - default"))
    #expect(lines.contains("max-depth 8 default"))
  }

  @Test func everyOptionItNamesIsOneOfItsCommands() throws {
    let result = try run(["config", "--format", "json"], config: nil)
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let settings = try #require(report["settings"] as? [[String: Any]])
    #expect(settings.count > 20)
    var help: [String: String] = [:]
    for setting in settings {
      let option = try #require(setting["option"] as? String)
      for command in try #require(setting["commands"] as? [String]) {
        let text = try help[command] ?? Program.run([command, "--help"]).output
        help[command] = text
        #expect(text.contains("--\(option)"), "\(command)")
      }
    }
  }
}
