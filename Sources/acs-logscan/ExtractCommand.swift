public import ACSLogScan
public import ArgumentParser
import Calls
import Evidence
import Intake
import Redaction

/// The evidence of some attachments, for `assemble`.
struct ExtractCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "The evidence of some attachments, to be assembled with that of others, read elsewhere.",
    discussion: """
      What is too much for one machine is read by many, a part each; assemble makes one report of what they extracted, the \
      same as if one had read everything. Evidence is JSON, an object a line; it holds what logs say about calls, and is as \
      sensitive as they are.

      Where each machine reads a part of one folder, --root names the folder, without which files of one name in different folders \
      are not told apart; and --context the manifests and listings in it, \
      which say something about files elsewhere: how events of traces are laid out, which digests files have.

      A large plain log can be read in ranges of its bytes, each from where another ends: --range. What can only be read \
      whole is read with the range that begins it, and skipped with all others, so that any file may be given in ranges.

      Examples:
        acs-logscan extract attachments/ -o evidence.ndjson.gz
        acs-logscan extract --range 0:1073741824 /tickets/4711/large.log -o range-1.ndjson.gz
        acs-logscan extract --range 1073741824: /tickets/4711/large.log -o range-2.ndjson.gz
        acs-logscan extract --root /tickets /tickets/4711/a.log /tickets/4711/b.log -o part-1.ndjson.gz
        acs-logscan assemble part-*.ndjson.gz
      """)

  @OptionGroup(title: "What to read") var reading: ReadingOptions

  @Option(
    help: ArgumentHelp(
      "Folder that all paths lie in: they are read, and named, as scan reads that folder.",
      valueName: "folder"),
    completion: .directory)
  var root: String?

  @Option(
    help: ArgumentHelp(
      "Manifests and listings that are not among the paths and matter for them. May be repeated.",
      valueName: "path"),
    completion: .file())
  var context: [String] = []

  @Option(
    help: ArgumentHelp(
      "Read this part of a large plain log: bytes before it, and up to its end, or nothing for that of the file.",
      valueName: "start:end"))
  var range: ByteRange?

  @Flag(
    inversion: .prefixedNo,
    help: """
      Give each content a digest, by which assemble tells copies; for that it is read once more. Of a file that is read in ranges, \
      the first one gives that of the whole.
      """)
  var digests: Bool?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write to a file; packed where its name ends in .gz.", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(name: .shortAndLong, inversion: .prefixedNo, help: "No messages on standard error.")
  var quiet = false

  @Option(help: "Progress on standard error: auto (a line on a terminal), text, json or none.")
  var progress = ProgressForm.auto

  @OptionGroup var configFile: ConfigFileOption

  func validate() throws {
    guard range == nil || reading.paths.count == 1 else {
      throw ValidationError("--range is that of one file: name one, and nothing else.")
    }
  }

  func run() async throws {
    Terminal.ignoreClosedPipes()
    let destination = try EvidenceDestination(output, inputs: reading.paths + context)
    let meter = ProgressMeter(progress.applied(isQuiet: quiet))
    let manifests = try reading.manifests.read()
    let analyzer = try reading.analyzer(
      excluding: [output], manifests.schemas, FoldOptions(keepsTimeline: true), meter)
    let extract = await analyzer.extract(
      reading.paths, below: root, context: context,
      withDigests: digests ?? (range.map { $0.start == 0 } ?? true), range: range)
    meter.end()
    try destination.write { sink in
      try EvidenceWriter.write(extract, version: AcsLogscan.version, to: sink)
    }
    let artifacts = manifests.damaged + extract.listed
    if !quiet { Terminal.standardError.warn(about: artifacts) }
    if Signals.interruption.wasRequested { throw Outcome.interrupted }
    if artifacts.contains(where: { $0.problems.contains(where: \.losesInput) }) {
      throw Outcome.inputLost
    }
  }
}

/// `START:END`, or `START:`.
extension ByteRange: ExpressibleByArgument {
  public init?(argument: String) {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let start = Int(parts[0]), parts[1].isEmpty || Int(parts[1]) != nil else {
      return nil
    }
    self.init(start: start, end: Int(parts[1]))
  }
}
