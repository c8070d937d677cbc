import Evidence
import Foundation
import Intake
import Testing

@testable import Formats

/// Listings of invented files, in the shapes that the tools print, from the artifact on.
@Suite struct ListingReadingTests {
  private static func read(_ text: String) -> ArtifactEvidence { read(Array(text.utf8)) }

  static func read(_ bytes: [UInt8]) -> ArtifactEvidence {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try? Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    var evidence = ArtifactEvidence(artifact: Artifact(path: "nothing"))
    Intake.open(Input(path: "listing.txt", file: file.path)) { evidence = ArtifactReader.read($0, index: 0) }
    return evidence
  }

  /// `path|size` of every entry.
  private static func entries(_ text: String) -> [String] {
    (read(text).listing?.entries ?? []).map { entry in
      "\(entry.path)|\(entry.size.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0)" } ?? "")"
    }
  }

  @Test(arguments: [
    "2024-05-14T07:20:4%.log", "./2024-05-14T07:20:4%.log", "/logs/web-2024-05-14T07:20:4%.5Z.txt",
  ])
  func namesWithTimesAreNames(name: String) {
    let names = (0..<12).map { name.replacing("%", with: "\($0 % 10)") + ($0 > 9 ? ".gz" : "") }
    let sums = names.map { String(repeating: "ab", count: 16) + "  " + $0 }
    #expect(ListingReadingTests.read(sums.joined(separator: "\n")).listing?.entries.count == 12)
  }

  private static let dir = """
     Volume in drive C has no label.\r
     Volume Serial Number is 71A1-6FA1\r
    \r
     Directory of C:\\Logs\r
    \r
    11/28/2025  10:05 AM    <DIR>          .\r
    11/28/2025  10:05 AM    <DIR>          ..\r
    11/28/2025  10:05 AM    <JUNCTION>     old [C:\\Users]\r
    12/24/2025  03:51 PM         1,234,567 acs_sdk-0-s1.blog\r
                                        34 acs_sdk-0-s1.blog:zone:$DATA\r
    12/24/2025  03:52 PM               100 2 files.etl\r
                   2 File(s)      1,234,667 bytes\r
                   3 Dir(s)   2,657,460,224 bytes free\r
    """

  @Test func dirInEnglish() throws {
    let evidence = Self.read(Self.dir)
    let listing = try #require(evidence.listing)
    #expect(evidence.artifact.kind == .directoryManifest)
    #expect(listing.entries.map(\.path) == [#"C:\Logs\acs_sdk-0-s1.blog"#, #"C:\Logs\2 files.etl"#])
    #expect(listing.entries.map(\.size) == [1_234_567...1_234_567, 100...100])
    #expect(listing.mismatches.isEmpty)
    #expect(listing.forms == [.dir])
    var times = TimeResolver(evidence.clocks)
    let time = try #require(listing.entries[0].modified)
    #expect(times.resolve(time).instant.rfc3339 == "2025-12-24T15:51:00.000Z")
    #expect(listing.entries[0].source.line == 9)
  }

  @Test func aFooterThatDoesNotFitIsSaid() throws {
    let text = Self.dir.replacing("2 File(s)      1,234,667", with: "3 File(s)      1,300,000")
    let mismatch = try #require(Self.read(text).listing?.mismatches.first)
    #expect(mismatch.folder == #"C:\Logs"#)
    #expect(mismatch.writtenFiles == 3)
    #expect(mismatch.countedFiles == 2)
    #expect(mismatch.writtenBytes == 1_300_000)
    #expect(mismatch.countedBytes == 1_234_667)
  }

  @Test func dirOfTreesInGermanWithEchoAndTotal() throws {
    let evidence = Self.read(
      """
      C:\\Logs>dir /S *.blog
       Volume in Laufwerk C: hat keine Bezeichnung.
       Volumeseriennummer: F0D2-A330

       Verzeichnis von C:\\Logs\\eins

      13.04.2026  07:41             1.234 a.blog
                     1 Datei(en),          1.234 Bytes

       Verzeichnis von C:\\Logs\\zwei

      13.04.2026  07:42                 6 b.blog
      14.04.2026  07:42                 0 c.blog
                     2 Datei(en),              6 Bytes

           Anzahl der angezeigten Dateien:
                     3 Datei(en),          1.240 Bytes
                     8 Verzeichnis(se), 101 846 745 088 Bytes frei
      """)
    let listing = try #require(evidence.listing)
    #expect(
      listing.entries.map(\.path) == [
        #"C:\Logs\eins\a.blog"#, #"C:\Logs\zwei\b.blog"#, #"C:\Logs\zwei\c.blog"#,
      ])
    #expect(listing.patterns == ["*.blog"])
    #expect(listing.mismatches.isEmpty)
    #expect(evidence.clocks.dateOrder == .dayMonthYear)
  }

  @Test func dirInFrenchFromAConsole() {
    let text =
      " R\u{e9}pertoire de C:\\Logs\n\n15/12/2025  14:09         1\u{a0}814 journal.blog\n"
      + "               1 fichier(s)        1\u{a0}814 octets\n               2 R\u{e9}p(s)  14\u{a0}464\u{a0}442 octets libres\n"
    let bytes = text.unicodeScalars.map { scalar -> UInt8 in
      switch scalar {
      case "\u{e9}": 0x82
      case "\u{a0}": 0xff
      default: UInt8(truncatingIfNeeded: scalar.value)
      }
    }
    let listing = Self.read(bytes).listing
    #expect(listing?.entries.map(\.path) == [#"C:\Logs\journal.blog"#])
    #expect(listing?.entries.first?.size == 1814...1814)
    #expect(listing?.mismatches.isEmpty == true)
  }

  @Test func dirInJapanese() {
    #expect(
      Self.entries(
        """
         C:\\ログ のディレクトリ

        2026/05/11  09:01    <DIR>          .
        2026/05/11  08:52                 4 会議.blog
                       1 個のファイル                   4 バイト
                       2 個のディレクトリ  48,286,896,128 バイトの空き領域
        """) == ["C:\\ログ\\会議.blog|4"])
  }

  @Test func whereLists() {
    #expect(
      Self.entries(
        """
          76211200   20.09.2019      12:21:48  C:\\Logs\\acs_sdk.blog
               160   21.10.2019       1:24:32 PM  C:\\Logs\\a b.blog
        """) == [#"C:\Logs\acs_sdk.blog|76211200"#, #"C:\Logs\a b.blog|160"#])
    #expect(
      Self.entries("C:\\Logs\\a.blog\r\nC:\\Logs\\b c.blog\r\n") == [
        #"C:\Logs\a.blog|"#, #"C:\Logs\b c.blog|"#,
      ])
    #expect(
      Self.entries("\"C:\\Logs\\a.blog\"\n\"\\\\server\\b c.blog\"\n") == [
        #"C:\Logs\a.blog|"#, #"\\server\b c.blog|"#,
      ])
  }

  @Test func forfilesAndTree() {
    #expect(
      Self.entries(
        "\n\"C:\\Logs\\x.blog\" 1234 3/14/2026 5:06:07 AM\n\"C:\\Logs\\y.blog\" 0 3/14/2026 5:06:08 AM\n")
        == [#"C:\Logs\x.blog|1234"#, #"C:\Logs\y.blog|0"#])
    let tree = """
      Folder PATH listing for volume OSDisk
      Volume serial number is 0459-2393
      C:\\LOGS
      │   a.blog
      │
      ├───eins
      │   │   b.blog
      │   │
      │   └───tief
      │           c.etl
      │
      └───zwei
              d.blog
      """
    let files = [
      #"C:\LOGS\a.blog|"#, #"C:\LOGS\eins\b.blog|"#, #"C:\LOGS\eins\tief\c.etl|"#, #"C:\LOGS\zwei\d.blog|"#,
    ]
    #expect(Self.entries(tree) == files)
    let plain = tree.replacing("│", with: "|").replacing("├───", with: "+---").replacing(
      "└───", with: "\\---")
    #expect(Self.entries(plain) == files)
    #expect(Self.read(tree).listing?.forms == [.tree])
  }

  @Test func robocopy() {
    #expect(
      Self.entries(
        """
        -------------------------------------------------------------------------------
           ROBOCOPY     ::     Robust File Copy for Windows
        -------------------------------------------------------------------------------
        \t                   2\tC:\\Logs\\
        \t    New File  \t\t       6\ta.blog
        \t    New File  \t\t   1.2 m\tb.etl
          0%
                       Total    Copied   Skipped  Mismatch    FAILED    Extras
            Dirs :         1         0         0         0         0         0
        """) == [#"C:\Logs\a.blog|6"#, #"C:\Logs\b.etl|1153433...1363148"#])
  }

  @Test func powerShellTables() {
    #expect(
      Self.entries(
        """


            Verzeichnis: C:\\Logs


        Mode                 LastWriteTime         Length Name
        ----                 -------------         ------ ----
        d-----         24.08.2025     20:11                Ordner
        -a----         24.08.2025     20:11             32 a b.blog
        -a---          24.08.2025     20:12        1084928 c.etl
        """) == [#"C:\Logs\a b.blog|32"#, #"C:\Logs\c.etl|1084928"#])
    let list = """
      FullName         : C:\\Logs\\a very long name of a file that the conso
                         le wraps.blog
      Length           : 20344600
      LastWriteTime    : 2020/8/12 上午 09:29:56
      LastWriteTimeUtc : 2020/8/12 上午 01:29:56

      FullName         : C:\\Logs\\b.etl
      Length           : 7
      LastWriteTimeUtc : 2020/8/12 上午 01:29:57
      """
    let evidence = Self.read(list)
    #expect(
      evidence.listing?.entries.map(\.path)
        == [#"C:\Logs\a very long name of a file that the console wraps.blog"#, #"C:\Logs\b.etl"#])
    #expect(evidence.listing?.entries.map { $0.modified?.zoneOffset } == [0, 0])
  }

  @Test func powerShellExports() throws {
    let csv = """
      #TYPE Selected.System.IO.FileInfo
      "FullName","Length","LastWriteTimeUtc","Attributes"
      "C:\\Logs\\a ""b"".blog","12","2026-03-04 05:06:07","Archive"
      "C:\\Logs","","2026-03-04 05:06:07","Directory"
      "C:\\Logs\\c.etl","3","2026-03-04 05:06:07","Archive"
      """
    #expect(Self.entries(csv) == [#"C:\Logs\a "b".blog|12"#, #"C:\Logs\c.etl|3"#])
    #expect(
      Self.entries(csv.replacing("\",\"", with: "\";\"")) == [#"C:\Logs\a "b".blog|12"#, #"C:\Logs\c.etl|3"#])
    let json = #"""
      [
          {
              "Name":  "a.blog", "Length":  12,
              "Directory":  {"Name":  "Logs", "FullName":  "C:\\Logs", "LastWriteTimeUtc":  "\/Date(1436236829685)\/"},
              "FullName":  "C:\\Logs\\a.blog",
              "LastWriteTimeUtc":  "\/Date(1436236829685)\/",
              "Attributes":  32
          },
          {"Name":  "Logs", "FullName":  "C:\\Logs", "LastWriteTimeUtc":  "\/Date(1436236829685)\/", "Attributes":  16}
      ]
      """#
    let listing = try #require(Self.read(json).listing)
    #expect(listing.entries.map(\.path) == [#"C:\Logs\a.blog"#])
    #expect(listing.forms == [.convertToJSON])
    #expect(listing.entries[0].modified?.date == .calendar(CalendarDate(year: 2015, month: 7, day: 7)))
  }

  @Test func hashes() {
    let hex = String(repeating: "0123456789abcdef", count: 4)
    let pairs = stride(from: 0, to: 64, by: 2).map { hex.dropFirst($0).prefix(2) }.joined(separator: " ")
    let texts = [
      "SHA256 hash of C:\\Logs\\a.blog:\r\n\(hex)\r\nCertUtil: -hashfile command completed successfully.\r\n",
      "SHA256-Hash der Datei C:\\Logs\\a.blog:\n\(pairs)\nCertUtil: -hashfile-Befehl wurde erfolgreich ausgeführt.\n",
      "\(hex)  C:\\Logs\\a.blog\n", "\(hex) *C:\\Logs\\a.blog\n", "SHA256 (C:\\Logs\\a.blog) = \(hex)\n",
      "Algorithm       Hash      Path\n---------       ----      ----\nSHA256          \(hex.uppercased())       C:\\Logs\\a.blog\n",
    ]
    for text in texts {
      let entries = Self.read(text).listing?.entries ?? []
      #expect(entries.map(\.path) == [#"C:\Logs\a.blog"#], "\(text)")
      #expect(entries.first?.digest == ListedFile.Digest(kind: .sha256, hex: hex), "\(text)")
    }
  }

  @Test func unixListings() throws {
    let listing = try #require(
      Self.read(
        """
        $ ls -lR .
        .:
        total 4
        drwxr-xr-x 3 root root 4096 Nov 22 00:51 AppData

        ./AppData:
        total 5124
        -rw-r--r-- 1 root root 5242880 Mar  4  2026 acs_sdk-0-s3579513326.blog
        lrwxrwxrwx 1 root root       7 Nov 22 00:51 link -> acs_sdk
        -rw-r--r-- 1 root root   12000 Nov 22 00:51 media stack.blog

        $ find . -ls
         16334921     12 -rw-r--r--   1 root     root        12000 Nov 22 00:51 ./media\\ stack/x.msrtc-0-s1.blog
        $ tar tvf x.tar
        -rw-r--r-- root/root     13 2026-11-22 00:51 a/x.blog
        -rw-r--r--  0 0      0       14 Nov 22 00:51 a/y.blog
        $ unzip -l x.zip
        Archive:  x.zip
          Length      Date    Time    Name
        ---------  ---------- -----   ----
                0  2026-11-22 00:51   a/
               15  2026-11-22 00:51   a/b c/z.blog
        ---------                     -------
               15                     1 file
        $ 7z l x.7z
        2026-11-22 00:51:48 D....            0            0  a
        2026-11-22 00:51:48 ....A           16           12  a/q.blog
        """
      ).listing)
    #expect(
      listing.entries.map(\.path) == [
        "./AppData/acs_sdk-0-s3579513326.blog", "./AppData/media stack.blog",
        "./media stack/x.msrtc-0-s1.blog", "a/x.blog",
        "a/y.blog", "a/b c/z.blog", "a/q.blog",
      ])
    #expect(listing.entries.compactMap(\.size?.lowerBound) == [5_242_880, 12000, 12000, 13, 14, 15, 16])
    #expect(listing.entries[1].modified?.date == .monthAndDay(month: 11, day: 22))
    #expect(listing.forms == [.ls, .find, .tar, .unzip, .sevenZip])
  }

  @Test(arguments: [
    "2026-03-04 12:00:00.123 INFO opened C:\\Logs\\a.blog\n2026-03-04 12:00:01.000 INFO done\n",
    "12:32:42.351 index.js:8 azure:ACS-calling:info 2024-07-08T09:32:42.350Z CallClient1 ready\n",
    "Dear support,\nplease see the file\nC:\\Logs\\a.blog\nand tell us what happened.\n", "", "\n\n",
    "{\"time\":\"2026-03-04T12:00:00Z\",\"name\":\"x\",\"message\":\"y\"}\n",
  ])
  func logsAreNoListings(text: String) {
    let evidence = Self.read(text)
    #expect(evidence.listing == nil)
    #expect(evidence.artifact.kind != .directoryManifest)
  }
}
