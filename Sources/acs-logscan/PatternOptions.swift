import ArgumentParser
import Formats
import Patterns

/// Which patterns of users read the logs besides what the tool knows.
struct PatternOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Shapes of an application's own log lines, in YAML; see 'acs-logscan patterns --help'. May be repeated.",
      valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var patterns: [String] = []

  /// The files that were named, and those of the user's folder.
  ///
  /// - Throws: What is wrong with them is said; the command line is wrong.
  func read() throws -> PatternFiles {
    do {
      return try PatternFiles(named: patterns, folder: PatternOptions.folder)
    } catch {
      throw PatternOptions.refused(error)
    }
  }

  /// What reads the logs.
  func vocabularies() throws -> Vocabularies {
    let patterns = try read().patterns
    return patterns.isEmpty ? .builtIn : Vocabularies(patterns: patterns)
  }

  /// Says everything that is wrong, a line each, as editors read it.
  static func refused(_ problems: PatternProblems) -> Outcome {
    Terminal.standardError.write(problems.description + "\n")
    return .wrongUsage
  }

  /// `$XDG_CONFIG_HOME/acs-logscan/patterns.d`, by default `~/.config/acs-logscan/patterns.d`.
  static var folder: String? {
    let configuration =
      Terminal.environment("XDG_CONFIG_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
      ?? Terminal.environment("HOME").flatMap { $0.isEmpty ? nil : $0 + "/.config" }
    return configuration.map { $0 + "/acs-logscan/patterns.d" }
  }
}
