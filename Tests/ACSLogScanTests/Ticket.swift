import Foundation
import Testing

/// A folder of `Fixtures`: attachments, and what the tool must say of them.
struct Ticket: Sendable, CustomTestStringConvertible {
  let name: String

  var testDescription: String { name }
  var folder: URL { Ticket.fixtures.appending(path: name) }
  var attachments: URL { folder.appending(path: "attachments") }

  /// The names of the attachments, in order; empty where they cannot be listed.
  var attachmentNames: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: attachments.path)) ?? []).sorted()
  }

  static let repository = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let fixtures = repository.appending(path: "Fixtures")

  /// Every folder with attachments, in order of name.
  static let all: [Ticket] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: fixtures.path)) ?? []
    return names.sorted().map(Ticket.init).filter {
      !$0.attachmentNames.isEmpty
    }
  }()

  /// Those whose IDs are worth a golden file.
  static let withIDs = all.filter {
    [
      "client-and-service", "exports-without-a-log", "two-participants", "id-replaced-while-connecting",
      "guide-snippets", "logcat-without-ids",
      "windows-app",
      "failed-call-agent",
    ].contains($0.name)
  }
  /// Those whose reports in the formats of other programs are worth golden files.
  static let withAllFormats = all.filter {
    ["client-and-service", "two-participants", "rejoin-after-network-loss"].contains($0.name)
  }
  static let withOneAttachment = all.filter { $0.attachmentNames.count == 1 }
  static let withSeveralAttachments = all.filter { $0.attachmentNames.count > 1 }
  static let withoutTraces = all.filter { !$0.attachmentNames.contains { $0.hasSuffix(".etl") } }
  static let withTraces = all.filter { $0.attachmentNames.contains { $0.hasSuffix(".etl") } }
}

/// A finished run of a program.
struct Run: Sendable {
  var output: String
  var messages: String
  var exitCode: Int32
}

/// The built `acs-logscan`, run as a user runs it.
enum Program {
  /// Runs it in a folder. The environment is the tests' own, so that coverage counts, but for what a terminal would
  /// change.
  static func run(_ arguments: [String], in folder: URL, input: URL? = nil) throws -> Run {
    try run(try location(), arguments, in: folder, input: input.map { try FileHandle(forReadingFrom: $0) })
  }

  /// Runs any program; its messages go through a file, so that no pipe can fill up unread.
  static func run(_ program: URL, _ arguments: [String], in folder: URL, input: FileHandle?) throws -> Run {
    let messages = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data().write(to: messages)
    defer { try? FileManager.default.removeItem(at: messages) }
    let process = Process()
    let output = Pipe()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = environment
    process.standardInput = input ?? FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: messages)
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Run(
      output: String(decoding: bytes, as: UTF8.self),
      messages: String(decoding: try Data(contentsOf: messages), as: UTF8.self),
      exitCode: process.terminationStatus)
  }

  private static var environment: [String: String] {
    var environment = ProcessInfo.processInfo.environment
    for name in ["COLUMNS", "NO_COLOR", "LANG", "LC_CTYPE", "TERM"] { environment[name] = nil }
    environment["LC_ALL"] = "C"
    return environment
  }

  /// SwiftPM puts the program beside the bundle of the tests.
  private static func location() throws -> URL {
    let bundles = Bundle.allBundles.map(\.bundleURL).filter { $0.pathExtension == "xctest" }
    let places =
      bundles + [Bundle.main.bundleURL] + CommandLine.arguments.map { URL(filePath: $0) }
    let candidates = places.flatMap {
      [$0.deletingLastPathComponent(), $0].map { $0.appending(path: "acs-logscan") }
    }
    return try #require(
      candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) && !isFolder($0) },
      "acs-logscan is not beside the tests")
  }

  private static func isFolder(_ url: URL) -> Bool {
    (try? url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) ?? false
  }
}
