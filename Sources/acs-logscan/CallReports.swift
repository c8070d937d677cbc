import Calls
import Reports

/// The reports of calls in all formats: calls at a glance for `scan`, with all events for `timeline`.
struct CallReports {
  let format: CallFormatOptions.Format
  let includesTimeline: Bool

  /// The report as one file.
  func whole(_ analysis: Analysis, style: ReportStyle, name: String = "") -> ReportFile {
    switch format {
    case .text:
      ReportFile(
        name: name,
        text: includesTimeline
          ? TimelineReport.render(analysis, style: style) : ScanReport.render(analysis, style: style))
    case .json: ReportFile(name: name, json: analysis, includesTimeline: includesTimeline)
    case .html:
      ReportFile(name: name) { sink in
        try HTMLReport.write(
          analysis, includesTimeline: includesTimeline, tool: .current, style: style, to: sink)
      }
    case .sqlite:
      ReportFile(name: name, making: { try SQLiteReport.write(analysis, tool: .current, to: $0) })
    case .markdown, .csv, .ndjson, .perfetto, .otlp, .timesketch:
      ReportFile(name: name) { sink in try stream(analysis, style).write(analysis, to: sink) }
    }
  }

  private func stream(_ analysis: Analysis, _ style: ReportStyle) -> StreamReport {
    switch format {
    case .markdown:
      includesTimeline
        ? MarkdownReport.timeline(analysis, style: style) : MarkdownReport.scan(analysis, style: style)
    case .csv: includesTimeline ? .csvEvents(of: analysis) : .csvCalls()
    case .ndjson, .text, .json, .html, .sqlite:
      includesTimeline ? .ndjsonEvents(of: analysis) : .ndjsonCalls()
    case .perfetto: .perfetto(of: analysis, tool: .current)
    case .otlp: .otlp(tool: .current)
    case .timesketch: .timesketch(of: analysis)
    }
  }

  /// What a person should know about events that the format has no place for.
  func leftOut(of analysis: Analysis) -> [String] {
    guard format.needsTimeline else { return [] }
    var notes: [String] = []
    let undated = analysis.undatedEvents(inCallsAlone: format == .otlp)
    if undated > 0 { notes.append("\(undated) without a known date") }
    if format == .otlp, !analysis.outsideCalls.isEmpty {
      notes.append("\(analysis.outsideCalls.count) outside calls")
    }
    return notes.map { "\(format.rawValue): events left out: \($0)" }
  }

  /// An index and a file for each call: the files of a folder.
  func pages(_ analysis: Analysis, style: ReportStyle) -> [ReportFile] {
    if format == .text {
      return TimelineReport.pages(analysis, style: style).map { ReportFile(name: $0.fileName, text: $0.text) }
    }
    let ending = format == .markdown ? "md" : format.rawValue
    return [index(analysis, style: style, name: "index.\(ending)")]
      + analysis.calls.map { call in
        whole(
          analysis.selecting(Selection(call: call.key)), style: style,
          name: TimelineReport.fileName(key: call.key, fileExtension: ending))
      }
  }

  private func index(_ analysis: Analysis, style: ReportStyle, name: String) -> ReportFile {
    guard format == .markdown else {
      return CallReports(format: format, includesTimeline: includesTimeline && format == .html)
        .whole(analysis, style: style, name: name)
    }
    let index = MarkdownReport.index(analysis, style: style) { call in
      TimelineReport.fileName(key: call.key, fileExtension: "md")
    }
    return ReportFile(name: name) { sink in try index.write(analysis, to: sink) }
  }
}
