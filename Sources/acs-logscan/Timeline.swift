import ArgumentParser
import Reports

/// One page per call.
struct Timeline: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "One page per call: IDs, clients, every event with its source, the end explained.",
    discussion: """
      Examples:
        acs-logscan timeline attachments/ --call 1b9b3c4d
        acs-logscan timeline attachments/ -o reports/
      """)

  @OptionGroup(title: "What to read") var reading: ReadingOptions
  @OptionGroup(title: "What to read") var times: TimeOptions
  @OptionGroup(title: "Which calls to show") var calls: SelectionOptions
  @OptionGroup(title: "How to show it") var form: CallFormatOptions
  @OptionGroup(title: "How to show it") var output: OutputOptions

  func run() async throws {
    try await ReportRun(
      input: LogSource(reading: reading, times: times), output: output, selection: calls.selection,
      keepsTimeline: true
    ).run(CallReports(format: form.format, includesTimeline: true))
  }
}
