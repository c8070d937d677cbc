import Calls
import Corpus
import Evidence
import Formats
import Foundation
import Intake
import Scan

/// Measures the pieces that the tool's speed is made of, each alone: `micro [NAME]`.
@main
enum Micro {
  static func main() throws {
    let harness = Harness(filter: CommandLine.arguments.dropFirst().first)
    let folder = try Samples()
    defer { folder.remove() }
    harness.printHead()
    try scan(harness, folder)
    try inflate(harness, folder)
    times(harness)
    try json(harness, folder)
    try read(harness, folder)
    try join(harness, folder)
  }

  private static func scan(_ harness: Harness, _ samples: Samples) throws {
    let text = [UInt8](try Data(contentsOf: samples.file("web.log", .web(.g3, .none), size: 32 << 20)))
    let literals = samples.literals
    let sampled = LiteralScanner(literals, sample: text.span.extracting(first: 256 << 10))
    let unsampled = LiteralScanner(literals, sample: nil)
    for (name, scanner) in [("sampled", sampled), ("not sampled", unsampled)] {
      harness.measure("scan, \(literals.count) literals, \(name)", .bytes(text.count)) {
        // In the chunks that files are read in, so that memory does not decide.
        var matches: [LiteralMatch] = []
        var start = 0
        while start < text.count {
          let end = min(text.count, start + 256 << 10)
          scanner.findMatches(in: text.span.extracting(start..<end), into: &matches)
          start = end
        }
        return matches.count
      }
    }
    harness.measure("scan, making a scanner", .operations(1)) {
      LiteralScanner(literals, sample: text.span.extracting(first: 256 << 10))
    }
    harness.measure("scan, newlines", .bytes(text.count)) { countNewlines(in: text.span) }
  }

  private static func inflate(_ harness: Harness, _ samples: Samples) throws {
    let file = try samples.gzip("web.log.gz", of: samples.file("web.log", .web(.g3, .none), size: 32 << 20))
    harness.measure("inflate, a .gz through intake", .bytes(32 << 20)) { Samples.contentLength(of: file) }
    let plain = try samples.file("web.log", .web(.g3, .none), size: 32 << 20)
    harness.measure("read, a plain file through intake", .bytes(32 << 20)) {
      Samples.contentLength(of: plain)
    }
  }

  private static func times(_ harness: Harness) {
    let texts = [
      "2024-01-16T06:26:55.900Z", "1/16/2024, 6:26:55:900", "2024-01-16 06:26:55.900 +01:00",
      "Tue, 16 Jan 2024 06:26:52 GMT",
    ]
    for text in texts {
      harness.measure("time, \(text)", .operations(10_000)) {
        (0..<10_000).reduce(0) { sum, _ in sum &+ (instant(text)?.instant.nanoseconds ?? 0) }
      }
    }
  }

  /// Reading JSON: a batch on one line is decoded before it is searched.
  private static func json(_ harness: Harness, _ samples: Samples) throws {
    let lines = try samples.file("json.jsonl", .jsonLines, size: 16 << 20)
    harness.measure("json, lines", .bytes(16 << 20)) { Samples.evidence(of: lines).artifact.records }
    let batch = try samples.batch(
      "batch.json", of: samples.file("batch.log", .web(.g3, .none), size: 16 << 20))
    harness.measure("json, a batch on one line", .bytes(16 << 20)) {
      Samples.evidence(of: batch).artifact.records
    }
  }

  /// Reading where every line is about a call: what a candidate costs.
  private static func read(_ harness: Harness, _ samples: Samples) throws {
    for (name, shape) in [
      ("web", LogShape.web(.g3, .devtools)), ("application", .application(.bracketed)), ("logcat", .logcat),
      ("json-lines", .jsonLines),
    ] {
      let file = try samples.file("dense-\(name)", shape, size: 1 << 20, calls: 1000)
      let records = Samples.evidence(of: file).artifact.counts.recognised
      harness.measure("read, a line about a call, \(name)", .operations(records)) {
        Samples.evidence(of: file).observations.count
      }
    }
  }

  private static func join(_ harness: Harness, _ samples: Samples) throws {
    let calls = 1000
    let file = try samples.file("calls.log", .application(.keyValue), size: 1 << 20, calls: calls)
    let evidence = Samples.evidence(of: file)
    let log = LogEvidence(evidence, artifact: 0)
    harness.measure("calls, fold, each call", .operations(calls)) { fold(log) }
    let folded = [fold(log)]
    harness.measure("calls, join, each call", .operations(calls)) { Calls.join(folded) }
    let joined = Calls.join(folded)
    harness.measure("calls, sum up, each call", .operations(calls)) {
      sumUp(joined, artifacts: [evidence.artifact], duplicates: [])
    }
  }
}
