import ACSLogScan
import ArgumentParser
import Evidence
import Formats
import Intake
import Reports

/// The events of binary Windows traces themselves.
struct TraceEvents: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "etl",
    abstract: "The events of binary Windows traces (.etl), decoded, in the order of time.",
    discussion: """
      Decodes what describes itself (TraceLogging, EventSource), what the trace describes (merged traces), and what a \
      manifest describes. Of everything else it shows the bytes and the text in \
      them. In JSON, each line is an object. A manifest among the paths is found by itself.

      Examples:
        acs-logscan etl trace.etl
        acs-logscan etl attachments/ --provider Contoso.Media --format json -o events.ndjson
        acs-logscan etl trace.etl --manifest provider.man --limit 100
      """)

  @OptionGroup(title: "What to read") var input: TraceInputOptions

  @Option(
    help: ArgumentHelp(
      "Only events of this provider, by name or GUID. May be repeated.", valueName: "provider"))
  var provider: [String] = []

  @Option(help: ArgumentHelp("Stop after so many events.", valueName: "n"))
  var limit: Int?

  @Option(help: "text or json.")
  var format: FormatOptions.Format = .text

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Write to a file.", valueName: "file"), completion: .file())
  var output: String?

  @ArgumentParser.Flag(
    name: .shortAndLong, inversion: .prefixedNo, help: "No messages on standard error.")
  var quiet = false

  @OptionGroup var configFile: ConfigFileOption

  func validate() throws {
    guard limit.map({ $0 > 0 }) ?? true else { throw ValidationError("--limit takes a number from 1.") }
  }

  func run() async throws {
    Terminal.ignoreClosedPipes()
    let destination = try Destination(output, inputs: input.paths)
    guard !destination.isFolder else { throw ValidationError("etl writes one report: -o takes a file.") }
    let manifests = try input.manifests.read()
    let dump = TraceDump(
      intake: try input.intake(excluding: [destination.path]), schemas: manifests.schemas)
    var result = TraceDump.Result()
    try destination.write([ReportFile { sink in result = try write(dump, to: sink) }])
    result.artifacts += manifests.damaged
    if !quiet {
      if result.traces == 0 {
        Terminal.standardError.write("acs-logscan: no binary Windows trace was found\n")
      }
      // There is no report that could say the rest.
      Terminal.standardError.warn(about: result.artifacts) { _ in true }
    }
    if Signals.interruption.wasRequested { throw Outcome.interrupted }
    if result.artifacts.contains(where: { $0.problems.contains(where: \.losesInput) }) {
      throw Outcome.inputLost
    }
  }

  /// Bytes of text that are written at once.
  private static let pieceSize = 1 << 20

  private func write(_ dump: TraceDump, to sink: ReportFile.Sink) throws -> TraceDump.Result {
    let wanted = TraceProviders(provider)
    var left = limit ?? .max
    var json = JSONTraceEvents()
    var text = TextTraceEvents()
    let result = try dump.forEachEvent(input.paths) { (event, path) throws in
      guard wanted.contains(event) else { return true }
      switch format {
      case .json:
        json.write(event, path: path)
        if json.count >= TraceEvents.pieceSize { try sink(json.take()) }
      case .text:
        text.write(event, path: path)
        if text.count >= TraceEvents.pieceSize { try sink(text.take()) }
      }
      left -= 1
      return left > 0
    }
    try sink(format == .json ? json.take() : text.take())
    return result
  }
}

/// Which traces are read.
struct TraceInputOptions: ParsableArguments {
  @Argument(help: "Traces, folders or archives; - is standard input.", completion: .file())
  var paths: [String] = []

  @OptionGroup var limits: LimitOptions

  @OptionGroup var manifests: ManifestOptions

  @Option(
    help: ArgumentHelp("File whose lines are passwords to try on encrypted archives.", valueName: "file"),
    completion: .file())
  var passwordFile: String?

  func validate() throws {
    guard !paths.isEmpty else {
      throw ValidationError("Name what to read: a trace, a folder, an archive, or - for standard input.")
    }
  }

  func intake(excluding outputs: [String?]) throws -> IntakeOptions {
    limits.intake(passwords: try passwordFile.map(Passwords.read) ?? [], excluding: outputs)
  }
}

/// What says how the events of traces are laid out.
struct ManifestOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Instrumentation manifest that describes events of binary traces. May be repeated; attached ones are read anyway.",
      valueName: "file"),
    completion: .file())
  var manifest: [String] = []

  /// What the manifests declare, and those that could not be read whole.
  func read() throws -> (schemas: EventSchemas, damaged: [Artifact]) {
    var schemas = EventSchemas()
    var damaged: [Artifact] = []
    for path in manifest {
      var summary: Artifact?
      var problems: [Problem] = []
      Intake.open(Input(path: path, file: path)) { artifact in
        summary = schemas.read(artifact)
        problems = artifact.problems
      }
      guard var summary, summary.records > 0 || summary.problems.isEmpty else {
        let detail = (problems + (summary?.problems ?? [])).first?.detail ?? "no instrumentation manifest"
        throw ValidationError("--manifest \(path): \(detail)")
      }
      summary.problems += problems
      if !summary.problems.isEmpty { damaged.append(summary) }
    }
    return (schemas, damaged)
  }
}

/// The providers whose events are wanted; with none named, all.
struct TraceProviders {
  private let names: Set<String>

  init(_ names: [String]) {
    self.names = Set(names.map { $0.drop { $0 == "{" }.prefix { $0 != "}" }.lowercased() })
  }

  func contains(_ event: TraceEvent) -> Bool {
    names.isEmpty || event.provider.map { names.contains($0.description) } ?? false
      || event.providerName.map { names.contains($0.lowercased()) } ?? false
  }
}
