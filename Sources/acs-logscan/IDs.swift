public import ArgumentParser
import Calls
import Evidence
public import Reports

/// Every ID that support may ask for.
struct IDs: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ids",
    abstract:
      "Every ID that support may ask for, with where it stands; --for-support gives the block to paste.",
    discussion: """
      Kinds: \(IDKind.all.map(\.name).joined(separator: ", ")).

      --for-support prints what Microsoft's guide asks for, filled in, one block for each problem, and what is missing \
      with how to get it. The kind of problem is chosen by what the files hold; --problem names it.

      CSV is RFC 4180 with a header; a cell that a spreadsheet would take for a formula (=, +, -, @, tab in front) \
      begins with an apostrophe.

      Examples:
        acs-logscan ids attachments/
        acs-logscan ids attachments/ --kind ms-cv --kind chain-id --format csv -o ids.csv
        acs-logscan ids attachments/ --for-support --call 1b9b3c4d
        acs-logscan ids attachments/ --for-support --problem sms
      """)

  @OptionGroup(title: "What to read") var reading: ReadingOptions
  @OptionGroup(title: "What to read") var times: TimeOptions
  @OptionGroup(title: "Which calls to show") var calls: SelectionOptions

  @Option(help: ArgumentHelp("Only IDs of this kind. May be repeated.", valueName: "kind"))
  var kind: [IDKind] = []

  @Flag(help: "The block that Microsoft's guide asks for, ready to paste into a ticket.")
  var forSupport = false

  @Option(
    help: ArgumentHelp(
      "With --for-support: the kind of problem, \(SupportProblem.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "kind"))
  var problem: SupportProblem?

  @OptionGroup(title: "How to show it") var form: TableFormatOptions
  @OptionGroup(title: "How to show it") var output: OutputOptions

  func validate() throws {
    guard forSupport else {
      if problem != nil { throw ValidationError("--problem goes with --for-support.") }
      return
    }
    if form.format == .csv {
      throw ValidationError("--for-support is a block to paste: text or json, not csv.")
    }
    if !kind.isEmpty { throw ValidationError("--for-support says what the problem needs: leave out --kind.") }
  }

  func run() async throws {
    let run = ReportRun(
      input: LogSource(reading: reading, times: times), output: output, selection: calls.selection,
      keepsTimeline: forSupport)
    try await run.runOnIDs { analysis, style in
      let onlyCalls = calls.call != nil
      let list = IDList(onlyCalls ? analysis.withoutIDsOutsideCalls : analysis, kinds: Set(kind))
      return switch (forSupport, form.format) {
      case (true, .json):
        ReportFile { sink in
          try JSONIDsReport.writeSupport(
            analysis, problem: problem, onlyCalls: onlyCalls, tool: .current, to: sink)
        }
      case (true, _):
        ReportFile(
          text: SupportReport.render(
            analysis, problem: problem, onlyCalls: onlyCalls, style: style.forPasting(output.width)))
      case (false, .text): ReportFile(text: IDsReport.render(list, style: style))
      case (false, .json): ReportFile { sink in try JSONIDsReport.write(list, tool: .current, to: sink) }
      case (false, .csv): ReportFile { sink in try CSVIDsReport.write(list, to: sink) }
      }
    }
  }
}

/// For whom a list is written: people, programs or spreadsheets.
struct TableFormatOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case csv
  }

  @Option(help: "text, json or csv.")
  var format: Format = .text
}

extension ReportStyle {
  /// Where nobody looks and no width is named, as wide as a ticket shows.
  fileprivate func forPasting(_ width: Int?) -> ReportStyle {
    var style = self
    if width == nil, !Terminal.standardOutput.isInteractive { style.width = 100 }
    return style
  }
}

extension Analysis {
  /// Without what a call that was asked for does not have.
  fileprivate var withoutIDsOutsideCalls: Analysis {
    var analysis = self
    analysis.identifiers = []
    return analysis
  }
}

extension IDKind: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }

  public static var allValueStrings: [String] { all.map(\.name) }
}

extension SupportProblem: ExpressibleByArgument {}
