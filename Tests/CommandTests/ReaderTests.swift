import Foundation
import Testing

/// Reports in the programs that read them. What is looked at stands in Python beside these tests, for that is what drives
/// browsers and reads databases and tables without further libraries.
@Suite(.enabled(if: Python.isInstalled, "needs Python")) struct ReaderTests {
  @Test(.enabled(if: Python.hasBrowser, "needs Chromium")) func thePageIsAsAPersonNeedsIt() throws {
    try Python.run("Browser/report_tests.py")
  }

  @Test func otherProgramsCanReadTheReports() throws {
    try Python.run("Readers/reader_tests.py")
  }

  @Test(.enabled(if: Python.hasBrowser, "needs Chromium")) func viewersShowTheReports() throws {
    try Python.run("Readers/viewer_tests.py")
  }
}

private enum Python {
  private static let path = "/usr/bin/python3"
  private static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

  static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: path) }

  static var hasBrowser: Bool {
    ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
      .contains(where: FileManager.default.isExecutableFile)
  }

  /// Runs a file of unit tests on the program.
  static func run(_ name: String) throws {
    let script = tests.appending(path: name)
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = ["-B", script.path, Program.path]
    process.environment = ProcessInfo.processInfo.environment.merging(Program.withoutConfig) { $1 }
    process.currentDirectoryURL = script.deletingLastPathComponent()
    let messages = Pipe()
    process.standardError = messages
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let said = try messages.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(String(decoding: said, as: UTF8.self))")
  }
}
