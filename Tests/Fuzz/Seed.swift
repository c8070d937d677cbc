import ACSLogScan
import Calls
import Evidence
import Foundation
import PackedData

/// A file that mutants are made of.
struct Seed: Sendable {
  let name: String
  let content: [UInt8]
  /// What the program takes it for.
  let kind: ArtifactKind?

  /// Mutants are made of so much of the beginning, so that a mutation is likely to hit something.
  private static let longest = 16 << 10

  /// The files below some folders that are not too large, and archives of a few of them.
  static func load(_ folders: [String]) async throws -> [Seed] {
    var seeds: [Seed] = []
    for folder in folders {
      let names = FileManager.default.enumerator(
        at: URL(filePath: folder), includingPropertiesForKeys: [.isRegularFileKey])
      let files = (names?.allObjects ?? []).compactMap { $0 as? URL }.sorted { $0.path < $1.path }
      for file in files where file.pathComponents.contains("attachments") || folder != "Fixtures" {
        guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile ?? false else { continue }
        let content = [UInt8](try Data(contentsOf: file))
        guard content.count <= 64 << 10 else { continue }
        let kind = await Analyzer(jobs: 1).analyze([file.path]).artifacts.first?.kind
        seeds.append(Seed(name: file.lastPathComponent, content: Array(content.prefix(longest)), kind: kind))
      }
    }
    return seeds + archives(of: seeds) + (try await evidence(of: folders))
  }

  /// Evidence of the tickets, extracted, and of each stage of their assembly, as far as it is not too large.
  private static func evidence(of folders: [String]) async throws -> [Seed] {
    let scratch = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let assembly = EvidenceAssembly(Analyzer(), reader: EvidenceReader())
    var seeds: [Seed] = []
    for folder in folders {
      for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
        let ticket = URL(filePath: folder).appending(path: name).appending(path: "attachments")
        guard FileManager.default.fileExists(atPath: ticket.path) else { continue }
        let extracted = scratch.appending(path: "extracted.ndjson")
        try await Analyzer().extract([ticket.path]).text.write(
          to: extracted, atomically: false, encoding: .utf8)
        var files = [extracted]
        for stage in [EvidenceAssembly.Stage.plan, .fold, .join] {
          let file = scratch.appending(path: "\(stage.rawValue).ndjson")
          let input = stage == .join ? files.suffix(1) : files[...]
          try await assembly.evidence(stage, of: input.map(\.path)).text
            .write(to: file, atomically: false, encoding: .utf8)
          files.append(file)
        }
        for file in files {
          let content = [UInt8](try Data(contentsOf: file))
          guard content.count <= 64 << 10 else { continue }
          seeds.append(Seed(name: "\(name).evidence", content: content, kind: nil))
        }
      }
    }
    return seeds
  }

  private static func archives(of seeds: [Seed]) -> [Seed] {
    let logs = seeds.filter { $0.kind == .webConsoleLog && $0.content.count < 4_096 }.prefix(3)
    guard let first = logs.first else { return [] }
    let members = logs.map { ($0.name, $0.content) }
    let tar = Packed.tar(members)
    let zip = Packed.zip(logs.map { Packed.ZipMember($0.name, $0.content) })
    return [
      Seed(name: "a.tar", content: tar, kind: .archive),
      Seed(name: "a.tgz", content: Packed.gzip(tar), kind: .archive),
      Seed(name: "a.zip", content: zip, kind: .archive),
      Seed(name: "streamed.zip", content: Packed.written(.streamedZip, members), kind: .archive),
      Seed(name: "zip64.zip", content: Packed.written(.zip64, members), kind: .archive),
      Seed(name: "a.7z", content: Packed.written(.sevenZip, members), kind: .archive),
      Seed(name: "a.cab", content: Packed.cabinet(first.name, first.content), kind: .archive),
      Seed(name: "nested.zip", content: Packed.zip([Packed.ZipMember("a.zip", zip)]), kind: .archive),
      Seed(name: "a.log.xz", content: Packed.written(.xz, members), kind: .webConsoleLog),
      Seed(name: "a.log.bz2", content: Packed.written(.bzip2, members), kind: .webConsoleLog),
      Seed(name: "a.log.zst", content: Packed.written(.zstandard, members), kind: .webConsoleLog),
    ]
  }
}
