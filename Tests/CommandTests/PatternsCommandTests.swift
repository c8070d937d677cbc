import Foundation
import Testing

/// `patterns`, and `--patterns` of the commands that read logs.
@Suite struct PatternsCommandTests {
  private static let call = "5f0d6a10-0001-4000-8000-0000000000a1"
  private static let patterns = """
    patterns:
      - name: desk-phase
        contains: "Desk> "
        line: "Desk> {callId} phase {state}"
        states: {UP: Connected, OVER: Disconnected}
        samples:
          - line: "Desk> \(call) phase UP"
            expect: {state: Connected}
      - name: desk-why
        contains: "Desk> why"
        line: "Desk> why {callId} {code}/{subCode}"
        samples:
          - line: "Desk> why \(call) 490/4502"
            expect: {code: 490, subCode: 4502}

    """
  private static let log = """
    2026-01-29T11:04:05.000Z INFO Desk> \(call) phase UP
    2026-01-29T11:05:00.000Z INFO basket has 3 items
    2026-01-29T11:06:00.000Z INFO Desk> \(call) phase SIDEWAYS
    2026-01-29T11:09:05.000Z INFO Desk> \(call) phase OVER
    2026-01-29T11:09:05.001Z INFO Desk> why \(call) 490/4502

    """

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(PatternsCommandTests.patterns, to: "desk.yaml")
    try folder.write(PatternsCommandTests.log, to: "logs/app.log")
    return folder
  }

  @Test func aShapeThatTheToolDoesNotKnowIsRead() throws {
    let folder = try folder()
    let without = try Program.run(["scan", "logs", "--format", "json"], in: folder.url)
    #expect(!without.output.contains("\"endReason\""))
    let scan = try Program.run(["logs", "--patterns", "desk.yaml", "--format", "json"], in: folder.url)
    #expect(scan.status == 0)
    #expect(scan.output.contains("\"code\": 490"))
    #expect(scan.output.contains("\"state\": \"Disconnected\""))
    for command in ["scan", "timeline", "ids", "files"] {
      let run = try Program.run([command, "logs", "--patterns", "desk.yaml"], in: folder.url)
      #expect(run.status == 0, "\(command)")
    }
    let timeline = try Program.run(
      ["timeline", "logs", "--patterns", "desk.yaml", "--format", "json"], in: folder.url)
    #expect(timeline.output.contains("\"pattern\": \"desk-phase\""))
  }

  @Test func filesOfTheUsersFolderAreReadByThemselves() throws {
    let folder = try folder()
    try folder.write(PatternsCommandTests.patterns, to: "home/.config/acs-logscan/patterns.d/desk.yaml")
    let home = ["HOME": folder.url.appending(path: "home").path]
    #expect(try Program.run(["logs"], in: folder.url, environment: home).output.contains("490/4502"))
    let other = home.merging(["XDG_CONFIG_HOME": folder.url.appending(path: "elsewhere").path]) { $1 }
    #expect(try !Program.run(["logs"], in: folder.url, environment: other).output.contains("490/4502"))
    let wide = home.merging(["COLUMNS": "300"]) { $1 }
    let list = try Program.run(["patterns", "list"], in: folder.url, environment: wide)
    #expect(list.output.contains("patterns.d/desk.yaml:2"))
  }

  @Test func aFileThatIsWrongIsWrongUsage() throws {
    let folder = try folder()
    try folder.write(PatternsCommandTests.patterns.replacing("UP: Con", with: "UP: Kon"), to: "bad.yaml")
    for arguments in [
      ["scan", "logs", "--patterns", "bad.yaml"], ["patterns", "test", "bad.yaml"],
      ["patterns", "list", "--patterns", "bad.yaml"],
    ] {
      let run = try Program.run(arguments, in: folder.url)
      #expect(run.status == 64)
      #expect(run.output.isEmpty)
      #expect(run.errors.hasPrefix("bad.yaml:5:18: 'Konnected' is no state; the states are None, Connecting"))
    }
    #expect(try Program.run(["scan", "logs", "--patterns", "none.yaml"], in: folder.url).status == 64)
  }

  @Test func aFileIsTested() throws {
    let folder = try folder()
    let test = try Program.run(["patterns", "test", "desk.yaml"], in: folder.url)
    #expect(test.status == 0)
    #expect(test.output == "desk.yaml: 2 patterns, 2 samples, all as expected\n")
  }

  @Test func aLogIsShownWithWhatEachRecordGives() throws {
    let folder = try folder()
    let expected = """
      line 1  desk-phase: callId \(PatternsCommandTests.call), state Connected
          2026-01-29T11:04:05.000Z INFO Desk> \(PatternsCommandTests.call) phase UP
      line 3  desk-phase does not fit: {state} should stand at character 80, where 'SIDEWAYS' stands
          2026-01-29T11:06:00.000Z INFO Desk> \(PatternsCommandTests.call) phase SIDEWAYS
      line 4  desk-phase: callId \(PatternsCommandTests.call), state Disconnected
          2026-01-29T11:09:05.000Z INFO Desk> \(PatternsCommandTests.call) phase OVER
      line 5  desk-why: callId \(PatternsCommandTests.call), code 490, subCode 4502
          2026-01-29T11:09:05.001Z INFO Desk> why \(PatternsCommandTests.call) 490/4502
      5 records: 3 read by these patterns, 1 with a pattern's text that do not fit

      """
    let wide = ["COLUMNS": "120"]
    let file = try Program.run(
      ["patterns", "test", "desk.yaml", "logs/app.log"], in: folder.url, environment: wide)
    #expect(file.status == 0)
    #expect(file.output == expected)
    let piped = try Program.run(
      ["patterns", "test", "desk.yaml", "-"], in: folder.url, input: Data(PatternsCommandTests.log.utf8),
      environment: wide)
    #expect(piped.output == expected)
    #expect(try Program.run(["patterns", "test", "desk.yaml", "nowhere.log"], in: folder.url).status == 2)
  }

  @Test func patternsAreListed() throws {
    let folder = try folder()
    let text = try Program.run(["patterns", "list", "--patterns", "desk.yaml"], in: folder.url)
    #expect(text.status == 0)
    #expect(text.output.contains("desk.yaml:9; callId, code, subCode"))
    #expect(text.output.contains("native-crash"))
    let json = try Program.run(
      ["patterns", "list", "--patterns", "desk.yaml", "--format", "json"], in: folder.url)
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    let patterns = try #require(object?["patterns"] as? [[String: Any]])
    #expect(patterns.first?["name"] as? String == "desk-phase")
    #expect(Set(patterns.compactMap { $0["origin"] as? String }) == ["file", "built-in"])
  }

  @Test func helpHasExamples() throws {
    for arguments in [["patterns"], ["patterns", "test"], ["patterns", "list"]] {
      let help = try Program.run(arguments + ["--help"])
      #expect(help.status == 0)
      #expect(help.output.contains("acs-logscan patterns"))
    }
    #expect(try Program.run(["patterns", "test"]).status == 64)
  }
}
