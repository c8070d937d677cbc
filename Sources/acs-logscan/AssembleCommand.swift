import ACSLogScan
import ArgumentParser
import Calls
import Evidence
import Intake

/// One report of evidence that was extracted in parts.
struct AssembleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assemble",
    abstract: "The report that scan or timeline would give of everything that evidence was extracted from.",
    discussion: """
      Reads what extract wrote, any number of files in any order, packed or not; what was extracted twice counts once. \
      Copies, pieces of one log and calls that stand in many places come together here.

      Evidence that is too much for one machine is assembled in stages, each of which reads files of evidence and writes one: \
      gather makes artifacts of their ranges, where there are any; plan reads the artifact lines of everything, and the listed lines behind them, and says which artifacts are one log; fold reads \
      plan lines and the evidence of these logs; join reads folded logs, of those that share a tie all or none; sum reads what \
      plan has read and everything that was joined, and makes the report. --report and the options of times must be the same in \
      all stages.

      Examples:
        acs-logscan assemble part-*.ndjson.gz
        acs-logscan assemble --report timeline --format html -o report.html part-*.ndjson.gz
        acs-logscan extract attachments/ | acs-logscan assemble -
        acs-logscan assemble --stage plan artifacts.ndjson -o plan.ndjson
        acs-logscan assemble --stage sum artifacts.ndjson joined-*.ndjson.gz
      """)

  enum Report: String, ExpressibleByArgument, CaseIterable {
    case scan
    case timeline
  }

  /// A stage of an assembly that several machines share; the last one makes the report.
  enum Stage: String, ExpressibleByArgument, CaseIterable {
    case gather
    case plan
    case fold
    case join
    case sum

    var writesEvidence: EvidenceAssembly.Stage? { EvidenceAssembly.Stage(rawValue: rawValue) }
  }

  @OptionGroup(title: "What to read") var input: EvidenceOptions
  @OptionGroup(title: "Which calls to show") var calls: SelectionOptions

  @Option(help: "Which report to make: scan or timeline.")
  var report = Report.scan

  @OptionGroup(title: "How to show it") var form: CallFormatOptions
  @OptionGroup(title: "How to show it") var output: OutputOptions

  func run() async throws {
    if let stage = input.stage?.writesEvidence { return try await write(stage) }
    let includesTimeline = report == .timeline || form.format.needsTimeline
    try await ReportRun(
      input: input, output: output, selection: calls.selection, keepsTimeline: includesTimeline
    ).run(CallReports(format: form.format, includesTimeline: includesTimeline))
  }

  private func write(_ stage: EvidenceAssembly.Stage) async throws {
    Terminal.ignoreClosedPipes()
    let destination = try EvidenceDestination(output.output, inputs: input.paths)
    let keepsTimeline = report == .timeline || form.format.needsTimeline
    let meter = ProgressMeter(output.progressForm)
    let assembly = input.assembly(
      AnalysisRequest(keepsTimeline: keepsTimeline, outputs: [output.output], meter: meter))
    let evidence = await assembly.evidence(stage, of: input.paths)
    meter.end()
    if Signals.interruption.wasRequested { throw Outcome.interrupted }
    try destination.write { sink in try evidence.write(version: AcsLogscan.version, to: sink) }
    if !output.quiet { Terminal.standardError.warn(about: evidence.problems) }
    if !evidence.problems.isEmpty { throw Outcome.inputLost }
  }
}

/// Which evidence is read and how.
struct EvidenceOptions: ParsableArguments {
  @Argument(help: "Files of evidence, or folders of them; - is standard input.", completion: .file())
  var paths: [String] = []

  @Option(
    help:
      "Do one stage of an assembly that several machines share: gather, plan, fold or join, which write evidence, or sum."
  )
  var stage: AssembleCommand.Stage?

  @OptionGroup var times: TimeOptions

  @OptionGroup var threads: ThreadOption

  func validate() throws {
    guard !paths.isEmpty else {
      throw ValidationError("Name what to read: files that extract wrote, or - for standard input.")
    }
  }
}

extension EvidenceOptions: AnalysisSource {
  func examine(_ request: AnalysisRequest) async throws -> (Examination, damaged: [Artifact]) {
    let assembly = assembly(request)
    return (
      stage == .sum
        ? assembly.sum(paths, app: request.app) : await assembly.examine(paths, app: request.app), []
    )
  }

  /// What reads the evidence.
  func assembly(_ request: AnalysisRequest) -> EvidenceAssembly {
    Signals.endReadingOnInterrupt()
    var intake = IntakeOptions(excluding: Set(request.outputs.compactMap(\.self)))
    intake.interruption = Signals.interruption
    intake.bytesRead = { [meter = request.meter] in meter.add(bytes: $0) }
    let analyzer = Analyzer(
      fold: times.fold(keepsTimeline: request.keepsTimeline), jobs: threads.count)
    return EvidenceAssembly(analyzer, reader: EvidenceReader(intake: intake))
  }
}
