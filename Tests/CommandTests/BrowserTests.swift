import Foundation
import Testing

/// The HTML report in a headless Chromium; what is looked at stands in `Tests/Browser`.
@Suite(.enabled(if: Browser.isInstalled, "needs Chromium and Python")) struct BrowserTests {
  @Test func thePageIsAsAPersonNeedsIt() throws {
    let process = Process()
    process.executableURL = Browser.python
    process.arguments = ["-B", Browser.script.path, Program.path]
    process.currentDirectoryURL = Browser.script.deletingLastPathComponent()
    let messages = Pipe()
    process.standardError = messages
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let said = try messages.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(String(decoding: said, as: UTF8.self))")
  }
}

private enum Browser {
  static let python = URL(filePath: "/usr/bin/python3")
  static let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Browser/report_tests.py")

  static var isInstalled: Bool {
    let places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
    return (places + [python.path]).filter(FileManager.default.isExecutableFile).count > 1
      && FileManager.default.isExecutableFile(atPath: python.path)
  }
}
