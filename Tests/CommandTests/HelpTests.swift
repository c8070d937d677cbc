import Foundation
import Testing

/// What the program says of itself: help with examples, completions, the manual's source.
@Suite struct HelpTests {
  private static let commands = [
    "scan", "timeline", "ids", "files", "etl", "codes", "redact", "config", "patterns", "extract", "assemble",
  ]
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Help")

  /// `ACS_LOGSCAN_RENEW=1` writes the golden files anew.
  @Test(arguments: [nil] + commands.map(Optional.some))
  func helpIsAsItWasReadLast(command: String?) throws {
    let help = try Program.run(
      (command.map { [$0] } ?? []) + ["--help"], environment: ["COLUMNS": "100"])
    #expect(help.status == 0)
    #expect(help.errors.isEmpty)
    let golden = HelpTests.folder.appending(path: "\(command ?? "acs-logscan").txt")
    if ProcessInfo.processInfo.environment["ACS_LOGSCAN_RENEW"] != nil {
      try Data(help.output.utf8).write(to: golden)
    }
    #expect(help.output == String(decoding: try Data(contentsOf: golden), as: UTF8.self))
  }

  @Test func everyCommandHasHelpWithExamples() throws {
    let main = try Program.run(["--help"]).output
    let listed = main.split(separator: "\n").drop { !$0.hasPrefix("SUBCOMMANDS:") }.dropFirst()
      .filter { $0.hasPrefix("  ") && $0.dropFirst(2).first != " " && !$0.contains("See 'acs-logscan help") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(listed.filter { $0 != "(default)" }.sorted() == HelpTests.commands.sorted())
    #expect(main.contains("Examples:\n"))
    for command in HelpTests.commands {
      let help = try Program.run([command, "--help"]).output
      #expect(help.contains("Examples:\n"), "\(command)")
      #expect(help.contains("  acs-logscan "), "\(command)")
    }
  }

  @Test(arguments: [
    ("bash", "complete"), ("zsh", "#compdef acs-logscan"), ("fish", "complete -c 'acs-logscan'"),
  ])
  func shellsGetCompletions(shell: String, sign: String) throws {
    let script = try Program.run(["--generate-completion-script", shell])
    #expect(script.status == 0)
    #expect(script.output.contains(sign))
    for command in HelpTests.commands { #expect(script.output.contains(command), "\(command)") }
  }

  private static let hasGroff =
    ["/usr/bin/python3", "/usr/bin/groff"].allSatisfy(FileManager.default.isExecutableFile)

  @Test(.enabled(if: hasGroff, "needs Python and groff")) func manualPagesAreSound() throws {
    let folder = try TemporaryFolder()
    let root = HelpTests.folder.appending(path: "../../..").standardizedFileURL
    let check = """
      python3 '\(root.path)/Packaging/manual.py' '\(Program.path)' man 2>&1
      for page in man/*; do groff -mdoc -Tutf8 -ww -z -K utf8 $page 2>&1; done
      groff -mdoc -Tascii -P-c -P-u -P-b man/acs-logscan-redact.1 | grep -c -e --include-binary -e 'acs-logscan redact ticket/'
      ls man | wc -l
      """
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", check]
    process.currentDirectoryURL = folder.url
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(
      text.split(separator: "\n").map { $0.filter { $0 != " " } } == ["2", "\(HelpTests.commands.count + 1)"])
  }
}
