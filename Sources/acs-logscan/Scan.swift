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

  @OptionGroup(title: "What to read") var input: InputOptions
  @OptionGroup(title: "Which calls to show") var calls: SelectionOptions
  @OptionGroup(title: "How to show it") var form: CallFormatOptions
  @OptionGroup(title: "How to show it") var output: OutputOptions

  func run() async throws {
    try await ReportRun(input: input, output: output, selection: calls.selection, keepsTimeline: false).run {
      analysis, style in
      switch form.format {
      case .text: [ReportFile(text: ScanReport.render(analysis, style: style))]
      case .json: [ReportFile(json: analysis, includesTimeline: false)]
      case .html: [ReportFile(html: analysis, includesTimeline: false, style: style)]
      }
    } pages: { analysis, style in
      TimelinePages.all(analysis, style: style, format: form.format, includesTimeline: false)
    }
  }
}

extension Tool {
  /// This program.
  static var current: Tool { Tool(version: AcsLogscan.version) }
}
