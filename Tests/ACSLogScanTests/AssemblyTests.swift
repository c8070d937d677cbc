import ACSLogScan
import Calls
import Evidence
import Formats
import Foundation
import Intake
import Inventory
import Redaction
import Reports
import Testing

/// What is extracted in parts and assembled is what reading everything at once gives.
@Suite struct AssemblyTests {
  @Test("one shard", arguments: Ticket.all) func oneShard(of ticket: Ticket) async throws {
    let scratch = try Scratch()
    let file = try await scratch.extract([ticket.attachments], of: ticket.attachments)
    try await expect([file], toBe: ticket.attachments)
  }

  @Test("one artifact a shard", arguments: Ticket.withSeveralAttachments)
  func everyFileAlone(of ticket: Ticket) async throws {
    let scratch = try Scratch()
    var files: [URL] = []
    for file in try ticket.files.reversed() {
      files.append(try await scratch.extract([file], of: ticket.attachments))
    }
    try await expect(files, toBe: ticket.attachments)
  }

  @Test("two random halves, 20 times", arguments: Ticket.withSeveralAttachments)
  func randomHalves(of ticket: Ticket) async throws {
    var random = SeededGenerator(seed: UInt64(ticket.name.utf8.reduce(0) { $0 &* 31 &+ UInt64($1) }))
    let whole = await ticket.examination(keepsTimeline: true)
    for _ in 0..<20 {
      let scratch = try Scratch()
      let files = try ticket.files.shuffled(using: &random)
      let middle = Int.random(in: 0...files.count, using: &random)
      let shards = [Array(files[..<middle]), Array(files[middle...])]
      var evidence: [URL] = []
      for shard in shards { evidence.append(try await scratch.extract(shard, of: ticket.attachments)) }
      try await expect(evidence, toBe: whole)
    }
  }

  @Test("all tickets in one folder, in stages") func stages() async throws {
    let scratch = try Scratch()
    let folder = try scratch.folderOfAllTickets()
    let extracted = try await scratch.extract([folder], of: folder)
    for keepsTimeline in [true, false] {
      let staged = StagedRun(in: scratch, keepsTimeline: keepsTimeline)
      let (assembly, files) = try await staged.files(from: extracted)
      // A part a component, and never the same logs twice: else nothing would be shown.
      #expect(staged.componentCount > 20)
      let whole = await examination(of: [folder], keepsTimeline: keepsTimeline)
      expectEqual(assembly.sum(files.map(\.path)), whole)
    }
  }

  @Test("evidence of a task that ran twice counts once") func retries() async throws {
    let ticket = try #require(Ticket.all.first { $0.name == "two-participants" })
    let scratch = try Scratch()
    var files: [URL] = []
    for file in try ticket.files + ticket.files {
      files.append(try await scratch.extract([file], of: ticket.attachments))
    }
    try await expect(files, toBe: ticket.attachments)
    let both = try await scratch.extract([ticket.attachments], of: ticket.attachments)
    try await expect([both] + files, toBe: ticket.attachments)
  }

  @Test("what is met and not read is the same") func whatIsNotRead() async throws {
    let scratch = try Scratch()
    let folder = try scratch.folder(named: "ticket")
    try Data("2024-05-01 10:00:00 x\n".utf8).write(to: folder.appending(path: "a.log"))
    for link in ["link.log", "z.log"] {
      try FileManager.default.createSymbolicLink(
        at: folder.appending(path: link), withDestinationURL: folder.appending(path: "a.log"))
    }
    let names = ["z.log", "a.log", "link.log"]
    var files: [URL] = []
    for name in names { files.append(try await scratch.extract([folder.appending(path: name)], of: folder)) }
    let assembled = await examine(files)
    expectEqual(assembled, await examination(of: [folder], keepsTimeline: true))
    #expect(assembled.analysis.artifacts.map(\.path) == ["a.log", "link.log", "z.log"])
  }

  @Test("names that differ in their bytes alone are two") func namesInTwoForms() async throws {
    let scratch = try Scratch()
    let folder = try scratch.folder(named: "ticket")
    for name in ["\u{e9}.log", "e\u{301}.log"] {
      try Data("2024-05-01T10:00:00.000Z hello\n".utf8).write(to: folder.appending(path: name))
    }
    let extract = await Analyzer().extract([folder.path])
    var twice = extract
    twice.add(extract)
    #expect(await Analyzer().examine(twice).analysis.artifacts.count == 2)
  }

