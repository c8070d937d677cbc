import Evidence
import Inventory
import Testing

@Suite struct InventoryFindingTests {
  @Test func anSDKPatternSaysNothingOfMediaLogs() {
    let files = [Ticket.file(Ticket.folder + "acs_sdk.blog", 100)]
    let attachments = [Ticket.attachment("acs_sdk.blog")]
    let kind = "manifest-pattern-too-narrow"
    #expect(Ticket.inventory(files, attachments, patterns: ["acs*.blog"]).kinds.contains(kind))
    #expect(Ticket.inventory(files, attachments, forms: [.where]).kinds.contains(kind))
    #expect(!Ticket.inventory(files, attachments, patterns: ["*.blog"], forms: [.where]).kinds.contains(kind))
    #expect(!Ticket.inventory(files, attachments, patterns: ["acs*.blog", "*.etl"]).kinds.contains(kind))
    #expect(!Ticket.inventory(files, attachments).kinds.contains(kind))
  }

  @Test func onWindowsLogsAndTracesBelongTogether() {
    let blog = Ticket.file(Ticket.folder + "acs_sdk.blog", 100)
    let trace = Ticket.file(Ticket.folder + "trace.etl", 100)
    #expect(Ticket.inventory([blog], []).kinds.contains("blog-without-etl"))
    #expect(Ticket.inventory([trace], []).kinds.contains("etl-without-blog"))
    #expect(
      Set(Ticket.inventory([blog, trace], []).kinds).isDisjoint(with: [
        "blog-without-etl", "etl-without-blog",
      ]))
    let android = Inventory(of: [Ticket.attachment("acs_sdk.blog", platform: "android")], listings: [])
    #expect(!android.kinds.contains("blog-without-etl"))
  }

  @Test func emptyAndReadableLogsAreSaid() {
    var gzip = Ticket.attachment("acs_sdk-1-s1.blog", kind: .webConsoleLog)
    gzip.artifact.compressions = ["gzip"]
    var zeros = Ticket.attachment("acs_sdk-2-s1.blog")
    zeros.artifact.content = ContentFacts(entropy: 0, lowestBlockEntropy: 0, highestBlockEntropy: 0)
    var sound = Ticket.attachment("acs_sdk-3-s1.blog")
    sound.artifact.content = ContentFacts(entropy: 7.99, lowestBlockEntropy: 7.9, highestBlockEntropy: 8)
    let inventory = Inventory(
      of: [
        Ticket.attachment("acs_sdk-0-s1.blog", bytes: 0), gzip, zeros, sound,
        Ticket.attachment("acs_sdk-4-s1.blog", kind: .textLog),
      ], listings: [])
    let readable = inventory.findings.filter { $0.kind == "blog-not-encrypted" }
    #expect(readable.map(\.artifact) == [1, 2, 4])
    #expect(readable[0].text.contains("gzip"))
    #expect(readable[1].text.contains("one byte value"))
    #expect(readable.map(\.isWarning) == [false, true, false])
    #expect(inventory.findings.filter { $0.kind == "empty-file" }.map(\.artifact) == [0])
  }

  @Test func tracesThatLostEventsAreSaid() {
    var lossy = Ticket.attachment("logs/media.etl", kind: .etl)
    lossy.artifact.trace = TraceFacts()
    lossy.artifact.trace?.eventsLost = 41
    var whole = Ticket.attachment("whole.etl", kind: .etl)
    whole.artifact.trace = TraceFacts()
    let inventory = Inventory(of: [whole, lossy], listings: [])
    let findings = inventory.findings.filter { $0.kind == "trace-events-lost" }
    #expect(findings.map(\.artifact) == [1])
    #expect(findings.first?.text.hasPrefix("media.etl lost 41 events while") ?? false)
  }

  @Test func totalsThatDoNotFitAreSaid() throws {
    let total = DirectoryListing.Total(
      folder: #"C:\a"#, writtenFiles: 3, writtenBytes: 10, countedFiles: 2, countedBytes: 10,
      source: Source(artifact: 0, line: 9, offset: 90))
    let inventory = Inventory(
      of: [Ticket.attachment("listing.txt", kind: .directoryManifest)],
      listings: [Ticket.listing([], mismatches: [total])])
    let finding = try #require(inventory.findings.first)
    #expect(finding.kind == "listing-total-differs")
    #expect(finding.text.contains("3 files where 2 are listed"))
    #expect(!finding.text.contains("bytes"))
    #expect(finding.source?.line == 9)
  }

  @Test func ofAWholeDiskOnlySupportFilesAreMissed() throws {
    let files = [
      Ticket.file(#"C:\w\notepad.exe"#, 1), Ticket.file(#"C:\w\a.dll"#, 2),
      Ticket.file(Ticket.folder + "acs_sdk.blog", 3),
    ]
    let finding = try #require(Ticket.inventory(files, []).findings.first { $0.kind == "file-missing" })
    #expect(finding.text.hasPrefix("1 file of 3 that this listing names is not attached: acs_sdk.blog"))
    #expect(finding.text.contains("2 other files"))
  }

  @Test func stepsFollowFromWhatIsMissing() {
    let narrow = Ticket.inventory(
      [Ticket.file(Ticket.folder + "acs_sdk.blog", 3)], [], patterns: ["acs*.blog"])
    #expect(narrow.steps.compactMap(\.command).contains { $0.hasPrefix("where /r %USERPROFILE%") })
    #expect(narrow.steps.compactMap(\.command).contains { $0.contains("DebugDetails.SupportFiles") })
    let android = Inventory(
      of: [Ticket.attachment("a.log", kind: .logcat, platform: "android")], listings: [])
    #expect(android.steps.compactMap(\.command) == ["callClient.getDebugInfo().getSupportFiles()"])
    let complete = Inventory(
      of: [Ticket.attachment("a.log", kind: .webConsoleLog, platform: "web")], listings: [])
    #expect(complete.steps.isEmpty)
  }
}
