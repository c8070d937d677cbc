import Evidence
import Inventory
import Testing

@Suite struct ReconciliationTests {
  @Test func everyStatusIsTold() {
    let hash = ListedFile.Digest(kind: .sha1, hex: "aa")
    let inventory = Ticket.inventory(
      [
        Ticket.file(Ticket.folder + "here.blog", 100), Ticket.file(Ticket.folder + "gone.blog", 5),
        Ticket.file(Ticket.folder + "cut.etl", 900), Ticket.file(Ticket.folder + "other.etl", digest: hash),
        Ticket.file(Ticket.folder + "same.etl", digest: hash), Ticket.file(Ticket.folder + "here.blog", 100),
      ],
      [
        Ticket.attachment("here.blog"), Ticket.attachment("cut.etl", kind: .etl),
        Ticket.attachment("other.etl", kind: .etl, digests: [.sha1: ["bb", "cc"]]),
        Ticket.attachment("same.etl", kind: .etl, digests: [.sha1: ["bb", "aa"]]),
        Ticket.attachment("extra.blog"), Ticket.attachment("copy.blog"),
      ], copies: [6])
    #expect(inventory.statuses("here.blog") == [.present, .duplicate])
    #expect(inventory.statuses("gone.blog") == [.missing])
    #expect(inventory.statuses("cut.etl") == [.sizeDiffers])
    #expect(inventory.statuses("other.etl") == [.hashDiffers])
    #expect(inventory.statuses("same.etl") == [.present])
    #expect(inventory.statuses("extra.blog") == [.notListed])
    #expect(inventory.statuses("copy.blog") == [.duplicate])
    #expect(inventory.statuses("listing.txt") == [.present])
    #expect(inventory.entries.first { $0.path.hasSuffix("cut.etl") }?.attachedSize == 100)
    #expect(
      inventory.kinds == ["file-missing", "file-size-differs", "file-hash-differs", "file-not-listed"])
  }

  @Test func filesAreFoundInArchivesAndUnderOtherSpellings() {
    let inventory = Ticket.inventory(
      [
        Ticket.file(#"C:\Logs\Acs_SDK-0-s1.BLOG"#, 100), Ticket.file(#"C:\Logs\my trace.etl"#, 200),
        Ticket.file(#"C:\Logs\Zoë.log"#, 300), Ticket.file(#"C:\Logs\console.log"#, 400),
        Ticket.file(#"C:\Logs\web.log"#, 500), Ticket.file(#"C:\Logs\packed.log.gz"#, 60),
      ],
      [
        Ticket.attachment("logs.zip", bytes: 0, fileBytes: 1000, kind: .archive),
        Ticket.attachment("logs.zip!/a/acs_sdk-0-s1.blog"),
        Ticket.attachment("my.trace.etl", bytes: 200), Ticket.attachment("Zoe\u{308}.log", bytes: 300),
        Ticket.attachment("console (1).log", bytes: 400),
        Ticket.attachment("web.log.gz", bytes: 500, fileBytes: 50),
        Ticket.attachment("packed.log.gz", bytes: 600, fileBytes: 60),
      ])
    let listed = inventory.entries.filter { $0.path.hasPrefix("C:") }
    #expect(listed.allSatisfy { $0.status == .present }, "\(listed)")
    #expect(listed.map(\.artifact) == [2, 3, 4, 5, 6, 7])
    #expect(inventory.statuses("logs.zip") == [.present])
    #expect(inventory.findings.isEmpty)
  }

  @Test func ofFilesWithOneNameTheSizeTellsThenTheFolder() {
    let inventory = Ticket.inventory(
      [
        Ticket.file(#"C:\a\x.blog"#, 1), Ticket.file(#"C:\b\x.blog"#, 2), Ticket.file(#"C:\c\x.blog"#),
        Ticket.file(#"C:\d\x.blog"#),
      ],
      [
        Ticket.attachment("d/x.blog", bytes: 9), Ticket.attachment("c/x.blog", bytes: 9),
        Ticket.attachment("q/x.blog", bytes: 2), Ticket.attachment("r/x.blog", bytes: 1),
      ])
    #expect(inventory.entries.prefix(4).map(\.artifact) == [4, 3, 2, 1])
    #expect(inventory.entries.prefix(4).allSatisfy { $0.status == .present })
  }

  @Test func twoListingsOfOneFileArePutTogether() throws {
    let listings = [
      Ticket.listing([Ticket.file(#"C:\a\x.blog"#, 100, at: Ticket.time(1))]),
      Ticket.listing(
        [Ticket.file(#"c:\A\X.blog"#, digest: ListedFile.Digest(kind: .sha256, hex: "ab"))], artifact: 1),
    ]
    let attachments = [
      Ticket.attachment("dir.txt", kind: .directoryManifest),
      Ticket.attachment("hashes.txt", kind: .directoryManifest),
      Ticket.attachment("x.blog", digests: [.sha256: ["cd"]]),
    ]
    let inventory = Inventory(of: attachments, listings: listings)
    let entry = try #require(inventory.entries.first)
    #expect(inventory.entries.count == 3)
    #expect(entry.size == 100...100)
    #expect(entry.digest?.hex == "ab")
    #expect(entry.modified?.basis == .unknown)
    #expect(entry.status == .hashDiffers)
  }

  @Test func aFileThatGrewBetweenTwoListingsIsTwoEntries() {
    let inventory = Ticket.inventory(
      [Ticket.file(#"C:\a\x.blog"#, 1), Ticket.file(#"C:\a\x.blog"#, 100)], [Ticket.attachment("x.blog")])
    #expect(inventory.statuses("x.blog") == [.missing, .present])
  }

  @Test func oneFileUnderTwoRootsIsMissedOnce() {
    let inventory = Ticket.inventory(
      [
        Ticket.file(#"C:\Users\Contoso\AppData\Local\x.blog"#, 7, at: Ticket.time(2)),
        Ticket.file(#"C:\Users\Contoso\Local Settings\x.blog"#, 7, at: Ticket.time(2)),
        Ticket.file(#"C:\elsewhere\x.blog"#, 7, at: Ticket.time(3)),
      ], [])
    #expect(inventory.statuses("x.blog") == [.missing, .duplicate, .missing])
  }

  @Test func aCutNameIsFoundWhereOnlyOneFileBeginsSo() {
    let cut = Ticket.file("acs_sdk-0-s35795...", 100, isIncomplete: true)
    let one = Ticket.inventory([cut], [Ticket.attachment("acs_sdk-0-s3579513326.blog")])
    #expect(one.entries[0].status == .present)
    let two = Ticket.inventory(
      [cut],
      [Ticket.attachment("acs_sdk-0-s3579513326.blog"), Ticket.attachment("acs_sdk-0-s3579500000.blog")])
    #expect(two.entries[0].status == .missing)
  }

  @Test func roundedSizesFit() {
    var file = Ticket.file(#"C:\x.blog"#)
    file.size = 1_150_000...1_249_999
    #expect(
      Ticket.inventory([file], [Ticket.attachment("x.blog", bytes: 1_200_000)]).entries[0].status == .present)
    #expect(
      Ticket.inventory([file], [Ticket.attachment("x.blog", bytes: 1_300_000)]).entries[0].status
        == .sizeDiffers)
  }

  @Test func manyFilesOfOneNameTakeNoLongerEach() {
    let files = (0..<20_000).map { (index: Int) in Ticket.file("C:\\f\\\(index)\\x.blog", index) }
    let attachments = (0..<20_000).map { Ticket.attachment("a/\($0)/x.blog", bytes: $0 + 1) }
    let inventory = Ticket.inventory(files, attachments)
    #expect(inventory.entries.count { $0.status == .present && $0.artifact != 0 } == 19_999)
  }

  @Test func withoutAListingEverythingIsPresent() {
    let inventory = Inventory(
      of: [Ticket.attachment("x.blog"), Ticket.attachment("y.etl", kind: .etl)], listings: [])
    #expect(inventory.entries.map(\.status) == [.present, .present])
    #expect(!inventory.hasListing)
    #expect(inventory.findings.isEmpty)
  }

  @Test func anotherApplicationsFilesCanBeLeftOut() {
    let other = #"C:\Users\Contoso\AppData\Local\Packages\Fabrikam.Talk_0123456789abc\LocalState\"#
    let files = [Ticket.file(Ticket.folder + "x.blog", 1), Ticket.file(other + "y.blog", 2)]
    let all = Ticket.inventory(files, [])
    #expect(all.applications.map(\.name) == ["Contoso.Calling", "Fabrikam.Talk"])
    #expect(all.kinds.contains("files-of-other-applications"))
    let one = Ticket.inventory(files, [], app: "contoso.calling")
    #expect(one.entries.map(\.path) == [Ticket.folder + "x.blog", "listing.txt"])
    #expect(!one.kinds.contains("files-of-other-applications"))
    #expect(Ticket.inventory(files, [], app: "Nobody").kinds.contains("app-not-found"))
  }
}
