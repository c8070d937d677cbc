import ArgumentParser
import ACSLogScan
import Calls
import Evidence
import Formats
import Intake
import Reports

/// A text, made piece by piece as it is written, and the name of the file it goes to, where there is one.
struct ReportFile {
  typealias Sink = (String) throws -> Void

  let name: String
  let write: (Sink) throws -> Void
  /// Makes the file at a path where nothing is, where the report is no text.
  private(set) var make: ((String) throws -> Void)?

  init(name: String, making make: @escaping (String) throws -> Void) {
    self.name = name
    self.make = make
    write = { _ in }
  }

  init(name: String = "", _ write: @escaping (Sink) throws -> Void) {
    self.name = name
    self.write = write
  }

  init(name: String = "", text: @escaping @autoclosure () -> String) {
    self.name = name
    write = { sink in try sink(text()) }
  }

  /// An inventory of the attachments, to send along.
  init(manifestOf analysis: Analysis, isJSON: Bool) {
    self.init(
      text: isJSON
        ? AttachmentManifest.json(analysis, tool: .current) : AttachmentManifest.csv(analysis))
  }

  /// The inventory for programs.
  init(json examination: Examination) {
    name = ""
    write = { sink in
      try JSONFilesReport.write(examination.inventory, examination.analysis, tool: .current, to: sink)
    }
  }

  /// The JSON report.
  init(name: String = "", json analysis: Analysis, includesTimeline: Bool) {
    self.name = name
    write = { sink in
      try JSONReport.write(analysis, includesTimeline: includesTimeline, tool: .current, to: sink)
    }
  }
}

/// Where an analysis comes from: logs, or evidence that was extracted from some.
protocol AnalysisSource {
  /// What is read.
  var paths: [String] { get }

  /// Reads everything.
  ///
  /// - Returns: What it means, and what was damaged of what the command line names besides.
  func examine(_ request: AnalysisRequest) async throws -> (Examination, damaged: [Artifact])
}

/// What an analysis is made for.
struct AnalysisRequest {
  var keepsTimeline: Bool
  /// What this run writes, which is not read.
  var outputs: [String?]
  /// A packaged application, whose files alone count.
  var app: String?
  /// Which artifacts get their SHA-256, where that was not asked for already.
  var hashes: Analyzer.Hashing = .none
  var meter: ProgressMeter
}

/// What the commands that show an analysis have in common: analyse, select, write, and end with the right code.
struct ReportRun<Source: AnalysisSource> {
  let input: Source
  let output: OutputOptions
  let selection: Selection
  let keepsTimeline: Bool
  private let meter: ProgressMeter

  init(input: Source, output: OutputOptions, selection: Selection, keepsTimeline: Bool) {
    self.input = input
    self.output = output
    self.selection = selection
    self.keepsTimeline = keepsTimeline
    meter = ProgressMeter(output.progressForm)
  }

  func run(_ reports: CallReports) async throws {
    Terminal.ignoreClosedPipes()
    let destination = try Destination(output.output, inputs: input.paths)
    guard reports.format.hasPages || !destination.isFolder else {
      throw ValidationError("\(reports.format.rawValue) is one report: -o takes a file.")
    }
    guard reports.format != .sqlite || destination.isNewFile else {
      throw ValidationError("A database needs a file: -o FILE.")
    }
    let (examination, damaged) = try await input.examine(request(outputs: [destination.path]))
    let whole = examination.analysis
    meter.end(calls: whole.calls.count)
    let analysis = whole.selecting(selection)
    let files =
      destination.isFolder
      ? reports.pages(analysis, style: output.style) : [reports.whole(analysis, style: output.style)]
    try destination.write(files)
    if !output.quiet {
      for note in reports.leftOut(of: analysis) { Terminal.standardError.write("acs-logscan: \(note)\n") }
    }
    try finish(analysis, whole: whole, damaged)
  }

  /// Examines everything and writes a report of the files.
  ///
  /// - Parameters:
  ///   - app: Leaves out other applications' files.
  ///   - manifest: Where an inventory of the attachments goes, for which all of them get their SHA-256.
  func runOnFiles(
    app: String?, manifest: String?, report: (Examination) -> ReportFile
  ) async throws {
    Terminal.ignoreClosedPipes()
    let destination = try Destination(output.output, inputs: input.paths)
    guard !destination.isFolder else { throw ValidationError("files writes one report: -o takes a file.") }
    let beside = try manifest.map { try Destination($0, inputs: input.paths) }
    guard beside.map({ !$0.isFolder && $0.path != destination.path }) ?? true else {
      throw ValidationError("--write-manifest takes a file of its own.")
    }
    var request = request(outputs: [destination.path, manifest])
    request.app = app
    request.hashes = manifest != nil ? .all : .opaque
    let (examination, damaged) = try await input.examine(request)
    meter.end(calls: examination.analysis.calls.count)
    if let beside, let manifest {
      try beside.write([
        ReportFile(manifestOf: examination.analysis, isJSON: manifest.lowercased().hasSuffix(".json"))
      ])
    }
    try destination.write([report(examination)])
    try finish(examination.analysis, whole: examination.analysis, damaged)
  }

  /// Lists the IDs of the selected calls, and of the time that was asked for.
  func runOnIDs(report: (Analysis, ReportStyle) -> ReportFile) async throws {
    Terminal.ignoreClosedPipes()
    let destination = try Destination(output.output, inputs: input.paths)
    guard !destination.isFolder else { throw ValidationError("ids writes one report: -o takes a file.") }
    let (examination, damaged) = try await input.examine(request(outputs: [destination.path]))
    let whole = examination.analysis
    meter.end(calls: whole.calls.count)
    let analysis = whole.selecting(selection)
    try destination.write([report(analysis, output.style)])
    try finish(analysis, whole: whole, damaged)
  }

  private func request(outputs: [String?]) -> AnalysisRequest {
    AnalysisRequest(keepsTimeline: keepsTimeline, outputs: outputs, meter: meter)
  }

  private func finish(_ analysis: Analysis, whole: Analysis, _ damaged: [Artifact]) throws {
    let artifacts = damaged + whole.artifacts
    if !output.quiet { Terminal.standardError.warn(about: artifacts) }
    if Signals.interruption.wasRequested { throw Outcome.interrupted }
    if artifacts.contains(where: { $0.problems.contains(where: \.losesInput) }) {
      throw Outcome.inputLost
    }
    if analysis.findings.contains(where: { $0.kind == "call-not-found" }) { throw Outcome.found }
    if output.failOn?.matches(analysis) ?? false { throw Outcome.found }
  }
}

extension Terminal {
  /// Says where input was lost, never what stands there.
  func warn(about artifacts: [Artifact], _ isWorthIt: (Problem) -> Bool = \.losesInput) {
    for artifact in artifacts {
      for problem in artifact.problems where isWorthIt(problem) {
        write(
          "acs-logscan: \(artifact.path.printable): \(problem.kind.rawValue): \(problem.detail.printable)\n")
      }
    }
  }
}

extension String {
  /// Without control characters, for messages to a terminal.
  var printable: String {
    String(
      String.UnicodeScalarView(unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : $0 }))
  }
}
