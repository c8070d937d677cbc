public import Calls
import Evidence

/// One page per call: who, when, what happened, why it ended, what to do, what is missing, what to tell support.
public enum TimelineReport {
  /// A page of a report that is written to a folder.
  public struct Page: Sendable, Equatable {
    /// A plain name without a folder, made of letters, digits, `-` and `.`.
    public var fileName: String
    public var text: String
  }

  /// All calls in the analysis's order, then what happened outside calls.
  public static func render(_ analysis: Analysis, style: ReportStyle = ReportStyle()) -> String {
    let context = ReportContext(analysis, style: style)
    var parts = analysis.calls.map { text(of: $0, in: context) }
    if parts.isEmpty { parts.append(ScanReport.render(analysis, style: style)) }
    if hasOutside(context) { parts.append(outside(context)) }
    return parts.joined(separator: "\n")
  }

  /// The page of one call of an analysis.
  public static func render(call: Call, in analysis: Analysis, style: ReportStyle = ReportStyle()) -> String {
    text(of: call, in: ReportContext(analysis, style: style))
  }

  /// An index, a page for each call, and one for what happened outside calls: the files of a folder.
  public static func pages(_ analysis: Analysis, style: ReportStyle = ReportStyle()) -> [Page] {
    let context = ReportContext(analysis, style: style)
    var pages = [Page(fileName: "index.txt", text: index(context))]
    for call in analysis.calls {
      pages.append(Page(fileName: fileName(key: call.key), text: text(of: call, in: context)))
    }
    if hasOutside(context) { pages.append(Page(fileName: outsideFileName, text: outside(context))) }
    return pages
  }

  /// The name of the page of the call with this key.
  ///
  /// - Parameter fileExtension: Without a dot.
  public static func fileName(key: String, fileExtension: String = "txt") -> String {
    let safe = key.unicodeScalars.map { scalar in
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
      return isPlain || scalar == "-" ? Character(scalar) : "_"
    }
    return String(safe) + "." + fileExtension
  }

  private static let outsideFileName = "outside-calls.txt"

  private static func text(of call: Call, in context: ReportContext) -> String {
    var page = TextPage(style: context.style)
    CallPage(call, in: context).write(to: &page)
    return page.text
  }

  /// Whether anything remains to be told after the calls; without calls, the scan has told the findings.
  private static func hasOutside(_ context: ReportContext) -> Bool {
    let tellsFindings = !context.analysis.calls.isEmpty && !FindingList(context).aboutNoCall.isEmpty
    return tellsFindings || !context.analysis.outsideCalls.isEmpty
  }

  private static func outside(_ context: ReportContext) -> String {
    let events = context.analysis.outsideCalls
    var page = TextPage(style: context.style)
    page.line("Outside calls", .strong)
    if !context.analysis.calls.isEmpty {
      let findings = FindingList(context)
      findings.write(findings.aboutNoCall, to: &page)
    }
    context.writeFileNotes(for: events.map(\.source.artifact), to: &page)
    if !events.isEmpty {
      EventList(context).write(events, to: &page)
    }
    return page.text
  }

  /// The header of the scan, and one line for each page.
  private static func index(_ context: ReportContext) -> String {
    var page = TextPage(style: context.style)
    ScanHeader(context).write(to: &page)
    page.blankLine()
    page.line(context.heading("Pages"), .strong)
    for call in context.analysis.calls {
      var cells = [fileName(key: call.key)]
      if let start = call.startTime { cells.append(context.clock.dateAndTime(start, showsZone: false)) }
      if let seconds = call.durationSeconds { cells.append(duration(seconds)) }
      cells.append(
        call.endReason.map { "\(codeText($0.codes)) \($0.title)" } ?? "no end reason in these files")
      page.paragraph([Span(cells.joined(separator: "  "), unbreakable: true)])
    }
    if hasOutside(context) {
      page.line("\(outsideFileName)  \(counted(context.analysis.outsideCalls.count, "event")) outside calls")
    }
    return page.text
  }
}
