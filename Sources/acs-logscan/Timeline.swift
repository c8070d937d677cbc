import ArgumentParser
import Calls
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

  @OptionGroup(title: "What to read") var input: InputOptions
  @OptionGroup(title: "Which calls to show") var calls: SelectionOptions
  @OptionGroup(title: "How to show it") var form: CallFormatOptions
  @OptionGroup(title: "How to show it") var output: OutputOptions

  func run() async throws {
    try await ReportRun(input: input, output: output, selection: calls.selection, keepsTimeline: true).run {
      analysis, style in
      switch form.format {
      case .text: [ReportFile(text: TimelineReport.render(analysis, style: style))]
      case .json: [ReportFile(json: analysis, includesTimeline: true)]
      case .html: [ReportFile(html: analysis, includesTimeline: true, style: style)]
      }
    } pages: { analysis, style in
      TimelinePages.all(analysis, style: style, format: form.format, includesTimeline: true)
    }
  }
}

/// The files of a report that is written to a folder.
enum TimelinePages {
  static func all(
    _ analysis: Analysis, style: ReportStyle, format: CallFormatOptions.Format, includesTimeline: Bool
  ) -> [ReportFile] {
    switch format {
    case .text:
      return TimelineReport.pages(analysis, style: style).map { ReportFile(name: $0.fileName, text: $0.text) }
    case .json:
      let index = ReportFile(name: "index.json", json: analysis, includesTimeline: false)
      return [index]
        + analysis.calls.map { call in
          ReportFile(
            name: TimelineReport.fileName(key: call.key, fileExtension: "json"),
            json: analysis.selecting(Selection(call: call.key)), includesTimeline: includesTimeline)
        }
    case .html:
      let index = ReportFile(
        name: "index.html", html: analysis, includesTimeline: includesTimeline, style: style)
      return [index]
        + analysis.calls.map { call in
          ReportFile(
            name: TimelineReport.fileName(key: call.key, fileExtension: "html"),
            html: analysis.selecting(Selection(call: call.key)), includesTimeline: includesTimeline,
            style: style)
        }
    }
  }
}
