import ArgumentParser
import Calls
import Evidence
import Formats
import Reports

/// Which calls are shown: the options that `scan` and `timeline` share.
struct SelectionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only the call with this ID, alias, identifier, or beginning of 8 characters.", valueName: "id"))
  var call: String?

  @Option(
    help: ArgumentHelp(
      "Only calls that failed, or with a flag, class or code: failed, network, 410/3112.", valueName: "what"))
  var only: [OnlyOption] = []

  @Option(
    help: ArgumentHelp(
      "Only calls that overlap the time from here on: a date or RFC 3339.", valueName: "time"))
  var since: TimeOption?

  @Option(help: ArgumentHelp("Only calls that overlap the time up to here.", valueName: "time"))
  var until: TimeOption?

  /// Which calls are wanted.
  var selection: Selection {
    Selection(
      call: call, only: only.map(\.filter), since: since?.start, until: until?.end)
  }
}

/// For whom a report is written: people or programs.
struct FormatOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
  }

  @Option(help: "text or json.")
  var format: Format = .text
}

/// In which form calls are shown.
struct CallFormatOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case html
    case markdown
    case csv
    case ndjson
    case perfetto
    case otlp
    case timesketch
    case sqlite

    /// Whether it has a report of its own for each call, for a folder of them.
    var hasPages: Bool {
      switch self {
      case .text, .json, .html, .markdown: true
      case .csv, .ndjson, .perfetto, .otlp, .timesketch, .sqlite: false
      }
    }

    /// Whether it is of no use without events, each of which must have a date.
    var needsTimeline: Bool {
      switch self {
      case .perfetto, .otlp, .timesketch: true
      case .text, .json, .html, .markdown, .csv, .ndjson, .sqlite: false
      }
    }
  }

  @Option(
    help: ArgumentHelp(
      "text, json, html (one page for browsers), markdown (for tickets), csv, ndjson, perfetto, otlp, timesketch, or sqlite (with -o).",
      valueName: "format"))
  var format: Format = .text
}

/// How a report is written: the options that all commands that read logs share.
struct OutputOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write to a file; with a / at the end, a report per call and an index.", valueName: "path"),
    completion: .file())
  var output: String?

  @Option(help: ArgumentHelp("Zone to show times in.", valueName: "zone"))
  var showTimezone: DisplayZoneOption?

  @Option(
    help: ArgumentHelp(
      "Exit with 1 where the report has: network, infrastructure, class:NAME, finding:KIND or any-failure; a list with commas.",
      valueName: "what"))
  var failOn: FailOnOption?

  @Option(help: ArgumentHelp("Columns of text reports.", valueName: "columns"))
  var width: Int?

  @Flag(inversion: .prefixedNo, help: "List everything, also where it is uneventful and long.")
  var all = false

  @Flag(inversion: .prefixedNo, help: "Colour on a terminal that has it.")
  var color = true

  @Flag(name: .shortAndLong, inversion: .prefixedNo, help: "No messages on standard error.")
  var quiet = false

  @Flag(
    name: .shortAndLong, inversion: .prefixedNo,
    help: "Also what is only informative, what each artifact was told by, and what was ignored as noise.")
  var verbose = false

  @Option(help: "Progress on standard error: auto (a line on a terminal), text, json or none.")
  var progress = ProgressForm.auto

  @OptionGroup var configFile: ConfigFileOption

  func validate() throws {
    guard width.map({ $0 >= 40 }) ?? true else { throw ValidationError("--width takes a number from 40.") }
  }

  /// How progress is shown.
  var progressForm: ProgressForm { progress.applied(isQuiet: quiet) }

  /// The style of text reports; files and pipes get no colour.
  var style: ReportStyle {
    let terminal = Terminal.standardOutput
    let isFile = output != nil
    return ReportStyle(
      width: width ?? (isFile ? 100 : terminal.width), usesColor: color && !isFile && terminal.showsColor,
      usesUnicode: !isFile && terminal.showsUnicode, zone: showTimezone?.zone ?? .utc, showsAllCalls: all,
      isVerbose: verbose, showsStrips: !isFile && terminal.isInteractive)
  }
}

/// A value of `--only`.
struct OnlyOption: ExpressibleByArgument {
  var filter: Selection.Filter

  init?(argument: String) {
    guard let filter = Selection.Filter(argument) else { return nil }
    self.filter = filter
  }
}

extension FailOnOption: ExpressibleByArgument {}

/// A value of `--since` and `--until`.
struct TimeOption: ExpressibleByArgument {
  var start: Instant
  private var isDateOnly: Bool

  init?(argument: String) {
    guard let parsed = instant(argument) else { return nil }
    start = parsed.instant
    isDateOnly = parsed.isDateOnly
  }

  /// The end of what the text means: a date includes its day.
  var end: Instant {
    isDateOnly ? start.adding(nanoseconds: Instant.nanosecondsPerDay - 1) : start
  }
}

/// A value of `--show-timezone`.
struct DisplayZoneOption: ExpressibleByArgument {
  var zone: DisplayZone

  init?(argument: String) {
    guard let zone = DisplayZone(named: argument) else { return nil }
    self.zone = zone
  }
}
