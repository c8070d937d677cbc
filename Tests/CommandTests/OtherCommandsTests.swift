import Foundation
import Testing

/// What the commands beside `scan` and `timeline` promise: `ids`, `files`, `etl`.
extension CommandLineTests {
  // MARK: IDs

  @Test func idsAreListedForPeopleProgramsAndSpreadsheets() throws {
    let folder = try ticket()
    let text = try Program.run(["ids", "attachments"], in: folder.url)
    #expect(text.status == 0)
    #expect(text.output.contains("call-id  \(CommandLineTests.call)  final"))
    let json = try Program.run(["ids", "attachments", "--format", "json"], in: folder.url)
    #expect(json.output.contains("\"firstSeen\": \"2024-07-08T07:00:01.300Z\""))
    let csv = try Program.run(
      ["ids", "attachments", "--format", "csv", "--kind", "call-id", "-o", "ids.csv"], in: folder.url)
    #expect(csv.status == 0)
    let rows = try folder.text(of: "ids.csv").split(separator: "\r\n")
    #expect(rows.count == 2)
    #expect(rows.last?.hasPrefix("call-id,\(CommandLineTests.call),\(CommandLineTests.call),final,") == true)
  }

  @Test func theSupportBlockIsOfTheCallAskedFor() throws {
    let folder = try ticket()
    let block = try Program.run(
      ["ids", "attachments", "--for-support", "--call", "0a1b2c3d"], in: folder.url)
    #expect(block.status == 0)
    #expect(block.output.hasPrefix("For Microsoft support: Voice or video call\n"))
    #expect(block.output.contains("the call's end: 410/3101 (calling)"))
    for options in [["--for-support"], []] {
      let none = try Program.run(["ids", "attachments", "--call", "ffffffff"] + options, in: folder.url)
      #expect(none.status == 1)
      #expect(none.output.contains("call-not-found"))
    }
  }

