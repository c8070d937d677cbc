import ArgumentParser
import Calls
import Reports

/// Calls at a glance.
struct Scan: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Calls at a glance, worst first.",
    discussion: """
      Examples:
        acs-logscan attachments/
        acs-logscan attachments/ --only failed --format json -o report.json
        zcat console.log.gz | acs-logscan -
      """)

  @OptionGroup(title: "What to read") var reading: ReadingOptions
  @OptionGroup(title: "What to read") var times: TimeOptions
  @OptionGroup(title: "Which calls to show") var calls: SelectionOptions
  @OptionGroup(title: "How to show it") var form: CallFormatOptions
  @OptionGroup(title: "How to show it") var output: OutputOptions

  func run() async throws {
    try await ReportRun(
      input: LogSource(reading: reading, times: times), output: output, selection: calls.selection,
      keepsTimeline: form.format.needsTimeline
    ).run(CallReports(format: form.format, includesTimeline: form.format.needsTimeline))
  }
}

extension Tool {
  /// This program.
  static var current: Tool { Tool(version: AcsLogscan.version) }
}
