import Intake

/// An option that the config file can give another default. What is asked of one ticket alone (paths, calls, times) and what
/// adds to instead of replacing what stands on the command line is none.
struct ConfigOption: Sendable {
  enum Kind: Sendable {
    case value
    /// A path; `~/` is the home folder.
    case file
    /// Takes true or false; has a `--no-…`.
    case flag
  }

  /// The long option without its dashes.
  let name: String
  let kind: Kind
  /// The commands that have it.
  let commands: [String]
  /// Whether each line adds to the ones before it.
  var isRepeatable = false
  /// The default without a config file; nil where there is none.
  var standard: String?

  static let all: [ConfigOption] = [
    ConfigOption(name: "timezone", kind: .value, commands: shown, isRepeatable: true),
    ConfigOption(name: "show-timezone", kind: .value, commands: shown, standard: "UTC"),
    ConfigOption(name: "date-order", kind: .value, commands: shown),
    ConfigOption(
      name: "format", kind: .value, commands: shown + ["etl", "codes", "redact"], standard: "text"),
    ConfigOption(
      name: "width", kind: .value, commands: shown + ["codes", "redact"],
      standard: "\(Terminal.standardOutput.width)"),
    ConfigOption(name: "color", kind: .flag, commands: shown + ["codes", "redact"], standard: "true"),
    ConfigOption(name: "all", kind: .flag, commands: shown + ["redact"], standard: "false"),
    ConfigOption(name: "verbose", kind: .flag, commands: shown + ["redact"], standard: "false"),
    ConfigOption(
      name: "quiet", kind: .flag, commands: shown + ["etl", "redact", "extract"], standard: "false"),
    ConfigOption(
      name: "progress", kind: .value, commands: shown + ["extract"], standard: ProgressForm.auto.rawValue),
    ConfigOption(name: "fail-on", kind: .value, commands: shown),
    ConfigOption(name: "jobs", kind: .value, commands: shown + ["extract"], standard: "\(Processors.count)"),
    ConfigOption(name: "hash", kind: .flag, commands: logs + ["extract"], standard: "false"),
    ConfigOption(name: "password-file", kind: .file, commands: reading),
    ConfigOption(name: "manifest", kind: .file, commands: logs + ["etl", "extract"], isRepeatable: true),
    ConfigOption(name: "patterns", kind: .file, commands: logs + ["extract"], isRepeatable: true),
    ConfigOption(name: "key", kind: .file, commands: ["redact"]),
    ConfigOption(
      name: "max-depth", kind: .value, commands: reading, standard: "\(IntakeLimits().depth)"),
    ConfigOption(
      name: "max-members", kind: .value, commands: reading, standard: "\(IntakeLimits().members)"),
    ConfigOption(
      name: "max-bytes", kind: .value, commands: reading,
      standard: "\(SizeOption(bytes: IntakeLimits().expandedBytes))"),
    ConfigOption(name: "max-records", kind: .value, commands: reading),
    ConfigOption(
      name: "max-ratio", kind: .value, commands: reading, standard: "\(IntakeLimits().expansionRatio)"),
    ConfigOption(
      name: "max-seekable", kind: .value, commands: reading,
      standard: "\(SizeOption(bytes: IntakeLimits().heldBytes))"),
    ConfigOption(name: "time-limit", kind: .value, commands: reading),
  ]

  /// What a command must be given besides, so that an option of it can be tried.
  static let commands: [String: [String]] = [
    "scan": ["-"], "timeline": ["-"], "ids": ["-"], "files": ["-"], "etl": ["-"], "codes": [],
    "redact": ["-", "-o", "x"], "extract": ["-"], "assemble": ["-"],
  ]

  private static let logs = ["scan", "timeline", "ids", "files"]
  private static let shown = logs + ["assemble"]
  private static let reading = logs + ["etl", "redact", "extract"]
}
