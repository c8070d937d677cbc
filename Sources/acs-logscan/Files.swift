import ACSLogScan
import ArgumentParser
import Calls
import Reports

/// The inventory: what is here, and what listings say should be.
struct Files: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "The inventory: what is attached, what a directory listing says should be, and what to ask for.",
    discussion: """
      Listings are read as they come: where, dir, tree, forfiles, robocopy, PowerShell's Get-ChildItem in all its \
      forms, certutil, ls, find, checksums, unzip, 7z and tar, in any language.

      Examples:
        acs-logscan files attachments/
        acs-logscan files attachments/ --app Contoso.Calling -v
        acs-logscan files attachments/ --write-manifest manifest.csv
      """)

  @OptionGroup(title: "What to read") var reading: ReadingOptions
  @OptionGroup(title: "What to read") var times: TimeOptions

  @Option(
    help: ArgumentHelp(
      "Only this packaged application's files, by package name or family name.", valueName: "name"))
  var app: String?

  @Option(
    help: ArgumentHelp(
      "Also write an inventory of the attachments with their SHA-256: CSV, or JSON for a name in .json.",
      valueName: "file"),
    completion: .file())
  var writeManifest: String?

  @OptionGroup(title: "How to show it") var form: FormatOptions
  @OptionGroup(title: "How to show it") var output: OutputOptions

  func run() async throws {
    let run = ReportRun(
      input: LogSource(reading: reading, times: times), output: output, selection: Selection(),
      keepsTimeline: false)
    try await run.runOnFiles(app: app, manifest: writeManifest) { examination in
      switch form.format {
      case .text:
        ReportFile(
          text: FilesReport.render(examination.inventory, examination.analysis, style: output.style))
      case .json: ReportFile(json: examination)
      }
    }
  }
}
