import Foundation
import Testing

/// `extract --range`: what several machines read of one log makes the report that one reading gives.
@Suite struct RangeCommandTests {
  private static let call = "0a1b2c3d-0001-4000-8000-000000000001"

  /// A log of 1.2 MB about one call, another one, and what is no log.
  private static func ticket() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let noise = String(repeating: "2024-07-08T07:00:00.500Z nothing to see\n", count: 10_000)
    let log = """
      2024-07-08T07:00:00.100Z CallClient1: callId \(call) state Connecting
      \(noise)2024-07-08T07:00:01.100Z CallClient1: callId \(call) state Connected
      \(noise)2024-07-08T07:00:02.100Z CallClient1: call details {
        "callId": "\(call)",
        "state": "Disconnected",
        "endReason": { "code": 410, "subCode": 3101 }
      }
      \(noise)
      """
    try folder.write(log, to: "attachments/large.log")
    try folder.write(
      "2024-07-08T07:00:01.500Z CallClient1: callId \(call) muted\n", to: "attachments/small.log")
    try folder.write("PK", to: "attachments/odd.bin")
    return folder
  }

  /// Extracts each file in ranges of so many bytes.
  private static func extract(_ names: [String], every size: Int, in folder: TemporaryFolder) throws
    -> [String]
  {
    var written: [String] = []
    for name in names {
      for start in stride(from: 0, to: 1_300_000, by: size) {
        let range = "\(start):\(start + size >= 1_300_000 ? "" : "\(start + size)")"
        let output = "evidence/\(name)-\(start).ndjson\(start % 2 == 0 ? "" : ".gz")"
        let run = try Program.run(
          [
            "extract", "--root", "attachments", "--range", range, "--digests", "attachments/\(name)", "-o",
            output,
          ], in: folder.url)
        #expect(run.status == 0, "\(range) \(run.errors)")
        written.append(output)
      }
    }
    return written
  }

  @Test("assembled ranges give the report of one reading", arguments: [100_001, 327_680, 700_000, 2_000_000])
  func sameReport(size: Int) throws {
    let folder = try RangeCommandTests.ticket()
    try folder.write("", to: "evidence/none")
    try FileManager.default.copyItem(
      at: folder.url.appending(path: "attachments/large.log"),
      to: folder.url.appending(path: "attachments/copy.log"))
    let evidence = try RangeCommandTests.extract(
      ["copy.log", "large.log", "odd.bin", "small.log"], every: size, in: folder)
    for report in ["scan", "timeline"] {
      let whole = try Program.run([report, "attachments", "--format", "json"], in: folder.url)
      #expect(whole.output.contains("\"410\"") || whole.output.contains("410"))
      let assembled = try Program.run(
        ["assemble", "--report", report, "--format", "json"] + evidence.reversed(), in: folder.url)
      #expect(assembled.output == whole.output)
      #expect(assembled.errors == whole.errors)
      #expect(assembled.status == whole.status)
    }
  }

  @Test("a range that is missing is said, and the rest is used")
  func missingRange() throws {
    let folder = try RangeCommandTests.ticket()
    try folder.write("", to: "evidence/none")
    var evidence = try RangeCommandTests.extract(["large.log"], every: 327_680, in: folder)
    evidence.remove(at: 1)
    let run = try Program.run(["assemble", "--format", "json"] + evidence, in: folder.url)
    #expect(run.status == 2)
    #expect(
      run.errors.contains("large.log: truncated: there is no evidence of the 524,288 bytes from here on"))
    #expect(run.output.contains(RangeCommandTests.call))
  }

  @Test("ranges of a file that grew between them are said not to fit")
  func changedFile() throws {
    let folder = try RangeCommandTests.ticket()
    try folder.write("", to: "evidence/none")
    let first = try Program.run(
      ["extract", "attachments/large.log", "--range", "0:500000", "-o", "evidence/1"], in: folder.url)
    try folder.write(folder.text(of: "attachments/large.log") + "more\n", to: "attachments/large.log")
    let second = try Program.run(
      ["extract", "attachments/large.log", "--range", "500000:", "-o", "evidence/2"], in: folder.url)
    #expect([first.status, second.status] == [0, 0])
    let run = try Program.run(["assemble", "evidence/1", "evidence/2"], in: folder.url)
    #expect(run.status == 2)
    #expect(run.errors.contains("changed-while-read: its ranges were read while it had different sizes"))
  }

  @Test("evidence of ranges may be damaged in any way")
  func damagedEvidence() throws {
    let folder = try RangeCommandTests.ticket()
    try folder.write("", to: "evidence/none")
    _ = try Program.run(
      ["extract", "attachments/large.log", "--range", "0:400000", "-o", "evidence/1"], in: folder.url)
    let good = try folder.text(of: "evidence/1")
    #expect(good.contains("{\"range\":"))
    let damages: [(of: String, to: String)] = [
      ("\"start\":0", "\"start\":9"), ("\"line\":1,", "\"line\":9223372036854775807,"),
      ("\"line\":1,", "\"line\":-1,"), ("\"fileBytes\":", "\"fileBytes\":9"),
      ("{\"reading\":", "{\"record\":"),
      ("{\"range\":", "{\"other\":"), ("\"lines\":", "\"lines\":-"), ("\"readings\":", "\"readings\":1"),
    ]
    for (old, new) in damages {
      let place = try #require(good.range(of: old), "\(old)")
      try folder.write(good.replacingCharacters(in: place, with: new), to: "evidence/2")
      let run = try Program.run(["assemble", "evidence/2"], in: folder.url)
      #expect(run.status == 2, "\(new): \(run.errors)")
    }
  }

  @Test(
    "what is no range is refused",
    arguments: ["", "5", "5:4", ":5", "-1:5", "a:b", "1:2:3", "99999999999999999999:"])
  func refused(range: String) throws {
    let folder = try RangeCommandTests.ticket()
    let run = try Program.run(["extract", "attachments/large.log", "--range=\(range)"], in: folder.url)
    #expect(run.status == 64)
    #expect(run.errors.contains("--range"))
  }

  @Test("a range is that of one file")
  func oneFile() throws {
    let folder = try RangeCommandTests.ticket()
    let run = try Program.run(
      ["extract", "attachments/large.log", "attachments/small.log", "--range", "0:5"], in: folder.url)
    #expect(run.status == 64)
    #expect(run.errors.contains("--range is that of one file"))
  }
}
