import Evidence

/// What is fuzzed: a parser, by the seeds that reach it, or the reading of a whole ticket.
struct Target: Sendable {
  let name: String
  /// The name that a mutant gets; a ticket has many files.
  let fileName: String?
  /// Whether a seed reaches it.
  let takes: @Sendable (Seed) -> Bool
  /// A mutant takes about as long as so many of the others'.
  let weight: Int

  private init(
    _ name: String, _ fileName: String?, weight: Int = 1, _ takes: @escaping @Sendable (Seed) -> Bool
  ) {
    self.name = name
    self.fileName = fileName
    self.weight = weight
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
    Target("ticket", nil, weight: 20) { _ in true },
  ]

  private static func hasEnding(_ seed: Seed, _ endings: [String]) -> Bool {
    endings.contains { seed.name.hasSuffix("." + $0) }
  }
}
