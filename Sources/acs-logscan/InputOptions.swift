public import ArgumentParser
import Calls
public import Evidence
import Intake

/// What is read and how: the options that all commands that read logs share.
struct InputOptions: ParsableArguments {
  @Argument(help: "Folders, files or archives; - is standard input.", completion: .file())
  var paths: [String] = []

  @Option(
    help: ArgumentHelp(
      "Zone of times that have none: UTC, an IANA name or ±hh:mm; PATH=ZONE for one artifact. May be repeated.",
      valueName: "zone"))
  var timezone: [ZoneOption] = []

  @Option(
    help: ArgumentHelp(
      "Order of date fields where the logs leave it open: dmy, mdy or ymd.", valueName: "order"))
  var dateOrder: DateOrder?

  @Option(
    help: ArgumentHelp("File whose lines are passwords to try on encrypted archives.", valueName: "file"),
    completion: .file())
  var passwordFile: String?

  @OptionGroup var limits: LimitOptions

  @OptionGroup var manifests: ManifestOptions

  @OptionGroup var patterns: PatternOptions

  @Flag(inversion: .prefixedNo, help: "Give each artifact its SHA-256 in JSON reports and with -v.")
  var hash = false

  @OptionGroup var redaction: RedactionOption

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Threads that read; by default as many as there are cores.", valueName: "n"))
  var jobs: Int?

  func validate() throws {
    guard !paths.isEmpty else {
      throw ValidationError("Name what to read: a folder, a file, an archive, or - for standard input.")
    }
    guard jobs.map({ $0 > 0 }) ?? true else { throw ValidationError("--jobs takes a number from 1.") }
  }

  /// How inputs are opened; what this run writes is not read.
  func intake(excluding outputs: [String?]) throws -> IntakeOptions {
    let passwords = try passwordFile.map(Passwords.read) ?? []
    return try redaction.applied(to: limits.intake(passwords: passwords, excluding: outputs), of: paths)
  }

  /// How times are read.
  func fold(keepsTimeline: Bool) -> FoldOptions {
    let zones = timezone
    return FoldOptions(dateOrder: dateOrder, keepsTimeline: keepsTimeline) { path in
      (zones.last { $0.path == path } ?? zones.last { $0.path == nil })?.zone
    }
  }
}

extension DateOrder: ExpressibleByArgument {}

/// `ZONE` or `PATH=ZONE`.
struct ZoneOption: ExpressibleByArgument, Sendable {
  var path: String?
  var zone: Zone

  init?(argument: String) {
    if let zone = Zone(named: argument) {
      self.zone = zone
      return
    }
    guard let equals = argument.lastIndex(of: "="),
      let zone = Zone(named: String(argument[argument.index(after: equals)...]))
    else { return nil }
    path = String(argument[..<equals])
    self.zone = zone
  }
}