  @Test("ranges are planned and folded as what they are of") func rangesInStages() async throws {
    let scratch = try Scratch()
    let folder = try scratch.folder(named: "ticket")
    let log = folder.appending(path: "b.log")
    let noise = String(repeating: "2024-05-01T10:00:00.000Z nothing to see\n", count: 12_000)
    try Data(
      "\(noise)2024-05-01T10:00:01.000Z callId 0a1b2c3d-0001-4000-8000-000000000001 state Connected\n".utf8
    )
    .write(to: log)
    try Data("2024-05-01T10:00:00.000Z hello\n".utf8).write(to: folder.appending(path: "a.log"))
    func extracted(_ paths: [String], _ range: ByteRange?) async throws -> String {
      var text = ""
      let extract = await Analyzer().extract(paths, below: folder.path, range: range)
      EvidenceWriter.write(extract, version: "0") { text += $0 }
      return try scratch.write(text).path
    }
    let whole = [try await extracted([folder.path], nil)]
    var parts = [try await extracted([folder.appending(path: "a.log").path], nil)]
    for range in [ByteRange(start: 0, end: 200_000), ByteRange(start: 200_000, end: nil)] {
      parts.append(try await extracted([log.path], range))
    }
    let assembly = EvidenceAssembly(Analyzer(), reader: EvidenceReader())
    let stages: [EvidenceAssembly.Stage] = [.plan, .fold]
    var plans = ["", ""]
    for stage in stages {
      for (index, files) in [whole, parts].enumerated() {
        let plan = try stage == .plan ? [] : [scratch.write(plans[index]).path]
        let evidence = await assembly.evidence(stage, of: plan + files)
        #expect(evidence.problems.isEmpty)
        plans[index] = ""
        evidence.write(version: "0") { plans[index] += $0 }
      }
      #expect(plans[0] == plans[1])
    }
  }

  @Test("redacted evidence has no name of a file") func redactedPlaces() async throws {
    let scratch = try Scratch()
    let folder = try scratch.folder(named: "ticket")
    let users = try scratch.folder(named: "ticket/ada@contoso.com")
    try Data("2024-05-01T10:00:00.000Z hello\n".utf8).write(to: users.appending(path: "a.log"))
    var analyzer = Analyzer()
    analyzer.intake.redaction = {
      Redactor(RedactionOptions(), SensitiveFinder(kinds: SensitiveKind.maskedByDefault))
    }
    var text = ""
    EvidenceWriter.write(await analyzer.extract([folder.path]), version: "0") { text += $0 }
    #expect(!text.contains("contoso"))
  }

  @Test("what does not lie in the root is not found") func outsideTheRoot() async throws {
    let scratch = try Scratch()
    let folder = try scratch.folder(named: "ticket")
    let extract = await Analyzer().extract(["/etc/hostname"], below: folder.path)
    #expect(extract.artifacts.isEmpty)
    #expect(extract.notRead.map(\.artifact.problems.first?.kind) == [.notFound])
  }

  @Test("without digests, what is the same twice is not taken for a copy") func withoutDigests() async throws
  {
    let scratch = try Scratch()
    let folder = try scratch.folder(named: "ticket")
    for name in ["a.log", "b.log"] {
      try Data("2024-05-01T10:00:00.000Z hello\n".utf8).write(to: folder.appending(path: name))
    }
    func copies(withDigests: Bool) async -> Int {
      let extract = await Analyzer().extract([folder.path], withDigests: withDigests)
      return await Analyzer().examine(extract).analysis.findings.count { $0.kind == "duplicate-artifact" }
    }
    #expect(await copies(withDigests: true) == 1)
    #expect(await copies(withDigests: false) == 0)
  }

  @Test("a manifest elsewhere is context") func contextMatters() async throws {
    let ticket = try #require(Ticket.withTraces.first)
    let trace = try #require(ticket.attachmentNames.first { $0.hasSuffix(".etl") })
    func decodable(_ context: [String]) async -> Int {
      let path = ticket.attachments.appending(path: trace).path
      let extract = await Analyzer().extract([path], below: ticket.attachments.path, context: context)
      let providers = extract.artifacts.compactMap(\.evidence.artifact.trace).flatMap(\.providers)
      return providers.reduce(0) { $0 + $1.decodable }
    }
    #expect(await decodable([ticket.attachments.path]) > decodable([]))
  }

