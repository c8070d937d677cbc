import ACSLogScan
import Calls
import Evidence
import Foundation
import Reports

/// What has to hold for any input, beyond that reading it ends.
enum Check {
  /// Reads a mutant, and gives what is wrong with the result; nil for nothing.
  static func mutant(_ path: String) async -> String? {
    let analysis = await Analyzer(jobs: 1).analyze([path])
    if path.hasSuffix(".etl") { _ = TraceDump().forEachEvent([path]) { _, _ in true } }
    return counts(analysis)
  }

  /// Reads a ticket, once in one thread and once in several, and writes all reports of it.
  static func ticket(_ path: String) async -> String? {
    var analyzer = Analyzer(jobs: 1)
    let one = await analyzer.examine([path])
    analyzer.jobs = 3
    let several = await analyzer.examine([path])
    let tool = Tool(version: "fuzz")
    let json = JSONReport.render(one.analysis, includesTimeline: true, tool: tool)
    guard json == JSONReport.render(several.analysis, includesTimeline: true, tool: tool) else {
      return "the report depends on the number of threads"
    }
    guard (try? JSONSerialization.jsonObject(with: Data(json.utf8))) != nil else { return "no JSON" }
    let files = JSONFilesReport.render(one.inventory, one.analysis, tool: tool)
    guard (try? JSONSerialization.jsonObject(with: Data(files.utf8))) != nil else {
      return "no JSON of files"
    }
    let texts = [
      ScanReport.render(one.analysis), TimelineReport.render(one.analysis),
      FilesReport.render(one.inventory, one.analysis), SupportReport.render(one.analysis),
    ]
    guard !texts.joined().unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" }) else {
      return "a control character in a report for terminals"
    }
    let streams = [
      StreamReport.csvCalls(), .csvEvents(of: one.analysis), .ndjsonCalls(), .ndjsonEvents(of: one.analysis),
      .timesketch(of: one.analysis), .otlp(tool: tool), .perfetto(of: one.analysis, tool: tool),
      .markdown(one.analysis),
    ]
    for stream in streams { stream.write(one.analysis) { _ in } }
    HTMLReport.write(one.analysis, includesTimeline: true, tool: tool) { _ in }
    return counts(one.analysis)
  }

  private static func counts(_ analysis: Analysis) -> String? {
    let isSound = analysis.artifacts.allSatisfy {
      $0.counts.recognised + $0.counts.other + $0.counts.cut == $0.records
    }
    return isSound ? nil : "the counts do not add up"
  }
}

extension StreamReport {
  fileprivate static func markdown(_ analysis: Analysis) -> StreamReport {
    MarkdownReport.timeline(analysis, style: ReportStyle())
  }
}
