import Formats
import Foundation
import Patterns
import Testing

/// Files as they lie on disk.
@Suite struct PatternFilesTests {
  private func folder(_ files: [String: String]) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "patterns-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    return folder.path
  }

  private func file(_ name: String) -> String {
    """
    patterns:
      - name: \(name)
        contains: "Desk: \(name)"
        gives: {event: muted}
        samples: [{line: "Desk: \(name)", expect: {event: muted}}]
    """
  }

  @Test func namedFilesComeFirstAndThoseOfTheFolderByName() throws {
    let folder = try folder([
      "20.yaml": file("c"), "10.yml": file("b"), "named": file("a"), "notes.txt": "no", ".hidden.yaml": "no",
    ])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let files = try PatternFiles(named: [folder + "/named"], folder: folder)
    #expect(files.patterns.map(\.name) == ["a", "b", "c"])
    #expect(files.patterns.map(\.origin?.file) == ["/named", "/10.yml", "/20.yaml"].map { folder + $0 })
  }

  @Test func aFolderThatIsNotThereHasNone() throws {
    #expect(try PatternFiles(named: [], folder: "/nowhere/at/all").patterns.isEmpty)
    #expect(try PatternFiles(named: []).patterns.isEmpty)
  }

  @Test func whatIsWrongInAllFilesIsSaid() throws {
    let folder = try folder([
      "1.yaml": file("a"), "2.yaml": file("a"), "3.yaml": "patterns: []", "4.yaml": "\u{FEFF}" + file("d"),
    ])
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data([0x70, 0xff, 0xfe]).write(to: URL(fileURLWithPath: folder + "/5.yaml"))
    do {
      _ = try PatternFiles(named: ["/nowhere.yaml", folder], folder: folder)
      Issue.record("no error")
    } catch {
      let lines = error.description.split(separator: "\n").map { $0.replacing(folder, with: "") }
      #expect(lines.count == 5, "\(lines)")
      #expect(lines[0] == "/nowhere.yaml: No such file or directory")
      #expect(lines[1] == ": Is a directory")
      #expect(lines[2].hasPrefix("/2.yaml:2:1: a pattern of the name 'a' stands in /1.yaml, too"))
      #expect(lines[3] == "/3.yaml:1:11: the list has no pattern")
      #expect(lines[4] == "/5.yaml: the file is not UTF-8")
    }
  }
}