  private func expect(_ files: [URL], toBe folder: URL) async throws {
    try await expect(files, toBe: await examination(of: [folder], keepsTimeline: true))
  }

  private func expect(_ files: [URL], toBe whole: Examination) async throws {
    expectEqual(await examine(files), whole)
  }
}

/// What is no evidence, or damaged, is said and never taken for more than it is.
@Suite struct EvidenceDamageTests {
  @Test func evidenceThatIsCut() async throws {
    let scratch = try Scratch()
    let whole = try await evidence(in: scratch)
    for share in [1, 3, 7, 9] {
      let cut = scratch.url.appending(path: "cut-\(share).ndjson")
      try whole.prefix(whole.count * share / 10).write(to: cut)
      let problems = await examine([cut]).analysis.artifacts.flatMap(\.problems)
      #expect(problems.contains { $0.kind == .truncated || $0.kind == .corrupt })
    }
  }

  @Test(arguments: [
    "", "{}\n", "no evidence\n", #"{"evidence":{"schemaVersion":2,"tool":{"name":"x","version":"1"}}}"#,
  ])
  func whatIsNoEvidence(text: String) async throws {
    let scratch = try Scratch()
    let file = scratch.url.appending(path: "x.ndjson")
    try Data(text.utf8).write(to: file)
    let artifacts = await examine([file]).analysis.artifacts
    #expect(artifacts.map(\.path) == ["x.ndjson"])
    #expect(artifacts.flatMap(\.problems).map(\.kind) == [.corrupt])
  }

  @Test(
    "no damage crashes, of what is extracted, folded or joined", arguments: ["extracted", "folded", "joined"])
  func randomDamage(of kind: String) async throws {
    let scratch = try Scratch()
    let extracted = scratch.url.appending(path: "extracted.ndjson")
    try await evidence(in: scratch).write(to: extracted)
    let stages = EvidenceAssembly(Analyzer(), reader: EvidenceReader())
    let plan = try await write(stages.evidence(.plan, of: [extracted.path]), to: scratch, "plan")
    let folded = try await write(
      stages.evidence(.fold, of: [plan.path, extracted.path]), to: scratch, "folded")
    let joined = try await write(stages.evidence(.join, of: [folded.path]), to: scratch, "joined")
    let files = ["extracted": extracted, "folded": folded, "joined": joined]
    let whole = Array(try Data(contentsOf: try #require(files[kind])))
    var random = SeededGenerator(seed: 7)
    for number in 0..<100 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &random) { damage(&bytes, &random) }
      let file = scratch.url.appending(path: "\(number).ndjson")
      try Data(bytes).write(to: file)
      _ = await stages.examine([file.path])
      _ = stages.sum([extracted.path, file.path])
      for stage in EvidenceAssembly.Stage.allCases {
        _ = await stages.evidence(stage, of: [plan.path, file.path])
      }
    }
  }

  @Test(
    "numbers beyond all sense",
    arguments: [
      (
        "blocked-relays", #"{"console":{"4":3}}"#,
        #"{"console":{"9223372036854775807":5,"-9223372036854775808":9}}"#
      ),
      ("blocked-relays", #""count":2,"#, #""count":9223372036854775807,"#),
      ("windows-listing", #""entropy":"#, #""entropy":-1e300,"was":"#),
    ])
  func senseless(ticket: String, number: String, replacement: String) async throws {
    let scratch = try Scratch()
    let attachments = try #require(Ticket.all.first { $0.name == ticket }).attachments
    let file = try await scratch.extract([attachments], of: attachments)
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains(number))
    let changed = try scratch.write(text.replacing(number, with: replacement))
    let examination = await examine([changed])
    #expect(!examination.analysis.artifacts.isEmpty)
    _ = FilesReport.render(examination.inventory, examination.analysis)
  }

  @Test("an object of very many members is read in little time") func manyMembers() async throws {
    let scratch = try Scratch()
    let attachments = try #require(Ticket.all.first { $0.name == "blocked-relays" }).attachments
    let file = try await scratch.extract([attachments], of: attachments)
    let votes = (0..<200_000).map { "\"\($0)\":1" }.joined(separator: ",")
    let text = try String(contentsOf: file, encoding: .utf8)
      .replacing(#"{"console":{"4":3}}"#, with: "{\"console\":{\(votes)}}")
    // One by one, these took hours.
    #expect(await examine([try scratch.write(text)]).analysis.artifacts.count > 0)
  }

  /// Any bytes, and numbers that refer to what is not there: those are what a reader is most likely to trust.
  private func damage(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
    let place = Int.random(in: 0..<bytes.count, using: &random)
    switch Int.random(in: 0..<5, using: &random) {
    case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
    case 1: bytes.removeSubrange(place..<min(bytes.count, place + 9))
    case 2: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 200)], at: place)
    default:
      let isDigit: (UInt8) -> Bool = { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      guard let start = bytes[place...].firstIndex(where: isDigit) else { return }
      let end = bytes[start...].firstIndex { !isDigit($0) } ?? bytes.endIndex
      let numbers = [
        "9", "1000", "9223372036854775807", "-9223372036854775808", "18446744073709551615", "0", "1e300",
        "-1e300",
      ]
      bytes.replaceSubrange(start..<end, with: Array((numbers.randomElement(using: &random) ?? "1").utf8))
    }
  }