  @Test func idsOutsideCallsAreOfTheirTime() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "2024-07-08T07:00:00.100Z ms-cv: cnge6RMf20yD8hGYK0Jxdw.0\n2024-07-09T07:00:00.100Z ms-cv: oh+LGB2dUUadMcTAdRWQxQ.1\n",
      to: "a/http.log")
    let all = try Program.run(["ids", "a"], in: folder.url)
    #expect(all.output.hasPrefix("2 IDs: 2 outside calls. Times in UTC\n"))
    let late = try Program.run(["ids", "a", "--since", "2024-07-09"], in: folder.url)
    #expect(late.output.hasPrefix("1 ID: 1 outside calls."))
    #expect(late.output.contains("oh+LGB2dUUadMcTAdRWQxQ.1"))
  }

  // MARK: Files

  @Test func filesComparesAListingWithWhatIsAttached() throws {
    let folder = try TemporaryFolder()
    try folder.write("four", to: "attachments/a.txt")
    try folder.write(
      "-rw-r--r-- 1 u g 4 Mar  4  2026 a.txt\n-rw-r--r-- 1 u g 9 Mar  4  2026 b.txt\n",
      to: "attachments/ls.txt")
    let text = try Program.run(["files", "attachments"], in: folder.url)
    #expect(text.status == 0)
    #expect(text.output.contains("missing       b.txt"))
    #expect(text.output.contains("present       a.txt"))
    let failing = try Program.run(
      ["files", "attachments", "--fail-on", "finding:file-missing", "-q"], in: folder.url)
    #expect(failing.status == 1)
    let folderForReport = try Program.run(["files", "attachments", "-o", "out/"], in: folder.url)
    #expect(folderForReport.status == 64)
  }

  @Test func aManifestThatWasWrittenIsReadAsAListing() throws {
    let folder = try TemporaryFolder()
    try folder.write("four", to: "sent/=1+1, a.txt")
    try folder.write(CommandLineTests.log, to: "sent/console.log")
    let written = try Program.run(
      ["files", "sent", "--write-manifest", "sent/manifest.csv", "-q"], in: folder.url)
    #expect(written.status == 0)
    let manifest = try String(contentsOf: folder.url.appending(path: "sent/manifest.csv"), encoding: .utf8)
    #expect(manifest.hasPrefix("path,size,modifiedTime,sha256,kind,role,app\r\n"))
    #expect(manifest.contains("\"./=1+1, a.txt\""))
    try folder.write("five!", to: "sent/=1+1, a.txt")
    let compared = try Program.run(["files", "sent", "-q"], in: folder.url)
    #expect(compared.output.contains("size-differs  ./=1+1, a.txt"))
    #expect(compared.output.contains("present       console.log"))
  }

  // MARK: Traces

  private static let traces = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/windows-trace/attachments")

  @Test func etlShowsTheEventsThatAreAskedFor() throws {
    let arguments = ["etl", "ContosoMediaStackETW-0.etl", "--provider", "contoso.calling"]
    let all = try Program.run(arguments, in: CommandLineTests.traces)
    #expect(all.status == 0 && all.errors.isEmpty)
    let states = all.output.split(separator: "\n").compactMap { line in
      line.firstRange(of: "state=").map { String(line[$0.upperBound...]) }
    }
    #expect(states == ["Connecting", "Connected", "Disconnected"])
    let first = try Program.run(
      arguments + ["--limit", "1", "--format", "json"], in: CommandLineTests.traces)
    #expect(first.output.split(separator: "\n").count == 1)
    #expect(first.output.contains(#""state":"Connecting"}"#))
  }

  @Test func aManifestIsNamedOrLiesBesideTheTrace() throws {
    let folder = try TemporaryFolder()
    for name in ["ContosoMediaStackETW-0.etl", "Contoso-Call-Quality.man"] {
      let place = name.hasSuffix(".etl") ? "traces/" : "manifests/"
      try folder.write(Data(contentsOf: CommandLineTests.traces.appending(path: name)), to: place + name)
    }
    let manifest = ["--manifest", "manifests/Contoso-Call-Quality.man"]
    for command in [["etl"], ["timeline"]] {
      let without = try Program.run(command + ["traces"], in: folder.url)
      let named = try Program.run(command + ["traces"] + manifest, in: folder.url)
      let attached = try Program.run(command + ["manifests", "traces"], in: folder.url)
      #expect(!without.output.contains("Contoso-Call-Quality"))
      for run in [named, attached] {
        #expect(run.status == 0)
        #expect(run.output.contains("networkReconnect"))
        #expect(run.output.contains("Bad"))
      }
    }
    let trace = try Data(contentsOf: folder.url.appending(path: "traces/ContosoMediaStackETW-0.etl"))
    let piped = try Program.run(
      ["timeline", "-", "manifests", "--format", "json"], in: folder.url, input: trace)
    #expect(piped.status == 0)
    #expect(piped.output.contains("needs-second-pass"))
    let noManifest = try Program.run(
      ["etl", "traces", "--manifest", "traces/ContosoMediaStackETW-0.etl"], in: folder.url)
    #expect(noManifest.status == 64)
  }

  @Test func tracesComeThroughPipes() throws {
    let trace = try Data(
      contentsOf: CommandLineTests.traces.appending(path: "ContosoMediaStackETW-0.etl"))
    let folder = try TemporaryFolder()
    try folder.write(trace, to: "a.etl")
    let named = try Program.run(["etl", "a.etl", "--format", "json"], in: folder.url)
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = ["-c", "cat a.etl | \"$0\" etl - --format json > piped", Program.path]
    shell.currentDirectoryURL = folder.url
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 0)
    #expect(
      try folder.text(of: "piped")
        == named.output.replacing("\"artifact\":\"a.etl\"", with: "\"artifact\":\"stdin\""))
  }

  @Test func aDamagedManifestIsUsedAsFarAsItGoes() throws {
    let folder = try TemporaryFolder()
    let manifest = try Data(contentsOf: CommandLineTests.traces.appending(path: "Contoso-Call-Quality.man"))
    let trace = try Data(
      contentsOf: CommandLineTests.traces.appending(path: "ContosoMediaStackETW-0.etl"))
    try folder.write(trace, to: "traces/a.etl")
    try folder.write(manifest.prefix(manifest.count - 200), to: "cut.man")
    for arguments in [["traces", "--manifest", "cut.man"], ["traces", "cut.man"]] {
      for command in ["etl", "timeline"] {
        let run = try Program.run([command] + arguments, in: folder.url)
        #expect(run.status == 2)
        #expect(run.errors.contains("cut.man: corrupt"))
        #expect(run.output.contains("networkReconnect"))
      }
    }
  }

  @Test func damagedTracesGiveWhatTheyHave() throws {
    let folder = try TemporaryFolder()
    let trace = try Data(
      contentsOf: CommandLineTests.traces.appending(path: "ContosoMediaStackETW-0.etl"))
    try folder.write(trace.prefix(2 * 4096 + 300), to: "cut.etl")
    let cut = try Program.run(["etl", "cut.etl"], in: folder.url)
    #expect(cut.status == 2)
    #expect(cut.errors.contains("cut.etl: truncated"))
    #expect(cut.output.contains("state=Connected"))
    let none = try Program.run(["etl", "cut.log"], in: folder.url)
    #expect(none.status == 2)
    #expect(none.errors.contains("no binary Windows trace"))
  }
}
