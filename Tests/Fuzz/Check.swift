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
    let extract = await analyzer.extract([path])
    let evidence = URL(filePath: path + ".ndjson")
    guard (try? extract.text.write(to: evidence, atomically: false, encoding: .utf8)) != nil else {
      return "no evidence"
    }
    defer { try? FileManager.default.removeItem(at: evidence) }
    let assembled = await EvidenceAssembly(analyzer, reader: EvidenceReader()).examine([evidence.path])
    guard json == JSONReport.render(assembled.analysis, includesTimeline: true, tool: tool) else {
      return "what is extracted and assembled differs"
    }
    return counts(one.analysis)
  }

  /// Takes a mutant for evidence, in each stage that reads some.
  static func evidence(_ path: String) async -> String? {
    let assembly = EvidenceAssembly(Analyzer(jobs: 1), reader: EvidenceReader())
    for stage in EvidenceAssembly.Stage.allCases { _ = await assembly.evidence(stage, of: [path]).text }
    let tool = Tool(version: "fuzz")
    for examination in [await assembly.examine([path]), assembly.sum([path])] {
      let json = JSONReport.render(examination.analysis, includesTimeline: true, tool: tool)
      guard (try? JSONSerialization.jsonObject(with: Data(json.utf8))) != nil else { return "no JSON" }
    }
    return nil
  }

  /// Reads a mutant in ranges and as a whole.
  static func ranges(_ file: URL) async throws -> String? {
    let analyzer = Analyzer(jobs: 1)
    let size = try Data(contentsOf: file).count
    let borders = [0, size / 3, size / 2, nil]
    var evidence: [URL] = []
    defer { for file in evidence { try? FileManager.default.removeItem(at: file) } }
    for (start, end) in zip(borders, borders.dropFirst()) {
      guard let start, let range = ByteRange(start: start, end: end) else { continue }
      let extract = await analyzer.extract([file.path], range: range)
      evidence.append(file.appendingPathExtension("\(start).ndjson"))
      try extract.text.write(to: evidence[evidence.count - 1], atomically: false, encoding: .utf8)
    }
    let assembled = await EvidenceAssembly(analyzer, reader: EvidenceReader()).examine(evidence.map(\.path))
    let tool = Tool(version: "fuzz")
    let whole = await analyzer.examine([file.path])
    guard
      JSONReport.render(assembled.analysis, includesTimeline: true, tool: tool)
        == JSONReport.render(whole.analysis, includesTimeline: true, tool: tool)
    else { return "what is read in ranges differs" }
    return nil
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

extension Extract {
  /// As an evidence file has it.
  var text: String {
    var text = ""
    EvidenceWriter.write(self, version: "fuzz") { text += $0 }
    return text
  }
}

extension StageEvidence {
  /// As an evidence file has it.
  var text: String {
    var text = ""
    write(version: "fuzz") { text += $0 }
    return text
  }
}
