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
    return seeds + archives(of: seeds)
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
