import Foundation
import Testing

/// The example of the library, as the documentation shows it.
@Suite struct ExampleTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func text(of path: String) throws -> String {
    String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
  }

  @Test func itGetsFromAFolderToCalls() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      2024-07-08T07:00:01.300Z [info]: Call added : Call Id = 0a1b2c3d-1111-4222-8333-444455556666
      2024-07-08T07:00:01.310Z [info]: Call state changed  Connecting
      2024-07-08T07:00:03.310Z [info]: Call state changed  Connected
      2024-07-08T07:03:20.300Z [info]: Call state changed  Disconnected
      2024-07-08T07:03:20.301Z [info]: Call end reason: code: 410, subcode: 3101

      """, to: "attachments/console.log")
    let result = try Program.run(["attachments", "nowhere"], in: folder.url, named: "folder-to-calls")
    #expect(result.status == 0)
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(lines.first == "0a1b2c3d-1111-4222-8333-444455556666")
    #expect(lines.contains("  2024-07-08T07:00:03.310Z  Connected"))
    #expect(lines.contains { $0.hasPrefix("  410/3101  ") })
    #expect(lines.contains { $0.hasPrefix("nowhere: ") })
  }

  @Test(arguments: ["README.md", "Sources/ACSLogScan/ACSLogScan.docc/GettingStarted.md"])
  func theDocumentationShowsItAsItIs(path: String) throws {
    let program = try ExampleTests.text(of: "Examples/FolderToCalls/Sources/main.swift")
    #expect(try ExampleTests.text(of: path).contains("```swift\n\(program)```"))
  }
}
