import ArgumentParser
import Formats
import Patterns
import Reports

/// Log shapes that users add.
struct PatternsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "patterns",
    abstract: "Log shapes that users add: which there are, and whether a file of them does what it should.",
    discussion: """
      A pattern tells where in an application's own log lines the call's ID, state, codes and so on stand:

        patterns:
          - name: contoso-call-state
            contains: "CallService: call "
            line: "{time} [{level}] CallService: call {callId} is now {state}"
            states: {ACTIVE: Connected, GONE: Disconnected}
            samples:
              - line: "(a line as it stands in the log)"
                expect: {state: Connected}

      Every command that reads logs takes such files with --patterns FILE, and by itself all *.yaml and *.yml in \
      $XDG_CONFIG_HOME/acs-logscan/patterns.d (by default ~/.config/acs-logscan/patterns.d). They are asked before what \
      the tool knows by itself. Docs/patterns.md has the reference and examples.

      Examples:
        acs-logscan patterns test contoso.yaml
        acs-logscan patterns test contoso.yaml app.log
        acs-logscan patterns list
        acs-logscan attachments/ --patterns contoso.yaml
      """,
    subcommands: [Test.self, List.self])
}

extension PatternsCommand {
  /// Whether the patterns of a file give what their samples say, and what they make of a log.
  struct Test: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Checks a file of patterns and its samples, and shows what they make of a log.",
      discussion: """
        Without SAMPLE, the file and the samples in it are checked. With it, each record of the log that a pattern reads \
        is shown with what it gives, and each that has a pattern's text and does not fit, with the reason.

        Exit code: 0 the file is right; 64 it is not; 2 the log could not be read whole.

        Examples:
          acs-logscan patterns test contoso.yaml
          acs-logscan patterns test contoso.yaml app.log
          adb logcat -d | acs-logscan patterns test contoso.yaml -
        """)

    @Argument(help: "The file of patterns.", completion: .file(extensions: ["yaml", "yml"]))
    var file: String

    @Argument(help: "A log; - is standard input.", completion: .file())
    var sample: String?

    func run() async throws {
      Terminal.ignoreClosedPipes()
      let files: PatternFiles
      do { files = try PatternFiles(named: [file]) } catch { throw PatternOptions.refused(error) }
      guard let sample else {
        let count = files.files.reduce(0) { $0 + $1.samples.reduce(0, +) }
        return try write(PatternsReport.checked(file, patterns: files.patterns, samples: count))
      }
      let trial = PatternTrialRun(files.patterns)
      let isWhole = try trial.read(sample) { try write($0) }
      if !isWhole { throw Outcome.inputLost }
    }

    private func write(_ text: String) throws {
      guard Terminal.standardOutput.write(text) else { throw Outcome.cannotWrite }
    }
  }

  /// All patterns and where they are from.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The patterns there are, and where each is from.",
      discussion: """
        Examples:
          acs-logscan patterns list
          acs-logscan patterns list --patterns contoso.yaml --format json
        """)

    @OptionGroup var files: PatternOptions
    @OptionGroup var form: FormatOptions

    func run() throws {
      Terminal.ignoreClosedPipes()
      let patterns = try files.read().patterns
      let terminal = Terminal.standardOutput
      let style = ReportStyle(
        width: terminal.width, usesColor: terminal.showsColor, usesUnicode: terminal.showsUnicode)
      let text =
        switch form.format {
        case .json: JSONPatternsReport.render(patterns + Pattern.builtIn, tool: .current)
        case .text: PatternsReport.list(patterns, builtIn: Pattern.builtIn, style: style)
        }
      guard terminal.write(text) else { throw Outcome.cannotWrite }
    }
  }
}