  private func write(_ evidence: StageEvidence, to scratch: Scratch, _ name: String) throws -> URL {
    var text = ""
    evidence.write(version: "0") { text += $0 }
    let file = scratch.url.appending(path: "\(name).ndjson")
    try Data(text.utf8).write(to: file)
    return file
  }

  private func evidence(in scratch: Scratch) async throws -> Data {
    let ticket = try #require(Ticket.all.first { $0.name == "client-and-service" })
    return try Data(contentsOf: try await scratch.extract([ticket.attachments], of: ticket.attachments))
  }
}

// MARK: - Helpers

extension Ticket {
  /// All files of the attachments, folders gone through.
  fileprivate var files: [URL] {
    get throws {
      try FileManager.default.subpathsOfDirectory(atPath: attachments.path).sorted()
        .map { attachments.appending(path: $0) }.filter { !$0.isFolder }
    }
  }

  fileprivate func examination(keepsTimeline: Bool) async -> Examination {
    await ACSLogScanTests.examination(of: [attachments], keepsTimeline: keepsTimeline)
  }
}

extension URL {
  fileprivate var isFolder: Bool { (try? resourceValues(forKeys: [.isDirectoryKey]).isDirectory) ?? false }
}

private func examination(of folders: [URL], keepsTimeline: Bool) async -> Examination {
  await Analyzer(fold: FoldOptions(keepsTimeline: keepsTimeline)).examine(folders.map(\.path))
}

private func examine(_ evidence: [URL]) async -> Examination {
  await EvidenceAssembly(Analyzer(), reader: EvidenceReader()).examine(evidence.map(\.path))
}

private func expectEqual(
  _ one: Examination, _ other: Examination, sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(one.analysis.artifacts == other.analysis.artifacts, sourceLocation: sourceLocation)
  #expect(one.analysis == other.analysis, sourceLocation: sourceLocation)
  #expect(one.inventory == other.inventory, sourceLocation: sourceLocation)
}

/// A folder that goes when nobody needs it any more.
private final class Scratch {
  let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  private var files = 0

  init() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  func folder(named name: String) throws -> URL {
    let folder = url.appending(path: name)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  func folderOfAllTickets() throws -> URL {
    let folder = try folder(named: "all")
    for ticket in Ticket.all {
      try FileManager.default.copyItem(at: ticket.attachments, to: folder.appending(path: ticket.name))
    }
    return folder
  }

  func write(_ text: String) throws -> URL {
    files += 1
    let file = url.appending(path: "evidence-\(files).ndjson")
    try Data(text.utf8).write(to: file)
    return file
  }

  /// Extracts some files of a folder, the folder being their context.
  func extract(_ paths: [URL], of folder: URL) async throws -> URL {
    let extract = await Analyzer().extract(paths.map(\.path), below: folder.path, context: [folder.path])
    var text = ""
    EvidenceWriter.write(extract, version: "0") { text += $0 }
    return try write(text)
  }
}

/// An assembly in stages, each log folded alone and each component joined alone, as a scheduler would have it done.
private final class StagedRun {
  private let scratch: Scratch
  private let assembly: EvidenceAssembly
  private(set) var componentCount = 0

  init(in scratch: Scratch, keepsTimeline: Bool) {
    self.scratch = scratch
    assembly = EvidenceAssembly(
      Analyzer(fold: FoldOptions(keepsTimeline: keepsTimeline)), reader: EvidenceReader())
  }

