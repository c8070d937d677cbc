import ACSLogScan
public import ArgumentParser
import Calls
public import Evidence
import Formats
import Intake

/// Logs, and how they are read: what all commands that read logs share.
///
/// No group of options: the parser's checks of a debug build take several times as long with each level of groups.
struct LogSource: AnalysisSource {
  let reading: ReadingOptions
  let times: TimeOptions

  var paths: [String] { reading.paths }

  func examine(_ request: AnalysisRequest) async throws -> (Examination, damaged: [Artifact]) {
    let manifests = try reading.manifests.read()
    var analyzer = try reading.analyzer(
      excluding: request.outputs, manifests.schemas, times.fold(keepsTimeline: request.keepsTimeline),
      request.meter)
    if !reading.hash { analyzer.hashes = request.hashes }
    return (await analyzer.examine(paths, app: request.app), manifests.damaged)
  }
}

/// How what is written of times is read.
struct TimeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Zone of times that have none: UTC, an IANA name or ±hh:mm; PATH=ZONE for one artifact. May be repeated.",
      valueName: "zone"))
  var timezone: [ZoneOption] = []

  @Option(
    help: ArgumentHelp(
      "Order of date fields where the logs leave it open: dmy, mdy or ymd.", valueName: "order"))
  var dateOrder: DateOrder?

  /// How times are read.
  func fold(keepsTimeline: Bool) -> FoldOptions {
    let zones = timezone
    return FoldOptions(dateOrder: dateOrder, keepsTimeline: keepsTimeline) { path in
      (zones.last { $0.path == path } ?? zones.last { $0.path == nil })?.zone
    }
  }
}

/// What is read, and how it is opened.
struct ReadingOptions: ParsableArguments {
  @Argument(help: "Folders, files or archives; - is standard input.", completion: .file())
  var paths: [String] = []

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

  @OptionGroup var threads: ThreadOption

  func validate() throws {
    guard !paths.isEmpty else {
      throw ValidationError("Name what to read: a folder, a file, an archive, or - for standard input.")
    }
  }

  /// What reads it.
  ///
  /// - Parameters:
  ///   - outputs: What this run writes, which is not read.
  ///   - schemas: Layouts of the events of traces.
  func analyzer(
    excluding outputs: [String?], _ schemas: EventSchemas, _ fold: FoldOptions, _ meter: ProgressMeter
  ) throws -> Analyzer {
    let passwords = try passwordFile.map(Passwords.read) ?? []
    var intake = try redaction.applied(to: limits.intake(passwords: passwords, excluding: outputs), of: paths)
    intake.bytesRead = { meter.add(bytes: $0) }
    var analyzer = Analyzer(
      intake: intake, fold: fold, schemas: schemas, vocabularies: try patterns.vocabularies(),
      jobs: threads.count, hashes: hash ? .all : .none,
      discovered: { meter.begin($0) }, progress: { meter.add($0) })
    analyzer.listsCallIDs = meter.isOn
    return analyzer
  }
}

/// How many threads work.
struct ThreadOption: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Threads that read; by default as many as there are cores.", valueName: "n"))
  var jobs: Int?

  var count: Int { jobs ?? Processors.count }

  func validate() throws {
    guard jobs.map({ $0 > 0 }) ?? true else { throw ValidationError("--jobs takes a number from 1.") }
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
