import Calls
import Evidence
import Foundation
import Testing

@testable import ACSLogScan

/// Rotated pieces of one log are artifacts of their own and one log.
@Suite struct RotatedLogTests {
  @Test(arguments: [
    ("console.log", "console.log", 0), ("console.log.1", "console.log", 1),
    ("a/console.log.12.gz", "a/console.log", 12),
    ("console.3.log", "console.log", 3), ("console.log.gz", "console.log", 0),
    ("build.20240708.log", "build.20240708.log", 0),
    ("v1.2", "v1.2", 0), ("ticket.zip!/logs/app.log.2", "ticket.zip!/logs/app.log", 2),
  ])
  func namesTellThePiece(path: String, base: String, number: Int) {
    let rotation = RotatedLogs.rotation(of: path)
    #expect(rotation.base == base)
    #expect(rotation.number == number)
  }

  @Test func aCallThatSpansPiecesIsOneLeg() async throws {
    let call = "5a5a0001-1111-4222-8333-444455556666"
    let folder = FileManager.default.temporaryDirectory.appending(path: "rotated-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let older = """
      azure:ACS-calling:info 2024-07-08T07:00:00.100Z CallClient1 created
      2024-07-08T07:00:01.300Z [info]: Call added : Call Id = \(call)
      2024-07-08T07:00:01.310Z [info]: Call state changed  Connecting

      """
    let newer = """
      2024-07-08T07:00:03.310Z [info]: Call state changed  Connected
      2024-07-08T07:03:20.300Z [info]: Call state changed  Disconnected
      2024-07-08T07:03:20.301Z [info]: Call end reason: code: 0, subcode: 0

      """
    try Data(older.utf8).write(to: folder.appending(path: "console.log.1"))
    try Data(newer.utf8).write(to: folder.appending(path: "console.log"))
    let analysis = await Analyzer().analyze([folder.path])
    #expect(analysis.artifacts.map(\.path) == ["console.log", "console.log.1"])
    #expect(analysis.calls.map(\.key) == [call])
    #expect(analysis.calls[0].legs.count == 1)
    #expect(analysis.calls[0].states.map(\.state) == [.connecting, .connected, .disconnected])
    #expect(analysis.calls[0].clients.map(\.artifacts) == [[0, 1]])
  }

  @Test func logsThatOverlapInTimeAreNoPieces() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "overlap-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for number in 1...2 {
      let log = """
        azure:ACS-calling:info 2024-07-08T07:00:0\(number).100Z CallClient1 created
        2024-07-08T07:00:1\(number).310Z [info]: Call added : Call Id = 5a5a0002-1111-4222-8333-444455556666
        2024-07-08T07:00:1\(number).320Z [info]: Call state changed  Connected

        """
      try Data(log.utf8).write(to: folder.appending(path: "user.\(number).log"))
    }
    let analysis = await Analyzer().analyze([folder.path])
    #expect(analysis.calls.count == 1)
    #expect(analysis.calls[0].clients.count == 2)
  }
}
