import Evidence
import Testing

/// What PowerShell, Unix and archivers list, and this tool itself.
@Suite struct ListingFormTests {
  private static let hex = "sha256:0123ab"

  @Test func tablesAreRead() throws {
    let read = try listing(in: ListingSeeds.table)
    #expect(read.forms == [.formatTable])
    #expect(
      read.lines == [
        "C:\\Logs\\root.txt 32 4|18|2026@20:11", "C:\\Logs\\a very long na... 1032 4|18|2026@0:11 (cut)",
        "C:\\Logs\\sub\\main x.blog 347 6|7|2026@17:34",
      ])
    #expect(try listing(in: ListingSeeds.hashTable).lines == ["C:\\Logs\\a b.blog \(ListingFormTests.hex)"])
  }

  @Test func aWrappedHeadingIsJoined() throws {
    let folder =
      "C:\\Users\\Contoso\\AppData\\Local\\Packages\\11111111-2222-4333-8444-555555555555_k2q8b5fxpmbf6\\LocalState"
    let wrapped = ListingSeeds.table.replacing(
      "Directory: C:\\Logs\n", with: "Directory: \(folder.prefix(64))\n    \(folder.dropFirst(64))\n")
    #expect(try listing(in: wrapped).entries.first?.path == folder + "\\root.txt")
  }

  @Test func listsAreRead() throws {
    let read = try listing(in: ListingSeeds.list)
    #expect(read.forms == [.formatList])
    #expect(
      read.lines == [
        "C:\\Logs\\a.blog 20344600 2026-8-12@21:29",
        "C:\\Users\\Contoso\\AppData\\Local\\Packages\\b.blog 7 3|4|2026@4:6z0",
      ])
  }

  @Test func csvIsRead() throws {
    let expected = [
      "C:\\Logs\\a, \"b\".blog 12 3|4|2026@4:6z0", "C:\\Logs\\c\nd 13 3|4|2026@5:6",
    ]
    let text = ListingSeeds.csv.split(separator: "\n").joined(separator: "\n")
    #expect(try listing(in: Array(text.utf8)).lines == expected)
    let withoutType = text.split(separator: "\n").dropFirst().joined(separator: "\n")
    #expect(try listing(in: Array(withoutType.utf8)).lines == expected)
    let semicolons = try listing(
      in: "\"FullName\";\"Length\"\n\"C:\\a;b.blog\";\"7\"\n\"C:\\??.blog\";\"8\"\n")
    #expect(semicolons.lines == ["C:\\a;b.blog 7", "C:\\??.blog 8 (cut)"])
    // Where the first object is a folder, the length is missing.
    #expect(try listing(in: "\"Name\",\"FullName\"\n\"x\",\"C:\\x\"\n").lines == ["C:\\x"])
  }

  @Test func jsonIsRead() throws {
    let five = try evidence(of: ListingSeeds.jsonOfFive)
    #expect(five.listing?.forms == [.convertToJSON])
    #expect(five.listing?.lines == ["C:\\Logs\\a.blog 20 2015-7-7@2:40z0"])
    #expect(five.artifact.records == 2)
    #expect(try listing(in: ListingSeeds.jsonOfSeven).lines == ["C:\\Logs\\a.blog 20 2026-3-4@5:6z3600"])
  }

  @Test func clixmlIsReadInBothEncodings() throws {
    let expected = ["C:\\Logs\\a b.blog 44248 2026-1-15@22:16z0", "C:\\Logs\\c.blog 7"]
    #expect(try listing(in: ListingSeeds.clixml).lines == expected)
    var wide: [UInt8] = [0xff, 0xfe]
    for unit in ListingSeeds.clixml.utf16 { wide += [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)] }
    let read = try listing(in: wide)
    #expect(read.forms == [.exportCLIXML])
    #expect(read.lines == expected)
  }

  @Test func unixListsAreRead() throws {
    let ls = try listing(in: ListingSeeds.ls)
    #expect(ls.forms == [.ls])
    #expect(
      ls.lines == [
        "logs/acs_sdk-0-s1234567890.blog 5242880 2026-3-4@0:0", "logs/a b.blog 1126-1331 11-22@0:51",
        "logs/media stack/x.blog 12000 2026-11-22@0:51z0", "logs/media stack/y.blog 13 11-22@0:51",
      ])
    #expect(try listing(in: ListingSeeds.find).lines == ["./media stack/x.blog 12000 11-22@0:51"])
    #expect(
      try listing(in: ListingSeeds.checksums).lines == [
        "./a b.blog \(ListingFormTests.hex)", "x.blog md5:aabbcc", "y (1).blog sha1:aabbcc",
      ])
  }

  @Test func archivesAreReadWithTheirSums() throws {
    let zip = try listing(in: ListingSeeds.unzip)
    #expect(zip.forms == [.unzip])
    #expect(zip.lines == ["a/b c/x.blog 12000 2026-11-22@0:51", "y.blog 7 11|22|2026@0:51"])
    #expect(zip.mismatches.isEmpty)
    #expect(try listing(in: ListingSeeds.unzip.replacing("3 files", with: "4 files")).mismatches.count == 1)

    let seven = try listing(in: ListingSeeds.sevenZip)
    #expect(seven.lines == ["a/x y.blog 12000 2026-11-22@0:51", "z.blog 7 2026-11-22@0:51"])
    #expect(seven.mismatches.isEmpty)
    #expect(
      try listing(in: ListingSeeds.sevenZip.replacing("2 files", with: "9 files")).mismatches.count == 1)

    let tar = try listing(in: ListingSeeds.tar)
    #expect(tar.forms == [.tar])
    #expect(tar.lines == ["a/x y.blog 12000 2026-11-22@0:51", "a/z.blog 12000 11-22@0:51"])
  }

  @Test func inventoriesOfThisToolAreListings() throws {
    let time = "2026-3-4@5:6z0"
    let json = try listing(in: ListingSeeds.inventory)
    #expect(json.forms == [.inventory])
    #expect(json.lines == ["logs/a.blog 20 \(time) \(ListingFormTests.hex)", "logs/b.etl"])
    let csv = try listing(in: ListingSeeds.inventoryCSV)
    #expect(csv.forms == [.inventory])
    #expect(csv.lines == ["logs/a.blog 20 \(time) \(ListingFormTests.hex)", "logs/b, c.etl"])
  }

  @Test func severalListingsInOneFileAreRead() throws {
    let read = try listing(
      in: [ListingSeeds.dir, ListingSeeds.certutil, ListingSeeds.ls, ListingSeeds.dir].joined(separator: "\n")
    )
    #expect(read.forms == [.dir, .certutil, .ls])
    #expect(read.entries.count == 3 + 3 + 4 + 3)
    #expect(read.mismatches.isEmpty)
  }

  @Test func dateOrderIsDecidedOverTheFile() throws {
    // The order of lines says nothing about that of their fields.
    let undecided = try evidence(
      of: "      1   05/03/2026      12:21:48  C:\\a\n      1   03/04/2026      12:21:48  C:\\b\n")
    #expect(undecided.clocks.dateOrder == nil)
    #expect(TimeResolver(undecided.clocks).hasUndecidedOrder)
    let decided = try evidence(
      of: "      1   05/03/2026      12:21:48  C:\\a\n      1   13/04/2026      12:21:48  C:\\b\n")
    #expect(decided.clocks.dateOrder == .dayMonthYear)
  }
}
