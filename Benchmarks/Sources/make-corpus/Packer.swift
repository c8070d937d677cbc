import ArgumentParser
import Corpus
import Foundation

/// How files are packed.
enum Pack: String, ExpressibleByArgument, CaseIterable {
  case none, gz, zip
  case tarGz = "tar.gz"
}

/// Writes a corpus as files or packed, by the system's own tools, so that what is read was not written by its reader.
struct Packer {
  let pack: Pack
  let level: Int

  /// Writes all logs into a new folder.
  func write(_ corpus: inout Corpus, into folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    switch pack {
    case .none: try writeFiles(&corpus, into: folder)
    case .gz: try writeGzipFiles(&corpus, into: folder)
    case .zip, .tarGz:
      let staging = folder.deletingLastPathComponent().appending(path: "logs")
      try FileManager.default.createDirectory(at: staging, withIntermediateDirectories: true)
      try writeFiles(&corpus, into: staging)
      try writeArchive(of: staging, into: folder)
      try FileManager.default.removeItem(at: staging)
    }
  }

  private func writeFiles(_ corpus: inout Corpus, into folder: URL) throws {
    for log in 0..<corpus.logCount {
      try make_corpus.write(folder.appending(path: corpus.name(of: log))) { (file) throws(CorpusError) in
        try corpus.write(log: log, to: file)
      }
    }
  }

  /// Through a pipe, so that 100 GiB need no more than their compressed size.
  private func writeGzipFiles(_ corpus: inout Corpus, into folder: URL) throws {
    for log in 0..<corpus.logCount {
      let file = folder.appending(path: corpus.name(of: log) + ".gz")
      guard FileManager.default.createFile(atPath: file.path, contents: nil) else {
        throw CorpusError("\(file.path): could not be created")
      }
      let pipe = Pipe()
      let gzip = Process()
      gzip.executableURL = URL(filePath: "/usr/bin/env")
      gzip.arguments = ["gzip", "-n", "-\(level)"]
      gzip.standardInput = pipe
      gzip.standardOutput = try FileHandle(forWritingTo: file)
      try gzip.run()
      try pipe.fileHandleForReading.close()
      try corpus.write(log: log, to: pipe.fileHandleForWriting.fileDescriptor)
      try pipe.fileHandleForWriting.close()
      try wait(for: gzip, "gzip")
    }
  }

  private func writeArchive(of staging: URL, into folder: URL) throws {
    let parent = staging.deletingLastPathComponent()
    let archive = folder.appending(path: "ticket.\(pack.rawValue)").path
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.currentDirectoryURL = parent
    process.arguments =
      pack == .zip
      ? ["zip", "-q", "-r", "-X", "-\(level)", archive, "logs"]
      : [
        "tar", "--sort=name", "--owner=0", "--group=0", "--mtime=@0", "-I", "gzip -n -\(level)", "-cf",
        archive, "logs",
      ]
    try process.run()
    try wait(for: process, pack.rawValue)
  }

  private func wait(for process: Process, _ name: String) throws {
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw CorpusError("\(name): ended with status \(process.terminationStatus)")
    }
  }
}
