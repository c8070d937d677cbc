import Calls
import Catalog
import Evidence
import Formats
import Foundation
import Inventory
import Reports
import Testing

/// Reports against the schemas in `Docs/schema`, by Python's jsonschema.
@Suite(.enabled(if: Validator.isInstalled, "needs Debian's python3-jsonschema")) struct SchemaTests {
  private let tool = Tool(version: "1.2.3")

  @Test func reportsKeepTheContract() throws {
    var calls = [Build.lostCall(), Build.normalCall(7), Call(key: "unidentified-1")]
    calls[1].related = [
      RelatedCall(
        key: "unidentified-1", relation: "retried-by", evidence: .explicit, source: Build.source(1)),
      RelatedCall(
        key: Build.id(1).description, relation: "possible-same-call", evidence: .inferred,
        source: Build.source(1)),
    ]
    calls[0].states[1].time = Build.moment(1, .floating, text: "06:26")
    calls[0].states[2].impossible = true
    calls[0].startTime = Build.moment(1, .floating, text: "06:26")
    calls[0].legs[0].endpointType = "PSTN"
    calls[0].legs[0].participantType = "ACS"
    calls[0].legs[0].carrier = CarrierCause(
      sipCode: 486, sipText: "Busy Here", q850Code: 17, q850Text: "User busy")
    var full = Build.analysis(calls)
    full.noise = [NoiseTally(kind: "ice-candidate-error", count: 3, first: Build.source(2))]
    let hostile = HostileTextTests.samples.map(HostileTextTests.analysis)
    let analyses = [Analysis(), full] + hostile
    let reports = analyses.flatMap { analysis in
      [true, false].map { JSONReport.render(analysis, includesTimeline: $0, tool: tool) }
    }
    #expect(try Validator.errors(in: reports, schema: "report.schema.json") == "")
  }

  @Test func everyWordOfTheVocabularyIsInTheSchema() throws {
    var analysis = Build.analysis([])
    analysis.artifacts = ArtifactKind.allCases.map { Build.artifact($0.rawValue, $0) }
    analysis.artifacts[0].problems = Problem.Kind.allCases.map { Problem($0, "Odd.", offset: 3) }
    analysis.identifiers = IdentifierKind.allCases.map { kind in
      IdentifierSighting(identifier: Identifier(kind, "v"), callKey: nil, source: Build.source(1))
    }
    var call = Build.lostCall()
    call.identifiers = analysis.identifiers
    call.states = CallState.allCases.map { state in
      StateChange(state: state, time: nil, callID: nil, client: nil, leg: nil, source: Build.source(1))
    }
    call.endReasons = OutcomeClass.allCases.map { Build.end(1, nil, $0, "Title.") }
    call.flags = Flag.allCases
    let ended = OutcomeClass.allCases.enumerated().map { index, outcome in
      var call = Build.normalCall(index + 10)
      call.endReason?.outcome = outcome
      return call
    }
    analysis.calls = CallList([call] + ended)
    let report = JSONReport.render(analysis, includesTimeline: true, tool: tool)
    #expect(try Validator.errors(in: [report], schema: "report.schema.json") == "")
  }

  @Test func inventoriesKeepTheContract() throws {
    var reports = [JSONFilesReport.render(Inventory(), Analysis(), tool: tool)]
    var inventory = Inventory()
    inventory.hasListing = true
    let roles = FileRole.allCases
    let statuses = InventoryEntry.Status.allCases
    inventory.entries = (0..<max(roles.count, statuses.count)).map { index in
      InventoryEntry(
        path: "C:\\a\u{202e}\(index).blog", role: roles[index % roles.count],
        status: statuses[index % statuses.count],
        isListed: true, source: Build.source(1))
    }
    for (index, kind) in ListedFile.DigestKind.allCases.enumerated() {
      let length = [32, 40, 64, 96, 128][index]
      inventory.entries[index].digest = ListedFile.Digest(
        kind: kind, hex: String(repeating: "a", count: length))
    }
    inventory.entries[0].size = 5...5
    inventory.entries[1].size = 5...9
    inventory.entries[1].modified = Build.moment(1)
    inventory.entries[2].modified = Build.moment(1, .floating, text: "Nov 22 00:51")
    inventory.entries[3].attachedSize = 3
    inventory.entries[3].artifact = 0
    inventory.applications = [AppPackage(familyName: "Contoso.Calling_k2q8b5fxpmbf6")].compactMap(\.self)
    inventory.entries[3].app = inventory.applications.first
    let kinds = [
      "file-missing", "file-size-differs", "file-hash-differs", "file-not-listed",
      "manifest-pattern-too-narrow",
      "blog-without-etl", "etl-without-blog", "blog-not-encrypted", "empty-file", "listing-total-differs",
      "trace-events-lost",
      "files-of-other-applications", "app-not-found",
    ]
    inventory.findings = kinds.map { InventoryFinding($0, "A sentence.") }
    inventory.steps = [
      CollectionStep(purpose: "a file", text: "Attach it.", command: "dir"),
      CollectionStep(purpose: "a file", text: "Attach it."),
    ]
    var analysis = Build.analysis([])
    analysis.findings = (kinds + ["no-file-for-call"]).map {
      Finding(kind: $0, severity: .warning, text: "A sentence.")
    }
    analysis.artifacts = [Build.artifact("a.etl", .etl), Build.artifact("b.blog", .blog)]
    analysis.artifacts[1].content = ContentFacts(entropy: 7.9, lowestBlockEntropy: 0, highestBlockEntropy: 8)
    analysis.artifacts[1].fileBytes = 7
    analysis.artifacts[1].compressions = ["gzip"]
    reports.append(JSONFilesReport.render(inventory, analysis, tool: tool))
    #expect(try Validator.errors(in: reports, schema: "files.schema.json") == "")
    let whole = JSONReport.render(analysis, includesTimeline: true, tool: tool)
    #expect(try Validator.errors(in: [whole], schema: "report.schema.json") == "")
  }

  @Test func strangersAreRefused() throws {
    let report = JSONReport.render(Build.analysis([Build.lostCall()]), includesTimeline: true, tool: tool)
    let breaks = [
      ("\"verdict\":", "\"verdikt\":"), ("\"Connecting\"", "\"Dialing\""), ("\"timeBasis\": \"text\",", ""),
      ("\"class\": \"network\"", "\"class\": \"bad\""), ("aaaa0000", "AAAA0000"),
      ("\"line\": 3", "\"line\": 0"),
    ]
    for (words, instead) in breaks {
      let broken = report.replacing(words, with: instead)
      #expect(broken != report)
      #expect(try Validator.errors(in: [broken], schema: "report.schema.json") != "", "\(words)")
    }
  }

  @Test func listsOfPatternsKeepTheContract() throws {
    var pattern = Pattern(
      "desk", about: "a \u{202e}desk", contains: ["Desk", "\"x\""], line: try Template("Desk {_} {callId}"),
      json: [PatternMember(.code, path: ["a"])], labels: [PatternLabel(.identifier(.msCV), after: "cv=")],
      gives: [.event: "muted"])
    pattern.origin = Pattern.Origin(file: "desk.yaml", line: 2)
    let reports = [[], [pattern] + Pattern.builtIn].map { JSONPatternsReport.render($0, tool: tool) }
    #expect(reports[1].contains("\"fields\": [\"callId\", \"code\", \"msCv\", \"event\"]"))
    #expect(try Validator.errors(in: reports, schema: "pattern-list.schema.json") == "")
    let broken = reports[1].replacing("\"origin\": \"file\"", with: "\"origin\": \"elsewhere\"")
    #expect(try Validator.errors(in: [broken], schema: "pattern-list.schema.json") != "")
  }

  @Test func codesKeepTheContract() throws {
    let lookups = [CodeLookup(), CodeLookup(code: 490), CodeLookup(code: 77_777), CodeLookup(domain: .email)]
    let reports = lookups.map { JSONCodesReport.render($0, tool: tool) }
    #expect(try Validator.errors(in: reports, schema: "codes.schema.json") == "")
  }

  @Test func settingsKeepTheContract() throws {
    let settings = SettingsOverview(
      path: "/home/x/.config/acs-logscan/config", state: .read,
      settings: [
        .init(option: "width", value: "120", commands: ["scan"], origin: .file(line: 3)),
        .init(option: "color", value: "false", commands: ["scan"], origin: .environment("NO_COLOR")),
        .init(option: "jobs", value: nil, commands: ["scan"], origin: .standard),
      ])
    let nowhere = SettingsOverview(path: nil, state: .absent, settings: [])
    let reports = [settings, nowhere].map { JSONSettingsReport.render($0, tool: tool) }
    #expect(try Validator.errors(in: reports, schema: "config.schema.json") == "")
  }
}

enum Validator {
  private static let python = "/usr/bin/python3"

  static let isInstalled: Bool =
    (try? run("import jsonschema; jsonschema.Draft202012Validator", input: "")) == ""

  /// What the validator says against some reports; empty where they keep the schema, which is checked itself.
  static func errors(in reports: [String], schema: String) throws -> String {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().resolvingSymlinksInPath()
      .deletingLastPathComponent().deletingLastPathComponent()
    let path = root.appendingPathComponent("Docs/schema").appendingPathComponent(schema).path
    let program = """
      import json, sys, jsonschema
      schema = json.load(open(\(quoted(path))))
      jsonschema.Draft202012Validator.check_schema(schema)
      validator = jsonschema.Draft202012Validator(schema)
      for report in sys.stdin.read().split("\\0"):
          for error in validator.iter_errors(json.loads(report)):
              print(error.json_path, error.message[:300])
      """
    return try run(program, input: reports.joined(separator: "\0"))
  }

  private static func quoted(_ path: String) -> String {
    "\"" + path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  private static func run(_ program: String, input: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let inputFile = folder.appendingPathComponent("reports")
    try Data(input.utf8).write(to: inputFile)
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = ["-c", program]
    process.standardInput = try FileHandle(forReadingFrom: inputFile)
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
