import ACSLogScan
import Calls
import Evidence
import Foundation
import Testing

/// Every case of the tables: it says what is wrong, loses nothing else, ends, and its counts add up.
@Suite struct HostileTests {
  private func analysis(of hostile: HostileCase, jobs: Int) async throws -> Analysis {
    let folder = FileManager.default.temporaryDirectory.appending(path: "hostile-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(hostile.content()).write(to: folder.appending(path: hostile.name))
    try Data(Bad.call).write(to: folder.appending(path: "sound.log"))
    return await Analyzer(jobs: jobs).analyze([folder.path])
  }

  @Test(arguments: HostileTables.all)
  func saysWhatIsWrongAndReadsTheRest(hostile: HostileCase) async throws {
    let analysis = try await analysis(of: hostile, jobs: 2)
    let problems = analysis.artifacts.flatMap(\.problems)
    #expect(Set(problems.map(\.kind)) == hostile.problems, "\(problems)")
    #expect((problems.contains(where: \.losesInput) ? 2 : 0) == hostile.exitCode)
    for artifact in analysis.artifacts {
      let counts = artifact.counts
      #expect(
        counts.recognised + counts.other + counts.cut == artifact.records, "\(artifact.path): \(counts)")
    }
    // The sound log beside it gives its call, whatever the other file is.
    #expect(analysis.calls.contains { $0.key == Bad.id })
    #expect(analysis.artifacts.contains { $0.path == "sound.log" && $0.problems.isEmpty })
  }

  @Test func thereAreEnoughOfThem() {
    #expect(HostileTables.all.count >= 200)
    #expect(Set(HostileTables.all.map(\.name)).count == HostileTables.all.count)
  }
}
