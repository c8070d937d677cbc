import Evidence
import Testing

/// Listings and logs in one artifact, and logs that look like listings.
@Suite struct ListingMixtureTests {
  private static let calls = (0..<30).map { second in
    "2024-07-08T09:32:\(second + 10).350Z CallClient1 [ACSCall{\(callA)}{Connected}]"
  }
  private static let paths = "opening\nC:\\Logs\\a.blog\n"

  @Test func linesThatEndInAGUIDAreNoPartOfAListing() throws {
    let log = String(repeating: ListingMixtureTests.paths, count: 3)
    let read = try evidence(of: log + ListingMixtureTests.calls.joined(separator: "\n") + "\n")
    #expect(read.listing == nil)
    #expect(read.artifact.kind != .directoryManifest)
    #expect(!read.observations.isEmpty)
  }

  @Test func aLogBelowAListingIsReadAsWell() throws {
    let listed = (0..<200).map { "03/14/2026  03:07 PM             1,000 \($0).blog\n" }.joined()
    let read = try evidence(
      of: " Directory of C:\\Logs\n\n" + listed + "\n" + ListingMixtureTests.calls.joined(separator: "\n"))
    #expect(read.listing?.entries.count == 200)
    #expect(read.observations.contains { $0.source.line == 204 })
    let alone = try evidence(of: " Directory of C:\\Logs\n\n" + listed)
    #expect(alone.artifact.kind == .directoryManifest)
    #expect(alone.observations.isEmpty)
  }

  @Test func aTimeOfRobocopyMayBeAFieldOfItsOwn() throws {
    let copy = try listing(
      in: "   ROBOCOPY     ::     Robust File Copy for Windows\n\n\t                   2\tC:\\Logs\\\n"
        + "\t    New File  \t\t   1.2 m\t2026/03/04 05:06:07\tC:\\Logs\\a.blog\n"
        + "\t    New File  \t\t     814\t2026/03/04 05:06:07\tC:\\Logs\\b c.blog\n")
    #expect(
      copy.lines == [
        "C:\\Logs\\a.blog 1153433-1363148 2026-3-4@5:6", "C:\\Logs\\b c.blog 814 2026-3-4@5:6",
      ])
  }

  @Test func anEmptyLengthIsThatOfAFolder() throws {
    let rows = try listing(
      in: "\"FullName\";\"Length\"\n\"C:\\Logs\\a.blog\";\"0\"\n\"C:\\Logs\\sub\";\n\"C:\\Logs\\tmp\";\"\"\n")
    #expect(rows.lines == ["C:\\Logs\\a.blog 0"])
    let objects = try listing(
      in: "[{\"FullName\": \"C:\\\\Logs\\\\a.blog\", \"Length\": 0},\n"
        + "{\"FullName\": \"C:\\\\Logs\\\\sub\", \"Length\": null}]")
    #expect(objects.lines == ["C:\\Logs\\a.blog 0"])
  }

  @Test func aMonthIsNoUnitOfASize() throws {
    let read = try listing(
      in: "insgesamt 12\n-rw-r--r-- 1 contoso staff 12000 M\u{e4}r  4 05:06 a.blog\n"
        + "-rw-r--r-- 1 contoso staff 1.2M Nov 22 00:51 b.blog\n")
    #expect(read.lines == ["a.blog 12000", "b.blog 1153433-1363148 11-22@0:51"])
  }
}
