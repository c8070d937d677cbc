import Foundation

/// Runs the built program as a user would.
enum Program {
  struct Result: Sendable {
    var output: String
    var errors: String
    var status: Int32
  }

  /// The program lies beside the test bundle, wherever the build puts that.
  static let path = path(of: "acs-logscan")

  private static func path(of name: String) -> String {
    let folders = [CommandLine.arguments[0], Bundle.main.bundlePath].map {
      URL(filePath: $0).deletingLastPathComponent()
    }
    let candidates = folders.flatMap { [$0, $0.deletingLastPathComponent()] }.map {
      $0.appending(path: name).path
    }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) } ?? name
  }

  /// No defaults of whoever runs the tests.
  static let withoutConfig = ["ACS_LOGSCAN_NO_CONFIG": "1"]

  /// What sanitizers are told of the tests goes for the program, too.
  private static let sanitizing = ProcessInfo.processInfo.environment.filter {
    ["ASAN_OPTIONS", "TSAN_OPTIONS"].contains($0.key)
  }

  /// Runs it to its end, or another program of the package; `input` becomes its standard input.
  static func run(
    _ arguments: [String], in folder: URL? = nil, input: Data = Data(), environment: [String: String] = [:],
    named name: String? = nil
  ) throws -> Result {
    let process = Process()
    process.executableURL = URL(filePath: name.map(self.path(of:)) ?? path)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"].merging(withoutConfig) { $1 }
      .merging(sanitizing) { $1 }.merging(environment) { $1 }
    let scratch = try TemporaryFolder()
    let names = ["input", "output", "errors"]
    for name in names { try scratch.write(name == "input" ? input : Data(), to: name) }
    process.standardInput = try FileHandle(forReadingFrom: scratch.url.appending(path: "input"))
    process.standardOutput = try FileHandle(forWritingTo: scratch.url.appending(path: "output"))
    process.standardError = try FileHandle(forWritingTo: scratch.url.appending(path: "errors"))
    try process.run()
    process.waitUntilExit()
    return Result(
      output: try scratch.text(of: "output"), errors: try scratch.text(of: "errors"),
      status: process.terminationStatus)
  }
}

extension Program {
  /// Runs a line of shell with the program as `$0`, and gives what it prints and its status.
  static func shell(_ line: String, in folder: URL) throws -> (text: String, status: Int32) {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", line, path]
    process.environment = ProcessInfo.processInfo.environment.merging(withoutConfig) { $1 }
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (text, process.terminationStatus)
  }
}

/// A folder that goes away with its last reference.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "acs-logscan-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  func write(_ data: Data, to name: String) throws {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
  }

  func write(_ text: String, to name: String) throws {
    try write(Data(text.utf8), to: name)
  }

  func text(of name: String) throws -> String {
    String(decoding: try Data(contentsOf: url.appending(path: name)), as: UTF8.self)
  }

  func names(in folder: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: url.appending(path: folder).path).sorted()
  }
}
