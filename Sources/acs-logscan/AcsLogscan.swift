import ArgumentParser

/// The program: arguments in, exit code out.
@main
struct AcsLogscan: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "acs-logscan",
    abstract: "Says what happened in each call that a folder of Azure Communication Services logs is about.",
    discussion: """
      Reads browser console logs, Android and iOS logs, archives of them and standard input, offline, and tells \
      which calls there were and under which IDs, what happened in each, why it ended, and what is missing.

      Without the name of a command, scan is meant.

      Examples:
        acs-logscan attachments/
        acs-logscan timeline attachments/ --call 1b9b3c4d
        acs-logscan timeline attachments/ --format html -o report.html
        acs-logscan ids attachments/ --for-support
        acs-logscan redact ticket/ -o safe/
      """,
    version: version,
    subcommands: [
      Scan.self, Timeline.self, IDs.self, Files.self, TraceEvents.self, Codes.self, Redact.self,
      PatternsCommand.self, Config.self, ExtractCommand.self, AssembleCommand.self,
    ],
    defaultSubcommand: Scan.self)

  /// The exit codes, as the documentation promises them.
  static func main() async {
    Signals.printNoMemory()
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.isEmpty {
      Terminal.standardError.write(helpMessage(columns: Terminal.standardError.width))
      Terminal.exit(.wrongUsage)
    }
    var defaults: ConfigDefaults?
    do {
      let completed = try ConfigDefaults(addedTo: arguments)
      defaults = completed
      var command = try parseAsRoot(completed.arguments)
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let outcome as Outcome {
      Terminal.exit(outcome)
    } catch let error as ConfigError {
      Terminal.standardError.write(error.message)
      Terminal.exit(.wrongUsage)
    } catch {
      finish(with: error, defaults)
    }
  }

  /// Help and versions go to standard output; whatever is wrong with the arguments is wrong usage.
  private static func finish(with error: any Error, _ defaults: ConfigDefaults?) -> Never {
    let text = fullMessage(for: error, columns: Terminal.standardError.width)
    if exitCode(for: error).isSuccess {
      Terminal.standardOutput.write(text + "\n")
      Terminal.exit(.success)
    }
    Terminal.standardError.write(text + "\n" + (defaults?.note ?? ""))
    Terminal.exit(.wrongUsage)
  }
}

/// How a run ends. The raw values are the exit codes.
enum Outcome: Int32, Error {
  /// All input was read.
  case success = 0
  /// Something named by `--fail-on` was found, or nothing by `--call`.
  case found = 1
  /// Some input could not be read whole; the report was written all the same.
  case inputLost = 2
  /// The command line was wrong.
  case wrongUsage = 64
  /// The report could not be written.
  case cannotWrite = 73
  /// Ctrl-C ended the reading; the report of what was read was written all the same.
  case interrupted = 130
}
