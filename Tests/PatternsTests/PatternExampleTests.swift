import Foundation
import Formats
import Patterns
import Testing
import Yams

/// The files that the documentation explains, and its schema for editors.
@Suite struct PatternExampleTests {
  @Test func theExamplesAreRight() throws {
    let examples = try examples()
    #expect(examples.map(\.name) == ["android-app.yaml", "browser-app.yaml", "dotnet-service.yaml"])
    for (name, text) in examples {
      let file = try PatternFile(text, path: name)
      #expect(zip(file.patterns, file.samples).allSatisfy { $1 > 0 })
    }
  }

  @Test func theDocumentationShowsTheExamplesAsTheyAre() throws {
    let page = try String(contentsOf: root.appendingPathComponent("Docs/patterns.md"), encoding: .utf8)
    for (name, text) in try examples() {
      let shown = text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("#") }
      #expect(page.contains(shown.joined(separator: "\n")), "\(name) is shown otherwise")
    }
    for field in PatternField.all {
      #expect(page.contains("`\(field == .skipped ? "{_}" : field.name)`"), "\(field.name) is not explained")
    }
    for event in PatternEvent.allCases {
      #expect(page.contains("`\(event.rawValue)`"), "\(event) is not explained")
    }
  }

  @Test func theSchemaNamesEveryField() throws {
    let data = try Data(contentsOf: root.appendingPathComponent("Docs/patterns.schema.json"))
    let schema = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
    let values = try #require(definitions["values"]?["properties"] as? [String: [String: Any]])
    #expect(Set(values.keys) == Set(PatternField.all.filter { $0 != .skipped }.map(\.name)))
    #expect(values["event"]?["enum"] as? [String] == PatternEvent.allCases.map(\.rawValue))
  }

  @Test(.enabled(if: Schema.isInstalled, "needs Debian's python3-jsonschema"))
  func theExamplesKeepTheSchema() throws {
    for (name, text) in try examples() { #expect(try Schema.errors(in: text) == "", "\(name)") }
  }

  @Test(.enabled(if: Schema.isInstalled, "needs Debian's python3-jsonschema"))
  func theSchemaRefusesWhatTheProgramRefuses() throws {
    let text = try #require(try examples().first?.text)
    let breaks = [
      ("patterns:\n", "pattern:\n"), ("about:", "abuot:"), ("name: fieldphone-state", "name: field phone"),
      ("contains: \"CallScreen: session \"", "contains: abc"), ("TALKING: Connected", "TALKING: Conected"),
      ("NETWORK: 490/4502", "NETWORK: bad"), ("expect: nothing", "expect: something"),
      ("expect: {code: 490", "expect: {colour: 490"), ("expect: {callId: 5f0d6a10-", "expect: {callId: x-"),
      ("    samples:\n", "    simples:\n"), ("line: \"session {callId} phase {state}\"", "line: [1]"),
    ]
    for (part, instead) in breaks {
      let broken = text.replacing(part, with: instead, maxReplacements: 1)
      #expect(broken != text, "\(part)")
      #expect(try Schema.errors(in: broken) != "", "\(instead)")
      #expect(!problems(in: broken).isEmpty, "\(instead)")
    }
  }
}

/// Python's jsonschema.
private enum Schema {
  static let isInstalled: Bool =
    (try? run("import jsonschema; jsonschema.Draft202012Validator", input: "")) == ""

  /// What the validator says against a YAML file; empty where it keeps the schema, which is checked itself.
  static func errors(in yaml: String) throws -> String {
    let value = try #require(try Yams.load(yaml: yaml))
    let json = try JSONSerialization.data(withJSONObject: value, options: .fragmentsAllowed)
    let program = """
      import json, sys, jsonschema
      schema = json.load(open(sys.argv[1]))
      jsonschema.Draft202012Validator.check_schema(schema)
      for error in jsonschema.Draft202012Validator(schema).iter_errors(json.load(sys.stdin)):
          print(error.json_path, error.message[:300])
      """
    return try run(program, input: String(decoding: json, as: UTF8.self))
  }

  private static func run(_ program: String, input: String) throws -> String {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try Data(input.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = ["-c", program, root.appendingPathComponent("Docs/patterns.schema.json").path]
    process.standardInput = try FileHandle(forReadingFrom: file)
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
