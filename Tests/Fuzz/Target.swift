import Evidence
import Foundation

/// What is fuzzed: a parser, by the seeds that reach it, or the reading of a whole ticket.
struct Target: Sendable {
  let name: String
  /// The name that a mutant gets; a ticket has many files.
  let fileName: String?
  /// Whether a seed reaches it.
  let takes: @Sendable (Seed) -> Bool
  /// A mutant takes about as long as so many of the others'.
  let weight: Int
  /// The bytes that a mutant has at least; it is made of several then.
  let length: Int

  private init(
    _ name: String, _ fileName: String?, weight: Int = 1, length: Int = 0,
    _ takes: @escaping @Sendable (Seed) -> Bool
  ) {
    self.name = name
    self.fileName = fileName
    self.weight = weight
    self.length = length
    self.takes = takes
  }

  static let all = [
    Target("lines", "m.log") { hasEnding($0, ["log", "txt"]) && $0.kind != .directoryManifest },
    Target("listing", "m.txt") { $0.kind == .directoryManifest },
    Target("gzip", "m.log.gz") { hasEnding($0, ["gz", "tgz"]) },
    Target("archive", "m.zip") { hasEnding($0, ["zip", "tar", "7z", "cab", "xz", "bz2", "zst"]) },
    Target("etl", "m.etl") { $0.kind == .etl },
    Target("manifest", "m.man") { $0.kind == .etwManifest },
    Target("xml", "m.xml") { hasEnding($0, ["xml", "clixml"]) },
    Target("json", "m.json") { hasEnding($0, ["json", "jsonl", "ndjson", "har"]) },
    Target("csv", "m.csv") { hasEnding($0, ["csv"]) },
    Target("evidence", "m.ndjson", weight: 5) { hasEnding($0, ["evidence"]) },
    Target("ranges", "m.log", weight: 200, length: 400 << 10) {
      hasEnding($0, ["log", "txt"]) && $0.kind != .directoryManifest
    },
    Target("ticket", nil, weight: 20) { !hasEnding($0, ["evidence"]) },
  ]

  /// Reads a mutant, and gives what is wrong with the result; nil for nothing.
  func check(_ place: URL) async throws -> String? {
    switch name {
    case "ticket": await Check.ticket(place.path)
    case "evidence": await Check.evidence(place.path)
    case "ranges": try await Check.ranges(place)
    default: await Check.mutant(place.path)
    }
  }

  private static func hasEnding(_ seed: Seed, _ endings: [String]) -> Bool {
    endings.contains { seed.name.hasSuffix("." + $0) }
  }
}