  /// What the last stage reads.
  func files(from extracted: URL) async throws -> (EvidenceAssembly, [URL]) {
    let lines = try String(contentsOf: extracted, encoding: .utf8).split(separator: "\n")
    let artifacts = groups(lines, beginningWith: "artifact")
    let notRead = lines.filter { $0.hasPrefix(#"{"notRead""#) }
    let heads = try write(
      artifacts.flatMap { [$0[0]] + $0.filter { $0.hasPrefix(#"{"listed""#) } } + notRead)
    let plan = try await self.lines(of: .plan, [heads]).filter { $0.hasPrefix(#"{"plan""#) }
    var logs: [[Substring]] = []
    for log in plan {
      let members = try members(of: log)
      let pieces = try artifacts.filter { members.contains(try place(of: $0[0])) }
      logs += groups(
        try await self.lines(of: .fold, [try write([log] + pieces.joined())]), beginningWith: "folded")
    }
    var files = [heads]
    for component in try components(of: logs) {
      let joined = try await self.lines(of: .join, [try write(component.reversed().flatMap(\.self))])
      files.append(try scratch.write(joined.joined(separator: "\n") + "\n"))
      componentCount += 1
    }
    return (assembly, files)
  }

  private func lines(of stage: EvidenceAssembly.Stage, _ files: [URL]) async throws -> [Substring] {
    let evidence = await assembly.evidence(stage, of: files.map(\.path))
    #expect(evidence.problems.isEmpty)
    var text = ""
    evidence.write(version: "0") { text += $0 }
    return text.split(separator: "\n")
  }

  /// Each line of a kind, and what follows up to the next one.
  private func groups(_ lines: [Substring], beginningWith kind: String) -> [[Substring]] {
    var groups: [[Substring]] = []
    for line in lines {
      if line.hasPrefix("{\"\(kind)\"") {
        groups.append([line])
      } else if !groups.isEmpty, !line.hasPrefix(#"{"end""#), !line.hasPrefix(#"{"notRead""#) {
        groups[groups.count - 1].append(line)
      }
    }
    return groups
  }

  private func write(_ lines: [Substring]) throws -> URL {
    let beginning = #"{"evidence":{"schemaVersion":1,"tool":{"name":"acs-logscan","version":"0"}}}"#
    let end = "{\"end\":{\"lines\":\(lines.count + 1)}}"
    return try scratch.write(([beginning] + lines.map(String.init) + [end]).joined(separator: "\n") + "\n")
  }

  private func object(_ line: Substring, _ kind: String) throws -> [String: Any] {
    let whole = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    return try #require(whole?[kind] as? [String: Any])
  }

  private func members(of log: Substring) throws -> Set<String> {
    let members = try #require(try object(log, "plan")["members"] as? [[String: Any]])
    return Set(try members.map { try name(of: #require($0["place"] as? [String: Any])) })
  }

  private func place(of artifact: Substring) throws -> String {
    try name(of: #require(try object(artifact, "artifact")["place"] as? [String: Any]))
  }

  private func name(of place: [String: Any]) throws -> String {
    let data = try JSONSerialization.data(withJSONObject: place, options: .sortedKeys)
    return String(decoding: data, as: UTF8.self)
  }

  /// The logs that share ties, by the rule of the documentation.
  private func components(of logs: [[Substring]]) throws -> [[[Substring]]] {
    let ties = try logs.map { log in
      try #require(try object(log[0], "folded")["ties"] as? [String: [String]])
    }
    let wanted = Set(ties.flatMap { $0["wants"] ?? [] })
    var component = Array(logs.indices)
    var owners: [String: Int] = [:]
    for (log, tie) in ties.enumerated() {
      let keys = Set(tie["keys"] ?? []).union(tie["wants"] ?? []).union(
        wanted.intersection(tie["offers"] ?? []))
      for key in keys {
        if let owner = owners[key] {
          let (old, new) = (component[log], component[owner])
          component = component.map { $0 == old ? new : $0 }
        } else {
          owners[key] = log
        }
      }
    }
    return Dictionary(grouping: logs.indices, by: { component[$0] }).values.map { $0.map { logs[$0] } }
  }
}

/// The same numbers in every run (SplitMix64).
private struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return bits ^ (bits >> 31)
  }
}
