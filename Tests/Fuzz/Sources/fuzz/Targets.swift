import Foundation

/// What is fuzzed: a parser, by the files that reach it.
struct Target {
  let name: String
  /// The name that a mutant gets.
  let fileName: String
  let endings: [String]

  static let all = [
    Target(name: "lines", fileName: "m.log", endings: [".log", ".txt"]),
    Target(name: "gzip", fileName: "m.log.gz", endings: [".gz", ".tgz"]),
    Target(name: "archive", fileName: "m.zip", endings: [".zip", ".tar", ".7z"]),
    Target(name: "etl", fileName: "m.etl", endings: [".etl"]),
    Target(name: "manifest", fileName: "m.man", endings: [".man"]),
    Target(name: "xml", fileName: "m.xml", endings: [".xml", ".clixml"]),
    Target(name: "json", fileName: "m.json", endings: [".json", ".jsonl", ".ndjson", ".har"]),
    Target(name: "csv", fileName: "m.csv", endings: [".csv"]),
  ]

  /// Seeds of at most 16 KiB, so that a mutation is likely to hit something.
  func seeds(in files: [URL]) -> [[UInt8]] {
    files.filter { file in endings.contains { file.lastPathComponent.hasSuffix($0) } }
      .compactMap { try? Data(contentsOf: $0) }.filter { $0.count <= 64 << 10 }.map {
        Array($0.prefix(16 << 10))
      }
  }
}
